"""When responses came in, counted per hour or per day in Japan Standard Time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.clock import JST

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOURLY_WITHIN = timedelta(days=3)  # from first to last response; longer times are shown by day


@dataclass(frozen=True)
class Timeline:
    """Responses per `step` (HOUR or DAY): its beginning in JST and the count, without gaps."""

    step: timedelta
    counts: tuple[tuple[datetime, int], ...]


def arrivals(hours: Iterable[tuple[datetime, int]]) -> Timeline:
    """The timeline of (aware time, responses) pairs in any order; empty without responses.

    Steps are hours where all responses lie within HOURLY_WITHIN, else days. A step in which
    nobody answered is there with 0.
    """
    pairs = [(moment.astimezone(JST), count) for moment, count in hours]
    if not pairs:
        return Timeline(HOUR, ())
    moments = [moment for moment, _ in pairs]
    step = HOUR if max(moments) - min(moments) < HOURLY_WITHIN else DAY
    counts = Counter[datetime]()
    for moment, count in pairs:
        counts[_beginning(moment, step)] += count
    first, last = min(counts), max(counts)
    steps = [first + n * step for n in range((last - first) // step + 1)]
    return Timeline(step, tuple((start, counts[start]) for start in steps))


def _beginning(moment: datetime, step: timedelta) -> datetime:
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour if step == HOUR else hour.replace(hour=0)
