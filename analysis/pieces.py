"""The answers of a question whose shares are compared: its categories, and the ends of a scale.

The ends are those of 単純集計 (analysis.grades): the first two and the last two steps together, and
of 0 to 10 whoever would recommend (9, 10) and whoever would not (0 to 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.crosstab import Line
from analysis.grades import graded
from models.multilingual import pick
from models.questions.base import Category, Part

_PROMOTERS = Category("promoters", {"ja": "推奨者（9・10）"})
_DETRACTORS = Category("detractors", {"ja": "批判者（0〜6）"})


@dataclass(frozen=True)
class Piece:
    """What is counted as one answer: the columns of a cross table with these places."""

    category: Category
    places: tuple[int, ...]

    def count(self, line: Line) -> int:
        """The people of a line who gave it."""
        return sum(line.counts[place] for place in self.places)


def pieces(part: Part, columns: Sequence[Category]) -> tuple[Piece, ...]:
    """The pieces of a table whose columns are `columns`: the ends of a scale, then each column."""
    each = [Piece(category, (place,)) for place, category in enumerate(columns)]
    if part.shape != "ordered":
        return tuple(each)
    steps = [piece for piece in each if piece.category.code in _steps(part)]
    found = graded(part, {})
    if found.nps is not None:
        ends = [(_PROMOTERS, steps[9:]), (_DETRACTORS, steps[:7])]
    elif found.first_two is not None:
        ends = [(_together(steps[0]), steps[:2]), (_together(steps[-1]), steps[-2:])]
    else:
        ends = []
    return (
        *(Piece(category, tuple(one.places[0] for one in held)) for category, held in ends),
        *each,
    )


def _steps(part: Part) -> frozenset[str]:
    codes = {category.code for category in part.categories}
    return frozenset(codes - part.outside)


def _together(end: Piece) -> Category:
    """満足（計）, of the step 満足."""
    label = " ".join(pick(end.category.label).split())
    return Category(f"{end.category.code}+", {"ja": f"{label}（計）"})
