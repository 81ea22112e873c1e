"""Dates and times as staff read them, in Japan Standard Time."""

from __future__ import annotations

from datetime import date, datetime

from models.clock import JST

_WEEKDAYS = "月火水木金土日"


def day(on: date) -> str:
    """A date: 2026年11月23日(月)."""
    return f"{on.year}年{on.month}月{on.day}日({_WEEKDAYS[on.weekday()]})"


def moment(at: datetime) -> str:
    """An aware time: 2026年11月23日(月) 17:00."""
    there = at.astimezone(JST)
    return f"{day(there.date())} {there:%H:%M}"
