"""Charts as staff see them: with the same facts in words, for whoever does not see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import plotly.graph_objects as go
import streamlit as st

from analysis import charts
from analysis.timeline import HOUR, arrivals
from exports.sections import FIGURE_STYLE
from pages.components import drawings


def over_time(hours: Sequence[tuple[datetime, int]]) -> None:
    """Responses per hour or day; at least one response."""
    timeline = arrivals(hours)
    start, most = max(timeline.counts, key=lambda pair: pair[1])
    at = f"{start.month}月{start.day}日{f' {start.hour}時台' if timeline.step == HOUR else ''}"
    said = f"回答が最も多かったのは{at}の{most:,}件です。"
    st.text(said)
    draw(charts.over_time(hours), said)


def by_placement(sources: Sequence[tuple[str, int]]) -> None:
    """Responses by the name of the placement; at least one placement."""
    name, most = max(sources, key=lambda pair: pair[1])
    said = f"回答が最も多い配布先は「{name}」の{most:,}件です。"
    st.text(said)
    draw(charts.by_placement(sources), said)


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
