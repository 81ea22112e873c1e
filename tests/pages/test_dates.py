from __future__ import annotations

from datetime import UTC, date, datetime

from pages.components import dates


def test_times_are_shown_in_japan_whatever_zone_they_come_in() -> None:
    assert dates.moment(datetime(2026, 11, 23, 15, 30, tzinfo=UTC)) == "2026年11月24日(火) 00:30"
    assert dates.day(date(2026, 1, 4)) == "2026年1月4日(日)"
