"""Names beside points that must stay where they are: none covers a name or a point.

All numbers are pixels, y downwards. A drawing on a wider page is the same at a larger scale, while
names keep their size: a place for a name is free only if it is so at every scale.
"""

from __future__ import annotations

from itertools import product
from math import cos, pi, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

LED: Final = 12.0  # from the mark to the name: from there on a line has to lead to it
_DIRECTIONS: Final = 16
_STILL: Final = 1e-6
_REACHES: Final = (3.0, 10.0, 20.0, 32.0, 46.0, 62.0)
_FAR: Final = (80.0, 100.0, 125.0, 150.0, 180.0, 210.0)  # for those that have to be named


def named(
    points: NDArray[np.float64],
    radii: NDArray[np.float64],
    sizes: NDArray[np.float64],
    frame: tuple[float, float],
    *,
    largest: float = 1.0,
    first: int = 0,
) -> list[tuple[float, float] | None]:
    """From each point to the middle of its name, of this (width, height); None without room.

    Points and names lie in `frame` (width, height) at scale 1; the scale goes up to `largest`. The
    `first` points choose first and may be named from afar; the others follow in their order.
    """
    found: list[tuple[float, float] | None] = []
    taken = np.column_stack([points, np.zeros_like(points), 2 * radii, 2 * radii])
    for number, (point, radius, size) in enumerate(zip(points, radii, sizes, strict=True)):
        reaches = (*_REACHES, *_FAR) if number < first else _REACHES
        offsets = _offsets(float(radius), size, reaches)
        middles = point + offsets
        within = np.all((middles >= size / 2) & (middles + size / 2 <= frame), axis=1)
        boxes = np.column_stack(
            [np.tile(point, (len(offsets), 1)), offsets, np.tile(size, (len(offsets), 1))]
        )
        free = np.flatnonzero(within & ~_covering(boxes, taken, largest))
        if not len(free):
            found.append(None)
            continue
        taken = np.vstack([taken, boxes[free[0]]])
        across, down = offsets[free[0]].tolist()
        found.append((across, down))
    return found


def _offsets(
    radius: float, size: NDArray[np.float64], reaches: tuple[float, ...]
) -> NDArray[np.float64]:
    """Near before far, above and beside before aslant; the nearest edge lies the reach away."""
    turns = sorted(range(_DIRECTIONS), key=lambda turn: (turn % 4 > 0, turn % 2, turn))
    angles = [2 * pi * turn / _DIRECTIONS - pi / 2 for turn in turns]
    ways = np.round([(cos(angle), sin(angle)) for angle in angles], 9)
    found: NDArray[np.float64] = np.array(
        [way * (radius + reach) + np.sign(way) * size / 2 for reach, way in product(reaches, ways)]
    )
    return found


def _covering(
    boxes: NDArray[np.float64], others: NDArray[np.float64], largest: float
) -> NDArray[np.bool_]:
    """Which boxes meet any of the others at some scale from 1 to `largest`.

    A box is (x, y of its point, x, y of its middle from there, width, height). At scale s two
    middles are s · (difference of points) + (difference of offsets) apart: in each direction they
    meet within an interval of s, and the boxes cover each other where both intervals do.
    """
    points = others[None, :, :2] - boxes[:, None, :2]
    offsets = others[None, :, 2:4] - boxes[:, None, 2:4]
    needed = (others[None, :, 4:] + boxes[:, None, 4:]) / 2
    still = np.abs(points) < _STILL  # the same at every scale
    meeting = np.abs(offsets) < needed
    moved = np.where(still, 1, points)
    one, other = (-needed - offsets) / moved, (needed - offsets) / moved
    starts = np.where(still, np.where(meeting, -np.inf, np.inf), np.minimum(one, other))
    ends = np.where(still, np.where(meeting, np.inf, -np.inf), np.maximum(one, other))
    start, end = starts.max(axis=2), ends.min(axis=2)
    covered: NDArray[np.bool_] = np.any((start < end) & (start < largest) & (end > 1), axis=1)
    return covered
