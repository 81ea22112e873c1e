"""What staff decided to hide of comments, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from models import maskings, responses, surveys, tables
from models.errors import NotAllowed, NotFound
from models.maskings import MOST, Decision
from models.store import Store
from tests.stores import add_survey

A, B = (f"r{number:012x}" for number in (10, 11))
NAME = Decision(A, 3, 5, "氏名", "mask")
PHONE = Decision(B, 0, 12, "電話番号", "leave")


def do(store: Store, verb: Callable[..., Any], *told: object) -> Any:
    return store.write(lambda session: verb(session, *told, by="sato"))


def kept(store: Store, survey_id: str, source: str = "q4") -> tuple[Decision, ...]:
    with store.reading() as session:
        return maskings.of(session, survey_id, source)


def test_decisions_are_kept_changed_and_taken_back(store: Store) -> None:
    survey = add_survey(store, publish=True)
    do(store, maskings.decide, survey, "q4", [PHONE, NAME])
    assert kept(store, survey) == (NAME, PHONE)
    assert kept(store, survey, "q1.other") == ()
    left = NAME._replace(choice="leave")
    do(store, maskings.decide, survey, "q4", [NAME._replace(kind="その他"), left])
    assert kept(store, survey) == (left, PHONE)
    do(store, maskings.undo, survey, "q4", [left])
    assert kept(store, survey) == (PHONE,)
    with pytest.raises(NotFound, match="masking"):  # somebody else was quicker
        do(store, maskings.undo, survey, "q4", [PHONE, left])
    assert kept(store, survey) == (PHONE,)
    with store.reading() as session:
        steps = [
            (entry.who, entry.action, entry.detail)
            for entry in session.exec(select(tables.AuditEntry))
            if entry.action.startswith("masking.")
        ]
    assert steps[0] == (
        *("sato", "masking.decide"),
        f"q4 2か所 {B} 0-12 電話番号 このまま、{A} 3-5 氏名 伏せる",
    )
    assert steps[-1] == ("sato", "masking.undo", f"q4 1か所 {A} 3-5")


def test_tables_of_the_survey_are_not_made_anew_for_a_decision(store: Store) -> None:
    survey = add_survey(store, publish=True)
    with store.reading() as session:
        before = surveys.summary(session, survey)
    do(store, maskings.decide, survey, "q4", [NAME])
    with store.reading() as session:
        assert surveys.summary(session, survey) == before


def test_what_is_no_place_of_a_response_is_refused(store: Store) -> None:
    survey = add_survey(store, publish=True)
    for start, end in ((-1, 2), (2, 2), (3, 1)):
        with pytest.raises(NotAllowed, match="masking_place"):
            do(
                store,
                maskings.decide,
                survey,
                "q4",
                [PHONE, Decision(A, start, end, "氏名", "mask")],
            )
    with pytest.raises(NotFound):
        do(store, maskings.decide, survey, "q4", [NAME._replace(response_id="r1")])
    for verb in (maskings.decide, maskings.undo):
        with pytest.raises(NotFound):
            do(store, verb, "gone", "q4", [NAME])
    assert kept(store, survey) == ()


def test_there_is_room_for_so_many(store: Store) -> None:
    survey = add_survey(store, publish=True)
    many = [Decision(A, at, at + 1, "その他", "mask") for at in range(MOST)]
    do(store, maskings.decide, survey, "q4", many)
    do(store, maskings.decide, survey, "q4", many[:9])  # a change is no new one
    with pytest.raises(NotAllowed, match="too_many_maskings"):
        do(store, maskings.decide, survey, "q4", [PHONE])
    assert len(kept(store, survey)) == MOST


def test_decisions_go_with_the_answers_and_with_the_survey(store: Store) -> None:
    survey, draft = add_survey(store, publish=True), add_survey(store, publish=False)
    for one in (survey, draft):
        do(store, maskings.decide, one, "q4", [NAME])
    store.write(lambda session: responses.delete_all(session, survey))
    assert kept(store, survey) == ()
    do(store, surveys.delete, draft)
    assert kept(store, draft) == ()
