"""Cutting many new comments beside everything else, with progress, to be called off at any time.

The one child process (analysis.child) answers one question at a time, so minutes of cutting would
keep every other page waiting. A job has one process of its own, or two; they give way to all others
and keep what they cut (token_store) as they go. This registry lives in the process that serves; it
holds numbers only. One job runs at a time, the next one waits.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple, ParamSpec, TypeAlias

log = logging.getLogger("koebako.text")

P = ParamSpec("P")
State: TypeAlias = Literal["waiting", "running", "done", "cancelled", "failed"]

AT_ONCE: Final = 2_000  # so many new comments take a second: nobody need be asked to wait
ONE_PROCESS: Final = 5_000  # up to here a second one takes longer to start than it saves
_REMEMBERED: Final = 50  # jobs that have ended


class Key(NamedTuple):
    """Whose comments: a survey, the stored key of a question, and the revision of the answers."""

    survey: str
    source: str
    revision: int


@dataclass(frozen=True)
class Progress:
    """`done` of `all` new comments are cut and kept; `all` is 0 until the job has counted them."""

    done: int
    all: int
    state: State


def processes_for(new: int) -> int:
    """How many processes so many new comments are worth; 0: read them at once."""
    if new <= AT_ONCE:
        return 0
    return 1 if new <= ONE_PROCESS else min(2, os.cpu_count() or 1)


def start(
    key: Key,
    file: Path,
    processes: int,
    texts: Callable[P, Sequence[str]],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Cut what is new of `texts(*args)` and keep it in `file`; returns at once.

    `texts` gives normalised texts; it and its arguments must pickle, as for analysis.child. Starts
    nothing for a key whose job waits, runs or is done. A job for an earlier revision of the same
    answers is called off: what it has cut is found there.
    """
    with _registry:
        if key in _jobs and _jobs[key].progress().state not in {"cancelled", "failed"}:
            return
        for other, job in _jobs.items():
            if other[:2] == key[:2]:
                job.cancel()
        _jobs.pop(key, None)
        ended = [one for one, job in _jobs.items() if job.progress().state not in _GOING]
        for one in ended[:-_REMEMBERED]:
            del _jobs[one]
        parts = max(1, processes)
        shares = [(part, parts) for part in range(parts)]
        _jobs[key] = _Job([pickle.dumps((texts, args, kwargs, file, one)) for one in shares])


def progress(key: Key) -> Progress | None:
    """How far the job is, None if there is none."""
    with _registry:
        job = _jobs.get(key)
    return job.progress() if job is not None else None


def wait(key: Key, seconds: float | None = None) -> Progress | None:
    """How the job ended, once it has; how far it is after `seconds`. None if there is none."""
    with _registry:
        job = _jobs.get(key)
    if job is not None:
        job.ended.wait(seconds)
    return job.progress() if job is not None else None


def cancel(key: Key) -> None:
    """Call the job off, if it has not ended. What was kept stays."""
    with _registry:
        job = _jobs.get(key)
    if job is not None:
        job.cancel()


@atexit.register
def stop() -> None:
    """Call off every job. Done at exit too."""
    with _registry:
        for job in _jobs.values():
            job.cancel()


class _Job:
    def __init__(self, requests: Sequence[bytes]) -> None:
        self._lock = threading.Lock()
        self._state: State = "waiting"
        self._counts = [(0, 0)] * len(requests)
        self._running: list[subprocess.Popen[bytes]] = []
        self.ended = threading.Event()
        threading.Thread(target=self._run, args=(requests,), daemon=True).start()

    def progress(self) -> Progress:
        with self._lock:
            done, every = (sum(each) for each in zip(*self._counts, strict=True))
            return Progress(done, every, self._state)

    def cancel(self) -> None:
        with self._lock:
            if self._state in _GOING:
                self._state = "cancelled"
            for process in self._running:
                process.kill()

    def _run(self, requests: Sequence[bytes]) -> None:
        try:
            with _TURN:
                self._cut(requests)
        except OSError:
            log.exception("no process could be started to cut comments")
            self._end(failed=True)
        finally:
            self.ended.set()

    def _cut(self, requests: Sequence[bytes]) -> None:
        with self._lock:
            if self._state == "cancelled":
                return
            self._state = "running"
            for _ in requests:
                self._running.append(_process())
        readers = [
            threading.Thread(target=self._follow, args=each, daemon=True)
            for each in zip(range(len(requests)), self._running, requests, strict=True)
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        codes = [process.wait() for process in self._running]
        self._end(failed=any(codes))

    def _end(self, *, failed: bool) -> None:
        with self._lock:
            for process in self._running:
                process.kill()
            self._running = []
            if self._state == "running":
                self._state = "failed" if failed else "done"
                if failed:
                    log.error("comments were not cut in the background")

    def _follow(self, part: int, process: subprocess.Popen[bytes], request: bytes) -> None:
        """Hand over the request and hear the counts. The open pipe keeps the process alive."""
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdout as told, contextlib.suppress(OSError), process.stdin as asked:
            asked.write(request)
            asked.flush()
            for line in told:
                done, every = map(int, line.split())
                with self._lock:
                    self._counts[part] = (done, every)
            process.wait()


def _process() -> subprocess.Popen[bytes]:
    code = f"import sys; sys.path[:] = {sys.path!r}; from analysis.text.job import serve; serve()"
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe)  # noqa: S603 - ours


_GOING: Final = frozenset({"waiting", "running"})
_TURN: Final = threading.Lock()
_registry: Final = threading.Lock()
_jobs: Final[dict[Key, _Job]] = {}
