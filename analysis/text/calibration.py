"""The survey's own ratings: who rated high and who low, and how well a polarity tells them apart.

Where the polarity of comments agrees with what their writers chose, it is worth something; how
much is the area under the ROC curve (auc).
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.grades import graded
from analysis.text.normal import normalize
from analysis.text.polarity import polarity
from analysis.text.stances import stance
from analysis.text.tokens import cut
from models.multilingual import pick
from models.questions.base import Part

End = Literal["first", "last"]

LEAST_STEPS: Final = 3
_PROMOTERS, _DETRACTORS = 9, 6  # of an NPS: from, to


class Rated(NamedTuple):
    """Who rated `high` and who `low`; in between, and without a rating, neither."""

    high: NDArray[np.bool_]
    low: NDArray[np.bool_]


def is_rating(part: Part) -> bool:
    """Whether a question is a scale with a high and a low end."""
    return part.shape == "ordered" and len(_steps(part)) >= LEAST_STEPS


def ends(part: Part) -> tuple[str, str]:
    """The words of the first and of the last step."""
    steps = _steps(part)
    first, last = (
        " ".join(pick(part.categories[at].label).split()) for at in steps[:: len(steps) - 1]
    )
    return first, last


def good_end(part: Part) -> End | None:
    """Which end is the good one: 10 of an NPS, else that whose words praise where the other's
    blame; None where the words do not tell.
    """
    if _is_nps(part):
        return "last"
    first, last = (_praises(words) for words in ends(part))
    if first * last >= 0:
        return None
    return "first" if first > 0 else "last"


def by_position(part: Part, codes: NDArray[np.integer], good: End) -> Rated:
    """Above and below the middle of a scale, of an NPS 9 to 10 and 0 to 6.

    `codes` are the place of each person's answer in the categories, -1 for none. Answers outside
    the scale, and its middle step, are neither.
    """
    steps = _steps(part)
    place = np.full(len(part.categories) + 1, -1)  # of each category among the steps
    place[steps] = np.arange(len(steps))
    at = place[codes]
    if _is_nps(part):
        return Rated(at >= _PROMOTERS, (at >= 0) & (at <= _DETRACTORS))
    after, before = 2 * at > len(steps) - 1, (at >= 0) & (2 * at < len(steps) - 1)
    return Rated(after, before) if good == "last" else Rated(before, after)


def by_median(numbers: NDArray[np.float64]) -> tuple[Rated, float]:
    """Above and below the median of all numbers, which comes with it; NaN is no rating.

    Who rated just the median is neither. The median of no numbers is NaN.
    """
    known = numbers[~np.isnan(numbers)]
    median = float(np.median(known)) if len(known) else float("nan")
    return Rated(numbers > median, numbers < median), median


def auc(values: NDArray[np.float64], rated: Rated) -> float | None:
    """The chance that one of the high has a larger value than one of the low, a tie being half.

    U of H. Mann and D. Whitney ("On a test of whether one of two random variables is stochastically
    larger than the other", Annals of Mathematical Statistics 18, 1947) as a share of all pairs; the
    area under the ROC curve (J. Hanley and B. McNeil, Radiology 143, 1982). None unless both sides
    have a value; NaN is none.
    """
    known = ~np.isnan(values)
    high, low = values[rated.high & known], values[rated.low & known]
    if not len(high) or not len(low):
        return None
    _, place, ties = np.unique(np.append(high, low), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(ties) - (ties - 1) / 2)[place]
    above = ranks[: len(high)].sum() - len(high) * (len(high) + 1) / 2
    return float(above / (len(high) * len(low)))


def _steps(part: Part) -> list[int]:
    return [at for at, one in enumerate(part.categories) if one.code not in part.outside]


def _is_nps(part: Part) -> bool:
    return graded(part, {}).nps is not None


def _praises(words: str) -> float:
    text = normalize(words)
    return polarity(stance(text, cut(text))).value
