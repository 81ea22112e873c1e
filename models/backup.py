"""Copies of the embedded database: made while the server runs, put back while it does not.

A copy is one file that needs no other beside it. PostgreSQL has tools of its own for this.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlmodel import Session

from models import audit, database, integrity
from models.clock import now
from models.errors import StorageRefused
from models.operations import BY
from models.store import Lock, Store

_PARTS = ("-wal", "-shm")  # what SQLite keeps beside a database


def backup(url: str, file: Path) -> int:
    """Copy the database at `url` to `file`, also while a server writes; returns its answers.

    The copy is read again before it gets its name. Raises StorageRefused, also when answers in
    the database were changed: then the copy is there all the same. No file is overwritten.
    """
    source = _sqlite_file(url, "pg_dump")
    if not source.exists():
        raise StorageRefused(f"データベース {source} がまだありません。控えるものがありません。")
    if file.exists():
        raise StorageRefused(f"{file} はすでにあります。別の名前にしてください。")
    if not file.parent.is_dir():
        raise StorageRefused(f"フォルダ {file.parent} がありません。先につくってください。")
    with _unfinished(file.with_name(f"{file.name}.part")) as part:
        _copy(f"{source.absolute().as_uri()}?mode=ro", part)
        number = _check(part, f"データベース {source}")
        reading = database.reading_engine(database.read_url(f"sqlite:///{part.absolute()}"))
        with Session(reading) as session:
            damaged = integrity.damaged(session)
        reading.dispose()
        part.replace(file)
    _refuse_damaged(damaged, f"{file} に控えましたが、その中")
    return number


def restore(url: str, file: Path) -> tuple[int, Path | None]:
    """Put the copy `file` in the place of the database at `url`, which no server may hold.

    Returns the number of answers in it, and where the database before it is now, if there was
    one. Raises StorageRefused before anything is changed.
    """
    target = _sqlite_file(url, "pg_restore")
    lock = Lock(target)
    try:
        with _unfinished(target.with_name(f"{target.name}.restoring")) as part:
            # Without a -wal nothing beside the file belongs to it, and its folder may be read-only.
            alone = "" if Path(f"{file}-wal").exists() else "&immutable=1"
            _copy(f"{file.absolute().as_uri()}?mode=ro{alone}", part)
            number = _check(part, str(file))
            _bring_up_to_date(part, file)
            replaced = _set_aside(target)
            part.replace(target)
    finally:
        lock.release()
    return number, replaced


def _sqlite_file(url: str, tool: str) -> Path:
    file = database.sqlite_file(database.read_url(url))
    if file is None:
        raise StorageRefused(
            f"このコマンドは SQLite のためのものです。PostgreSQL では {tool} を使ってください。"
        )
    return file


@contextmanager
def _unfinished(part: Path) -> Iterator[Path]:
    """A file for its owner alone, which is gone afterwards unless it got another name."""
    try:
        part.unlink(missing_ok=True)  # of a command that was cut off
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
    except (OSError, sqlite3.Error) as error:
        raise StorageRefused(
            f"{part} に書き込めません({error})。空きと権限を確かめてください。"
        ) from error
    finally:
        for left in (part, *(Path(f"{part}{end}") for end in (*_PARTS, ".lock"))):
            left.unlink(missing_ok=True)


def _copy(address: str, part: Path) -> None:
    """Copy a database as it is at one moment; it is only read."""
    with closing(sqlite3.connect(part)) as copy:
        try:
            with closing(sqlite3.connect(address, uri=True)) as original:
                original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole in itself
        except sqlite3.DatabaseError as error:
            where = unquote(urlsplit(address).path)
            raise StorageRefused(f"{where} を写せません({error})。") from error
    with part.open("rb") as written:
        os.fsync(written.fileno())


def _check(part: Path, name: str) -> int:
    """Refuse a copy that is damaged or no database of Koebako; returns its number of answers."""
    with closing(sqlite3.connect(part)) as copy:
        try:
            verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master")}
        except sqlite3.DatabaseError as error:
            verdict, tables = str(error), set()
        if verdict != "ok":
            raise StorageRefused(f"{name} が壊れています。別の控えを使ってください。")
        if not {"alembic_version", "survey", "response"} <= tables:
            raise StorageRefused(f"{name} は、こえばこのデータではありません。")
        number: int = copy.execute("SELECT count(*) FROM response").fetchone()[0]
    return number


def _bring_up_to_date(part: Path, file: Path) -> None:
    """Give the copy this release's shape, and note in it that it was put back."""
    try:
        store = Store(f"sqlite:///{part.absolute()}")
    except StorageRefused as error:
        raise StorageRefused(f"{file} からは戻せません。{error}") from error
    try:
        with store.reading() as session:
            _refuse_damaged(integrity.damaged(session), f"{file} の中")
        store.write(lambda session: audit.record(session, BY, "database.restore", "", file.name))
    finally:
        store.close()
    with closing(sqlite3.connect(part)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")


def _refuse_damaged(receipts: list[str], where: str) -> None:
    if receipts:
        raise StorageRefused(
            f"{where}で{len(receipts)}件の回答が書き換わっています"
            f"(声のゆくえ番号 {', '.join(receipts[:5])})。別の控えと見比べてください。"
        )


def _set_aside(target: Path) -> Path | None:
    """Give the database another name with the date in it; what stands beside it goes first, so
    that it is never read together with the database to come."""
    if not target.exists():
        return None
    aside = target.with_name(f"{target.stem}-{now():%Y-%m-%d-%H%M%S}{target.suffix}")
    for end in (*_PARTS, ""):
        there = Path(f"{target}{end}")
        if there.exists():
            there.rename(f"{aside}{end}")
    return aside
