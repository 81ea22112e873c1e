"""`manage.py responses import`: one JSON line, or one sentence; also beside a running server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.imports.sheets import GOOGLE, csv_bytes, xlsx_bytes
from tests.inhabitants import NEW, csv, headings, row
from tests.serving import Serve, environment, manage

BAD = (("満足度", "人数"), ("満足", "3"), ("不満", "約10"), *[("満足", "40")] * 20)


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """The environment of commands on an empty data folder."""
    return environment(tmp_path / "data")


def written(folder: Path, data: bytes, name: str = "まつり.csv") -> str:
    file = folder / name
    file.write_bytes(data)
    return str(file)


def answered(done: subprocess.CompletedProcess[str]) -> Any:
    assert (done.returncode, done.stderr) == (0, "")
    [line] = done.stdout.splitlines()
    return json.loads(line)


def assert_refused(done: subprocess.CompletedProcess[str], said: str) -> None:
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert said in line


def listed(variables: dict[str, str]) -> Any:
    return json.loads(manage(variables, "surveys", "list", "--json").stdout)


def test_google_forms_become_a_closed_survey(variables: dict[str, str], tmp_path: Path) -> None:
    file = written(tmp_path, csv_bytes(GOOGLE, "cp932"))
    found = answered(manage(variables, "responses", "import", file))
    assert (found["responses"], found["skipped"], found["errors"]) == (4, 0, [])
    assert found["columns"] == {
        "タイムスタンプ": "timestamp",
        "メールアドレス": "left_out",
        "満足度": "scale",
        "よかったもの": "multiple_choice",
        "評価 [会場]": "scale",
        "評価 [案内]": "scale",
        "ご意見": "long_text",
    }
    [survey] = listed(variables)
    assert (survey["id"], survey["title"]) == (found["survey"], "まつり")
    assert (survey["phase"], survey["responses"]) == ("closed", 4)
    assert_refused(manage(variables, "responses", "import", file), "--again")
    told = ("--name", "もう一度", "--section", "広報広聴課", "--retention-until", "2999-03-31")
    again = answered(manage(variables, "responses", "import", file, "--again", *told))["survey"]
    assert again != found["survey"]
    copy = tmp_path / "copy.json"
    manage(variables, "surveys", "export", again, str(copy))
    kept = json.loads(copy.read_text(encoding="utf-8"))
    assert (kept["contact"]["section"], kept["retention_until"]) == ("広報広聴課", "2999-03-31")
    out = tmp_path / "out"
    assert manage(variables, "export", found["survey"], "--out", str(out)).returncode == 0
    lines = (out / "responses.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 5
    assert ",import,2026-04-01T10:00+09:00," in "".join(lines)
    assert "@x.jp" not in "".join(file.read_text("utf-8-sig") for file in out.iterdir())
    assert [file.name for file in (tmp_path / "data").glob("import-*")] == []


def test_rows_that_cannot_be_read_are_named_or_skipped(
    variables: dict[str, str], tmp_path: Path
) -> None:
    file = written(tmp_path, csv_bytes(BAD))
    command = ("responses", "import", file)
    assert_refused(manage(variables, *command), "3行目「人数」: 数として読めません。")
    tried = answered(manage(variables, *command, "--dry-run"))
    assert tried["survey"] is None
    assert (tried["responses"], tried["skipped"]) == (21, 1)
    assert tried["errors"] == [
        {"row": 3, "column": "人数", "value": "約10", "reason": "数として読めません。"}
    ]
    assert not (tmp_path / "data" / "koebako.db").exists()
    assert answered(manage(variables, *command, "--skip-bad-rows"))["responses"] == 21
    assert listed(variables)[0]["responses"] == 21


def test_refusals_are_one_sentence(variables: dict[str, str], tmp_path: Path) -> None:
    """What else is refused, and in which words, stands with the modules that refuse it."""
    file = written(tmp_path, b'a,b\r\n1,"2\r\n')
    assert_refused(manage(variables, "responses", "import", file), "引用符")
    late = manage(variables, "responses", "import", file, "--retention-until", "2020-03-31")
    assert_refused(late, "--retention-until には、今日か、それより後の日")
    file = written(tmp_path, "氏名\r\n山田\r\n".encode())
    assert_refused(manage(variables, "responses", "import", file), "取り込む列がありません")
    assert not (tmp_path / "data" / "koebako.db").exists()


def test_beside_a_running_server_and_out_of_residents_sight(serve: Serve, tmp_path: Path) -> None:
    """The server stores it; no page for residents leads to it, and its code takes nothing."""
    house = serve()
    file = written(tmp_path, xlsx_bytes([("年代", "ご意見"), *[("20代", "よい")] * 40]), "a.xlsx")
    done = house.manage("responses", "import", file, "--sheet", "回答", "--name", "秘密の調査")
    found = answered(done)
    assert found["responses"] == 40
    [survey] = json.loads(house.manage("surveys", "list", "--json").stdout)
    assert (survey["phase"], survey["responses"]) == ("closed", 40)
    out = tmp_path / "out"
    house.manage("export", found["survey"], "--out", str(out))
    code = (out / "responses.csv").read_text("utf-8-sig").splitlines()[1].split(",")[2]
    with httpx2.Client(base_url=house.address) as residents:
        for path in ("/", "/official"):
            assert "秘密の調査" not in residents.get(path).text
        shown = residents.get(f"/s/{code}")
        assert "<form" not in shown.text.partition("<main")[2]
        fields = {"q1": "a1", "submission_id": "n-1", "_end": "1"}
        assert residents.post(f"/s/{code}", data=fields).status_code != 303
    [survey] = json.loads(house.manage("surveys", "list", "--json").stdout)
    assert survey["responses"] == 40
    people = written(tmp_path, csv(headings(NEW), row(NEW, "北町")), "人口.csv")
    assert answered(house.manage("population", "import", people))["people"] == 378
