"""Voting posters behind the guard: what is asked now, by codes in use, at the public address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

import settings
from gate import vote_prints
from models import placements, surveys, votes
from models.store import Store
from qr import links
from tests.builders import OPINION, SATISFACTION, document
from tests.stores import add_survey

PUBLIC_URL = "https://koe.example.lg.jp"


@pytest.fixture
def survey_id(sqlite_store: Store) -> str:
    made = add_survey(sqlite_store, document(SATISFACTION, OPINION), publish=True)
    sqlite_store.write(lambda session: votes.create(session, made, "q1", by="test"))
    return made


def ask(store: Store, path: str, tmp_path: Path, public_url: str = PUBLIC_URL) -> Any:
    chosen = settings.Settings(data_dir=tmp_path, public_url=public_url)
    app = vote_prints.create(store, chosen, "/staff/votes", "/staff/print/print.js")
    with TestClient(app) as client:
        return client.get(f"/staff/votes/{path}")


def codes(store: Store, survey_id: str) -> list[str]:
    with store.reading() as session:
        return [choice.code for choice in votes.board(session, survey_id, "q1").choices]


def words(answer: Any) -> str:
    return re.sub(r"\s|<[^>]+>", "", answer.text)


@pytest.mark.parametrize("query", ["", "?size=a4", "?size=a3"])
def test_a_poster_has_a_code_for_each_option(
    sqlite_store: Store, survey_id: str, tmp_path: Path, query: str
) -> None:
    answer = ask(sqlite_store, f"{survey_id}/q1{query}", tmp_path)
    assert answer.status_code == 200
    said = words(answer)
    for one in ("満足しましたか", "満足", "不満", "その他", "地域振興課", "2099年12月25日"):
        assert one in said
    for code in codes(sqlite_store, survey_id):
        url = links.answer_url(PUBLIC_URL, code)
        assert links.printed_text(url) in said
        assert f"QRコード: {links.code_text(url)}" in answer.text
    assert ("A3・縦、倍率" in said) is (query == "?size=a3")


def test_what_is_switched_off_or_asked_no_more_is_not_printed(
    sqlite_store: Store, survey_id: str, tmp_path: Path
) -> None:
    """And a board of which less than two are left is refused with what to do."""
    more = (*SATISFACTION.options[1:], SATISFACTION.options[0].model_copy(update={"value": "new"}))

    def change(session: Session) -> None:
        draft = surveys.draft(session, survey_id)
        changed = document(SATISFACTION.model_copy(update={"options": more}), OPINION)
        surveys.save_draft(session, survey_id, changed, draft.revision)
        surveys.publish(session, survey_id, by="test")

    sqlite_store.write(change)
    page = ask(sqlite_store, f"{survey_id}/q1", tmp_path).text
    assert re.findall(r'class="option[^>]*><bdi>(.*?)</bdi>', page) == ["不満", "その他"]
    last = codes(sqlite_store, survey_id)[-1]
    sqlite_store.write(lambda session: placements.switch(session, last, active=False, by="test"))
    answer = ask(sqlite_store, f"{survey_id}/q1", tmp_path)
    assert answer.status_code == 409
    assert "使わないようになっています" in answer.text


def test_outdoors_the_codes_mend_more(sqlite_store: Store, survey_id: str, tmp_path: Path) -> None:
    before = ask(sqlite_store, f"{survey_id}/q1", tmp_path).text
    code = codes(sqlite_store, survey_id)[0]
    sqlite_store.write(
        lambda session: placements.edit(
            session,
            code,
            name="外",
            place="公園の入口",
            language="",
            opens_at=None,
            closes_at=None,
            outdoor=True,
            by="test",
        )
    )
    after = ask(sqlite_store, f"{survey_id}/q1", tmp_path).text
    sides = [re.findall(r'viewBox="0 0 (\d+)', page)[0] for page in (before, after)]
    assert int(sides[0]) < int(sides[1])


@pytest.mark.parametrize("path", ["none/q1", "{}/q4", "{}/q1?size=a5"])
def test_what_is_not_there_says_so(
    sqlite_store: Store, survey_id: str, tmp_path: Path, path: str
) -> None:
    answer = ask(sqlite_store, path.format(survey_id), tmp_path)
    assert answer.status_code == 404
    assert "この投票の掲示はありません" in answer.text


def test_no_poster_for_an_address_only_this_machine_knows(
    sqlite_store: Store, survey_id: str, tmp_path: Path
) -> None:
    answer = ask(sqlite_store, f"{survey_id}/q1", tmp_path, "http://localhost:8501")
    assert answer.status_code == 409
    assert "KOEBAKO_PUBLIC_URL" in answer.text
