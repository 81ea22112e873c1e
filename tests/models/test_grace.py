"""After closing: who was writing may still send for half an hour; nobody else may, ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlmodel import Session

from models import asides, placements, responses, stages, surveys
from models.clock import JST
from models.document import SurveyDocument
from models.errors import SurveyNotOpen
from models.lifecycle import GRACE
from models.responses import Submission
from models.store import Store
from tests.builders import OPINION, document

CLOSES = datetime(2099, 12, 25, 17, tzinfo=JST)
TIMED = document(OPINION, closes_at=CLOSES)
ENDLESS = document(OPINION, closes_at=None)
TICK = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)


class Clock:
    """The time in the modules that store and close."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = CLOSES - timedelta(hours=1)
        for module in (responses, stages):
            monkeypatch.setattr(module, "now", lambda: self.moment)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


class Poll:
    """An open survey with one code, and the steps staff take with it."""

    def __init__(self, store: Store, definition: SurveyDocument) -> None:
        self.store = store
        self.id = store.write(lambda session: surveys.create(session, definition, by="test"))
        self.do("publish")
        with store.reading() as session:
            self.code = placements.listing(session, self.id)[0].code

    def do(self, *verbs: str) -> None:
        for verb in verbs:
            self.store.write(partial(getattr(surveys, verb), survey_id=self.id, by="test"))

    def send(
        self,
        issued_at: datetime | None,
        number: int = 1,
        opinion: str = "よい",
        flags: tuple[str, ...] = (),
    ) -> str | BaseException:
        """The receipt or the refusal."""
        answers = {"q4": opinion}
        sent = Submission(
            self.id, f"id-{number}", 1, self.code, answers, flags=flags, issued_at=issued_at
        )
        future = self.store.submit(responses.store, sent)
        return future.exception() or future.result()

    def flags(self) -> list[tuple[str, ...]]:
        """Of every stored answer."""
        with self.store.reading() as session:
            return sorted(response.flags for response in responses.stored(session, self.id))


def refused(outcome: str | BaseException) -> str:
    """The phase that a refusal names."""
    assert isinstance(outcome, SurveyNotOpen), outcome
    return outcome.phase


@pytest.mark.parametrize("by_hand", [False, True])
def test_the_edges_of_the_grace(store: Store, clock: Clock, by_hand: bool) -> None:
    """Opened before the closing and sent less than GRACE after it; both to the microsecond."""
    poll = Poll(store, ENDLESS if by_hand else TIMED)
    clock.moment = CLOSES - TICK
    assert isinstance(poll.send(CLOSES - SECOND, 0), str)
    clock.moment = CLOSES
    if by_hand:
        poll.do("close")
    assert refused(poll.send(None, 1)) == "closed"
    assert refused(poll.send(CLOSES, 1)) == "closed"
    assert isinstance(poll.send(CLOSES - TICK, 2), str)
    clock.moment = CLOSES + GRACE - TICK
    assert isinstance(poll.send(CLOSES - SECOND, 3, flags=("repeat", "fast")), str)
    clock.moment = CLOSES + GRACE
    assert refused(poll.send(CLOSES - SECOND, 4)) == "closed"
    assert poll.flags() == [(), ("fast", "late", "repeat"), ("late",)]
    with store.reading() as session:
        assert responses.flag_counts(session, poll.id) == {"fast": 1, "late": 2, "repeat": 1}


def test_the_earlier_of_two_closings_counts(store: Store, clock: Clock) -> None:
    """Closed by hand ten minutes before its time, and the other way round."""
    early = timedelta(minutes=10)
    first, second = Poll(store, TIMED), Poll(store, TIMED)
    clock.moment = CLOSES - early
    first.do("close")
    clock.moment = CLOSES + early
    second.do("close")
    clock.moment = CLOSES - early + GRACE - TICK
    for poll in (first, second):
        assert isinstance(poll.send(CLOSES - early - SECOND), str)
    clock.moment = CLOSES + GRACE - TICK
    assert refused(first.send(CLOSES - early - SECOND, 2)) == "closed"
    assert isinstance(second.send(CLOSES - SECOND, 2), str)
    assert refused(second.send(CLOSES, 3)) == "closed"


def test_a_pause_has_no_grace(store: Store, clock: Clock) -> None:
    """Nor has a closing out of it, or a time that runs out in it."""
    issued = clock.moment - SECOND
    poll, other = Poll(store, ENDLESS), Poll(store, TIMED)
    poll.do("pause")
    assert refused(poll.send(issued)) == "paused"
    poll.do("close")
    assert refused(poll.send(issued)) == "closed"
    other.do("pause")
    clock.moment = CLOSES + SECOND
    assert refused(other.send(issued)) == "closed"


def test_a_code_that_was_switched_off_has_no_grace(store: Store, clock: Clock) -> None:
    """Staff wanted no more from there, at once."""
    poll = Poll(store, TIMED)
    store.write(lambda session: placements.switch(session, poll.code, active=False, by="test"))
    clock.moment = CLOSES
    assert refused(poll.send(CLOSES - SECOND)) == "closed"
    store.write(lambda session: placements.switch(session, poll.code, active=True, by="test"))
    assert isinstance(poll.send(CLOSES - SECOND), str)


def test_reopening_forgets_when_it_closed(store: Store, clock: Clock) -> None:
    """Then answers come in as before, and the next closing has a grace of its own."""
    poll = Poll(store, ENDLESS)
    for verb in ("reopen", "publish"):
        poll.do("close", verb)
        with store.reading() as session:
            assert surveys.closed_at(session, poll.id) is None
    assert isinstance(poll.send(None, 1), str)
    clock.moment += timedelta(hours=1)
    poll.do("close")
    assert isinstance(poll.send(clock.moment - SECOND, 2), str)
    assert poll.flags() == [(), ("late",)]


def test_what_is_stored_gets_its_receipt_also_after_the_grace(store: Store, clock: Clock) -> None:
    """A phone that heard no reply asks again: it has been counted, and is told so."""
    poll = Poll(store, TIMED)
    receipt = poll.send(None)
    clock.moment = CLOSES + timedelta(days=3)
    assert poll.send(None) == receipt
    assert refused(poll.send(None, opinion="ちがう")) == "closed"
    with store.reading() as session:
        assert asides.count(session, poll.id) == 0
    assert poll.flags() == [()]


def test_a_flag_that_nobody_defined_is_a_mistake_of_ours(store: Store, clock: Clock) -> None:
    """Nothing is stored with it, and neighbours are."""
    poll = Poll(store, TIMED)
    assert isinstance(poll.send(None, 1, flags=("odd",)), ValueError)
    assert isinstance(poll.send(None, 2, flags=("honeypot", "unsigned")), str)
    assert poll.flags() == [("honeypot", "unsigned")]


def test_another_process_closes(postgres_database: str, clock: Clock) -> None:
    """The moment is read from the row that both hold in turn."""
    residents, staff = Store(postgres_database), Store(postgres_database)
    poll = Poll(residents, ENDLESS)
    issued = clock.moment
    clock.moment += SECOND
    staff.write(partial(surveys.close, survey_id=poll.id, by="test"))
    assert isinstance(poll.send(issued, 1), str)
    assert refused(poll.send(clock.moment, 2)) == "closed"
    assert poll.flags() == [("late",)]
    residents.close()
    staff.close()


def test_a_draft_has_no_grace(store: Store, clock: Clock) -> None:
    """A page of a test is refused when the test is over, whenever it was opened."""
    survey_id = store.write(lambda session: surveys.create(session, TIMED, by="test"))
    with store.reading() as session:
        code = placements.listing(session, survey_id)[0].code

    def walk(session: Session) -> None:
        surveys.start_test(session, survey_id, by="test")
        surveys.stop_test(session, survey_id, by="test")

    store.write(walk)
    sent = Submission(survey_id, "id-1", 1, code, {"q4": None}, issued_at=clock.moment)
    outcome = store.submit(responses.store, sent).exception()
    assert outcome is not None
    assert refused(outcome) == "draft"
