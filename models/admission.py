"""Which sendings may be stored now: the survey's phase, the grace after closing, its places."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlmodel import Session, select

from models import lifecycle, seats, tables
from models.document import SurveyDocument, load_published
from models.errors import KoebakoError, PlacesFull, SurveyNotOpen

if TYPE_CHECKING:
    from models.responses import Submission

# Said once: with every batch of answers, building them anew would cost more than running them.
_tables = tables.Response.metadata.tables
_response, _version = _tables["response"], _tables["survey_version"]
_VERSION = select(_version.c.document).where(
    _version.c.survey_id == bindparam("survey_id"), _version.c.number == bindparam("number")
)
_KEPT = select(
    _response.c.survey_id, _response.c.submission_id, _response.c.answers, _response.c.receipt
).where(
    _response.c.survey_id.in_(bindparam("surveys", expanding=True)),
    _response.c.submission_id.in_(bindparam("submissions", expanding=True)),
)


@dataclass(frozen=True)
class Running:
    """A survey as the transaction finds it, held until its end; `document` is the newest one.

    `closed` is the moment at which it stopped taking answers, for pages opened before it.
    """

    phase: lifecycle.Phase
    version: int | None
    document: SurveyDocument | None
    closed: datetime | None = None

    def is_late(self, submission: Submission, moment: datetime) -> bool:
        """Whether the sending comes after the closing and still in time (see lifecycle.GRACE)."""
        return self.phase == "closed" and lifecycle.in_grace(
            self.closed, submission.issued_at, moment
        )


def running(session: Session, survey_ids: Collection[str], moment: datetime) -> dict[str, Running]:
    """These surveys at that moment, held; one that does not exist is like a draft."""
    found = dict.fromkeys(survey_ids, Running("draft", None, None))
    for survey_id, standing in lifecycle.hold(session, survey_ids).items():
        latest = {"survey_id": survey_id, "number": standing.version or 0}
        text = session.connection().execute(_VERSION, latest).scalar_one_or_none()
        document = load_published(text) if text is not None else None
        phase = lifecycle.phase(standing.state, document, moment)
        closed = lifecycle.closing(standing, document)
        found[survey_id] = Running(phase, standing.version, document, closed)
    return found


def refusals(
    session: Session,
    submissions: Sequence[Submission],
    surveys: Mapping[str, Running],
    moment: datetime,
) -> dict[int, KoebakoError]:
    """Position → why that submission is not stored; the places of all others are taken."""
    refused: dict[int, KoebakoError] = {}
    older = {
        (s.survey_id, s.version) for s in submissions if s.version != surveys[s.survey_id].version
    }
    gone = {one for one in older if session.get(tables.SurveyVersion, one) is None}
    for number, submission in enumerate(submissions):
        survey = surveys[submission.survey_id]
        if survey.phase not in lifecycle.TAKES_ANSWERS:
            late = survey.is_late(submission, moment) and _hangs(session, submission)
            if not late:
                refused[number] = SurveyNotOpen(survey.phase)
                continue
        if (submission.survey_id, submission.version) in gone:
            refused[number] = SurveyNotOpen("test")  # only a test takes its versions away
    return refused | _full(session, submissions, surveys, refused)


def take_places(session: Session, submission: Submission, survey: Running) -> None:
    """The places that this one, never stored before, needs. Raises PlacesFull."""
    if survey.document is None or not survey.document.has_places:
        return
    count = seats.Counting(session, submission.survey_id, survey.document)
    if missing := count.full(submission.answers):
        raise PlacesFull(missing)
    count.take(submission.answers)
    count.save()


def kept(
    session: Session, submissions: Sequence[Submission]
) -> dict[tuple[str, str], tuple[str, str]]:
    """(survey, submission) → (answers, receipt) of those that are stored."""
    wanted = {
        "surveys": list({s.survey_id for s in submissions}),
        "submissions": [s.submission_id for s in submissions],
    }
    found = session.connection().execute(_KEPT, wanted)
    return {(survey, submission): (text, receipt) for survey, submission, text, receipt in found}


def _hangs(session: Session, submission: Submission) -> bool:
    """Whether its placement is in use: one that staff switched off has no grace."""
    found = session.get(tables.Placement, submission.placement, populate_existing=True)
    return found is not None and found.active


def _full(
    session: Session,
    submissions: Sequence[Submission],
    surveys: Mapping[str, Running],
    refused: Collection[int],
) -> dict[int, KoebakoError]:
    counting = {
        survey_id: seats.Counting(session, survey_id, survey.document)
        for survey_id, survey in surveys.items()
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
    seated = set(kept(session, list(limited.values())))
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
