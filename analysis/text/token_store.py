"""Pieces of comments kept in a file of their own, so that only new comments are cut again.

The file lies beside the database and can be thrown away at any time: whatever is wrong with it, the
texts are cut anew. It holds no text, but the numbers of the words tell as much, so whoever deletes
answers clears it (docs/decisions/0022). Only processes that read texts write to it, as many at once
as there are.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from analysis.text.tokenizer import LEXEMES, VERSION, Lexeme, tags
from models.errors import StorageRefused

log = logging.getLogger("koebako.text")

FILE: Final = "tokens.db"  # in the data folder

_PATIENCE_SECONDS: Final = 10.0
_AT_ONCE: Final = 900  # keys in one question; some SQLite take no more than 999
_BROKEN: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MARK: Final = zlib.crc32(f"{VERSION}, tables 2".encode()) >> 1  # user_version holds 31 bits
_NEW: Final = """
DROP TABLE IF EXISTS kept;
DROP TABLE IF EXISTS word;
DROP TABLE IF EXISTS whole;
CREATE TABLE kept (key BLOB PRIMARY KEY, pieces BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE word (
    number INTEGER PRIMARY KEY, surface TEXT NOT NULL, base TEXT NOT NULL,
    part_of_speech TEXT NOT NULL, reading TEXT NOT NULL
);
CREATE TABLE whole (name TEXT PRIMARY KEY, digest BLOB NOT NULL, told BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS era (number INTEGER NOT NULL);
"""


def key_of(text: str) -> bytes:
    """What the pieces of a normalised text are found by."""
    return hashlib.sha256(f"{VERSION}\0{text}".encode("utf-8", "surrogatepass")).digest()


@contextlib.contextmanager
def opened(file: Path) -> Iterator[TokenStore]:
    """The store in `file`, made if it is not there; one that keeps nothing if it cannot be used."""
    store = TokenStore(file)
    try:
        yield store
    finally:
        store.close()


def clear(file: Path) -> None:
    """Forget everything, for good. What others are about to keep of before is not kept.

    Raises StorageRefused if it cannot be done now.
    """
    if not file.exists():
        return
    try:
        connection = _connected(file)
        with contextlib.closing(connection):
            connection.execute("BEGIN IMMEDIATE")
            _renew(connection)
            connection.execute("COMMIT")
            connection.execute("VACUUM")
    except (sqlite3.Error, OSError) as error:
        raise StorageRefused(
            f"言葉の控え {file} を空にできません({error})。"
            "もう一度行うか、画面を止めて、このファイルを消してください。"
        ) from error


class TokenStore:
    """What is kept in a file. Once that fails, and is logged, nothing is kept and nothing found."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None
        self._words: set[int] = set()  # whose lexemes are in the file
        with self._tolerant():
            self._connection = _connected(file)
            self._era = _era(self._connection)
            self._learn(self._connection)

    def pieces(self, keys: Sequence[bytes]) -> dict[bytes, list[int]]:
        """The pieces that are kept under these keys."""
        found: dict[bytes, list[int]] = {}
        for start in range(0, len(keys), _AT_ONCE):
            if self._connection is None:
                break
            some = keys[start : start + _AT_ONCE]
            asked = f"SELECT key, pieces FROM kept WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608 - question marks only
            with self._tolerant():
                for key, packed in self._connection.execute(asked, some):
                    with contextlib.suppress(ValueError):  # of a length that is none
                        found[key] = np.frombuffer(packed, "<u4").tolist()
        return found

    def keep(self, pieces: Mapping[bytes, Sequence[int]]) -> None:
        """Keep these, unless everything was to be forgotten since the store was opened."""
        if self._connection is None:
            return
        words = {piece >> 8 for found in pieces.values() for piece in found} - self._words
        told = [(word, LEXEMES[word]) for word in sorted(words)]
        rows = [(key, np.array(found, "<u4").tobytes()) for key, found in pieces.items()]
        with self._tolerant():
            self._connection.execute("BEGIN IMMEDIATE")
            if _era(self._connection) != self._era:
                self.close()
                return
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
            self._connection.executemany(
                "INSERT OR IGNORE INTO word VALUES (?, ?, ?, ?, ?)",
                [
                    (word, surface, base, ",".join(part_of_speech), reading)
                    for word, (surface, base, part_of_speech, reading) in told
                ],
            )
            self._connection.execute("COMMIT")
            self._words |= words

    def whole(self, name: str, digest: bytes) -> bytes | None:
        """What is kept under this name (analysis.text.kept), if it is that of the digest."""
        if self._connection is not None:
            asked = "SELECT told FROM whole WHERE name = ? AND digest = ?"
            with self._tolerant():
                row = self._connection.execute(asked, (name, digest)).fetchone()
                return bytes(row[0]) if row else None
        return None

    def keep_whole(self, name: str, digest: bytes, told: bytes) -> None:
        """Keep this instead of what was there under the name, under the same condition."""
        if self._connection is None:
            return
        with self._tolerant():
            self._connection.execute("BEGIN IMMEDIATE")
            if _era(self._connection) != self._era:
                self.close()
                return
            row = (name, digest, told)
            self._connection.execute("INSERT OR REPLACE INTO whole VALUES (?, ?, ?)", row)
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file; what is not wholly kept yet is not kept."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _learn(self, connection: sqlite3.Connection) -> None:
        """Take over what the words mean, so that Janome need not be loaded."""
        for word, surface, base, part_of_speech, reading in connection.execute(
            "SELECT number, surface, base, part_of_speech, reading FROM word"
        ):
            self._words.add(word)
            if word not in LEXEMES:
                LEXEMES[word] = Lexeme(surface, base, tags(part_of_speech), reading)

    @contextlib.contextmanager
    def _tolerant(self) -> Iterator[None]:
        """A file that fails is one that is not there; one that is broken goes."""
        inode = _inode(self._file)
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            log.warning("tokens are not kept in %s: %s", self._file, error)
            self.close()
            if _is_broken(error):
                _remove(self._file, inode)


def _connected(file: Path) -> sqlite3.Connection:
    """The file with its tables, one that is broken made anew. Raises sqlite3.Error, OSError."""
    inode = _inode(file)
    try:
        return _opened(file)
    except sqlite3.DatabaseError as error:
        if not _is_broken(error):
            raise
        log.warning("%s was broken (%s) and is made anew", file, error)
        _remove(file, inode)
        return _opened(file)


def _opened(file: Path) -> sqlite3.Connection:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    os.close(descriptor)
    connection = sqlite3.connect(file, timeout=_PATIENCE_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        if _mark(connection) != _MARK:
            connection.execute("BEGIN IMMEDIATE")
            if _mark(connection) != _MARK:  # nobody else was faster
                _renew(connection)
            connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _renew(connection: sqlite3.Connection) -> None:
    """Empty tables of this version, and another era, inside a transaction."""
    for statement in filter(str.strip, _NEW.split(";")):
        connection.execute(statement)
    era = _era(connection) + 1
    connection.execute("DELETE FROM era")
    connection.execute("INSERT INTO era VALUES (?)", (era,))
    connection.execute(f"PRAGMA user_version = {_MARK}")


def _mark(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _era(connection: sqlite3.Connection) -> int:
    """Rises whenever everything is forgotten."""
    row = connection.execute("SELECT number FROM era").fetchone()
    return int(row[0]) if row else 0


def _is_broken(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN


def _inode(file: Path) -> int:
    try:
        return file.stat().st_ino
    except OSError:
        return 0


def _remove(file: Path, inode: int) -> None:
    """Unless another process has put a new one there already."""
    if _inode(file) == inode:
        file.unlink(missing_ok=True)
        Path(f"{file}-journal").unlink(missing_ok=True)
