"""A placement's own times narrow those of its survey, also where the answer is stored."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models import placements, responses, surveys
from models.clock import now
from models.errors import SurveyNotOpen
from models.lifecycle import GRACE
from models.store import Store
from tests.builders import OPINION, document
from tests.models.hanging import (
    DOCUMENT,
    HOUR,
    NOON,
    TICK,
    add,
    change,
    send,
)
from tests.stores import add_survey


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time at which answers are stored; change its only element."""
    moment = [NOON]
    monkeypatch.setattr(responses, "now", lambda: moment[0])
    return moment


def phase_of(outcome: str | BaseException) -> str:
    assert isinstance(outcome, SurveyNotOpen), outcome
    return outcome.phase


def test_its_own_times_count_where_the_answer_is_stored(
    store: Store, clock: list[datetime]
) -> None:
    """To the microsecond, with the grace of a closing; another code of the survey goes on."""
    survey_id = add_survey(store, DOCUMENT, publish=True)
    code = add(store, survey_id, opens_at=NOON, closes_at=NOON + HOUR)
    other = add(store, survey_id)
    closing = NOON + HOUR
    clock[0] = NOON - TICK
    assert phase_of(send(store, survey_id, code, "n-1", issued_at=clock[0])) == "upcoming"
    assert isinstance(send(store, survey_id, other, "n-2"), str)
    clock[0] = NOON
    assert isinstance(send(store, survey_id, code, "n-3"), str)
    clock[0] = closing
    assert phase_of(send(store, survey_id, code, "n-4")) == "closed"
    assert phase_of(send(store, survey_id, code, "n-4", issued_at=closing)) == "closed"
    assert isinstance(send(store, survey_id, code, "n-5", issued_at=closing - TICK), str)
    assert isinstance(send(store, survey_id, other, "n-6"), str)
    clock[0] = closing + GRACE
    assert phase_of(send(store, survey_id, code, "n-7", issued_at=NOON)) == "closed"
    assert isinstance(send(store, survey_id, code, "n-3"), str)  # stored: it gets its receipt
    with store.reading() as session:
        stored = responses.stored(session, survey_id)
    assert [one.flags for one in stored if one.placement == code].count(("late",)) == 1
    assert len(stored) == 4


@pytest.mark.parametrize("own", [-HOUR, HOUR])
def test_the_earlier_closing_counts(store: Store, clock: list[datetime], own: timedelta) -> None:
    """Neither the survey's grace helps a code that closed long before, nor the other way round."""
    closes = NOON + 3 * HOUR
    survey_id = add_survey(store, document(OPINION, closes_at=closes), publish=True)
    code = add(store, survey_id, closes_at=closes + own)
    earlier = min(closes, closes + own)
    clock[0] = earlier + GRACE - TICK
    assert isinstance(send(store, survey_id, code, "n-1", issued_at=NOON), str)
    clock[0] = earlier + HOUR
    assert phase_of(send(store, survey_id, code, "n-2", issued_at=NOON)) == "closed"


def test_a_pause_has_no_grace_at_a_code_that_closed_in_it(
    store: Store, clock: list[datetime]
) -> None:
    survey_id = add_survey(store, DOCUMENT, publish=True)
    code = add(store, survey_id, closes_at=NOON)
    store.write(lambda session: surveys.pause(session, survey_id, by="t"))
    assert phase_of(send(store, survey_id, code, "n-1", issued_at=NOON - HOUR)) == "paused"


def test_a_test_knows_no_times(sqlite_store: Store) -> None:
    survey_id = add_survey(sqlite_store, DOCUMENT, publish=False)
    sqlite_store.write(lambda session: surveys.start_test(session, survey_id, by="t"))
    code = add(sqlite_store, survey_id, closes_at=now() - HOUR)
    assert isinstance(send(sqlite_store, survey_id, code, "n-1"), str)


def test_times_of_today_are_nothing_to_a_page_of_the_survey_before(
    store: Store, clock: list[datetime]
) -> None:
    old, new = (add_survey(store, DOCUMENT, publish=True) for _ in range(2))
    code = add(store, old)
    change(store, placements.repoint, code, survey_id=new)
    said = {"name": "駅", "place": "", "language": "", "outdoor": False}
    change(store, placements.edit, code, opens_at=NOON + HOUR, closes_at=None, **said)
    assert isinstance(send(store, old, code, "n-1", issued_at=NOON), str)
    assert phase_of(send(store, new, code, "n-2", issued_at=NOON)) == "upcoming"


def test_the_homepage_links_to_a_code_without_times_of_its_own(sqlite_store: Store) -> None:
    survey_id = add_survey(sqlite_store, DOCUMENT, publish=True)
    with sqlite_store.reading() as session:
        [first] = placements.listing(session, survey_id)
    second = add(sqlite_store, survey_id, kind="web")
    add(sqlite_store, survey_id, kind="web")

    def homepage() -> str:
        with sqlite_store.reading() as session:
            return placements.web_codes(session)[survey_id].code

    assert homepage() == first.code
    said = {"name": "駅", "place": "", "language": "", "outdoor": False, "opens_at": None}
    change(sqlite_store, placements.edit, first.code, closes_at=NOON, **said)
    assert homepage() == second
