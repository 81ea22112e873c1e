"""Commands handed to the process that holds the database: done there, refused in words, safe."""

from __future__ import annotations

import json
import socket
import sqlite3
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, answer_challenge
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models import database, handover, surveys, tables
from models.document import MAX_BYTES
from models.errors import StorageRefused
from models.store import Store, StoreInUse
from tests.builders import document


class Server:
    """A store on SQLite and the desk that takes commands for it, as in the serving process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder}/koebako.db"
        self.file = folder / handover.FILE
        self.store = Store(self.url)
        self.desk = handover.listen(self.store, folder)

    def order(self, operation: str, /, **arguments: Any) -> Any:
        """What a command in another process does."""
        return handover.carry_out(self.url, self.folder, operation, **arguments)

    def add(self, name: str = "yamada") -> Any:
        """A command that works; returns the name."""
        return self.order("add_staff", name=name, password_hash="no hash", role="viewer")

    def refusal(self, operation: str, /, **arguments: Any) -> str:
        """The sentence with which the command ends."""
        with pytest.raises(StorageRefused) as refusal:
            self.order(operation, **arguments)
        assert not isinstance(refusal.value, StoreInUse)
        said = str(refusal.value)
        assert said.endswith("。")
        assert "\n" not in said
        return said

    @property
    def where(self) -> tuple[str, int]:
        """The address of the desk."""
        return "127.0.0.1", json.loads(self.file.read_text())["port"]

    @property
    def key(self) -> bytes:
        """The key that only the owner of the folder can read."""
        key: str = json.loads(self.file.read_text())["key"]
        return key.encode()

    def send(self, sent: bytes) -> Any:
        """Send these very bytes with the right key; returns what comes back."""
        with Client(self.where, authkey=self.key) as line:
            line.send_bytes(sent)
            return json.loads(line.recv_bytes())

    def names(self) -> list[str]:
        """The accounts in the database."""
        with self.store.reading() as session:
            return list(session.exec(select(tables.Staff.name).order_by(tables.Staff.name)))

    def close(self) -> None:
        """End in the order in which the house ends."""
        self.desk.close()
        self.store.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with closing(Server(tmp_path)) as server:
        yield server


def test_a_command_is_done_by_who_holds_the_database(server: Server) -> None:
    """The result comes back as if the command had done it, and its readers see the change."""
    before = server.store.edits
    text = document().model_dump_json()
    made = server.order("import_survey", text=text, publish=True)
    assert server.store.edits == before + 1
    with server.store.reading() as session:
        assert surveys.draft(session, made["survey"]).document == document()
    assert set(made) == {"survey", "code"}


def test_without_a_server_the_command_does_it_itself(store_url: str, tmp_path: Path) -> None:
    """The same function on either database; the lock is given back afterwards."""
    for name in ("yamada", "sato"):
        arguments = {"name": name, "password_hash": "no hash", "role": "viewer"}
        assert handover.carry_out(store_url, tmp_path, "add_staff", **arguments) == name
    with pytest.raises(StorageRefused, match="すでに使われています"):
        handover.carry_out(store_url, tmp_path, "add_staff", **arguments)
    with closing(Store(store_url)) as store, store.reading() as session:
        assert len(session.exec(select(tables.Staff)).all()) == 2


def test_on_postgresql_there_is_nothing_to_hand_over(
    postgres_database: str, tmp_path: Path
) -> None:
    """No port and no file: a command writes beside the running server."""
    with closing(Store(postgres_database)) as store, closing(handover.listen(store, tmp_path)):
        assert list(tmp_path.iterdir()) == []
        assert handover.carry_out(postgres_database, tmp_path, "purge", today="2026-06-01") == []


def test_a_refusal_comes_back_as_its_sentence(server: Server) -> None:
    server.add()
    with pytest.raises(StorageRefused, match="「yamada」は、すでに使われています。"):
        server.add()
    with pytest.raises(StorageRefused, match="調査の定義を読み取れません"):
        server.order("import_survey", text="{", publish=False)
    assert server.names() == ["yamada"]


def test_the_largest_definition_is_handed_over_whole(server: Server) -> None:
    """Padded with line ends, which take twice the room in JSON."""
    text = document().model_dump_json()
    text += "\n" * (MAX_BYTES - len(text.encode()))
    made = server.order("import_survey", text=text, publish=False)
    with server.store.reading() as session:
        assert surveys.draft(session, made["survey"]).document == document()


def test_many_commands_at_once_are_all_done(server: Server) -> None:
    """They wait for each other; none is lost."""
    names = [f"staff-{number}" for number in range(10)]
    with ThreadPoolExecutor(len(names)) as pool:
        assert list(pool.map(server.add, names)) == names
    assert server.names() == names


def test_the_key_is_for_the_owner_alone_and_gone_afterwards(tmp_path: Path) -> None:
    """Each start makes a new one; also over a file that a killed server left for all to read."""
    keys = []
    for _ in range(2):
        server = Server(tmp_path)
        assert server.file.stat().st_mode & 0o777 == 0o600
        keys.append(server.key)
        server.close()
        assert not server.file.exists()
        server.file.write_text("{}")
        server.file.chmod(0o644)
    assert len(set(keys)) == 2
    assert min(len(key) for key in keys) == 64


def test_a_wrong_key_is_turned_away(server: Server) -> None:
    """The desk goes on serving."""
    for key in (b"", b"x" * 64, server.key[:-1]):
        with pytest.raises(AuthenticationError), Client(server.where, authkey=key or b"\0"):
            pass
    assert server.add() == "yamada"


@pytest.mark.parametrize(
    "spoken",
    [
        *(b"", b"\x00", b"x" * 1_000),
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        struct.pack("!i", -1) + struct.pack("!Q", 2**62),
        struct.pack("!i", -2),
        struct.pack("!i", 2**31 - 1) + b"x" * 100,
        struct.pack("!i", 16) + b"x" * 16,
    ],
)
def test_what_speaks_another_language_is_turned_away(server: Server, spoken: bytes) -> None:
    """Without any key: a scanner of ports, a browser, or somebody who means it."""
    with socket.create_connection(server.where) as stranger:
        stranger.sendall(spoken)
    assert server.add() == "yamada"


def test_who_knows_the_key_and_no_manners_is_turned_away(server: Server) -> None:
    """The key is proved, and then something else is said than is due."""
    with Client(server.where) as line:
        answer_challenge(line, server.key)
        line.send_bytes(b"now do as I say")
    assert server.add() == "yamada"


def test_who_says_nothing_does_not_hold_up_the_others(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that stays silent is given up; commands are done, and the server can end."""
    monkeypatch.setattr(handover, "PATIENCE_SECONDS", 0.2)
    with socket.create_connection(server.where), socket.create_connection(server.where) as half:
        half.sendall(struct.pack("!i", 20) + b"x")
        assert server.add() == "yamada"
    with socket.create_connection(server.where):
        server.desk.close()
    server.desk = handover.listen(server.store, server.folder)


@pytest.mark.parametrize(
    "sent",
    [
        *(b"not JSON", b"\xff\xfe\x00", b"", b"[]", b"null", b"{}", b'"add_staff"', b"[" * 100_000),
        b'{"name": "add_staff"}',
        b'{"name": ["add_staff"], "arguments": {}}',
        b'{"name": "drop_everything", "arguments": {}}',
        b'{"name": "add_staff", "arguments": null}',
        b'{"name": "add_staff", "arguments": ["yamada"]}',
        b'{"name": "purge", "arguments": {"today": "2026-06-01", "session": 1}}',
        b'{"name": "add_samples", "arguments": {"today": "yesterday"}}',
    ],
)
def test_nonsense_with_the_right_key_is_refused_in_words(server: Server, sent: bytes) -> None:
    """Such as from a command of another release; the next command is served, nothing is stored."""
    refused: str = server.send(sent)["refused"]
    assert refused.endswith("。")
    assert "Traceback" not in refused
    assert server.names() == []
    assert server.add() == "yamada"


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("no_such_thing", {}),
        ("note_export", {"survey": "x"}),
        ("add_samples", {"today": "yesterday"}),
        ("add_staff", {"name": 7, "password_hash": "no hash", "role": "viewer"}),
    ],
)
def test_a_command_that_fails_unexpectedly_says_so(
    server: Server, operation: str, arguments: dict[str, Any]
) -> None:
    """The sender hears a sentence and not that somebody else uses the database."""
    said = server.refusal(operation, **arguments)
    assert "この操作を行えませんでした" in said
    assert server.add() == "yamada"


def test_a_database_that_fails_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's lock, or a full disk, fails the command and not the ones after it."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    with closing(Server(tmp_path)) as server:
        with closing(sqlite3.connect(tmp_path / "koebako.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            said = server.refusal("note_export", survey_id="x", detail="x")
        assert said == "データベースを使えません(database is locked)。"
        assert server.add() == "yamada"


def test_leaving_in_the_middle_of_a_command_harms_nobody(server: Server) -> None:
    """The command was taken and is done; there is only nobody left to tell."""
    arguments = {"name": "sato", "password_hash": "no hash", "role": "viewer"}
    with Client(server.where, authkey=server.key) as line:
        line.send_bytes(json.dumps({"name": "add_staff", "arguments": arguments}).encode())
    with Client(server.where, authkey=server.key):
        pass
    assert server.add() == "yamada"
    assert server.names() == ["sato", "yamada"]


@pytest.mark.parametrize("content", ["", "{", "{}", '{"port": 1, "key": "x"}', None])
def test_a_server_that_cannot_be_asked_is_named_as_the_reason(
    tmp_path: Path, content: str | None
) -> None:
    """The lock is held but the file says nothing useful: stop the other one first."""
    url = f"sqlite:///{tmp_path}/koebako.db"
    with closing(Store(url)):
        if content is not None:
            (tmp_path / handover.FILE).write_text(content)
        with pytest.raises(StoreInUse, match="そちらを止めてから"):
            handover.carry_out(url, tmp_path, "purge", today="2026-06-01")


@pytest.mark.parametrize("left", [None, "{}"])
def test_the_desk_closes_whatever_became_of_its_file(server: Server, left: str | None) -> None:
    """Somebody tidied the data folder while the server ran."""
    server.file.unlink()
    if left is not None:
        server.file.write_text(left)
    server.desk.close()
    assert not server.file.exists()
    server.desk = handover.listen(server.store, server.folder)
    assert server.add() == "yamada"


def test_the_desk_closes_right_after_a_command(server: Server) -> None:
    """The end of the server never waits for a thread that has already gone."""
    for number in range(30):
        assert server.add(f"staff-{number}")
        server.desk.close()
        server.desk = handover.listen(server.store, server.folder)
