"""Places (定員): first come, first served, never one too many, and given back with the answers."""

from __future__ import annotations

from concurrent.futures import wait
from threading import Event, Thread

from sqlalchemy import event
from sqlmodel import Session

from models import placements, receipts, responses, seats, surveys
from models.document import SurveyDocument
from models.errors import PlacesFull, SubmissionConflict
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.options import Option
from models.responses import Submission
from models.store import Store
from tests.builders import OPINION, document
from tests.models.waiting import until_somebody_waits

PLACES, PEOPLE = 20, 200
SLOT = SingleChoice(
    key="slot",
    label={"ja": "参加する回"},
    options=(
        Option(value="am", label={"ja": "午前"}, places=PLACES),
        Option(value="pm", label={"ja": "午後"}, places=2),
        Option(value="later", label={"ja": "次の機会"}),
    ),
)
TALKS = MultipleChoice(
    key="talks",
    label={"ja": "聞きたい話"},
    options=(
        Option(value="a", label={"ja": "防災"}, places=2),
        Option(value="b", label={"ja": "子育て"}, places=1),
    ),
)
Place = tuple[str, str]


def published(store: Store, definition: SurveyDocument | None = None) -> Place:
    """A published survey: its id and the code of its homepage placement."""

    def make(session: Session) -> Place:
        made = definition or document(SLOT, TALKS, OPINION)
        survey_id = surveys.create(session, made, by="test")
        surveys.publish(session, survey_id, by="test")
        return survey_id, placements.listing(session, survey_id)[0].code

    return store.write(make)


def sending(
    place: Place, number: int | str, slot: str | None = "am", **others: object
) -> Submission:
    answers = {"slot": slot, "talks": None, "q4": f"意見 {number}"} | others
    return Submission(place[0], f"id-{number}", 1, place[1], answers)  # type: ignore[arg-type] # written by tests


def send(store: Store, *sent: Submission) -> list[str | BaseException]:
    """Receipts and refusals, in the order of the sendings."""
    futures = [store.submit(responses.store, one) for one in sent]
    wait(futures)
    return [future.exception() or future.result() for future in futures]


def taken(store: Store, place: Place) -> dict[str, dict[str, int]]:
    with store.reading() as session:
        return seats.taken(session, place[0])


def stored(store: Store, place: Place) -> int:
    with store.reading() as session:
        return len(responses.stored(session, place[0]))


def assert_exactly_filled(outcomes: list[str | BaseException]) -> list[str]:
    receipts = [outcome for outcome in outcomes if isinstance(outcome, str)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, PlacesFull)]
    assert (len(set(receipts)), len(refused)) == (PLACES, PEOPLE - PLACES)
    assert all(refusal.full == {"slot": ("am",)} for refusal in refused)
    return receipts


def test_two_hundred_people_and_twenty_places(store: Store) -> None:
    """Exactly 20 are stored, 180 are told so; who sends again keeps the place and the receipt."""
    place = published(store)
    sent = [sending(place, number) for number in range(PEOPLE)]
    outcomes = send(store, *sent)
    receipts = assert_exactly_filled(outcomes)
    assert stored(store, place) == PLACES
    again = send(store, *sent)
    assert [one for one in again if isinstance(one, str)] == receipts
    assert_exactly_filled(again)
    assert taken(store, place) == {"slot": {"am": PLACES}}


def test_two_processes_and_twenty_places(postgres_database: str) -> None:
    """Two writers on one PostgreSQL, as `serve --workers 2` has them, share the places."""
    first, second = Store(postgres_database), Store(postgres_database)
    place = published(first)
    sent = [sending(place, number) for number in range(PEOPLE)]
    outcomes: dict[int, str | BaseException] = {}

    def half(store: Store, start: int) -> None:
        futures = {n: store.submit(responses.store, sent[n]) for n in range(start, PEOPLE, 2)}
        outcomes.update({n: f.exception() or f.result() for n, f in futures.items()})

    for _twice in range(2):
        threads = [Thread(target=half, args=(first, 0)), Thread(target=half, args=(second, 1))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        given = assert_exactly_filled(list(outcomes.values()))
        assert stored(first, place) == PLACES
    with first.reading() as session:
        assert all(receipts.find(session, place[0], receipt) is not None for receipt in given)
    assert taken(second, place) == {"slot": {"am": PLACES}}
    first.close()
    second.close()


def test_a_place_is_not_given_away_while_another_process_is_taking_it(
    postgres_database: str,
) -> None:
    """15 answers are stored and not committed yet; of 15 that come meanwhile elsewhere 5 fit."""
    first, second = Store(postgres_database), Store(postgres_database)
    place = published(first)
    inside, go_on = Event(), Event()

    def slowly(session: Session) -> None:
        responses.store(session, [sending(place, number) for number in range(15)])
        inside.set()
        assert go_on.wait(60)

    slow = Thread(target=first.write, args=(slowly,))
    slow.start()
    assert inside.wait(60)
    meanwhile = [second.submit(responses.store, sending(place, number)) for number in range(20, 35)]
    until_somebody_waits(first)
    go_on.set()
    wait(meanwhile)
    slow.join()
    refused = [future for future in meanwhile if isinstance(future.exception(), PlacesFull)]
    assert (stored(first, place), len(refused)) == (PLACES, 10)
    assert taken(first, place) == {"slot": {"am": PLACES}}
    first.close()
    second.close()


def test_what_is_full_takes_nothing_of_what_is_not(store: Store) -> None:
    """One of two chosen talks is full: the sending is not stored and the other keeps its place."""
    place = published(store)
    assert isinstance(send(store, sending(place, 1, talks=["b"]))[0], str)
    [refusal] = send(store, sending(place, 2, "pm", talks=["a", "b"]))
    assert isinstance(refusal, PlacesFull)
    assert refusal.full == {"talks": ("b",)}
    assert taken(store, place) == {"slot": {"am": 1}, "talks": {"b": 1}}
    assert isinstance(send(store, sending(place, 2, "pm", talks=["a"]))[0], str)
    assert taken(store, place) == {"slot": {"am": 1, "pm": 1}, "talks": {"a": 1, "b": 1}}


def test_every_full_option_is_named(store: Store) -> None:
    """By question, so that the page can say each at its place."""
    place = published(store)
    send(store, *(sending(place, number, "pm", talks=["a"]) for number in range(2)))
    [refusal] = send(store, sending(place, 9, "pm", talks=["a", "b"]))
    assert isinstance(refusal, PlacesFull)
    assert refusal.full == {"slot": ("pm",), "talks": ("a",)}


def test_answers_without_a_limited_option_are_always_taken(store: Store) -> None:
    """Blank, 非該当, or an option of any number."""
    place = published(store)
    send(store, *(sending(place, number, "pm") for number in range(3)))
    for number, slot in enumerate(("later", None), start=10):
        assert isinstance(send(store, sending(place, number, slot))[0], str)
    not_asked = Submission(place[0], "id-20", 1, place[1], {"q4": None})
    assert isinstance(send(store, not_asked)[0], str)
    assert taken(store, place) == {"slot": {"pm": 2}}


def test_the_same_number_with_another_choice_takes_no_place(store: Store) -> None:
    """A conflict changes nothing, also when both arrive in one batch."""
    place = published(store)
    first, second, third = send(
        store, sending(place, 1, "am"), sending(place, 1, "pm"), sending(place, 1, "am")
    )
    assert first == third
    assert isinstance(second, SubmissionConflict)
    assert taken(store, place) == {"slot": {"am": 1}}


def test_a_row_that_fails_takes_no_place(store: Store) -> None:
    """The place goes with the transaction of its answer."""
    place = published(store)
    bad = sending((place[0], "no-such-code"), 1, "pm")
    outcomes = send(store, bad, sending(place, 2, "pm"), sending(place, 3, "pm"))
    assert [isinstance(outcome, str) for outcome in outcomes] == [False, True, True]
    assert taken(store, place) == {"slot": {"pm": 2}}


def test_places_come_back_when_answers_are_deleted(store: Store) -> None:
    """After a purge the option is free again."""
    place = published(store)
    send(store, *(sending(place, number, "pm") for number in range(3)))
    assert store.write(lambda session: responses.delete_all(session, place[0])) == 2
    assert taken(store, place) == {}
    assert isinstance(send(store, sending(place, 9, "pm"))[0], str)


def test_places_are_those_of_the_newest_version(store: Store) -> None:
    """More places, fewer, or places for an option that had none: all who chose it count."""
    place = published(store)
    send(store, *(sending(place, number, "later") for number in range(3)))
    send(store, *(sending(place, number, "pm") for number in range(10, 12)))

    def republish(**places: int | None) -> None:
        options = tuple(
            option.model_copy(update={"places": places.get(option.value)})
            for option in SLOT.options
        )
        changed = document(SLOT.model_copy(update={"options": options}), TALKS, OPINION)

        def save(session: Session) -> None:
            draft = surveys.draft(session, place[0])
            surveys.save_draft(session, place[0], changed, draft.revision)
            surveys.publish(session, place[0], by="test")

        store.write(save)

    republish(later=4, pm=3)
    assert taken(store, place) == {"slot": {"later": 3, "pm": 2}}
    outcomes = send(
        store,
        *(sending(place, number, "later") for number in range(20, 22)),
        *(sending(place, number, "pm") for number in range(30, 32)),
    )
    assert [isinstance(outcome, str) for outcome in outcomes] == [True, False, True, False]
    republish(later=2)
    assert taken(store, place) == {"slot": {"later": 4}}
    assert isinstance(send(store, sending(place, 40, "later"))[0], PlacesFull)
    assert isinstance(send(store, sending(place, 41, "pm"))[0], str)


def test_a_survey_without_places_asks_the_database_for_nothing_more(store: Store) -> None:
    """The fast path: five statements for a whole batch, none of them about seats."""
    place = published(store, document(OPINION))
    asked: list[str] = []

    def count(session: Session) -> None:
        batch = [Submission(place[0], f"id-{n}", 1, place[1], {"q4": "よい"}) for n in range(50)]

        def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            asked.append(statement)

        event.listen(session.get_bind(), "before_cursor_execute", note)
        responses.store(session, batch)
        event.remove(session.get_bind(), "before_cursor_execute", note)

    store.write(count)
    assert stored(store, place) == 50
    verbs = [statement.split()[0] for statement in asked]
    assert [verb for verb in verbs if verb != "BEGIN"] == [
        *("SELECT", "SELECT", "INSERT", "SELECT", "UPDATE")
    ]
    assert "seat" not in " ".join(asked)
