"""ウェイトバック集計: weights for the answers of a survey, or the reason why there can be none.

Every group of a margin needs 10 answers. Neighbouring ages with fewer are taken together; where
another group has fewer, there are no weights (no group stands in for a stranger). People who left
one of the traits blank, or are in no group, keep the weight 1, as is usual where nobody is to
vanish from a table; the others' mean is 1 too. People from elsewhere, and of ages that are not
compared, are in no table with weights, neither before nor after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from analysis import ages, population, raking
from analysis.columns import Answers, Mask, Weights
from analysis.population import Margin, Source
from analysis.raking import Bounds
from models.inhabitants import Ages, Figures, Trait

LEAST: Final = 10  # answers in each group of a margin
TRIMMED: Final = Bounds(0.3, 3)

# nothing: no margin is compared, or none was chosen. few: a group has too few answers.
# one_group: so few answers that no two bands of age are left. nobody_lives: answers from a group
# without inhabitants. unsettled: no weights meet all margins. hidden: what would differ from tables
# without weights is of fewer people than the survey shows (models.few_answers).
Reason = Literal["nothing", "few", "one_group", "nobody_lives", "unsettled", "hidden"]


@dataclass(frozen=True)
class Refused:
    """There are no weights; `group` of `trait` with its `people` is why.

    With `hides_few` no number of fewer than ten people is told (models.few_answers).
    """

    reason: Reason
    trait: Trait | None = None
    group: str = ""
    people: int = 0
    hides_few: bool = False


@dataclass(frozen=True)
class Balance:
    """What the weights came to, of `n` people; `beside` of them kept the weight 1.

    `fitted` are the margins with their groups, ages as they were taken together: those are
    `joined`. `low` and `high` are the smallest and the largest weight of the others, `off` by how
    many points the worst share of a margin misses. Design effect and effective n are of everybody.
    `sources` are those of the margins.
    """

    fitted: tuple[tuple[Trait, tuple[str, ...]], ...]
    joined: tuple[str, ...]
    n: int
    beside: int
    low: float
    high: float
    design_effect: float
    effective_n: float
    rounds: int
    off: float
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Weighting:
    """`weights` of everybody in `people`; outside it they mean nothing."""

    people: Mask
    weights: Weights
    balance: Balance


def weigh(
    answers: Answers,
    figures: Figures,
    mask: Mask,
    wanted: Sequence[Trait],
    bounds: Bounds | None = None,
) -> Weighting | Refused:
    """Weights by the margins that are wanted and compared."""
    found = population.base(answers, figures, mask)
    margins = [margin for margin in found.margins if margin.trait in wanted]
    if not margins:
        return Refused("nothing")
    known = found.people & np.logical_and.reduce([margin.people >= 0 for margin in margins])
    fitted: list[Margin] = []
    for margin in margins:
        outcome = _enough(margin, known)
        if isinstance(outcome, Refused):
            return outcome
        fitted.append(outcome)
    raked = raking.rake(
        [margin.people[known] for margin in fitted],
        [margin.inhabitants for margin in fitted],
        bounds,
    )
    if not raked.settled and bounds is None:
        return Refused("unsettled")
    weights = np.ones(answers.n)
    weights[known] = raked.weights
    effect = raking.design_effect(weights[found.people])
    n = int(np.count_nonzero(found.people))
    balance = Balance(
        fitted=tuple((margin.trait, margin.groups) for margin in fitted),
        joined=_joined(margins, fitted),
        n=n,
        beside=n - int(np.count_nonzero(known)),
        low=float(raked.weights.min()),
        high=float(raked.weights.max()),
        design_effect=effect,
        effective_n=n / effect,
        rounds=raked.rounds,
        off=100 * raked.off,
        sources=tuple(dict.fromkeys(margin.source for margin in fitted)),
    )
    return Weighting(found.people, weights, balance)


def _enough(margin: Margin, known: Mask) -> Margin | Refused:
    """The margin with so many answers in every group; groups without inhabitants are dropped."""
    counts = np.bincount(margin.people[known], minlength=len(margin.groups)).tolist()
    named = list(zip(margin.groups, counts, margin.inhabitants, strict=True))
    lost = next((one for one in named if one[1] and not one[2]), None)
    if lost is not None and not margin.bands:
        return Refused("nobody_lives", margin.trait, lost[0], lost[1])
    if margin.bands:
        return _taken_together(margin, counts)
    few = min((one for one in named if one[2]), key=lambda one: one[1])
    if few[1] < LEAST:
        return Refused("few", margin.trait, few[0], few[1])
    return _merged(margin, [[number] for number, one in enumerate(named) if one[2]])


def _taken_together(margin: Margin, counts: Sequence[int]) -> Margin | Refused:
    """The smallest band joins the smaller one beside it, until all have enough."""
    runs = [[number] for number in range(len(counts))]

    def people(run: Sequence[int]) -> int:
        return sum(counts[number] for number in run)

    def is_short(run: Sequence[int]) -> bool:
        return people(run) < LEAST or not sum(margin.inhabitants[number] for number in run)

    while len(runs) > 1 and any(map(is_short, runs)):
        short = [n for n, run in enumerate(runs) if is_short(run)]
        at = min(short, key=lambda n: people(runs[n]))
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(runs)]
        other = min(beside, key=lambda n: people(runs[n]))
        first = min(at, other)
        runs[first : first + 2] = [runs[first] + runs[first + 1]]
    if len(runs) < 2:
        return Refused("one_group", margin.trait, "", sum(counts))
    return _merged(margin, runs)


def _merged(margin: Margin, runs: Sequence[Sequence[int]]) -> Margin:
    """The margin with each run of groups as one; groups in no run hold nobody."""
    group_of = np.full(len(margin.groups) + 1, -1, np.intp)
    for number, run in enumerate(runs):
        group_of[list(run)] = number
    bands: tuple[Ages, ...] = ()
    if margin.bands:
        bands = tuple(ages.span([margin.bands[number] for number in run]) for run in runs)
    return replace(
        margin,
        groups=tuple(map(ages.named, bands)) or tuple(margin.groups[run[0]] for run in runs),
        people=group_of[margin.people],
        inhabitants=tuple(sum(margin.inhabitants[n] for n in run) for run in runs),
        bands=bands,
    )


def _joined(before: Sequence[Margin], after: Sequence[Margin]) -> tuple[str, ...]:
    """The bands that were taken together, by their new names."""
    return tuple(
        name
        for old, new in zip(before, after, strict=True)
        for name, band in zip(new.groups, new.bands, strict=False)
        if band not in old.bands
    )
