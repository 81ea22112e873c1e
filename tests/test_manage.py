"""manage.py: what it prints, how it refuses, and that it works beside a running server.

`process` where it matters that it is one, `manage` where it does not.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from analysis.text import intake, token_store
from models.document import dump, load
from tests.builders import OPINION, SATISFACTION, TOWN, document
from tests.serving import PASSWORD, ROOT, Serve, environment, manage, process


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """The environment of commands on an empty data folder."""
    return environment(tmp_path / "data")


@pytest.fixture
def definition(tmp_path: Path) -> str:
    """A file with a publishable survey."""
    file = tmp_path / "definition.json"
    file.write_text(dump(document()), encoding="utf-8")
    return str(file)


def test_import_list_and_export_a_definition(
    variables: dict[str, str], definition: str, tmp_path: Path
) -> None:
    """One JSON line with id and code; the exported definition is the imported one."""
    done = process(variables, "surveys", "import", definition, "--publish")
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    assert set(made) == {"survey", "code"}
    [listed] = json.loads(process(variables, "surveys", "list", "--json").stdout)
    assert (listed["id"], listed["phase"], listed["responses"]) == (made["survey"], "open", 0)
    copy = tmp_path / "copy.json"
    assert process(variables, "surveys", "export", made["survey"], str(copy)).returncode == 0
    assert load(copy.read_bytes()) == document()


def test_the_same_commands_beside_a_running_server(serve: Serve, definition: str) -> None:
    """A writing command is handed to the server that holds the data; a reading one just reads."""
    house = serve()
    made = json.loads(house.manage("surveys", "import", definition, "--publish").stdout)
    assert made["survey"] in house.manage("surveys", "list").stdout
    suzuki = ("users", "add", "suzuki", "--role", "editor")
    assert "suzuki" in process(house.environment, *suzuki, given=PASSWORD).stdout
    again = process(house.environment, *suzuki, given=PASSWORD)
    assert_refused(again, "suzuki")
    assert house.manage("verify").returncode == 0
    house.stop()
    assert not (Path(house.environment["KOEBAKO_DATA_DIR"]) / "server.json").exists()


def test_a_second_server_on_the_same_data_is_refused(serve: Serve) -> None:
    """One sentence, exit 1; the first goes on."""
    house = serve()
    second = process(house.environment, "serve", "--port", "1")
    assert_refused(second, "ほかのこえばこ")
    assert house.manage("verify").returncode == 0


def test_demo_fills_an_empty_database_once(variables: dict[str, str]) -> None:
    """Three surveys with several hundred answers each; a second time adds nothing."""
    for _ in range(2):
        assert manage(variables, "demo").returncode == 0
    listed = json.loads(manage(variables, "surveys", "list", "--json").stdout)
    assert len(listed) == 3
    assert all(survey["responses"] > 200 for survey in listed)
    assert all(survey["phase"] == "open" for survey in listed)


def test_purge_deletes_what_was_promised_and_nothing_else(serve: Serve, tmp_path: Path) -> None:
    """Answers go when their last day is over; the file holds no trace; the log says so."""
    house = serve("--role", "residents")
    codes = {}
    for name, until in (("past", "2020-03-31"), ("future", "2999-03-31"), ("unsaid", None)):
        file = tmp_path / f"{name}.json"
        kept = document(closes_at=None, retention_until=until)
        file.write_text(dump(kept), encoding="utf-8")
        codes[name] = json.loads(house.manage("surveys", "import", str(file), "--publish").stdout)
        fields = {"q1": "good", "q4": f"ことば-{name}", "submission_id": "n-1", "_end": "1"}
        sent = httpx2.post(f"{house.address}/s/{codes[name]['code']}", data=fields)
        assert sent.status_code == 303
    words = tmp_path / "data" / token_store.FILE
    intake.tokens(["ことば-past"], words)
    purged = house.manage("purge")
    assert intake.count_new(["ことば-past"], words) == 1
    assert purged.stdout == f"{codes['past']['survey']}  1件を消しました。\n"
    assert house.manage("purge").stdout == ""
    counts = {
        survey["id"]: survey["responses"]
        for survey in json.loads(house.manage("surveys", "list", "--json").stdout)
    }
    assert {name: counts[made["survey"]] for name, made in codes.items()} == {
        "past": 0,
        "future": 1,
        "unsaid": 1,
    }
    house.stop()
    file_bytes = (tmp_path / "data" / "koebako.db").read_bytes()
    assert "ことば-future".encode() in file_bytes
    assert "ことば-past".encode() not in file_bytes


def test_the_staff_half_alone_shows_no_survey(serve: Serve) -> None:
    """--role staff: sign-in, the files of the preview and health, but no page for residents."""
    house = serve("--role", "staff")
    with httpx2.Client(base_url=house.address) as client:
        assert client.get("/staff-login").status_code == 200
        assert client.get("/").status_code == 404
        assert client.get("/s/abcde").status_code == 404
        assert client.get("/assets/answer.js").status_code == 200


def test_residents_alone_in_two_processes_on_postgresql(
    serve: Serve, postgres_database: str, definition: str
) -> None:
    """Several stateless processes share one database: every answer is there once."""
    options = ("--role", "residents", "--workers", "2")
    house = serve(*options, database_url=postgres_database)
    made = json.loads(house.manage("surveys", "import", definition, "--publish").stdout)
    for number in range(20):  # a new connection each time, so that both processes get some
        fields = {"q1": "good", "submission_id": f"n-{number}", "_end": "1"}
        for _twice in range(2):
            sent = httpx2.post(f"{house.address}/s/{made['code']}", data=fields)
            assert sent.status_code == 303
    [listed] = json.loads(house.manage("surveys", "list", "--json").stdout)
    assert listed["responses"] == 20
    assert house.manage("verify").returncode == 0
    house.stop()


def test_users_get_a_password_or_give_one(variables: dict[str, str]) -> None:
    """Without a password on standard input one is made and shown once; a weak one is refused."""
    made = manage(variables, "users", "add", "sato", "--role", "admin")
    assert "パスワード: " in made.stdout
    assert_refused(manage(variables, "users", "add", "ito", "--role", "admin", given="short"), "10")
    assert manage(variables, "users", "add", "ito", "--role", "king").returncode == 2


def assert_refused(done: object, words: str) -> None:
    """Exit 1, one sentence on stderr, nothing on stdout, no traceback."""
    code, out, err = (getattr(done, name) for name in ("returncode", "stdout", "stderr"))
    assert (code, out) == (1, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert len(err) < 1_000
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "line 1"),
        ('{"title": "まつり"}'.encode("cp932"), "UTF-8"),
        (b'{"title": "a", "title": "b"}', "title"),
        (b'{"title": "a"}', "no_purpose"),
        (b" " * 1_000_001, "大きすぎます"),
    ],
)
def test_a_definition_that_cannot_be_used_leaves_nothing(
    variables: dict[str, str], tmp_path: Path, content: bytes, words: str
) -> None:
    """All or nothing: after a refused import there is no survey."""
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    assert_refused(manage(variables, "surveys", "import", str(file), "--publish"), words)
    assert manage(variables, "migrate").returncode == 0
    assert json.loads(manage(variables, "surveys", "list", "--json").stdout) == []


def asked_when(key: str, op: str, value: str | None = None) -> bytes:
    """A definition with three questions, of which the second has a condition."""
    rule = {"key": key, "op": op} | ({} if value is None else {"value": value})
    made = json.loads(dump(document(SATISFACTION, TOWN, OPINION)))
    made["sections"][0]["questions"][1]["show_if"] = {"rules": [rule]}
    return json.dumps(made).encode()


HOSTILE = [
    (b"[" * 100_000, "nested"),
    (b'{"sections": ' + b'{"a":' * 100_000, "nested"),
    (b'{"minutes": ' + b"9" * 100_000 + b"}", "too long"),
    (b'{"minutes": NaN}', "NaN"),
    (b'{"minutes": 1e999}', "minutes"),
    (b'{"format": 2}', "format"),
    (b'{"title": "a", "\xff\xfe": 1}', "UTF-8"),
    ('{"title": "まつり"}'.encode("utf-16"), "UTF-8"),
    (b'{"sections": [{"questions": [], "questions": []}]}', "questions"),
    (b'{"__class__": "os.system", "title": "a"}', "__class__"),
    (('{"' + "x" * 400_000 + '\\n": 1}').encode(), "xxx"),
    (b'{"options": "\\ud800"}', "options"),
    (asked_when("q9", "answered"), "question q3 depends on q9"),
    (asked_when("q4", "answered"), "question q3 depends on q4"),
    (asked_when("q3", "answered"), "question q3 depends on q3"),
    (asked_when("q1", "equals", "soso"), "q3: condition_value"),
    (asked_when("q1", "includes", "good"), "q3: condition_operator"),
]


def test_hostile_definitions_beside_a_running_server(serve: Serve, tmp_path: Path) -> None:
    """Each is refused in one sentence that names the place; nothing is stored, and the server
    has not even noticed."""
    house = serve("--role", "residents")
    file = tmp_path / "bad.json"
    for content, words in HOSTILE:
        file.write_bytes(content)
        assert_refused(house.manage("surveys", "import", str(file), "--publish"), words)
    assert json.loads(house.manage("surveys", "list", "--json").stdout) == []
    assert httpx2.get(f"{house.address}/healthz").status_code == 200
    file.write_bytes(asked_when("q1", "equals", "bad"))
    assert house.manage("surveys", "import", str(file), "--publish").returncode == 0


def test_unknown_things_are_named(variables: dict[str, str], tmp_path: Path) -> None:
    """A wrong id, a wrong setting, a missing folder: one sentence each."""
    assert manage(variables, "migrate").returncode == 0
    out = str(tmp_path / "out")
    assert_refused(manage(variables, "export", "nothing", "--out", out), "nothing")
    odd = variables | {"KOEBAKO_DATABASE_URI": "x"}
    assert_refused(manage(odd, "migrate"), "KOEBAKO_DATABASE_URI")
    gone = variables | {"KOEBAKO_DATA_DIR": str(tmp_path / "no" / "such")}
    assert_refused(process(gone, "serve"), "no/such")
    bad = variables | {"KOEBAKO_PUBLIC_URL": "koe.example"}
    assert_refused(process(bad, "serve"), "KOEBAKO_PUBLIC_URL")
    assert_refused(process(variables, "serve", "--workers", "2"), "--workers")


def test_export_writes_the_files_of_a_format(
    variables: dict[str, str], definition: str, tmp_path: Path
) -> None:
    made = json.loads(manage(variables, "surveys", "import", definition, "--publish").stdout)
    answers, tables = ["answers_long.csv", "codebook.csv", "responses.csv"], ["cross.csv", "gt.csv"]
    for chosen, written in (("tables", tables), ("all", sorted(answers + tables))):
        out = tmp_path / chosen
        done = manage(variables, "export", made["survey"], "--out", str(out), "--format", chosen)
        assert (done.returncode, done.stderr) == (0, "")
        assert sorted(file.name for file in out.iterdir()) == written
        assert len(done.stdout.splitlines()) == len(written)


@pytest.mark.parametrize("starter", [("manage.py", "serve"), ("survey_app.py",)])
def test_a_database_that_cannot_be_used_stops_the_start(
    variables: dict[str, str], tmp_path: Path, starter: tuple[str, ...]
) -> None:
    """Corrupt, newer or read-only: one sentence and exit 1, by either way of starting."""
    file = tmp_path / "data" / "koebako.db"
    assert manage(variables, "migrate").returncode == 0
    good = file.read_bytes()
    for words, spoil in (
        ("新しい版", _from_the_future),
        ("読み取り専用", lambda path: path.chmod(0o444)),
        ("壊れています", lambda path: path.write_bytes(b"not a database " * 500)),
    ):
        file.unlink()
        file.write_bytes(good)
        spoil(file)
        assert_refused(run(variables, *starter), words)


def _from_the_future(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def run(variables: dict[str, str], *starter: str) -> object:
    """Run a Python file of the product to its end."""
    return process(variables, *starter[1:]) if starter[0] == "manage.py" else start_app(variables)


def start_app(variables: dict[str, str]) -> object:
    """`python survey_app.py`."""
    return subprocess.run(
        [sys.executable, "survey_app.py"],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
