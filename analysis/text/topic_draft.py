"""A grouping while it is being changed, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.text.clusters import Codes, means, nearest
from analysis.text.grouping import UNSORTED, Grouping, Node, arrange
from analysis.text.vectors import Floats

Piece: TypeAlias = tuple[str, str, Sequence[str]]  # id, name, keys of comments


class Impossible(Exception):
    """A step cannot be taken; the message says why, in Japanese."""


class Draft:
    """Steps are taken whole or, raising Impossible, not at all."""

    def __init__(self, grouping: Grouping) -> None:
        self._begun = grouping
        self._index = {key: number for number, key in enumerate(grouping.keys)}
        self._vectors = grouping.vectors
        self._topics = {node.id: node for node in grouping.topics}
        self._parts = {node.id: node for node in grouping.parts}
        self._number = {node.id: number for number, node in enumerate(grouping.parts)}
        self._codes = grouping.codes.copy()

    def finished(self) -> Grouping:
        """The grouping as it is now; topics without comments are gone."""
        parts = sorted(self._parts.values(), key=lambda node: self._number[node.id])
        number = np.full(len(self._number) + 1, -1, np.intp)
        number[[self._number[node.id] for node in parts]] = np.arange(len(parts))
        topics = tuple(self._topics.values())
        changed = replace(self._begun, topics=topics, parts=tuple(parts), codes=number[self._codes])
        return arrange(changed)

    def rename(self, topic: str, name: str) -> None:
        """Give the topic or part a name."""
        level = self._level(topic)
        level[topic] = replace(level[topic], name=name)

    def merge(self, topics: Sequence[str]) -> None:
        """Make topics, or parts, one: the first."""
        first, *others = dict.fromkeys(topics)
        level = self._level(first)
        if any(self._level(other) is not level for other in others):
            raise Impossible("話題と小話題は、ひとつにまとめられません。")
        for other in others:
            del level[other]
            if level is self._parts:
                self._codes[self._codes == self._number[other]] = self._number[first]
        if level is self._topics:
            gone = set(others)
            for part in [part for part in self._parts.values() if part.parent in gone]:
                self._parts[part.id] = replace(part, parent=first)
        level[first] = replace(level[first], stability=None)

    def split(self, topic: str, pieces: Sequence[Piece]) -> None:
        """Divide a topic into topics, or a part into parts of the same topic."""
        level = self._level(topic)
        members = self._members(topic)
        here = set(members.tolist())
        known = [
            (id_, name, [at for key in keys if (at := self._index.get(key, -1)) in here])
            for id_, name, keys in pieces
        ]
        known = [piece for piece in known if piece[2]]
        if len(known) < 2:
            raise Impossible("分けるもとになった意見が、もうこの話題にありません。")
        if any(id_ != topic and (id_ in self._topics or id_ in self._parts) for id_, _, _ in known):
            raise Impossible("同じ分け方が、すでに行われています。")
        of_piece = self._nearest_pieces(members, [at for _, _, at in known])
        node = level.pop(topic)
        for number, (id_, name, _) in enumerate(known):
            inside = members[of_piece == number]
            level[id_] = Node(id_, parent=node.parent, name=name)
            if level is self._parts:
                self._codes[inside] = self._new_number(id_)
            else:
                self._gather_parts(id_, inside)

    def move(self, comments: Sequence[str], topic: str) -> None:
        """Put comments, by key, into a topic or part, or with UNSORTED into none."""
        chosen = np.array([self._index[key] for key in comments if key in self._index], np.intp)
        if not len(chosen):
            raise Impossible("移す意見が、もうありません。")
        if topic == UNSORTED:
            self._codes[chosen] = -1
        elif self._level(topic) is self._parts:
            self._codes[chosen] = self._number[topic]
        else:
            numbers = sorted({int(code) for code in self._codes[self._members(topic)]})
            if not numbers:
                raise Impossible("移す先の話題が、空になっています。")
            groups = [np.flatnonzero(self._codes == number) for number in numbers]
            self._codes[chosen] = np.array(numbers)[self._nearest(chosen, groups)]

    def _level(self, topic: str) -> dict[str, Node]:
        for level in (self._topics, self._parts):
            if topic in level:
                return level
        raise Impossible("その話題は、新しい回答では見つかりません。")

    def _members(self, topic: str) -> Codes:
        inside = [
            self._number[part.id]
            for part in self._parts.values()
            if topic in {part.id, part.parent}
        ]
        return np.flatnonzero(np.isin(self._codes, inside))

    def _nearest_pieces(self, members: Codes, groups: Sequence[Sequence[int]]) -> Codes:
        """The place of the piece of each member; what stands for a piece belongs to it."""
        nearest_of = self._nearest(members, [np.array(group, np.intp) for group in groups])
        fixed = {at: number for number, group in enumerate(groups) for at in group}
        return np.array(
            [
                fixed.get(int(at), int(number))
                for at, number in zip(members, nearest_of, strict=True)
            ]
        )

    def _nearest(self, chosen: Codes, groups: Sequence[NDArray[np.intp]]) -> Codes:
        """For each comment the place of the group of nearest mean; without words the first."""
        centres: Floats = np.concatenate(
            [means(self._vectors[group], np.zeros(len(group), np.intp), 1) for group in groups]
        )
        return nearest(self._vectors[chosen], centres)

    def _gather_parts(self, topic: str, members: Codes) -> None:
        """The comments become parts of the new topic: those they were in, cut where it must be."""
        for number in sorted({int(code) for code in self._codes[members]}):
            old = next(part for part in self._parts.values() if self._number[part.id] == number)
            inside = members[self._codes[members] == number]
            if len(inside) == np.count_nonzero(self._codes == number):
                self._parts[old.id] = replace(old, parent=topic)
                continue
            cut = Node(f"{old.id}.{topic}", topic)
            self._parts[cut.id] = cut
            self._codes[inside] = self._new_number(cut.id)

    def _new_number(self, part: str) -> int:
        self._number[part] = len(self._number)
        return self._number[part]
