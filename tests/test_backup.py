"""backup and restore: a whole copy beside a running server, and back again; nothing is lost."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from models.document import dump
from models.store import Store
from tests.builders import document
from tests.serving import Serve, Served, environment, manage
from tests.stores import add_answers, add_survey
from tests.test_manage import assert_refused


@pytest.fixture
def house(serve: Serve, tmp_path: Path) -> tuple[Served, str]:
    """A running server and the code of a published survey."""
    served = serve("--role", "residents")
    file = tmp_path / "definition.json"
    file.write_text(dump(document()), encoding="utf-8")
    made = json.loads(served.manage("surveys", "import", str(file), "--publish").stdout)
    return served, made["code"]


@pytest.fixture
def empty_house(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """A house without a running server, with one answer: its environment and its database."""
    variables = environment(tmp_path / "data")
    data = tmp_path / "data" / "koebako.db"
    data.parent.mkdir()
    store = Store(f"sqlite:///{data}")
    add_answers(store, add_survey(store, publish=True), {"q1": ["good"], "q4": ["意見1"]})
    store.close()
    return variables, data


def send(house: tuple[Served, str], *numbers: int) -> None:
    """One answer for each number, each acknowledged."""
    served, code = house
    for number in numbers:
        fields = {"q1": "good", "q4": f"意見{number}", "submission_id": f"n-{number}", "_end": "1"}
        assert httpx2.post(f"{served.address}/s/{code}", data=fields).status_code == 303


def opinions(file: Path) -> list[str]:
    """What the answers in a database say."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT answers FROM response").fetchall()
    return sorted(json.loads(answers)["q4"] for (answers,) in rows)


def data_of(served: Served) -> Path:
    return Path(served.environment["KOEBAKO_DATA_DIR"]) / "koebako.db"


def test_a_copy_of_a_running_house_is_whole(house: tuple[Served, str], tmp_path: Path) -> None:
    """Every answer that was acknowledged is in one file for its owner alone."""
    served, _ = house
    send(house, 1, 2)
    copy = tmp_path / "控え.db"
    done = served.manage("backup", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{copy} に控えました(回答 2件)。\n"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.glob("控え*")] == [copy.name]
    send(house, 3)
    assert opinions(copy) == ["意見1", "意見2"]
    before = copy.read_bytes()
    assert_refused(served.manage("backup", str(copy)), "すでにあります")
    assert copy.read_bytes() == before
    assert_refused(served.manage("backup", str(tmp_path / "no" / "such.db")), "no")
    served.stop()


def test_there_and_back(house: tuple[Served, str], tmp_path: Path) -> None:
    """Refused while a server runs; afterwards the copy is in place, what was there beside it."""
    served, _ = house
    send(house, 1)
    copy = tmp_path / "copy.db"
    assert served.manage("backup", str(copy)).returncode == 0
    send(house, 2)
    assert_refused(served.manage("restore", str(copy)), "止めて")
    served.kill()  # the newest answer is in the -wal
    done = served.manage("restore", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    data = data_of(served)
    assert opinions(data) == ["意見1"]
    [aside] = data.parent.glob("koebako-20??-??-??-*.db")
    assert f"それまでのデータは {aside} にあります。" in done.stdout
    assert opinions(aside) == ["意見1", "意見2"]
    assert served.manage("verify").returncode == 0
    left = {file.name for file in data.parent.iterdir() if not file.name.startswith(aside.stem)}
    assert left - {"koebako.db-wal", "koebako.db-shm", "server.json"} == {
        "koebako.db",
        "koebako.db.lock",
    }
    again = served.manage("restore", str(aside))
    assert again.returncode == 0
    assert opinions(data) == ["意見1", "意見2"]


def test_a_restored_house_goes_on(house: tuple[Served, str], serve: Serve, tmp_path: Path) -> None:
    """On a new machine: the same codes, the same receipts; the log says where the data are from."""
    served, code = house
    send(house, 1)
    copy = tmp_path / "copy.db"
    assert served.manage("backup", str(copy)).returncode == 0
    served.stop()
    new = environment(tmp_path / "new")
    assert manage(new, "restore", str(copy)).stdout == f"{copy} から戻しました(回答 1件)。\n"
    data_of(served).unlink()
    (tmp_path / "new" / "koebako.db").rename(data_of(served))
    other = serve("--role", "residents")
    send((other, code), 1, 2)
    assert opinions(data_of(other)) == ["意見1", "意見2"]
    with closing(sqlite3.connect(data_of(other))) as database:
        noted = database.execute("SELECT action, detail FROM audit_entry").fetchall()
    assert ("database.restore", "copy.db") in noted


def tampered(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute('UPDATE response SET answers = \'{"q4": "別の意見"}\'')


def from_the_future(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE invoices (id INTEGER)")


def torn(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096 * 2 : 4096 * 6] = b"\xff" * 4096 * 4
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (tampered, "書き換わって"),
        (from_the_future, "新しい版"),
        (foreign, "こえばこのデータではありません"),
        (torn, "壊れています"),
        (lambda file: file.write_bytes(b""), "こえばこのデータではありません"),
        (lambda file: file.write_text("no database at all" * 100), "写せません"),
    ],
)
def test_a_copy_that_is_none_replaces_nothing(
    empty_house: tuple[dict[str, str], Path],
    tmp_path: Path,
    spoil: Callable[[Path], object],
    words: str,
) -> None:
    """The file is checked first; the data stay, byte for byte."""
    variables, data = empty_house
    copy = tmp_path / "copy.db"
    assert manage(variables, "backup", str(copy)).returncode == 0
    before = data.read_bytes()
    spoil(copy)
    assert_refused(manage(variables, "restore", str(copy)), words)
    assert data.read_bytes() == before
    assert not list(data.parent.glob("*restoring*"))


def test_a_damaged_house_is_copied_and_says_so(
    empty_house: tuple[dict[str, str], Path], tmp_path: Path
) -> None:
    """A copy of the rest is better than none, but it must not pass for a good one."""
    variables, data = empty_house
    tampered(data)
    copy = tmp_path / "copy.db"
    assert_refused(manage(variables, "backup", str(copy)), "書き換わって")
    assert opinions(copy) == ["別の意見"]
    torn(data)
    assert_refused(manage(variables, "backup", str(tmp_path / "torn.db")), "壊れて")
    assert not list(tmp_path.glob("torn*"))


def test_postgresql_has_tools_of_its_own(tmp_path: Path, postgres_database: str) -> None:
    """Each command names the one that does it there."""
    variables = environment(tmp_path / "data", database_url=postgres_database)
    assert_refused(manage(variables, "backup", str(tmp_path / "copy")), "pg_dump")
    file = tmp_path / "file"
    file.touch()
    assert_refused(manage(variables, "restore", str(file)), "pg_restore")


def test_there_is_nothing_to_copy_yet(tmp_path: Path) -> None:
    variables = environment(tmp_path / "data")
    assert_refused(manage(variables, "backup", str(tmp_path / "copy")), "まだありません")
    assert not (tmp_path / "copy").exists()
