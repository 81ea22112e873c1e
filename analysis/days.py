"""Dates that people gave, counted by day, or by month or year where they lie far apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from models.multilingual import Language
from models.questions.base import Category

DAILY_WITHIN = timedelta(days=62)  # two months, from the first day to the last
MONTHLY_WITHIN = timedelta(days=3 * 366)

Step = Literal["day", "month", "year"]


@dataclass(frozen=True)
class Days:
    """`n` dates from `first` to `last`; `counts` are by the beginnings of the steps that occur."""

    n: float
    step: Step
    first: date
    last: date
    counts: tuple[tuple[date, float], ...]


def dated(people: Mapping[date, float]) -> Days | None:
    """The dates that occur, with how many people gave each or what they weigh; None without any."""
    if not people:
        return None
    first, last = min(people), max(people)
    step: Step = (
        "day"
        if last - first <= DAILY_WITHIN
        else "month"
        if last - first <= MONTHLY_WITHIN
        else "year"
    )
    counts: dict[date, float] = {}
    for day in sorted(people):
        start = _beginning(day, step)
        counts[start] = counts.get(start, 0) + people[day]
    return Days(sum(people.values()), step, first, last, tuple(counts.items()))


def category(start: date, step: Step) -> Category:
    """A day, month or year by its ISO code, in words."""
    code = start.isoformat()[: {"day": 10, "month": 7, "year": 4}[step]]
    words: dict[Step, str] = {
        "day": f"{start.year}年{start.month}月{start.day}日",
        "month": f"{start.year}年{start.month}月",
        "year": f"{start.year}年",
    }
    label: dict[Language, str] = {"ja": words[step], "en": code}
    return Category(code, label)


def _beginning(day: date, step: Step) -> date:
    if step == "day":
        return day
    return day.replace(day=1) if step == "month" else day.replace(month=1, day=1)
