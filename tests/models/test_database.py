"""Databases that cannot be used are refused in one sentence; the first migration is the tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

from models import database, integrity, keys, responses, seats, surveys
from models.errors import StorageRefused
from models.store import Store
from tests.stores import add_answers, add_survey


def test_migrations_and_tables_say_the_same(store: Store) -> None:
    """A table changed without a migration fails here, on both databases."""
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_opening_again_keeps_everything(store_url: str) -> None:
    """Migrating what is up to date changes nothing."""
    for _ in range(2):
        Store(store_url).close()


# What each release added, and how to be without it again.
SINCE_0009 = ("DROP TABLE word_choice",)
SINCE_0008 = (*SINCE_0009, "DROP TABLE masking")
SINCE_0007 = (*SINCE_0008, "DROP TABLE topic_edits")
SINCE_0006 = (
    *SINCE_0007,
    *("DROP TABLE coding", "DROP TABLE code"),
    "ALTER TABLE survey DROP COLUMN coding_revision",
)
SINCE_0005 = (*SINCE_0006, "DROP TABLE ward_name")
SINCE_0004 = (*SINCE_0005, "DROP TABLE population", "DROP TABLE segment")
SINCE_0003 = (
    *SINCE_0004,
    *(f"DROP TABLE {name}" for name in ("slip", "slip_batch", "label_layout", "wall")),
    *(
        f"ALTER TABLE placement DROP COLUMN {name}"
        for name in (
            *("place", "language", "opens_at", "closes_at", "preset", "outdoor"),
            *("inspected_at", "wording", "former"),
        )
    ),
    "ALTER TABLE response DROP COLUMN vote",
)
SINCE_0002 = (
    *SINCE_0003,
    *("DROP TABLE aside", "DROP TABLE secret", "ALTER TABLE response DROP COLUMN flags"),
    "ALTER TABLE survey DROP COLUMN closed_at",
)
SINCE_0001 = (*SINCE_0002, "DROP TABLE seat")


@pytest.mark.parametrize(
    ("release", "added"),
    [
        *(("0001", SINCE_0001), ("0002", SINCE_0002), ("0003", SINCE_0003)),
        *(("0004", SINCE_0004), ("0005", SINCE_0005)),
        *(("0006", SINCE_0006), ("0007", SINCE_0007), ("0008", SINCE_0008)),
        ("0009", SINCE_0009),
    ],
)
def test_a_database_of_an_earlier_release_is_brought_along(
    store_url: str, release: str, added: tuple[str, ...]
) -> None:
    """Surveys and answers stay as they are, unflagged; before 0003 nobody noted a closing."""
    store = Store(store_url)
    survey_id = add_survey(store, publish=True)
    add_answers(store, survey_id, {"q1": ["good"]}, {"q1": ["bad"]})
    store.write(lambda session: surveys.close(session, survey_id, by="test"))
    with store.reading() as session:
        before = responses.stored(session, survey_id)
    store.close()
    engine = create_engine(database.read_url(store_url))
    with engine.begin() as connection:
        for statement in added:
            connection.execute(text(statement))
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{release}'"))
    engine.dispose()
    with pytest.raises(StorageRefused, match="migrate"):
        Store(store_url, writable=False)
    store = Store(store_url)
    with store.reading() as session:
        assert responses.stored(session, survey_id) == before
        assert [response.flags for response in before] == [(), ()]
        assert integrity.damaged(session) == []
        assert seats.taken(session, survey_id) == {}
        assert (surveys.closed_at(session, survey_id) is None) == (release < "0003")
        assert len(keys.form_key(session)) == 32
    store.close()


def test_each_database_has_a_key_of_its_own_and_keeps_it(
    tmp_path: Path, postgres_database: str
) -> None:
    """Every process signs with the same one, also after a restart."""
    found = []
    for url in (f"sqlite:///{tmp_path}/koebako.db", postgres_database):
        for _ in range(2):
            store = Store(url)
            with store.reading() as session:
                found.append(keys.form_key(session))
            store.close()
    assert found[0] == found[1] != found[2] == found[3]


def test_a_database_without_its_key_says_so(sqlite_store: Store) -> None:
    """No page is signed with a made-up key that other processes do not know."""
    sqlite_store.write(lambda session: session.execute(text("DELETE FROM secret")))
    with sqlite_store.reading() as session, pytest.raises(StorageRefused, match="鍵"):
        keys.form_key(session)


def refused(url: str) -> str:
    with pytest.raises(StorageRefused) as refusal:
        Store(url)
    said = str(refusal.value)
    assert said.count("\n") == 0
    assert said.endswith("。")
    return said


def test_a_missing_folder(tmp_path: Path) -> None:
    """No new, empty database where a disk is missing."""
    assert "missing" in refused(f"sqlite:///{tmp_path}/missing/koebako.db")
    assert not (tmp_path / "missing").exists()


def test_a_read_only_file(tmp_path: Path) -> None:
    """A file without write permission is respected, also by an administrator."""
    file = tmp_path / "koebako.db"
    Store(f"sqlite:///{file}").close()
    file.chmod(0o444)
    assert "読み取り専用" in refused(f"sqlite:///{file}")


@pytest.mark.parametrize("content", [b"not a database at all, just some text" * 100, b"SQLite f"])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    """Somebody else's file is not overwritten."""
    file = tmp_path / "koebako.db"
    file.write_bytes(content)
    assert "壊れています" in refused(f"sqlite:///{file}")
    assert file.read_bytes() == content


def test_a_corrupt_database(tmp_path: Path) -> None:
    """Damaged pages are noticed at the start, not when a resident sends an answer."""
    file = tmp_path / "koebako.db"
    Store(f"sqlite:///{file}").close()
    data = bytearray(file.read_bytes())
    data[4096 * 2 : 4096 * 6] = b"\xff" * 4096 * 4
    file.write_bytes(data)
    assert "壊れています" in refused(f"sqlite:///{file}")


def test_a_foreign_database(tmp_path: Path) -> None:
    """A database of another program is left alone."""
    file = tmp_path / "koebako.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE invoices (id INTEGER)")
    connection.close()
    assert "こえばこのものではありません" in refused(f"sqlite:///{file}")


def test_a_newer_database(store_url: str) -> None:
    """Old code does not touch a newer schema."""
    Store(store_url).close()
    engine = create_engine(database.read_url(store_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "新しい版" in refused(store_url)
    with pytest.raises(StorageRefused):
        Store(store_url, writable=False)


def test_a_server_that_is_not_there() -> None:
    """The sentence names the place and never the password."""
    said = refused("postgresql://koebako:geheim@127.0.0.1:1/koebako")
    assert "127.0.0.1:1" in said
    assert "geheim" not in said


@pytest.mark.parametrize("url", ["mysql://localhost/x", "nonsense", ""])
def test_another_kind_of_address(url: str) -> None:
    """Only SQLite and PostgreSQL are promised."""
    refused(url)


def test_reading_before_there_is_anything(tmp_path: Path) -> None:
    """A reading command does not make a database either."""
    with pytest.raises(StorageRefused):
        Store(f"sqlite:///{tmp_path}/koebako.db", writable=False)
    assert list(tmp_path.glob("*.db")) == []


def test_a_locked_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's lock is waited for, then named."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    file = tmp_path / "koebako.db"
    Store(f"sqlite:///{file}").close()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "ほかで使われています" in refused(f"sqlite:///{file}")
    other.close()
