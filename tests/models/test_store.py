"""The store: one writer, group commit, one bad row fails only its sender. On both databases."""

from __future__ import annotations

import json
from concurrent.futures import wait
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, select

from models import integrity, journey, placements, receipts, responses, surveys, tables
from models.document import SurveyDocument
from models.errors import PlacesFull, StorageRefused, SubmissionConflict, SurveyNotOpen
from models.questions.base import NOT_ASKED
from models.responses import Submission
from models.store import Store, StoreInUse
from tests.builders import document
from tests.models.strategies import documents, sendings


def published(store: Store, definition: SurveyDocument | None = None) -> tuple[str, str]:
    """A published survey: its id and the code of its homepage placement."""

    def make(session: Session) -> tuple[str, str]:
        survey_id = surveys.create(session, definition or document(), by="test")
        surveys.publish(session, survey_id, by="test")
        return survey_id, placements.listing(session, survey_id)[0].code

    return store.write(make)


def submission(place: tuple[str, str], number: int | str, opinion: str = "よい") -> Submission:
    answers = {"q1": "good", "q2": None, "q3": None, "q4": opinion}
    return Submission(place[0], f"id-{number}", 1, place[1], answers)


def test_a_receipt_means_stored_and_read_back_unchanged(store: Store) -> None:
    """What was sent is what is read, hour-rounded and without arrival order."""
    place = published(store)
    opinion = '改行\nと、"引用"と👨‍👩‍👧と𠮷と\' OR 1=1--'
    receipt = store.submit(responses.store, submission(place, 1, opinion)).result()
    with store.reading() as session:
        [kept] = responses.stored(session, place[0])
        assert kept.answers == {"q1": "good", "q2": None, "q3": None, "q4": opinion}
        assert (kept.received.minute, kept.received.second) == (0, 0)
        assert receipts.find(session, place[0], receipt) is not None
        assert receipts.find(session, place[0], "x" * 12) is None
        assert integrity.damaged(session) == []


@given(data=st.data(), definition=documents())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_generated_answers_come_back_as_they_were_sent(
    sqlite_store: Store, data: st.DataObject, definition: SurveyDocument
) -> None:
    """Form → walk → database → reading → words and cells, over all types and conditions."""
    place = published(sqlite_store, definition)
    sent = [journey.walk(definition, data.draw(sendings(definition))) for _ in range(3)]
    for number, walk in enumerate(sent):
        sending = Submission(place[0], f"id-{number}", 1, place[1], walk.answers)
        outcome = sqlite_store.submit(responses.store, sending)
        assume(not isinstance(outcome.exception(), PlacesFull))
        assert outcome.result()
    with sqlite_store.reading() as session:
        kept = [response.answers for response in responses.stored(session, place[0])]
        [version] = surveys.versions(session, place[0]).values()
        assert integrity.damaged(session) == []
    assert version == definition
    assert sorted(map(responses.canonical, kept)) == sorted(
        responses.canonical(walk.answers) for walk in sent
    )
    for answers in kept:
        asked = {question.key for question in journey.asked(version, answers)}
        for question in version.questions():
            cells = question.cells(answers)
            assert len(cells) == len(question.columns())
            assert (NOT_ASKED in cells) == (bool(cells) and question.key not in asked)
            said = any(answers.get(key) is not None for key in question.asked_keys())
            assert bool(question.display(answers)) == said
            assert any(cell not in ("", NOT_ASKED) for cell in cells) == said


def test_the_same_sending_twenty_times_at_once_is_one_row_and_one_receipt(store: Store) -> None:
    """A double tap, a retry, a lost reply: the answer counts once."""
    place = published(store)
    futures = [store.submit(responses.store, submission(place, 1)) for _ in range(20)]
    assert len({future.result() for future in futures}) == 1
    with store.reading() as session:
        assert len(responses.stored(session, place[0])) == 1


def test_the_same_number_with_other_answers_is_refused_and_the_first_stays(store: Store) -> None:
    """Nothing is overwritten."""
    place = published(store)
    store.submit(responses.store, submission(place, 1, "先")).result()
    with pytest.raises(SubmissionConflict):
        store.submit(responses.store, submission(place, 1, "後")).result()
    with store.reading() as session:
        assert responses.stored(session, place[0])[0].answers["q4"] == "先"


def test_one_bad_row_fails_only_its_sender(store: Store) -> None:
    """A row the database refuses does not take its neighbours in the batch with it."""
    place = published(store)
    sendings = [submission(place, number) for number in range(50)]
    sendings[7] = submission((place[0], "no-such-code"), 7)
    futures = [store.submit(responses.store, sending) for sending in sendings]
    wait(futures)
    failed = [number for number, future in enumerate(futures) if future.exception() is not None]
    assert failed == [7]
    assert isinstance(futures[7].exception(), IntegrityError)
    with store.reading() as session:
        assert len(responses.stored(session, place[0])) == 49


def test_the_writer_survives_work_that_fails(store: Store) -> None:
    """After any failure the next sender is served."""
    place = published(store)

    def fail(_session: Session) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(fail)
    assert store.submit(responses.store, submission(place, 1)).result()


def test_data_revision_rises_exactly_with_the_answers(store: Store) -> None:
    """The only cache key of analysis: it moves for a new answer and not for a repeated one."""
    place = published(store)

    def revision() -> int:
        with store.reading() as session:
            return surveys.summary(session, place[0]).data_revision

    before = revision()
    store.submit(responses.store, submission(place, 1)).result()
    assert revision() == before + 1
    store.submit(responses.store, submission(place, 1)).result()
    assert revision() == before + 1


def test_a_closed_or_unpublished_survey_stores_nothing(store: Store) -> None:
    """The state is checked in the transaction itself."""
    place = published(store)
    store.write(lambda session: surveys.close(session, place[0], by="test"))
    with pytest.raises(SurveyNotOpen) as refusal:
        store.submit(responses.store, submission(place, 1)).result()
    assert refusal.value.phase == "closed"
    with store.reading() as session:
        assert responses.stored(session, place[0]) == []


def test_a_version_that_is_not_there_takes_no_answers(store: Store) -> None:
    """A number made up in the form is not written into the database."""
    place = published(store)
    made_up = Submission(place[0], "id-1", 7, place[1], {"q4": "よい"})
    with pytest.raises(SurveyNotOpen):
        store.submit(responses.store, made_up).result()


def test_an_older_version_still_takes_answers(store: Store) -> None:
    """Whoever opened the page before a change answers what they saw."""
    place = published(store)

    def change(session: Session) -> int:
        surveys.save_draft(session, place[0], document(minutes=9), 1)
        return surveys.publish(session, place[0], by="test")

    assert store.write(change) == 2
    assert store.submit(responses.store, submission(place, 1)).result()


def test_reading_cannot_write(store: Store) -> None:
    """A reading session is refused by the database, not by good manners."""
    with store.reading() as session, pytest.raises(DBAPIError):
        session.execute(text("DELETE FROM survey"))


def test_answers_do_not_count_as_edits(store: Store) -> None:
    """Caches of published surveys stay while answers arrive, and go when a survey changes."""
    store.keep_quiet(responses.store)
    place = published(store)
    before = store.edits
    store.submit(responses.store, submission(place, 1)).result()
    assert store.edits == before
    store.write(lambda session: surveys.close(session, place[0], by="test"))
    assert store.edits == before + 1


def test_a_changed_row_is_noticed(store: Store) -> None:
    """Something outside Koebako altered an answer: verify names the row."""
    place = published(store)
    receipt = store.submit(responses.store, submission(place, 1)).result()

    def tamper(session: Session) -> None:
        row = session.exec(select(tables.Response)).one()
        row.answers = json.dumps({"q1": "bad"})
        session.add(row)

    store.write(tamper)
    with store.reading() as session:
        assert integrity.damaged(session) == [receipt]


def test_what_can_be_no_code_or_receipt_is_not_looked_for(store: Store) -> None:
    """NUL and other odd characters from an address are nobody's; PostgreSQL would refuse them."""
    place = published(store)
    with store.reading() as session:
        for odd in ("\0", f"{place[1]}\0", "あ", "' OR 1=1--", ""):
            assert placements.find(session, odd) is None
            assert receipts.find(session, place[0], odd) is None
        found = placements.find(session, place[1])
    assert found is not None
    assert (found.survey_id, found.active, found.kind) == (place[0], True, "web")


def test_no_trace_of_the_person_is_stored(store: Store) -> None:
    """The columns of a response are exactly the ones the design names."""
    columns = set(tables.Response.model_fields)
    assert columns == {
        *("id", "survey_id", "submission_id", "version", "placement", "language", "mode"),
        *("received", "answers", "checksum", "receipt", "flags", "vote"),
    }


def test_sqlite_is_durable_and_exclusive(sqlite_store: Store, tmp_path: Path) -> None:
    """WAL, synchronous=FULL, foreign keys; and nobody else may write the file meanwhile."""
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}

    def pragmas(session: Session) -> dict[str, object]:
        return {name: session.execute(text(f"PRAGMA {name}")).scalar_one() for name in wanted}

    assert sqlite_store.write(pragmas) == wanted
    with pytest.raises(StoreInUse):
        Store(f"sqlite:///{tmp_path}/koebako.db")
    reader = Store(f"sqlite:///{tmp_path}/koebako.db", writable=False)
    with reader.reading() as session:
        assert surveys.listing(session) == []
    with pytest.raises(StorageRefused):
        reader.write(lambda session: None)
    reader.close()
