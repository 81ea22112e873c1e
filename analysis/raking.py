"""Weights that bring the answers to the shares of the population, margin by margin.

Iterative proportional fitting: W. Deming and F. Stephan, "On a least squares adjustment of a
sampled frequency table when the expected marginal totals are known", Annals of Mathematical
Statistics 11 (1940). Weights depend on a person's groups alone, so cells are fitted, not people.

Trimming: weights are cut to bounds and fitted again, until both hold (M. Battaglia, D. Hoaglin and
M. Frankel, "Practical considerations in raking survey data", Survey Practice 2, 2009). Where
both cannot hold, the bounds do, and `off` says by how much the shares miss.

Design effect and effective n: L. Kish, "Survey Sampling" (1965): n Σw² / (Σw)².
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.columns import Weights

MOST_ROUNDS: Final = 1_000
CLOSE: Final = 1e-9  # of the shares: so far a fitted margin may miss
_LEAST: Final = 1e-12  # of a weight: margins that cannot be met would bring some to nothing
_CUTS: Final = 200  # cutting and fitting again
_HALVINGS: Final = 60  # of an interval in which a factor lies


class Bounds(NamedTuple):
    """Between which weights are to lie."""

    low: float
    high: float


@dataclass(frozen=True)
class Raked:
    """Weights above 0 with mean 1; after `rounds` the worst share of a margin is `off` its target.

    Shares count from 0 to 1. `settled` says that this is as close as they should come.
    """

    weights: Weights
    rounds: int
    off: float
    settled: bool


def rake(
    groups: Sequence[NDArray[np.intp]],
    targets: Sequence[Sequence[float]],
    bounds: Bounds | None = None,
) -> Raked:
    """Weights of people who are each in one group of every margin, and no group is empty.

    `groups` holds an array for each margin, `targets` how much its groups weigh among the
    inhabitants, each above 0. `bounds` lie around 1.
    """
    sizes = tuple(len(target) for target in targets)
    places = np.ravel_multi_index(tuple(groups), sizes)
    cells, which, counts = np.unique(places, return_inverse=True, return_counts=True)
    table = _Table(
        counts=counts.astype(np.float64),
        groups=[np.asarray(one, np.intp) for one in np.unravel_index(cells, sizes)],
        shares=[np.asarray(target, np.float64) / sum(target) for target in targets],
    )
    weights, rounds, off = table.fitted(np.ones(len(cells)))
    if bounds is not None and not table.holds(weights, bounds):
        for _ in range(_CUTS):
            weights, more, off = table.fitted(table.cut(weights, bounds))
            rounds += more
            if table.holds(weights, bounds):
                break
        weights = table.cut(weights, bounds)
        off = table.off(weights)
    return Raked(weights[which], rounds, off, off <= 10 * CLOSE)


def design_effect(weights: Weights) -> float:
    """How many times the variance of shares grows by the weights; 1 where all are equal."""
    return float(len(weights) * np.square(weights).sum() / weights.sum() ** 2)


@dataclass(frozen=True)
class _Table:
    """The cells in which there is anybody."""

    counts: NDArray[np.float64]
    groups: list[NDArray[np.intp]]
    shares: list[NDArray[np.float64]]

    def fitted(self, weights: Weights) -> tuple[Weights, int, float]:
        """The weights, rounds and what they miss."""
        n, rounds, off = self.counts.sum(), 0, np.inf
        while off > CLOSE and rounds < MOST_ROUNDS:
            rounds += 1
            for groups, shares in zip(self.groups, self.shares, strict=True):
                there = np.bincount(groups, weights * self.counts)
                weights = np.maximum(weights * (shares * n / there)[groups], _LEAST)
            off = self.off(weights)
        return weights, rounds, off

    def off(self, weights: Weights) -> float:
        """The largest difference between a group's share and its target."""
        whole = weights * self.counts
        return max(
            float(np.abs(np.bincount(groups, whole) / whole.sum() - shares).max())
            for groups, shares in zip(self.groups, self.shares, strict=True)
        )

    def holds(self, weights: Weights, bounds: Bounds) -> bool:
        """Whether all weights lie between the bounds, but for the last digits."""
        return bool(weights.min() >= bounds.low - CLOSE and weights.max() <= bounds.high + CLOSE)

    def cut(self, weights: Weights, bounds: Bounds) -> Weights:
        """The weights between the bounds, scaled so that their mean is 1 all the same."""
        low, high = bounds.low / weights.max(), bounds.high / weights.min()
        for _ in range(_HALVINGS):  # the mean rises with the factor
            factor = (low + high) / 2
            found: Weights = np.clip(weights * factor, *bounds)
            short = found @ self.counts < self.counts.sum()
            low, high = (factor, high) if short else (low, factor)
        return found
