"""The draft as this tab has it open: every accepted edit is saved at once, nobody is overwritten.

The tab remembers the revision it shows. When somebody else saves in between, every further edit
of this tab is refused until it reads again; what was typed stays on the screen to be copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from models import clock, store, surveys
from models.document import SurveyDocument
from models.errors import StaleDraft
from pages.components import notices

Change = Callable[[SurveyDocument], SurveyDocument]
T = TypeVar("T")

_SURVEY, _REVISION, _TURN, _SAVED_AT = (
    f"build.{name}" for name in ("survey", "revision", "turn", "saved_at")
)


@dataclass(frozen=True)
class Desk:
    """What the page shows: the stored draft, when this tab saved last ('' for not yet), and
    whether somebody else has saved since, so that this tab has to read again."""

    document: SurveyDocument
    revision: int
    saved_at: str
    stale: bool


def open_desk(survey_id: str) -> Desk:
    """Read the draft. Coming to the page, or to another survey, starts afresh. Raises NotFound."""
    with store.current().reading() as session:
        draft = surveys.draft(session, survey_id)
    state = st.session_state
    if state.get("frame.entered") or state.get(_SURVEY) != survey_id:
        state[_SURVEY], state[_SAVED_AT] = survey_id, ""
        _begin(draft.revision)
    stale = draft.revision != state[_REVISION]
    return Desk(draft.document, draft.revision, state[_SAVED_AT], stale)


def survey_id() -> str:
    """The survey on the desk."""
    found: str = st.session_state[_SURVEY]
    return found


def read_again() -> None:
    """Show what is stored now and let this tab save again."""
    with store.current().reading() as session:
        _begin(surveys.draft(session, st.session_state[_SURVEY]).revision)


def field(name: str) -> str:
    """The key of an input; it changes when the draft is read again, so that inputs start afresh."""
    return f"build.{st.session_state[_SURVEY]}.{st.session_state[_TURN]}.{name}"


def save(change: Change) -> bool:
    """Save the changed draft, or tell why not; returns whether it was saved. For callbacks."""
    survey_id, revision = st.session_state[_SURVEY], st.session_state[_REVISION]
    with _refusals():
        with store.current().reading() as session:
            draft = surveys.draft(session, survey_id)
        new = change(draft.document)
        st.session_state[_REVISION] = store.current().write(
            lambda session: surveys.save_draft(session, survey_id, new, revision)
        )
        st.session_state[_SAVED_AT] = f"{clock.now():%H:%M}"
        return True
    return False


def carry_out(step: Callable[[Any, str], T]) -> T | None:
    """Do `step(session, survey id)` on the very draft that is shown, or tell why not: then None.

    Publishing must not publish what somebody else wrote unseen.
    """
    survey_id, revision = st.session_state[_SURVEY], st.session_state[_REVISION]

    def on_this_draft(session: Any) -> T:
        current = surveys.draft(session, survey_id).revision
        if current != revision:
            raise StaleDraft(current)
        return step(session, survey_id)

    with _refusals():
        return store.current().write(on_this_draft)
    return None


@contextmanager
def _refusals() -> Iterator[None]:
    with notices.refusals():
        try:
            yield
        except StaleDraft:
            return  # the page says so itself, for as long as it lasts


def _begin(revision: int) -> None:
    st.session_state[_REVISION] = revision
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
