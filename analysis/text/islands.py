"""Comments as points on islands: one island a topic, near islands alike, near points alike.

Clusters come first, the picture after them, so that it never shows other groups than the tables.
Topics lie by multidimensional scaling of their means (W. Torgerson, 1952, improved by majorization:
J. de Leeuw, "Applications of convex analysis to multidimensional scaling", 1977), parts inside
their topic likewise, and the comments of a part by their first two principal components, spread
evenly over a disc.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.text.clusters import Codes, means
from analysis.text.grouping import Grouping
from analysis.text.vectors import Floats

Places = NDArray[np.float64]

_STEPS: Final = 100
_ROOM: Final = 0.85  # of a disc that the discs within it fill, by the square root of their area
_DECIMALS: Final = 4
_NOTHING: Final = 1e-9
_STILL: Final = 1e-4  # of the radius of a disc: nothing more moves


@dataclass(frozen=True, eq=False)
class Islands:
    """Where everything lies.

    `centres` (topics × 2, parallel to the topics of the grouping) lie in the unit square. `inside`
    (comments × 2) lie in the disc of radius 1 around their topic's; nan for 分けられない.
    """

    centres: Places
    inside: Places


def lay_out(grouping: Grouping) -> Islands:
    """The islands of a grouping. The same grouping gives the same map."""
    codes = grouping.topic_codes()
    topics = len(grouping.topics)
    inside = np.full((len(codes), 2), np.nan)
    for number in range(topics):
        members = np.flatnonzero(codes == number)
        inside[members] = _island(grouping.vectors[members], grouping.codes[members])
    if not topics:
        return Islands(np.zeros((0, 2)), inside)
    known = np.flatnonzero(codes >= 0)
    scaled = _scaled(means(grouping.vectors[known], codes[known], topics))
    extent = np.ptp(scaled, axis=0)
    square = (scaled - scaled.min(axis=0)) / np.maximum(extent, _NOTHING)
    square[:, extent <= _NOTHING] = 0.5
    return Islands(np.round(square, _DECIMALS), np.round(inside, _DECIMALS))


def _island(vectors: Floats, codes: Codes) -> Places:
    """The comments of a topic in the unit disc, its parts in discs of their own."""
    numbers, of_part = np.unique(codes, return_inverse=True)
    sizes = np.bincount(of_part)
    radii = _ROOM * np.sqrt(sizes / len(codes)) if len(numbers) > 1 else np.ones(1)
    centres = _packed(_scaled(means(vectors, of_part, len(numbers))), radii)
    places = np.empty((len(codes), 2))
    for number, (centre, radius) in enumerate(zip(centres, radii, strict=True)):
        members = np.flatnonzero(of_part == number)
        places[members] = centre + radius * _disc(vectors[members])
    return places


def _disc(vectors: Floats) -> Places:
    """Points in the unit disc in the direction of their first two principal components.

    The distance from the middle keeps their order and fills the disc evenly; equal vectors lie
    together.
    """
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    _, axes = np.linalg.eigh(centred.T @ centred)
    flat = np.round(centred @ _signed(axes[:, ::-1][:, :2]), 6)
    if flat.shape[1] < 2:
        flat = np.column_stack([flat, np.zeros((len(flat), 2 - flat.shape[1]))])
    reach = _lengths(flat)
    _, rank, counts = np.unique(reach, return_inverse=True, return_counts=True)
    below = np.cumsum(counts) - counts
    even = np.sqrt(below[rank] / len(reach))
    places: Places = (
        flat * np.divide(even, reach, out=np.zeros_like(reach), where=reach > 0)[:, None]
    )
    return places


def _scaled(points: Floats) -> Places:
    """Directions as places in a plane, whose distances are as near to theirs as can be."""
    exact = points.astype(np.float64)
    apart = np.sqrt(np.maximum(0.0, 2 - 2 * exact @ exact.T))
    number = len(points)
    if number < 3:
        return np.column_stack([np.arange(number) * apart.max(), np.zeros(number)])
    middle = np.eye(number) - 1 / number
    values, axes = np.linalg.eigh(-0.5 * middle @ apart**2 @ middle)
    places: Places = _signed(axes[:, ::-1][:, :2]) * np.sqrt(np.maximum(values[::-1][:2], _NOTHING))
    for _ in range(_STEPS):
        before = places
        ratio = -apart / np.maximum(_lengths(places[:, None] - places[None]), _NOTHING)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        places = np.asarray(ratio @ places / number, np.float64)
        if np.abs(places - before).max() < _STILL:
            break
    return places


def _packed(places: Places, radii: NDArray[np.float64]) -> Places:
    """Discs of these radii near `places`, in the unit disc and as far as possible side by side."""
    if len(places) == 1:
        return np.zeros((1, 2))
    centred = places - places.mean(axis=0)
    placed: Places = centred / max(float(_lengths(centred).max()), _NOTHING)
    order = np.sign(np.subtract.outer(np.arange(len(radii)), np.arange(len(radii))))
    needed = radii[:, None] + radii[None]
    np.fill_diagonal(needed, 0.0)
    for _ in range(_STEPS):
        before = placed
        way = placed[:, None] - placed[None]
        way[..., 0] += np.where(way.any(axis=2), 0.0, order * _NOTHING)
        between = np.maximum(_lengths(way), _NOTHING)
        push = np.maximum(0.0, needed - between) / between / 2
        placed = placed + (way * push[..., None]).sum(axis=1)
        within = np.minimum(1.0, (1 - radii) / np.maximum(_lengths(placed), _NOTHING))
        placed = np.asarray(placed * within[:, None], np.float64)
        if np.abs(placed - before).max() < _STILL:
            break
    return placed


def _lengths(ways: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.sqrt(np.square(ways).sum(axis=-1)), np.float64)


def _signed(axes: NDArray[np.float64]) -> NDArray[np.float64]:
    """The axes with the sign that makes their largest entry positive."""
    heads = np.abs(np.round(axes, 9)).argmax(axis=0)
    signs = np.where(axes[heads, np.arange(axes.shape[1])] < 0, -1.0, 1.0)
    return np.asarray(axes * signs, np.float64)
