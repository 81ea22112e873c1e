"""From a vote to a whole answer: the same person goes on and answers the other questions, too.

The vote's row makes room for one with all answers, in one transaction, under the same number and
receipt. So nobody is counted twice, and a vote that is sent again is known again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session

from models import admission, flags, responses, seats, tables
from models.clock import now
from models.errors import KoebakoError, NotFound, SubmissionConflict
from models.responses import Submission

_response = tables.Response.metadata.tables["response"]


@dataclass(frozen=True)
class Continuation:
    """All answers of somebody who has voted and was given `receipt`.

    Number and placement are those of the vote, whatever `submission` says.
    """

    receipt: str
    submission: Submission


def complete(session: Session, sent: Sequence[Continuation]) -> list[str | KoebakoError]:
    """Put each whole answer in the place of its vote; returns the receipt, or the refusal, of each.

    The same answers sent again get the same receipt, also when the survey has closed since. Other
    answers after the first get SubmissionConflict and are put aside for staff. NotFound: no vote
    has that receipt. SurveyNotOpen and PlacesFull as for every answer; then the vote stays. Run by
    the writer thread; the surveys are held, so two processes never complete one vote twice.
    """
    moment = now()
    surveys = admission.running(session, {one.submission.survey_id for one in sent}, moment)
    return [_complete(session, one, surveys, moment) for one in sent]


def given(session: Session, one: Continuation) -> str:
    """The receipt if this very continuation is stored, else ''."""
    vote = _vote(session, one.submission.survey_id, one.receipt)
    same = vote is not None and vote["answers"] == responses.canonical(one.submission.answers)
    return one.receipt if same else ""


def _complete(
    session: Session,
    one: Continuation,
    surveys: Mapping[str, admission.Running],
    moment: datetime,
) -> str | KoebakoError:
    vote = _vote(session, one.submission.survey_id, one.receipt)
    if vote is None:
        return NotFound("receipt", one.receipt)
    whole = replace(
        one.submission,
        submission_id=vote["submission_id"],
        placement=vote["placement"],
        flags=(*flags.split(vote["flags"]), *one.submission.flags),
    )
    if vote["answers"] == responses.canonical(whole.answers):
        return one.receipt
    survey = surveys[whole.survey_id].at(whole.placement, moment)
    try:
        if vote["checksum"] != vote["vote"]:  # completed before, with other answers
            _may_come(session, whole, surveys, moment)
            responses.put_aside(session, whole, survey, moment)
            return SubmissionConflict()
        with session.begin_nested():
            session.connection().execute(delete(_response).where(_response.c.id == vote["id"]))
            if survey.document is not None and survey.document.has_places:
                seats.recount(session, whole.survey_id, survey.document)
            _may_come(session, whole, surveys, moment)
            responses.store_instead(
                session, whole, survey, moment, receipt=one.receipt, vote=vote["vote"]
            )
    except KoebakoError as refusal:
        return refusal
    return one.receipt


def _may_come(
    session: Session,
    submission: Submission,
    surveys: Mapping[str, admission.Running],
    moment: datetime,
) -> None:
    """Take the places it needs. Raises SurveyNotOpen and PlacesFull."""
    for refusal in admission.refusals(session, [submission], surveys, moment).values():
        raise refusal


def _vote(session: Session, survey_id: str, receipt: str) -> dict[str, Any] | None:
    """The row with that receipt, as it is now, if it began as a vote."""
    if not (receipt.isascii() and receipt.isalnum()):
        return None  # PostgreSQL refuses to look for a text with NUL in it
    query = select(_response).where(
        _response.c.receipt == receipt, _response.c.survey_id == survey_id, _response.c.vote != ""
    )
    found = session.connection().execute(query).mappings().first()
    return dict(found) if found is not None else None
