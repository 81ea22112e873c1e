"""How far people are for or against, from −1 to 1 on average: in all, by topic and by attribute.

People are counted, not comments: of several comments of one person their mean counts. The interval
of a mean is Student's ("The probable error of a mean", Biometrika 6, 1908), at 95 % and with n − 1
degrees of freedom, cut to −1…1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from analysis.text.act_tables import LEAST_GROUP

_BOTH_TAILS: Final = 0.975


@dataclass(frozen=True, slots=True)
class LeaningRow:
    """The mean of a group of `n` people who wrote something, and its 95 % interval.

    `mean` is None where the group is too small to be told of, `interval` also where all of them
    have the same value.
    """

    label: str
    n: int
    mean: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class LeaningTable:
    """`rows` are the groups, `left_out` those of too few people to show, by name.

    `total` is everybody in the groups shown if those are apart, else everybody who wrote.
    """

    total: LeaningRow
    rows: tuple[LeaningRow, ...]
    left_out: tuple[str, ...]


def leaning_of_people(
    spoken: Iterable[tuple[str, float]], people: Sequence[str]
) -> NDArray[np.float64]:
    """The mean of each person's comments, parallel to `people`; NaN for no comment.

    `spoken` are response ids with the polarity of a comment, in any order.
    """
    values: dict[str, list[float]] = {}
    for who, value in spoken:
        values.setdefault(who, []).append(value)
    found = [fsum(values[who]) / len(values[who]) if who in values else np.nan for who in people]
    return np.array(found, np.float64)


def by_attribute(
    leanings: NDArray[np.float64],
    groups: NDArray[np.integer],
    labels: Sequence[str],
    least_group: int = LEAST_GROUP,
) -> LeaningTable:
    """Means by the group each person is in: `groups` holds a place in `labels`, or -1."""
    members = [(label, groups == number) for number, label in enumerate(labels)]
    return _table(leanings, members, least_group, apart=True)


def by_topic(
    leanings: NDArray[np.float64],
    topics: Sequence[tuple[str, NDArray[np.bool_]]],
    least_group: int = LEAST_GROUP,
) -> LeaningTable:
    """Means by topic: each with its name and the people in it, who may be in several."""
    return _table(leanings, topics, least_group, apart=False)


def _table(
    leanings: NDArray[np.float64],
    members: Sequence[tuple[str, NDArray[np.bool_]]],
    least: int,
    *,
    apart: bool,
) -> LeaningTable:
    wrote = ~np.isnan(leanings)
    inside = [(label, group & wrote) for label, group in members]
    shown = [(label, group) for label, group in inside if group.sum() >= least]
    small = tuple(label for label, group in inside if 0 < group.sum() < least)
    whole = wrote
    if apart:  # so that no subtraction tells of those left out
        whole = np.zeros(len(leanings), np.bool_)
        for _, group in shown:
            whole |= group
    rows = tuple(_row(label, leanings[group], least) for label, group in shown)
    return LeaningTable(_row("全体", leanings[whole], least), rows, small)


def _row(label: str, values: NDArray[np.float64], least: int) -> LeaningRow:
    n = len(values)
    if not n or n < least:
        return LeaningRow(label, n, None, None)
    mean = float(values.mean())
    if n < 2 or values.min() == values.max():
        return LeaningRow(label, n, mean, None)
    reach = float(stdtrit(n - 1, _BOTH_TAILS)) * float(values.std(ddof=1)) / sqrt(n)
    return LeaningRow(label, n, mean, (max(-1.0, mean - reach), min(1.0, mean + reach)))
