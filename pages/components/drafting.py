"""The draft as this tab has it open: every accepted edit is saved at once, nobody is overwritten.

The tab remembers the document and the revision it shows. When somebody else saves in between, the
page stays as it is, with all that was typed, and every further edit of this tab is refused until
it reads again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from models import clock, store, surveys
from models.document import SurveyDocument
from models.errors import DefinitionError, StaleDraft
from models.surveys import Summary
from pages.components import history, notices, words

Change = Callable[[SurveyDocument], SurveyDocument]
T = TypeVar("T")

PART = "question"  # in the address: the part of the survey that is being edited

_SURVEY, _REVISION, _SHOWN, _REFUSED, _TURN, _SAVED_AT = (
    f"build.{name}" for name in ("survey", "revision", "shown", "refused", "turn", "saved_at")
)


@dataclass(frozen=True)
class Desk:
    """What the page shows.

    `theirs` is what somebody else has saved since, so that this tab has to read again; `mine`, the
    same draft as this tab would have it, when edits were refused for that reason.
    """

    document: SurveyDocument
    revision: int
    saved_at: str  # '' before this tab has saved anything
    theirs: SurveyDocument | None = None
    mine: SurveyDocument | None = None


def open_desk(summary: Summary) -> Desk:
    """Read the draft, unless this tab has it. Coming to the page, or to another survey, starts
    afresh. Raises NotFound."""
    state = st.session_state
    if state.get("frame.entered") or state.get(_SURVEY) != summary.id:
        state[_SURVEY], state[_SAVED_AT] = summary.id, ""
        read_again()
    shown: SurveyDocument = state[_SHOWN]
    if summary.revision == state[_REVISION]:
        return Desk(shown, summary.revision, state[_SAVED_AT])
    with store.current().reading() as session:
        draft = surveys.draft(session, summary.id)
    return Desk(shown, draft.revision, state[_SAVED_AT], draft.document, state[_REFUSED])


def survey_id() -> str:
    """The survey on the desk."""
    found: str = st.session_state[_SURVEY]
    return found


def read_again() -> None:
    """Show what is stored now and let this tab save again."""
    with store.current().reading() as session:
        draft = surveys.draft(session, survey_id())
    state = st.session_state
    state[_SHOWN], state[_REVISION], state[_REFUSED] = draft.document, draft.revision, None
    state[_TURN] = state.get(_TURN, 0) + 1
    history.forget()


def field(name: str) -> str:
    """The key of an input; it changes when inputs have to show the draft afresh."""
    return f"build.{st.session_state[_SURVEY]}.{st.session_state[_TURN]}.{name}"


def save(change: Change, *, afresh: bool = False) -> bool:
    """Save the changed draft, or tell why not; returns whether it was saved. For callbacks.

    `afresh`: inputs show the draft afresh, because more has changed than what was typed.
    """
    state = st.session_state
    before: SurveyDocument = state[_SHOWN]
    with _refusals():
        after = change(state[_REFUSED] or before)
        if after == before:
            return True
        try:
            _write(after)
        except StaleDraft:
            state[_REFUSED] = after
            raise
        history.remember(history.Step(before, st.query_params.get(PART, "")))
        if afresh:
            state[_TURN] += 1
        return True
    return False


def undo() -> None:
    """Take back the last edit of this tab, and show the part where it was made. For callbacks."""
    last = history.past()[-1]
    with _refusals():
        _write(last.document)
        history.drop_last()
        st.query_params[PART] = last.part
        st.session_state[_TURN] += 1


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


def _write(new: SurveyDocument) -> None:
    state = st.session_state
    survey_id, revision = state[_SURVEY], state[_REVISION]
    try:
        state[_REVISION] = store.current().write(
            lambda session: surveys.save_draft(session, survey_id, new, revision)
        )
    except DefinitionError as error:  # a whole document that cannot be read again is too large
        raise words.Refusal(words.TOO_LARGE) from error
    state[_SHOWN] = new
    state[_SAVED_AT] = f"{clock.now():%H:%M}"


@contextmanager
def _refusals() -> Iterator[None]:
    with notices.refusals():
        try:
            yield
        except StaleDraft:
            return  # the page says so itself, for as long as it lasts
