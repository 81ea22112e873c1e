"""Test, opening, pause, closing, copies: what each step allows, and that no test answer stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from threading import Event, Thread
from typing import Any

import pytest
from sqlmodel import Session, select

from models import clock, lifecycle, placements, responses, seats, surveys, tables
from models.document import SurveyDocument
from models.errors import KoebakoError, NotAllowed, NotFound, NotPublishable, SurveyNotOpen
from models.questions.choice import SingleChoice
from models.questions.options import Option
from models.responses import Submission
from models.store import Store
from tests.builders import OPINION, TOWN, document
from tests.models.waiting import until_somebody_waits

SLOT = SingleChoice(
    key="slot",
    label={"ja": "参加する回"},
    options=(
        Option(value="am", label={"ja": "午前"}, places=1),
        Option(value="pm", label={"ja": "午後"}, places=9),
    ),
)
VERBS = {
    "start_test": surveys.start_test,
    "stop_test": surveys.stop_test,
    "publish": surveys.publish,
    "pause": surveys.pause,
    "close": surveys.close,
    "reopen": surveys.reopen,
    "delete": surveys.delete,
}
# The whole table: state → verbs that it allows, each with the state it leads to.
STEPS: dict[lifecycle.State, dict[str, str | None]] = {
    "draft": {"start_test": "test", "publish": "open", "delete": None},
    "test": {"start_test": "test", "stop_test": "draft", "publish": "open"},
    "open": {"publish": "open", "pause": "paused", "close": "closed"},
    "paused": {"publish": "open", "close": "closed", "reopen": "open"},
    "closed": {"publish": "open", "reopen": "open"},
}
WAY = {
    "draft": [],
    "test": ["start_test"],
    "open": ["publish"],
    "paused": ["publish", "pause"],
    "closed": ["publish", "close"],
}


def create(store: Store, *questions: Any) -> str:
    definition = document(*(questions or (SLOT, OPINION)))
    return store.write(lambda session: surveys.create(session, definition, by="test"))


def do(store: Store, survey_id: str, *verbs: str) -> Any:
    """Take these steps; returns what the last one returned."""
    done = None
    for verb in verbs:
        done = store.write(partial(VERBS[verb], survey_id=survey_id, by="test"))
    return done


def save(store: Store, survey_id: str, new: SurveyDocument) -> None:
    with store.reading() as session:
        revision = surveys.draft(session, survey_id).revision
    store.write(lambda session: surveys.save_draft(session, survey_id, new, revision))


def send(
    store: Store, survey_id: str, number: int, *, version: int = 1, slot: str = "am"
) -> str | BaseException:
    """The receipt, or why there is none."""
    with store.reading() as session:
        code = placements.listing(session, survey_id)[0].code
    answers = {"slot": slot, "q4": f"意見 {number}"}
    sent = Submission(survey_id, f"id-{number}", version, code, answers)
    future = store.submit(responses.store, sent)
    return future.exception() or future.result()


def modes(store: Store, survey_id: str) -> list[str]:
    with store.reading() as session:
        return [response.mode for response in responses.stored(session, survey_id)]


def audited(store: Store) -> list[tuple[str, str]]:
    with store.reading() as session:
        return [(row.action, row.detail) for row in session.exec(select(tables.AuditEntry))]


@pytest.mark.parametrize("state", STEPS)
def test_each_state_allows_what_it_says(store: Store, state: lifecycle.State) -> None:
    """Every verb in every state: it leads where the table says, or is refused by name."""
    for verb in VERBS:
        survey_id = create(store)
        do(store, survey_id, *WAY[state])
        before = audited(store)
        if verb not in STEPS[state]:
            with pytest.raises(NotAllowed, match=f"{verb}_{state}"):
                do(store, survey_id, verb)
            assert audited(store) == before
            continue
        do(store, survey_id, verb)
        assert f"survey.{verb}" in [action for action, _ in audited(store)[len(before) :]]
        with store.reading() as session:
            if STEPS[state][verb] is None:
                with pytest.raises(NotFound):
                    surveys.summary(session, survey_id)
            else:
                assert surveys.summary(session, survey_id).state == STEPS[state][verb]


def test_phase_follows_the_state_and_the_clock() -> None:
    """Before opening, open, closed at the very second of Japan; a pause only while it is open."""
    opens = datetime(2026, 12, 1, 9, tzinfo=clock.JST)
    closes = datetime(2026, 12, 25, 17, tzinfo=clock.JST)
    timed = document(opens_at="2026-12-01T09:00", closes_at="2026-12-25T17:00")
    second = timedelta(seconds=1)
    moments = (opens - second, opens, closes - second, closes)
    for state, phases in {
        "open": ["upcoming", "open", "open", "closed"],
        "paused": ["paused", "paused", "paused", "closed"],
        "closed": ["closed"] * 4,
        "test": ["test"] * 4,
        "draft": ["draft"] * 4,
    }.items():
        assert [lifecycle.phase(state, timed, moment) for moment in moments] == phases  # type: ignore[arg-type] # a state
    assert lifecycle.phase("draft", None, opens) == "draft"


@pytest.mark.parametrize(("verb", "phase"), [("pause", "paused"), ("close", "closed")])
def test_nothing_is_stored_in_a_pause_or_after_closing(store: Store, verb: str, phase: str) -> None:
    """And afterwards the survey goes on as it was, with the answers it had."""
    survey_id = create(store)
    do(store, survey_id, "publish")
    assert isinstance(send(store, survey_id, 1, slot="pm"), str)
    do(store, survey_id, verb)
    refusal = send(store, survey_id, 2, slot="pm")
    assert isinstance(refusal, SurveyNotOpen)
    assert refusal.phase == phase
    do(store, survey_id, "reopen")
    assert isinstance(send(store, survey_id, 2, slot="pm"), str)
    assert modes(store, survey_id) == ["web", "web"]


def test_test_answers_are_marked_and_gone_at_the_opening(store: Store) -> None:
    """Their places come back, the log has their number, and real answers begin at nothing."""
    survey_id = create(store)
    tried = do(store, survey_id, "start_test")
    for number, slot in ((1, "am"), (2, "pm"), (3, "pm")):
        assert isinstance(send(store, survey_id, number, version=tried, slot=slot), str)
    assert modes(store, survey_id) == ["test"] * 3
    with store.reading() as session:
        tested = surveys.summary(session, survey_id)
    assert (tested.state, tested.phase, tested.version, tested.responses) == ("test", "test", 1, 3)
    published = do(store, survey_id, "publish")
    with store.reading() as session:
        opened = surveys.summary(session, survey_id)
        assert seats.taken(session, survey_id) == {}
        assert list(surveys.versions(session, survey_id)) == [published]
    assert (opened.phase, opened.responses, opened.unpublished) == ("open", 0, False)
    assert opened.data_revision > tested.data_revision
    assert ("survey.wipe_test", "3") in audited(store)
    assert isinstance(send(store, survey_id, 9, version=published, slot="am"), str)
    assert modes(store, survey_id) == ["web"]


@pytest.mark.parametrize("verb", ["publish", "stop_test", "start_test"])
def test_a_page_opened_in_the_test_is_refused_after_it(store: Store, verb: str) -> None:
    """Sent too late, a test answer is neither a test answer any more nor ever a real one."""
    survey_id = create(store)
    tried = do(store, survey_id, "start_test")
    send(store, survey_id, 1, version=tried)
    do(store, survey_id, verb)
    for number in (1, 2):
        refusal = send(store, survey_id, number, version=tried)
        assert isinstance(refusal, SurveyNotOpen)
    assert modes(store, survey_id) == []


def test_an_answer_in_flight_while_another_process_opens_the_survey(
    postgres_database: str,
) -> None:
    """The test answer is not committed yet when the opening begins: it is wiped all the same."""
    residents, staff = Store(postgres_database), Store(postgres_database)
    survey_id = create(residents)
    tried = do(residents, survey_id, "start_test")
    with residents.reading() as session:
        code = placements.listing(session, survey_id)[0].code
    sent = Submission(survey_id, "id-1", tried, code, {"slot": "am", "q4": None})
    inside, go_on = Event(), Event()
    outcomes: list[str | KoebakoError] = []

    def slowly(session: Session) -> None:
        outcomes.extend(responses.store(session, [sent]))
        inside.set()
        assert go_on.wait(60)

    sending = Thread(target=residents.write, args=(slowly,))
    sending.start()
    assert inside.wait(60)
    opening = Thread(target=do, args=(staff, survey_id, "publish"))
    opening.start()
    until_somebody_waits(staff)
    go_on.set()
    sending.join()
    opening.join()
    assert isinstance(outcomes[0], str)
    assert modes(staff, survey_id) == []
    with staff.reading() as session:
        assert surveys.summary(session, survey_id).phase == "open"
        assert seats.taken(session, survey_id) == {}
    residents.close()
    staff.close()


def test_what_is_only_tried_out_may_still_change(store: Store) -> None:
    """A test freezes no key: the type of a question may change until residents answered it."""
    survey_id = create(store, TOWN, OPINION)
    do(store, survey_id, "start_test")
    changed = document(OPINION.model_copy(update={"key": "q3"}))
    save(store, survey_id, changed)
    with store.reading() as session:
        assert surveys.problems(session, survey_id) == ()
        assert surveys.used_keys(session, survey_id) == frozenset()
    assert do(store, survey_id, "start_test", "stop_test", "publish") == 3
    save(store, survey_id, document(TOWN))
    with pytest.raises(NotPublishable, match="type_changed"):
        do(store, survey_id, "publish")


def test_a_test_that_is_given_up_leaves_a_draft(store: Store) -> None:
    """As if there had been none: no version, no answer, and the draft may be deleted."""
    survey_id = create(store)
    do(store, survey_id, "start_test")
    send(store, survey_id, 1)
    do(store, survey_id, "stop_test")
    with store.reading() as session:
        summary = surveys.summary(session, survey_id)
        assert surveys.versions(session, survey_id) == {}
    assert (summary.state, summary.version, summary.responses) == ("draft", None, 0)
    do(store, survey_id, "delete")


def test_only_what_can_be_published_can_be_tried_out(store: Store) -> None:
    """And a refused opening leaves the test as it is, with its answers."""
    survey_id = create(store, TOWN.model_copy(update={"label": {}}))
    with pytest.raises(NotPublishable, match="no_label"):
        do(store, survey_id, "start_test")
    other = create(store)
    do(store, other, "start_test")
    send(store, other, 1)
    save(store, other, document(TOWN.model_copy(update={"label": {}})))
    with pytest.raises(NotPublishable):
        do(store, other, "publish")
    assert modes(store, other) == ["test"]


def test_a_copy_is_a_draft_of_its_own(store: Store) -> None:
    """The words come along; dates, codes, versions and answers do not."""
    original = document(SLOT, title={"ja": "まつり", "en": "Festival"}, opens_at="2026-12-01T09:00")
    survey_id = store.write(lambda session: surveys.create(session, original, by="test"))
    do(store, survey_id, "publish")
    send(store, survey_id, 1)
    copy = store.write(lambda session: surveys.duplicate(session, survey_id, by="test"))
    with store.reading() as session:
        made = surveys.draft(session, copy).document
        summary = surveys.summary(session, copy)
        codes = [
            {place.code for place in placements.listing(session, one)} for one in (survey_id, copy)
        ]
    assert made.title == {"ja": "まつり（複製）", "en": "Festival (copy)"}
    assert (made.opens_at, made.closes_at) == (None, None)
    assert (made.retention_until, made.results_on) == (None, None)
    assert made.sections == original.sections
    assert (summary.state, summary.version, summary.responses) == ("draft", None, 0)
    assert len(codes[1]) == 1
    assert codes[0].isdisjoint(codes[1])
    assert ("survey.duplicate", survey_id) in audited(store)
    with pytest.raises(NotFound):
        store.write(lambda session: surveys.duplicate(session, "nothing", by="test"))


def test_a_copy_of_a_long_title_is_no_longer_than_a_title_may_be(store: Store) -> None:
    """Copies of copies of copies stay readable."""
    survey_id = store.write(
        lambda session: surveys.create(session, document(title="長" * 2_000), by="test")
    )
    for _ in range(2):
        survey_id = store.write(partial(surveys.duplicate, survey_id=survey_id, by="test"))
    with store.reading() as session:
        assert len(surveys.draft(session, survey_id).document.title["ja"]) == 2_000
