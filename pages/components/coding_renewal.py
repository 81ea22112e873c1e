"""What stands elsewhere on the page while staff file comments: brought up to date on demand.

The parts of 分類 in which one comment after another is judged are drawn again alone, so that a
click costs nothing but itself.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from models import store, surveys
from pages.components.reading_desk import Look

_DRAWN: Final = "read.codes.drawn"


def revision(look: Look) -> int:
    """The state of the codes as it is now; it never falls."""
    with store.current().reading() as session:
        now = surveys.summary(session, look.survey).coding_revision
    # A look of the whole page is never older than what it is drawn of.
    name = (look.survey, look.source, look.state)
    if st.session_state.get(_DRAWN, ((), 0))[0] != name:
        st.session_state[_DRAWN] = (name, now)
    return now


def offer(now: int, key: str) -> None:
    """A way to count again, where something was judged since the page was drawn."""
    if now == st.session_state[_DRAWN][1]:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text("判断を保存しました。ほかの数は、まだ前のままです。", width="content")
        if st.button("数えなおす", key=f"{key}.again"):
            st.rerun()
