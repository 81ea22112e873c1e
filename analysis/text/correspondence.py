"""Correspondence analysis of words by groups: which words lie near which group of people.

J.-P. Benzécri, "L'analyse des données" (1973), in the notation of M. Greenacre, "Correspondence
analysis in practice" (3rd ed., 2017), appendix A: the singular value decomposition of the
standardised residuals D_r^-½ (P - r c') D_c^-½, and principal coordinates of both words and groups
(a symmetric map). A word far from the origin is used differently by the groups; the angle to a
group says by which, the distance to it says nothing.

Groups of fewer than LEAST people are left out, and so are words of fewer than SMALL_CELL
(analysis.text.word_groups). Each axis points to where its most contributing group lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from analysis.text.incidence import Incidence
from analysis.text.word_groups import grouped

WORDS: Final = 40  # with most people
LEAST_WORDS: Final = 3
LEAST_GROUPS: Final = 2
AXES: Final = 2
_NOTHING: Final = 1e-9  # inertia that is rounding alone

Reason = Literal["few_words", "few_groups", "no_difference"]


@dataclass(frozen=True)
class Point:
    """A word or group with its `people`, its place, and what it makes of the inertia of each axis.

    `quality` is the share of its distance from the origin that the axes show (cos²).
    """

    text: str
    people: int
    places: tuple[float, ...]
    contributions: tuple[float, ...]
    quality: float


@dataclass(frozen=True)
class Correspondence:
    """The map of `n` people: its axes explain `shares` of the `inertia` (χ² by the table's sum).

    A group that uses none of the words has no place, and with two groups there is only one axis.
    `reason` says why there is no map at all; `few` groups are left out.
    """

    n: int
    words: tuple[Point, ...]
    groups: tuple[Point, ...]
    inertia: float
    shares: tuple[float, ...]
    few: tuple[str, ...]
    reason: Reason | None = None


@dataclass(frozen=True, eq=False)
class Axes:
    """A table taken apart: of the rows and of the columns, in as many axes as it has.

    `rows` and `columns` are principal coordinates (rows × axes, columns × axes); `inertias` are of
    the axes, the largest first.
    """

    rows: NDArray[np.float64]
    columns: NDArray[np.float64]
    row_masses: NDArray[np.float64]
    column_masses: NDArray[np.float64]
    inertias: NDArray[np.float64]


def correspondence(
    incidence: Incidence, codes: NDArray[np.integer], labels: Sequence[str], *, words: int = WORDS
) -> Correspondence:
    """The map of the most frequent words, at most so many.

    `codes` say for each person the place in `labels`, -1 for none.
    """
    table = grouped(incidence, codes, labels)
    order = sorted(range(len(table.terms)), key=lambda row: (-table.used[row], table.terms[row]))
    rows = order[:words]
    counts = table.counts[rows]
    there = np.flatnonzero(counts.sum(axis=0)).tolist()

    def refused(reason: Reason) -> Correspondence:
        return Correspondence(table.n, (), (), 0.0, (), table.few, reason)

    if len(there) < LEAST_GROUPS:
        return refused("few_groups")
    if len(rows) < LEAST_WORDS:
        return refused("few_words")
    axes = decomposed(counts[:, there])
    inertia = float(axes.inertias.sum())
    if inertia < _NOTHING:
        return refused("no_difference")
    shown = min(AXES, int(np.count_nonzero(axes.inertias > _NOTHING)))
    terms = [table.terms[row] for row in rows]
    groups = [table.groups[column] for column in there]
    return Correspondence(
        n=table.n,
        words=_points(terms, table.used[rows], axes.rows, axes.row_masses, axes.inertias, shown),
        groups=_points(
            groups, table.sizes[there], axes.columns, axes.column_masses, axes.inertias, shown
        ),
        inertia=inertia,
        shares=tuple((axes.inertias[:shown] / inertia).tolist()),
        few=table.few,
    )


def decomposed(counts: NDArray[np.int64]) -> Axes:
    """The axes of a table of counts in which no row or column is empty."""
    masses = counts / counts.sum()
    rows, columns = masses.sum(axis=1), masses.sum(axis=0)
    expected = np.outer(rows, columns)
    left, values, right = np.linalg.svd(
        (masses - expected) / np.sqrt(expected), full_matrices=False
    )
    axes = min(counts.shape) - 1  # the last singular value is 0
    left, values, right = left[:, :axes], values[:axes], right[:axes]
    leading = np.argmax(np.round(np.abs(right), 9), axis=1)
    signs = np.where(right[np.arange(axes), leading] < 0, -1.0, 1.0)
    return Axes(
        rows=left * values * signs / np.sqrt(rows)[:, None],
        columns=right.T * values * signs / np.sqrt(columns)[:, None],
        row_masses=rows,
        column_masses=columns,
        inertias=values**2,
    )


def _points(
    texts: Sequence[str],
    people: NDArray[np.int64],
    places: NDArray[np.float64],
    masses: NDArray[np.float64],
    inertias: NDArray[np.float64],
    shown: int,
) -> tuple[Point, ...]:
    squares = places**2
    shares = masses[:, None] * squares[:, :shown] / inertias[:shown]
    far = squares.sum(axis=1)
    quality = np.divide(squares[:, :shown].sum(axis=1), far, out=np.ones(len(far)), where=far > 0)
    return tuple(
        Point(text, count, tuple(place), tuple(share), good)
        for text, count, place, share, good in zip(
            texts,
            people.tolist(),
            places[:, :shown].tolist(),
            shares.tolist(),
            quality.tolist(),
            strict=True,
        )
    )
