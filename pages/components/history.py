"""The last edits of this tab, so that they can be taken back one by one.

Taking back is an edit like any other: it saves an earlier document at the current revision, and is
refused like any other when somebody else has saved since.
"""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from models.document import SurveyDocument

MOST = 10

_PAST = "build.past"


class Step(NamedTuple):
    """The draft before an edit, and the part of the survey that was being edited."""

    document: SurveyDocument
    part: str


def forget() -> None:
    """Begin without a past: another survey, or what somebody else wrote, lies on the desk."""
    st.session_state[_PAST] = ()


def remember(step: Step) -> None:
    """One more edit can be taken back; of more than MOST the oldest cannot any longer."""
    st.session_state[_PAST] = (*past(), step)[-MOST:]


def past() -> tuple[Step, ...]:
    """The steps that can be taken back, the last edit last."""
    found: tuple[Step, ...] = st.session_state.get(_PAST, ())
    return found


def drop_last() -> None:
    """The last step was taken back."""
    st.session_state[_PAST] = past()[:-1]
