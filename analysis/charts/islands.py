"""The map of topics as a figure: each comment a point, each topic an island with its name.

It is drawn for the width of a phone and as high as it needs; a wider page stretches it across. A
topic has a colour and a shape, and its name stands below its island. Of many comments some are
drawn, of each topic its share: a browser takes seconds for ten thousand points, and the graphics
card's way to draw them (Plotly's scattergl) compiles code, which our pages allow no script.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.charts.drawing import PALETTE, TEXT, footnote, horizontal, layout, name_below
from analysis.charts.spacing import spread
from analysis.labels import block, escape, lines, width
from analysis.text.clusters import Codes
from analysis.text.corpus import Corpus
from analysis.text.islands import Islands
from analysis.text.topics import Topic, Topics

NO_TOPICS: Final = "分けられる意見がありません。"
WIDTH: Final = 350  # px of a phone held upright
DRAWN: Final = 2_000  # points, and a few more where topics are small

# One less than there are colours: a colour comes back with another shape.
_SHAPES: Final = ("circle", "diamond", "triangle-up", "cross", "square", "star")
_SIZES: Final = ((300, 9), (1_000, 7))  # up to so many points: px
_SMALLEST_PX: Final = 5
_RADIUS_PX: Final = 135  # of an island with all comments
_LEAST_RADIUS_PX: Final = 16
_EMS, _FONT_PX, _LEADING, _HALF_PX = 10, 12, 16, 7.0
_GAP_PX: Final = 10
_FOOT_PX: Final = 32
_EXCERPT: Final = 60  # characters that hover


def of_islands(corpus: Corpus, topics: Topics, islands: Islands) -> go.Figure:
    """The map; a sentence where nothing could be grouped.

    `customdata` of a point is the place of its comment in the corpus, so that a click can show it.
    """
    if not topics.topics:
        return horizontal([], f"n = {topics.comments:,}。{NO_TOPICS}")
    texts = [f"{topic.name}（{topic.comments:,}）" for topic in topics.topics]
    sizes = [topic.comments for topic in topics.topics]
    radii = np.maximum(_LEAST_RADIUS_PX, _RADIUS_PX * np.sqrt(np.array(sizes) / sum(sizes)))
    boxes = np.array([_size(text, r) for text, r in zip(texts, radii.tolist(), strict=True)])
    middles, height = spread(islands.centres, boxes, WIDTH)
    centres = np.column_stack(
        [middles[:, 0], middles[:, 1] - boxes[:, 1] / 2 + radii + _GAP_PX / 2]
    )
    points = list(_points(corpus, topics, islands, centres, radii))
    result = go.Figure(points)
    result.update_layout(
        **layout(height=round(height) + _FOOT_PX),
        margin={"l": 0, "r": 0, "t": 0, "b": _FOOT_PX, "pad": 0},
        xaxis={"visible": False, "fixedrange": True, "range": [0, WIDTH]},
        yaxis={"visible": False, "fixedrange": True, "range": [height, 0]},
        hovermode="closest",
        clickmode="event+select",
        annotations=[
            *_names(texts, centres, radii),
            footnote(_foot(topics, sum(len(one.x) for one in points))),
        ],
    )
    return result


def alternative(topics: Topics) -> str:
    """The map in plain sentences: which topics there are and how large they are."""
    if not topics.topics:
        return f"{topics.comments:,}件の意見のうち、{NO_TOPICS}"
    named = "、".join(f"「{topic.name}」{topic.comments:,}件" for topic in topics.topics)
    unsorted = f"分けられない意見は{topics.unsorted:,}件です。" if topics.unsorted else ""
    return (
        f"{topics.respondents:,}人の意見{topics.comments:,}件を、使う言葉の近さで"
        f"{len(topics.topics)}個の話題に分けた図です。大きい順に、{named}です。{unsorted}"
    )


def _foot(topics: Topics, drawn: int) -> str:
    unsorted = f"　分けられない {topics.unsorted:,}" if topics.unsorted else ""
    # Of people and points there is room for one on a phone.
    some = drawn < topics.comments - topics.unsorted
    more = f"　点は{drawn:,}件" if some else f"（{topics.respondents:,}人）"
    return f"n = {topics.comments:,}件{more}{unsorted}"


def _size(text: str, radius: float) -> tuple[float, float]:
    """Of the box around an island and the name below it."""
    broken = lines(text, _EMS)
    wide = max(map(width, broken)) * _HALF_PX
    return max(2 * radius, wide) + _GAP_PX, 2 * radius + len(broken) * _LEADING + _GAP_PX


def _points(
    corpus: Corpus,
    topics: Topics,
    islands: Islands,
    centres: NDArray[np.float64],
    radii: NDArray[np.float64],
) -> Iterator[go.Scatter]:
    """One trace a topic."""
    number = int(np.count_nonzero(topics.codes >= 0))
    size = next((px for most, px in _SIZES if number <= most), _SMALLEST_PX)
    for place, topic in enumerate(topics.topics):
        members = _drawn(topic, np.flatnonzero(topics.codes == place), number)
        # Half a point less, so that points on the shore stay on their island.
        at = centres[place] + islands.inside[members] * (radii[place] - size / 2)
        yield go.Scatter(
            x=np.round(at[:, 0], 1).tolist(),
            y=np.round(at[:, 1], 1).tolist(),
            mode="markers",
            name=escape(topic.name),
            customdata=members.tolist(),
            marker={
                "size": size,
                "color": PALETTE[place % len(PALETTE)],
                "symbol": _SHAPES[place % len(_SHAPES)],
                "line": {"width": 0.5, "color": TEXT},
                "opacity": 1,
            },
            unselected={"marker": {"opacity": 0.5}},  # the clicked one stands out, all can be seen
            text=[_excerpt(corpus.readings[index].text) for index in members.tolist()],
            hovertemplate="%{text}<extra></extra>",
        )


def _drawn(topic: Topic, members: Codes, number: int) -> Codes:
    """All members of a topic, or of more than DRAWN comments in all its share of them.

    Its examples and the comment that fits least are always drawn.
    """
    if number <= DRAWN:
        return members
    share = max(1, len(members) * DRAWN // number)
    some = members[np.linspace(0, len(members) - 1, share).astype(np.intp)]
    apart = [] if topic.dissenting is None else [topic.dissenting]
    drawn: Codes = np.union1d(some, np.array([*topic.examples, *apart], np.intp))
    return drawn


def _excerpt(text: str) -> str:
    """The beginning of a comment in lines of 20 characters."""
    whole = " ".join(text.split())
    shown = whole if len(whole) <= _EXCERPT else f"{whole[:_EXCERPT]}…"
    return block(shown, 20)[0]


def _names(
    texts: list[str], centres: NDArray[np.float64], radii: NDArray[np.float64]
) -> Iterator[dict[str, Any]]:
    for text, (x, y), radius in zip(texts, centres.tolist(), radii.tolist(), strict=True):
        yield name_below(block(text, _EMS)[0], x, y + radius, _FONT_PX)
