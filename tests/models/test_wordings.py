"""Words of staff's own on printed pieces: kept for each placement and piece, one line each."""

from __future__ import annotations

import pytest
from sqlalchemy import func
from sqlmodel import select

from models import placements, tables, wordings
from models.errors import NotAllowed, NotFound
from models.store import Store
from tests.stores import add_survey


@pytest.fixture
def code(store: Store) -> str:
    survey_id = add_survey(store, publish=False)
    with store.reading() as session:
        return placements.listing(session, survey_id)[0].code


def save(store: Store, code: str, piece: str, **fields: str) -> None:
    store.write(lambda session: wordings.save(session, code, piece, fields, by="sato"))


def read(store: Store, code: str) -> wordings.Wordings:
    with store.reading() as session:
        return wordings.of(session, code)


def test_words_are_kept_for_their_piece_and_empty_ones_are_given_back(
    store: Store, code: str
) -> None:
    assert read(store, code) == {}
    save(store, code, "tent", message="教えてください", note="ひとこと", title="")
    save(store, code, "card", title="名前")
    assert read(store, code) == {
        "tent": {"message": "教えてください", "note": "ひとこと"},
        "card": {"title": "名前"},
    }
    save(store, code, "tent", message=" ")
    assert read(store, code) == {"card": {"title": "名前"}}
    with store.reading() as session:
        count = select(func.count()).where(tables.AuditEntry.action == "placement.wording")
        assert session.exec(count).one() == 3


def test_what_a_piece_does_not_have_is_refused(store: Store, code: str) -> None:
    for piece, fields, refusal in (
        ("flag", {"message": "x"}, "unknown_piece"),
        ("card", {"note": "x"}, "unknown_field"),
        ("poster-a4", {"url": "https://evil.example"}, "unknown_field"),
        ("card", {"message": "長" * 31}, "wording_too_long"),
    ):
        with pytest.raises(NotAllowed, match=refusal):
            save(store, code, piece, **fields)
    save(store, code, "card", message="長" * 30)
    for unknown in ("zzzzz", "\0", ""):
        with pytest.raises(NotFound):
            save(store, unknown, "card", message="x")
        with pytest.raises(NotFound):
            read(store, unknown)


def test_a_text_is_one_line_that_turns_nothing_around(store: Store, code: str) -> None:
    save(store, code, "door", note=" 一\n二\t三\u202e四\u2066\u200f\0五\ud800 👨‍👩‍👧 مرحبا ")
    assert read(store, code) == {"door": {"note": "一 二 三四五 👨‍👩‍👧 مرحبا"}}
