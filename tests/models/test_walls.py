"""The wall of a survey: its address, and what may be shown on it."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from models import placements, surveys, tables, walls
from models.clock import now
from models.errors import NotAllowed, NotFound
from models.questions.options import Option
from models.store import Store
from models.walls import Chart, Count, Views, Word, Words
from tests.builders import EVERY, LIKED, OPINION, SATISFACTION, document
from tests.stores import add_survey

MANY = SATISFACTION.model_copy(
    update={
        "key": "many",
        "options": tuple(Option(value=f"o{n}", label={"ja": f"町{n}"}) for n in range(13)),
    }
)
DOCUMENT = document(SATISFACTION, LIKED, OPINION, MANY)


def opened(store: Store, survey_id: str) -> str:
    return store.write(lambda session: walls.open_wall(session, survey_id, by="sato"))


def show(store: Store, survey_id: str, *views: walls.View, placement: str = "") -> None:
    shown = Views(placement=placement, views=views)
    store.write(lambda session: walls.save_views(session, survey_id, shown, by="sato"))


def found(store: Store, key: str) -> walls.Wall | None:
    with store.reading() as session:
        return walls.find(session, key)


def word(term: str, comments: int = 3) -> Word:
    return Word(term=term, comments=comments, approved_at=now())


def audited(store: Store, survey_id: str) -> list[tuple[str, str]]:
    with store.reading() as session:
        rows = session.exec(
            select(tables.AuditEntry)
            .where(tables.AuditEntry.subject == survey_id)
            .order_by(tables.AuditEntry.id)  # type: ignore[arg-type] # a column, to SQLAlchemy
        )
        return [(row.action, row.detail) for row in rows if row.action.startswith("wall.")]


def test_a_new_wall_shows_nothing_but_the_number(store: Store) -> None:
    survey_id = add_survey(store, DOCUMENT, publish=True)
    key = opened(store, survey_id)
    assert len(key) == 22  # 128 bits
    wall = found(store, key)
    assert wall is not None
    assert (wall.survey_id, wall.shown) == (survey_id, Views(views=(Count(),)))
    assert opened(store, survey_id) == key
    with store.reading() as session:
        assert walls.get(session, survey_id) == wall
    assert audited(store, survey_id) == [("wall.open", "")]


def test_a_new_address_ends_the_one_before(store: Store) -> None:
    survey_id = add_survey(store, DOCUMENT, publish=True)
    before = opened(store, survey_id)
    show(store, survey_id, Chart(key="q1"))
    after = store.write(lambda session: walls.renew(session, survey_id, by="sato"))
    assert found(store, before) is None
    wall = found(store, after)
    assert wall is not None
    assert wall.shown.views == (Chart(key="q1"),)
    store.write(lambda session: walls.close_wall(session, survey_id, by="sato"))
    assert found(store, after) is None
    with store.reading() as session:
        assert walls.get(session, survey_id) is None
    with pytest.raises(NotFound, match="wall"):
        store.write(lambda session: walls.renew(session, survey_id, by="sato"))


def test_what_is_no_key_finds_nothing(store: Store) -> None:
    opened(store, add_survey(store, DOCUMENT, publish=True))
    for key in ("", "\0", "nobody's", "あ", "x" * 5_000):
        assert found(store, key) is None


def test_before_publishing_there_is_nothing_to_show(store: Store) -> None:
    survey_id = add_survey(store, DOCUMENT, publish=False)
    with pytest.raises(NotAllowed, match="wall_unpublished"):
        opened(store, survey_id)
    with pytest.raises(NotFound):
        opened(store, "none")


def test_a_draft_that_was_tried_out_with_a_wall_can_be_deleted(store: Store) -> None:
    survey_id = add_survey(store, DOCUMENT, publish=False)
    store.write(lambda session: surveys.start_test(session, survey_id, by="sato"))
    key = opened(store, survey_id)
    store.write(lambda session: surveys.stop_test(session, survey_id, by="sato"))
    store.write(lambda session: surveys.delete(session, survey_id, by="sato"))
    assert found(store, key) is None


def test_views_are_kept_in_their_order_and_told_in_the_log(store: Store) -> None:
    survey_id = add_survey(store, DOCUMENT, publish=True)
    key = opened(store, survey_id)
    views = (Words(key="q4", words=(word("休憩所", 12), word("日陰"))), Count(), Chart(key="q2"))
    show(store, survey_id, *views)
    wall = found(store, key)
    assert wall is not None
    assert wall.shown.views == views
    assert audited(store, survey_id)[-1] == ("wall.show", "q4: 休憩所 日陰, count, q2")


REFUSED: list[tuple[str, tuple[walls.View, ...]]] = [
    ("wall_unknown_question", (Chart(key="q99"),)),
    ("wall_unknown_question", (Words(key="q99"),)),
    ("wall_unknown_question", (Words(key="q1"),)),
    ("wall_unsuitable_question", (Chart(key="q4"),)),
    ("wall_unsuitable_question", (Chart(key="many"),)),
    ("wall_shown_twice", (Count(), Count())),
    ("wall_shown_twice", (Chart(key="q1"), Chart(key="q1"))),
    ("wall_shown_twice", (Words(key="q4", words=(word("日陰"), word("日陰"))),)),
    ("wall_too_many_views", tuple(Chart(key=f"q{n}") for n in range(13))),
    ("wall_too_many_words", (Words(key="q4", words=tuple(word(f"語{n}") for n in range(25))),)),
    ("wall_word_length", (Words(key="q4", words=(word("長" * 21),)),)),
    ("wall_word_length", (Words(key="q4", words=(word(" "),)),)),
]


def test_what_cannot_be_shown_is_refused(sqlite_store: Store) -> None:
    survey_id = add_survey(sqlite_store, DOCUMENT, publish=True)
    key = opened(sqlite_store, survey_id)
    for code, views in REFUSED:
        with pytest.raises(NotAllowed) as refusal:
            show(sqlite_store, survey_id, *views)
        assert refusal.value.code == code
    wall = found(sqlite_store, key)
    assert wall is not None
    assert wall.shown.views == (Count(),)


def test_bars_suit_what_has_few_categories() -> None:
    parts = walls.parts({1: document(*EVERY)})
    suited = {key for key, part in parts.items() if walls.suits_bars(part)}
    assert suited == {"q1", "q2", "q5", "q6", "q7", "q8.hall", "q8.staff", "q9.hall", "q9.staff"}
    written = walls.written_keys({1: document(*EVERY)})
    assert set(written) == {"q1.other", "q2.other", "q3", "q4"}


def code_of(session: Session, survey_id: str) -> str:
    wall = walls.get(session, survey_id)
    assert wall is not None
    return walls.code_of(session, wall)


def test_the_code_is_the_chosen_one_or_the_first_that_fits(store: Store) -> None:
    survey_id = add_survey(store, DOCUMENT, publish=True)
    opened(store, survey_id)

    def add(kind: str) -> str:
        return store.write(
            lambda session: placements.add(session, survey_id, kind, kind, by="sato")
        )

    def switch(code: str) -> None:
        store.write(lambda session: placements.switch(session, code, active=False, by="sato"))

    def current() -> str:
        with store.reading() as session:
            return code_of(session, survey_id)

    with store.reading() as session:
        web = placements.listing(session, survey_id)[0].code
    assert current() == web
    kiosk, poster, table = add("kiosk"), add("poster"), add("table")
    assert current() == poster
    show(store, survey_id, placement=table)
    assert current() == table
    switch(table)
    assert current() == poster
    for code in (poster, web):
        switch(code)
    assert current() == ""
    for code in (kiosk, "none"):
        with pytest.raises(NotAllowed, match="wall_unknown_placement"):
            show(store, survey_id, placement=code)


def test_a_code_of_another_survey_is_refused(sqlite_store: Store) -> None:
    survey_id, other = (add_survey(sqlite_store, DOCUMENT, publish=True) for _ in "ab")
    opened(sqlite_store, survey_id)
    with sqlite_store.reading() as session:
        foreign = placements.listing(session, other)[0].code
    with pytest.raises(NotAllowed, match="wall_unknown_placement"):
        show(sqlite_store, survey_id, placement=foreign)
