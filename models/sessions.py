"""Signed-in browsers: kept on the server, ended by time, by log-out or by an administrator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from models import audit, tables, tokens
from models.clock import now

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)


@dataclass(frozen=True)
class SignedIn:
    """Who a session belongs to."""

    name: str
    role: str


def start(session: Session, staff_id: int) -> str:
    """A new session; returns the secret for the cookie, of which only the digest is stored."""
    token = tokens.secret()
    moment = now()
    row = tables.StaffSession(
        token_hash=tokens.digest(token), staff_id=staff_id, created_at=moment, seen_at=moment
    )
    session.add(row)
    account = session.get_one(tables.Staff, staff_id)
    audit.record(session, account.name, "sign-in", account.name)
    return token


def find(session: Session, token: str) -> SignedIn | None:
    """Who `token` stands for now; None when it is unknown, ended, idle or too old."""
    query = (
        select(tables.StaffSession, tables.Staff)
        .where(tables.StaffSession.token_hash == tokens.digest(token))
        .where(tables.StaffSession.staff_id == tables.Staff.id)
    )
    found = session.exec(query).first()
    if found is None:
        return None
    row, account = found
    moment = now()
    alive = (
        row.ended_at is None
        and account.active
        and abs(moment - row.seen_at) < IDLE
        and abs(moment - row.created_at) < ABSOLUTE
    )
    return SignedIn(account.name, account.role) if alive else None


def touch_all(session: Session, used: Sequence[str]) -> list[None]:
    """Note that these sessions were used just now; work for the writer's queue."""
    session.execute(
        update(tables.StaffSession)
        .where(col(tables.StaffSession.token_hash).in_([tokens.digest(token) for token in used]))
        .values(seen_at=now())
    )
    return [None for _ in used]


def end(session: Session, token: str) -> None:
    """End the session for good, in every tab."""
    session.execute(
        update(tables.StaffSession)
        .where(col(tables.StaffSession.token_hash) == tokens.digest(token))
        .values(ended_at=now())
    )
