"""Exact tests for tables with small cells, where χ² is no good approximation.

- Two by two: R. Fisher, "Statistical Methods for Research Workers" (5th ed., 1934); two-sided,
  summing all tables that are no likelier than the one found, as R's fisher.test does.
- Larger: G. Freeman and J. Halton, "Note on an exact treatment of contingency, goodness of fit and
  other problems of significance", Biometrika 38 (1951), which orders tables in the same way. Their
  number is beyond counting, so random tables with the same margins are drawn: A. Hope, "A
  simplified Monte Carlo significance test procedure", J. Royal Statistical Society B 30 (1968).
  The draws begin with a fixed seed: the same table always gets the same p.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

MOST_DRAWS: Final = 9_999
LEAST_DRAWS: Final = 999
_WORK: Final = 1_000_000  # cells drawn for all tables of a page together
_SEED: Final = 19510601
_TIE: Final = 1e-7  # tables as likely as the one found, but for rounding


@dataclass(frozen=True)
class Simulated:
    """p from so many `draws`, and its standard error."""

    p: float
    error: float
    draws: int


def fisher(both: int, one: int, other: int, people: int) -> float:
    """p of independence of two marks: on `one` and `other` of the people, on `both` together."""
    found = np.arange(max(0, one + other - people), min(one, other) + 1)
    cells = np.array([found, one - found, other - found, people - one - other + found])
    logs = -gammaln(cells + 1).sum(axis=0)
    likely = np.exp(logs - logs.max())
    rare = likely <= likely[both - found[0]] * (1 + _TIE)
    return float(likely[rare].sum() / likely.sum())


def freeman_halton(table: NDArray[np.int64], tables: int = 1) -> Simulated:
    """p of independence of rows and columns, none of which is empty.

    Where as many as `tables` are tested together, each gets fewer draws.
    """
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    steps = (len(rows) - 1) * (len(columns) - 1) * tables
    draws = min(MOST_DRAWS, max(LEAST_DRAWS, _WORK // steps))
    logs = gammaln(np.arange(int(table.sum()) + 1) + 1)
    rarer = np.zeros(draws)
    for cell in _drawn(rows, columns, draws):
        rarer += logs[cell]
    as_rare = int(np.count_nonzero(rarer >= logs[table].sum() - _TIE))
    p = (as_rare + 1) / (draws + 1)
    return Simulated(p, sqrt(p * (1 - p) / draws), draws)


def _drawn(
    rows: NDArray[np.int64], columns: NDArray[np.int64], draws: int
) -> Iterator[NDArray[Any]]:
    """Cell by cell, what random tables with these margins hold there."""
    chance = np.random.default_rng(_SEED)
    left = np.tile(columns, (draws, 1))  # of each column, for the rows to come
    for row in rows[:-1]:
        wanted, beyond = np.full(draws, row), left.sum(axis=1)
        for column in range(len(columns) - 1):
            beyond -= left[:, column]
            cell = chance.hypergeometric(left[:, column], beyond, wanted)
            left[:, column] -= cell
            wanted -= cell
            yield cell
        left[:, -1] -= wanted
        yield wanted
    yield from left.T
