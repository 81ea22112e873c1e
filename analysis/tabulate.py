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

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, assert_never

import pandas as pd

from analysis import areas, days, grades, quantities, ranks
from analysis.areas import Areas
from analysis.days import Days
from analysis.grades import Grades
from analysis.quantities import Quantity
from analysis.ranks import Ranks
from analysis.rounding import half_up
from models.multilingual import Language
from models.questions.base import NOT_ASKED, Category, Part, Shape
from models.questions.values import StoredValue

SMALL_BASE = 30

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
class Tabulation:
    """One table: n_asked = n_answered + no_answer; the last row is 無回答.

    Rows are categories; of a quantity its classes, of dates the days, months or years that occur,
    of a ranking the options with the people who ranked them at all. `not_asked` (非該当) is outside
    the base. `marks` is the sum of marks where several answers are allowed (M.T.), else None.
    `small` says that the base only allows 参考値. `unit` is what a quantity counts.
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


def tabulate(part: Part, frame: pd.DataFrame, *, small_base: int = SMALL_BASE) -> Tabulation:
    """Count the column `part.key` of a frame made by `frames.load`, or of some of its rows.

    Categories keep their order, also those nobody chose; a stored code that no category knows
    gets a row of its own, so that no answer is missing. 自由記述 is counted as written or not.
    """
    values: list[StoredValue] = frame[part.key].tolist()
    asked = [value for value in values if value != NOT_ASKED]
    answered = [value for value in asked if value is not None]
    no_answer = len(asked) - len(answered)
    lines, summary = _counted(part, answered)
    return Tabulation(
        key=part.key,
        label=part.label,
        shape=part.shape,
        n_asked=len(asked),
        n_answered=len(answered),
        no_answer=no_answer,
        not_asked=len(values) - len(asked),
        rows=tuple(
            Row(category.code, category.label, count, percent(count, len(asked)))
            for category, count in [*lines, (NO_ANSWER, no_answer)]
        ),
        marks=sum(count for _, count in lines) if part.shape == "any_of" else None,
        small=len(asked) < small_base,
        unit=part.unit,
        summary=summary,
    )


def percent(count: int, base: int) -> Decimal:
    """100 * count / base with one decimal, rounded half up; 0.0 when there is no base."""
    return half_up(Decimal(100 * count) / base if base else Decimal(0), 1)


def percent_text(count: int, base: int) -> str:
    """The percentage as tables print it: `-` for none, `0.0` for under 0.05 %."""
    return str(percent(count, base)) if count else "-"


def _counted(
    part: Part, answered: Sequence[StoredValue]
) -> tuple[list[tuple[Category, int]], Summary]:
    """The lines of the table without 無回答, and the summary."""
    match part.shape:
        case "prose":
            return [(WRITTEN, len(answered))], None
        case "quantity":
            quantity = quantities.measured([v for v in answered if isinstance(v, int | float)])
            if quantity is None:
                return [], None
            words = quantities.categories(quantity, part.unit)
            counts = (interval.count for interval in quantity.intervals)
            return list(zip(words, counts, strict=True)), quantity
        case "moment":
            found = days.dated(v for v in answered if isinstance(v, str))
            if found is None:
                return [], None
            return [(days.category(day, found.step), count) for day, count in found.counts], found
        case "one_of" | "any_of" | "ordered" | "ranked" | "place":
            return _by_category(part, [_codes(value) for value in answered])
        case _:
            assert_never(part.shape)


def _by_category(
    part: Part, answers: Sequence[list[str]]
) -> tuple[list[tuple[Category, int]], Summary]:
    # A person counts once for a code, however often it stands in the answer.
    counts = Counter(code for answer in answers for code in set(answer))
    unknown = sorted(counts.keys() - {category.code for category in part.categories})
    categories = (*part.categories, *(Category(code, {"ja": code}) for code in unknown))
    lines = [(category, counts[category.code]) for category in categories]
    match part.shape:
        case "ordered":
            return lines, grades.graded(part, counts)
        case "ranked":
            return lines, ranks.ranked(part, [c.code for c in categories], answers)
        case "place":
            return lines, areas.summed(part, counts)
        case _:
            return lines, None


def _codes(value: StoredValue) -> list[str]:
    """The codes of one person's answer, in its order."""
    return [str(code) for code in value] if isinstance(value, list) else [str(value)]
