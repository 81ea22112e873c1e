"""Dates by day, month or year."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.days import Days, category, dated


def count(*days: str) -> Days | None:
    return dated(Counter(map(date.fromisoformat, days)))


def test_two_days_of_a_festival() -> None:
    found = count("2026-10-17", "2026-10-18", "2026-10-17")
    first, last = date(2026, 10, 17), date(2026, 10, 18)
    assert found == Days(3, "day", first, last, ((first, 2), (last, 1)))
    assert category(first, "day").label == {"ja": "2026年10月17日", "en": "2026-10-17"}


def test_a_year_is_counted_by_month_and_a_life_by_year() -> None:
    months = count("2026-04-01", "2026-04-30", "2027-03-31")
    assert months is not None
    assert (months.step, months.counts) == (
        "month",
        ((date(2026, 4, 1), 2), (date(2027, 3, 1), 1)),
    )
    assert category(date(2026, 4, 1), "month").label["ja"] == "2026年4月"
    years = count("1950-06-01", "2001-01-01")
    assert years is not None
    assert years.counts == ((date(1950, 1, 1), 1), (date(2001, 1, 1), 1))
    assert category(date(1950, 1, 1), "year").code == "1950"


def test_no_dates() -> None:
    assert count() is None


@given(st.lists(st.dates(date(2020, 1, 1), date(2027, 12, 31)), min_size=1))
def test_counts_agree_with_pandas(days: list[date]) -> None:
    found = dated(Counter(days))
    assert found is not None
    unit = {"day": "D", "month": "M", "year": "Y"}[found.step]
    periods = pd.PeriodIndex([pd.Timestamp(day) for day in days], freq=unit)
    oracle = Counter(period.start_time.date() for period in periods)
    assert dict(found.counts) == oracle
    assert (found.first, found.last, found.n) == (min(days), max(days), len(days))
    assert found.step == "day" or found.last - found.first > timedelta(days=62)
