"""Two answers of each person, as the columns of a cross table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis import build
from analysis.association import Association
from analysis.columns import Column
from analysis.crosstab import Crosstab, crosstab
from models.questions.base import Category, Part, Shape


def part(key: str, codes: str, shape: Shape = "one_of") -> Part:
    """A part whose categories are single letters."""
    categories = tuple(Category(code, {"ja": code.upper()}) for code in codes)
    return Part(key, {"ja": key}, shape, categories)


def people(counts: Sequence[Sequence[int]], rows: str, columns: str) -> list[tuple[str, str]]:
    """The people of a table of counts."""
    pairs = zip(rows, counts, strict=True)
    return list(
        chain.from_iterable(
            repeat((row, column), count)
            for row, line in pairs
            for column, count in zip(columns, line, strict=True)
        )
    )


def both(side: Part, head: Part, pairs: Sequence[tuple[Any, Any]]) -> tuple[Column, Column]:
    """What each person answered to the two, as columns."""
    return (
        build.column(side, [one for one, _ in pairs]),
        build.column(head, [other for _, other in pairs]),
    )


def of_counts(counts: Sequence[Sequence[int]]) -> Crosstab:
    """A cross table of one answer by one answer with these people in its cells."""
    rows, columns = "abcdefghijkl"[: len(counts)], "pqrstuvwxyz"[: len(counts[0])]
    found = people(counts, rows, columns)
    return crosstab(*both(part("side", rows), part("head", columns), found))


def residuals(found: Association) -> NDArray[np.float64]:
    """The residuals of the cells; NaN where there is no test."""
    return np.array([[cell.residual if cell else np.nan for cell in line] for line in found.cells])


def marks(found: Association) -> list[list[str | None]]:
    """The marks of the cells; None where there is no test."""
    return [[cell.marked if cell else None for cell in line] for line in found.cells]
