"""Votes by one scan: which questions fit, the codes of a board, and the whole answer afterwards."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models import asides, completion, integrity, responses, surveys, tables, votes
from models.completion import Continuation
from models.errors import KoebakoError, NotFound, SubmissionConflict, SurveyNotOpen
from models.responses import StoredResponse, Submission
from models.store import Store
from tests.builders import OPINION, SATISFACTION, document
from tests.stores import add_survey

WHOLE = {"q1": "good", "q2": ["stage"], "q3": None, "q4": "よかった"}


@dataclass
class Place:
    """A published survey with a board for its first question."""

    store: Store
    survey_id: str
    codes: dict[str, str]  # option → code

    def vote(self, number: str, value: str = "good", **changes: Any) -> Submission:
        """A vote as the page sends it, by the code of its option."""
        one = Submission(
            self.survey_id, number, 1, self.codes[value], {"q1": value}, mode=responses.VOTE
        )
        return replace(one, **changes)

    def whole(self, receipt: str, number: str = "c-1", **answers: Any) -> Continuation:
        """All answers of whoever was given `receipt`."""
        code = self.codes["good"]
        return Continuation(
            receipt, Submission(self.survey_id, number, 1, code, {**WHOLE, **answers})
        )

    def send(self, submission: Submission) -> str | KoebakoError:
        """What storing it says: the receipt, or the refusal."""
        return outcome(self.store, responses.store, submission)

    def complete(self, one: Continuation) -> str | KoebakoError:
        """The same for a whole answer after a vote."""
        return outcome(self.store, completion.complete, one)

    def stored(self) -> list[StoredResponse]:
        """Every response."""
        with self.store.reading() as session:
            return responses.stored(session, self.survey_id)

    def only(self) -> StoredResponse:
        """The only response there is."""
        [one] = self.stored()
        return one


def outcome(store: Store, work: Any, item: object) -> str | KoebakoError:
    future = store.submit(work, item)
    refusal = future.exception()
    if refusal is not None:
        assert isinstance(refusal, KoebakoError)
        return refusal
    return str(future.result())


@pytest.fixture
def place(store: Store) -> Place:
    survey_id = add_survey(store, publish=True)
    store.write(lambda session: votes.create(session, survey_id, "q1", by="sato"))
    with store.reading() as session:
        [board] = votes.boards(session, survey_id)
    return Place(store, survey_id, {choice.value: choice.code for choice in board.choices})


def test_a_vote_answers_its_question_and_no_other(place: Place) -> None:
    receipt = place.send(place.vote("v-1"))
    one = place.only()
    assert (one.answers, one.mode, one.receipt) == ({"q1": "good"}, "vote", receipt)
    assert place.send(place.vote("v-1")) == receipt
    assert len(place.stored()) == 1


def test_a_board_counts_what_was_chosen_not_which_code_was_read(place: Place) -> None:
    """Who read the wrong code and chose another option has voted for that one."""
    place.send(place.vote("v-1"))
    place.send(place.vote("v-2", answers={"q1": "bad"}))
    receipt = str(place.send(place.vote("v-3")))
    place.complete(place.whole(receipt, q1="bad"))
    with place.store.reading() as session:
        [board] = votes.boards(session, place.survey_id)
    assert {choice.value: choice.votes for choice in board.choices} == {
        "good": 1,
        "bad": 2,
        "other": 0,
    }
    assert board.votes == 3


def test_the_whole_answer_takes_the_place_of_the_vote(place: Place) -> None:
    """One answer before and after, under one receipt; the row is whole and fits its checksum."""
    receipt = str(place.send(place.vote("v-1", flags=("repeat",))))
    before = place.only()
    with place.store.reading() as session:
        revision = surveys.summary(session, place.survey_id).data_revision
    assert place.complete(place.whole(receipt, q1="bad")) == receipt
    after = place.only()
    assert after.answers == {**WHOLE, "q1": "bad"}
    assert (after.receipt, after.mode, after.response_id) == (receipt, "web", before.response_id)
    assert after.flags == ("repeat",)
    assert after.placement == place.codes["good"]
    with place.store.reading() as session:
        assert surveys.summary(session, place.survey_id).data_revision == revision + 1
        assert integrity.damaged(session) == []


def test_what_is_sent_again_is_known_again(place: Place) -> None:
    """The vote after it was completed, the whole answer under any number, also after closing."""
    receipt = str(place.send(place.vote("v-1")))
    assert place.complete(place.whole(receipt)) == receipt
    for closed in (False, True):
        if closed:
            place.store.write(lambda session: surveys.close(session, place.survey_id, by="sato"))
        assert place.send(place.vote("v-1")) == receipt
        assert place.complete(place.whole(receipt)) == receipt
        assert place.complete(place.whole(receipt, "c-2")) == receipt
        with place.store.reading() as session:
            assert responses.began_as(session, place.vote("v-1")) == receipt
            assert completion.given(session, place.whole(receipt)) == receipt
            assert completion.given(session, place.whole(receipt, q4="")) == ""
    assert place.only().answers == WHOLE


def test_another_vote_under_the_same_number_is_a_conflict_before_and_after(place: Place) -> None:
    receipt = str(place.send(place.vote("v-1")))
    other = place.vote("v-1", answers={"q1": "bad"})
    assert isinstance(place.send(other), SubmissionConflict)
    place.complete(place.whole(receipt))
    assert isinstance(place.send(other), SubmissionConflict)
    assert place.only().answers == WHOLE


def test_a_second_completion_is_put_aside_for_staff(place: Place) -> None:
    """Once, beside the first one; counted by staff, it is an answer of its own."""
    receipt = str(place.send(place.vote("v-1")))
    place.complete(place.whole(receipt))
    for _ in range(2):
        assert isinstance(place.complete(place.whole(receipt, q4="別")), SubmissionConflict)
    with place.store.reading() as session:
        [aside] = asides.listing(session, place.survey_id)
    assert (aside.first.answers["q4"], aside.second.answers["q4"]) == ("よかった", "別")
    place.store.write(lambda session: asides.admit(session, aside.id, by="sato"))
    assert len(place.stored()) == 2


def test_a_vote_that_was_put_aside_is_counted_as_a_vote(place: Place) -> None:
    place.send(place.vote("v-1"))
    place.send(place.vote("v-1", answers={"q1": "bad"}))
    with place.store.reading() as session:
        [aside] = asides.listing(session, place.survey_id)
    receipt = place.store.write(lambda session: asides.admit(session, aside.id, by="sato"))
    assert place.complete(place.whole(receipt, q1="bad")) == receipt
    assert sorted(len(one.answers) for one in place.stored()) == [1, 4]


def test_only_a_vote_of_this_survey_can_be_completed(place: Place) -> None:
    ordinary = Submission(place.survey_id, "n-1", 1, place.codes["good"], WHOLE)
    receipt = str(place.send(ordinary))
    vote = str(place.send(place.vote("v-1")))
    elsewhere = add_survey(place.store, publish=True)
    foreign = place.whole(vote)
    foreign = replace(foreign, submission=replace(foreign.submission, survey_id=elsewhere))
    for one in (place.whole(receipt, q4=""), place.whole("a" * 12), place.whole("\x00"), foreign):
        assert isinstance(place.complete(one), NotFound)
    assert sorted(len(one.answers) for one in place.stored()) == [1, 4]


def test_a_vote_stays_when_its_completion_comes_too_late(place: Place) -> None:
    receipt = str(place.send(place.vote("v-1")))
    place.store.write(lambda session: surveys.pause(session, place.survey_id, by="sato"))
    assert isinstance(place.complete(place.whole(receipt)), SurveyNotOpen)
    assert place.only().answers == {"q1": "good"}
    place.store.write(lambda session: surveys.reopen(session, place.survey_id, by="sato"))
    assert place.complete(place.whole(receipt)) == receipt


def test_a_vote_in_a_trial_can_be_completed_too(store: Store) -> None:
    survey_id = add_survey(store, publish=False)
    store.write(lambda session: surveys.start_test(session, survey_id, by="sato"))
    store.write(lambda session: votes.create(session, survey_id, "q1", by="sato"))
    with store.reading() as session:
        [board] = votes.boards(session, survey_id)
    codes = {choice.value: choice.code for choice in board.choices}
    place = Place(store, survey_id, codes)
    receipt = str(place.send(place.vote("v-1")))
    assert (place.only().mode, place.complete(place.whole(receipt))) == ("test", receipt)
    assert (place.only().mode, place.only().answers) == ("test", WHOLE)


def test_places_are_taken_by_the_whole_answer_alone(store: Store) -> None:
    """A later version limits the question itself: the place of the vote is given back first."""
    survey_id = add_survey(store, document(SATISFACTION, OPINION), publish=True)
    store.write(lambda session: votes.create(session, survey_id, "q1", by="sato"))
    with store.reading() as session:
        [board] = votes.boards(session, survey_id)
    place = Place(store, survey_id, {choice.value: choice.code for choice in board.choices})
    receipts = [str(place.send(place.vote(f"v-{n}"))) for n in range(2)]
    two = tuple(option.model_copy(update={"places": 2}) for option in SATISFACTION.options)

    def limit(session: Session) -> None:
        draft = surveys.draft(session, survey_id)
        changed = document(SATISFACTION.model_copy(update={"options": two}), OPINION)
        surveys.save_draft(session, survey_id, changed, draft.revision)
        surveys.publish(session, survey_id, by="sato")

    def seats(session: Session) -> dict[str, int]:
        return {row.value: row.taken for row in session.exec(select(tables.Seat))}

    store.write(limit)

    def whole(number: int, value: str) -> Continuation:
        answers = {"q1": value, "q4": None}
        code = place.codes["good"]
        return Continuation(
            receipts[number], Submission(survey_id, f"c-{number}", 2, code, answers)
        )

    assert place.complete(whole(0, "good")) == receipts[0]
    with store.reading() as session:
        assert seats(session) == {"good": 2}
    assert place.complete(whole(1, "bad")) == receipts[1]
    with store.reading() as session:
        assert seats(session) == {"good": 1, "bad": 1}


def completed_at_once(stores: Sequence[Store], place: Place, receipt: str) -> list[Any]:
    """Twenty whole answers to one vote, all different, from several writers at the same time."""
    outcomes: list[Any] = []

    def send(store: Store, start: int) -> None:
        futures = [
            store.submit(completion.complete, place.whole(receipt, f"c-{n}", q4=f"{n}"))
            for n in range(start, 20, len(stores))
        ]
        outcomes.extend(future.exception() or future.result() for future in futures)

    threads = [
        threading.Thread(target=send, args=(store, start)) for start, store in enumerate(stores)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_many_completions_at_once_one_counts(place: Place) -> None:
    """Nothing is ever counted twice: one answer, nineteen for staff to look at."""
    receipt = str(place.send(place.vote("v-1")))
    outcomes = completed_at_once([place.store], place, receipt)
    assert outcomes.count(receipt) == 1
    assert sum(isinstance(one, SubmissionConflict) for one in outcomes) == 19
    assert place.only().receipt == receipt


def test_two_processes_complete_a_vote_once(postgres_database: str) -> None:
    """While the vote itself is sent again and again, too."""
    first, second = Store(postgres_database), Store(postgres_database)
    survey_id = add_survey(first, publish=True)
    first.write(lambda session: votes.create(session, survey_id, "q1", by="sato"))
    with first.reading() as session:
        [board] = votes.boards(session, survey_id)
    place = Place(first, survey_id, {choice.value: choice.code for choice in board.choices})
    receipt = str(place.send(place.vote("v-1")))
    again = [second.submit(responses.store, place.vote("v-1")) for _ in range(20)]
    outcomes = completed_at_once([first, second], place, receipt)
    assert {future.result() for future in again} == {receipt}
    assert outcomes.count(receipt) == 1
    assert sum(isinstance(one, SubmissionConflict) for one in outcomes) == 19
    assert place.only().receipt == receipt
    first.close()
    second.close()


def test_no_row_tells_of_the_vote_but_its_checksum(place: Place) -> None:
    """What somebody voted before changing their mind is in no column."""
    receipt = str(place.send(place.vote("v-1")))
    place.complete(place.whole(receipt, q1="bad"))
    with place.store.reading() as session:
        row = session.exec(select(tables.Response).where(col(tables.Response.vote) != "")).one()
    assert len(row.vote) == 64
    assert "good" not in json.dumps(row.model_dump(mode="json"))
