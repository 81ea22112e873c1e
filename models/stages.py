"""A survey on its way from one state to the next: held, allowed, test ended, draft frozen."""

from __future__ import annotations

from sqlalchemy import delete
from sqlmodel import Session, col

from models import audit, document, lifecycle, responses, seats, tables
from models.clock import now
from models.errors import NotAllowed, NotFound


def held(session: Session, survey_id: str) -> tables.Survey:
    """The survey as it is, and stays until this transaction ends. Raises NotFound."""
    lifecycle.hold(session, {survey_id})
    row = session.get(tables.Survey, survey_id, populate_existing=True)
    if row is None:
        raise NotFound("survey", survey_id)
    return row


def begin(session: Session, survey_id: str, verb: str) -> tables.Survey:
    """The held survey, if its state allows the verb. Raises NotFound, NotAllowed."""
    row = held(session, survey_id)
    if row.state not in lifecycle.ALLOWED[verb]:
        raise NotAllowed(f"{verb}_{row.state}")
    return row


def move(session: Session, survey_id: str, verb: str, state: lifecycle.State, by: str) -> None:
    """Nothing but another state."""
    row = begin(session, survey_id, verb)
    end_test(session, row, by)
    settle(row, state)
    row.changed_at = now()
    session.add(row)
    audit.record(session, by, f"survey.{verb}", survey_id)


def settle(row: tables.Survey, state: lifecycle.State) -> None:
    """Put the held survey into the state. What ends while it takes answers notes when."""
    ends = state == "closed" and row.state == "open"
    row.closed_at = now() if ends else None
    row.state = state


def end_test(session: Session, row: tables.Survey, by: str) -> None:
    """Leave nothing of a test, if the survey is in one.

    The number of its version is not used again, so that a page that was opened in the test is
    refused even when it is sent after the opening.
    """
    if row.state != "test":
        return
    number = responses.delete_all(session, row.id)
    versions = delete(tables.SurveyVersion).where(col(tables.SurveyVersion.survey_id) == row.id)
    session.execute(versions)
    audit.record(session, by, "survey.wipe_test", row.id, str(number))


def freeze(session: Session, row: tables.Survey) -> int:
    """The number of the version that says what the draft says; a new one unless the newest does."""
    latest = session.get(tables.SurveyVersion, (row.id, row.version or 0))
    if latest is not None and latest.document == row.draft:
        return latest.number
    row.version = (row.version or 0) + 1
    session.add(
        tables.SurveyVersion(
            survey_id=row.id, number=row.version, document=row.draft, published_at=now()
        )
    )
    seats.recount(session, row.id, document.load_published(row.draft))
    return row.version
