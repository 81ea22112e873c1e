"""The inspection list behind the guard: of the survey's placements, or why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import settings
from gate import inspection
from models import placements, surveys
from models.store import Store
from tests.builders import document
from tests.stores import add_survey

PREFIX = "/staff/inspection"


def ask(store: Store, tmp_path: Path, survey_id: str, public_url: str) -> tuple[int, str]:
    """Status and text of the list."""
    chosen = settings.Settings(data_dir=tmp_path, public_url=public_url)
    with TestClient(inspection.create(store, chosen, PREFIX, "/staff/print/print.js")) as client:
        answer = client.get(f"{PREFIX}/{survey_id}")
    return answer.status_code, answer.text


@pytest.mark.parametrize("publish", [False, True])
def test_the_list_of_a_survey(store: Store, tmp_path: Path, *, publish: bool) -> None:
    """What hangs, as it was published; a draft can be made ready before."""
    survey_id = add_survey(store, publish=publish)
    code = store.write(
        lambda s: placements.add(s, survey_id, "駅前", "poster", by="t", place="改札の右")
    )
    store.write(lambda s: placements.inspect(s, code, by="t"))
    with store.reading() as session:
        revision = surveys.draft(session, survey_id).revision
    other = document(title="別の名前")
    store.write(lambda s: surveys.save_draft(s, survey_id, other, revision))
    status, text = ask(store, tmp_path, survey_id, "https://koe.example")
    assert status == 200
    for words in ("駅前", "改札の右", f"<b>/S/{code.upper()}</b>", "/staff/print/print.js"):
        assert words in text
    assert ("区民まつり" if publish else "別の名前") in text
    assert "まだ</td>" not in text


@pytest.mark.parametrize("address", ["", "http://localhost:8501", "http://koe.example"])
def test_no_list_with_an_address_that_may_not_be_printed(
    sqlite_store: Store, tmp_path: Path, address: str
) -> None:
    survey_id = add_survey(sqlite_store, publish=True)
    status, text = ask(sqlite_store, tmp_path, survey_id, address)
    assert status == 409
    assert "KOEBAKO_PUBLIC_URL" in text


@pytest.mark.parametrize("survey_id", ["nothing", "%00", "あ"])
def test_no_list_of_no_survey(sqlite_store: Store, tmp_path: Path, survey_id: str) -> None:
    status, text = ask(sqlite_store, tmp_path, survey_id, "https://koe.example")
    assert status == 404
    assert "見つかりません" in text
