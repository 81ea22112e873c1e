"""A page that stays up to date: it draws itself anew when an answer has come."""

from __future__ import annotations

import streamlit as st

from models import asides, store, surveys
from models.surveys import Summary

_EVERY = 1  # second: with what drawing takes, an answer is on the page within two


@st.fragment(run_every=_EVERY)
def watch(shown: Summary, waiting: int) -> None:
    """Look whether there is more than `shown`, and `waiting` to be decided."""
    with store.current().reading() as session:
        revision = surveys.summary(session, shown.id).data_revision
        if (revision, asides.count(session, shown.id)) != (shown.data_revision, waiting):
            st.rerun()
    st.caption("新しい回答が届くと、この画面に自動で加わります。")
