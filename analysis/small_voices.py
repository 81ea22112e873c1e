"""小さな声: groups that answer most differently from everyone else, however few they are.

Every group of attributes (年代, 性別, 地域, …) and of ways to answer is compared with all others,
in every question about anything else. What is told is chosen by how much the shares differ (Cohen's
h), never by how many people there are; and only where it is no mere chance, all tests of the scan
adjusted together: of what is told, no more than 5 % is expected to be chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from analysis.axes import axis
from analysis.columns import ANSWERED, Answers, Column, Facet, Mask
from analysis.crosstab import Crosstab, Line, standing
from analysis.filters import facet_name
from analysis.gaps import Gap, gap, judged, less, people
from analysis.multiplicity import LEVEL
from analysis.pieces import pieces
from analysis.sides import is_attribute
from analysis.sides import standing as attributes
from models.questions.base import Category, Part

LEAST: Final = 10  # people of a group; what fewer say could point at persons

_ALIKE: Final = 9  # decimals
_FACETS: Final = ("placement", "language", "mode")


@dataclass(frozen=True)
class Group:
    """A category of `side`, with its `n` people; 0 where the number is not to be told."""

    side: Part
    category: Category
    n: int


@dataclass(frozen=True)
class Voice:
    """What a group answers more often, or less often, than all others: `answer` to `head`."""

    group: Group
    head: Part
    answer: Category
    gap: Gap


@dataclass(frozen=True)
class Scan:
    """What was found among `people`, the largest difference first: one for a group and question.

    `groups` were looked at, in so many `tests`. `few` are groups of fewer than LEAST people, but of
    somebody: nothing is said of them.
    """

    people: int
    voices: tuple[Voice, ...]
    groups: tuple[Group, ...]
    few: tuple[Group, ...]
    tests: int


def scan(answers: Answers, mask: Mask | None = None) -> Scan:
    """The small voices among the people whom the mask names."""
    sides = [*attributes(answers), *_ways(answers)]
    heads = [column for column in answers.columns.values() if not is_attribute(column.part)]
    n = answers.n if mask is None else int(np.count_nonzero(mask))
    there = [group for side in sides for group in _groups(side, mask) if group.n]
    groups = {
        (group.side.key, group.category.code): group
        for group in there
        if group.n >= LEAST and 2 * group.n < n
    }
    found = [voice for table in standing(heads, sides, mask) for voice in _compared(table, groups)]
    qs = judged(voice.gap.p for voice in found)
    return Scan(
        people=n,
        voices=_loudest(
            replace(voice, gap=replace(voice.gap, q=q))
            for voice, q in zip(found, qs, strict=True)
            if q <= LEVEL
        ),
        groups=tuple(groups.values()),
        few=tuple(group for group in there if group.n < LEAST),
        tests=sum(voice.gap.p is not None for voice in found),
    )


def _ways(answers: Answers) -> list[Column]:
    return [_side(answers.facets[name]) for name in _FACETS if name in answers.facets]


def _side(facet: Facet) -> Column:
    """Under a key that no question can have."""
    part = Part(f"@{facet.name}", {"ja": facet_name(facet.name)}, "one_of", facet.categories)
    return Column(part, np.full(len(facet.codes), ANSWERED, np.uint8), codes=facet.codes)


def _groups(side: Column, mask: Mask | None) -> Iterator[Group]:
    rows = axis(side, mask)
    for number, category in enumerate(rows.part.categories):
        yield Group(rows.part, category, int(np.count_nonzero(rows.members(number))))


def _compared(table: Crosstab, groups: dict[tuple[str, str], Group]) -> Iterator[Voice]:
    """Every answer but 無回答 of every group."""
    heard: list[tuple[Group, Line]] = [
        (groups[table.side.key, line.code], line)
        for line in table.lines
        if (table.side.key, line.code) in groups
    ]
    if not heard:
        return
    for piece in pieces(table.head, table.columns[:-1]):
        everybody = people(piece, table.total)
        for group, line in heard:
            ours = people(piece, line)
            found = gap(ours, less(everybody, ours))
            yield Voice(group, table.head, piece.category, found)


def _loudest(voices: Iterator[Voice]) -> tuple[Voice, ...]:
    """Of each group and question the answer that differs most, where one differs at all.

    Of two that differ alike, as of はい and いいえ, the one that they give more often.
    """
    ordered = sorted(
        (voice for voice in voices if voice.gap.marked),
        key=lambda voice: (-round(abs(voice.gap.effect), _ALIKE), voice.gap.marked),
    )
    first: dict[tuple[str, str, str], Voice] = {}
    for voice in ordered:
        group = voice.group
        first.setdefault((group.side.key, group.category.code, voice.head.key), voice)
    return tuple(first.values())
