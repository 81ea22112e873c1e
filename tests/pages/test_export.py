from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from models.errors import StorageRefused
from models.store import Store
from pages.components import downloads
from tests.pages.desk import STAFF, Open, labels, shown
from tests.stores import add_answers, add_survey


def test_without_answers_there_is_nothing_to_take(staff: Open, house: Store) -> None:
    at = staff("export.py", survey=add_survey(house, publish=True))
    assert "まだ回答がありません。" in shown(at)
    assert not at.get("download_button")


def test_files_are_offered_and_what_old_encodings_lose_is_told(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"], "q4": ["𠮷と👪"]}, {"q1": ["bad"]})
    at = staff("export.py", survey=survey_id)
    assert [label.replace("\\", "") for label in labels(at, "download_button")] == [
        "responses.csv をダウンロード",
        "answers_long.csv をダウンロード",
        "codebook.csv をダウンロード",
        "gt.csv をダウンロード",
        "cross.csv をダウンロード",
    ]
    assert "回答 2件を書き出します。" in shown(at)
    assert "置き換えます" not in shown(at)
    at = at.radio(key="export.encoding").set_value("cp932").run()
    assert "表せない文字が4個あり" in shown(at)
    assert "置き換える文字：" in shown(at)


def test_download_is_whole_and_noted(staff: Open, house: Store, tmp_path: Path) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]}, {"q1": ["bad"]})
    data = downloads.written(survey_id, "responses.csv", "utf-8-sig", by=STAFF)()
    assert data.startswith(b"\xef\xbb\xbfresponse_id,")
    assert data.count(b"\r\n") == 3
    database = sqlite3.connect(tmp_path / "koebako.db")
    last = database.execute(
        "SELECT who, action, subject, detail FROM audit_entry ORDER BY id DESC"
    ).fetchone()
    database.close()
    assert last == (STAFF, "survey.export", survey_id, "responses.csv utf-8-sig 2行")


def test_nothing_is_handed_out_when_it_cannot_be_noted(house: Store, tmp_path: Path) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    take = downloads.written(survey_id, "responses.csv", "utf-8-sig", by=STAFF)
    house.close()
    with pytest.raises((RuntimeError, StorageRefused)):
        take()
