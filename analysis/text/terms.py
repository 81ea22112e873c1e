"""What many people write about: a table of terms, counted by people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, incidence, read
from analysis.text.readings import NEGATED


@dataclass(frozen=True, eq=False)
class TermTable:
    """Terms of a set of comments, with the base of every share.

    `respondents` people wrote `comments` that say something; `empty` comments said nothing.
    `frame` has one row a term: term and part_of_speech (str), respondents and mentions (int),
    share (float: respondents of the row among `respondents`) and variants (str: the other spellings
    that are counted in it, by 、); most respondents first, then by term.
    """

    respondents: int
    comments: int
    empty: int
    frame: pd.DataFrame


def count_terms(comments: Sequence[Comment]) -> TermTable:
    """The terms of the comments that say something. One person, one voice: order is by people.

    Terms are nouns, with compounds as one, names in their usual form, and adjectives and verbs in
    their dictionary form, without stop words and numbers. The same comments in any order give the
    same table.
    """
    return table(read(comments))


def table(corpus: Corpus, without: Collection[str] = (), folded: bool = False) -> TermTable:
    """The terms of the corpus without the words of `without`.

    With `folded`, comments that repeat another one count for nobody.
    """
    found = incidence(corpus, without=without, folded=folded)
    counted = [
        reading
        for index, reading in enumerate(corpus.readings)
        if not folded or corpus.folds[index] == index
    ]
    mentions = Counter(term.text for reading in counted for term in reading.terms)
    people = found.respondents()
    base = len(found.people)
    frame = pd.DataFrame(
        {
            "term": pd.Series(found.terms, dtype="str"),
            "part_of_speech": pd.Series(found.kinds, dtype="str"),
            "respondents": pd.Series(people, dtype="int64"),
            "mentions": pd.Series([mentions[term] for term in found.terms], dtype="int64"),
            "share": pd.Series(people / max(base, 1), dtype="float64"),
            "variants": pd.Series(_variants(corpus, found.terms), dtype="str"),
        }
    )
    return TermTable(base, len(counted), corpus.empty, frame)


def _variants(corpus: Corpus, terms: Sequence[str]) -> list[str]:
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for merge in corpus.merges:
        forms[merge.into].append(merge.form)
    return ["、".join(forms[term.removesuffix(NEGATED)]) for term in terms]
