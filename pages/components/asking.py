"""Steps that are asked about before they are done: the two buttons in a dialog, and the step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from models import store
from pages.components import identity, notices


def answer(page: str, label: str, step: Callable[..., None], *args: object) -> None:
    """やめる, or the step with `args`, called `label`; both close the dialog. `page` names them."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        no = st.button("やめる", key=f"{page}.no")
        yes = st.button(label, type="primary", key=f"{page}.yes", on_click=step, args=args)
    if no or yes:
        st.rerun()


def carry_out(verb: Callable[..., Any], subject: object, done: str) -> None:
    """Do it to `subject` in the name of whoever is signed in, and say `done` or the refusal."""
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: verb(session, subject, by=by))
        notices.tell("done", done)
