"""What many people write about: a table of terms, counted by people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.text.comments import Comment, is_empty_answer
from analysis.text.normal import normalize
from analysis.text.stopwords import STOP_WORDS
from analysis.text.tokens import ADJECTIVAL, COMPOUND, Token, words

# The first two parts of IPADIC's part of speech → the name staff know it by. Nothing else counts.
_CONTENT: dict[tuple[str, ...], str] = {
    ("名詞", "一般"): "名詞",
    ("名詞", "固有名詞"): "名詞",
    ("名詞", "サ変接続"): "名詞",
    ("名詞", "副詞可能"): "名詞",
    ("名詞", "ナイ形容詞語幹"): "名詞",
    COMPOUND: "名詞",
    ADJECTIVAL: "形容動詞",
    ("動詞", "自立"): "動詞",
    ("形容詞", "自立"): "形容詞",
}
_FIRST_KANJI = "㐀"  # Latin letters and kana come before it


@dataclass(frozen=True, eq=False)
class TermTable:
    """Terms of a set of comments, with the base of every share.

    `respondents` people wrote `comments` that say something; `empty` comments said nothing.
    `frame` has one row a term: term and part_of_speech (str), respondents and mentions (int),
    share (float: respondents of the row among `respondents`); most respondents first, then by term.
    """

    respondents: int
    comments: int
    empty: int
    frame: pd.DataFrame


def count_terms(comments: Sequence[Comment]) -> TermTable:
    """The terms of the comments that say something. One person, one voice: order is by people.

    Terms are nouns, with compounds as one, and adjectives and verbs in their dictionary form,
    without stop words and numbers. The same comments in any order give the same table.
    """
    real = [comment for comment in comments if not is_empty_answer(comment.text)]
    mentions = Counter((comment.response_id, term) for comment in real for term in _terms(comment))
    people = Counter(term for _, term in mentions)
    total: Counter[tuple[str, str]] = Counter()
    for (_, term), count in mentions.items():
        total[term] += count
    respondents = len({comment.response_id for comment in real})
    ranked = sorted(people, key=lambda term: (-people[term], term))
    frame = pd.DataFrame(
        {
            "term": pd.Series([term for term, _ in ranked], dtype="str"),
            "part_of_speech": pd.Series([kind for _, kind in ranked], dtype="str"),
            "respondents": pd.Series([people[term] for term in ranked], dtype="int64"),
            "mentions": pd.Series([total[term] for term in ranked], dtype="int64"),
            "share": pd.Series([people[t] / respondents for t in ranked], dtype="float64"),
        }
    )
    return TermTable(respondents, len(real), len(comments) - len(real), frame)


def _terms(comment: Comment) -> Iterator[tuple[str, str]]:
    for token in words(normalize(comment.text)):
        kind = _CONTENT.get(token.part_of_speech[:2])
        if kind and token.base.lower() not in STOP_WORDS and not _is_noise(token):
            yield token.base, kind


def _is_noise(token: Token) -> bool:
    """Symbols that IPADIC takes for nouns, and single kana or Latin letters."""
    has_letter = any(c.isalpha() for c in token.base)
    return not has_letter or (len(token.base) == 1 and token.base < _FIRST_KANJI)
