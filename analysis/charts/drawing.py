"""What all figures share: colours, layout, and bars below each other under their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

import plotly.graph_objects as go

from analysis.labels import block, escape

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
_HEADING_PX = 26
_RIGHT_PX, _FOOT_PX = 112, 32  # for the figures beside the longest bar; for the line with n


@dataclass(frozen=True)
class Piece:
    """A length of a bar in one colour; `edge` outlines a pale one."""

    count: int
    colour: str = ACCENT
    edge: str = ""
    hatched: bool = False


@dataclass(frozen=True)
class Bar:
    """A bar under its text, `amount` written at its end; `heading` stands above both."""

    label: str
    amount: str
    pieces: tuple[Piece, ...]
    heading: str = ""

    @property
    def count(self) -> int:
        """The whole length."""
        return sum(piece.count for piece in self.pieces)


def horizontal(bars: Sequence[Bar], foot: str, *, key: Sequence[tuple[str, str]] = ()) -> go.Figure:
    """Bars below each other, each under its text, so that both fit a phone and a wide page.

    The vertical axis counts pixels: a row is as high as its own text needs. `key` explains colours
    above the bars, as (words, colour).
    """
    blocks = [block(bar.label, _EMS) for bar in bars]
    above = [_HEADING_PX if bar.heading else 0 for bar in bars]
    heights = [
        extra + _LINE_PX * lines + _BAR_PX + _GAP_PX
        for extra, (_, lines) in zip(above, blocks, strict=True)
    ]
    top = _LINE_PX + _GAP_PX if key else 0
    ends = [top + end for end in accumulate(heights)]
    tops = [end - height for end, height in zip(ends, heights, strict=True)]
    whole = ends[-1] if ends else top
    middles = [end - _GAP_PX - _BAR_PX / 2 for end in ends]
    result = go.Figure(_traces(bars, middles))
    texts = [
        line(text, "y", top + extra)
        for top, extra, (text, _) in zip(tops, above, blocks, strict=True)
    ]
    headings = [
        {**line(f"<b>{escape(bar.heading)}</b>", "y", top), "font": {"color": TEXT}}
        for top, bar in zip(tops, bars, strict=True)
        if bar.heading
    ]
    legend = [line(_explained(key), "y", 0)] if key else []
    result.update_layout(
        **layout(height=whole + _FOOT_PX),
        margin={"l": 0, "r": _RIGHT_PX, "t": 0, "b": _FOOT_PX, "pad": 0},
        barmode="stack",
        xaxis={
            "visible": False,
            "fixedrange": True,
            "range": [0, max((bar.count for bar in bars), default=0) or 1],
        },
        yaxis={"visible": False, "fixedrange": True, "range": [whole, 0]},
        annotations=[*legend, *headings, *texts, footnote(foot)],
    )
    return result


def _traces(bars: Sequence[Bar], middles: Sequence[float]) -> list[go.Bar]:
    """One trace for each piece of the bars; the last one carries the amounts."""
    most = max((len(bar.pieces) for bar in bars), default=1)
    nothing = Piece(0)
    traces = []
    for number in range(most):
        pieces = [bar.pieces[number] if number < len(bar.pieces) else nothing for bar in bars]
        traces.append(
            go.Bar(
                orientation="h",
                x=[piece.count for piece in pieces],
                y=list(middles),
                width=_BAR_PX,
                hoverinfo="skip",  # everything is written beside the bar
                marker=_marker(pieces),
            )
        )
    traces[-1].update(
        text=[bar.amount for bar in bars],
        textposition="outside",
        textangle=0,
        constraintext="none",
        cliponaxis=False,
    )
    return traces


def _marker(pieces: Sequence[Piece]) -> dict[str, Any]:
    return {
        "color": [piece.colour for piece in pieces],
        "line": {
            "color": [piece.edge or piece.colour for piece in pieces],
            "width": [1 if piece.edge else 0 for piece in pieces],
        },
        "pattern": {
            "shape": ["/" if piece.hatched else "" for piece in pieces],
            "fgcolor": "#ffffff",
            "size": 6,
            "solidity": 0.3,
        },
    }


def _explained(key: Sequence[tuple[str, str]]) -> str:
    squares = (f'<span style="color:{colour}">■</span> {escape(words)}' for words, colour in key)
    return "　".join(squares)


def line(text: str, axis: str, y: float) -> dict[str, Any]:
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


def footnote(text: str, below: int = 4) -> dict[str, Any]:
    """The line with n, `below` pixels under the drawing."""
    return {**line(text, "paper", 0), "yshift": -below, "font": {"color": MUTED}}


def layout(height: int) -> dict[str, Any]:
    """What every figure has."""
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


def counting(**changes: Any) -> dict[str, Any]:
    """A vertical axis of people or responses."""
    return {
        "rangemode": "tozero",
        "nticks": 5,
        "tickformat": ",d",
        "automargin": True,
        "fixedrange": True,
        "gridcolor": LINE,
        "tickfont": {"size": 12},
        **changes,
    }
