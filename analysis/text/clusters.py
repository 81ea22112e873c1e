"""Points on the unit sphere in groups: k-means over many resamples, and how far to trust a group.

- k-means on the sphere (I. Dhillon and D. Modha, "Concept decompositions for large sparse text
  data using clustering", Machine Learning 42, 2001), begun by k-means++ (D. Arthur and
  S. Vassilvitskii, 2007).
- Bagged clustering (F. Leisch, "Bagged clustering", 1999): the centres of RUNS bootstrap runs are
  grouped in turn, by the best of STARTS starts; what a single start happens to find weighs little.
- Stability of a group: the mean over the same runs of its greatest Jaccard overlap with a group of
  the run (C. Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics &
  Data Analysis 52, 2007), who trusts groups from 0.75 on and none below 0.6.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.text.vectors import Floats, unit

RUNS: Final = 60
SAMPLE: Final = 1_000  # points of a run, at most
STARTS: Final = 50
STABLE: Final = 0.75
UNSTABLE: Final = 0.6
_STEPS: Final = 20
_ALIKE: Final = 1e-6  # distance (1 - cosine) of points that are the same
_BLOCK: Final = 4_000_000  # products held at once: 16 MB

Codes = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Clustering:
    """`codes` parallel to the points, 0 the largest group; `centres` on the sphere; `stability`."""

    codes: Codes
    centres: Floats
    stability: NDArray[np.float64]


def cluster(
    points: Floats, groups: int, seed: int, *, runs: int = RUNS, sample: int = SAMPLE
) -> Clustering:
    """Unit vectors in at most so many `groups`; fewer where fewer differ. Needs at least a point.

    `points` has no rows of zeros. Each of the `runs` takes at most `sample` of them. The same
    points in the same order give the same groups.
    """
    draw = np.random.default_rng(seed)
    size = min(len(points), sample)
    found = []
    for _ in range(runs):
        drawn = points[draw.integers(0, len(points), size)]
        found.append(_best(drawn, groups, 1, draw))
    centres = _best(np.concatenate(found), groups, STARTS, draw)
    codes = nearest(points, centres)
    codes, centres = _ordered(points, codes, len(centres))
    stability = np.mean([_overlaps(codes, nearest(points, run)) for run in found], axis=0)
    return Clustering(codes, centres, stability)


def nearest(points: Floats, centres: Floats) -> Codes:
    """For each point the number of its nearest centre, between equals the first."""
    step = max(1, _BLOCK // len(centres))
    blocks = [
        (points[start : start + step] @ centres.T).argmax(axis=1)
        for start in range(0, len(points), step)
    ]
    return np.concatenate(blocks) if blocks else np.zeros(0, np.intp)


def means(points: Floats, codes: Codes, groups: int) -> Floats:
    """The direction of the mean of each group; zeros for a group without points."""
    return unit(_sums(points, codes[:, None], groups)[0])


def _best(points: Floats, groups: int, starts: int, draw: np.random.Generator) -> Floats:
    """Centres of the best of some starts of k-means (groups × dimensions)."""
    groups = min(groups, len(points))
    at_once = max(1, _BLOCK // (len(points) * groups))
    tried: list[tuple[float, Floats]] = []
    for begun in range(0, starts, at_once):
        number = min(at_once, starts - begun)
        together, centres = _settled(points, _seeded(points, groups, number, draw))
        best = int(together.argmax())
        tried.append((float(together[best]), centres[best]))
    return max(tried, key=lambda one: one[0])[1]


def _settled(points: Floats, centres: Floats) -> tuple[NDArray[np.float64], Floats]:
    """k-means from these centres (starts × groups × d): the sum of cosines of each, and the end."""
    starts, groups, _ = centres.shape
    before = None
    for step in range(_STEPS + 1):
        products = (points @ centres.reshape(starts * groups, -1).T).reshape(-1, starts, groups)
        codes = products.argmax(axis=2)
        if step == _STEPS or (before is not None and np.array_equal(codes, before)):
            break
        before = codes
        moved = unit(_sums(points, codes, groups))
        centres = np.where(moved.any(axis=2, keepdims=True), moved, centres)
    together = products.max(axis=2).sum(axis=0, dtype=np.float64)
    return np.round(together, 6), centres


def _seeded(points: Floats, groups: int, starts: int, draw: np.random.Generator) -> Floats:
    """k-means++ for all starts at once: starts × groups × dimensions."""
    # Not `empty`: what lies beside a row makes some kernels of matmul warn of what they never use.
    chosen = np.zeros((starts, groups, points.shape[1]), np.float32)
    apart = np.full((starts, len(points)), np.inf)
    at = draw.integers(0, len(points), starts)
    for number in range(groups):
        chosen[:, number] = points[at]
        distance = 1.0 - (chosen[:, number] @ points.T).astype(np.float64)
        apart = np.minimum(apart, np.where(distance > _ALIKE, distance, 0.0))
        reached = apart.cumsum(axis=1)
        wanted = draw.random(starts) * reached[:, -1]
        at = np.minimum((reached <= wanted[:, None]).sum(axis=1), len(points) - 1)
    return chosen


def _sums(points: Floats, codes: Codes, groups: int) -> Floats:
    """The sum of the points of each group, for each column of `codes`: columns × groups × d."""
    member = (codes[:, :, None] == np.arange(groups)).astype(np.float32)
    sums: Floats = member.reshape(len(points), codes.shape[1] * groups).T @ points
    return sums.reshape(codes.shape[1], groups, points.shape[1])


def _ordered(points: Floats, codes: Codes, groups: int) -> tuple[Codes, Floats]:
    """Largest group first, then by its first point; empty groups are left out."""
    sizes = np.bincount(codes, minlength=groups)
    first = np.full(groups, len(codes))
    np.minimum.at(first, codes, np.arange(len(codes)))
    order = np.lexsort((first, -sizes))[: np.count_nonzero(sizes)]
    number = np.zeros(groups, np.intp)
    number[order] = np.arange(len(order))
    renamed = number[codes]
    return renamed, means(points, renamed, len(order))


def _overlaps(codes: Codes, other: Codes) -> NDArray[np.float64]:
    """For each group of `codes` its greatest Jaccard overlap with a group of the other."""
    shape = int(codes.max()) + 1, int(other.max()) + 1
    both = np.bincount(codes * shape[1] + other, minlength=shape[0] * shape[1]).reshape(shape)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    overlaps: NDArray[np.float64] = (both / either).max(axis=1)
    return overlaps
