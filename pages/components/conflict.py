"""Two people at one draft: what the other has saved, and what this tab could not save."""

from __future__ import annotations

import streamlit as st

from models import changes as differing
from pages.components import changes, drafting, words


def show(desk: drafting.Desk) -> None:
    """Nothing, as long as nobody else has saved since this tab last read."""
    if desk.theirs is None:
        return
    st.warning(words.STALE if desk.mine is not None else words.CHANGED)
    with st.container(border=True):
        st.markdown("**ほかの人の変更**")
        changes.draw(differing.differences(desk.document, desk.theirs))
        if desk.mine is not None:
            st.markdown("**保存していない、あなたの変更**")
            changes.draw(differing.differences(desk.document, desk.mine))
        st.button("読み直す", type="primary", on_click=drafting.read_again, key="build.read_again")
