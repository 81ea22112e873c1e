"""What staff say of a placement, where its code leads, and whose its answers are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from analysis import timeline
from models import placements, snapshot, surveys, tables
from models.clock import now
from models.errors import NotFound
from models.placements import Placement
from models.store import Store
from tests.builders import OPINION, document
from tests.models.hanging import (
    DOCUMENT,
    EVERYTHING,
    HOUR,
    NOON,
    TICK,
    add,
    change,
    get,
    refusal,
    said,
    send,
)
from tests.stores import add_survey


def test_a_placement_says_what_staff_said(store: Store) -> None:
    """Added with everything, or edited to it: read back the same, times to the microsecond."""
    survey_id = add_survey(store, DOCUMENT, publish=True)
    expected = Placement("", survey_id, "駅前", "poster", active=True, **EVERYTHING)
    code = add(store, survey_id, " 駅前 ", **EVERYTHING)
    other = add(store, survey_id)
    assert said(get(store, other)) == Placement(other, survey_id, "駅", "poster", active=True)
    change(store, placements.edit, other, name="駅前", **EVERYTHING)
    assert said(get(store, code)) == replace(expected, code=code)
    assert said(get(store, other)) == replace(expected, code=other)
    before = now()
    change(store, placements.inspect, other)
    seen = get(store, other).inspected_at
    assert seen is not None
    assert before <= seen <= now()
    with store.reading() as session:
        assert [place.code for place in placements.listing(session, survey_id)][1:] == [code, other]
        found = placements.find(session, other)
        assert found == get(store, other)
        actions = [row.action for row in session.exec(select(tables.AuditEntry))]
    assert actions[-2:] == ["placement.edit", "placement.inspect"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": " "}, "placement_name"),
        ({"name": "長" * 101}, "placement_name"),
        ({"place": "長" * 101}, "placement_place"),
        ({"language": "ko"}, "placement_language"),
        ({"language": "xx"}, "placement_language"),
        ({"opens_at": NOON, "closes_at": NOON}, "placement_times"),
        ({"opens_at": NOON, "closes_at": NOON - TICK}, "placement_times"),
    ],
)
def test_what_cannot_be_said_of_a_placement(
    sqlite_store: Store, said: dict[str, Any], code: str
) -> None:
    """Refused when it is added and when it is edited; nothing of it is kept."""
    survey_id = add_survey(sqlite_store, DOCUMENT, publish=True)
    place = add(sqlite_store, survey_id, **EVERYTHING)
    new = {"name": "駅", "kind": "poster"} | said
    assert (
        refusal(sqlite_store, partial(placements.add, survey_id=survey_id, by="t", **new)) == code
    )
    edited = {"name": "駅"} | EVERYTHING | said
    assert refusal(sqlite_store, partial(placements.edit, code=place, by="t", **edited)) == code
    with sqlite_store.reading() as session:
        assert len(placements.listing(session, survey_id)) == 2
    assert get(sqlite_store, place).opens_at == NOON


def test_a_vote_has_its_option_and_nothing_else_has_one(sqlite_store: Store) -> None:
    survey_id = add_survey(sqlite_store, DOCUMENT, publish=True)
    code = add(sqlite_store, survey_id, kind="vote", preset="q1=good")
    assert get(sqlite_store, code).preset == "q1=good"
    for kind, preset in (("vote", ""), ("poster", "q1=good")):
        wrong = partial(
            placements.add, survey_id=survey_id, name="駅", kind=kind, preset=preset, by="t"
        )
        assert refusal(sqlite_store, wrong) == "placement_option"


def test_a_language_of_the_draft_or_of_what_is_published_will_do(sqlite_store: Store) -> None:
    """A draft that loses English does not make the posters that open in it wrong."""
    survey_id = add_survey(sqlite_store, DOCUMENT, publish=True)
    korean = document(OPINION, languages=("ja", "ko"))
    sqlite_store.write(lambda session: surveys.save_draft(session, survey_id, korean, 1))
    for language in ("en", "ko"):
        assert (
            get(sqlite_store, add(sqlite_store, survey_id, language=language)).language == language
        )


def test_a_code_moves_and_its_answers_stay(store: Store) -> None:
    """The old survey keeps answers and names, the new one starts at nothing, at the same code."""
    old, new, third = (add_survey(store, DOCUMENT, publish=True) for _ in range(3))
    code = add(store, old, "駅", **EVERYTHING | {"opens_at": None, "closes_at": now() + HOUR})
    assert isinstance(send(store, old, code, "n-1"), str)
    change(store, placements.repoint, code, survey_id=new)
    moved = get(store, code)
    assert (moved.survey_id, moved.responses, moved.former) == (new, 0, (old,))
    # What hangs there stays as it is; the times were those of the old survey.
    assert (moved.place, moved.outdoor, moved.language) == ("1階ロビー", True, "en")
    assert not moved.is_timed
    assert isinstance(send(store, new, code, "n-2"), str)
    assert isinstance(send(store, old, code, "n-3"), str)  # a page opened before
    with store.reading() as session:
        assert code not in {place.code for place in placements.listing(session, old)}
        with_moved = {place.code: place for place in placements.listing(session, old, moved=True)}
        assert with_moved[code].responses == 2
        assert placements.names(session, old)[code] == "駅"
        assert placements.get(session, code).responses == 1
    change(store, placements.repoint, code, survey_id=third)
    change(store, placements.repoint, code, survey_id=old)
    assert get(store, code).former == (new, third)
    with store.reading() as session:
        counts = [
            {place.code: place.responses for place in placements.listing(session, one, moved=True)}
            for one in (old, new, third)
        ]
    assert [one[code] for one in counts] == [2, 1, 0]


def test_files_of_the_old_survey_name_where_its_answers_came_from(
    sqlite_store: Store, tmp_path: Path
) -> None:
    old, new = (add_survey(sqlite_store, DOCUMENT, publish=True) for _ in range(2))
    code = add(sqlite_store, old, "駅")
    send(sqlite_store, old, code, "n-1")
    change(sqlite_store, placements.repoint, code, survey_id=new)
    kept = snapshot.read(f"sqlite:///{tmp_path}/koebako.db", old)
    assert [kept.placements[one.placement] for one in kept.responses] == ["駅"]


def test_a_language_that_the_other_survey_lacks_does_not_move(sqlite_store: Store) -> None:
    old = add_survey(sqlite_store, DOCUMENT, publish=True)
    new = add_survey(sqlite_store, document(OPINION, languages=("ja", "ko")), publish=True)
    code = add(sqlite_store, old, language="en")
    change(sqlite_store, placements.repoint, code, survey_id=new)
    assert get(sqlite_store, code).language == ""


def test_where_a_code_cannot_lead(store: Store) -> None:
    old = add_survey(store, DOCUMENT, publish=True)
    draft = add_survey(store, DOCUMENT, publish=False)
    tried = add_survey(store, DOCUMENT, publish=False)
    store.write(lambda session: surveys.start_test(session, tried, by="t"))
    other = add_survey(store, DOCUMENT, publish=True)
    code = add(store, old)
    for target, expected in (
        (draft, "repoint_unpublished"),
        (tried, "repoint_unpublished"),
        (old, "repoint_same"),
    ):
        assert (
            refusal(store, partial(placements.repoint, code=code, survey_id=target, by="t"))
            == expected
        )
    for kind, preset in (("vote", "q1=good"), ("slip", "")):
        bound = add(store, old, kind=kind, preset=preset)
        move = partial(placements.repoint, code=bound, survey_id=other, by="t")
        assert refusal(store, move) == "repoint_bound"
    for wrong, target in ((code, "nothing"), ("zzzzz", other)):
        with pytest.raises(NotFound):
            change(store, placements.repoint, wrong, survey_id=target)
    assert get(store, code).former == ()


def test_a_draft_goes_with_its_placements_also_when_codes_left_it(store: Store) -> None:
    draft = add_survey(store, DOCUMENT, publish=False)
    other = add_survey(store, DOCUMENT, publish=True)
    left, stays = add(store, draft), add(store, draft, **EVERYTHING)
    change(store, placements.repoint, left, survey_id=other)
    store.write(lambda session: surveys.delete(session, draft, by="t"))
    with store.reading() as session:
        assert placements.find(session, stays) is None
    assert get(store, left).survey_id == other


def test_arrivals_by_placement_and_hour(store: Store) -> None:
    """Whole hours in order of time, of this survey only, fit for a timeline."""
    survey_id, other = (add_survey(store, DOCUMENT, publish=True) for _ in range(2))
    first, second, nobody = (add(store, survey_id, name) for name in "甲乙丙")
    times = (NOON + HOUR + 59 * timedelta(minutes=1), NOON + HOUR, NOON, NOON + 30 * HOUR)
    for number, at in enumerate(times):
        send(store, survey_id, first, f"n-{number}", at=at)
    send(store, survey_id, second, "n-9", at=NOON)
    send(store, other, add(store, other), "n-1", at=NOON)
    with store.reading() as session:
        found = placements.arrivals(session, survey_id)
    assert found == {
        first: [(NOON, 1), (NOON + HOUR, 2), (NOON + 30 * HOUR, 1)],
        second: [(NOON, 1)],
    }
    assert nobody not in found
    assert all(hour.tzinfo is UTC for hour, _ in found[first])
    assert sum(count for _, count in timeline.arrivals(found[first]).counts) == 4


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements with which the store is read meanwhile."""
    seen: list[str] = []

    def note(*said: Any) -> None:
        seen.append(said[2])

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


def test_two_thousand_placements_are_read_in_two_statements(store: Store) -> None:
    survey_id = add_survey(store, DOCUMENT, publish=True)

    def hang(session: Any) -> None:
        session.add_all(
            tables.Placement(
                code=f"c{number}", survey_id=survey_id, name="駅", kind="poster", created_at=NOON
            )
            for number in range(2_000)
        )

    store.write(hang)
    add(store, survey_id)
    with counted(store) as seen, store.reading() as session:
        assert len(placements.listing(session, survey_id)) == 2_002
    assert len([one for one in seen if "SELECT" in one]) == 2
    with counted(store) as seen, store.reading() as session:
        assert placements.get(session, "c1999").name == "駅"
    assert len([one for one in seen if "SELECT" in one]) == 2
