"""The writer thread: one COMMIT for all who wait, each hears of their own, it outlives failures."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models import audit, database, tables
from models.clock import now
from models.store import Store
from models.writer import BATCH, Work, Writer, is_storage_failure


def note(session: Session, items: Sequence[str]) -> list[str]:
    """Work that stores its items and tells each sender a word of their own."""
    for item in items:
        audit.record(session, "test", "note", item)
    return [f"noted {item}" for item in items]


def add_account(session: Session, items: Sequence[str]) -> list[int]:
    """Work that the database refuses for a name it has already."""
    rows = [tables.Staff(name=item, password_hash="", role="", created_at=now()) for item in items]
    session.add_all(rows)
    session.flush()
    return [row.id or 0 for row in rows]


@dataclass
class Room:
    """A writer at work on an empty database, and what was seen of it from outside."""

    writer: Writer
    reader: Engine
    told: list[set[Work]]
    commits: list[None] = field(default_factory=list)

    def stored(self) -> list[str]:
        """What `note` has stored, in order."""
        subject = tables.AuditEntry.subject
        with Session(self.reader) as session:
            return list(session.exec(select(subject).order_by(subject)))


@contextmanager
def room_on(url: str) -> Iterator[Room]:
    """A writer on the database at `url`; closed in any case, so that no test leaves a thread."""
    Store(url).close()
    told: list[set[Work]] = []
    engine = database.writing_engine(database.read_url(url))
    reader = database.reading_engine(database.read_url(url))
    room = Room(Writer(engine, told.append), reader, told)
    event.listen(engine, "commit", lambda _: room.commits.append(None))
    try:
        yield room
    finally:
        room.writer.close()
        engine.dispose()
        reader.dispose()


@pytest.fixture
def room(store_url: str) -> Iterator[Room]:
    """A writer on each kind of database."""
    with room_on(store_url) as room:
        yield room


@contextmanager
def held(writer: Writer) -> Iterator[None]:
    """While this lasts the thread is busy, without a transaction: all that is submitted waits."""
    begun, over = threading.Event(), threading.Event()

    def hold(_session: Session, items: Sequence[None]) -> Sequence[None]:
        begun.set()
        over.wait()
        return items

    holding = writer.submit(hold, None)
    begun.wait()
    try:
        yield
    finally:
        over.set()
        holding.result()


def outcomes(futures: Sequence[Future[Any]]) -> list[Any]:
    """Each sender's result, or what it was refused with."""
    return [future.exception(timeout=60) or future.result() for future in futures]


def test_who_waits_together_shares_a_commit(room: Room) -> None:
    """Twenty jobs, one flush of the disk, and each sender hears of their own item after it."""
    heard: list[int] = []
    names = [f"{number:02}" for number in range(20)]
    with held(room.writer):
        futures = [room.writer.submit(note, name) for name in names]
        for future in futures:
            future.add_done_callback(lambda _: heard.append(len(room.commits)))
        assert not any(future.done() for future in futures)
    assert outcomes(futures) == [f"noted {name}" for name in names]
    assert heard == [1] * 20
    assert room.stored() == names


def test_a_batch_has_an_end(room: Room) -> None:
    """However many wait, the first of them hear soon."""
    with held(room.writer):
        futures = [room.writer.submit(note, "n") for _ in range(BATCH + 1)]
    outcomes(futures)
    assert (len(room.commits), len(room.stored())) == (2, BATCH + 1)


def test_neighbours_with_the_same_work_are_one_call(room: Room) -> None:
    """In the order in which they came: work is never moved past other work."""
    calls = []

    def kind_of_work(sign: int) -> Work:
        def work(_session: Session, items: Sequence[int]) -> Sequence[int]:
            calls.append([sign * item for item in items])
            return items

        return work

    one, other = kind_of_work(1), kind_of_work(-1)
    with held(room.writer):
        works = (one, one, other, one, one, one, other, other)
        futures = [room.writer.submit(work, number) for number, work in enumerate(works)]
    assert outcomes(futures) == list(range(8))
    assert calls == [[0, 1], [-2], [3, 4, 5], [-6, -7]]
    assert room.told[-1] == {one, other}


def test_what_fails_fails_its_sender_only(room: Room) -> None:
    """What a failed work had stored before it failed is taken back; the others share a commit."""

    def note_and_fail(session: Session, items: Sequence[str]) -> Sequence[str]:
        note(session, items)
        raise ZeroDivisionError

    account = (add_account, "yamada")
    with held(room.writer):
        works = ((note, "a"), account, account, (note_and_fail, "b"), (note, "c"))
        futures = [room.writer.submit(work, item) for work, item in works]
    kinds = [type(outcome) for outcome in outcomes(futures)]
    assert kinds == [str, int, IntegrityError, ZeroDivisionError, str]
    assert (room.stored(), len(room.commits)) == (["a", "c"], 1)


def test_no_kind_of_failure_ends_the_thread(room: Room) -> None:
    """It goes to its sender; caches hear of committed work only."""

    def fail(_session: Session, items: Sequence[type[BaseException]]) -> Sequence[None]:
        raise items[0]

    for failure in (ZeroDivisionError, SystemExit, KeyboardInterrupt, GeneratorExit, MemoryError):
        assert type(outcomes([room.writer.submit(fail, failure)])[0]) is failure
    assert room.told == []
    assert outcomes([room.writer.submit(note, "n")]) == ["noted n"]
    assert room.told == [{note}]


def test_after_close_nothing_is_taken(room: Room) -> None:
    """All that was queued before is done; closing twice is closing once."""
    with held(room.writer):
        futures = [room.writer.submit(note, name) for name in ("a", "b", "c")]
        threading.Thread(target=room.writer.close).start()
    room.writer.close()
    assert all(future.done() for future in futures)
    with pytest.raises(RuntimeError, match="closed"):
        room.writer.submit(note, "d")
    assert room.stored() == ["a", "b", "c"]


def test_what_was_cancelled_is_not_done(room: Room) -> None:
    """Nothing is stored for a sender who has given up, alone or among others."""
    with held(room.writer):
        assert room.writer.submit(note, "a").cancel()
    with held(room.writer):
        futures = [room.writer.submit(note, name) for name in ("b", "c", "d")]
        assert futures[1].cancel()
    assert outcomes([futures[0], futures[2]]) == ["noted b", "noted d"]
    assert room.stored() == ["b", "d"]


def test_coroutines_hear_like_threads(room: Room) -> None:
    """Results and refusals. Who gives up gets nothing stored; a loop that ended harms nobody."""
    heard: list[Any] = []

    async def send(*names: str, wait: bool) -> None:
        with held(room.writer):
            futures = [room.writer.submit_from_loop(add_account, name) for name in names]
            futures.append(room.writer.submit_from_loop(note, names[0]))
            assert room.writer.submit_from_loop(note, "given up").cancel()
        if wait:
            heard.extend(await asyncio.gather(*futures, return_exceptions=True))

    asyncio.run(send("a", "b", "a", wait=True))
    asyncio.run(send("c", wait=False))
    assert [type(outcome) for outcome in heard] == [int, int, IntegrityError, str]
    assert room.writer.submit(note, "d").result(timeout=60) == "noted d"
    assert room.stored() == ["a", "c", "d"]


def reason_told(futures: Sequence[Future[Any]]) -> str:
    """The one reason of the database that all were told."""
    failures = outcomes(futures)
    assert all(is_storage_failure(failure) for failure in failures)
    return " / ".join({str(failure.orig) for failure in failures})


def test_a_locked_file_is_told_to_all_who_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program holds the lock; afterwards the next job works."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    file = tmp_path / "koebako.db"
    with room_on(f"sqlite:///{file}") as room:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            with held(room.writer):
                futures = [room.writer.submit(note, "n") for _ in range(5)]
                other.execute("BEGIN EXCLUSIVE")
            assert reason_told(futures) == "database is locked"
        assert room.writer.submit(note, "n").result(timeout=60) == "noted n"
        assert room.stored() == ["n"]


def test_a_full_disk_is_told_to_all_who_wait(tmp_path: Path) -> None:
    """In the middle of a batch, with a part of it already written: all of it is taken back."""

    def pages(session: Session, items: Sequence[int]) -> Sequence[int]:
        session.execute(text(f"PRAGMA max_page_count = {items[0]}"))  # a disk of that size
        return items

    with room_on(f"sqlite:///{tmp_path}/koebako.db") as room:
        room.writer.submit(pages, 1).result()
        with held(room.writer):
            futures = [room.writer.submit(note, "x" * length) for length in (9, 10**5, 9)]
        assert reason_told(futures) == "database or disk is full"
        room.writer.submit(pages, 1_000_000).result()
        assert room.writer.submit(note, "n").result(timeout=60) == "noted n"
        assert room.stored() == ["n"]


OWN_PID = text("SELECT pg_backend_pid()")
END = text("SELECT pg_terminate_backend(:pid, 10000)")


def end_connection(url: str, pid: int) -> None:
    """What an administrator of PostgreSQL may do; waits until it has ended."""
    engine = database.reading_engine(database.read_url(url))
    with engine.connect() as connection:
        assert connection.execute(END, {"pid": pid}).scalar_one() is True
    engine.dispose()


def test_a_connection_ended_between_jobs_is_not_noticed(postgres_database: str) -> None:
    """The database was started again at night; the first answer in the morning is stored."""
    with room_on(postgres_database) as room:
        asked = room.writer.submit(lambda session, _: [session.execute(OWN_PID).scalar_one()], None)
        end_connection(postgres_database, asked.result())
        assert room.writer.submit(note, "n").result(timeout=60) == "noted n"


def test_a_connection_ended_in_the_middle_is_tried_once_more(postgres_database: str) -> None:
    """The whole batch is done again on a fresh connection, stored once, and not tried thrice."""
    pids: list[int] = []

    def note_under_fire(session: Session, items: Sequence[str]) -> Sequence[str]:
        pids.append(session.execute(OWN_PID).scalar_one())
        heard = note(session, items)
        session.flush()
        if len(pids) != 2:  # in the first try of one batch, and in both of another
            end_connection(postgres_database, pids[-1])
        return heard

    def send(room: Room) -> list[Future[Any]]:
        works = ((note, "a"), (note_under_fire, "b"), (note, "c"))
        with held(room.writer):
            return [room.writer.submit(work, item) for work, item in works]

    with room_on(postgres_database) as room:
        assert outcomes(send(room)) == ["noted a", "noted b", "noted c"]
        assert all(is_storage_failure(failure) for failure in outcomes(send(room)))
        assert room.stored() == ["a", "b", "c"]
        assert room.writer.submit(note, "d").result(timeout=60) == "noted d"
    assert len(pids) == 4
