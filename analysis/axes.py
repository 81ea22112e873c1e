"""A question as one side of a cross table: every person in one group, or with several marks.

Options and steps stand as they are. Numbers and dates stand by the classes of 単純集計, places by
their area, a ranking by what was put first, words by whether any were written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, assert_never

import numpy as np
from numpy.typing import NDArray

from analysis import days, quantities
from analysis.columns import ANSWERED, BLANK, NOT_ASKED, Column, Mask
from analysis.tabulate import WRITTEN
from models.questions.base import Category, Part

# Behind the categories stand 無回答, answers that are in no category, and 非該当.
_BESIDE: Final = 3


@dataclass(frozen=True)
class Axis:
    """The people of a table by one question; `part.categories` are those of the table.

    Either `groups`, where each stands once: the place of their category, then one more for 無回答,
    for an answer in no category, for 非該当. Or `marks`, categories × people, with `state`.
    """

    part: Part
    state: NDArray[np.uint8]
    groups: NDArray[np.intp] | None = None
    marks: NDArray[np.bool_] | None = None

    @property
    def size(self) -> int:
        """How many categories there are."""
        return len(self.part.categories)

    def some(self, mask: Mask) -> Axis:
        """The same for those people only."""
        return replace(
            self,
            state=self.state[mask],
            groups=None if self.groups is None else self.groups[mask],
            marks=None if self.marks is None else self.marks[:, mask],
        )

    def sets(self) -> tuple[Mask, ...]:
        """Who has which mark, who left the question blank, who was asked."""
        assert self.marks is not None
        return (*self.marks, self.state == BLANK, self.state != NOT_ASKED)

    def members(self, number: int) -> Mask:
        """Who stands in the category with this number."""
        if self.groups is not None:
            return np.equal(self.groups, number)
        assert self.marks is not None
        marked: Mask = self.marks[number]
        return marked


def axis(column: Column, mask: Mask | None = None) -> Axis:
    """The axis of a column, of the people whom the mask names; its classes are theirs too."""
    if mask is not None:
        column = _some(column, mask)
    part = column.part
    match part.shape:
        case "any_of":
            assert column.marks is not None
            return Axis(part, column.state, marks=np.ascontiguousarray(column.marks.T))
        case "one_of" | "ordered":
            return _grouped(column, part.categories, column.codes)
        case "place":
            wider = by_area(column)
            return _grouped(wider, wider.part.categories, wider.codes)
        case "ranked":
            assert column.places is not None
            return _grouped(column, part.categories, column.places[:, 0])
        case "quantity":
            return _grouped(column, *_classes(column))
        case "moment":
            return _grouped(column, *_steps(column))
        case "prose":
            return _grouped(column, (WRITTEN,), np.where(column.answered, 0, -1))
        case _:
            assert_never(part.shape)


def by_area(column: Column) -> Column:
    """A place question by its areas (地域); codes of no area keep a category of their own."""
    part = column.part
    assert column.codes is not None
    if not part.groups:
        return column
    area_of = {code: number for number, (_, codes) in enumerate(part.groups) for code in codes}
    loose = [category for category in part.categories if category.code not in area_of]
    area_of |= {category.code: len(part.groups) + n for n, category in enumerate(loose)}
    moved = np.array([*(area_of[category.code] for category in part.categories), -1], np.int32)
    categories = (*(area for area, _ in part.groups), *loose)
    return replace(
        column,
        part=replace(part, categories=categories, groups=()),
        codes=moved[column.codes],
    )


def _grouped(column: Column, categories: tuple[Category, ...], codes: NDArray[Any] | None) -> Axis:
    assert codes is not None
    beside = np.empty(_BESIDE, np.intp)
    beside[[BLANK, ANSWERED, NOT_ASKED]] = np.arange(len(categories), len(categories) + _BESIDE)
    groups = np.where(codes >= 0, codes, beside[column.state])
    return Axis(replace(column.part, categories=categories), column.state, groups=groups)


def _classes(column: Column) -> tuple[tuple[Category, ...], NDArray[Any]]:
    assert column.values is not None
    there = ~np.isnan(column.values)
    numbers, people = np.unique(column.values[there], return_counts=True)
    found = quantities.measured(numbers.tolist(), people.tolist())
    if found is None:
        return (), np.full(len(there), -1)
    starts = [float(one.low) for one in found.intervals[1:] if one.low is not None]
    classes = np.searchsorted(starts, column.values, side="right")
    categories = tuple(quantities.categories(found, column.part.unit))
    return categories, np.where(there, classes, -1)


def _steps(column: Column) -> tuple[tuple[Category, ...], NDArray[Any]]:
    assert column.values is not None
    there = ~np.isnan(column.values)
    numbers, which, people = np.unique(
        column.values[there], return_inverse=True, return_counts=True
    )
    dates = numbers.astype(np.int64).astype("datetime64[D]").tolist()
    found = days.dated(dict(zip(dates, people.tolist(), strict=True)))
    codes = np.full(len(there), -1)
    if found is None:
        return (), codes
    categories = tuple(days.category(day, found.step) for day, _ in found.counts)
    places = {category.code: place for place, category in enumerate(categories)}
    step_of = np.array([places[days.category(day, found.step).code] for day in dates])
    codes[there] = step_of[which]
    return categories, codes


def _some(column: Column, mask: Mask) -> Column:
    """The column of those people only."""

    def some(array: NDArray[Any] | None) -> NDArray[Any] | None:
        return None if array is None else array[mask]

    return replace(
        column,
        state=column.state[mask],
        codes=some(column.codes),
        # Marks lie in memory category by category.
        marks=None if column.marks is None else column.marks.T[:, mask].T,
        places=some(column.places),
        values=some(column.values),
    )
