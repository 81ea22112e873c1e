"""Signed-in browsers: found while used, gone by time, by log-out and with the account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, SQLModel, select

from models import sessions, staff, tables, tokens
from models.clock import JST
from models.sessions import SignedIn
from models.store import Store

MOMENT = timedelta(microseconds=1)
DAY = timedelta(days=1)
YAMADA = SignedIn("yamada", "editor")


class Clock:
    """The wall clock of the machine, which a test may set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 6, 1, 9, 0, tzinfo=JST)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, by: timedelta) -> None:
        self.moment += by


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock in place of the real one."""
    clock = Clock()
    monkeypatch.setattr(sessions, "now", clock)
    return clock


def signed_in(store: Store) -> str:
    """The token of a new session of yamada, whose account is made when it is not there."""

    def start(session: Session) -> str:
        query = select(tables.Staff).where(tables.Staff.name == YAMADA.name)
        account = session.exec(query).first()
        known = account.id if account is not None else None
        staff_id = known or staff.add(session, YAMADA.name, "no hash", "editor", by="test")
        return sessions.start(session, staff_id)

    return store.write(start)


def found(store: Store, token: str) -> SignedIn | None:
    with store.reading() as session:
        return sessions.find(session, token)


def touch(store: Store, *used: str) -> None:
    for future in [store.submit(sessions.touch_all, token) for token in used]:
        future.result()


def test_found_right_after_the_start(store: Store) -> None:
    """By the real clock: what was stored a moment ago is alive, with its name and its role."""
    assert found(store, signed_in(store)) == YAMADA


def test_unknown_tokens_are_nobody(store: Store) -> None:
    token = signed_in(store)
    for other in ("", "x" * 43, token[:-1], token + "x", token.swapcase(), tokens.digest(token)):
        assert found(store, other) is None


def test_ended_for_good_and_alone(store: Store) -> None:
    """Log-out ends one browser's session, not those of the same person's other browsers."""
    here, elsewhere = signed_in(store), signed_in(store)
    store.write(lambda session: sessions.end(session, here))
    assert found(store, here) is None
    assert found(store, elsewhere) == YAMADA
    touch(store, here)
    assert found(store, here) is None


def test_ending_what_is_not_there_changes_nothing(store: Store) -> None:
    token = signed_in(store)
    store.write(lambda session: sessions.end(session, "x" * 43))
    assert found(store, token) == YAMADA


def test_idle_for_half_an_hour_is_the_end(store: Store, clock: Clock) -> None:
    token = signed_in(store)
    clock.move(timedelta(minutes=30) - MOMENT)
    assert found(store, token) == YAMADA
    clock.move(MOMENT)
    assert found(store, token) is None


def test_use_keeps_a_session_and_only_the_used_one(store: Store, clock: Clock) -> None:
    """Each use starts the half hour again; sessions are noted together and kept apart."""
    used, also_used, unused = (signed_in(store) for _ in range(3))
    clock.move(timedelta(minutes=29))
    touch(store, used, also_used)
    clock.move(timedelta(minutes=29))
    assert [found(store, token) for token in (used, also_used)] == [YAMADA, YAMADA]
    assert found(store, unused) is None


def test_eight_hours_are_the_end_however_busy(store: Store, clock: Clock) -> None:
    token = signed_in(store)
    for _ in range(24):
        assert found(store, token) == YAMADA
        clock.move(timedelta(minutes=20))
        touch(store, token)
    assert found(store, token) is None
    clock.move(-MOMENT)
    assert found(store, token) == YAMADA


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_a_clock_set_by_a_day_ends_a_session(store: Store, clock: Clock, jump: timedelta) -> None:
    """Forward or back; and use under the wrong time does not carry over into the right one."""
    token = signed_in(store)
    clock.move(jump)
    assert found(store, token) is None
    touch(store, token)
    clock.move(-jump)
    assert found(store, token) is None


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_a_session_begun_under_a_wrong_clock_ends_with_it(
    store: Store, clock: Clock, jump: timedelta
) -> None:
    """A start that seems to lie in the future does not make a session last a day longer."""
    clock.move(jump)
    token = signed_in(store)
    clock.move(-jump)
    touch(store, token)
    assert found(store, token) is None


def test_a_deactivated_account_is_out_at_once(store: Store) -> None:
    token = signed_in(store)

    def deactivate(session: Session) -> None:
        account = session.exec(select(tables.Staff)).one()
        account.active = False
        session.add(account)

    store.write(deactivate)
    assert found(store, token) is None


def test_only_the_digest_of_the_token_is_stored(store: Store) -> None:
    """No table holds the token: who reads the database cannot sign in with what is there."""
    token = signed_in(store)
    with store.reading() as session:
        assert session.exec(select(tables.StaffSession.token_hash)).all() == [tokens.digest(token)]
        rows: list[Sequence[object]] = []
        for table in SQLModel.metadata.sorted_tables:
            rows.extend(tuple(row) for row in session.execute(table.select()))
    # The account, the session, what the audit log says of each, and the key that signs forms.
    assert len(rows) == 5
    assert token not in repr(rows)


def test_every_token_is_new(store: Store) -> None:
    drawn = {signed_in(store) for _ in range(20)}
    assert len(drawn) == 20
    assert {len(token) for token in drawn} == {43}


def test_signing_in_is_written_down(store: Store) -> None:
    signed_in(store)
    with store.reading() as session:
        entries = session.exec(select(tables.AuditEntry).order_by(tables.AuditEntry.action)).all()
    assert [(entry.who, entry.action) for entry in entries] == [
        ("yamada", "sign-in"),
        ("test", "staff.add"),
    ]
