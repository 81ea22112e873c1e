"""Means from −1 to 1 as points with their intervals, a group below the other, and in words."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go

from analysis.charts.drawing import ACCENT, NO_ANSWER_GREY, Bar, Piece, horizontal
from analysis.charts.words import REFERENCE
from analysis.tabulate import SMALL_BASE
from analysis.text.leaning_tables import LeaningRow, LeaningTable

_PALE: Final = "#f0f0f4"  # from end to end of the scale, behind the points
_WHITE: Final = "#ffffff"
_ENDS: Final = (("−1 わるい", 0.5), ("0", 1.0), ("よい 1", 0.5))  # and how much of the scale
_FOOT: Final = "点は平均、線は95%信頼区間"
_POINT_PX: Final = 10


def of_leanings(table: LeaningTable) -> go.Figure:
    """A line a group under 全体, with 0 in the middle; the means stand at the right.

    Groups whose mean is not told have none. The height follows the groups.
    """
    told = [
        (row, row.mean, row.interval or (row.mean, row.mean))
        for row in (table.total, *table.rows)
        if row.mean is not None
    ]
    ends = [Piece(length, _WHITE, text=words) for words, length in _ENDS]
    head = Bar("", "平均", (*ends, Piece(0)), follows=True)  # the amount is written after the last
    scale = (Piece(1, _PALE), Piece(1, _PALE))
    bars = [Bar(_named(row), signed(mean), scale) for row, mean, _ in told]
    result = horizontal([head, *bars] if bars else [], _FOOT)
    if not bars:
        return result
    # The bars begin at 0, where the scale begins at −1.
    middles = list(result.data[0].y)[1:]
    result.add_scatter(
        x=[1, 1],
        y=[middles[0], middles[-1]],
        mode="lines",
        line={"color": NO_ANSWER_GREY, "width": 1},
        hoverinfo="skip",
    )
    result.add_scatter(
        x=[mean + 1 for _, mean, _ in told],
        y=middles,
        mode="markers",
        marker={"color": ACCENT, "size": _POINT_PX},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [high - mean for _, mean, (_, high) in told],
            "arrayminus": [mean - low for _, mean, (low, _) in told],
            "color": ACCENT,
            "thickness": 2,
            "width": 0,
        },
        hoverinfo="skip",  # everything is written beside it
    )
    return result


def leanings_in_words(table: LeaningTable) -> tuple[str, ...]:
    """The same in Japanese, a sentence a group; then which groups are too small to show."""
    said = [_sentence(row) for row in (table.total, *table.rows)]
    if table.left_out:
        said.append(f"人数が少ないため表示しないもの：{'、'.join(table.left_out)}。")
    return tuple(said)


def signed(value: float) -> str:
    """Two digits with their sign; what rounds to nothing has none."""
    written = f"{value:+.2f}".replace("-", "−")
    return "0.00" if written[1:] == "0.00" else written


def in_words(interval: tuple[float, float] | None) -> str:
    """An interval; "―" for none."""
    return f"{signed(interval[0])}～{signed(interval[1])}" if interval else "―"


def _named(row: LeaningRow) -> str:
    small = f"、{REFERENCE['ja']}" if row.n < SMALL_BASE else ""
    return f"{row.label}（n={row.n:,}{small}）"


def _sentence(row: LeaningRow) -> str:
    if row.mean is None:
        return f"{_named(row)}：人数が少ないため、出しません。"
    reach = f"（95%信頼区間 {in_words(row.interval)}）" if row.interval else ""
    return f"{_named(row)}：平均{signed(row.mean)}{reach}。"
