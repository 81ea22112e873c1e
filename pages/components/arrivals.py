"""When answers came in, and from where: as a chart, in words, as a table and as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import streamlit as st

from analysis import charts
from analysis.grids import SHARE, Grid, Head
from analysis.tabulate import percent
from analysis.timeline import HOUR, Timeline, arrivals
from pages.components import dates, figures, grids, takeaway
from pages.components.takeaway import Files

_ANSWERS: Final = Head("回答数", "whole")
_TIMES, _PLACEMENTS = "answers-by-time", "answers-by-placement"  # no question has a key with `-`


def over_time(hours: Sequence[tuple[datetime, int]], survey_id: str = "") -> None:
    """Responses per hour or day; at least one response. Files where there is a `survey_id`."""
    timeline = arrivals(hours)
    start, most = max(timeline.counts, key=lambda pair: pair[1])
    at = f"{start.month}月{start.day}日{f' {start.hour}時台' if timeline.step == HOUR else ''}"
    said = f"回答が最も多かったのは{at}の{most:,}件です。"
    _draw(_TIMES, Files([of_times(timeline)], charts.over_time(hours), said), survey_id)


def by_placement(sources: Sequence[tuple[str, int]], survey_id: str) -> None:
    """Responses by the name of the placement; at least one placement."""
    name, most = max(sources, key=lambda pair: pair[1])
    said = f"回答が最も多い配布先は「{name}」の{most:,}件です。"
    made = Files([of_placements(sources)], charts.by_placement(sources), said)
    _draw(_PLACEMENTS, made, survey_id)


def of_times(timeline: Timeline) -> Grid:
    """A row for each hour or day."""
    hourly = timeline.step == HOUR
    rows = (
        (f"{dates.day(start.date())}{f' {start.hour}時台' if hourly else ''}", count)
        for start, count in timeline.counts
    )
    return Grid("回答のあった時間の表", (Head("時間" if hourly else "日"), _ANSWERS), tuple(rows))


def of_placements(sources: Sequence[tuple[str, int]]) -> Grid:
    """A row for each placement, with its share of all."""
    base = sum(count for _, count in sources)
    rows = ((name, count, percent(count, base) if count else None) for name, count in sources)
    heads = (Head("配布先"), _ANSWERS, Head(SHARE, "share"))
    return Grid("配布先ごとの回答の表", heads, tuple(rows))


def _draw(name: str, made: Files, survey_id: str) -> None:
    st.text(made.said)
    figures.draw(made.figure, made.said)
    with st.expander("表でみる", type="compact", key=f"{name}.table", on_change="rerun") as table:
        if table.open:
            grids.style()
            grids.draw(made.grids[0])
    if survey_id:
        takeaway.files(survey_id, name, lambda: made)
