"""A survey's states and what each allows; times decide the phase.

draft ⇄ test → open ⇄ paused, and from both closed, which can be opened again. A test ends by
publishing or by going back to the draft, and its answers end with it. Whoever was writing when a
survey closed may still send for a while (GRACE).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import bindparam
from sqlmodel import Session, select

from models import tables
from models.document import SurveyDocument

State = Literal["draft", "test", "open", "paused", "closed"]
Phase = Literal["draft", "test", "upcoming", "open", "paused", "closed"]

# The phases in which answers are stored; in a test they are test answers.
TAKES_ANSWERS: frozenset[Phase] = frozenset({"test", "open"})

# How long after the closing a page opened before it may still be sent.
GRACE = timedelta(minutes=30)

# verb → states it may start from
ALLOWED: dict[str, frozenset[State]] = {
    "start_test": frozenset({"draft", "test"}),
    "stop_test": frozenset({"test"}),
    "publish": frozenset({"draft", "test", "open", "paused", "closed"}),
    "pause": frozenset({"open"}),
    "close": frozenset({"open", "paused"}),
    "reopen": frozenset({"paused", "closed"}),
    "delete": frozenset({"draft"}),
}


@dataclass(frozen=True)
class Standing:
    """Where a survey stands: its state and the newest frozen version, None before there is one.

    `closed_at` is when staff ended it while it took answers; None in every other state.
    """

    state: State
    version: int | None
    closed_at: datetime | None = None


def phase(state: State, document: SurveyDocument | None, now: datetime) -> Phase:
    """What a resident meets at `now`; `document` is the published one, None before publishing."""
    if state == "draft" or document is None:
        return "draft"
    if state == "test":
        return "test"
    if state == "closed" or (document.closes_at is not None and now >= document.closes_at):
        return "closed"
    if state == "paused":
        return "paused"
    if document.opens_at is not None and now < document.opens_at:
        return "upcoming"
    return "open"


def narrowed(
    found: Phase, opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> Phase:
    """The phase at a code with times of its own, of a survey in the phase `found`.

    They can only end it earlier and begin it later. A test knows no times, as the survey's own.
    """
    if found in ("upcoming", "open", "paused") and closes_at is not None and now >= closes_at:
        return "closed"
    if found == "open" and opens_at is not None and now < opens_at:
        return "upcoming"
    return found


def earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of two closings; None is never."""
    return min((at for at in (one, other) if at is not None), default=None)


def closing(standing: Standing, document: SurveyDocument | None) -> datetime | None:
    """When the survey stopped taking answers, or will; None where no page has a grace.

    A pause has none, also when the survey is closed out of it or its time runs out in it.
    """
    at = document.closes_at if document is not None else None
    match standing.state:
        case "open":
            return at
        case "closed" if standing.closed_at is not None:
            return min(standing.closed_at, at) if at is not None else standing.closed_at
    return None


def in_grace(closing: datetime | None, issued_at: datetime | None, moment: datetime) -> bool:
    """Whether a page issued before the closing may still be sent at `moment`."""
    if closing is None or issued_at is None:
        return False
    return issued_at < closing and moment < closing + GRACE


# Said once: with every batch of answers, building it anew would cost more than running it.
_surveys = tables.Survey.metadata.tables["survey"].c
_HOLD = (
    select(_surveys.id, _surveys.state, _surveys.version, _surveys.closed_at)
    .where(_surveys.id.in_(bindparam("ids", expanding=True)))
    .order_by(_surveys.id)
    .with_for_update(key_share=True)
)


def hold(session: Session, survey_ids: Collection[str]) -> dict[str, Standing]:
    """Where these surveys stand, kept so until the transaction ends; ids of none are left out.

    Whoever stores answers and whoever changes a survey's state holds it first: then an answer
    never lands in a survey that was opened, closed or emptied in between, also when several
    processes write. Held in the order of their ids, so that nobody waits in a circle.
    """
    session.flush()  # what this very transaction has changed counts
    rows = session.connection().execute(_HOLD, {"ids": list(survey_ids)})
    return {survey_id: Standing(*standing) for survey_id, *standing in rows}
