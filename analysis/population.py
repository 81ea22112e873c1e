"""誰の声か: the people who answered beside the people who live here, by age, sex and area.

Who said that they live elsewhere is left out, and so is who is of an age that the figures do not
tell apart from ages the survey does not ask (18 and 19 in figures by five years). Of the
inhabitants those count whom the survey addresses: from the lowest age it offers, or from 18
where it has no question of age; where figures have no boundary there, from the next one below.

Age is compared only by bands whose boundaries both sides have; nothing is split by a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from analysis import ages, traits
from analysis.columns import Answers, Mask
from analysis.traits import SEX_WORDS, Told
from models.inhabitants import Ages, Count, Figures, Sex, Table, Trait

ADULT: Final = Ages(18)

# no_question: the survey does not ask. no_figures: the figures do not tell. bands: boundaries of
# ages differ. names: an area of the figures is none of the survey's.
Reason = Literal["no_question", "no_figures", "bands", "names"]


@dataclass(frozen=True)
class Source:
    """Where a comparison's inhabitants come from, and which of them it counts.

    `ages` is None where the figures do not tell ages: then everybody counts. `unknown` are
    inhabitants of unknown age, who are not counted.
    """

    words: str
    as_of: date
    second_hand: bool
    ages: Ages | None
    unknown: int


@dataclass(frozen=True)
class Margin:
    """One trait: the group of each person (-1 for none) beside the inhabitants of each group.

    `bands` are the groups of a margin by age, and stand in rising order. `left_out` are people of
    the base in no group, by the reason.
    """

    trait: Trait
    groups: tuple[str, ...]
    people: NDArray[np.intp]
    inhabitants: tuple[int, ...]
    source: Source
    left_out: tuple[tuple[str, int], ...]
    bands: tuple[Ages, ...] = ()


@dataclass(frozen=True)
class Impossible:
    """A trait that is not compared, and why; `survey` and `figures` are what does not fit."""

    trait: Trait
    reason: Reason
    survey: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Base:
    """Whose answers are compared: `people`, without `outside` who live elsewhere.

    `other_ages` are people left out for their age, by the words of their option.
    """

    people: Mask
    outside: int
    other_ages: tuple[tuple[str, int], ...]
    margins: tuple[Margin, ...]
    impossible: tuple[Impossible, ...]
    cells: dict[tuple[Sex, Ages], int] | None  # inhabitants by sex and age, where both are compared

    def margin(self, trait: Trait) -> Margin | None:
        """The margin of a trait; None where it is not compared."""
        return next((one for one in self.margins if one.trait == trait), None)


def base(answers: Answers, figures: Figures, mask: Mask) -> Base:
    """What can be compared of the people in the mask."""
    away = traits.outside(answers) & mask
    people = mask & ~away
    told = traits.age(answers)
    asked = _asked(told)
    table = figures.telling("age", "sex") or figures.telling("age")
    shared = ages.common(_bands(told), _population_bands(table)) if told and table else ()
    counted = ages.span(shared) if shared else asked
    other_ages: tuple[tuple[str, int], ...] = ()
    if told is not None and shared:
        whole = _numbers(told, lambda meaning: _within(meaning, shared))
        beyond = np.array([m is not None for m in told.meanings]) & (whole < 0)
        other = told.people(np.where(beyond, 0, -1)) >= 0
        counts = dict(told.left_out(np.where(beyond, -1, 0), people & other))
        other_ages = tuple(counts.items())
        people = people & ~other
    found: list[Margin | Impossible] = [
        _age(told, table, shared, people),
        _sex(traits.sex(answers), figures, counted, people),
        _area(traits.area(answers), figures, counted, people),
    ]
    margins = tuple(one for one in found if isinstance(one, Margin))
    return Base(
        people=people,
        outside=int(np.count_nonzero(away)),
        other_ages=other_ages,
        margins=margins,
        impossible=tuple(one for one in found if isinstance(one, Impossible)),
        cells=_cells(table, shared) if {"age", "sex"} <= {m.trait for m in margins} else None,
    )


def _age(
    told: Told | None, table: Table | None, shared: tuple[Ages, ...], people: Mask
) -> Margin | Impossible:
    if told is None:
        return Impossible("age", "no_question")
    if table is None:
        return Impossible("age", "no_figures")
    if not shared:
        survey, there = _bands(told), _population_bands(table)
        return Impossible(
            "age", "bands", tuple(map(ages.named, survey)), tuple(map(ages.named, there))
        )
    groups = _numbers(told, lambda meaning: _within(meaning, shared))
    return Margin(
        trait="age",
        groups=tuple(map(ages.named, shared)),
        people=told.people(groups),
        inhabitants=tuple(
            sum(count.people for count in table.counts if _counts(count, band)) for band in shared
        ),
        source=_source(table, ages.span(shared)),
        left_out=told.left_out(groups, people),
        bands=shared,
    )


def _sex(told: Told | None, figures: Figures, counted: Ages, people: Mask) -> Margin | Impossible:
    table = figures.telling("sex", "age") or figures.telling("sex")
    if told is None:
        return Impossible("sex", "no_question")
    if table is None:
        return Impossible("sex", "no_figures")
    there = _around(counted, table)
    groups = _numbers(told, lambda meaning: list(SEX_WORDS).index(meaning))
    return Margin(
        trait="sex",
        groups=tuple(SEX_WORDS.values()),
        people=told.people(groups),
        inhabitants=tuple(
            sum(c.people for c in table.counts if c.sex == sex and _counts(c, there))
            for sex in SEX_WORDS
        ),
        source=_source(table, there),
        left_out=told.left_out(groups, people),
    )


def _area(told: Told | None, figures: Figures, counted: Ages, people: Mask) -> Margin | Impossible:
    table = figures.telling("area", "age") or figures.telling("area")
    if told is None:
        return Impossible("area", "no_question")
    if table is None:
        return Impossible("area", "no_figures")
    there = _around(counted, table)
    names = tuple(dict.fromkeys(count.area for count in table.counts if count.area))
    places = {traits.bare(name): number for number, name in enumerate(names)}
    meant = [meaning for meaning in told.meanings if isinstance(meaning, tuple)]
    own, wider = ({names[level] for names in meant} for level in (0, 1))
    if len(names) < 2 or not (places.keys() <= own or places.keys() <= wider):
        strange = tuple(name for name in names if traits.bare(name) not in own | wider)
        return Impossible("area", "names", told.labels(), strange)
    level = 1 if places.keys() <= wider else 0
    groups = _numbers(told, lambda meaning: places.get(meaning[level], -1))
    return Margin(
        trait="area",
        groups=names,
        people=told.people(groups),
        inhabitants=tuple(
            sum(c.people for c in table.counts if c.area == name and _counts(c, there))
            for name in names
        ),
        source=_source(table, there),
        left_out=told.left_out(groups, people),
    )


def _cells(table: Table | None, shared: Sequence[Ages]) -> dict[tuple[Sex, Ages], int] | None:
    if table is None or "sex" not in table.tells:
        return None
    return {
        (sex, band): sum(c.people for c in table.counts if c.sex == sex and _counts(c, band))
        for sex in SEX_WORDS
        for band in shared
    }


def _numbers(told: Told, number: Callable[..., int]) -> NDArray[np.intp]:
    """The group of each category."""
    groups = [number(meaning) if meaning is not None else -1 for meaning in told.meanings]
    return np.array(groups, np.intp)


def _within(meaning: Ages, shared: Sequence[Ages]) -> int:
    return next((n for n, band in enumerate(shared) if ages.within(meaning, band)), -1)


def _asked(told: Told | None) -> Ages:
    return ages.span(_bands(told)) if told is not None else ADULT


def _bands(told: Told) -> tuple[Ages, ...]:
    return ages.bands(one for one in told.meanings if isinstance(one, Ages)) or ()


def _population_bands(table: Table) -> tuple[Ages, ...]:
    return ages.bands(count.ages for count in table.counts if count.ages is not None) or ()


def _around(counted: Ages, table: Table) -> Ages | None:
    there = _population_bands(table)
    return ages.around(counted, there) if there else None


def _counts(count: Count, counted: Ages | None) -> bool:
    return counted is None or (count.ages is not None and ages.within(count.ages, counted))


def _source(table: Table, counted: Ages | None) -> Source:
    unknown = (count.people for count in table.counts if count.ages is None)
    return Source(
        words=table.source,
        as_of=table.as_of,
        second_hand=table.second_hand,
        ages=counted,
        unknown=sum(unknown) if counted is not None else 0,
    )
