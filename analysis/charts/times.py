"""Bars over time: when responses came in, and which days people gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

import plotly.graph_objects as go

from analysis.charts.drawing import ACCENT, LINE, counting, footnote, horizontal, layout
from analysis.charts.words import NOBODY_YET, base_line
from analysis.days import Days, Step
from analysis.tabulate import Tabulation
from analysis.timeline import HOUR, arrivals
from models.multilingual import Language

_STEPS_AT_LEAST = 12  # of the time axis: a few bars are not drawn as slabs
_WIDTHS: Final[dict[Step, timedelta]] = {
    "day": timedelta(days=1),
    "month": timedelta(days=28),
    "year": timedelta(days=365),
}
_TICKS: Final[dict[Step, str]] = {"day": "%-m月%-d日\n%Y年", "month": "%-m月\n%Y年", "year": "%Y年"}
_TICKS_ABROAD: Final[dict[Step, str]] = {"day": "%m-%d\n%Y", "month": "%Y-%m", "year": "%Y"}


def over_time(counts: Iterable[tuple[datetime, int]]) -> go.Figure:
    """Responses per hour or day (see `timeline.arrivals`), from (aware time, responses)."""
    timeline = arrivals(counts)
    if not timeline.counts:
        return horizontal([], NOBODY_YET)
    hourly = timeline.step == HOUR
    # Plotly has no zones: it draws the clock's figures as they are.
    steps = [(start.replace(tzinfo=None), count) for start, count in timeline.counts]
    first, last = steps[0][0], steps[-1][0]
    return _bars(
        steps,
        timeline.step,
        (first, max(last, first + (_STEPS_AT_LEAST - 1) * timeline.step)),  # more is to come
        foot=f"n = {sum(count for _, count in steps):,}",
        ticks="%-H時\n%-m月%-d日" if hourly else "%-m月%-d日\n%Y年",
        hover=f"%-m月%-d日{' %-H時' if hourly else ''}",
        unit="件",
    )


def of_days(tabulation: Tabulation, language: Language) -> go.Figure:
    """People by the day, month or year they gave. 無回答 has no place in time: it stands with n."""
    foot = base_line(tabulation, language, no_answer=True)
    found = tabulation.summary
    if not isinstance(found, Days):
        return horizontal([], foot)
    at_home = language in ("ja", "ja-easy")
    ticks = (_TICKS if at_home else _TICKS_ABROAD)[found.step]
    steps = [(datetime.combine(start, time()), count) for start, count in found.counts]
    width = _WIDTHS[found.step]
    first, last = steps[0][0], steps[-1][0]
    room = max(timedelta(0), (_STEPS_AT_LEAST - 1) * width - (last - first)) / 2
    return _bars(
        steps,
        width,
        (first - room, last + room),
        foot=foot,
        ticks=ticks,
        hover=ticks.replace("\n", " "),
        unit="人" if at_home else "",
    )


def _bars(
    counts: Sequence[tuple[datetime, float]],
    step: timedelta,
    shown: tuple[datetime, datetime],
    *,
    foot: str,
    ticks: str,
    hover: str,
    unit: str,
) -> go.Figure:
    starts = [start for start, _ in counts]
    drawn = go.Bar(
        x=starts,
        y=[count for _, count in counts],
        width=step.total_seconds() * 850,  # ms: 85 % of a step
        marker_color=ACCENT,
        hovertemplate=f"%{{x|{hover}}}<br>%{{y:,}}{unit}<extra></extra>",
    )
    result = go.Figure(drawn)
    axis: dict[str, Any] = {
        "type": "date",
        "range": [shown[0] - step / 2, shown[1] + step / 2],
        "tickformat": ticks,
        "ticklabelmode": "instant",
        "nticks": 5,
        "tickangle": 0,
        "tickfont": {"size": 12},
        "fixedrange": True,
        "showgrid": False,
        "linecolor": LINE,
    }
    result.update_layout(
        **layout(height=280),
        margin={"l": 8, "r": 16, "t": 12, "b": 80, "pad": 0},
        annotations=[footnote(foot, 48)],
        xaxis=axis,
        yaxis=counting(max(count for _, count in counts), ticksuffix=unit),
    )
    return result
