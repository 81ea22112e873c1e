"""Words that staff may want to leave out: those of the question, and those that nearly all use.

They are proposed with their figures and never dropped: whether a word says something is for people
who know the survey.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from analysis.text.comments import Comment
from analysis.text.corpus import read
from analysis.text.incidence import Incidence
from analysis.text.names import Names

COMMON: Final = 0.3  # of the respondents
ASKED: Final = "質問の言葉"
USUAL: Final = "多くの人が使う言葉"


class Proposal(NamedTuple):
    """A term that may be left out: how many people use it, which share, and why (ASKED, USUAL)."""

    term: str
    respondents: int
    share: float
    reason: str


def proposals(
    table: Incidence, question: str = "", names: Names | None = None
) -> tuple[Proposal, ...]:
    """The terms of the table that stand in the question, or that more than COMMON of people use.

    In the order of the table: most respondents first.
    """
    asked = read([Comment("", question)], names).readings
    words = {term.text for reading in asked for term in reading.terms}
    base = max(len(table.people), 1)
    found = []
    for term, people in zip(table.terms, table.respondents().tolist(), strict=True):
        if term in words:
            found.append(Proposal(term, people, people / base, ASKED))
        elif people > COMMON * base:
            found.append(Proposal(term, people, people / base, USUAL))
    return tuple(found)
