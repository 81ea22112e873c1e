"""Charts as staff see them: with the same facts in words, for whoever does not see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import plotly.graph_objects as go
import streamlit as st

from analysis import charts
from analysis.tabulate import Tabulation
from analysis.timeline import HOUR, arrivals


def over_time(hours: Sequence[tuple[datetime, int]]) -> None:
    """Responses per hour or day; at least one response."""
    timeline = arrivals(hours)
    start, most = max(timeline.counts, key=lambda pair: pair[1])
    at = f"{start.month}月{start.day}日{f' {start.hour}時台' if timeline.step == HOUR else ''}"
    _draw(charts.over_time(hours), f"回答が最も多かったのは{at}の{most:,}件です。", "time")


def by_placement(sources: Sequence[tuple[str, int]]) -> None:
    """Responses by the name of the placement; at least one placement."""
    name, most = max(sources, key=lambda pair: pair[1])
    said = f"回答が最も多い配布先は「{name}」の{most:,}件です。"
    _draw(charts.by_placement(sources), said, "placements")


def of(tabulation: Tabulation) -> None:
    """One question."""
    _draw(charts.figure(tabulation), charts.text_alternative(tabulation), tabulation.key)


def _draw(figure: go.Figure, said: str, name: str) -> None:
    st.text(said)
    st.plotly_chart(figure, theme=None, config=charts.CONFIG, alt=said, key=f"figures.{name}")
