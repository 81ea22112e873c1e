"""What is read out of one comment: its tokens, the terms it speaks of, and its plain words."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.text.tokens import Token

NEGATED = "[否定]"  # closes the name of a predicate that is denied: 使える[否定]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing said in a comment, at `start:end` of its normalised text.

    `text` is what is counted and shown: the canonical name of a place or service, a compound as one
    word, or a dictionary form; that of a predicate that is denied ends in NEGATED. `kind` is 名詞,
    固有名, 形容詞, 形容動詞 or 動詞. `negated` is also true of a noun that the sentence says is not
    there (駐車場がない); its `text` stays as it is, so that all who speak of it are counted.
    """

    text: str
    kind: str
    start: int
    end: int
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A comment as it is counted.

    `text` is the normalised comment, `tokens` are Janome's own, `terms` lie in the order of the
    text. `plain` are the dictionary forms of its content words, nothing joined: topics are
    clustered on them (text-analysis notes, section 4) and labelled with `terms`.
    """

    text: str
    tokens: tuple[Token, ...]
    terms: tuple[Term, ...]
    plain: tuple[str, ...]
