"""Put aside: nothing that was sent is lost, and nothing counts twice until staff say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event, Thread

import pytest
from sqlmodel import Session, select

from models import (
    asides,
    integrity,
    operations,
    placements,
    receipts,
    responses,
    seats,
    surveys,
    tables,
)
from models.errors import NotFound, PlacesFull, SubmissionConflict
from models.questions.choice import SingleChoice
from models.questions.options import Option
from models.responses import Submission
from models.store import Store
from tests.builders import OPINION, document
from tests.models.waiting import until_somebody_waits

SLOT = SingleChoice(
    key="slot",
    label={"ja": "参加する回"},
    options=(
        Option(value="am", label={"ja": "午前"}, places=1),
        Option(value="pm", label={"ja": "午後"}, places=9),
    ),
)


class Booking:
    """An open survey with places, and what people send to it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        definition = document(SLOT, OPINION, closes_at=None)
        self.id = store.write(lambda session: surveys.create(session, definition, by="test"))
        self.do("publish")

    def do(self, verb: str) -> None:
        self.store.write(partial(getattr(surveys, verb), survey_id=self.id, by="test"))

    def sending(self, opinion: str, slot: str | None = "pm", number: int = 1) -> Submission:
        with self.store.reading() as session:
            code = placements.listing(session, self.id)[0].code
            version = max(surveys.versions(session, self.id))
        return Submission(self.id, f"id-{number}", version, code, {"slot": slot, "q4": opinion})

    def send(self, *sent: Submission) -> list[str | BaseException]:
        futures = [self.store.submit(responses.store, one) for one in sent]
        return [future.exception() or future.result() for future in futures]

    def waiting(self) -> list[asides.Aside]:
        with self.store.reading() as session:
            found = asides.listing(session, self.id)
            assert asides.count(session, self.id) == len(found)
        return found

    def stored(self) -> list[responses.StoredResponse]:
        with self.store.reading() as session:
            assert integrity.damaged(session) == []
            return responses.stored(session, self.id)

    def taken(self) -> dict[str, dict[str, int]]:
        with self.store.reading() as session:
            return seats.taken(session, self.id)

    def decide(self, verb: Callable[..., object], aside_id: int) -> object:
        return self.store.write(lambda session: verb(session, aside_id, by="sato"))


@pytest.fixture
def booking(store: Store) -> Booking:
    return Booking(store)


def opinions(found: list[responses.StoredResponse]) -> list[str]:
    return sorted(str(response.answers["q4"]) for response in found)


def test_what_comes_second_is_put_aside_once(booking: Booking) -> None:
    """However often it comes, in one batch or later; the first stays, a third is another one."""
    first = booking.sending("先")
    second = replace(
        booking.sending("後", None), language="en", mode="kiosk", flags=("unsigned", "fast")
    )
    outcomes = booking.send(first, second, second, first)
    outcomes += booking.send(second, first)
    receipts = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(receipts) == 3
    assert len(set(receipts)) == 1
    assert [type(one) for one in outcomes].count(SubmissionConflict) == 3
    [aside] = booking.waiting()
    [kept] = booking.stored()
    assert aside.first == kept
    assert aside.first.receipt == receipts[0]
    assert aside.second == replace(
        kept,
        answers={"slot": None, "q4": "後"},
        language="en",
        mode="kiosk",
        flags=("fast", "unsigned"),
        receipt="",
    )
    booking.send(booking.sending("三"))
    assert opinions([one.second for one in booking.waiting()]) == ["三", "後"]


def test_counting_it_makes_an_answer_of_its_own(booking: Booking) -> None:
    """With a receipt, its place and what was known of it; once, however often it is clicked."""
    second = replace(booking.sending("後", "am"), language="ko", flags=("repeat",))
    [receipt, _] = booking.send(booking.sending("先"), second)
    [aside] = booking.waiting()
    with booking.store.reading() as session:
        before = surveys.summary(session, booking.id).data_revision
    booking.do("close")
    admitted = booking.decide(asides.admit, aside.id)
    found = {response.receipt: response for response in booking.stored()}
    assert set(found) == {receipt, admitted}
    assert found[str(admitted)] == replace(
        aside.second, receipt=str(admitted), response_id=found[str(admitted)].response_id
    )
    assert len({response.response_id for response in found.values()}) == 2
    assert booking.taken() == {"slot": {"am": 1, "pm": 1}}
    with booking.store.reading() as session:
        assert surveys.summary(session, booking.id).data_revision > before
        assert receipts.find(session, booking.id, str(admitted)) is not None
    for verb in (asides.admit, asides.discard):
        with pytest.raises(NotFound):
            booking.decide(verb, aside.id)
    booking.do("reopen")
    assert isinstance(booking.send(second)[0], SubmissionConflict)
    assert booking.waiting() == []
    assert len(booking.stored()) == 2


def test_discarding_leaves_none_of_its_words(booking: Booking) -> None:
    """The same sending is known when it comes again; another one waits as any other."""
    second = booking.sending("消してください", "am")
    booking.send(booking.sending("先"), second)
    [aside] = booking.waiting()
    booking.decide(asides.discard, aside.id)
    with pytest.raises(NotFound):
        booking.decide(asides.admit, aside.id)
    assert isinstance(booking.send(second)[0], SubmissionConflict)
    assert booking.waiting() == []
    with booking.store.reading() as session:
        [row] = session.exec(select(tables.Aside))
        assert row.answers == ""
        steps = [
            (entry.who, entry.action, entry.subject, entry.detail)
            for entry in session.exec(select(tables.AuditEntry))
            if entry.action.startswith("aside.")
        ]
    assert steps == [("sato", "aside.discard", booking.id, str(aside.id))]
    assert opinions(booking.stored()) == ["先"]
    assert booking.taken() == {"slot": {"pm": 1}}


def test_without_a_place_it_goes_on_waiting(booking: Booking) -> None:
    """Staff are told, nothing is stored, and it can be counted when there is a place."""
    booking.send(booking.sending("先"), booking.sending("後", "am"), booking.sending("別", "am", 2))
    [aside] = booking.waiting()
    with pytest.raises(PlacesFull):
        booking.decide(asides.admit, aside.id)
    assert booking.waiting() == [aside]
    assert opinions(booking.stored()) == ["先", "別"]
    assert booking.taken() == {"slot": {"am": 1, "pm": 1}}


def test_two_who_decide_at_once_count_it_once(postgres_database: str) -> None:
    """The second process waits for the first and finds nothing to decide any more."""
    here, there = Store(postgres_database), Store(postgres_database)
    booking = Booking(here)
    booking.send(booking.sending("先"), booking.sending("後"))
    [aside] = booking.waiting()
    inside, go_on = Event(), Event()
    outcomes: list[object] = []

    def slowly(session: Session) -> None:
        outcomes.append(asides.admit(session, aside.id, by="sato"))
        inside.set()
        assert go_on.wait(60)

    def too_late() -> None:
        try:
            outcomes.append(there.write(lambda s: asides.admit(s, aside.id, by="suzuki")))
        except NotFound as refusal:
            outcomes.append(refusal.kind)

    threads = [Thread(target=here.write, args=(slowly,)), Thread(target=too_late)]
    threads[0].start()
    assert inside.wait(60)
    threads[1].start()
    until_somebody_waits(there)
    go_on.set()
    for thread in threads:
        thread.join()
    assert outcomes[1] == "aside"
    assert opinions(booking.stored()) == ["先", "後"]
    assert booking.taken() == {"slot": {"pm": 2}}
    here.close()
    there.close()


def test_it_goes_with_the_answers(booking: Booking) -> None:
    """By deletion, by purge and at the end of a test; places are free again."""

    def rows() -> int:
        with booking.store.reading() as session:
            return len(session.exec(select(tables.Aside)).all())

    def send() -> None:
        booking.send(booking.sending("先"), booking.sending("後"))
        assert rows() == 1

    send()
    assert booking.store.write(lambda session: responses.delete_all(session, booking.id)) == 1
    assert rows() == 0
    send()
    purged = booking.store.write(lambda session: operations.purge(session, "2200-01-01"))
    assert purged == [{"survey": booking.id, "responses": 1}]
    assert rows() == 0
    tried = Booking(booking.store)
    copy = booking.store.write(partial(surveys.duplicate, survey_id=booking.id, by="test"))
    tried.id = copy
    tried.do("start_test")
    tried.send(tried.sending("先"), tried.sending("後"))
    assert [aside.second.mode for aside in tried.waiting()] == ["test"]
    tried.do("stop_test")
    assert rows() == 0
    tried.do("delete")


def test_verify_reads_it_too(booking: Booking) -> None:
    """A sending that was altered while it waited is named by the receipt of the first."""
    [receipt, _] = booking.send(booking.sending("先"), booking.sending("後"))

    def tamper(session: Session) -> None:
        row = session.exec(select(tables.Aside)).one()
        row.answers = row.answers.replace("後", "前")
        session.add(row)

    booking.store.write(tamper)
    with booking.store.reading() as session:
        assert integrity.damaged(session) == [receipt]


def test_what_does_not_exist_cannot_be_decided(booking: Booking) -> None:
    for verb in (asides.admit, asides.discard):
        with pytest.raises(NotFound):
            booking.decide(verb, 999)
