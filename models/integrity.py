"""Whether stored answers are as they were received: `manage.py verify`."""

from __future__ import annotations

from sqlmodel import Session, select

from models import tables
from models.responses import checksum


def damaged(session: Session) -> list[str]:
    """Receipts of rows whose checksum does not fit: something outside Koebako changed them.

    A sending that waits aside is named by the receipt of the answer whose number it carries.
    """
    waiting = select(tables.Aside, tables.Response.receipt).where(
        tables.Aside.outcome == "",
        tables.Aside.survey_id == tables.Response.survey_id,
        tables.Aside.submission_id == tables.Response.submission_id,
    )
    return [
        *(row.receipt for row in session.exec(select(tables.Response)) if not _fits(row)),
        *(receipt for row, receipt in session.exec(waiting) if not _fits(row)),
    ]


def _fits(row: tables.Response | tables.Aside) -> bool:
    found = checksum(row.survey_id, row.submission_id, row.version, row.answers)
    return found == row.checksum
