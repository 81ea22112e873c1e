from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.timeline import DAY, HOUR, Timeline, arrivals
from models.clock import JST

patient = settings(deadline=None)  # a busy machine is slow, not wrong


def japan(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=JST)


def test_hours_without_gaps_in_japanese_time() -> None:
    counts = [
        (datetime(2026, 11, 23, 3, tzinfo=UTC), 2),
        (datetime(2026, 11, 23, 1, tzinfo=UTC), 5),
    ]
    expected = ((japan(23, 10), 5), (japan(23, 11), 0), (japan(23, 12), 2))
    assert arrivals(counts) == Timeline(HOUR, expected)


def test_days_from_three_days_on() -> None:
    counts = [(japan(20, 23), 1), (japan(23, 23), 4), (japan(21, 0), 2), (japan(21, 9), 3)]
    expected = ((japan(20), 1), (japan(21), 5), (japan(22), 0), (japan(23), 4))
    assert arrivals(counts) == Timeline(DAY, expected)


def test_just_under_three_days_is_hours() -> None:
    assert len(arrivals([(japan(20, 23), 1), (japan(23, 22), 1)]).counts) == 72


def test_nobody_yet() -> None:
    assert arrivals([]) == Timeline(HOUR, ())


@patient
@given(st.lists(st.tuples(st.integers(0, 24 * 30), st.integers(1, 99)), min_size=1))
def test_no_response_is_lost(drawn: list[tuple[int, int]]) -> None:
    timeline = arrivals([(japan(1) + timedelta(hours=at), count) for at, count in drawn])
    starts = [start for start, _ in timeline.counts]
    assert sum(count for _, count in timeline.counts) == sum(count for _, count in drawn)
    assert {later - earlier for earlier, later in pairwise(starts)} <= {timeline.step}
