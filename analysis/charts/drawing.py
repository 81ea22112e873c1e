"""What all figures share: colours, layout, and bars below each other under their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

import plotly.graph_objects as go

from analysis.labels import block, escape, lines, width

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

# For st.plotly_chart(config=…) and to_html(config=…): an image button in Japanese, no logo.
CONFIG: Final[dict[str, Any]] = {
    "displaylogo": False,
    "responsive": True,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 3},
    "locale": "ja",
    "locales": {"ja": {"dictionary": {"Download plot as a PNG": "図を画像（PNG）で保存"}}},
}

_EMS = 25  # of an option's text above its bar: fits a phone
_FONT_PX, _LINE_PX, _BAR_PX, _GAP_PX, _CLOSE_PX = 13, 19, 18, 16, 2
_HEADING_PX = 26
_INSIDE_PX = 12
_ONE_BY_ONE = 4  # people: an axis never steps by halves of them
_DIGIT_PX = 8.3  # of _FONT_PX, in the widest of the fonts
_HALF_LIGHT = 0.18  # of white, where white and near-black stand out alike
_RIGHT_PX, _FOOT_PX = (
    112,
    32,
)  # at least, for the figures beside the longest bar; for the line with n


@dataclass(frozen=True)
class Piece:
    """A length of a bar in one colour; `edge` outlines a pale one, `text` is written inside."""

    count: float
    colour: str = ACCENT
    edge: str = ""
    hatched: bool = False
    text: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar under its text, `amount` written at its end; `heading` stands above both.

    A bar that `follows` is close under the one before, whose text is also its own.
    """

    label: str
    amount: str
    pieces: tuple[Piece, ...]
    heading: str = ""
    follows: bool = False

    @property
    def count(self) -> float:
        """The whole length."""
        return sum(piece.count for piece in self.pieces)


def horizontal(bars: Sequence[Bar], foot: str, *, key: Sequence[tuple[str, str]] = ()) -> go.Figure:
    """Bars below each other, each under its text, so that both fit a phone and a wide page.

    The vertical axis counts pixels: a row is as high as its own text needs. `key` explains colours
    above the bars, as (words, colour), in as many lines as they need.
    """
    blocks = [("", 0) if bar.follows else block(bar.label, _EMS) for bar in bars]
    above = [_HEADING_PX if bar.heading else 0 for bar in bars]
    gaps = [_CLOSE_PX if bar.follows else _GAP_PX for bar in bars[1:]] + [_GAP_PX] * bool(bars)
    heights = [
        extra + _LINE_PX * text_lines + _BAR_PX + gap
        for extra, (_, text_lines), gap in zip(above, blocks, gaps, strict=True)
    ]
    explained, key_lines = _explained(key)
    top = key_lines * _LINE_PX + _GAP_PX if key else 0
    ends = [top + end for end in accumulate(heights)]
    tops = [end - height for end, height in zip(ends, heights, strict=True)]
    whole = ends[-1] if ends else top
    middles = [end - gap - _BAR_PX / 2 for end, gap in zip(ends, gaps, strict=True)]
    result = go.Figure(_traces(bars, middles))
    texts = [
        line(text, "y", top + extra)
        for top, extra, (text, text_lines) in zip(tops, above, blocks, strict=True)
        if text_lines
    ]
    headings = [
        {**line(f"<b>{escape(bar.heading)}</b>", "y", top), "font": {"color": TEXT}}
        for top, bar in zip(tops, bars, strict=True)
        if bar.heading
    ]
    longest = max((width(bar.amount) for bar in bars), default=0)
    right = max(_RIGHT_PX, round(longest * _DIGIT_PX) + _GAP_PX)
    legend = [line(explained, "y", 0)] if key else []
    result.update_layout(
        **layout(height=whole + _FOOT_PX),
        margin={"l": 0, "r": right, "t": 0, "b": _FOOT_PX, "pad": 0},
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
                **_inside(pieces),
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


def _inside(pieces: Sequence[Piece]) -> dict[str, Any]:
    if not any(piece.text for piece in pieces):
        return {}
    return {
        "text": [piece.text for piece in pieces],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": [readable_on(piece.colour) for piece in pieces], "size": _INSIDE_PX},
    }


def readable_on(colour: str) -> str:
    """White or near-black, whichever stands out more on the colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#ffffff" if light < _HALF_LIGHT else TEXT


def _explained(key: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """The key in lines as wide as an option's text, and their number."""
    rows: list[list[str]] = []
    room = 0.0
    for words, colour in key:
        broken = lines(words, _EMS - 2)
        square = f'<span style="color:{colour}">■</span> '
        needed = max(map(width, broken)) / 2 + 2
        if len(broken) > 1 or needed > room:
            rows.append([])
            room = float(_EMS)
        rows[-1].append(square + "<br>　 ".join(escape(text) for text in broken))
        room = 0.0 if len(broken) > 1 else room - needed
    text = "<br>".join("　".join(row) for row in rows)
    return text, text.count("<br>") + 1


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


def name_below(text: str, x: float, y: float, size: int) -> dict[str, Any]:
    """A name in `size` px with its top at x, y of the figure; a line behind it can be seen."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "x",
        "yref": "y",
        "xanchor": "center",
        "yanchor": "top",
        "showarrow": False,
        "borderpad": 0,
        "bgcolor": "rgba(255,255,255,0.75)",
        "font": {"size": size, "color": TEXT},
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
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": MUTED},  # covers no number
        "dragmode": False,
        "separators": ".,",
    }


def counting(most: float, **changes: Any) -> dict[str, Any]:
    """A vertical axis of people or responses, of whom `most` are in one bar."""
    steps = {"dtick": 1} if most <= _ONE_BY_ONE else {"nticks": 5}
    return {
        "rangemode": "tozero",
        **steps,
        "tickformat": ",d",
        "automargin": True,
        "fixedrange": True,
        "gridcolor": LINE,
        "tickfont": {"size": 12},
        **changes,
    }
