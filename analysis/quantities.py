"""Numbers that people wrote: their mean, spread and quartiles, and classes of round numbers.

How mean, standard deviation and quartiles are defined says analysis.spread.

- As many classes as H. Sturges allows ("The choice of a class interval", Journal of the American
  Statistical Association 21, 1926), of a width that is 1, 2 or 5 times a power of ten, as in R's
  hist(). Whole numbers that lie close together stand one by one.
- Far-out values, more than three quartile ranges beyond the quartiles (J. Tukey, "Exploratory Data
  Analysis", 1977), share an open class at the end: one wild number does not flatten the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Final, Literal

from analysis.rounding import plainly
from analysis.spread import Spread, spread
from models.multilingual import Language, pick
from models.questions.base import Category

_QUARTER: Final = Decimal("0.25")
_ONE_BY_ONE = 12  # whole numbers, from the smallest to the largest
_FAR_OUT = 3  # quartile ranges
_FINEST = -4  # power of ten: questions take four decimals at most


@dataclass(frozen=True)
class Interval:
    """`count` values from `low` on that are less than `high`; None where the class is open."""

    low: Decimal | None
    high: Decimal | None
    count: float


@dataclass(frozen=True)
class Quantity:
    """`n` numbers, at least one. `deviation` is None for a single one.

    `whole` says that all are whole numbers. The intervals touch, and cover every value.
    """

    n: float
    mean: Decimal
    median: Decimal
    deviation: Decimal | None
    least: Decimal
    lower_quartile: Decimal
    upper_quartile: Decimal
    most: Decimal
    whole: bool
    intervals: tuple[Interval, ...]


def measured(
    numbers: Sequence[float], people: Sequence[int], weights: Sequence[float] | None = None
) -> Quantity | None:
    """What different numbers come to, each of which so many people gave; None without any.

    With `weights`, what those people weigh together, all but the bounds of the classes goes by it.
    """
    amounts = people if weights is None else weights
    given, counted = spread(numbers, people), spread(numbers, amounts)
    if given is None or counted is None:
        return None
    whole = all(value == value.to_integral_value() for value in given.values)
    by_value = dict(zip(map(_decimal, numbers), amounts, strict=True))
    return Quantity(
        n=sum(amounts),
        mean=counted.mean(),
        median=counted.median(),
        deviation=counted.deviation(),
        least=given.values[0],
        lower_quartile=counted.quantile(_QUARTER),
        upper_quartile=counted.quantile(1 - _QUARTER),
        most=given.values[-1],
        whole=whole,
        intervals=_intervals(given, by_value, whole),
    )


def categories(quantity: Quantity, unit: dict[Language, str]) -> Iterator[Category]:
    """The intervals in words: 5～9人, 10人以上; 0.5km以上1km未満."""
    for one in quantity.intervals:
        form = _form(one, quantity.whole)
        ends = {
            "low": plainly(one.low) if one.low is not None else "",
            "high": plainly(one.high) if one.high is not None else "",
            "last": plainly(one.high - 1) if one.high is not None else "",
        }
        label = {
            language: " ".join(forms[form].format(unit=pick(unit, language), **ends).split())
            for language, forms in _FORMS.items()
        }
        yield Category(ends["low"].replace(",", "") or "under", label)


_Form = Literal["less", "more", "one", "span", "between"]
_FORMS: Final[dict[Language, dict[_Form, str]]] = {
    "ja": {
        "less": "{high}{unit}未満",
        "more": "{low}{unit}以上",
        "one": "{low}{unit}",
        "span": "{low}～{last}{unit}",
        "between": "{low}{unit}以上{high}{unit}未満",
    },
    "en": {
        "less": "under {high} {unit}",
        "more": "{low} {unit} or more",
        "one": "{low} {unit}",
        "span": "{low}–{last} {unit}",
        "between": "{low} to under {high} {unit}",
    },
}


def _form(one: Interval, whole: bool) -> _Form:
    if one.low is None:
        return "less"
    if one.high is None:
        return "more"
    if not whole:
        return "between"
    return "one" if one.high - one.low == 1 else "span"


def _intervals(
    given: Spread, amounts: Mapping[Decimal, float], whole: bool
) -> tuple[Interval, ...]:
    lower, upper = given.quantile(_QUARTER), given.quantile(1 - _QUARTER)
    reach = _FAR_OUT * (upper - lower)
    near = [v for v in given.values if not reach or lower - reach <= v <= upper + reach]
    width = _width(near[0], near[-1], int(sum(given.counts)), whole)
    first, last = _number(near[0], width), _number(near[-1], width)
    found: dict[int, float] = dict.fromkeys(range(first, last + 1), 0)
    for value in given.values:
        number = min(max(_number(value, width), first - 1), last + 1)
        found[number] = found.get(number, 0) + amounts[value]
    return tuple(
        Interval(
            number * width if number >= first else None,
            (number + 1) * width if number <= last else None,
            found[number],
        )
        for number in sorted(found)
    )


def _width(low: Decimal, high: Decimal, people: int, whole: bool) -> Decimal:
    """The smallest round width that needs no more classes than Sturges' rule allows."""
    if whole and high - low < _ONE_BY_ONE:
        return Decimal(1)
    most = 1 + (people - 1).bit_length()  # 1 + log2(people), rounded up
    power = 0 if whole else _FINEST
    while True:
        for digit in (1, 2, 5):
            width = Decimal(digit).scaleb(power)
            if _number(high, width) - _number(low, width) < most:
                return width
        power += 1


def _decimal(number: float) -> Decimal:
    """As it is written."""
    return Decimal(str(number))


def _number(value: Decimal, width: Decimal) -> int:
    """Which multiple of `width` the value's class begins with."""
    return int((value / width).to_integral_value(ROUND_FLOOR))
