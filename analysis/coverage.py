"""Shares of those who answered beside shares of those who live here, and which groups lack.

Shares are of the people who told the trait; who did not is counted beside them. A difference is
that of the printed shares, so that readers can check it. Whether a group has under half its share
is decided by the counts themselves, not by rounded shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final, Literal

import numpy as np

from analysis import ages, population
from analysis.columns import Answers, Mask
from analysis.population import Base, Impossible, Margin, Source
from analysis.tabulate import SMALL_BASE, percent
from analysis.traits import SEX_WORDS
from models.inhabitants import Ages, Figures, Sex

Of = Literal["age", "sex", "age_sex", "area"]

HIDDEN: Final = "※"  # in place of numbers


@dataclass(frozen=True)
class Group:
    """One group: so many people answered, so many live here, each as a share and in points."""

    name: str
    people: int
    inhabitants: int
    respondents: Decimal
    population: Decimal
    under_half: bool
    sex: Sex | None = None
    ages: Ages | None = None

    @property
    def points(self) -> Decimal:
        """How many points the share of those who answered lies above that of the inhabitants."""
        return self.respondents - self.population


@dataclass(frozen=True)
class Comparison:
    """All groups of one kind; `n` people are its base, `left_out` are not in it.

    `hidden` are the places of groups whose numbers are not shown, since so few are in them.
    """

    of: Of
    n: int
    inhabitants: int
    groups: tuple[Group, ...]
    left_out: tuple[tuple[str, int], ...]
    source: Source
    hidden: frozenset[int] = frozenset()

    @property
    def shown(self) -> tuple[Group | None, ...]:
        """The groups in their places, None for those whose numbers are not shown."""
        return tuple(
            None if place in self.hidden else group for place, group in enumerate(self.groups)
        )

    @property
    def small(self) -> bool:
        """Whether the base only allows 参考値."""
        return self.n < SMALL_BASE


@dataclass(frozen=True)
class Lacking:
    """A group, or neighbouring ages together, with under half its share, or without answers."""

    name: str
    people: int
    respondents: Decimal
    population: Decimal


@dataclass(frozen=True)
class Coverage:
    """誰の声か, of `n` people; see population.Base for who is not among them.

    With `hides_few` no number of fewer than ten people is told (models.few_answers).
    """

    n: int
    outside: int
    other_ages: tuple[tuple[str, int], ...]
    comparisons: tuple[Comparison, ...]
    impossible: tuple[Impossible, ...]
    hides_few: bool = False


def covered(answers: Answers, figures: Figures, mask: Mask) -> Coverage:
    """The people in the mask beside the inhabitants."""
    found = population.base(answers, figures, mask)
    comparisons = [_of_margin(margin, found.people) for margin in found.margins]
    crossed = _crossed(found)
    if crossed is not None:  # behind age and sex, whose groups it joins
        comparisons.insert(2, crossed)
    return Coverage(
        n=int(np.count_nonzero(found.people)),
        outside=found.outside,
        other_ages=found.other_ages,
        comparisons=tuple(comparisons),
        impossible=found.impossible,
    )


def lacking(comparison: Comparison) -> tuple[Lacking, ...]:
    """Groups with answers that have under half their share; neighbouring ages are one group."""
    groups = [group for group in comparison.shown if group is not None and _is_rare(group)]
    return _runs(comparison, groups)


def silent(comparison: Comparison) -> tuple[Lacking, ...]:
    """Groups of inhabitants without any answer, likewise; none where nobody answered at all."""
    if not comparison.n:
        return ()
    groups = [group for group in comparison.groups if group.inhabitants and not group.people]
    return _runs(comparison, groups)


def _is_rare(group: Group) -> bool:
    return group.under_half and group.people > 0


def _of_margin(margin: Margin, people: Mask) -> Comparison:
    told = margin.people[people]
    counts = np.bincount(told[told >= 0], minlength=len(margin.groups)).tolist()
    bands = margin.bands or (None,) * len(counts)
    sexes = tuple(SEX_WORDS) if margin.trait == "sex" else (None,) * len(counts)
    kinds = list(zip(margin.groups, sexes, bands, strict=True))
    return _comparison(margin.trait, kinds, counts, margin.inhabitants, margin)


def _crossed(found: Base) -> Comparison | None:
    age, sex = found.margin("age"), found.margin("sex")
    if found.cells is None or age is None or sex is None:
        return None
    both = found.people & (age.people >= 0) & (sex.people >= 0)
    width = len(age.bands)
    places = sex.people[both] * width + age.people[both]
    counts = np.bincount(places, minlength=len(found.cells)).tolist()
    kinds = [(_both(sex, band), sex, band) for sex, band in found.cells]
    left_out = int(np.count_nonzero(found.people & ~both))
    named = (("年代か性別の分からない人", left_out),) if left_out else ()
    return _comparison("age_sex", kinds, counts, list(found.cells.values()), age, named)


def _comparison(
    of: Of,
    kinds: Sequence[tuple[str, Sex | None, Ages | None]],
    counts: Sequence[int],
    inhabitants: Sequence[int],
    margin: Margin,
    left_out: tuple[tuple[str, int], ...] | None = None,
) -> Comparison:
    n, whole = sum(counts), sum(inhabitants)
    groups = tuple(
        Group(
            name=name,
            people=people,
            inhabitants=living,
            respondents=percent(people, n),
            population=percent(living, whole),
            under_half=n > 0 and 2 * people * whole < living * n,
            sex=sex,
            ages=band,
        )
        for (name, sex, band), people, living in zip(kinds, counts, inhabitants, strict=True)
    )
    beside = margin.left_out if left_out is None else left_out
    return Comparison(of, n, whole, groups, beside, margin.source)


def _both(sex: Sex, band: Ages) -> str:
    return f"{ages.named(band)}の{SEX_WORDS[sex]}"


def _runs(comparison: Comparison, groups: Iterable[Group]) -> tuple[Lacking, ...]:
    """The groups, neighbouring ages of one sex as one."""
    whole = list(comparison.groups)
    places = [(whole.index(group), group) for group in groups]
    runs = [
        [group for _, (_, group) in run]
        for _, run in groupby(
            enumerate(places),
            # Neighbours in the table rise together with their number; other groups stay alone.
            key=lambda pair: (
                (pair[1][0] - pair[0], pair[1][1].sex)
                if pair[1][1].ages is not None
                else (pair[1][1].name, None)
            ),
        )
    ]
    return tuple(_together(comparison, run) for run in runs)


def _together(comparison: Comparison, run: Sequence[Group]) -> Lacking:
    people = sum(group.people for group in run)
    inhabitants = sum(group.inhabitants for group in run)
    bands = [group.ages for group in run if group.ages is not None]
    name = ages.named_run(bands) if bands else run[0].name
    sex = run[0].sex
    return Lacking(
        name=f"{name}の{SEX_WORDS[sex]}" if bands and sex is not None else name,
        people=people,
        respondents=percent(people, comparison.n),
        population=percent(inhabitants, comparison.inhabitants),
    )
