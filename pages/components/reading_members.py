"""The comments of a topic, or of a part of one, to be read and moved: no Streamlit here.

Comments that say the same are one line of the list, and move together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np

from analysis.text.grouping import UNSORTED, middle
from analysis.text.topics import Topic, Topics
from pages.components import reading_closed, reading_desk, reading_marks, reading_topics
from pages.components.reading_desk import Look, View
from pages.components.reading_topics import Grouped

PAGE: Final = 10
Order: TypeAlias = Literal["near", "apart"]
_TYPICAL: Final = "代表"
_APART: Final = "いちばん離れた意見"


class Row(NamedTuple):
    """A comment as HTML, with the keys of all in its topic that say so, its own first."""

    keys: tuple[str, ...]
    html: str


class Members(NamedTuple):
    """The rows of a page, of so many different comments in all."""

    total: int
    rows: tuple[Row, ...]


def typical(url: str, file: Path, look: Look, node: str) -> Members:
    """Three typical comments of a topic or part and the one that fits least; none if it is gone."""
    seen = reading_desk.view(url, file, look)
    told = reading_topics.grouped(seen, look)
    topic = found(told.topics, node)
    if topic is None:
        return Members(0, ())
    copies = _copies(seen, _places(told, node))
    apart = [] if topic.dissenting is None else [(topic.dissenting, _APART)]
    listed = [*((at, _TYPICAL) for at in topic.examples), *apart]
    rows = tuple(_row(seen, told, copies[seen.corpus.folds[at]], why, at) for at, why in listed)
    return Members(len(rows), rows)


def listed(url: str, file: Path, look: Look, node: str, order: Order, number: int) -> Members:
    """A page, counted from 0, of the comments of a topic or part, or of those in none (UNSORTED).

    Those nearest to the middle of the topic come first, or last with "apart".
    """
    seen = reading_desk.view(url, file, look)
    told = reading_topics.grouped(seen, look)
    groups = list(_copies(seen, _places(told, node)).values())
    if order == "apart":
        groups.reverse()
    shown = groups[number * PAGE : (number + 1) * PAGE]
    return Members(len(groups), tuple(_row(seen, told, places, "") for places in shown))


def at_place(url: str, file: Path, look: Look, place: int) -> tuple[Row, str] | None:
    """The comment at a place of the view, and the id of its topic; None where there is none."""
    seen = reading_desk.view(url, file, look)
    told = reading_topics.grouped(seen, look)
    if not 0 <= place < len(seen.corpus.comments):
        return None
    code = int(told.topics.codes[place])
    node = told.topics.topics[code].id if code >= 0 else UNSORTED
    copies = _copies(seen, _places(told, node))[seen.corpus.folds[place]]
    return _row(seen, told, copies, "", place), node


def voice(seen: View, at: int, *why: str) -> str:
    """The comment at a place of the view with its deciding words, as HTML."""
    one, told = seen.corpus.comments[at], seen.spoken[at]
    marks = reading_marks.of_act(one.text, seen.corpus.readings[at].text, told)
    closed = reading_closed.of(seen.desk.answers, seen.desk.rows[one.response_id])
    tags: Sequence[str] = [tag for tag in (*why, told.act) if tag]
    return reading_marks.voice(reading_marks.quoted(one.text, marks), tags, closed)


def found(topics: Topics, node: str) -> Topic | None:
    """The topic or part of this id."""
    everything = (one for topic in topics.topics for one in (topic, *topic.parts))
    return next((one for one in everything if one.id == node), None)


def _row(seen: View, told: Grouped, places: Sequence[int], why: str, at: int = -1) -> Row:
    first = at if at >= 0 else places[0]
    ordered = [first, *(place for place in places if place != first)]
    same = f"同じ内容がほかに{len(ordered) - 1:,}件" if len(ordered) > 1 else ""
    keys = tuple(told.edited.keys[place] for place in ordered)
    return Row(keys, voice(seen, first, why, same))


def _places(told: Grouped, node: str) -> list[int]:
    """The comments of the topic or part, the one in its middle first; none if it is gone."""
    if node == UNSORTED:
        return [int(at) for at in np.flatnonzero(told.edited.codes < 0)]
    try:
        members = told.edited.members(node)
    except KeyError:
        return []
    return [int(at) for at in middle(told.edited.vectors, members)]


def _copies(seen: View, places: Iterable[int]) -> dict[int, list[int]]:
    """The places by what they say, in their order."""
    same: dict[int, list[int]] = {}
    for place in places:
        same.setdefault(seen.corpus.folds[place], []).append(place)
    return same
