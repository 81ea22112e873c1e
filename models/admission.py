"""Which sendings may be stored now: phase, grace after closing, slips, places that are left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists
from sqlmodel import Session, select

from models import lifecycle, seats, tables
from models.document import SurveyDocument, load_published
from models.errors import KoebakoError, PlacesFull, SlipRefused, SurveyNotOpen
from models.spending import Spending

if TYPE_CHECKING:
    from models.responses import Submission

# Said once: with every batch of answers, building them anew would cost more than running them.
_tables = tables.Response.metadata.tables
_response, _version = _tables["response"], _tables["survey_version"]
_placement = _tables["placement"].c
# Whether any of its placements takes answers with slips only, or has times of its own, is asked in
# the same breath.
_OWN_TIMES = _placement.opens_at.is_not(None) | _placement.closes_at.is_not(None)
_its_own = exists().where(_placement.survey_id == bindparam("survey_id"))
_VERSION = select(
    _version.c.document,
    _its_own.where(_placement.kind == "slip"),
    _its_own.where(_OWN_TIMES),
).where(_version.c.survey_id == bindparam("survey_id"), _version.c.number == bindparam("number"))
_KEPT = select(
    _response.c.survey_id, _response.c.submission_id, _response.c.answers, _response.c.receipt
).where(
    _response.c.survey_id.in_(bindparam("surveys", expanding=True)),
    _response.c.submission_id.in_(bindparam("submissions", expanding=True)),
)


@dataclass(frozen=True)
class Running:
    """A survey as the transaction finds it, held until its end; `document` is the newest one.

    `closed` is the moment at which it stopped taking answers, for pages opened before it. `slips`:
    some of its placements take an answer only with a slip. `times` are (opens, closes) of those
    placements that have their own, by code.
    """

    phase: lifecycle.Phase
    version: int | None
    document: SurveyDocument | None
    closed: datetime | None = None
    slips: bool = False
    times: Mapping[str, tuple[datetime | None, datetime | None]] = field(default_factory=dict)

    def at(self, placement: str, moment: datetime) -> Running:
        """The survey as this placement's code finds it: times of its own narrow the survey's."""
        if placement not in self.times or (self.phase != "open" and self.closed is None):
            return self
        opens_at, closes_at = self.times[placement]
        phase = lifecycle.narrowed(self.phase, opens_at, closes_at, moment)
        return replace(self, phase=phase, closed=lifecycle.earlier(self.closed, closes_at))

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
        row = session.connection().execute(_VERSION, latest).one_or_none()
        text, slips, timed = row if row is not None else (None, False, False)
        document = load_published(text) if text is not None else None
        phase = lifecycle.phase(standing.state, document, moment)
        closed = lifecycle.closing(standing, document)
        found[survey_id] = Running(
            phase=phase,
            version=standing.version,
            document=document,
            closed=closed,
            slips=slips,
            times=_times(session, survey_id) if timed else {},
        )
    return found


def refusals(
    session: Session,
    submissions: Sequence[Submission],
    surveys: Mapping[str, Running],
    moment: datetime,
) -> dict[int, KoebakoError]:
    """Position → why that submission is not stored; slips and places of all others are taken."""
    refused: dict[int, KoebakoError] = {}
    older = {
        (s.survey_id, s.version) for s in submissions if s.version != surveys[s.survey_id].version
    }
    gone = {one for one in older if session.get(tables.SurveyVersion, one) is None}
    for number, submission in enumerate(submissions):
        survey = surveys[submission.survey_id].at(submission.placement, moment)
        if survey.phase not in lifecycle.TAKES_ANSWERS:
            late = survey.is_late(submission, moment) and _hangs(session, submission)
            if not late:
                refused[number] = SurveyNotOpen(survey.phase)
                continue
        if (submission.survey_id, submission.version) in gone:
            refused[number] = SurveyNotOpen("test")  # only a test takes its versions away
    return refused | _short(session, submissions, surveys, refused)


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


def _times(session: Session, survey_id: str) -> dict[str, tuple[datetime | None, datetime | None]]:
    columns = (_placement.code, _placement.opens_at, _placement.closes_at)
    query = select(*columns).where(_placement.survey_id == survey_id, _OWN_TIMES)
    return {code: (opens, closes) for code, opens, closes in session.connection().execute(query)}


def _hangs(session: Session, submission: Submission) -> bool:
    """Whether its placement is in use: one that staff switched off has no grace."""
    found = session.get(tables.Placement, submission.placement, populate_existing=True)
    return found is not None and found.active


def _short(
    session: Session,
    submissions: Sequence[Submission],
    surveys: Mapping[str, Running],
    refused: Collection[int],
) -> dict[int, KoebakoError]:
    """Who lacks what there is only so much of: a slip that is still good, a place."""
    counting = {
        survey_id: seats.Counting(session, survey_id, survey.document)
        for survey_id, survey in surveys.items()
        if survey.document is not None and survey.document.has_places
    }
    limited = {
        number: submission
        for number, submission in enumerate(submissions)
        if (submission.survey_id in counting or surveys[submission.survey_id].slips)
        and number not in refused
    }
    if not limited:
        return {}
    short: dict[int, KoebakoError] = {}
    carrying = [s for s in limited.values() if surveys[s.survey_id].slips]
    spending = Spending(session, carrying) if carrying else None
    seated = set(kept(session, list(limited.values())))
    for number, submission in limited.items():
        name = (submission.survey_id, submission.submission_id)
        if spending is not None and (code := spending.refusal(submission)):
            short[number] = SlipRefused(code)
            continue
        if name in seated:
            continue  # sent before: it has its place, or it is a conflict and gets none
        count = counting.get(submission.survey_id)
        if count is not None and (missing := count.full(submission.answers)):
            short[number] = PlacesFull(missing)
            continue
        if count is not None:
            count.take(submission.answers)
        # A slip that tries the survey out is good for the real one still.
        if spending is not None and surveys[submission.survey_id].phase != "test":
            spending.take(submission)
        seated.add(name)
    for count in counting.values():
        count.save()
    if spending is not None:
        spending.save()
    return short
