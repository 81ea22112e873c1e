"""What was printed of each placement: so that the same piece is offered first the next time."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, select

from models import audit, tables

_ACTION = "placement.print"


def note(session: Session, code: str, piece: str, *, by: str) -> None:
    """Somebody opened `piece` of a placement to print it."""
    audit.record(session, by, _ACTION, code, piece)


def last(session: Session, codes: Collection[str]) -> dict[str, str]:
    """Code → the piece opened last, for those of `codes` of which one was."""
    entry = tables.AuditEntry
    rows = session.exec(
        select(entry.subject, entry.detail)
        .where(entry.action == _ACTION, col(entry.subject).in_(codes))
        .order_by(col(entry.id))
    )
    return dict(rows.all())
