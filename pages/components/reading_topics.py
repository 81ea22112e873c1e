"""The topics of a view, worked out in the child process: no Streamlit here."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.charts.islands import alternative, of_islands
from analysis.text import cycles
from analysis.text.grouping import FEWEST, Grouping
from analysis.text.islands import lay_out
from analysis.text.kept_groupings import grouping
from analysis.text.topic_edits import Edited, Step, TopicEdits, add, apply
from analysis.text.topics import Topics, describe
from pages.components import reading_desk
from pages.components.reading_desk import Look, View

_KEPT: Final = 8  # groupings of a view: staff go back and forth between a few
_UNSAID: Final = {
    "rename": "話題の名前を変えた",
    "merge": "話題をまとめた",
    "split": "話題を分けた",
    "move": "ご意見を移した",
}


class Change(NamedTuple):
    """What staff changed, in words, and why that could not be done this time, "" if it was."""

    said: str
    refused: str


@dataclass(frozen=True, eq=False)
class Grouped:
    """The grouping as it was found, as staff changed it by the `changes`, and in words."""

    found: Grouping
    edited: Grouping
    topics: Topics
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Shown:
    """What the page shows: topics, each with its most typical comment by id, and the changes."""

    topics: Topics
    typical: dict[str, str]
    changes: tuple[Change, ...]


def grouped(seen: View, look: Look) -> Grouped:
    """The topics of a view, in so many and with such edits as the look says."""
    of_view = _grouped.setdefault(seen, OrderedDict())
    name = (look.topics, look.edits)
    kept = of_view.pop(name, None)
    if kept is None:
        same = (one.found for (count, _), one in of_view.items() if count == look.topics)
        found = next(same, None) or _found(seen, look)
        edits = _edits(look)
        edited = apply(found, edits)
        told = describe(seen.corpus, edited.grouping)
        kept = Grouped(found, edited.grouping, told, tuple(_changes(edits, edited)))
    of_view[name] = kept
    while len(of_view) > _KEPT:
        of_view.popitem(last=False)
    return kept


def _found(seen: View, look: Look) -> Grouping:
    """The topics before staff changed them; kept for the next start where all are looked at."""
    partly = look.rules or look.folded or look.topics
    name = f"{look.survey} {look.source}"
    return grouping(name, seen.corpus, look.topics or None, None if partly else seen.desk.file)


def reliable(seen: View, look: Look) -> Topics | None:
    """The topics, None where there are too few comments to find any without people."""
    if len(seen.corpus.comments) < FEWEST:
        return None
    told = grouped(seen, look).topics
    return told if told.reliable else None


def people_of(seen: View, look: Look) -> list[tuple[str, NDArray[np.bool_]]]:
    """Each topic with its people among those of the view; none where grouping is unreliable."""
    told = reliable(seen, look)
    if told is None:
        return []
    row = {who: at for at, who in enumerate(seen.incidence.people)}
    rows = np.array([row[one.response_id] for one in seen.corpus.comments], np.intp)
    found = []
    for number, topic in enumerate(told.topics):
        inside = np.zeros(len(row), np.bool_)
        inside[rows[told.codes == number]] = True
        found.append((topic.name, inside))
    return found


def topics(url: str, file: Path, look: Look) -> Shown:
    """The topics with the words of the most typical comment of each."""
    seen = reading_desk.view(url, file, look)
    told = grouped(seen, look)
    typical = {
        topic.id: seen.corpus.comments[topic.examples[0]].text
        for topic in told.topics.topics
        if topic.examples
    }
    return Shown(told.topics, typical, told.changes)


@cycles.unsearched()
def chart(url: str, file: Path, look: Look) -> tuple[go.Figure, str]:
    """The map of topics, and the same in words."""
    seen = reading_desk.view(url, file, look)
    told = grouped(seen, look)
    figure = of_islands(seen.corpus, told.topics, lay_out(told.edited))
    return figure, alternative(told.topics)


def with_step(seen: View, look: Look, step: Step) -> Grouped:
    """The topics with one more step, which is kept nowhere."""
    edits = add(_edits(look), grouped(seen, look).found, step)
    return grouped(seen, look._replace(edits=edits.model_dump_json()))


def changed(url: str, file: Path, look: Look, step: Step) -> str:
    """The edits of the look with one more step, to be kept."""
    seen = reading_desk.view(url, file, look)
    return add(_edits(look), grouped(seen, look).found, step).model_dump_json()


def names(url: str, file: Path, look: Look) -> dict[str, str]:
    """Id → name and size of each topic, for a choice; empty where grouping is unreliable."""
    told = reliable(reading_desk.view(url, file, look), look)
    if told is None:
        return {}
    return {one.id: f"{one.name}（{one.respondents:,}人）" for one in told.topics}


def _edits(look: Look) -> TopicEdits:
    return TopicEdits.model_validate_json(look.edits) if look.edits else TopicEdits()


def _changes(edits: TopicEdits, edited: Edited) -> Iterator[Change]:
    for step in edits.steps:
        refused = next((one.reason for one in edited.skipped if one.step is step), "")
        yield Change(step.said or _UNSAID[step.kind], refused)


_grouped: WeakKeyDictionary[View, OrderedDict[tuple[int, str], Grouped]] = WeakKeyDictionary()
