"""Surveys: draft, test, publish, close. Verbs take the session first, one transaction each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete as delete_rows
from sqlalchemy import func
from sqlmodel import Session, col, select

from models import audit, document, lifecycle, placements, slips, stages, tables, tokens
from models.clock import now
from models.document import Problem, SurveyDocument
from models.errors import NotFound, NotPublishable, StaleDraft
from models.multilingual import MAX_TEXT, Language, pick

_COPY: dict[Language, str] = {
    "ja": "（複製）",
    "ja-easy": "（うつし）",
    "en": " (copy)",
    "zh-Hans": "（副本）",
    "ko": " (사본)",
}


@dataclass(frozen=True)
class Draft:
    """The draft as read: save it with this revision."""

    document: SurveyDocument
    revision: int


@dataclass(frozen=True)
class Summary:
    """A survey as lists and page headers show it. `unpublished` tells of edits since publishing.

    In the state `test`, `version` is what is tried out and `responses` are test answers.
    """

    id: str
    title: str
    state: lifecycle.State
    phase: lifecycle.Phase
    version: int | None
    revision: int
    data_revision: int
    responses: int
    unpublished: bool
    opens_at: datetime | None
    closes_at: datetime | None
    coding_revision: int = 0


def create(session: Session, draft: SurveyDocument, *, by: str) -> str:
    """A new draft with one placement for the homepage; returns its id.

    Raises DefinitionError when the draft could not be read again.
    """
    moment = now()
    row = tables.Survey(
        id=tokens.short(8), draft=_readable(draft), created_at=moment, changed_at=moment
    )
    session.add(row)
    session.flush()
    audit.record(session, by, "survey.create", row.id, pick(draft.title))
    placements.add(session, row.id, placements.KINDS["web"], "web", by=by)
    return row.id


def duplicate(session: Session, survey_id: str, *, by: str) -> str:
    """A new draft like this one's, without its dates and answers; returns its id.

    Its codes are its own: what hangs on a wall leads to the old survey still.
    """
    original = document.load_draft(_row(session, survey_id).draft)
    title = {
        language: text[: MAX_TEXT - len(_COPY[language])] + _COPY[language]
        for language, text in original.title.items()
    }
    undated = dict.fromkeys(("opens_at", "closes_at", "retention_until", "results_on"))
    copy = create(session, original.model_copy(update={"title": title, **undated}), by=by)
    audit.record(session, by, "survey.duplicate", copy, survey_id)
    return copy


def draft(session: Session, survey_id: str) -> Draft:
    """The current draft. Raises NotFound."""
    row = _row(session, survey_id)
    return Draft(document.load_draft(row.draft), row.revision)


def save_draft(session: Session, survey_id: str, new: SurveyDocument, revision: int) -> int:
    """Save the draft read at `revision`; returns the new revision.

    Raises StaleDraft, and DefinitionError when it could not be read again.
    """
    row = stages.held(session, survey_id)
    if row.revision != revision:
        raise StaleDraft(row.revision)
    text = _readable(new)
    if text != row.draft:
        row.draft = text
        row.revision += 1
        row.changed_at = now()
        session.add(row)
    return row.revision


def publish(session: Session, survey_id: str, *, by: str) -> int:
    """Freeze the draft as the next version and open the survey; returns the version's number.

    Publishing an unchanged draft makes no new version. What a test left, answers and versions, is
    wiped, so that nothing of it can be stored or counted any more. Raises NotPublishable with
    every problem.
    """
    return _freeze(session, survey_id, "publish", "open", by)


def start_test(session: Session, survey_id: str, *, by: str) -> int:
    """Freeze the draft and take test answers to it; returns the version's number.

    Starting again, after an edit, wipes what the test before left. Raises NotPublishable.
    """
    return _freeze(session, survey_id, "start_test", "test", by)


def stop_test(session: Session, survey_id: str, *, by: str) -> None:
    """Back to the draft, as if there had been no test."""
    stages.move(session, survey_id, "stop_test", "draft", by)


def problems(session: Session, survey_id: str) -> tuple[Problem, ...]:
    """What to mend in the draft, also against what was published.

    A key keeps its type for good, and a column of the files its question: otherwise old answers
    would change their meaning.
    """
    current = document.load_draft(_row(session, survey_id).draft)
    types: dict[str, str] = {}
    owners: dict[str, str] = {}
    for version in _published(session, survey_id):
        for question in version.questions():
            types[question.key] = question.type
            owners |= {column.name: question.key for column in question.columns()}
    found = list(document.problems(current))
    for question in current.questions():
        if types.get(question.key, question.type) != question.type:
            found.append(Problem("type_changed", question.key))
        elif any(owners.get(c.name, question.key) != question.key for c in question.columns()):
            found.append(Problem("column_taken", question.key))
    return tuple(found)


def used_keys(session: Session, survey_id: str) -> frozenset[str]:
    """Keys of every question ever published in the survey."""
    published = _published(session, survey_id)
    return frozenset(question.key for version in published for question in version.questions())


def pause(session: Session, survey_id: str, *, by: str) -> None:
    """Take no answers for a while."""
    stages.move(session, survey_id, "pause", "paused", by)


def close(session: Session, survey_id: str, *, by: str) -> None:
    """Take no more answers from now on."""
    stages.move(session, survey_id, "close", "closed", by)


def reopen(session: Session, survey_id: str, *, by: str) -> None:
    """Take answers again after a pause or a closing, as the published version's times allow."""
    stages.move(session, survey_id, "reopen", "open", by)


def delete(session: Session, survey_id: str, *, by: str) -> None:
    """Remove a draft that was never published. Raises NotAllowed for any other."""
    row = stages.begin(session, survey_id, "delete")
    slips.delete_all(session, survey_id)
    for placement in session.exec(
        select(tables.Placement).where(tables.Placement.survey_id == survey_id)
    ):
        session.delete(placement)
    for rows in (
        *(tables.Wall, tables.Segment, tables.Coding, tables.Code),
        *(tables.TopicEdits, tables.Masking, tables.WordChoice),
    ):
        session.execute(delete_rows(rows).where(col(rows.survey_id) == survey_id))
    session.flush()
    session.delete(row)
    audit.record(session, by, "survey.delete", survey_id)


def versions(session: Session, survey_id: str) -> dict[int, SurveyDocument]:
    """Every frozen version by number, oldest first; empty before publishing and testing."""
    rows = session.exec(
        select(tables.SurveyVersion)
        .where(tables.SurveyVersion.survey_id == survey_id)
        .order_by(col(tables.SurveyVersion.number))
    )
    return {row.number: document.load_published(row.document) for row in rows}


def state(session: Session, survey_id: str) -> lifecycle.State:
    """The survey's state alone. Raises NotFound."""
    found: lifecycle.State = _row(session, survey_id).state  # type: ignore[assignment] # verbs' own
    return found


def closed_at(session: Session, survey_id: str) -> datetime | None:
    """When staff ended the survey by hand while it took answers. Raises NotFound."""
    return _row(session, survey_id).closed_at


def retention_until(session: Session, survey_id: str) -> date | None:
    """The last day on which answers may be kept, as published; None when none was promised."""
    published = versions(session, survey_id)
    return published[max(published)].retention_until if published else None


def summary(session: Session, survey_id: str) -> Summary:
    """One survey's summary. Raises NotFound."""
    return _summarize(session, [_row(session, survey_id)])[0]


def listing(session: Session) -> list[Summary]:
    """All surveys, last changed first."""
    rows = session.exec(select(tables.Survey).order_by(col(tables.Survey.changed_at).desc()))
    return _summarize(session, list(rows))


def _summarize(session: Session, rows: list[tables.Survey]) -> list[Summary]:
    wanted = [row.id for row in rows]
    query = (
        select(tables.Response.survey_id, func.count())
        .where(col(tables.Response.survey_id).in_(wanted))
        .group_by(tables.Response.survey_id)
    )
    counts = dict(session.exec(query).all())
    found = []
    for row in rows:
        latest = session.get(tables.SurveyVersion, (row.id, row.version or 0))
        published = document.load_published(latest.document) if latest else None
        shown = published or document.load_draft(row.draft)
        state: lifecycle.State = row.state  # type: ignore[assignment] # written by verbs only
        found.append(
            Summary(
                id=row.id,
                title=pick(document.load_draft(row.draft).title),
                state=state,
                phase=lifecycle.phase(state, published, now()),
                version=latest.number if latest else None,
                revision=row.revision,
                data_revision=row.data_revision,
                responses=counts.get(row.id, 0),
                unpublished=latest is not None and latest.document != row.draft,
                opens_at=shown.opens_at,
                closes_at=shown.closes_at,
                coding_revision=row.coding_revision,
            )
        )
    return found


def _freeze(session: Session, survey_id: str, verb: str, state: lifecycle.State, by: str) -> int:
    row = stages.begin(session, survey_id, verb)
    blocking = tuple(problem for problem in problems(session, survey_id) if problem.blocks)
    if blocking:
        raise NotPublishable(blocking)
    stages.end_test(session, row, by)
    version = stages.freeze(session, row)
    stages.settle(row, state)
    session.add(row)
    title = pick(document.load_published(row.draft).title)
    audit.record(session, by, f"survey.{verb}", survey_id, title)
    return version


def _published(session: Session, survey_id: str) -> list[SurveyDocument]:
    """The versions that residents answered; what is only tried out may still change freely."""
    tried_out = state(session, survey_id) == "test"
    return [] if tried_out else list(versions(session, survey_id).values())


def _readable(new: SurveyDocument) -> str:
    """The document's text, which can be read again. Raises DefinitionError."""
    text = document.dump(new)
    document.load_draft(text)
    return text


def _row(session: Session, survey_id: str) -> tables.Survey:
    # PostgreSQL refuses to look for a text with NUL in it; no survey has such an id.
    row = session.get(tables.Survey, survey_id) if "\0" not in survey_id else None
    if row is None:
        raise NotFound("survey", survey_id)
    return row
