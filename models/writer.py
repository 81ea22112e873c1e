"""The one thread that writes: a batch of jobs shares a COMMIT, and senders hear after it.

A job is `work(session, items) -> results` plus one item; neighbouring jobs with the same work run
as one call. When a batch fails because of a row, it is done again with a savepoint around every
job, so that a bad row fails only its sender. When the database itself fails (locked, full, gone),
everybody waiting hears so, nothing is stored, and the thread goes on.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session

Work: TypeAlias = Callable[[Session, Sequence[Any]], Sequence[Any]]

BATCH = 512  # jobs that share one COMMIT at the most


@dataclass(frozen=True, eq=False)
class Job:
    """One piece of work and the promise to its sender."""

    work: Work
    item: Any
    future: Future[Any] = field(default_factory=Future)


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
        job = Job(work, item)
        with self._door:
            if self._closed:
                raise RuntimeError("the writer is closed")
            self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Finish everything queued, then stop. Safe to call twice."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch, last = self._gather(job)
            live = [job for job in batch if job.future.set_running_or_notify_cancel()]
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
        for job, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, BaseException):
                job.future.set_exception(outcome)
            else:
                job.future.set_result(outcome)

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
                outcomes.extend(work(session, [job.item for job in jobs]))
            session.commit()
        return outcomes

    def _one_by_one(self, batch: list[Job]) -> list[Any]:
        outcomes: list[Any] = []
        with Session(self._engine, expire_on_commit=False) as session:
            for job in batch:
                try:
                    with session.begin_nested():
                        outcomes.extend(job.work(session, [job.item]))
                except (OperationalError, InterfaceError):
                    raise
                except Exception as failure:
                    outcomes.append(failure)
            session.commit()
        return outcomes


def is_storage_failure(error: BaseException) -> bool:
    """True when the database refused as a whole (locked, full, unreachable), not one row."""
    return isinstance(error, DBAPIError) and isinstance(error, OperationalError | InterfaceError)
