"""How commands reach the data: writing by whoever holds it, reading beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import settings
from models import handover
from models.store import Store


def write(operation: str, /, **arguments: Any) -> Any:
    """Run one of `models.operations`, here or in the server that holds the database."""
    chosen = settings.current()
    return handover.carry_out(chosen.store_url, chosen.data_dir, operation, **arguments)


@contextmanager
def reading() -> Iterator[Store]:
    """The store, only to read from, until the block ends."""
    store = Store(settings.current().store_url, writable=False)
    try:
        yield store
    finally:
        store.close()
