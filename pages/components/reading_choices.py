"""Words to choose in 言葉の数えかた, as a table and as a form with one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import pandas as pd
import streamlit as st

from models import store
from pages.components import identity, notices

Columns: TypeAlias = dict[str, list[str] | list[int] | list[int | None]]
Work: TypeAlias = Callable[[Any, Sequence[str], str], None]  # session, words, by whom

_HEIGHT: Final = 390


def table(columns: Columns, alt: str) -> None:
    """The columns as a table that is no higher than its rows need."""
    frame = pd.DataFrame(columns)
    height = min(_HEIGHT, 40 + 35 * len(frame))
    st.dataframe(frame, hide_index=True, height=height, alt=alt)


def form(name: str, label: str, options: dict[str, str], step: str, work: Work) -> None:
    """Words to choose, with what they are shown as, and the step that is taken with them."""
    with st.form(name, border=False, clear_on_submit=True):
        chosen = st.multiselect(
            label,
            list(options),
            format_func=options.__getitem__,
            placeholder="言葉を選んでください",
            key=f"{name}.chosen",
        )
        if st.form_submit_button(step, key=f"{name}.step") and chosen:
            _take(work, chosen, step)
            st.rerun()


def _take(work: Work, words: Sequence[str], step: str) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: work(session, words, by))
        notices.tell("done", f"「{'」「'.join(words)}」を、{step}ようにしました。")
