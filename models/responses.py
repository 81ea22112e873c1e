"""Answers as they are stored: one immutable row a person, written in groups, read as values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from models import lifecycle, tables, tokens
from models.clock import hour_of, now
from models.document import load_published
from models.errors import KoebakoError, SubmissionConflict, SurveyNotOpen
from models.questions.base import StoredValue

RECEIPT_LENGTH = 12  # 59 bits: cannot be guessed, can be read aloud


@dataclass(frozen=True)
class StoredResponse:
    """One response. `response_id` carries no order; `received` is rounded to the hour (UTC)."""

    response_id: str
    version: int
    placement: str
    language: str
    mode: str
    received: datetime
    answers: dict[str, StoredValue]


@dataclass(frozen=True)
class Submission:
    """One person's answers, read and checked, on their way to the database."""

    survey_id: str
    submission_id: str
    version: int
    placement: str
    answers: Mapping[str, StoredValue]
    language: str = "ja"
    mode: str = "web"
    at: datetime | None = None  # None: now; set only for samples and imports


def store(session: Session, submissions: Sequence[Submission]) -> list[str | KoebakoError]:
    """Store each submission once; returns a receipt, or the refusal, for each.

    The same submission_id with the same answers gets the receipt it got before. With other
    answers it gets SubmissionConflict and the first stays. A survey that is not open now gets
    SurveyNotOpen. Run by the writer thread, in one transaction for all of them.
    """
    moment = now()
    refusals = _refusals(session, {s.survey_id for s in submissions}, moment)
    wanted = [s for s in submissions if s.survey_id not in refusals]
    rows = [_row(submission, moment) for submission in wanted]
    _insert_new(session, rows)
    kept = _kept(session, wanted)
    # A row is new when the receipt that is stored is the one made for it just now.
    receipts = {receipt for _, receipt in kept.values()}
    _raise_revisions(session, {row["survey_id"] for row in rows if row["receipt"] in receipts})
    outcomes: list[str | KoebakoError] = []
    for submission in submissions:
        refusal = refusals.get(submission.survey_id)
        if refusal is not None:
            outcomes.append(refusal)
            continue
        answers, receipt = kept[submission.survey_id, submission.submission_id]
        same = answers == canonical(submission.answers)
        outcomes.append(receipt if same else SubmissionConflict())
    return outcomes


def canonical(answers: Mapping[str, StoredValue]) -> str:
    """Answers as JSON text: equal answers give equal text, whatever order they came in."""
    return json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(survey_id: str, submission_id: str, version: int, answers: str) -> str:
    """SHA-256 over what must never change in a row; `manage.py verify` computes it again."""
    parts = "\n".join((survey_id, submission_id, str(version), answers))
    return hashlib.sha256(parts.encode()).hexdigest()


def stored(session: Session, survey_id: str) -> list[StoredResponse]:
    """Every response of the survey, sorted by `response_id`, so without arrival order."""
    rows = session.exec(select(tables.Response).where(tables.Response.survey_id == survey_id))
    found = [
        StoredResponse(
            response_id=_response_id(row.submission_id),
            version=row.version,
            placement=row.placement,
            language=row.language,
            mode=row.mode,
            received=row.received,
            answers=json.loads(row.answers),
        )
        for row in rows
    ]
    return sorted(found, key=lambda response: response.response_id)


def has_receipt(session: Session, survey_id: str, receipt: str) -> bool:
    """True when that receipt was given for an answer to that survey."""
    if not (receipt.isascii() and receipt.isalnum()):
        return False  # PostgreSQL refuses to look for a text with NUL in it
    query = select(tables.Response.id).where(
        tables.Response.survey_id == survey_id, tables.Response.receipt == receipt
    )
    return session.exec(query).first() is not None


def over_time(session: Session, survey_id: str) -> list[tuple[datetime, int]]:
    """(hour in UTC, responses received in it), in order."""
    query = (
        select(tables.Response.received, func.count())
        .where(tables.Response.survey_id == survey_id)
        .group_by(col(tables.Response.received))
        .order_by(col(tables.Response.received))
    )
    return [(hour, count) for hour, count in session.exec(query)]


def delete_all(session: Session, survey_id: str) -> int:
    """Delete every response of the survey, for good; returns how many there were."""
    statement = delete(tables.Response).where(col(tables.Response.survey_id) == survey_id)
    count = session.connection().execute(statement).rowcount
    _raise_revisions(session, {survey_id})
    return count


def damaged(session: Session) -> list[str]:
    """Receipts of rows whose checksum does not fit: something outside Koebako changed them."""
    return [
        row.receipt
        for row in session.exec(select(tables.Response))
        if checksum(row.survey_id, row.submission_id, row.version, row.answers) != row.checksum
    ]


def _response_id(submission_id: str) -> str:
    """A name for the row that says nothing of when; the letter keeps Excel from seeing a number."""
    return "r" + tokens.digest(submission_id)[:12]


def _refusals(session: Session, survey_ids: set[str], moment: datetime) -> dict[str, SurveyNotOpen]:
    refusals = {}
    for survey_id in survey_ids:
        row = session.get(tables.Survey, survey_id)
        latest = session.get(tables.SurveyVersion, (survey_id, row.version or 0)) if row else None
        state: Any = row.state if row else "draft"
        phase = lifecycle.phase(state, load_published(latest.document) if latest else None, moment)
        if phase != "open":
            refusals[survey_id] = SurveyNotOpen(phase)
    return refusals


def _row(submission: Submission, moment: datetime) -> dict[str, Any]:
    answers = canonical(submission.answers)
    key = (submission.survey_id, submission.submission_id, submission.version)
    return {
        "survey_id": submission.survey_id,
        "submission_id": submission.submission_id,
        "version": submission.version,
        "placement": submission.placement,
        "language": submission.language,
        "mode": submission.mode,
        "received": hour_of(submission.at or moment),
        "answers": answers,
        "checksum": checksum(*key, answers),
        "receipt": tokens.short(RECEIPT_LENGTH),
    }


def _insert_new(session: Session, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    dialect = {"sqlite": sqlite, "postgresql": postgresql}[session.get_bind().dialect.name]
    statement = dialect.insert(tables.Response).on_conflict_do_nothing(
        index_elements=["survey_id", "submission_id"]
    )
    session.connection().execute(statement, rows)


def _kept(
    session: Session, submissions: Sequence[Submission]
) -> dict[tuple[str, str], tuple[str, str]]:
    query = select(
        tables.Response.survey_id,
        tables.Response.submission_id,
        tables.Response.answers,
        tables.Response.receipt,
    ).where(
        col(tables.Response.survey_id).in_({s.survey_id for s in submissions}),
        col(tables.Response.submission_id).in_([s.submission_id for s in submissions]),
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in session.exec(query)}


def _raise_revisions(session: Session, survey_ids: set[str]) -> None:
    if survey_ids:
        session.execute(
            update(tables.Survey)
            .where(col(tables.Survey.id).in_(survey_ids))
            .values(data_revision=tables.Survey.data_revision + 1)
        )
