"""Time as the product sees it: Japan Standard Time at the edges, an aware datetime inside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")  # no daylight saving since 1951


def now() -> datetime:
    """The present moment in Japan Standard Time."""
    return datetime.now(JST)


def hour_of(moment: datetime) -> datetime:
    """The full hour in UTC that `moment` lies in: all that is kept of when a person answered."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
