"""Two shares beside each other: by how many points they differ, how surely, and whether by chance.

- The interval is R. Newcombe's hybrid score interval, his method 10 ("Interval estimation for the
  difference between independent proportions: comparison of eleven methods", Statistics in Medicine
  17, 1998), of the two intervals of E. Wilson (J. American Statistical Association 22, 1927).
- p is that of χ² of two by two (K. Pearson, 1900), or Fisher's (analysis.exact) where an expected
  count is small and the answer not plain. "Small" is up to ENOUGH people here: many tests at once
  are decided far out in the tails, where χ² sees a difference several times too often even with
  dozens of people expected.
- How large a difference is says J. Cohen's h ("Statistical Power Analysis for the Behavioral
  Sciences", 2nd ed., 1988): 0.2 small, 0.5 medium, 0.8 large.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, sqrt
from typing import Final

from scipy.special import chdtrc

from analysis.exact import fisher

ENOUGH: Final = 1_000  # people
_ALWAYS_EXACT: Final = 5  # people: below, χ² is no approximation at all
_CHANCE: Final = 0.2  # where χ² finds so much chance, no exact test makes it a difference
_Z: Final = 1.959963984540054  # of the normal distribution: 95 % within


@dataclass(frozen=True)
class Share:
    """`count` of `n` people, at least one."""

    count: int
    n: int

    @property
    def value(self) -> float:
        """Between 0 and 1."""
        return self.count / self.n


def interval(share: Share) -> tuple[float, float]:
    """Wilson's 95 % interval."""
    n, z = share.n, _Z
    middle = (share.count + z**2 / 2) / (n + z**2)
    reach = z / (n + z**2) * sqrt(share.count * (n - share.count) / n + z**2 / 4)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def difference_interval(one: Share, other: Share) -> tuple[float, float]:
    """Newcombe's 95 % interval of one share less the other."""
    (low, high), (other_low, other_high) = interval(one), interval(other)
    points = one.value - other.value
    below = sqrt((one.value - low) ** 2 + (other_high - other.value) ** 2)
    above = sqrt((high - one.value) ** 2 + (other.value - other_low) ** 2)
    return max(-1.0, points - below), min(1.0, points + above)


def p_value(one: Share, other: Share) -> float:
    """p of two shares of different people being one and the same, two-sided."""
    people = one.n + other.n
    chosen = one.count + other.count
    if chosen in (0, people):
        return 1.0
    common = chosen / people
    least = min(one.n, other.n) * min(common, 1 - common)
    square = (one.value - other.value) ** 2 / (common * (1 - common) * (1 / one.n + 1 / other.n))
    p = float(chdtrc(1, square))
    if least < _ALWAYS_EXACT or (least < ENOUGH and p < _CHANCE):
        return min(1.0, fisher(one.count, one.n, chosen, people))
    return p


def cohens_h(one: Share, other: Share) -> float:
    """The effect size, with the sign of the difference."""
    return 2 * asin(sqrt(one.value)) - 2 * asin(sqrt(other.value))
