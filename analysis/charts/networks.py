"""A network of words as a figure: who is tied to whom, in words too.

It is drawn for the width of a phone and as high as its words need; a wider page stretches it
across. A mark's area grows with its people, a line's width with Jaccard's coefficient. Communities
have a colour and a shape; a group of people is a square with its name in bold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.charts.drawing import PALETTE, TEXT, footnote, horizontal, layout, name_below
from analysis.charts.spacing import spread
from analysis.labels import block, escape, lines, width
from analysis.text.cooccurrence import GROUP, Edge, Network, Node

NO_TIES: Final = "偶然とは考えにくい結びつきは見つかりませんでした。"

WIDTH: Final = 350  # px of a phone held upright
# One less than there are colours: a colour comes back with another shape.
_SHAPES: Final = ("circle", "diamond", "triangle-up", "cross", "pentagon", "star")
_GROUP_SHAPE: Final = "square"
_RADIUS: Final = (5.0, 14.0)  # px, of few and of most people
_LINE_WIDTHS: Final = (1.0, 2.0, 3.5, 5.0)
_LINE_COLOUR: Final = "#b8bcc8"
_EMS, _FONT_PX, _LEADING = 9, 12, 16
_HALF_PX: Final = 7.0  # of _FONT_PX, a half-width letter: in proportional fonts over half an em
_GAP_PX: Final = 6
_FOOT_PX: Final = 32


def of_network(network: Network) -> go.Figure:
    """The network; a sentence where nothing is tied."""
    if not network.edges:
        return horizontal([], f"n = {network.n:,}。{NO_TIES}")
    radii = _radii(network.nodes)
    sizes = np.array([_size(node, r) for node, r in zip(network.nodes, radii, strict=True)])
    places = np.array([(node.x, node.y) for node in network.nodes])
    middles, height = spread(places, sizes, WIDTH)
    marks = np.column_stack([middles[:, 0], middles[:, 1] - sizes[:, 1] / 2 + np.array(radii)])
    result = go.Figure([*_lines(network.edges, marks), *_marks(network, marks, radii)])
    result.update_layout(
        **layout(height=round(height) + _FOOT_PX),
        margin={"l": 0, "r": 0, "t": 0, "b": _FOOT_PX, "pad": 0},
        xaxis={"visible": False, "fixedrange": True, "range": [0, WIDTH]},
        yaxis={"visible": False, "fixedrange": True, "range": [height, 0]},
        hovermode="closest",
        annotations=[
            *_names(network.nodes, marks, radii),
            footnote(f"n = {network.n:,}　言葉{_words(network)}、線{len(network.edges)}"),
        ],
    )
    return result


def alternative(network: Network) -> str:
    """The figure in plain sentences: the strongest ties and what belongs together."""
    if not network.edges:
        return f"{network.n:,}人の意見では、{NO_TIES}"
    grouped = any(node.kind == GROUP for node in network.nodes)
    kinds = "言葉と区分" if grouped else "同じ人が書いた言葉どうし"
    strongest = "、".join(_tie(network, edge) for edge in network.edges[:3])
    said = (
        f"{network.n:,}人の意見で、{kinds}を線で結んだ図です。"
        f"線は{len(network.edges)}本あり、結びつきが最も強いのは{strongest}です。"
    )
    together = [
        "・".join(node.text for node in nodes[:5]) + ("など" if len(nodes) > 5 else "")
        for nodes in network.communities
        if len(nodes) > 1
    ]
    return f"{said}まとまりは{len(together)}個です。{'／'.join(together)}。"


def _tie(network: Network, edge: Edge) -> str:
    one, other = network.nodes[edge.one], network.nodes[edge.other]
    return f"「{one.text}」と「{other.text}」（{edge.both:,}人、Jaccard係数{edge.jaccard:.2f}）"


def _words(network: Network) -> int:
    return sum(node.kind != GROUP for node in network.nodes)


def _radii(nodes: Sequence[Node]) -> list[float]:
    """By the root of people: the area grows with them."""
    least, most = _RADIUS
    top = max(node.people for node in nodes)
    return [max(least, most * sqrt(node.people / top)) for node in nodes]


def _size(node: Node, radius: float) -> tuple[float, float]:
    """Of the box around a mark and the name below it."""
    broken = lines(node.text, _EMS)
    wide = max(map(width, broken)) * _HALF_PX
    return max(2 * radius, wide) + _GAP_PX, 2 * radius + len(broken) * _LEADING + _GAP_PX


def _lines(edges: Sequence[Edge], marks: NDArray[np.float64]) -> Iterator[go.Scatter]:
    """Ties of one width in one trace; then their middles, which say the numbers."""
    top = max(edge.jaccard for edge in edges)
    steps = len(_LINE_WIDTHS)
    step = [min(steps - 1, int(steps * sqrt(edge.jaccard / top))) for edge in edges]
    for number, wide in enumerate(_LINE_WIDTHS):
        some = [edge for edge, at in zip(edges, step, strict=True) if at == number]
        if some:
            yield go.Scatter(
                x=[x for edge in some for x in (marks[edge.one, 0], marks[edge.other, 0], None)],
                y=[y for edge in some for y in (marks[edge.one, 1], marks[edge.other, 1], None)],
                mode="lines",
                line={"width": wide, "color": _LINE_COLOUR},
                hoverinfo="skip",
            )


def _marks(
    network: Network, marks: NDArray[np.float64], radii: Sequence[float]
) -> Iterator[go.Scatter]:
    middles = [(marks[edge.one] + marks[edge.other]) / 2 for edge in network.edges]
    yield go.Scatter(
        x=[middle[0] for middle in middles],
        y=[middle[1] for middle in middles],
        mode="markers",
        marker={"size": 12, "opacity": 0},
        text=[escape(_tie(network, edge)) for edge in network.edges],
        hovertemplate="%{text}<extra></extra>",
    )
    nodes = network.nodes
    yield go.Scatter(
        x=marks[:, 0].tolist(),
        y=marks[:, 1].tolist(),
        mode="markers",
        marker={
            "size": [2 * radius for radius in radii],
            "color": [PALETTE[node.community % len(PALETTE)] for node in nodes],
            "symbol": [_shape(node) for node in nodes],
            "line": {"width": 1, "color": TEXT},
            "opacity": 1,
        },
        text=[escape(f"{node.text}: {node.people:,}人") for node in nodes],
        customdata=[node.text for node in nodes],  # what a click chooses
        hovertemplate="%{text}<extra></extra>",
    )


def _shape(node: Node) -> str:
    if node.kind == GROUP:
        return _GROUP_SHAPE
    return _SHAPES[node.community % len(_SHAPES)]


def _names(
    nodes: Sequence[Node], marks: NDArray[np.float64], radii: Sequence[float]
) -> Iterator[dict[str, Any]]:
    for node, (x, y), radius in zip(nodes, marks.tolist(), radii, strict=True):
        text, _ = block(node.text, _EMS)
        shown = f"<b>{text}</b>" if node.kind == GROUP else text
        yield name_below(shown, x, y + radius, _FONT_PX)
