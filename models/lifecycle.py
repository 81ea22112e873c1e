"""A survey's states and what each allows; times decide the phase.

draft ⇄ test → open ⇄ paused, and from both closed, which can be opened again. A test ends by
publishing or by going back to the draft, and its answers end with it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam
from sqlmodel import Session, select

from models import tables
from models.document import SurveyDocument

State = Literal["draft", "test", "open", "paused", "closed"]
Phase = Literal["draft", "test", "upcoming", "open", "paused", "closed"]

# The phases in which answers are stored; in a test they are test answers.
TAKES_ANSWERS: frozenset[Phase] = frozenset({"test", "open"})

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
    """Where a survey stands: its state and the newest frozen version, None before there is one."""

    state: State
    version: int | None


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


# Said once: with every batch of answers, building it anew would cost more than running it.
_surveys = tables.Survey.metadata.tables["survey"].c
_HOLD = (
    select(_surveys.id, _surveys.state, _surveys.version)
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
    return {survey_id: Standing(state, version) for survey_id, state, version in rows}
