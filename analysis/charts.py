"""Tabulations as Plotly figures, and in words for whoever does not see them.

A figure carries no title (the page does) and states its base. It draws only what it is given:
no fonts, maps or scripts are fetched. Show it with `config=CONFIG` and, in Streamlit, `theme=None`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, groupby
from typing import Any, Final

import plotly.graph_objects as go

from analysis.labels import block
from analysis.tabulate import NO_ANSWER, Row, Tabulation, percent_text
from analysis.timeline import HOUR, arrivals
from models.multilingual import Language, pick

ACCENT: Final = "#0017c1"
NO_ANSWER_GREY: Final = "#b3b3b3"
TEXT: Final = "#1a1a1a"
MUTED: Final = "#595959"
LINE: Final = "#d9d9d9"
# Okabe & Ito (2008), "Color Universal Design", in their order with the accent for their blue.
PALETTE: Final = (ACCENT, "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#d55e00", "#cc79a7")
FONTS: Final = (
    '"BIZ UDPGothic", "Hiragino Sans", "Noto Sans JP", "Yu Gothic UI", system-ui, sans-serif'
)

# For st.plotly_chart(config=…) and to_html(config=…): an image button, no logo.
CONFIG: Final[dict[str, Any]] = {
    "displaylogo": False,
    "responsive": True,
    "modeBarButtons": [["toImage"]],
}

_EMS = 25  # of an option's text above its bar: fits a phone
_FONT_PX, _LINE_PX, _BAR_PX, _GAP_PX = 13, 19, 18, 16
_RIGHT_PX, _FOOT_PX = 112, 32  # for the figures beside the longest bar; for the line with n

_STEPS_AT_LEAST = 12  # of the time axis: the first responses are not drawn as slabs

NOBODY_YET: Final = "まだ回答がありません。"
_SEVERAL: Final[dict[Language, str]] = {
    "ja": "複数回答",
    "ja-easy": "いくつでも",
    "en": "several answers",
    "zh-Hans": "可多选",
    "ko": "복수 응답",
}
_REFERENCE: Final[dict[Language, str]] = {
    "ja": "参考値",
    "ja-easy": "人数が少ないです",
    "en": "small base",
    "zh-Hans": "仅供参考",
    "ko": "참고치",
}


@dataclass(frozen=True)
class _Bar:
    label: str
    count: int
    text: str
    hatched: bool = False


def figure(tabulation: Tabulation, language: Language = "ja") -> go.Figure:
    """Horizontal bars in the order of the rows, each with its count and percentage.

    無回答 comes last, grey and hatched. The line below states n, 複数回答 with M.T., and 参考値.
    The height follows the rows; the width is the page's.
    """
    base = tabulation.n_asked
    bars = [
        _Bar(
            pick(row.label, language),
            row.count,
            _amount(row.count, base),
            row.code == NO_ANSWER.code,
        )
        for row in tabulation.rows
    ]
    notes = []
    if tabulation.marks is not None:
        notes += [_SEVERAL[language], f"M.T. {percent_text(tabulation.marks, base)}%"]
    if tabulation.small:
        notes.append(_REFERENCE[language])
    return _horizontal(bars, f"n = {base:,}{_in_brackets(notes, language)}")


def by_placement(counts: Iterable[tuple[str, int]]) -> go.Figure:
    """Responses by where they came from, most first, from (name of the placement, responses)."""
    ordered = sorted(counts, key=lambda pair: -pair[1])
    if not ordered:
        return _horizontal([], NOBODY_YET)
    total = sum(count for _, count in ordered)
    bars = [_Bar(name, count, _amount(count, total)) for name, count in ordered]
    return _horizontal(bars, f"n = {total:,}")


def over_time(counts: Iterable[tuple[datetime, int]]) -> go.Figure:
    """Responses per hour or day (see `timeline.arrivals`), from (aware time, responses)."""
    timeline = arrivals(counts)
    if not timeline.counts:
        return _horizontal([], NOBODY_YET)
    hourly = timeline.step == HOUR
    # Plotly has no zones: it draws the clock's figures as they are.
    starts = [start.replace(tzinfo=None) for start, _ in timeline.counts]
    end = max(starts[-1], starts[0] + (_STEPS_AT_LEAST - 1) * timeline.step)
    drawn = go.Bar(
        x=starts,
        y=[count for _, count in timeline.counts],
        width=timeline.step.total_seconds() * 850,  # ms: 85 % of a step
        marker_color=ACCENT,
        hovertemplate=f"%{{x|%-m月%-d日{' %-H時' if hourly else ''}}}<br>%{{y:,}}件<extra></extra>",
    )
    result = go.Figure(drawn)
    result.update_layout(
        **_layout(height=280),
        margin={"l": 8, "r": 16, "t": 12, "b": 80, "pad": 0},
        annotations=[_foot(f"n = {sum(count for _, count in timeline.counts):,}", 48)],
        xaxis={
            "type": "date",
            "range": [starts[0] - timeline.step / 2, end + timeline.step / 2],
            "tickformat": "%-H時\n%-m月%-d日" if hourly else "%-m月%-d日\n%Y年",
            "ticklabelmode": "instant",
            "nticks": 5,
            "tickangle": 0,
            "tickfont": {"size": 12},
            "fixedrange": True,
            "showgrid": False,
            "linecolor": LINE,
        },
        yaxis={
            "rangemode": "tozero",
            "nticks": 5,
            "tickformat": ",d",
            "automargin": True,
            "fixedrange": True,
            "gridcolor": LINE,
            "ticksuffix": "件",
            "tickfont": {"size": 12},
        },
    )
    return result


def text_alternative(tabulation: Tabulation) -> str:
    """The chart in one or two plain Japanese sentences: what leads, what follows, 無回答."""
    base = tabulation.n_asked
    if not base:
        return NOBODY_YET
    notes = [_SEVERAL["ja"]] if tabulation.marks is not None else []
    notes += [_REFERENCE["ja"]] if tabulation.small else []
    opening = f"回答者{base:,}人{_in_brackets(notes)}のうち、"
    chosen = [row for row in tabulation.rows if row.count and row.code != NO_ANSWER.code]
    if not chosen:
        return f"{opening}全員が無回答でした。"
    groups = [
        list(rows)
        for _, rows in groupby(sorted(chosen, key=lambda row: -row.count), lambda row: row.count)
    ]
    if tabulation.shape == "prose":
        finding = f"{_people(tabulation.n_answered, base)}が記入しました。"
    elif len(groups) == 1:
        finding = f"{_share(groups[0], base)}でした。"
    else:
        finding = f"{_share(groups[0], base)}で最も多く、次いで{_share(groups[1], base)}でした。"
    blank = tabulation.no_answer
    return f"{opening}{finding}" + (f"無回答は{_people(blank, base)}でした。" if blank else "")


def _share(rows: Sequence[Row], base: int) -> str:
    """Options of equal count, up to three by name: 「A」と「B」がそれぞれ10人（20.0%）."""
    names = [f"「{' '.join(pick(row.label).split())}」" for row in rows]
    named = "と".join(names) if len(names) <= 3 else f"{names[0]}など{len(names)}項目"
    return f"{named}が{'それぞれ' if len(names) > 1 else ''}{_people(rows[0].count, base)}"


def _people(count: int, base: int) -> str:
    return f"{count:,}人（{percent_text(count, base)}%）"


def _in_brackets(notes: Sequence[str], language: Language = "ja") -> str:
    if not notes:
        return ""
    return f" ({', '.join(notes)})" if language in ("en", "ko") else f"（{'、'.join(notes)}）"


def _amount(count: int, base: int) -> str:
    return f"{count:,} ({percent_text(count, base)}%)" if count else "0"


def _horizontal(bars: Sequence[_Bar], foot: str) -> go.Figure:
    """Bars below each other, each under its text, so that both fit a phone and a wide page.

    The vertical axis counts pixels: a row is as high as its own text needs.
    """
    blocks = [block(bar.label, _EMS) for bar in bars]
    heights = [_LINE_PX * lines + _BAR_PX + _GAP_PX for _, lines in blocks]
    ends = list(accumulate(heights))
    tops = [end - height for end, height in zip(ends, heights, strict=True)]
    whole = sum(heights)
    drawn = go.Bar(
        orientation="h",
        x=[bar.count for bar in bars],
        y=[end - _GAP_PX - _BAR_PX / 2 for end in ends],
        width=_BAR_PX,
        text=[bar.text for bar in bars],
        textposition="outside",
        textangle=0,
        constraintext="none",
        cliponaxis=False,
        hoverinfo="skip",  # everything is written beside the bar
        marker={
            "color": [NO_ANSWER_GREY if bar.hatched else ACCENT for bar in bars],
            "pattern": {
                "shape": ["/" if bar.hatched else "" for bar in bars],
                "fgcolor": "#ffffff",
                "size": 6,
                "solidity": 0.3,
            },
        },
    )
    texts = [_line(text, "y", top) for top, (text, _) in zip(tops, blocks, strict=True)]
    result = go.Figure(drawn)
    result.update_layout(
        **_layout(height=whole + _FOOT_PX),
        margin={"l": 0, "r": _RIGHT_PX, "t": 0, "b": _FOOT_PX, "pad": 0},
        xaxis={
            "visible": False,
            "fixedrange": True,
            "range": [0, max((b.count for b in bars), default=0) or 1],
        },
        yaxis={"visible": False, "fixedrange": True, "range": [whole, 0]},
        annotations=[*texts, _foot(foot)],
    )
    return result


def _line(text: str, axis: str, y: float) -> dict[str, Any]:
    """A text that begins at the left edge, `y` being its top."""
    return {
        "text": text,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": axis,
        "y": y,
        "yanchor": "top",
    }


def _foot(text: str, below: int = 4) -> dict[str, Any]:
    """The line with n, `below` pixels under the drawing."""
    return {**_line(text, "paper", 0), "yshift": -below, "font": {"color": MUTED}}


def _layout(height: int) -> dict[str, Any]:
    return {
        "height": height,
        "font": {"family": FONTS, "size": _FONT_PX, "color": TEXT},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "colorway": PALETTE,
        "showlegend": False,
        "dragmode": False,
        "separators": ".,",
    }
