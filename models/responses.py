"""Answers as they are stored: one immutable row a person, written in groups, read as values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, delete, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from models import lifecycle, seats, tables, tokens
from models.clock import hour_of, now
from models.document import SurveyDocument, load_published
from models.errors import KoebakoError, PlacesFull, SubmissionConflict, SurveyNotOpen
from models.questions.values import StoredValue

RECEIPT_LENGTH = 12  # 59 bits: cannot be guessed, can be read aloud

# Said once: with every batch of answers, building them anew would cost more than running them.
_tables = tables.Response.metadata.tables
_response, _version, _survey = (_tables[name] for name in ("response", "survey_version", "survey"))
_VERSION = select(_version.c.document).where(
    _version.c.survey_id == bindparam("survey_id"), _version.c.number == bindparam("number")
)
_SUBMISSION = ["survey_id", "submission_id"]
_INSERT: dict[str, Executable] = {
    "sqlite": sqlite.insert(_response).on_conflict_do_nothing(index_elements=_SUBMISSION),
    "postgresql": postgresql.insert(_response).on_conflict_do_nothing(index_elements=_SUBMISSION),
}
_KEPT = select(
    _response.c.survey_id, _response.c.submission_id, _response.c.answers, _response.c.receipt
).where(
    _response.c.survey_id.in_(bindparam("surveys", expanding=True)),
    _response.c.submission_id.in_(bindparam("submissions", expanding=True)),
)
_RAISE = (
    update(_survey)
    .where(_survey.c.id.in_(bindparam("ids", expanding=True)))
    .values(data_revision=_survey.c.data_revision + 1)
)


@dataclass(frozen=True)
class StoredResponse:
    """One response. `response_id` carries no order; `received` is rounded to the hour (UTC).

    `receipt` is what the person was given, '' for invented people.
    """

    response_id: str
    version: int
    placement: str
    language: str
    mode: str
    received: datetime
    answers: dict[str, StoredValue]
    receipt: str = ""


@dataclass(frozen=True)
class Submission:
    """One person's answers, read and checked, on their way to the database.

    `mode` is how they came; while a survey is being tried out, all are stored as `test`.
    """

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
    answers it gets SubmissionConflict and the first stays. A survey that takes no answers
    now, or none to that version any more, gets SurveyNotOpen; a chosen option without a place left
    gets PlacesFull. Run by the writer thread, in one transaction for all of them.
    """
    moment = now()
    running = _running(session, {s.survey_id for s in submissions}, moment)
    refused = _refusals(session, submissions, running)
    wanted = [(n, s) for n, s in enumerate(submissions) if n not in refused]
    sent = {number: canonical(submission.answers) for number, submission in wanted}
    rows = [_row(s, sent[number], moment, running[s.survey_id]) for number, s in wanted]
    _insert_new(session, rows)
    kept = _kept(session, [submission for _, submission in wanted])
    # A row is new when the receipt that is stored is the one made for it just now.
    receipts = {receipt for _, receipt in kept.values()}
    _raise_revisions(session, {row["survey_id"] for row in rows if row["receipt"] in receipts})
    outcomes: list[str | KoebakoError] = []
    for number, submission in enumerate(submissions):
        if number in refused:
            outcomes.append(refused[number])
            continue
        answers, receipt = kept[submission.survey_id, submission.submission_id]
        same = answers == sent[number]
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
            receipt=row.receipt,
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
    """Delete every response of the survey, for good, and give its places back; returns how many."""
    lifecycle.hold(session, {survey_id})
    seats.give_back(session, survey_id)
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


@dataclass(frozen=True)
class _Running:
    """A survey as the transaction finds it, held until its end; `document` is the newest one."""

    phase: lifecycle.Phase
    version: int | None
    document: SurveyDocument | None


def _running(
    session: Session, survey_ids: Collection[str], moment: datetime
) -> dict[str, _Running]:
    found = dict.fromkeys(survey_ids, _Running("draft", None, None))
    for survey_id, standing in lifecycle.hold(session, survey_ids).items():
        latest = {"survey_id": survey_id, "number": standing.version or 0}
        text = session.connection().execute(_VERSION, latest).scalar_one_or_none()
        document = load_published(text) if text is not None else None
        phase = lifecycle.phase(standing.state, document, moment)
        found[survey_id] = _Running(phase, standing.version, document)
    return found


def _refusals(
    session: Session, submissions: Sequence[Submission], running: Mapping[str, _Running]
) -> dict[int, KoebakoError]:
    """Position → why that submission is not stored; the places of all others are taken."""
    refused: dict[int, KoebakoError] = {}
    older = {
        (s.survey_id, s.version) for s in submissions if s.version != running[s.survey_id].version
    }
    gone = {one for one in older if session.get(tables.SurveyVersion, one) is None}
    for number, submission in enumerate(submissions):
        phase = running[submission.survey_id].phase
        if phase not in lifecycle.TAKES_ANSWERS:
            refused[number] = SurveyNotOpen(phase)
        elif (submission.survey_id, submission.version) in gone:
            refused[number] = SurveyNotOpen("test")  # only a test takes its versions away
    return refused | _full(session, submissions, running, refused)


def _full(
    session: Session,
    submissions: Sequence[Submission],
    running: Mapping[str, _Running],
    refused: Collection[int],
) -> dict[int, KoebakoError]:
    counting = {
        survey_id: seats.Counting(session, survey_id, survey.document)
        for survey_id, survey in running.items()
        if survey.document is not None and survey.document.has_places
    }
    limited = {
        number: submission
        for number, submission in enumerate(submissions)
        if submission.survey_id in counting and number not in refused
    }
    if not limited:
        return {}
    full: dict[int, KoebakoError] = {}
    seated = set(_kept(session, list(limited.values())))
    for number, submission in limited.items():
        name = (submission.survey_id, submission.submission_id)
        if name in seated:
            continue  # sent before: it has its place, or it is a conflict and gets none
        count = counting[submission.survey_id]
        if missing := count.full(submission.answers):
            full[number] = PlacesFull(missing)
        else:
            count.take(submission.answers)
            seated.add(name)
    for count in counting.values():
        count.save()
    return full


def _row(
    submission: Submission, answers: str, moment: datetime, survey: _Running
) -> dict[str, Any]:
    key = (submission.survey_id, submission.submission_id, submission.version)
    return {
        "survey_id": submission.survey_id,
        "submission_id": submission.submission_id,
        "version": submission.version,
        "placement": submission.placement,
        "language": submission.language,
        "mode": "test" if survey.phase == "test" else submission.mode,
        "received": hour_of(submission.at or moment),
        "answers": answers,
        "checksum": checksum(*key, answers),
        "receipt": tokens.short(RECEIPT_LENGTH),
    }


def _insert_new(session: Session, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(_INSERT[session.get_bind().dialect.name], rows)


def _kept(
    session: Session, submissions: Sequence[Submission]
) -> dict[tuple[str, str], tuple[str, str]]:
    wanted = {
        "surveys": list({s.survey_id for s in submissions}),
        "submissions": [s.submission_id for s in submissions],
    }
    found = session.connection().execute(_KEPT, wanted)
    return {(survey, submission): (text, receipt) for survey, submission, text, receipt in found}


def _raise_revisions(session: Session, survey_ids: set[str]) -> None:
    if survey_ids:
        session.connection().execute(_RAISE, {"ids": list(survey_ids)})
