"""Whether the share of people who use a word rises or falls from period to period.

The test for a linear trend in proportions of W. Cochran ("Some methods for strengthening the common
χ² tests", Biometrics 10, 1954) and P. Armitage ("Tests for linear trends in proportions and
frequencies", Biometrics 11, 1955), two-sided. Its statistic is the sum of the periods' numbers
over the people who use the word. Given how many use it, and how many wrote in each period, that
sum has a distribution of its own (A. Agresti, "A survey of exact inference for contingency
tables", Statistical Science 7, 1992). Most answers come in the first days and few in the last, so
it is too skewed for the normal distribution: up to FEW people p is exact; for more it is that of
Pearson's type III with the same mean, variance and skewness, as usual for permutation tests (P.
Mielke and K. Berry, "Permutation methods: a distance function approach", 2nd ed., 2007).
"""

from __future__ import annotations

from math import lgamma
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaincc, ndtr

FEW: Final = 30  # people who use a word
_TIE: Final = 1e-7  # sums as far out as the one found, but for rounding
_STRAIGHT: Final = 1e-3  # skewness below which type III is the normal distribution


def p_values(
    counts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """z and p of each word: `counts` are words × periods, `sizes` the people of each period.

    z is over 0 where the share rises. Both say nothing (0 and 1) where nobody or everybody uses the
    word, and where all people wrote in one period.
    """
    n = int(sizes.sum())
    scores = np.arange(len(sizes))
    used = counts.sum(axis=1)
    middle = float(sizes @ scores) / max(1, n)
    spread = float(sizes @ (scores - middle) ** 2)
    away = counts @ scores - used * middle
    chance = used / max(1, n) * (n - used) / max(1, n - 1)  # the hypergeometric variance
    deviation = np.sqrt(chance * spread)
    z = np.divide(away, deviation, out=np.zeros(len(counts)), where=deviation > 0)
    third = float(sizes @ (scores - middle) ** 3) * chance * (n - 2 * used) / max(1, n - 2)
    skew = np.divide(third, deviation**3, out=np.zeros(len(counts)), where=deviation > 0)
    p = _type_three(np.abs(z), np.abs(skew))
    rare = (used > 0) & (used <= FEW) & (deviation > 0)
    if rare.any():
        chances = _sums(sizes, int(used[rare].max()))
        totals = np.arange(chances.shape[1])
        for word in np.flatnonzero(rare).tolist():
            found = chances[used[word]]
            far = np.abs(totals - used[word] * middle) >= abs(away[word]) - _TIE
            p[word] = min(1.0, float(found[far].sum()))
    return z, p


def _type_three(z: NDArray[np.float64], skew: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance of being at least `z` away from the mean on either side; both are not under 0."""
    root = 2 / np.maximum(skew, _STRAIGHT)  # a gamma distribution of shape root², moved and scaled
    shape = root**2
    above = gammaincc(shape, shape + root * z)
    below = gammainc(shape, np.maximum(0, shape - root * z))
    found: NDArray[np.float64] = np.where(skew < _STRAIGHT, 2 * ndtr(-z), above + below)
    return np.minimum(1, found)


def _sums(sizes: NDArray[np.int64], most: int) -> NDArray[np.float64]:
    """For 0 to `most` people drawn from all: the chance of each sum of their periods' numbers.

    One period after the other, by the number drawn so far and their sum. The chances of independent
    draws are used, in which each person is in with `rate`; given their number they are the same.
    """
    n = int(sizes.sum())
    rate = min(0.5, most / n / 2)
    chances = np.zeros((most + 1, most * (len(sizes) - 1) + 1))
    chances[0, 0] = 1.0
    width = 1
    for score, size in enumerate(sizes.tolist()):
        if not size:
            continue
        drawn = min(most, size)
        terms = [_binomial(size, number, rate) for number in range(drawn + 1)]
        following = chances * terms[0]
        for number in range(1, drawn + 1):
            shift = number * score
            some = chances[: most + 1 - number, :width] * terms[number]
            following[number:, shift : shift + width] += some[:, : chances.shape[1] - shift]
        chances = following
        width = min(chances.shape[1], width + drawn * score)
    given: NDArray[np.float64] = chances / chances.sum(axis=1, keepdims=True)
    return given


def _binomial(size: int, number: int, rate: float) -> float:
    ways = lgamma(size + 1) - lgamma(number + 1) - lgamma(size - number + 1)
    return float(np.exp(ways + number * np.log(rate) + (size - number) * np.log1p(-rate)))
