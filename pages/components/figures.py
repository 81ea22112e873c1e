"""Charts as staff see them: with the same facts in words, for whoever does not see them."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from analysis import charts
from exports.sections import FIGURE_STYLE
from pages.components import drawings


def draw(figure: go.Figure, said: str, *, wide: bool = False) -> None:
    """The figure, which is `said` in words; a `wide` one has more room where there is some."""
    drawn = drawings.at_both_widths(figure, said) if wide else drawings.narrow(figure, said)
    st.html(f'<style>{FIGURE_STYLE}</style><div class="koe-figure">{drawn}</div>')


def movable(figure: go.Figure, said: str, name: str) -> None:
    """The figure by Plotly, whose button saves it as PNG; `name` is that of the picture.

    It is drawn where somebody asks for it: twenty of them would hold a page up for a second.
    """
    button = {**charts.CONFIG["toImageButtonOptions"], "filename": name}
    config = {**charts.CONFIG, "toImageButtonOptions": button, "displayModeBar": True}
    st.plotly_chart(figure, theme=None, config=config, alt=said, key=f"figures.{name}")


def chosen(figure: go.Figure, said: str, name: str) -> int | None:
    """The figure, whose points can be clicked; what stands in `customdata` of the one that is."""
    key = f"figures.{name}"
    found = st.plotly_chart(
        figure,
        theme=None,
        config=charts.CONFIG,
        alt=said,
        key=key,
        on_select="rerun",
        selection_mode="points",
    )
    points = found["selection"]["points"]
    return _place(points[0].get("customdata")) if points else None


def _place(told: object) -> int | None:
    first = told[0] if isinstance(told, list) and told else told
    return int(first) if isinstance(first, int | float) else None
