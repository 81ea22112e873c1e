"""Time as the product sees it: Japan Standard Time at the edges, an aware datetime inside."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")  # no daylight saving since 1951


def now() -> datetime:
    """The present moment in Japan Standard Time."""
    return datetime.now(JST)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def next_fiscal_year_end(day: date) -> date:
    """The last day of the fiscal year (from April to March) after the one that `day` lies in."""
    return date(day.year + (2 if day.month >= 4 else 1), 3, 31)


def hour_of(moment: datetime) -> datetime:
    """The full hour in UTC that `moment` lies in: all that is kept of when a person answered."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
