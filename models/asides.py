"""Sendings put aside: a number that was used, with other answers. Staff count it or discard it.

It happens when a page is sent, changed and sent again by a browser that goes back, or when two
people share one copied page: nobody but staff can tell a correction from a second person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import audit, flags, lifecycle, responses, tables, tokens
from models.errors import NotFound
from models.responses import StoredResponse, Submission


@dataclass(frozen=True)
class Aside:
    """A sending that waits: the answer that is counted, and what came under its number later.

    Both have the same `response_id`; the second has no receipt.
    """

    id: int
    first: StoredResponse
    second: StoredResponse


def listing(session: Session, survey_id: str) -> list[Aside]:
    """What waits in the survey, sorted so that it does not tell what came first."""
    rows = session.exec(
        select(tables.Aside, tables.Response).where(
            tables.Aside.survey_id == survey_id,
            tables.Aside.outcome == "",
            tables.Aside.survey_id == tables.Response.survey_id,
            tables.Aside.submission_id == tables.Response.submission_id,
        )
    )
    ordered = sorted(rows, key=lambda pair: (pair[1].receipt, pair[0].checksum))
    return [
        Aside(aside.id or 0, responses.read(first, first.receipt), responses.read(aside))
        for aside, first in ordered
    ]


def count(session: Session, survey_id: str) -> int:
    """How many wait in the survey."""
    query = select(func.count(col(tables.Aside.id))).where(
        tables.Aside.survey_id == survey_id, tables.Aside.outcome == ""
    )
    return session.exec(query).one()


def admit(session: Session, aside_id: int, *, by: str) -> str:
    """Count it as an answer of its own, with a number of its own; returns the new receipt.

    Whatever the survey's phase: it came while answers were taken. Raises NotFound, also when it
    was decided before, and PlacesFull.
    """
    row = _waiting(session, aside_id)
    receipt = responses.admit(
        session,
        Submission(
            survey_id=row.survey_id,
            submission_id=tokens.unguessable(),
            version=row.version,
            placement=row.placement,
            answers=json.loads(row.answers),
            language=row.language,
            mode=row.mode,
            at=row.received,
            flags=flags.split(row.flags),
        ),
    )
    _decide(session, row, "admit", by)
    return receipt


def discard(session: Session, aside_id: int, *, by: str) -> None:
    """Delete what it says, for good. Raises NotFound, also when it was decided before."""
    _decide(session, _waiting(session, aside_id), "discard", by)


def _waiting(session: Session, aside_id: int) -> tables.Aside:
    """The row, its survey held: of two who decide at once the second finds nothing to decide."""
    survey_id = session.exec(
        select(tables.Aside.survey_id).where(tables.Aside.id == aside_id)
    ).first()
    if survey_id is not None:
        lifecycle.hold(session, {survey_id})
        row = session.get(tables.Aside, aside_id, populate_existing=True)
        if row is not None and row.outcome == "":
            return row
    raise NotFound("aside", str(aside_id))


def _decide(session: Session, row: tables.Aside, verb: str, by: str) -> None:
    """The row stays without its words, so that the same sending is known when it comes again."""
    row.outcome = verb
    row.answers = ""
    session.add(row)
    audit.record(session, by, f"aside.{verb}", row.survey_id, str(row.id))
