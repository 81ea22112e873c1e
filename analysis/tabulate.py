"""Counting answers (単純集計), by the conventions of Japanese public opinion surveys.

The rules, and where they are printed:
- n is the number of persons asked, 無回答 included, and the base of every percentage, also where
  several answers are allowed; percentages are rounded half up at the second decimal
  (小数第2位を四捨五入); `-` stands for none: 大阪府「人権問題に関する府民意識調査」表及び図の見方.
- `0.0` stands for less than the last printed place: 厚生労働省「労使関係実態調査」利用上の注意.
- a base under 30 is only for reference (参考値): 警察庁, 平成20年度 犯罪被害者調査, 読む際の留意点.
- M.T. is the sum of marks where several answers are allowed, printed over n.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from models.multilingual import Language
from models.questions.base import NOT_ASKED, Category, Part, Shape, StoredValue

SMALL_BASE = 30

NO_ANSWER = Category(
    "",  # as in exported files, where 無回答 is a blank cell
    {"ja": "無回答", "ja-easy": "答えなし", "en": "No answer", "zh-Hans": "未回答", "ko": "무응답"},
)
WRITTEN = Category(
    "written",
    {"ja": "記入あり", "ja-easy": "書いた人", "en": "Written", "zh-Hans": "已填写", "ko": "응답함"},
)


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

    `not_asked` (非該当) is outside the base. `marks` is the sum of marks where several answers are
    allowed (M.T.), else None. `small` says that the base only allows 参考値.
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


def tabulate(part: Part, frame: pd.DataFrame, *, small_base: int = SMALL_BASE) -> Tabulation:
    """Count the column `part.key` of a frame made by `frames.load`, or of some of its rows.

    Categories keep their order, also those nobody chose; a stored code that no category knows
    gets a row of its own, so that no answer is missing. 自由記述 is counted as written or not.
    """
    values: list[StoredValue] = frame[part.key].tolist()
    asked = [value for value in values if value != NOT_ASKED]
    answered = [value for value in asked if value is not None]
    codes_of = _CODES[part.shape]
    counts = Counter(code for value in answered for code in codes_of(value))
    known = (WRITTEN,) if part.shape == "prose" else part.categories
    unknown = sorted(counts.keys() - {category.code for category in known})
    categories = (*known, *(Category(code, {"ja": code}) for code in unknown))
    no_answer = len(asked) - len(answered)
    lines = [*((c, counts[c.code]) for c in categories), (NO_ANSWER, no_answer)]
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
            for category, count in lines
        ),
        marks=counts.total() if part.shape == "any_of" else None,
        small=len(asked) < small_base,
    )


def percent(count: int, base: int) -> Decimal:
    """100 * count / base with one decimal, rounded half up; 0.0 when there is no base."""
    exact = Decimal(100 * count) / base if base else Decimal(0)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def percent_text(count: int, base: int) -> str:
    """The percentage as tables print it: `-` for none, `0.0` for under 0.05 %."""
    return str(percent(count, base)) if count else "-"


def _codes(value: StoredValue) -> set[str]:
    """The codes of one person's answer, each once."""
    return {value} if isinstance(value, str) else set(value or ())


def _written(_: StoredValue) -> set[str]:
    return {WRITTEN.code}


# Shape → what one person's answer is counted as. A question type with a shape that is not here
# cannot be tabulated: the tests go over all types and name it.
_CODES: Mapping[Shape, Callable[[StoredValue], set[str]]] = {
    "one_of": _codes,
    "ordered": _codes,
    "any_of": _codes,
    "prose": _written,
}
