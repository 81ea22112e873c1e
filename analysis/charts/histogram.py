"""Numbers as a histogram: classes that touch, and 無回答 set apart at the right."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from analysis.charts.bars import no_answer
from analysis.charts.drawing import (
    ACCENT,
    LINE,
    counting,
    footnote,
    horizontal,
    layout,
)
from analysis.charts.words import base_line
from analysis.quantities import Interval, Quantity
from analysis.rounding import plainly
from analysis.tabulate import NO_ANSWER, Tabulation
from models.multilingual import Language, pick

_DRAWING_PX, _DIGIT_PX = 300, 8  # of a phone's width; of a figure under the axis
_APART = 0.6  # of a class, between the last one and 無回答


def of_numbers(tabulation: Tabulation, language: Language) -> go.Figure:
    """One bar a class, its count above it, the bounds of the classes below."""
    quantity = tabulation.summary
    if not isinstance(quantity, Quantity):
        return horizontal([], base_line(tabulation, language, no_answer=True))
    classes = tabulation.rows[:-1]
    places = [float(number) for number in range(len(classes))]
    counts = [row.count for row in classes]
    names = [pick(row.label, language) for row in classes]
    ticks = _ticks(quantity.intervals, quantity.whole)
    if tabulation.no_answer:
        places.append(len(classes) + _APART)
        counts.append(tabulation.no_answer)
        names.append(pick(NO_ANSWER.label, language))
        ticks.append((places[-1], names[-1]))
    blank = [place > len(classes) - 1 for place in places]
    piece = no_answer(0)
    result = go.Figure(
        go.Bar(
            x=places,
            y=counts,
            width=1,
            text=[f"{count:,}" if count else "" for count in counts],
            textposition="outside",
            textangle=0,
            constraintext="none",
            cliponaxis=False,
            customdata=names,
            hovertemplate="%{customdata}<br>%{y:,}<extra></extra>",
            marker={
                "color": [piece.colour if is_blank else ACCENT for is_blank in blank],
                "line": {"color": "#ffffff", "width": 1},
                "pattern": {
                    "shape": ["/" if is_blank else "" for is_blank in blank],
                    "fgcolor": "#ffffff",
                    "size": 6,
                    "solidity": 0.3,
                },
            },
        )
    )
    unit = pick(tabulation.unit, language)
    foot = base_line(tabulation, language)
    result.update_layout(
        **layout(height=280),
        margin={"l": 8, "r": 16, "t": 24, "b": 64, "pad": 0},
        annotations=[footnote(f"{foot}　{_axis(unit, language)}" if unit else foot, 36)],
        xaxis={
            "range": [-0.6, max(places[-1], len(classes) - 1) + 0.6],
            "tickvals": [place for place, _ in ticks],
            "ticktext": [text for _, text in ticks],
            "tickangle": 0,
            "tickfont": {"size": 12},
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "linecolor": LINE,
        },
        yaxis=counting(max(counts, default=0)),
    )
    return result


def _axis(unit: str, language: Language) -> str:
    return f"横軸の単位: {unit}" if language in ("ja", "ja-easy") else f"horizontal axis: {unit}"


def _ticks(intervals: Sequence[Interval], whole: bool) -> list[tuple[float, str]]:
    """Bounds under the edges, or single whole numbers under their bars; no more than fit."""
    singly = whole and all(
        one.low is None or one.high is None or one.high - one.low == 1 for one in intervals
    )
    edges = [
        (place - (0 if singly else 0.5), plainly(one.low))
        for place, one in enumerate(intervals)
        if one.low is not None
    ]
    last = intervals[-1]
    if not singly and last.high is not None:
        edges.append((len(intervals) - 0.5, plainly(last.high)))
    if singly and last.high is None:
        place, text = edges[-1]
        edges[-1] = (place, f"{text}～")
    widest = max(len(text) for _, text in edges) + 1
    every = -(-len(edges) * widest * _DIGIT_PX // _DRAWING_PX)
    return edges[::every]
