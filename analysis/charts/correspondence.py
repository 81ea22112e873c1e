"""A correspondence map as a figure: words as dots, groups of people as squares, in words too.

Both axes have one scale. Names are placed for the width of a phone such that none covers another
on any page (analysis.charts.labelling); a word without room is named when it is pointed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.charts.drawing import ACCENT, LINE, MUTED, TEXT, footnote, horizontal, layout
from analysis.charts.labelling import LED, named
from analysis.labels import block, escape, lines, width
from analysis.text.correspondence import (
    LEAST_GROUPS,
    LEAST_WORDS,
    Correspondence,
    Point,
    Reason,
)

REASONS: Final[dict[Reason, str]] = {
    "few_words": f"言葉が{LEAST_WORDS}つに満たないため、対応分析の図はありません。",
    "few_groups": f"くらべられる区分が{LEAST_GROUPS}つに満たないため、対応分析の図はありません。",
    "no_difference": "区分による言葉の違いがないため、対応分析の図はありません。",
}

WIDTH: Final = 350  # px of a phone held upright
_HEIGHTS: Final = (340.0, 560.0)  # px, at least and at most
_EDGE: Final = (34.0, 24.0)  # px around the points, across and down
_RADIUS: Final = (2.5, 6.0)  # px of a word's dot, of few and of most people
_GROUP_RADIUS: Final = 5.0
_EMS, _FONT_PX, _LEADING, _HALF_PX = 9, 12, 16, 7.0
_FOOT_PX: Final = 54
_LEADER: Final = "#8c8c8c"
_CLEAR: Final = 0.4  # of a group's distance that the axes show; of less nothing is said


def of_correspondence(found: Correspondence) -> go.Figure:
    """The map of the first two axes, or of the only one; a sentence where there is none."""
    if found.reason is not None:
        return horizontal([], REASONS[found.reason])
    # Groups choose their places first, then the words that make most of the picture.
    words = sorted(found.words, key=lambda point: (-sum(point.contributions), point.text))
    points = [*found.groups, *words]
    bold = [True] * len(found.groups) + [False] * len(words)
    data = np.array([(point.places[0], (*point.places, 0.0)[1]) for point in points])
    scale, height, largest = _scaled(data)
    low, high = np.minimum(data.min(axis=0), 0), np.maximum(data.max(axis=0), 0)
    middle = (low + high) / 2
    pixels = (data - middle) * (scale, -scale) + (WIDTH / 2, height / largest / 2)
    radii = np.array(_radii(points, len(found.groups)))
    sizes = np.array([_size(point.text) for point in points])
    frame = (WIDTH, height / largest)
    offsets = named(pixels, radii, sizes, frame, largest=largest, first=len(found.groups))
    reach = np.array(frame) / scale / 2
    result = go.Figure([*_marks(points, data, radii, len(found.groups))])
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "showticklabels": False,
        "zerolinecolor": LINE,
        "zerolinewidth": 1,
    }
    result.update_layout(
        **layout(height=round(height) + _FOOT_PX),
        margin={"l": 0, "r": 0, "t": 0, "b": _FOOT_PX, "pad": 0},
        xaxis={**axis, "range": [middle[0] - reach[0], middle[0] + reach[0]]},
        yaxis={
            **axis,
            "range": [middle[1] - reach[1], middle[1] + reach[1]],
            "scaleanchor": "x",
            "scaleratio": 1,
        },
        hovermode="closest",
        annotations=[*_names(points, data, offsets, bold), footnote(_foot(found, offsets))],
    )
    return result


def alternative(found: Correspondence) -> str:
    """The map in plain sentences: which words lie in the direction of which group."""
    if found.reason is not None:
        return REASONS[found.reason]
    said = [f"{found.n:,}人の意見の言葉と区分の対応分析の図です。{_axes(found)}を表します。"]
    clear = [group for group in found.groups if group.quality >= _CLEAR]
    said += [
        f"{group.text}の方向にある言葉は{'、'.join(near)}です。"
        for group in clear
        if (near := _towards(group, found.words))
    ]
    if unclear := [group.text for group in found.groups if group not in clear]:
        said.append(f"{'、'.join(unclear)}の特徴は、この図にはあまり表れていません。")
    return "".join(said)


def _towards(group: Point, words: Sequence[Point]) -> list[str]:
    """Up to three words that stand out most in the direction of the group."""
    length = sqrt(sum(x * x for x in group.places))
    if not length:
        return []
    along = [
        (sum(x * y for x, y in zip(word.places, group.places, strict=True)) / length, word)
        for word in words
    ]
    near = [
        (-reach * sqrt(word.people), word.text)
        for reach, word in along
        if reach > sqrt(sum(x * x for x in word.places)) / 2 and reach > 0
    ]
    return [f"「{text}」" for _, text in sorted(near)[:3]]


def _axes(found: Correspondence) -> str:
    first, *second = (f"{100 * share:.1f}%" for share in found.shares)
    return "、".join([f"横軸は違い全体の{first}", *(f"縦軸は{share}" for share in second)])


def _foot(found: Correspondence, offsets: Sequence[tuple[float, float] | None]) -> str:
    unnamed = sum(offset is None for offset in offsets)
    said = f"n = {found.n:,}　■ 区分　● 言葉"
    if unnamed:
        said += f"（{unnamed}は名前を省略）"
    return f"{said}<br>{_axes(found)}を表します"


def _scaled(data: NDArray[np.float64]) -> tuple[float, float, float]:
    """Pixels of a unit on a phone, the height, and by how much a wide page enlarges the drawing."""
    extent = np.maximum(np.maximum(data.max(axis=0), 0) - np.minimum(data.min(axis=0), 0), 1e-9)
    least, most = _HEIGHTS
    scale = min((WIDTH - 2 * _EDGE[0]) / extent[0], (most - 2 * _EDGE[1]) / extent[1])
    on_phone = max(least, scale * extent[1] + 2 * _EDGE[1])
    height = min(most, 1.4 * on_phone)
    return float(scale), float(height), float(height / on_phone)


def _radii(points: Sequence[Point], groups: int) -> list[float]:
    least, most = _RADIUS
    top = max((point.people for point in points[groups:]), default=1)
    dots = [max(least, most * sqrt(point.people / top)) for point in points[groups:]]
    return [_GROUP_RADIUS] * groups + dots


def _size(text: str) -> tuple[float, float]:
    broken = lines(text, _EMS)
    return max(map(width, broken)) * _HALF_PX + 2, len(broken) * _LEADING


def _marks(
    points: Sequence[Point], data: NDArray[np.float64], radii: NDArray[np.float64], groups: int
) -> Iterator[go.Scatter]:
    for some, symbol, colour in (
        (slice(groups, None), "circle", MUTED),
        (slice(groups), "square", ACCENT),
    ):
        yield go.Scatter(
            x=data[some, 0].tolist(),
            y=data[some, 1].tolist(),
            mode="markers",
            marker={
                "size": (2 * radii[some]).tolist(),
                "symbol": symbol,
                "color": colour,
                "opacity": 1,
            },
            text=[escape(f"{point.text}: {point.people:,}人") for point in points[some]],
            customdata=[point.text for point in points[some]],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
        )


def _names(
    points: Sequence[Point],
    data: NDArray[np.float64],
    offsets: Sequence[tuple[float, float] | None],
    bold: Sequence[bool],
) -> Iterator[dict[str, Any]]:
    for point, place, offset, group in zip(points, data.tolist(), offsets, bold, strict=True):
        if offset is None:
            continue
        text, _ = block(point.text, _EMS)
        wide, high = _size(point.text)
        led = bool(max(abs(offset[0]) - wide / 2, abs(offset[1]) - high / 2) >= LED)
        name: dict[str, Any] = {
            "text": f"<b>{text}</b>" if group else text,
            "x": place[0],
            "y": place[1],
            "xref": "x",
            "yref": "y",
            "xanchor": "center",
            "yanchor": "middle",
            "showarrow": led,
            "borderpad": 0,
            "font": {"size": _FONT_PX, "color": ACCENT if group else TEXT},
        }
        if led:
            line = {"ax": offset[0], "ay": offset[1], "arrowhead": 0, "arrowwidth": 1}
            yield {**name, **line, "arrowcolor": ACCENT if group else _LEADER}
        else:
            yield {**name, "xshift": offset[0], "yshift": -offset[1]}
