"""Segments: filters with a name, of one survey, on both databases."""

from __future__ import annotations

from functools import partial
from threading import Barrier, Thread

import pytest
from sqlmodel import Session, select

from models import segments, surveys, tables
from models.errors import DefinitionError, NotAllowed, NotFound
from models.filters import EVERYBODY, Came, Chose, Rules
from models.segments import MAX_NAME, MAX_SEGMENTS, Segment
from models.store import Store
from tests.stores import add_survey

GOOD = Rules(rules=(Chose(key="q1", codes=("good",)),))
BY_DESK = Rules(
    match="any", rules=(Came(facet="placement", codes=("desk1",)), Chose(key="q1", codes=("bad",)))
)


def save(store: Store, survey_id: str, name: str, rules: Rules = GOOD) -> str:
    return store.write(lambda session: segments.save(session, survey_id, name, rules, by="sato"))


def listed(store: Store, survey_id: str) -> list[Segment]:
    with store.reading() as session:
        return segments.listing(session, survey_id)


def refusal(store: Store, survey_id: str, name: str, rules: Rules = GOOD) -> str:
    with pytest.raises(NotAllowed) as refused:
        save(store, survey_id, name, rules)
    return refused.value.code


def test_saved_renamed_and_deleted(store: Store) -> None:
    survey_id, other = (add_survey(store, publish=False) for _ in range(2))
    first = save(store, survey_id, " 満足した\x00 人\n")
    second = save(store, survey_id, "窓口か不満", BY_DESK)
    save(store, other, "満足した 人")  # another survey has names of its own
    assert listed(store, survey_id) == [
        Segment(first, "満足した 人", GOOD),
        Segment(second, "窓口か不満", BY_DESK),
    ]
    store.write(lambda session: segments.rename(session, first, "満足", by="suzuki"))
    store.write(lambda session: segments.rename(session, first, "満足", by="suzuki"))
    store.write(lambda session: segments.delete(session, second, by="suzuki"))
    assert listed(store, survey_id) == [Segment(first, "満足", GOOD)]
    with store.reading() as session:
        steps = [
            (entry.who, entry.action, entry.detail)
            for entry in session.exec(select(tables.AuditEntry))
            if entry.subject == survey_id and entry.action.startswith("segment.")
        ]
    assert steps == [
        ("sato", "segment.save", "満足した 人"),
        ("sato", "segment.save", "窓口か不満"),
        ("suzuki", "segment.rename", "満足した 人 → 満足"),
        ("suzuki", "segment.rename", "満足 → 満足"),
        ("suzuki", "segment.delete", "窓口か不満"),
    ]


def test_refused_with_a_code(store: Store) -> None:
    survey_id = add_survey(store, publish=False)
    first = save(store, survey_id, "あ" * MAX_NAME)
    assert refusal(store, survey_id, " \n") == "segment_name"
    assert refusal(store, survey_id, "あ" * (MAX_NAME + 1)) == "segment_name"
    assert refusal(store, survey_id, "あ" * MAX_NAME) == "segment_name_taken"
    assert refusal(store, survey_id, "みんな", EVERYBODY) == "segment_of_everybody"
    second = save(store, survey_id, "二")
    for name, code in (("二", "segment_name_taken"), ("", "segment_name")):
        with pytest.raises(NotAllowed) as refused:
            store.write(partial(segments.rename, segment_id=first, name=name, by="x"))
        assert refused.value.code == code
    assert [segment.id for segment in listed(store, survey_id)] == [first, second]


def test_there_is_room_for_so_many(store: Store) -> None:
    survey_id = add_survey(store, publish=False)

    def fill(session: Session) -> None:
        for number in range(MAX_SEGMENTS):
            segments.save(session, survey_id, f"絞り込み{number}", GOOD, by="sato")

    store.write(fill)
    assert refusal(store, survey_id, "もう一つ") == "too_many_segments"
    assert len(listed(store, survey_id)) == MAX_SEGMENTS


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        save(store, "no such survey", "名前")
    for verb in (partial(segments.rename, name="名前"), segments.delete):
        with pytest.raises(NotFound) as refused:
            store.write(partial(verb, segment_id="gone", by="x"))
        assert refused.value.kind == "segment"


def test_rules_nobody_can_read_are_named(store: Store) -> None:
    survey_id = add_survey(store, publish=False)
    segment_id = save(store, survey_id, "古い")

    def spoil(session: Session) -> None:
        row = session.get_one(tables.Segment, segment_id)
        row.rules = '{"rules": [{"kind": "of another time"}]}'
        session.add(row)

    store.write(spoil)
    with pytest.raises(DefinitionError):
        listed(store, survey_id)


def test_they_go_with_their_survey(store: Store) -> None:
    survey_id = add_survey(store, publish=False)
    save(store, survey_id, "満足")
    store.write(partial(surveys.delete, survey_id=survey_id, by="sato"))
    assert listed(store, survey_id) == []


def test_of_two_who_take_one_name_at_once_one_gets_it(postgres_database: str) -> None:
    """Two processes: the second waits for the first and sees its name."""
    here, there = Store(postgres_database), Store(postgres_database)
    survey_id = add_survey(here, publish=False)
    start = Barrier(2)
    outcomes: list[str] = []

    def take(store: Store) -> None:
        start.wait()
        try:
            save(store, survey_id, "満足")
        except NotAllowed as refused:
            outcomes.append(refused.code)
        else:
            outcomes.append("saved")

    threads = [Thread(target=take, args=(store,)) for store in (here, there)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", "segment_name_taken"]
    assert len(listed(here, survey_id)) == 1
    here.close()
    there.close()
