"""What a comparison of placements found, for the tests of it."""

from __future__ import annotations

from analysis import groups
from analysis.columns import Answers
from analysis.comparing import Comparison, Question, Row, compare


def by_place(answers: Answers, *codes: str) -> Comparison:
    """All questions, by these placements."""
    side = groups.by_facet(answers, "placement", codes or ("desk1", "fair2"))
    return compare(side, list(answers.columns.values()))


def row(question: Question, code: str) -> Row:
    """The answer with this code."""
    return next(row for row in question.rows if row.category.code == code)
