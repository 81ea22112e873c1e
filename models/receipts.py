"""What a person sent, found again by the receipt they were given."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import tables
from models.questions.values import StoredValue


@dataclass(frozen=True)
class Sent:
    """One answer; `received` is rounded to the hour (UTC). `is_vote`: it answers one question by
    one scan, and may be completed (models.completion)."""

    version: int
    received: datetime
    answers: dict[str, StoredValue]
    is_vote: bool = False


def find(session: Session, survey_id: str, receipt: str) -> Sent | None:
    """The answer to that survey with that receipt; None without one."""
    row = _row(session, receipt)
    if row is None or row.survey_id != survey_id:
        return None
    is_vote = row.vote != "" and row.vote == row.checksum
    return Sent(row.version, row.received, json.loads(row.answers), is_vote)


def survey_of(session: Session, receipt: str) -> str | None:
    """The survey to which the answer with that receipt was given."""
    row = _row(session, receipt)
    return row.survey_id if row is not None else None


def taken_by(session: Session, survey_ids: Collection[str], submission_id: str) -> str | None:
    """Which of these surveys has stored a sending with that number."""
    query = select(tables.Response.survey_id).where(
        col(tables.Response.survey_id).in_(survey_ids),
        tables.Response.submission_id == submission_id,
    )
    return session.exec(query).first()


def origin(session: Session, receipt: str) -> str | None:
    """The code of the placement at which the answer with that receipt was given."""
    row = _row(session, receipt)
    return row.placement if row is not None else None


def _row(session: Session, receipt: str) -> tables.Response | None:
    if not (receipt.isascii() and receipt.isalnum()):
        return None  # PostgreSQL refuses to look for a text with NUL in it
    return session.exec(select(tables.Response).where(tables.Response.receipt == receipt)).first()
