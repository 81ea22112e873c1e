"""Answers as they are stored: one immutable row a person, written in groups, read as values."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, delete, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from models import admission, codings, flags, lifecycle, seats, tables, tokens
from models.clock import hour_of, now
from models.errors import KoebakoError, SubmissionConflict
from models.questions.values import StoredValue

RECEIPT_LENGTH = 12  # 59 bits: cannot be guessed, can be read aloud
VOTE = "vote"  # mode: one question, answered by one scan (models.votes)

# Said once: with every batch of answers, building them anew would cost more than running them.
_tables = tables.Response.metadata.tables
_response, _aside, _survey = (_tables[name] for name in ("response", "aside", "survey"))
_SUBMISSION = ["survey_id", "submission_id"]
_SENDING = [*_SUBMISSION, "checksum"]
_INSERT: dict[str, Executable] = {
    "sqlite": sqlite.insert(_response).on_conflict_do_nothing(index_elements=_SUBMISSION),
    "postgresql": postgresql.insert(_response).on_conflict_do_nothing(index_elements=_SUBMISSION),
}
_PUT_ASIDE: dict[str, Executable] = {
    "sqlite": sqlite.insert(_aside).on_conflict_do_nothing(index_elements=_SENDING),
    "postgresql": postgresql.insert(_aside).on_conflict_do_nothing(index_elements=_SENDING),
}
_RAISE = (
    update(_survey)
    .where(_survey.c.id.in_(bindparam("ids", expanding=True)))
    .values(data_revision=_survey.c.data_revision + 1)
)


@dataclass(frozen=True)
class StoredResponse:
    """One response. `response_id` carries no order; `received` is rounded to the hour (UTC).

    `receipt` is what the person was given, '' for invented people. `flags` are hints that
    something looked unusual (models.flags).
    """

    response_id: str
    version: int
    placement: str
    language: str
    mode: str
    received: datetime
    answers: dict[str, StoredValue]
    receipt: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Submission:
    """One person's answers, read and checked, on their way to the database.

    `mode` is how they came; while a survey is being tried out, all are stored as `test`. `flags`
    are codes of models.flags but `late`, which storing adds. `issued_at` is when the page was made,
    if its signature was good: only such a page may be sent in the grace after closing. `slip` is
    the fingerprint of the slip that came with it (models.slip_numbers), '' without one.
    """

    survey_id: str
    submission_id: str
    version: int
    placement: str
    answers: Mapping[str, StoredValue]
    language: str = "ja"
    mode: str = "web"
    at: datetime | None = None  # None: now; set only for samples and imports
    flags: tuple[str, ...] = ()
    issued_at: datetime | None = None
    slip: str = field(default="", repr=False)


def store(session: Session, submissions: Sequence[Submission]) -> list[str | KoebakoError]:
    """Store each submission once; returns a receipt, or the refusal, for each.

    The same submission_id with the same answers gets the receipt it got before, also when the
    survey has closed since. With other answers it gets SubmissionConflict: the first stays, and
    what came second is put aside for staff, once (models.asides). A survey that takes no answers
    now, or none to that version any more, gets SurveyNotOpen; a chosen option without a place left
    gets PlacesFull; where a slip is needed and none is good, SlipRefused. The slip of what is
    stored is gone, but in a trial. Run by the writer thread, in one transaction for all of them.
    """
    moment = now()
    surveys = admission.running(session, {s.survey_id for s in submissions}, moment)
    refused = admission.refusals(session, submissions, surveys, moment)
    sent = [canonical(submission.answers) for submission in submissions]
    rows = {
        number: _row(
            submission,
            sent[number],
            moment,
            surveys[submission.survey_id].at(submission.placement, moment),
        )
        for number, submission in enumerate(submissions)
        if number not in refused
    }
    _insert(session, _INSERT, list(rows.values()))
    kept = admission.kept(session, submissions)
    # A row is new when the receipt that is stored is the one made for it just now.
    receipts = {receipt for _, receipt in kept.values()}
    new = {row["survey_id"] for row in rows.values() if row["receipt"] in receipts}
    _raise_revisions(session, new)
    outcomes: list[str | KoebakoError] = []
    aside: list[dict[str, Any]] = []
    for number, submission in enumerate(submissions):
        answers, receipt = kept.get((submission.survey_id, submission.submission_id), (None, ""))
        if answers == sent[number] or (receipt and began_as(session, submission)):
            outcomes.append(receipt)
        elif number in refused:
            outcomes.append(refused[number])
        else:
            outcomes.append(SubmissionConflict())
            aside.append(rows[number])
    _insert(session, _PUT_ASIDE, [_set_aside(row) for row in aside])
    return outcomes


def admit(session: Session, submission: Submission) -> str:
    """Store, whatever the survey's phase, what staff have decided to count; returns its receipt.

    Raises PlacesFull. The submission_id is one that was never used.
    """
    moment = now()
    survey = admission.running(session, {submission.survey_id}, moment)[submission.survey_id]
    admission.take_places(session, submission, survey)
    row = _row(submission, canonical(submission.answers), moment, survey)
    _insert(session, _INSERT, [row])
    _raise_revisions(session, {submission.survey_id})
    receipt: str = row["receipt"]
    return receipt


def began_as(session: Session, vote: Submission) -> str:
    """The receipt of the answer that this very vote has grown into, '' when there is none."""
    if vote.mode != VOTE:
        return ""
    mark = checksum(vote.survey_id, vote.submission_id, vote.version, canonical(vote.answers))
    query = select(tables.Response.receipt).where(
        tables.Response.survey_id == vote.survey_id,
        tables.Response.submission_id == vote.submission_id,
        tables.Response.vote == mark,
    )
    return session.exec(query).first() or ""


def store_instead(
    session: Session,
    submission: Submission,
    survey: admission.Running,
    moment: datetime,
    *,
    receipt: str,
    vote: str,
) -> None:
    """Store the whole answer that takes the place of a vote, under its receipt (see completion)."""
    whole = _row(submission, canonical(submission.answers), moment, survey)
    _insert(session, _INSERT, [whole | {"receipt": receipt, "vote": vote}])
    _raise_revisions(session, {submission.survey_id})


def put_aside(
    session: Session, submission: Submission, survey: admission.Running, moment: datetime
) -> None:
    """Keep for staff, once, what came under a number that was used (models.asides)."""
    row = _row(submission, canonical(submission.answers), moment, survey)
    _insert(session, _PUT_ASIDE, [_set_aside(row)])


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
    found = [read(row, row.receipt) for row in rows]
    return sorted(found, key=lambda response: response.response_id)


def public_id(submission_id: str) -> str:
    """The response_id: the same for the same submission, and no word about when it came."""
    return "r" + tokens.digest(submission_id)[:12]  # no number: Excel rounds those


def read(row: tables.Response | tables.Aside, receipt: str = "") -> StoredResponse:
    """The row as a value."""
    return StoredResponse(
        response_id=public_id(row.submission_id),
        version=row.version,
        placement=row.placement,
        language=row.language,
        mode=row.mode,
        received=row.received,
        answers=json.loads(row.answers),
        receipt=receipt,
        flags=flags.split(row.flags),
    )


def flag_counts(session: Session, survey_id: str) -> dict[str, int]:
    """Flag → how many responses of the survey carry it, by code; a flag of none is not named."""
    query = (
        select(tables.Response.flags, func.count())
        .where(tables.Response.survey_id == survey_id, tables.Response.flags != "")
        .group_by(tables.Response.flags)
    )
    counts = Counter[str]()
    for text, number in session.exec(query):
        counts.update(dict.fromkeys(flags.split(text), number))
    return dict(sorted(counts.items()))


def delete_all(session: Session, survey_id: str) -> int:
    """Delete every response of the survey, for good, and give its places back; returns how many.

    What was put aside and what codes hold of them goes too, and is not counted.
    """
    lifecycle.hold(session, {survey_id})
    seats.give_back(session, survey_id)
    codings.delete_all(session, survey_id)
    # They name responses, or words of theirs.
    for rows in (tables.Aside, tables.TopicEdits, tables.Masking, tables.WordChoice):
        session.execute(delete(rows).where(col(rows.survey_id) == survey_id))
    statement = delete(tables.Response).where(col(tables.Response.survey_id) == survey_id)
    count = session.connection().execute(statement).rowcount
    _raise_revisions(session, {survey_id})
    return count


def _row(
    submission: Submission, answers: str, moment: datetime, survey: admission.Running
) -> dict[str, Any]:
    key = (submission.survey_id, submission.submission_id, submission.version)
    late = ("late",) if survey.is_late(submission, moment) else ()
    mark = checksum(*key, answers)
    return {
        "survey_id": submission.survey_id,
        "submission_id": submission.submission_id,
        "version": submission.version,
        "placement": submission.placement,
        "language": submission.language,
        "mode": "test" if survey.phase == "test" else submission.mode,
        "received": hour_of(submission.at or moment),
        "answers": answers,
        "checksum": mark,
        "receipt": tokens.short(RECEIPT_LENGTH),
        "vote": mark if submission.mode == VOTE else "",
        "flags": flags.joined((*submission.flags, *late)),
    }


def _set_aside(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in ("receipt", "vote")}
    return kept | {"outcome": ""}


def _insert(
    session: Session, statement: Mapping[str, Executable], rows: list[dict[str, Any]]
) -> None:
    if rows:
        session.connection().execute(statement[session.get_bind().dialect.name], rows)


def _raise_revisions(session: Session, survey_ids: set[str]) -> None:
    if survey_ids:
        session.connection().execute(_RAISE, {"ids": list(survey_ids)})
