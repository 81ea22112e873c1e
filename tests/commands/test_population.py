"""`manage.py population`: one JSON line, or one sentence and nothing kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import manage
import settings
from models import populations
from models.populations import MOST
from models.store import Store
from tests.inhabitants import NEW, csv, figures, headings, row

AREAS = csv(headings(NEW), row(NEW, "北町"), row(NEW, "南町", 20), encoding="cp932")
UNDATED = csv(headings({}), row({}, "北町"))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder that commands work on."""
    folder = tmp_path / "data"
    monkeypatch.setattr(settings, "_chosen", [settings.Settings(data_dir=folder)])
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(manage.cli, ["population", *arguments])


def given(folder: Path, data: bytes) -> str:
    file = folder / "人口.csv"
    file.write_bytes(data)
    return str(file)


def answered(done: Result) -> Any:
    assert (done.exit_code, done.stderr) == (0, "")
    [line] = done.stdout.splitlines()
    return json.loads(line)


def assert_refused(done: Result, said: str) -> None:
    assert (done.exit_code, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert said in line
    assert line.endswith("。")


def listed() -> Any:
    return answered(run("list", "--json"))


def test_a_file_is_taken_in_and_listed(data: Path, tmp_path: Path) -> None:
    """Name, date and source are the file's own unless they are given."""
    found = answered(run("import", given(tmp_path, AREAS)))
    added = found.pop("population")
    assert found == {
        "name": "ためし市",
        "as_of": "2026-04-01",
        "areas": 2,
        "people": 378 + 738,
        "unchecked": [],
        "wrong": 0,
        "errors": [],
    }
    told = ("--name", "ためし市 9月", "--source", "住民基本台帳", "--as-of", "2026-09-01")
    again = answered(run("import", given(tmp_path, UNDATED), *told))
    assert listed()[1:] == [
        {
            "id": again["population"],
            "name": "ためし市 9月",
            "source": "住民基本台帳",
            "as_of": "2026-09-01",
        },
        {"id": added, "name": "ためし市", "source": "人口.csv", "as_of": "2026-04-01"},
    ]
    assert f"{added}  2026-04-01  ためし市  出典: 人口.csv\n" in run("list").stdout
    assert list(data.glob("import-*")) == []


def test_a_file_with_faults_is_refused_and_can_be_looked_at(data: Path, tmp_path: Path) -> None:
    wrong = row(NEW, "北町")
    wrong[-3] = "多数"
    wrong[len(NEW) + 1] = "9999"  # a total, which is not even looked at before the numbers are
    file = given(tmp_path, csv(headings(NEW), wrong, row(NEW, "南町")))
    said = "「85歳以上の女性」が数ではありません（多数）"
    assert_refused(run("import", file), f"直すところが1か所あります(2行目「北町」: {said})。")
    assert not (data / "koebako.db").exists()
    found = answered(run("import", file, "--dry-run"))
    assert (found["population"], found["wrong"]) == (None, 1)
    assert found["errors"] == [{"row": 2, "area": "北町", "said": f"{said}。"}]
    assert not (data / "koebako.db").exists()
    gap = headings(NEW)
    gap[gap.index("10-14歳の男性")] = "備考2"
    assert_refused(run("import", given(tmp_path, csv(gap, row(NEW, "北町")))), "(見出し: ")


def test_what_is_missing_is_asked_for(data: Path, tmp_path: Path) -> None:
    file = given(tmp_path, UNDATED)
    assert_refused(run("import", file), "--as-of")
    day = ("--as-of", "2026-09-01")
    assert_refused(run("import", file, *day, "--name", "あ" * 101), "--name に、")
    assert_refused(run("import", file, *day, "--source", "あ" * 301), "--source に、")
    assert run("import", file, "--as-of", "9月1日").exit_code == 2
    assert len(listed()) == 1  # the figures that are shipped
    store = Store(settings.current().store_url)
    for _ in range(MOST):
        store.write(lambda session: populations.add(session, figures({}), by="test"))
    store.close()
    assert_refused(run("import", file, *day), f"人口の資料は{MOST}件まで")
    assert_refused(run("import", given(tmp_path, b"")), "何も書かれていません")
