"""Python's search for objects that hold each other, which reading many comments goes without."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unsearched() -> Iterator[None]:
    """Without that search, as it was before at the end.

    What is read out of comments is in no cycles: to look for some among millions of tokens takes up
    to three quarters of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
