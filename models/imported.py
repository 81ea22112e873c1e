"""Answers that were collected elsewhere, as a survey of their own that takes no more of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from sqlmodel import Session, col, select

from models import audit, parcels, placements, responses, stages, surveys, tables, tokens
from models.clock import now
from models.errors import KoebakoError, NotAllowed
from models.parcels import Entry
from models.responses import Submission

MODE: Final = "import"
STEP: Final = "survey.import"  # in the audit log, with what the file is known by
NAME: Final = "取り込んだファイル"  # of the placement
_GROUP: Final = 500  # responses stored at a time


def add(session: Session, parcel: Path, *, again: bool, by: str) -> tuple[str, int]:
    """The survey in the parcel with its answers, closed; returns its id and their number.

    It is published, but no code leads to it: its only placement is not in use. Everything is done
    or nothing. Raises NotAllowed('imported_before') unless the same file may come `again`,
    FileRefused, DefinitionError.
    """
    with parcels.reading(parcel) as (head, entries):
        if not again and former(session, head.digest):
            raise NotAllowed("imported_before")
        survey_id = surveys.create(session, head.document, by=by)
        code = _placement(session, survey_id, head.source)
        row = stages.held(session, survey_id)
        version = stages.freeze(session, row)
        stages.settle(row, "open")
        session.add(row)
        count = _store(session, survey_id, version, code, head.digest, entries)
    row.state = "closed"  # at no time: nobody has a page of it open
    row.changed_at = now()
    session.add(row)
    audit.record(session, by, STEP, survey_id, f"{head.digest} {head.source} {count}件")
    return survey_id, count


def former(session: Session, digest: str) -> list[str]:
    """The surveys that the same file was imported as before, the newest first."""
    query = (
        select(tables.AuditEntry.subject)
        .where(tables.AuditEntry.action == STEP)
        .where(col(tables.AuditEntry.detail).startswith(digest, autoescape=True))
        .order_by(col(tables.AuditEntry.id).desc())
    )
    return list(session.exec(query))


def _placement(session: Session, survey_id: str, source: str) -> str:
    """The code that the answers are noted under: that of the homepage, named anew and put away."""
    [made] = placements.listing(session, survey_id)
    row = session.get_one(tables.Placement, made.code)
    row.name = f"{NAME}（{source[:80]}）"
    row.active = False
    session.add(row)
    return row.code


def _store(
    session: Session,
    survey_id: str,
    version: int,
    code: str,
    digest: str,
    entries: Iterable[Entry],
) -> int:
    """Store the entries by the verb that all answers are stored by; returns how many."""
    count = 0
    rest = iter(entries)
    while group := list(islice(rest, _GROUP)):
        sent = [
            Submission(
                survey_id=survey_id,
                # Nothing in it tells the order of the rows: exports are sorted by its digest.
                submission_id=tokens.digest(f"{digest}:{entry.row}"),
                version=version,
                placement=code,
                answers=entry.answers,
                mode=MODE,
                at=entry.moment,
            )
            for entry in group
        ]
        for outcome in responses.store(session, sent):
            if isinstance(outcome, KoebakoError):
                raise outcome
        count += len(group)
    return count
