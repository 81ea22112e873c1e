"""Counting answers (単純集計), by the conventions of Japanese public opinion surveys.

The rules, and where they are printed:
- n is the number of persons asked, 無回答 included, and the base of every percentage, also where
  several answers are allowed; percentages are rounded half up at the second decimal
  (小数第2位を四捨五入); `-` stands for none: 大阪府「人権問題に関する府民意識調査」表及び図の見方.
- `0.0` stands for less than the last printed place: 厚生労働省「労使関係実態調査」利用上の注意.
- a base under 30 is only for reference (参考値): 警察庁, 平成20年度 犯罪被害者調査, 読む際の留意点.
- M.T. is the sum of marks where several answers are allowed, printed over n.

What a shape says beyond its counts is worked out by a module of its own, which names its formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, assert_never

import numpy as np
from numpy.typing import NDArray

from analysis import areas, days, grades, quantities, ranks
from analysis.areas import Areas
from analysis.columns import ANSWERED, Column, Mask, Weights
from analysis.days import Days
from analysis.grades import Grades
from analysis.quantities import Quantity
from analysis.ranks import Ranks
from analysis.rounding import half_up
from models.multilingual import Language
from models.questions.base import Category, Part, Shape

SMALL_BASE = 30

_EPOCH = date(1970, 1, 1).toordinal()

NO_ANSWER = Category(
    "",  # as in exported files, where 無回答 is a blank cell
    {"ja": "無回答", "ja-easy": "答えなし", "en": "No answer", "zh-Hans": "未回答", "ko": "무응답"},
)
WRITTEN = Category(
    "written",
    {"ja": "記入あり", "ja-easy": "書いた人", "en": "Written", "zh-Hans": "已填写", "ko": "응답함"},
)

# What a shape says beyond its counts; None where there is nothing to say.
Summary: TypeAlias = Grades | Quantity | Days | Ranks | Areas | None


@dataclass(frozen=True)
class Row:
    """One line of a table; `percent` of the persons asked, rounded to one decimal."""

    code: str
    label: dict[Language, str]
    count: int
    percent: Decimal


@dataclass(frozen=True)
class Weighed:
    """What the same table comes to by weights, in the order of its rows.

    `base` is what the persons asked weigh together, and the base of `percents`. `marks` is what
    the marks weigh, where several answers are allowed.
    """

    base: float
    counts: tuple[float, ...]
    percents: tuple[Decimal, ...]
    marks: float | None
    summary: Summary


@dataclass(frozen=True)
class Tabulation:
    """One table: n_asked = n_answered + no_answer; the last row is 無回答.

    Rows are categories; of a quantity its classes, of dates the days, months or years that occur,
    of a ranking the options with the people who ranked them at all. `not_asked` (非該当) is outside
    the base. `marks` is the sum of marks where several answers are allowed (M.T.), else None.
    `small` says that the base only allows 参考値. `unit` is what a quantity counts, `line` are the
    words of a row of a matrix. All these are counts of people; `weighed`, where there are weights,
    stands beside them.
    """

    key: str
    label: dict[Language, str]
    shape: Shape
    n_asked: int
    n_answered: int
    no_answer: int
    not_asked: int
    rows: tuple[Row, ...]
    marks: int | None
    small: bool
    unit: dict[Language, str]
    summary: Summary
    line: dict[Language, str]
    weighed: Weighed | None = None


def tabulate(
    column: Column,
    mask: Mask | None = None,
    weights: Weights | None = None,
    *,
    small_base: int = SMALL_BASE,
) -> Tabulation:
    """Count a column, or those of its people whom the mask names.

    Categories keep their order, also those nobody chose. 自由記述 is counted as written or not.
    """
    part = column.part
    answered, no_answer, not_asked = _bins(column.state, 3, mask)
    asked = answered + no_answer
    categories, counts, summary = _counted(column, mask)
    counts = [*counts, no_answer]
    return Tabulation(
        key=part.key,
        label=part.label,
        shape=part.shape,
        n_asked=asked,
        n_answered=answered,
        no_answer=no_answer,
        not_asked=not_asked,
        rows=tuple(
            Row(category.code, category.label, count, percent(count, asked))
            for category, count in zip([*categories, NO_ANSWER], counts, strict=True)
        ),
        marks=sum(counts[:-1]) if part.shape == "any_of" else None,
        small=asked < small_base,
        unit=part.unit,
        summary=summary,
        line=part.line,
        weighed=_weighed(column, mask, weights) if weights is not None else None,
    )


def percent(count: float, base: float) -> Decimal:
    """100 * count / base with one decimal, rounded half up; 0.0 when there is no base."""
    return half_up(Decimal(100 * count) / Decimal(base) if base else Decimal(0), 1)


def percent_text(count: float, base: float) -> str:
    """The percentage as tables print it: `-` for none, `0.0` for under 0.05 %."""
    return str(percent(count, base)) if count else "-"


def _weighed(column: Column, mask: Mask | None, weights: Weights) -> Weighed:
    answered, no_answer, _ = _bins(column.state, 3, mask, weights)
    base = answered + no_answer
    _, counts, summary = _counted(column, mask, weights)
    counts = [*counts, no_answer]
    return Weighed(
        base=base,
        counts=tuple(counts),
        percents=tuple(percent(count, base) for count in counts),
        marks=sum(counts[:-1]) if column.part.shape == "any_of" else None,
        summary=summary,
    )


# The categories of a table without 無回答, their counts (ints, or what they weigh), the summary.
_Counted: TypeAlias = tuple[Sequence[Category], list[Any], Summary]


def _counted(column: Column, mask: Mask | None, weights: Weights | None = None) -> _Counted:
    part = column.part
    match part.shape:
        case "prose":
            return [WRITTEN], _bins(column.state, 3, mask, weights)[:1], None
        case "quantity":
            return _quantity(column, mask, weights)
        case "moment":
            numbers, _, amounts = _different(column, mask, weights)
            dates = (date.fromordinal(_EPOCH + int(number)) for number in numbers)
            found = days.dated(dict(zip(dates, amounts, strict=True)))
            if found is None:
                return [], [], None
            steps = [days.category(day, found.step) for day, _ in found.counts]
            return steps, [count for _, count in found.counts], found
        case "any_of":
            assert column.marks is not None
            marked = _marked(column.marks, mask, weights)
            return part.categories, marked, None
        case "ranked":
            return _ranked(column, mask, weights)
        case "one_of" | "ordered" | "place":
            assert column.codes is not None
            counts = _bins(column.codes, len(part.categories), mask, weights)
            return part.categories, counts, _of_categories(part, counts)
        case _:
            assert_never(part.shape)


def _of_categories(part: Part, counts: Sequence[float]) -> Summary:
    by_code = {c.code: count for c, count in zip(part.categories, counts, strict=True)}
    match part.shape:
        case "ordered":
            return grades.graded(part, by_code)
        case "place":
            return areas.summed(part, by_code)
        case _:
            return None


def _quantity(column: Column, mask: Mask | None, weights: Weights | None) -> _Counted:
    numbers, people, amounts = _different(column, mask, weights)
    found = quantities.measured(numbers, people, amounts if weights is not None else None)
    if found is None:
        return [], [], None
    words = list(quantities.categories(found, column.part.unit))
    return words, [interval.count for interval in found.intervals], found


def _ranked(column: Column, mask: Mask | None, weights: Weights | None) -> _Counted:
    """A place beyond those asked for now counts where somebody filled it."""
    part, places = column.part, column.places
    assert places is not None
    found = [
        _bins(places[:, place], len(part.categories), mask, weights)
        for place in range(places.shape[1])
    ]
    while len(found) > part.places and not any(found[-1]):
        found.pop()
    counts = [list(one) for one in zip(*found, strict=True)]
    people = _bins(column.state, 3, mask, weights)[ANSWERED]
    summary = ranks.ranked([category.code for category in part.categories], counts, people)
    return part.categories, [sum(one) for one in counts], summary


def _bins(
    codes: NDArray[Any], size: int, mask: Mask | None, weights: Weights | None = None
) -> list[Any]:
    """How many people have each code from 0 on, or what they weigh; -1 is not counted."""
    if mask is not None:
        codes = codes[mask]
        weights = weights[mask] if weights is not None else None
    found: list[Any] = np.bincount(codes + 1, weights, size + 1)[1:].tolist()
    return found


def _marked(marks: NDArray[np.bool_], mask: Mask | None, weights: Weights | None) -> list[Any]:
    """The same for marks, by category."""
    if weights is not None:
        amounts = weights if mask is None else weights * mask
        return [float(amounts[mark].sum()) for mark in marks.T]
    return [int(np.count_nonzero(m if mask is None else m & mask)) for m in marks.T]


def _different(
    column: Column, mask: Mask | None, weights: Weights | None
) -> tuple[list[float], list[int], list[Any]]:
    """The values that occur, how many people gave each, and what those weigh, if anything."""
    assert column.values is not None
    there = ~np.isnan(column.values)
    chosen = there if mask is None else there & mask
    values, places, people = np.unique(
        column.values[chosen], return_inverse=True, return_counts=True
    )
    amounts = people if weights is None else np.bincount(places, weights[chosen], len(values))
    return values.tolist(), people.tolist(), amounts.tolist()
