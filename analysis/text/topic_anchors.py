"""By which comments a topic is known again after it was found anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy.optimize import linear_sum_assignment

from analysis.text.grouping import Grouping, Node, middle

CORE: Final = 40  # comments that stand for a topic
_ENOUGH: Final = 0.5  # of those that are still there


class Anchor(BaseModel):
    """The comments, by key, in the middle of a topic or part when it was first edited."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: str
    level: Literal["topic", "part"]
    comments: tuple[str, ...]


def anchor(grouping: Grouping, topic: str) -> Anchor:
    """What stands for the topic or part `topic`. Raises KeyError if there is none such."""
    core = middle(grouping.vectors, grouping.members(topic))[:CORE]
    level: Literal["topic", "part"] = (
        "topic" if any(node.id == topic for node in grouping.topics) else "part"
    )
    return Anchor(topic=topic, level=level, comments=tuple(grouping.keys[at] for at in core))


def recognise(found: Grouping, anchors: Sequence[Anchor]) -> Grouping:
    """The grouping with the ids of the anchors for the topics and parts that they stand for.

    Anchors and topics are paired so that as many of the anchors' comments as possible fall in place
    (H. Kuhn, "The Hungarian method for the assignment problem", 1955).
    """
    index = {key: number for number, key in enumerate(found.keys)}
    places = {
        one.topic: np.array([index[key] for key in one.comments if key in index], np.intp)
        for one in anchors
    }
    topics, parts = found.topic_codes(), found.codes
    of_topics = [one for one in anchors if one.level == "topic"]
    of_parts = [one for one in anchors if one.level == "part"]
    names = _paired(found.topics, of_topics, [topics[places[one.topic]] for one in of_topics])
    part_names = _paired(found.parts, of_parts, [parts[places[one.topic]] for one in of_parts])
    return replace(
        found,
        topics=tuple(
            replace(node, id=name) for node, name in zip(found.topics, names, strict=True)
        ),
        parts=tuple(
            replace(node, id=name, parent=names[[t.id for t in found.topics].index(node.parent)])
            for node, name in zip(found.parts, part_names, strict=True)
        ),
    )


def _paired(
    nodes: Sequence[Node],
    anchors: Sequence[Anchor],
    codes: Sequence[np.ndarray[tuple[int], np.dtype[np.intp]]],
) -> list[str]:
    """The id of each node: that of its anchor, or its own, which no anchor may have."""
    share = np.zeros((len(anchors), len(nodes)))
    for row, found in enumerate(codes):
        counts = np.bincount(found[found >= 0], minlength=len(nodes))
        share[row] = counts / max(1, len(found))
    rows, columns = linear_sum_assignment(-share)
    taken = {one.topic for one in anchors}
    paired = {
        column: anchors[row].topic
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if share[row, column] >= _ENOUGH
    }
    return [
        paired.get(place, f"{node.id}*" if node.id in taken else node.id)
        for place, node in enumerate(nodes)
    ]
