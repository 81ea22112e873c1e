"""Counting two answers at once (クロス集計), by the conventions of ward reports.

- The question in the rows is the side (表側), the one in the columns the head (表頭).
- n is the number of persons who were asked both, 無回答 included; also where several answers are
  allowed. 非該当 of either question stands outside the table.
- 無回答 of the head is a column. 無回答 of the side is no row of the printed table, and counts in
  the line 全体 all the same: found so in the reports of several wards and cities.

Where the side allows several answers, a person stands in several rows, and 全体 is not their sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.axes import Axis, axis
from analysis.columns import Column, Mask, Weights
from analysis.tabulate import NO_ANSWER, SMALL_BASE, percent
from models.multilingual import Language
from models.questions.base import Category, Part

TOTAL: Final = Category(
    "total", {"ja": "全体", "ja-easy": "みんな", "en": "Total", "zh-Hans": "全体", "ko": "전체"}
)

Of = Literal["row", "column", "total"]  # what a percentage is of

_BLOCK: Final = 1 << 14  # people at once where marks meet marks: float32 counts that far exactly


@dataclass(frozen=True)
class Amounts:
    """What the people of a line weigh: together, and in each column.

    `effective_n` are so many people without weights as would be as sure (analysis.raking).
    """

    base: float
    counts: tuple[float, ...]
    effective_n: float


@dataclass(frozen=True)
class Line:
    """A row of the table: `n` persons of this group, and how many of them are in each column.

    `weighed` stands beside the counts where there are weights.
    """

    code: str
    label: dict[Language, str]
    n: int
    counts: tuple[int, ...]
    weighed: Amounts | None = None

    @property
    def small(self) -> bool:
        """Whether the base only allows 参考値; by weights the effective one."""
        base = self.n if self.weighed is None else self.weighed.effective_n
        return base < SMALL_BASE


@dataclass(frozen=True)
class Crosstab:
    """One table of `side` by `head`, whose categories are the lines and columns.

    `columns` end with 無回答. `lines` leave 無回答 of the side out; it is `no_answer`, and part of
    `total`. `not_asked` persons were not asked one of the two.
    """

    side: Part
    head: Part
    columns: tuple[Category, ...]
    total: Line
    lines: tuple[Line, ...]
    no_answer: Line
    not_asked: int

    @property
    def weighed(self) -> bool:
        """Whether there are weights."""
        return self.total.weighed is not None

    def percents(self, line: Line, of: Of = "row", *, weighed: bool = False) -> tuple[Decimal, ...]:
        """A line's percentages, rounded to one decimal: of its n, of the whole column (無回答 of
        the side included) or of all persons. `weighed` by weights, which must be there.
        """
        found, whole = _amounts(line, weighed), _amounts(self.total, weighed)
        bases = {
            "row": [found.base] * len(found.counts),
            "column": list(whole.counts),
            "total": [whole.base] * len(found.counts),
        }
        return tuple(map(percent, found.counts, bases[of]))


@dataclass(frozen=True)
class Layer:
    """The table of those in one category of a third question."""

    category: Category
    table: Crosstab


def crosstab(
    side: Column, head: Column, mask: Mask | None = None, weights: Weights | None = None
) -> Crosstab:
    """Two questions of any shape in one table, of the people whom the mask names."""
    return _table(axis(side, mask), axis(head, mask), _some(weights, mask))


def layered(
    layer: Column,
    side: Column,
    head: Column,
    mask: Mask | None = None,
    weights: Weights | None = None,
) -> tuple[Layer, ...]:
    """Three questions: a table for each category of `layer`, 無回答 of which has none.

    Lines and columns are the same in all of them.
    """
    third, rows, columns = (axis(column, mask) for column in (layer, side, head))
    weights = _some(weights, mask)

    def table(members: Mask) -> Crosstab:
        return _table(rows.some(members), columns.some(members), _some(weights, members))

    return tuple(
        Layer(category, table(third.members(number)))
        for number, category in enumerate(third.part.categories)
    )


def standing(
    heads: Sequence[Column],
    sides: Sequence[Column],
    mask: Mask | None = None,
    weights: Weights | None = None,
) -> Iterator[Crosstab]:
    """Many tables: each head by each side, but for a question by itself."""
    rows = [axis(side, mask) for side in sides]
    weights = _some(weights, mask)
    for head in heads:
        columns = axis(head, mask)
        yield from (
            _table(side, columns, weights) for side in rows if side.part.key != columns.part.key
        )


def _table(side: Axis, head: Axis, weights: Weights | None) -> Crosstab:
    people = _counted(side, head, None).astype(np.int64).tolist()
    amounts: Sequence[Amounts | None] = [None] * len(people)
    if weights is not None:
        squares = _counted(side, head, weights**2)[:, -1]
        amounts = [
            Amounts(row[-1], tuple(row[:-1]), row[-1] ** 2 / square if square else 0.0)
            for row, square in zip(
                _counted(side, head, weights).tolist(), squares.tolist(), strict=True
            )
        ]
    *lines, no_answer, total = (
        Line(category.code, category.label, row[-1], tuple(row[:-1]), weighed)
        for category, row, weighed in zip(
            (*side.part.categories, NO_ANSWER, TOTAL), people, amounts, strict=True
        )
    )
    return Crosstab(
        side=side.part,
        head=head.part,
        columns=(*head.part.categories, NO_ANSWER),
        total=total,
        lines=tuple(lines),
        no_answer=no_answer,
        not_asked=len(side.state) - total.n,
    )


# Lines and columns: the categories, 無回答, and everybody who was asked.
_Counts: TypeAlias = NDArray[Any]


def _counted(side: Axis, head: Axis, weights: Weights | None) -> _Counts:
    """People in each cell, or what they weigh."""
    if side.groups is not None and head.groups is not None:
        return _groups_by_groups(side, head, weights)
    if side.groups is not None:
        return _groups_by_marks(side, head, weights)
    if head.groups is not None:
        return _groups_by_marks(head, side, weights).T
    return _marks_by_marks(side, head, weights)


def _groups_by_groups(side: Axis, head: Axis, weights: Weights | None) -> _Counts:
    height, width = side.size + 3, head.size + 3
    assert side.groups is not None
    assert head.groups is not None
    cells = np.bincount(side.groups * width + head.groups, weights, height * width)
    found = cells.reshape(height, width)
    return _with_everybody(_with_everybody(found, side.size).T, head.size).T


def _groups_by_marks(side: Axis, head: Axis, weights: Weights | None) -> _Counts:
    groups = side.groups
    assert groups is not None
    columns = [
        np.bincount(groups[chosen], _some(weights, chosen), side.size + 3) for chosen in head.sets()
    ]
    return _with_everybody(np.array(columns).T, side.size)


def _marks_by_marks(side: Axis, head: Axis, weights: Weights | None) -> _Counts:
    rows, columns = np.array(side.sets()), np.array(head.sets())
    found = np.zeros((len(rows), len(columns)))
    for start in range(0, rows.shape[1], _BLOCK):
        block = slice(start, start + _BLOCK)
        if weights is None:
            found += rows[:, block].astype(np.float32) @ columns[:, block].T.astype(np.float32)
        else:
            found += (rows[:, block] * weights[block]) @ columns[:, block].T.astype(np.float64)
    return found


def _with_everybody(counts: _Counts, categories: int) -> _Counts:
    """Rows of groups as they are told: everybody who was asked stands last, 非該当 nowhere."""
    everybody = counts[: categories + 2].sum(axis=0, keepdims=True)
    return np.concatenate([counts[: categories + 1], everybody])


def _amounts(line: Line, weighed: bool) -> Amounts:
    if not weighed:
        return Amounts(line.n, line.counts, line.n)
    assert line.weighed is not None
    return line.weighed


def _some(weights: Weights | None, mask: Mask | None) -> Weights | None:
    return weights if weights is None or mask is None else weights[mask]
