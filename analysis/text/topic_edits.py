"""What staff change about topics by hand, as plain data that outlives the topics themselves.

Topics are found anew when answers arrive. The edits stay: they name comments by their keys and
topics by ids, and with each id some comments from the middle of the topic. Whichever topic holds
most of them, and at least half, is that topic again (`topic_anchors`). A step that has nothing left
to act on is skipped, and said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from analysis.text.clusters import cluster
from analysis.text.grouping import Grouping, middle, node_id
from analysis.text.topic_anchors import CORE, Anchor, anchor, recognise
from analysis.text.topic_draft import Draft, Impossible

LONGEST_NAME = 60
LONGEST_SAID = 400
Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Step(_Plain):
    """`said` tells what was done, with the names that the topics had then; "" if nobody did."""

    said: Annotated[str, Field(max_length=LONGEST_SAID)] = ""


class Rename(_Step):
    """The topic, or part of one, is called so."""

    kind: Literal["rename"] = "rename"
    topic: str
    name: Name


class Merge(_Step):
    """Topics become one, or parts: the first of them."""

    kind: Literal["merge"] = "merge"
    topics: Annotated[tuple[str, ...], Field(min_length=2)]


class Piece(_Plain):
    """What a part of a split topic is like: some of its comments, by key."""

    id: str
    comments: Annotated[tuple[str, ...], Field(min_length=1)]
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""


class Split(_Step):
    """Each comment of the topic, or part, goes to the piece whose comments it is nearest to."""

    kind: Literal["split"] = "split"
    topic: str
    pieces: Annotated[tuple[Piece, ...], Field(min_length=2)]


class Move(_Step):
    """The comments, by key, belong to that topic or part; with "" to 分けられない."""

    kind: Literal["move"] = "move"
    comments: Annotated[tuple[str, ...], Field(min_length=1)]
    topic: str


Step: TypeAlias = Annotated[Rename | Merge | Split | Move, Field(discriminator="kind")]


class TopicEdits(_Plain):
    """The steps in the order they were taken, and what the ids in them stand for."""

    anchors: tuple[Anchor, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """A step that could not be taken, and why, in Japanese."""

    step: Step
    reason: str


@dataclass(frozen=True, eq=False)
class Edited:
    """A grouping after all steps that could be taken."""

    grouping: Grouping
    skipped: tuple[Skipped, ...]


def add(edits: TopicEdits, found: Grouping, step: Step) -> TopicEdits:
    """The edits with one more step. `found` is the grouping as it was computed, before any edit."""
    known = {one.topic for one in edits.anchors}
    grouping = recognise(found, edits.anchors)
    nodes = {node.id for node in (*grouping.topics, *grouping.parts)}
    new = sorted((_named(step) & nodes) - known)
    anchors = (*edits.anchors, *(anchor(grouping, node) for node in new))
    return TopicEdits(anchors=anchors, steps=(*edits.steps, step))


def apply(found: Grouping, edits: TopicEdits) -> Edited:
    """The computed grouping `found` as staff changed it."""
    draft = Draft(recognise(found, edits.anchors))
    skipped = []
    for step in edits.steps:
        try:
            _take(draft, step)
        except Impossible as refusal:
            skipped.append(Skipped(step, str(refusal)))
    return Edited(draft.finished(), tuple(skipped))


def propose_split(grouping: Grouping, topic: str, pieces: int = 2, seed: int = 0) -> Split | None:
    """The topic, or part, of the edited `grouping` in pieces; None if its comments do not differ.

    Raises KeyError if there is no such topic or part.
    """
    members = grouping.members(topic)
    members = members[grouping.vectors[members].any(axis=1)]
    if not len(members):
        return None
    inner = cluster(grouping.vectors[members], pieces, seed)
    level = "p" if any(part.id == topic for part in grouping.parts) else "t"
    found = []
    for number in range(len(inner.centres)):
        core = middle(grouping.vectors, members[inner.codes == number])[:CORE]
        keys = tuple(grouping.keys[index] for index in core)
        found.append(Piece(id=node_id(level, f"{topic}/{keys[0]}"), comments=keys))
    return Split(topic=topic, pieces=tuple(found)) if len(found) > 1 else None


def _named(step: Step) -> set[str]:
    """The ids of topics and parts that the step is about."""
    match step:
        case Merge(topics=topics):
            return set(topics)
        case Rename(topic=topic) | Split(topic=topic) | Move(topic=topic):
            return {topic}


def _take(draft: Draft, step: Step) -> None:
    match step:
        case Rename(topic=topic, name=name):
            draft.rename(topic, name)
        case Merge(topics=topics):
            draft.merge(topics)
        case Split(topic=topic, pieces=pieces):
            draft.split(topic, [(piece.id, piece.name, piece.comments) for piece in pieces])
        case Move(comments=comments, topic=topic):
            draft.move(comments, topic)
