"""The opened database of this process: read it, write it, hear when surveys changed.

One process serves an SQLite file; whoever holds its lock may write. The lock is the operating
system's, so it is gone the moment the process is, even after `kill -9`.
"""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session

from models import database
from models.errors import StorageRefused
from models.writer import Work, Writer

T = TypeVar("T")

_READ_ONLY = "このコマンドはデータを読むだけで、書き込みはできません。"


class Store:
    """An opened database. `write` and `submit` need `writable=True`, which takes the lock.

    `edits` counts committed batches that held anything but answers: caches of published surveys
    compare it. `exclusive`: no other process may write. Raises StorageRefused when the database
    cannot be used, StoreInUse when somebody else holds it.
    """

    def __init__(self, url: str, *, writable: bool = True) -> None:
        parsed = database.read_url(url)
        self.edits = 0
        self.exclusive = writable and parsed.drivername == "sqlite"
        self._quiet: set[Work] = set()
        self._lock = Lock(database.sqlite_file(parsed)) if writable else None
        self._writing = database.writing_engine(parsed) if writable else None
        self.engine = database.reading_engine(parsed)
        self._writer: Writer | None = None
        try:
            if writable:
                database.prepare(parsed)
            else:
                database.check_current(parsed, self.engine)
        except BaseException:
            self.close()
            raise
        if self._writing is not None:
            self._writer = Writer(self._writing, self._committed)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one snapshot of the database. It cannot write."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def write(self, work: Callable[[Session], T]) -> T:
        """Run `work(session)` in the writer thread; return its result after COMMIT."""

        def one(session: Session, items: Sequence[None]) -> list[T]:
            return [work(session) for _ in items]

        result: T = self.submit(one, None).result()
        return result

    def submit(self, work: Work, item: Any) -> Future[Any]:
        """Queue `item` for `work(session, items)`; see models.writer."""
        if self._writer is None:
            raise StorageRefused(_READ_ONLY)
        return self._writer.submit(work, item)

    def submit_from_loop(self, work: Work, item: Any) -> asyncio.Future[Any]:
        """The same for a coroutine."""
        if self._writer is None:
            raise StorageRefused(_READ_ONLY)
        return self._writer.submit_from_loop(work, item)

    def keep_quiet(self, work: Work) -> None:
        """Batches of this work alone do not count as edits."""
        self._quiet.add(work)

    def close(self) -> None:
        """Finish the queue, close every connection, give the lock back."""
        if self._writer is not None:
            self._writer.close()
        self.engine.dispose()
        if self._writing is not None:
            self._writing.dispose()
        if self._lock is not None:
            self._lock.release()

    def _committed(self, works: set[Work]) -> None:
        if works - self._quiet:
            self.edits += 1


class Lock:
    """The right to write an SQLite file; PostgreSQL needs none."""

    def __init__(self, file: Path | None) -> None:
        self._handle = None
        if file is None:
            return
        try:
            self._handle = Path(f"{file}.lock").open("w")  # noqa: SIM115 - held until release
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.release()
            raise StoreInUse(
                f"{file} はほかのこえばこが使っています。そちらを止めてから始めてください。"
            ) from error
        except OSError as error:
            raise StorageRefused(
                f"{file} を置くフォルダに書き込めません。フォルダと権限を確かめてください。"
            ) from error

    def release(self) -> None:
        """Give the right back."""
        if self._handle is not None:
            self._handle.close()


class StoreInUse(StorageRefused):
    """Another process serves this SQLite file and holds the right to write."""


_current: list[Store] = []


def use(store: Store | None) -> None:
    """Make `store` the one that this process's pages and routes work on; None takes it back."""
    _current[:] = [store] if store is not None else []


def current() -> Store:
    """The store of this process. RuntimeError before `use`."""
    if not _current:
        raise RuntimeError("no database is open in this process")
    return _current[0]
