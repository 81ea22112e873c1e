"""What a placement is doing now, in words, and how its answers run: no Streamlit here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from models import lifecycle, placements
from models.clock import JST, hour_of
from models.placements import Placement
from models.surveys import Summary
from pages.components.words import Colour

State = lifecycle.Phase | Literal["off"]
Arrivals = Sequence[tuple[datetime, int]]  # (hour, answers)

STATES: dict[State, tuple[str, Colour]] = {
    "open": ("使用中", "green"),
    "upcoming": ("これから", "blue"),
    "closed": ("終わった", "orange"),
    "off": ("停止中", "gray"),
    "paused": ("一時停止中", "orange"),
    "test": ("試行中", "blue"),
    "draft": ("公開前", "gray"),
}

INSPECT_AFTER = timedelta(days=14)
RECENT_DAYS = 7


def of(place: Placement, survey: Summary, at: datetime) -> State:
    """What whoever reads the code at `at` meets: the placement's own switch and times count too."""
    return place.phase(survey.phase, at) if place.active else "off"


def recent(hours: Arrivals, at: datetime) -> int:
    """Answers of the last RECENT_DAYS times 24 hours, to the hour."""
    since = hour_of(at - timedelta(days=RECENT_DAYS))
    return sum(count for hour, count in hours if hour >= since)


def by_day(hours: Arrivals, days: int, at: datetime) -> list[tuple[date, int]]:
    """Answers on each of the last `days` days in Japan, the day of `at` last."""
    today = at.astimezone(JST).date()
    counts = {today - timedelta(days=back): 0 for back in reversed(range(days))}
    for hour, count in hours:
        day = hour.astimezone(JST).date()
        if day in counts:
            counts[day] += count
    return list(counts.items())


def unseen(listed: Collection[Placement], at: datetime) -> list[Placement]:
    """Those in use that hang somewhere, and that nobody has looked at for INSPECT_AFTER."""
    return [
        one
        for one in listed
        if one.active
        and one.kind in placements.HANGING
        and (seen := one.inspected_at or one.created_at) is not None
        and at - seen >= INSPECT_AFTER
    ]
