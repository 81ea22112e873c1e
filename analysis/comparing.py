"""Groups compared, question by question: shares and means, and where they differ.

Two groups that lie apart are compared with each other, the first seen from the second. Of several,
or where people stand in more than one, each is compared with all who are in another, and not in it.

All tests of a comparison are adjusted together (analysis.multiplicity). They are made on people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.axes import axis
from analysis.columns import Column, Mask
from analysis.crosstab import Crosstab, standing
from analysis.differences import Share
from analysis.gaps import Gap, gap, judged, less, people
from analysis.means import GroupMean, means
from analysis.pieces import pieces
from analysis.tabulate import SMALL_BASE
from models.questions.base import Category, Part


@dataclass(frozen=True)
class Group:
    """So many people of those who are compared; of some questions fewer were asked."""

    name: str
    n: int

    @property
    def small(self) -> bool:
        """Whether the base only allows 参考値."""
        return self.n < SMALL_BASE


@dataclass(frozen=True)
class Row:
    """One answer: its share in each group, and the gaps: of a pair one, else one for each group."""

    category: Category
    shares: tuple[Share, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Question:
    """One part. `means`, where it has numbers, are by group, with a difference where a gap is."""

    part: Part
    bases: tuple[int, ...]
    rows: tuple[Row, ...]
    means: tuple[GroupMean, ...]

    @property
    def tested(self) -> bool:
        """Whether there were people and answers enough for any test."""
        gaps = any(found.p is not None for row in self.rows for found in row.gaps)
        return gaps or any(group.difference is not None for group in self.means)

    @property
    def differs(self) -> bool:
        """Whether anything in it is more than chance."""
        gaps = any(found.marked for row in self.rows for found in row.gaps)
        return gaps or any(
            group.difference is not None and group.difference.marked for group in self.means
        )


@dataclass(frozen=True)
class Comparison:
    """What `by` divides into groups. `pair`: the first is compared with the second.

    `in_several` people stand in more than one group. q is adjusted over `tests`.
    """

    by: Part
    groups: tuple[Group, ...]
    pair: bool
    in_several: int
    questions: tuple[Question, ...]
    tests: int


def compare(side: Column, heads: Sequence[Column], mask: Mask | None = None) -> Comparison:
    """The groups of `side` (analysis.groups, or any question) over the questions `heads`."""
    rows = axis(side, mask)
    sizes = [int(rows.members(number).sum()) for number in range(rows.size)]
    in_several = _in_several(side, mask)
    pair = len(sizes) == 2 and not in_several
    tables = list(standing(heads, [side], mask))
    by_key = {head.part.key: head for head in heads}
    found = [
        Question(
            part=table.head,
            bases=tuple(line.n for line in table.lines),
            rows=tuple(_rows(table, pair)),
            means=_means(side, by_key[table.head.key], mask, pair),
        )
        for table in tables
    ]
    qs = judged(p for question in found for p in _ps(question))
    return Comparison(
        by=rows.part,
        groups=tuple(
            Group(category.label["ja"], size)
            for category, size in zip(rows.part.categories, sizes, strict=True)
        ),
        pair=pair,
        in_several=in_several,
        questions=tuple(_with_qs(found, iter(qs))),
        tests=sum(p is not None for question in found for p in _ps(question)),
    )


def _in_several(side: Column, mask: Mask | None) -> int:
    if side.marks is None:
        return 0
    several = side.marks.sum(axis=1) > 1
    return int(np.count_nonzero(several if mask is None else several & mask))


def _rows(table: Crosstab, pair: bool) -> Iterator[Row]:
    for piece in pieces(table.head, table.columns):
        groups = [people(piece, line) for line in table.lines]
        told = people(piece, table.total)
        gaps = [gap(*groups)] if pair else [gap(group, less(told, group)) for group in groups]
        yield Row(piece.category, tuple(group.of_asked for group in groups), tuple(gaps))


def _means(side: Column, head: Column, mask: Mask | None, pair: bool) -> tuple[GroupMean, ...]:
    found = means(side, head, mask)
    if found is None:
        return ()
    if not pair:
        return found.groups
    one, other = found.groups
    return one, replace(other, difference=None)


def _ps(question: Question) -> Iterator[float | None]:
    yield from (found.p for row in question.rows for found in row.gaps)
    for group in question.means:
        yield None if group.difference is None else group.difference.p


def _with_qs(questions: Sequence[Question], qs: Iterator[float]) -> Iterator[Question]:
    """The same, with the q of each p, in the order of `_ps`."""
    for question in questions:
        rows = tuple(
            replace(row, gaps=tuple(replace(found, q=next(qs)) for found in row.gaps))
            for row in question.rows
        )
        groups = []
        for group in question.means:
            q, difference = next(qs), group.difference
            groups.append(
                group if difference is None else replace(group, difference=replace(difference, q=q))
            )
        yield replace(question, rows=rows, means=tuple(groups))
