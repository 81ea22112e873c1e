"""Who did what: one line for every step that matters."""

from __future__ import annotations

from sqlmodel import Session

from models.clock import now
from models.tables import AuditEntry


def record(session: Session, who: str, action: str, subject: str, detail: str = "") -> None:
    """Add an entry to the audit log, in the transaction of the step itself."""
    entry = AuditEntry(at=now(), who=who, action=action, subject=subject, detail=detail[:400])
    session.add(entry)
