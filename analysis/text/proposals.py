"""Words that say little in answers to a question: those it asks with, and those nearly all use.

Tables leave the first out, unless staff count them all the same (models.word_choices). The second
are proposed with their figures: whether such a word says something is for people who know the
survey.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from analysis.text.comments import Comment
from analysis.text.corpus import Tokenized, read
from analysis.text.incidence import Incidence
from analysis.text.names import Names

COMMON: Final = 0.3  # of the respondents
ASKED: Final = "質問の言葉"
USUAL: Final = "多くの人が使う言葉"


class Proposal(NamedTuple):
    """A term that says little: how many people use it, which share, and why (ASKED, USUAL)."""

    term: str
    respondents: int
    share: float
    reason: str


def asked_with(
    question: str, names: Names | None = None, tokenized: Tokenized | None = None
) -> frozenset[str]:
    """The terms that the question itself says; `names` and `tokenized` as for reading comments."""
    found = read([Comment("", question)], names, tokenized=tokenized).readings
    return frozenset(term.text for reading in found for term in reading.terms)


def proposals(
    table: Incidence, question: str = "", names: Names | None = None
) -> tuple[Proposal, ...]:
    """The terms of the table that stand in the question, or that more than COMMON of people use.

    In the order of the table: most respondents first.
    """
    words = asked_with(question, names)
    base = max(len(table.people), 1)
    found = []
    for term, people in zip(table.terms, table.respondents().tolist(), strict=True):
        if term in words:
            found.append(Proposal(term, people, people / base, ASKED))
        elif people > COMMON * base:
            found.append(Proposal(term, people, people / base, USUAL))
    return tuple(found)
