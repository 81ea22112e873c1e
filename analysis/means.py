"""Means of scales and numbers, group by group, and whether a group differs from all others.

- The interval of a mean is Student's (1908), with n - 1 degrees of freedom.
- A group is compared with all who are not in it by B. Welch's test ("The generalization of
  Student's problem when several different population variances are involved", Biometrika 34, 1947),
  which does not suppose that they spread alike; its degrees of freedom and those of the interval
  are F. Satterthwaite's (Biometrics Bulletin 2, 1946). q is adjusted over all groups of the table
  (analysis.multiplicity).
- A scale has steps, not measures; so beside its means stands the rank test of W. Kruskal and
  W. Wallis ("Use of ranks in one-criterion variance analysis", Journal of the American Statistical
  Association 47, 1952), corrected for ties, over the groups that are tested.

A group of fewer than LEAST people, and one beside fewer than LEAST others, has a mean only. All
tests are made on people; weighted means stand beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, stdtr, stdtrit

from analysis.association import LEAST
from analysis.axes import axis
from analysis.columns import ANSWERED, Column, Mask, Weights
from analysis.crosstab import TOTAL
from analysis.multiplicity import LEVEL, adjusted
from analysis.tabulate import SMALL_BASE
from models.multilingual import Language
from models.questions.base import Category, Part

_BOTH_TAILS: Final = 0.975
_DECIMALS: Final = 9  # beyond what people write, short of what floats lose

Interval = tuple[Decimal, Decimal]  # 95 %


@dataclass(frozen=True)
class Difference:
    """A group's mean less the mean of all `others`, with its interval; p of Welch's test, and q."""

    others: Decimal
    points: Decimal
    interval: Interval
    p: float
    q: float = 1.0

    @property
    def marked(self) -> bool:
        """Whether it is more than chance."""
        return self.q <= LEVEL


@dataclass(frozen=True)
class GroupMean:
    """The mean over the `n` people of a group who gave a number; None without any.

    `deviation` needs two, `interval` and `difference` LEAST people; neither is there where all gave
    the same number. `weighed` is the mean by weights.
    """

    code: str
    label: dict[Language, str]
    n: int
    mean: Decimal | None
    deviation: Decimal | None
    interval: Interval | None
    difference: Difference | None = None
    weighed: Decimal | None = None

    @property
    def small(self) -> bool:
        """Whether the base only allows 参考値."""
        return self.n < SMALL_BASE


@dataclass(frozen=True)
class RankTest:
    """Kruskal and Wallis: `h` with `freedom` degrees, over `groups` of LEAST people and more."""

    h: float
    freedom: int
    p: float
    groups: int


@dataclass(frozen=True)
class Means:
    """The means of `head` by the groups of `side`; `total` are all (全体), 無回答 of the side too.

    `ranks` only for a scale, beside a question with one answer.
    """

    side: Part
    head: Part
    total: GroupMean
    groups: tuple[GroupMean, ...]
    ranks: RankTest | None


def means(
    side: Column, head: Column, mask: Mask | None = None, weights: Weights | None = None
) -> Means | None:
    """The means of a scale whose codes are numbers, or of a quantity; None for any other head.

    Answers outside the scale, such as わからない, are no numbers.
    """
    values = _numbers(head)
    if values is None:
        return None
    counted = head.asked & side.asked & ~np.isnan(values)
    if mask is not None:
        counted &= mask
    # The classes of a side of numbers are those of its cross tables.
    rows = axis(side, mask)
    rows = rows.some(counted if mask is None else counted[mask])
    values = values[counted]
    weights = weights[counted] if weights is not None else None
    members = [rows.members(number) for number in range(rows.size)]
    told = rows.state == ANSWERED
    groups = [
        _group(category, values, one, weights)
        for category, one in zip(rows.part.categories, members, strict=True)
    ]
    differences = [_difference(values[one], values[told & ~one]) for one in members]
    everybody = np.ones(len(values), np.bool_)
    ranked = head.part.shape == "ordered" and rows.groups is not None
    return Means(
        side=rows.part,
        head=head.part,
        total=_group(TOTAL, values, everybody, weights),
        groups=tuple(_compared(groups, differences)),
        ranks=_ranks([values[one] for one in members]) if ranked else None,
    )


def _numbers(column: Column) -> NDArray[np.float64] | None:
    """What each person's answer is as a number; NaN for none."""
    part = column.part
    if part.shape == "quantity":
        return column.values
    steps = [category.code for category in part.categories if category.code not in part.outside]
    if part.shape != "ordered" or not all(code.isascii() and code.isdigit() for code in steps):
        return None
    assert column.codes is not None
    numbers = [
        float("nan") if category.code in part.outside else float(category.code)
        for category in part.categories
    ]
    return np.array([*numbers, float("nan")])[column.codes]


def _group(
    category: Category, values: NDArray[np.float64], members: Mask, weights: Weights | None
) -> GroupMean:
    chosen = values[members]
    n = len(chosen)
    mean, variance = _moments(chosen)
    reach = stdtrit(n - 1, _BOTH_TAILS) * sqrt(variance / n) if n >= LEAST else 0.0
    weighed = weights[members] if weights is not None else None
    return GroupMean(
        code=category.code,
        label=category.label,
        n=n,
        mean=_decimal(mean) if n else None,
        deviation=_decimal(sqrt(variance)) if n > 1 else None,
        interval=_around(mean, float(reach)) if reach else None,
        weighed=_decimal(np.average(chosen, weights=weighed))
        if weighed is not None and weighed.sum() > 0
        else None,
    )


def _difference(ours: NDArray[np.float64], others: NDArray[np.float64]) -> Difference | None:
    if min(len(ours), len(others)) < LEAST:
        return None
    (mean, variance), (other_mean, other_variance) = _moments(ours), _moments(others)
    error, other_error = variance / len(ours), other_variance / len(others)
    both = error + other_error
    if not both:
        return None
    freedom = both**2 / (error**2 / (len(ours) - 1) + other_error**2 / (len(others) - 1))
    points = mean - other_mean
    return Difference(
        others=_decimal(other_mean),
        points=_decimal(points),
        interval=_around(points, float(stdtrit(freedom, _BOTH_TAILS)) * sqrt(both)),
        p=2 * float(stdtr(freedom, -abs(points) / sqrt(both))),
    )


def _compared(
    groups: Sequence[GroupMean], differences: Sequence[Difference | None]
) -> Iterator[GroupMean]:
    qs = iter(adjusted([one.p for one in differences if one is not None]))
    for group, one in zip(groups, differences, strict=True):
        yield group if one is None else replace(group, difference=replace(one, q=next(qs)))


def _ranks(groups: Sequence[NDArray[np.float64]]) -> RankTest | None:
    """(n - 1) times the share of the ranks' variance that lies between the groups."""
    groups = [group for group in groups if len(group) >= LEAST]
    if len(groups) < 2:
        return None
    _, place, ties = np.unique(np.concatenate(groups), return_inverse=True, return_counts=True)
    if len(ties) == 1:
        return None
    middle = np.cumsum(ties) - (ties - 1) / 2
    ranks = middle[place] - (len(place) + 1) / 2
    parts = np.split(ranks, np.cumsum([len(group) for group in groups])[:-1])
    between = sum(len(part) * part.mean() ** 2 for part in parts)
    h = float((len(place) - 1) * between / (ranks**2).sum())
    freedom = len(groups) - 1
    return RankTest(h, freedom, float(chdtrc(freedom, h)), len(groups))


def _moments(values: NDArray[np.float64]) -> tuple[float, float]:
    """Mean, and variance with n - 1; exactly no variance where all are the same."""
    if not len(values):
        return 0.0, 0.0
    if values.min() == values.max():
        return float(values[0]), 0.0
    return float(values.mean()), float(values.var(ddof=1))


def _around(middle: float, reach: float) -> Interval:
    return _decimal(middle - reach), _decimal(middle + reach)


def _decimal(number: float) -> Decimal:
    return Decimal(repr(round(float(number), _DECIMALS)))
