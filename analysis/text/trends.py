"""Words over time: how many of those who wrote in each period use a word, and whether it rises.

Whether is tested by analysis.text.slopes, all words adjusted together (analysis.multiplicity).
A period of fewer than LEAST people has no numbers, and a word in it that fewer than SMALL_CELL but
somebody use has none (analysis.text.word_groups); the test counts them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from analysis.multiplicity import LEVEL, adjusted
from analysis.text.incidence import Incidence
from analysis.text.periods import Step, divided
from analysis.text.slopes import p_values
from analysis.text.word_groups import LEAST, SMALL_CELL, tallied

LEAST_PERIODS: Final = 3  # with people, for a test

Way = Literal["rising", "falling", ""]


@dataclass(frozen=True)
class Period:
    """A step from `start`, in which `n` people wrote; None for some but fewer than LEAST."""

    start: date
    n: int | None


@dataclass(frozen=True)
class Trend:
    """A word that `people` use: how many of each period, None where that is not given.

    `z`, `p` and `q` are of the test for a trend, None without one. `way` says where the share goes,
    "" where that may be chance.
    """

    text: str
    kind: str
    people: int
    counts: tuple[int | None, ...]
    z: float | None
    p: float | None
    q: float | None
    way: Way


@dataclass(frozen=True)
class Trends:
    """The words of `n` people, in the order of the incidence, after so many `tests`.

    There are none where fewer than LEAST_PERIODS periods have LEAST people.
    """

    n: int
    step: Step
    periods: tuple[Period, ...]
    words: tuple[Trend, ...]
    tests: int

    @property
    def marked(self) -> tuple[Trend, ...]:
        """The words whose share rises or falls, the surest first."""
        found = (word for word in self.words if word.way)
        return tuple(sorted(found, key=lambda word: (word.q, -word.people, word.text)))


def trends(
    incidence: Incidence, received: NDArray[np.int64], *, step: Step | None = None
) -> Trends:
    """The words that at least SMALL_CELL people use, over time.

    `received` are hours since 1970-01-01 (UTC), one for each person. ValueError if they are not.
    """
    if received.shape != (len(incidence.people),):
        raise ValueError(f"{received.shape} times for {len(incidence.people)} people")
    periods = divided(received, step)
    sizes = np.bincount(periods.codes, minlength=len(periods.starts)).astype(np.int64)
    counts = tallied(incidence, periods.codes, len(sizes))
    rows = np.flatnonzero(counts.sum(axis=1) >= SMALL_CELL).tolist()
    testable = np.count_nonzero(sizes >= LEAST) >= LEAST_PERIODS
    z, p = p_values(counts[rows], sizes) if testable else (np.empty(0), np.empty(0))
    qs = adjusted(p.tolist())
    words = []
    for at, row in enumerate(rows):
        q = qs[at] if testable else None
        way: Way = ""
        if q is not None and q <= LEVEL:
            way = "rising" if z[at] > 0 else "falling"
        words.append(
            Trend(
                text=incidence.terms[row],
                kind=incidence.kinds[row],
                people=int(counts[row].sum()),
                counts=tuple(_printed(counts[row], sizes)),
                z=float(z[at]) if testable else None,
                p=float(p[at]) if testable else None,
                q=q,
                way=way,
            )
        )
    return Trends(
        n=len(received),
        step=periods.step,
        periods=tuple(
            Period(start, size if size >= LEAST or not size else None)
            for start, size in zip(periods.starts, sizes.tolist(), strict=True)
        ),
        words=tuple(words),
        tests=len(p),
    )


def _printed(counts: NDArray[np.int64], sizes: NDArray[np.int64]) -> list[int | None]:
    return [
        None if 0 < count < SMALL_CELL or size < LEAST else count
        for count, size in zip(counts.tolist(), sizes.tolist(), strict=True)
    ]
