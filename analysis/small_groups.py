"""Tables without the groups of fewer than ten people, where a survey promises it.

The rule is that of models.few_answers. A line of a cross table is a group; so is a column where the
head is about the person (analysis.sides): else a table turned round would tell what it hides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

import numpy as np

from analysis import groups
from analysis.association import Association
from analysis.axes import axis
from analysis.columns import Column, Mask
from analysis.comparing import Comparison
from analysis.coverage import Coverage
from analysis.crosstab import Crosstab, Line
from analysis.filters import one_line
from analysis.means import Means
from analysis.sides import is_attribute
from analysis.small_voices import Scan
from models.few_answers import SHOWN_FROM, check_groups, hidden, is_few

TOO_FEW: Final = f"{SHOWN_FROM}人に満たないか、引き算でその数が分かってしまうため、表示しません。"

T = TypeVar("T")


class Spared(NamedTuple):
    """A table with its tests and means, as far as they are shown; `names` are left out of it."""

    table: Crosstab
    found: Association | None
    means: Means | None
    names: tuple[str, ...] = ()


def spared(table: Crosstab, found: Association | None, means: Means | None) -> Spared:
    """What may be shown of a cross table. The tests stay those of everybody."""
    apart = table.side.shape != "any_of"
    lines = hidden([line.n for line in table.lines], table.no_answer.n, apart=apart)
    columns: frozenset[int] = frozenset()
    if is_attribute(table.head):
        several = table.head.shape == "any_of"
        columns = hidden(table.total.counts[:-1], table.total.counts[-1], apart=not several)
    return Spared(
        table=replace(
            table,
            columns=_without(table.columns, columns),
            total=_narrow(table.total, columns),
            lines=tuple(_narrow(line, columns) for line in _without(table.lines, lines)),
            no_answer=_narrow(table.no_answer, columns),
        ),
        found=_tests(table, found, lines, columns) if found is not None else None,
        means=_means(means, {table.lines[place].code for place in lines}),
        names=(
            *(one_line(table.lines[place].label) for place in sorted(lines)),
            *(one_line(table.columns[place].label) for place in sorted(columns)),
        ),
    )


def side_without_few(side: Column, mask: Mask | None) -> tuple[Column, tuple[str, ...]]:
    """The groups that are compared (analysis.groups) without those of too few, and their names.

    Raises NotAllowed where fewer than two are left.
    """
    members = axis(side)
    masks = [members.members(place) for place in range(members.size)]
    sizes = [int(np.count_nonzero(one if mask is None else one & mask)) for one in masks]
    left_out = hidden(sizes, apart=side.marks is None)
    if not left_out:
        return side, ()
    check_groups(sum(people > 0 for people in _without(sizes, left_out)))
    names = [category.label["ja"] for category in side.part.categories]
    kept = groups.of(_without(names, left_out), _without(masks, left_out), side.part.label["ja"])
    return kept, tuple(names[place] for place in sorted(left_out))


def without_few_asked(comparison: Comparison) -> tuple[Comparison, tuple[str, ...]]:
    """A comparison without the questions that a group of too few was asked, and their words."""
    few = [one for one in comparison.questions if any(map(is_few, one.bases))]
    questions = tuple(one for one in comparison.questions if one not in few)
    names = tuple(f"「{one_line(one.part.label)}」" for one in few)
    return replace(comparison, questions=questions), names


def in_words(names: Sequence[str]) -> str:
    """That these are left out, and why; '' where nothing is."""
    if not names:
        return ""
    return (
        f"{SHOWN_FROM}人に満たないものと、引き算でその数が分かってしまうものは、"
        f"出していません：{'、'.join(names)}。"
    )


def uncounted(scan: Scan) -> Scan:
    """The small voices; of groups that are too few only their names."""
    return replace(scan, few=tuple(replace(group, n=0) for group in scan.few))


def covered_without_few(found: Coverage) -> Coverage:
    """誰の声か, with the places of the groups whose numbers are not shown."""
    return replace(
        found,
        hides_few=True,
        comparisons=tuple(
            replace(one, hidden=hidden([group.people for group in one.groups]))
            for one in found.comparisons
        ),
    )


def _tests(
    table: Crosstab, found: Association, lines: Collection[int], columns: Collection[int]
) -> Association:
    of_head = table.head.shape == "any_of"
    return replace(
        found,
        options=_without(found.options, columns if of_head else lines),
        cells=tuple(_without(cells, columns) for cells in _without(found.cells, lines)),
    )


def _means(means: Means | None, codes: Collection[str]) -> Means | None:
    if means is None:
        return None
    shown = tuple(one for one in means.groups if one.code not in codes and not is_few(one.n))
    return replace(means, groups=shown)


def _narrow(line: Line, columns: Collection[int]) -> Line:
    weighed = line.weighed
    if weighed is not None:
        weighed = replace(weighed, counts=_without(weighed.counts, columns))
    return replace(line, counts=_without(line.counts, columns), weighed=weighed)


def _without(items: Sequence[T], places: Collection[int]) -> tuple[T, ...]:
    return tuple(item for place, item in enumerate(items) if place not in places)
