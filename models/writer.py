"""The one thread that writes: a batch of jobs shares a COMMIT, and senders hear after it.

A job is `work(session, items) -> results` plus one item; neighbouring jobs with the same work run
as one call. When a batch fails because of a row, it is done again with a savepoint around every
job, so that a bad row fails only its sender. When the database itself fails (locked, full, gone),
everybody waiting hears so, nothing is stored, and the thread goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session

from models.errors import TooManyWaiting

Work: TypeAlias = Callable[[Session, Sequence[Any]], Sequence[Any]]

BATCH = 512  # jobs that share one COMMIT at the most
MOST_WAITING = 1_000  # jobs from coroutines that may queue behind the batch under way

# Where several wait at once, others are about to come. A commit costs the same for one as for
# fifty, so a moment's patience serves all of them sooner; who comes alone is served at once.
LINGER_SECONDS = 0.002


@dataclass(frozen=True, eq=False, slots=True)
class Job:
    """One piece of work and the promise to its sender, who waits in a thread or in a loop."""

    work: Work
    item: Any
    future: Future[Any] | asyncio.Future[Any]


class Writer:
    """Runs jobs on `engine` in a thread of its own, from `submit` until `close`.

    `on_commit` is called in the writer thread with the works of every committed batch.
    """

    def __init__(self, engine: Engine, on_commit: Callable[[set[Work]], None]) -> None:
        self._engine = engine
        self._on_commit = on_commit
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._closed = False
        self._door = threading.Lock()  # nothing enters the queue after the closing mark
        self._thread = threading.Thread(target=self._run, name="koebako-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work, item: Any) -> Future[Any]:
        """Queue one job; the future holds its result after COMMIT, or what refused it."""
        future = Future[Any]()
        self._queue(Job(work, item, future))
        return future

    def submit_from_loop(self, work: Work, item: Any) -> asyncio.Future[Any]:
        """The same for a coroutine. A loop hears of all its jobs in a batch at once: waking it for
        each would cost more than storing an answer. Raises TooManyWaiting where the queue is full:
        who is told so at once can send again, who waits in the dark cannot."""
        if self._jobs.qsize() >= MOST_WAITING:
            raise TooManyWaiting
        future = asyncio.get_running_loop().create_future()
        self._queue(Job(work, item, future))
        return future

    def _queue(self, job: Job) -> None:
        with self._door:
            if self._closed:
                raise RuntimeError("the writer is closed")
            self._jobs.put(job)

    def close(self) -> None:
        """Finish everything queued, then stop. Safe to call twice."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        busy = False
        while (job := self._jobs.get()) is not None:
            if busy:
                time.sleep(LINGER_SECONDS)
            batch, last = self._gather(job)
            busy = len(batch) > 1
            live = [job for job in batch if _is_awaited(job)]
            if live:
                self._settle(live)
            if last:
                return

    def _gather(self, first: Job) -> tuple[list[Job], bool]:
        batch = [first]
        while len(batch) < BATCH:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return batch, True
            batch.append(job)
        return batch, False

    def _settle(self, batch: list[Job]) -> None:
        # Every failure belongs to a sender: it is handed over whole, and the thread lives on.
        try:
            outcomes = self._carry_out(batch)
        except BaseException as failure:
            outcomes = [failure] * len(batch)
        else:
            self._on_commit({job.work for job in batch})
        by_loop = defaultdict[asyncio.AbstractEventLoop, list[tuple[Any, Any]]](list)
        for job, outcome in zip(batch, outcomes, strict=True):
            if isinstance(job.future, asyncio.Future):
                by_loop[job.future.get_loop()].append((job.future, outcome))
            else:
                _tell([(job.future, outcome)])
        for loop, heard in by_loop.items():
            with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody waits
                loop.call_soon_threadsafe(_tell, heard)

    def _carry_out(self, batch: list[Job]) -> list[Any]:
        try:
            return self._together(batch)
        except (OperationalError, InterfaceError) as failure:
            if not failure.connection_invalidated:
                raise
            return self._one_by_one(batch)  # the pool has a fresh connection now: try once more
        except Exception:
            if len(batch) == 1:
                raise
            return self._one_by_one(batch)

    def _together(self, batch: list[Job]) -> list[Any]:
        outcomes: list[Any] = []
        with Session(self._engine, expire_on_commit=False) as session:
            for work, jobs in groupby(batch, key=lambda job: job.work):
                outcomes.extend(_results(work, session, [job.item for job in jobs]))
            session.commit()
        return outcomes

    def _one_by_one(self, batch: list[Job]) -> list[Any]:
        outcomes: list[Any] = []
        with Session(self._engine, expire_on_commit=False) as session:
            for job in batch:
                try:
                    with session.begin_nested():
                        outcomes.extend(_results(job.work, session, [job.item]))
                except (OperationalError, InterfaceError):
                    raise
                except Exception as failure:
                    outcomes.append(failure)
            session.commit()
        return outcomes


def _results(work: Work, session: Session, items: Sequence[Any]) -> Sequence[Any]:
    results = work(session, items)
    assert len(results) == len(items), "work gives one result an item"
    return results


def _is_awaited(job: Job) -> bool:
    """False for a sender who has given up: nothing is done for nobody."""
    if isinstance(job.future, asyncio.Future):
        return not job.future.cancelled()
    return job.future.set_running_or_notify_cancel()


def _tell(heard: Sequence[tuple[Future[Any] | asyncio.Future[Any], Any]]) -> None:
    """Keep the promises; a coroutine may have given up meanwhile."""
    for future, outcome in heard:
        if future.cancelled():
            continue
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)


def is_storage_failure(error: BaseException) -> bool:
    """True when the database refused as a whole (locked, full, unreachable), not one row."""
    return isinstance(error, DBAPIError) and isinstance(error, OperationalError | InterfaceError)
