"""What a placement is doing now, and how many answers came by it lately."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from models.clock import JST
from models.placements import Placement
from pages.components import placement_states

AT = datetime(2026, 11, 23, 9, 30, tzinfo=JST)


def hanging(**changes: object) -> Placement:
    fields = {"code": "k7m2p", "survey_id": "s", "name": "駅", "kind": "poster", "active": True}
    return Placement(**(fields | changes))  # type: ignore[arg-type] # fields of a dataclass


def test_last_seven_days_count_to_the_hour() -> None:
    edge = datetime(2026, 11, 16, 9, tzinfo=JST)
    hours = [(edge - timedelta(hours=1), 100), (edge, 20), (AT, 3)]
    assert placement_states.recent(hours, AT) == 23


def test_days_are_those_of_japan_and_none_is_left_out() -> None:
    late = datetime(2026, 11, 22, 23, tzinfo=JST)  # still the 22nd, though 14:00 in UTC
    assert placement_states.by_day([(late, 2), (AT, 1), (AT - timedelta(days=9), 5)], 3, AT) == [
        (date(2026, 11, 21), 0),
        (date(2026, 11, 22), 2),
        (date(2026, 11, 23), 1),
    ]


@pytest.mark.parametrize(
    ("changes", "is_unseen"),
    [
        ({"created_at": AT - timedelta(days=13)}, False),
        ({"created_at": AT - timedelta(days=14)}, True),
        ({"created_at": AT - timedelta(days=99), "inspected_at": AT}, False),
        ({"created_at": AT - timedelta(days=99), "inspected_at": AT - timedelta(days=14)}, True),
        ({"created_at": AT - timedelta(days=99), "active": False}, False),
        ({"created_at": AT - timedelta(days=99), "kind": "kiosk"}, False),
        ({"created_at": AT - timedelta(days=99), "kind": "web"}, False),
    ],
)
def test_what_hangs_is_to_be_seen_every_two_weeks(
    changes: dict[str, object], is_unseen: bool
) -> None:
    place = hanging(**changes)
    assert placement_states.unseen([place], AT) == ([place] if is_unseen else [])
