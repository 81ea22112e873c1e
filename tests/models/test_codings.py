"""Codes and what they hold of, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlmodel import select

from models import codes, codings, operations, responses, snapshot, surveys, tables
from models.codes import MAX_CODES, MAX_LABEL, MAX_RULE, NOTHING, OUTSIDE, REST, Code
from models.codings import Codings
from models.errors import NotAllowed, NotFound
from models.store import Store
from tests.builders import document
from tests.stores import add_answers, add_survey

A, B, C = (f"r{number:012x}" for number in (10, 11, 12))
PARK, ROAD = Code("park", "公園", "公園、緑"), Code("road", "道路", "道路")


def save(store: Store, survey_id: str, code: Code, source: str = "q4") -> str:
    return store.write(
        lambda session: codes.save(
            session, survey_id, source, code.id, code.label, code.rule, by="sato"
        )
    )


def listed(store: Store, survey_id: str, source: str = "q4") -> list[Code]:
    with store.reading() as session:
        return codes.listing(session, survey_id, source)


def judged(store: Store, survey_id: str) -> dict[str, Codings]:
    with store.reading() as session:
        return codings.of(session, survey_id)


def revision(store: Store, survey_id: str) -> tuple[int, int]:
    with store.reading() as session:
        found = surveys.summary(session, survey_id)
        return found.data_revision, found.coding_revision


def do(store: Store, verb: Callable[..., Any], *told: object, **named: object) -> Any:
    return store.write(lambda session: verb(session, *told, by="sato", **named))


@pytest.fixture
def survey(store: Store) -> str:
    """A survey with two codes of its opinions."""
    survey_id = add_survey(store, publish=True)
    for code in (PARK, ROAD):
        save(store, survey_id, code)
    return survey_id


def test_codes_are_saved_changed_arranged_and_removed(store: Store, survey: str) -> None:
    assert listed(store, survey) == [PARK, ROAD]
    assert listed(store, survey, "q1.other") == []
    assert save(store, survey, Code("", " 新しい\x00 分類\n")) == "c1"
    assert save(store, survey, Code("", "もう一つ")) == "c2"
    save(store, survey, Code("park", "公園", "公園"))
    do(store, codes.arrange, survey, "q4", ["road", "c2", "park", "c1"])
    do(store, codes.remove, survey, "q4", "c2")
    assert listed(store, survey) == [
        ROAD,
        Code("park", "公園", "公園"),
        Code("c1", "新しい 分類"),
    ]
    with store.reading() as session:
        steps = [
            (entry.who, entry.action, entry.detail)
            for entry in session.exec(select(tables.AuditEntry))
            if entry.action.startswith("code.")
        ]
    assert steps[-3:] == [
        ("sato", "code.save", "q4 park 公園"),
        ("sato", "code.arrange", "q4 road c2 park c1"),
        ("sato", "code.remove", "q4 c2 もう一つ"),
    ]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (Code("Park", "緑"), "code_id"),
        (Code("a" * 31, "緑"), "code_id"),
        *((Code(outside, "緑"), "code_id") for outside in OUTSIDE),
        (Code("green", " \n"), "code_label"),
        (Code("green", "あ" * (MAX_LABEL + 1)), "code_label"),
        (Code("green", "道路"), "code_label_taken"),
        (Code("green", "緑", "あ" * (MAX_RULE + 1)), "code_rule"),
    ],
)
def test_what_is_no_code_is_refused(store: Store, survey: str, code: Code, reason: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        save(store, survey, code)
    assert refused.value.code == reason
    assert listed(store, survey) == [PARK, ROAD]


def test_there_is_room_for_so_many(store: Store, survey: str) -> None:
    rows = [
        tables.Code(survey_id=survey, source="q4", id=f"x{n}", label=f"{n}", rule="", position=n)
        for n in range(MAX_CODES - 2)
    ]
    store.write(lambda session: session.add_all(rows))
    save(store, survey, Code("park", "公園と緑"))  # a change is no new one
    with pytest.raises(NotAllowed) as refused:
        save(store, survey, Code("", "多すぎる"))
    assert refused.value.code == "too_many_codes"
    save(store, survey, Code("", "ほかの質問"), "q1.other")


def test_a_person_counts_before_rules_and_examples(store: Store, survey: str) -> None:
    do(store, codings.judge, survey, "q4", "rule", {A: {"park", "road"}, B: (), C: {NOTHING}})
    do(store, codings.judge, survey, "q4", "example", {B: ["road"]})
    found = judged(store, survey)["q4"]
    assert found.settled() == {
        A: {"park", "road"},
        B: {"road"},
        C: {NOTHING},
    }
    do(store, codings.decide, survey, "q4", A, "park", holds=False)
    do(store, codings.decide, survey, "q4", B, "road", holds=False)
    do(store, codings.decide, survey, "q4", C, "park", holds=True)
    do(store, codings.decide, survey, "q4", C, "park", holds=True)
    found = judged(store, survey)["q4"]
    assert found.settled() == {A: {"road"}, B: {REST}, C: {"park"}}
    assert [found.said("person", A, code) for code in ("park", "road")] == [False, None]
    assert [found.said("rule", A, code) for code in ("park", "road")] == [True, True]
    assert found.said("rule", B, "park") is False
    assert found.said("example", A, "park") is None
    do(store, codings.decide, survey, "q4", A, "park", holds=None)
    do(store, codings.decide, survey, "q4", A, "park", holds=None)
    assert judged(store, survey)["q4"].settled()[A] == {"park", "road"}


def test_what_rules_find_takes_the_place_of_what_they_found(store: Store, survey: str) -> None:
    do(store, codings.judge, survey, "q4", "rule", {A: {"park"}, B: {"road"}})
    do(store, codings.decide, survey, "q4", B, "park", holds=True)
    assert do(store, codings.judge, survey, "q4", "rule", {B: {"park"}, C: ()}) == 2
    found = judged(store, survey)["q4"]
    assert found.judged["rule"] == {B: {"park": True}, C: {REST: True}}
    assert found.judged["person"] == {B: {"park": True}}
    assert do(store, codings.clear, survey, "q4", way="rule") == 2
    assert judged(store, survey)["q4"].settled() == {B: {"park"}}
    assert do(store, codings.clear, survey, "q4") == 1
    assert judged(store, survey)["q4"].settled() == {}
    assert listed(store, survey) == [PARK, ROAD]


def test_what_is_not_there_is_not_found(store: Store, survey: str) -> None:
    for verb, told in (
        (codings.decide, (survey, "q4", A, "gone", True)),
        (codings.decide, (survey, "q4", "r1", "park", True)),
        (codings.decide, (survey, "q5", A, "park", True)),
        (codings.decide, ("gone", "q4", A, "park", True)),
        (codings.judge, (survey, "q4", "rule", {A: {"gone"}})),
        (codings.judge, (survey, "q4", "rule", {"\0": {"park"}})),
        (codes.remove, (survey, "q4", "gone")),
        (codes.arrange, (survey, "q4", ["park"])),
        (codes.save, ("gone", "q4", "park", "公園", "")),
    ):
        with pytest.raises(NotFound):
            do(store, verb, *told)
    assert judged(store, survey)["q4"].settled() == {}


def test_removing_a_code_forgets_what_was_judged_of_it(store: Store, survey: str) -> None:
    do(store, codings.judge, survey, "q4", "rule", {A: {"park"}, B: ()})
    do(store, codes.remove, survey, "q4", "park")
    assert judged(store, survey)["q4"].judged["rule"] == {B: {REST: True}}
    do(store, codes.remove, survey, "q4", "road")
    assert judged(store, survey) == {}
    save(store, survey, PARK)
    assert judged(store, survey)["q4"].settled() == {}


def test_every_change_is_another_state_of_the_codes_and_none_of_the_answers(
    store: Store, survey: str
) -> None:
    answers, before = revision(store, survey)
    steps = (
        partial(do, store, codings.judge, survey, "q4", "rule", {A: ()}),
        partial(do, store, codings.decide, survey, "q4", A, "park", holds=True),
        partial(do, store, codings.clear, survey, "q4"),
        partial(do, store, codes.arrange, survey, "q4", ["road", "park"]),
        partial(do, store, codes.remove, survey, "q4", "park"),
    )
    for number, step in enumerate(steps, start=1):
        step()
        assert revision(store, survey) == (answers, before + number)


def test_what_was_judged_goes_with_the_answers_and_codes_with_the_survey(store: Store) -> None:
    survey_id = add_survey(store, document(retention_until="2099-12-31"), publish=True)
    save(store, survey_id, PARK)
    add_answers(store, survey_id, {"q1": ["good"], "q4": ["公園がほしい"]})
    with store.reading() as session:
        [answer] = responses.stored(session, survey_id)
    do(store, codings.judge, survey_id, "q4", "rule", {answer.response_id: {"park"}})
    store.write(lambda session: operations.purge(session, "2200-01-01"))
    assert judged(store, survey_id)["q4"].settled() == {}
    assert listed(store, survey_id) == [PARK]
    draft = add_survey(store, publish=False)
    save(store, draft, PARK)
    do(store, codings.decide, draft, "q4", A, "park", holds=True)
    do(store, surveys.delete, draft)
    assert (listed(store, draft), judged(store, draft)) == ([], {})


def test_a_snapshot_has_them_too(store: Store, store_url: str, survey: str) -> None:
    do(store, codings.judge, survey, "q4", "rule", {A: {"park"}})
    assert snapshot.read(store_url, survey).codings == judged(store, survey)
    with snapshot.reading(store_url, survey) as reading:
        assert reading.codings() == judged(store, survey)


def test_several_codes_are_decided_in_one_step_and_few_answers_read(
    store: Store, survey: str
) -> None:
    do(store, codings.decide_all, survey, "q4", A, {"park": True, "road": False})
    do(store, codings.decide_all, survey, "q4", B, {"park": True})
    do(store, codings.judge, survey, "q4", "rule", {A: ["road"], B: [], C: ["park"]})
    with store.reading() as session:
        assert codings.counts(session, survey, "q4") == {"person": 2, "rule": 3, "example": 0}
        few = codings.of(session, survey, (A, C))["q4"]
        assert codings.of(session, survey, ())["q4"].codes == few.codes == (PARK, ROAD)
    assert few.settled() == {A: frozenset({"park"}), C: frozenset({"park"})}
    before = judged(store, survey)
    with pytest.raises(NotFound):
        do(store, codings.decide_all, survey, "q4", A, {"park": False, "gone": True})
    assert judged(store, survey) == before
    do(store, codings.decide_all, survey, "q4", A, {"park": None, "road": None})
    assert judged(store, survey)["q4"].judged["person"] == {B: {"park": True}}
