"""Shares of those who answered as bars, with what lacks to the population or lies above it."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go

from analysis.charts.drawing import ACCENT, PALETTE, Bar, Piece, horizontal
from analysis.coverage import HIDDEN, Comparison, Group
from analysis.grids import NONE

LACKING: Final = "#d5daf7"  # pale, with an edge of 3:1
ABOVE: Final = PALETTE[1]
_KEY: Final = (("回答", ACCENT), ("人口より多い分", ABOVE), ("人口に足りない分", LACKING))


def of_comparison(comparison: Comparison) -> go.Figure:
    """One bar a group, both percentages at its end."""
    bars = [
        Bar(group.name, _amount(group), _pieces(group))
        if shown is not None
        else Bar(group.name, f"{HIDDEN} / {group.population}", (Piece(0),) * len(_KEY))
        for group, shown in zip(comparison.groups, comparison.shown, strict=True)
    ]
    reference = "（参考値）" if comparison.small else ""
    foot = f"n = {comparison.n:,}{reference}　数字は、回答 / 人口（%）"
    return horizontal(bars, foot, key=_KEY)


def _pieces(group: Group) -> tuple[Piece, ...]:
    here, there = float(group.respondents), float(group.population)
    above, lacking = Piece(max(here - there, 0), ABOVE), Piece(0, LACKING)
    if there > here:
        lacking = Piece(there - here, LACKING, edge=ACCENT)
    return Piece(min(here, there)), above, lacking


def _amount(group: Group) -> str:
    return f"{group.respondents if group.people else NONE} / {group.population}"
