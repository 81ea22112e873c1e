"""Wide tables on the page: they scroll, and the first column stays."""

from __future__ import annotations

import streamlit as st

from analysis.grids import Grid
from exports.grid_html import STYLE, grid_html


def style() -> None:
    """How these tables look; once on a page."""
    st.html(f"<style>{STYLE}</style>")


def draw(grid: Grid, *, whole_first: bool = False) -> None:
    """The table; with `whole_first` its first row is 全体."""
    st.html(grid_html(grid, whole_first=whole_first))
