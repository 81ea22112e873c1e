"""The life of a process that cuts new comments in the background (analysis.text.background)."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading

from analysis.text.intake import cut_new


def serve() -> None:
    """Take one request, cut what is new, and end; or end with the parent, however that ends.

    Tells how far it is in lines of two numbers, done and all.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this one
    if sys.platform != "win32":
        os.nice(15)  # behind the server and behind what staff are looking at
    told = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what a function prints belongs to the log
    texts, args, kwargs, file, share = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
    threading.Thread(target=_end_with_parent, daemon=True).start()
    cut_new(
        texts(*args, **kwargs),
        file,
        lambda done, every: print(done, every, file=told, flush=True),
        share,
    )


def _end_with_parent() -> None:
    os.read(0, 1)  # not through sys.stdin: Python could not end while that is being read
    os._exit(1)
