"""Waiting for what another transaction does, without guessing how long it takes."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from models.store import Store


def until_somebody_waits(store: Store) -> None:
    """Until PostgreSQL holds a transaction back for another one."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with store.reading() as session:
        for _ in range(100_000):
            if session.execute(waiting).scalar_one():
                return
    pytest.fail("no transaction was held back")
