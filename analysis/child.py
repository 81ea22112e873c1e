"""One child process for heavy work, so that residents never wait for what staff look at.

The functions sent must be importable by name, arguments and results plain values that pickle.

Not a ProcessPoolExecutor: a spawned worker runs `__main__` again, and inside Streamlit that is the
page being shown; it also outlives a parent that was killed. This child ends with its pipe.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from typing import IO, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_ONE_AT_A_TIME = threading.Lock()
_running: list[subprocess.Popen[bytes]] = []


def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `function(*args, **kwargs)` returns or raises, worked out in the child process.

    Calls wait for each other. Raises RuntimeError if the child dies in the middle; the next call
    gets a new child. Raises pickle.PicklingError or AttributeError, and starts nothing, for a
    function or argument that cannot be sent.
    """
    if function.__module__ == "__main__":
        raise pickle.PicklingError(f"{function.__name__} is in no module that can be imported")
    request = pickle.dumps((function, args, kwargs))
    with _ONE_AT_A_TIME:
        reply = _asked(request, function.__name__)
    succeeded, value = pickle.loads(reply)  # noqa: S301 - written by our own child
    if not succeeded:
        raise value
    return value  # type: ignore[no-any-return] # the pickle holds what the function returned


@atexit.register
def stop() -> None:
    """End the child now, whatever it does; the next `run` starts another. Done at exit too."""
    while _running:
        process = _running.pop()
        process.kill()
        process.wait()
        for pipe in _pipes(process):
            with contextlib.suppress(OSError):  # unsent bytes for a dead child
                pipe.close()


def serve() -> None:
    """The child's whole life: one request after another, until the parent closes the pipe.

    Whole requests and replies travel as pickled bytes, so that what is inside can fail to load
    without the two sides losing step.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends the child
    if sys.platform != "win32":
        os.nice(10)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a function prints belongs to the log
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            request = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
            pickle.dump(_answer(request), replies)
            replies.flush()


def _asked(request: bytes, name: str) -> bytes:
    """The child's reply. On any interruption the child goes too: its pipe would be out of step."""
    process = _child()
    sending, receiving = _pipes(process)
    try:
        pickle.dump(request, sending)
        sending.flush()
        reply: bytes = pickle.load(receiving)  # noqa: S301 - written by our own child
    except (EOFError, OSError, pickle.UnpicklingError):
        stop()
        ending = f"the analysis process ended (exit code {process.returncode}) during {name}"
        raise RuntimeError(f"{ending}; nothing was changed, it can be tried again") from None
    except BaseException:
        stop()
        raise
    return reply


def _child() -> subprocess.Popen[bytes]:
    """The running child, or a new one."""
    if _running and _running[0].poll() is not None:
        stop()
    if not _running:
        code = f"import sys; sys.path[:] = {sys.path!r}; from analysis.child import serve; serve()"
        command = [sys.executable, "-c", code]
        pipe = subprocess.PIPE
        _running.append(subprocess.Popen(command, stdin=pipe, stdout=pipe))  # noqa: S603 - ours
    return _running[0]


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _answer(request: bytes) -> bytes:
    """(True, result) or (False, exception), pickled; the exception tells where it came from."""
    try:
        function, args, kwargs = pickle.loads(request)  # noqa: S301 - written by our own parent
        return pickle.dumps((True, function(*args, **kwargs)))
    except Exception as error:
        told = traceback.format_exc()
        try:
            error.add_note(told)
            reply = pickle.dumps((False, error))
            pickle.loads(reply)  # noqa: S301 - not every exception can be built again
        except Exception:
            return pickle.dumps((False, RuntimeError(told)))
        return reply
