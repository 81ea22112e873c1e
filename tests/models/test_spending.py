"""Slips (整理券) while answers are stored: one answer each, and of a used one nothing is left."""

from __future__ import annotations

from collections import Counter
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from models import placements, responses, slips, surveys, tables
from models.errors import PlacesFull, SubmissionConflict
from models.responses import Submission
from models.slip_numbers import Slip, fingerprint
from models.store import Store
from tests.builders import OPINION, document
from tests.models.test_seats import SLOT
from tests.models.venue import Venue, is_receipt, outcome
from tests.models.waiting import until_somebody_waits


def test_a_slip_brings_one_answer_by_its_code_or_by_its_number(store: Store) -> None:
    venue = Venue(store)
    first, second, third = venue.slips
    assert is_receipt(venue.send(venue.sending(1, first))[0])
    assert venue.send(venue.sending(2, first)) == ["slip_used"]
    assert venue.send(venue.sending(3, first.code)) == ["slip_used"]
    assert is_receipt(venue.send(venue.sending(4, second.code))[0])
    assert venue.send(venue.sending(5, second)) == ["slip_used"]
    assert (venue.stored(), venue.batch().used, venue.rows()) == (2, 2, 1)
    with store.reading() as session:
        assert slips.find(session, first.token) is None
        assert slips.find(session, third.token) == slips.Found(venue.code, void=False)
        assert slips.find(session, third.code) == slips.Found(venue.code, void=False)


def test_without_a_good_slip_nothing_is_stored(store: Store) -> None:
    venue = Venue(store)
    elsewhere = Venue(store).slips[0]
    sent = (venue.sending(1, None), venue.sending(2, "INVENTED"), venue.sending(3, elsewhere))
    assert venue.send(*sent) == ["slip_missing", "slip_used", "slip_elsewhere"]
    assert (venue.stored(), venue.rows()) == (0, 6)


def test_other_placements_of_the_survey_ask_for_no_slip(store: Store) -> None:
    """A slip that comes along there is not used up."""
    venue = Venue(store)
    with store.reading() as session:
        web = placements.listing(session, venue.survey_id)[0].code
    sent = [venue.sending(n, slip, placement=web) for n, slip in ((1, None), (2, venue.slips[0]))]
    assert all(map(is_receipt, venue.send(*sent)))
    assert (venue.stored(), venue.rows()) == (2, 3)


def test_the_same_sending_again_gets_its_receipt_though_the_slip_is_gone(store: Store) -> None:
    """Also when both come in one batch; other answers under that number find the slip used."""
    venue = Venue(store)
    one = venue.sending(1, venue.slips[0])
    first, second = venue.send(one, one)
    assert first == second
    assert venue.send(one, venue.sending(1, None)) == [first, first]
    changed = {"q1": "bad", "q4": None}
    assert venue.send(venue.sending(1, venue.slips[0], answers=changed)) == ["slip_used"]
    [conflict] = venue.send(venue.sending(1, venue.slips[1], answers=changed))
    assert isinstance(conflict, SubmissionConflict)
    assert (venue.stored(), venue.rows()) == (1, 2)


def test_fifty_at_once_with_one_slip_are_one_answer(store: Store) -> None:
    venue = Venue(store)
    outcomes = venue.send(*(venue.sending(number, venue.slips[0]) for number in range(50)))
    assert Counter("receipt" if is_receipt(one) else one for one in outcomes) == {
        "receipt": 1,
        "slip_used": 49,
    }
    assert (venue.stored(), venue.rows()) == (1, 2)


def test_fifty_at_once_in_two_processes_are_one_answer(postgres_database: str) -> None:
    """Two writers on one PostgreSQL; ten slips, in opposite orders so that they would collide."""
    first, second = Store(postgres_database), Store(postgres_database)
    venue = Venue(first, 10)
    outcomes: list[Any] = []

    def half(store: Store, sent: list[Submission]) -> None:
        futures = [store.submit(responses.store, one) for one in sent]
        outcomes.extend(outcome(future) for future in futures)

    sent = [venue.sending(number, venue.slips[number % 10]) for number in range(50)]
    later = [venue.sending(f"b{number}", venue.slips[-number % 10]) for number in range(50)]
    threads = [Thread(target=half, args=(first, sent)), Thread(target=half, args=(second, later))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(map(is_receipt, outcomes)) == 10
    assert outcomes.count("slip_used") == 90
    assert (venue.stored(), venue.rows()) == (10, 0)
    first.close()
    second.close()


def test_a_slip_that_is_being_used_elsewhere_is_waited_for(postgres_database: str) -> None:
    """Stored and not committed yet in one process: the other neither takes nor refuses it yet."""
    first, second = Store(postgres_database), Store(postgres_database)
    venue = Venue(first)
    inside, go_on = Event(), Event()

    def slowly(session: Session) -> None:
        responses.store(session, [venue.sending(1, venue.slips[0])])
        inside.set()
        assert go_on.wait(60)

    slow = Thread(target=first.write, args=(slowly,))
    slow.start()
    assert inside.wait(60)
    meanwhile = second.submit(responses.store, venue.sending(2, venue.slips[0]))
    until_somebody_waits(first)
    go_on.set()
    slow.join()
    assert outcome(meanwhile) == "slip_used"
    assert venue.stored() == 1
    first.close()
    second.close()


def test_a_row_that_fails_gives_the_slip_back(store: Store) -> None:
    """It goes with the transaction of its answer."""
    venue = Venue(store)
    broken = venue.sending(1, venue.slips[0], version=1, answers={"q1": "good", "q4": "\ud800"})
    assert isinstance(venue.send(broken)[0], Exception)
    assert venue.rows() == 3
    assert is_receipt(venue.send(venue.sending(2, venue.slips[0]))[0])


def test_a_full_option_uses_no_slip_up_and_a_used_slip_takes_no_place(store: Store) -> None:
    venue = Venue(store, 4, SLOT, OPINION)

    def slot(number: int, slip: Slip, value: str) -> Submission:
        return venue.sending(number, slip, answers={"slot": value, "q4": None})

    one, two, three, _ = venue.slips
    outcomes = venue.send(slot(1, one, "pm"), slot(2, one, "pm"), slot(3, two, "pm"))
    assert [is_receipt(outcomes[0]), outcomes[1], is_receipt(outcomes[2])] == [
        *(True, "slip_used", True)
    ]
    [full] = venue.send(slot(4, three, "pm"))
    assert isinstance(full, PlacesFull)
    assert is_receipt(venue.send(slot(4, three, "am"))[0])
    assert venue.rows() == 1


def test_trying_a_survey_out_asks_for_a_slip_and_leaves_it_good(store: Store) -> None:
    venue = Venue(store)
    trial = venue.change(surveys.create, document(OPINION), by="test")
    venue.change(surveys.start_test, trial, by="test")
    venue.survey_id = trial
    batch_id, [slip] = venue.issued(1)
    venue.code = venue.batch(batch_id).placement
    answers = {"q4": "試す"}
    for number in range(2):
        assert is_receipt(venue.send(venue.sending(number, slip, answers=answers))[0])
    assert venue.send(venue.sending(9, None, answers=answers)) == ["slip_missing"]
    assert venue.batch(batch_id).used == 0


def test_the_database_knows_no_token_and_no_used_slip(store: Store) -> None:
    """Whatever any table says after an answer, nothing of its slip is in it."""
    venue = Venue(store)
    used, _, kept = venue.slips
    venue.send(venue.sending(1, used))
    with store.reading() as session:
        everything = " ".join(
            str(row)
            for table in tables.Slip.metadata.sorted_tables
            for row in session.connection().execute(table.select())
        )
    assert fingerprint(kept.token) in everything
    for said in (*(half for slip in venue.slips for half in (slip.token, slip.code)),):
        assert said not in everything
    for said in (used.token, used.code):
        assert fingerprint(said) not in everything


@pytest.mark.parametrize("with_slips", [False, True])
def test_an_ordinary_survey_asks_the_database_for_nothing_more(
    store: Store, with_slips: bool
) -> None:
    """Five statements for a whole batch; with slips four more: whose they are, that, the rest."""
    venue = Venue(store, 50)
    sent = [venue.sending(n, slip) for n, slip in enumerate(venue.slips)]
    if not with_slips:
        plain = venue.change(surveys.create, document(OPINION), by="test")
        venue.change(surveys.publish, plain, by="test")
        with store.reading() as session:
            code = placements.listing(session, plain)[0].code
        sent = [Submission(plain, f"id-{n}", 1, code, {"q4": "よい"}) for n in range(50)]
    asked: list[str] = []

    def count(session: Session) -> list[Any]:
        def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            asked.append(statement)

        event.listen(session.get_bind(), "before_cursor_execute", note)
        outcomes = responses.store(session, sent)
        event.remove(session.get_bind(), "before_cursor_execute", note)
        return outcomes

    assert all(map(is_receipt, store.write(count)))
    verbs = [statement.split()[0] for statement in asked]
    more = ("SELECT", "SELECT", "SELECT", "DELETE") if with_slips else ()
    assert [verb for verb in verbs if verb != "BEGIN"] == [
        *("SELECT", "SELECT", *more, "INSERT", "SELECT", "UPDATE")
    ]
