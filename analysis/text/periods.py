"""Days, weeks or months in which people wrote, in Japan Standard Time and without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Step = Literal["day", "week", "month"]

DAILY_WITHIN: Final = 31  # days from the first to the last
WEEKLY_WITHIN: Final = 26 * 7
MOST: Final = 120  # steps; where there would be more, the next larger is taken
_JST_HOURS: Final = 9
_MONDAY: Final = 4  # 1970-01-01 was a Thursday: days to the Monday after it


@dataclass(frozen=True, eq=False)
class Periods:
    """The beginnings of the steps, and for each person the step they wrote in."""

    step: Step
    starts: tuple[date, ...]
    codes: NDArray[np.int64]


def divided(received: NDArray[np.int64], step: Step | None = None) -> Periods:
    """The steps of these hours since 1970-01-01 (UTC), one for each person.

    Without a `step`, days for up to a month, weeks for up to half a year, else months; months too
    where there would be more than MOST.
    """
    days = (received.astype(np.int64) + _JST_HOURS) // 24
    if not len(days):
        return Periods(step or "day", (), days)
    first, last = int(days.min()), int(days.max())
    span = last - first
    if step is None:
        step = "day" if span <= DAILY_WITHIN else "week" if span <= WEEKLY_WITHIN else "month"
    if step == "day" and span >= MOST:
        step = "week"
    if step == "week" and span >= 7 * MOST:
        step = "month"
    numbers = _numbered(days, step)
    low, high = int(numbers.min()), int(numbers.max())
    starts = tuple(_start(number, step) for number in range(low, high + 1))
    return Periods(step, starts, numbers - low)


def named(start: date, step: Step) -> str:
    """A step in words: 4月1日, 4月1日の週, 2026年4月."""
    if step == "month":
        return f"{start.year}年{start.month}月"
    return f"{start.month}月{start.day}日" + ("の週" if step == "week" else "")


def _numbered(days: NDArray[np.int64], step: Step) -> NDArray[np.int64]:
    """Days, weeks from Monday, or months, counted from the beginning of 1970."""
    if step == "day":
        return days
    if step == "week":
        return (days - _MONDAY) // 7
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _start(number: int, step: Step) -> date:
    if step == "month":
        return date(1970 + number // 12, number % 12 + 1, 1)
    return date(1970, 1, 1) + timedelta(days=number if step == "day" else 7 * number + _MONDAY)
