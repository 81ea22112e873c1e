"""One question of the results: its heading, what to know about it, its chart and its table."""

from __future__ import annotations

import streamlit as st

from analysis.tabulate import Tabulation
from models.multilingual import pick
from pages.components import figures, tables
from pages.components.plain import plain


def draw(tabulation: Tabulation, *, mark: str = "", note: str = "") -> None:
    """The question's result; `mark` stands beside its heading, `note` below."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain(pick(tabulation.label)), anchor=False, width="content")
        if mark:
            st.badge(plain(mark), color="orange")
    if note:
        st.caption(note)
    chart, table = st.columns([3, 2], gap="medium")
    with chart:
        figures.of(tabulation)
    with table:
        tables.counts(tabulation)
