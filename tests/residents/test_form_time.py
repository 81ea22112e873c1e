"""The signed time of a page, and the key behind it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from residents.form_time import Stamps, is_quick, sign

KEY = bytes(range(32))
STAMPS = Stamps(KEY)


def ago(**span: float) -> str:
    return STAMPS.at("survey", int(time.time() - timedelta(**span).total_seconds()))


@pytest.mark.parametrize("age", [{"seconds": 0}, {"hours": 23.9}, {"seconds": -30}], ids=str)
def test_a_page_of_today_is_known_again(age: dict[str, float]) -> None:
    stamp = ago(**age)
    opened = STAMPS.read(stamp, "survey")
    assert opened is not None
    assert opened.timestamp() == int(stamp.partition(".")[0])


# Made when it is tried: a whole run takes minutes, and what lies ahead now would be past by then.
UNKNOWN: list[Callable[[], str]] = [
    lambda: "",
    lambda: ".",
    lambda: "1",
    lambda: "x." + "a" * 16,
    lambda: "１７６４." + "a" * 16,
    lambda: ago(hours=24.1),
    lambda: ago(minutes=-2),
    lambda: ago(minutes=1)[:-1],
    lambda: ago(minutes=1) + "a",
    lambda: ago(minutes=1) + "\n",
    lambda: "9" + ago(minutes=1)[1:],
    lambda: Stamps(bytes(32)).at("survey", int(time.time())),
    lambda: STAMPS.at("another", int(time.time())),
    lambda: "0" + ago(minutes=1),
    lambda: f"{int(time.time())}.{sign(KEY, 'copy', 'survey', str(int(time.time())))}",
]


@pytest.mark.parametrize("make", UNKNOWN)
def test_what_is_old_changed_or_of_another_survey_is_not(make: Callable[[], str]) -> None:
    """Too old, from the future, cut, longer, another second, key, survey or purpose."""
    assert STAMPS.read(make(), "survey") is None


def test_pages_of_one_second_share_a_stamp() -> None:
    """Nobody can be told from another by it."""
    stamps = Stamps(KEY)
    first, second = stamps.now("survey"), Stamps(KEY).now("survey")
    assert int(second.partition(".")[0]) - int(first.partition(".")[0]) in (0, 1)
    for one in (first, second):
        assert one == STAMPS.at("survey", int(one.partition(".")[0]))


def test_three_seconds_are_quick() -> None:
    moment = datetime.now(UTC)
    assert is_quick(moment)
    assert not is_quick(moment - timedelta(seconds=3))
