"""Boxes that must not cover each other: words with their marks on a drawing as wide as a phone.

All numbers are pixels, y downwards. A wider page stretches such a drawing across and nothing else,
so boxes that lie apart on a phone lie apart everywhere.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

_ROUNDS: Final = 200
_LOOSE: Final = 2.2  # times the area of all boxes
_LEAST_HEIGHT: Final = 160.0


def spread(
    places: NDArray[np.float64], sizes: NDArray[np.float64], width: float
) -> tuple[NDArray[np.float64], float]:
    """Middles of boxes of these (width, height) near `places` between 0 and 1; and the height.

    Boxes keep their order as far as possible, and none covers another or crosses the edges, unless
    it is wider than `width`. The drawing becomes as high as they need.
    """
    if not len(places):
        return places.reshape(0, 2), 0.0
    height = max(_LEAST_HEIGHT, _LOOSE * float(sizes.prod(axis=1).sum()) / width)
    room = np.maximum(0, np.array([width, height]) - sizes)
    middles = sizes / 2 + places * room
    for _ in range(_ROUNDS):
        moves = _pushes(middles, sizes)
        if not moves.any():
            break
        middles += moves
        middles[:, 0] = _within(middles[:, 0], sizes[:, 0], width)
    middles = _settled(middles, sizes)
    middles[:, 1] -= (middles[:, 1] - sizes[:, 1] / 2).min()
    return middles, float((middles[:, 1] + sizes[:, 1] / 2).max())


def _pushes(middles: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Half of what parts each two boxes, in the direction in which less parts them."""
    apart = middles[:, None] - middles[None]
    needed = (sizes[:, None] + sizes[None]) / 2 - np.abs(apart)
    covering = np.asarray((needed > 0).all(axis=2))
    np.fill_diagonal(covering, val=False)
    order = np.sign(np.subtract.outer(np.arange(len(sizes)), np.arange(len(sizes))))
    way = np.where(apart == 0, order[:, :, None], np.sign(apart))
    across = needed[:, :, 0] < needed[:, :, 1]
    push = needed * way * np.stack([across, ~across], axis=2) * covering[:, :, None]
    moves: NDArray[np.float64] = push.sum(axis=1) / 2
    return moves


def _within(
    x: NDArray[np.float64], widths: NDArray[np.float64], width: float
) -> NDArray[np.float64]:
    low = np.minimum(widths, width) / 2
    return np.clip(x, low, width - low)


def _settled(middles: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """From top to bottom, each box no higher than before and below all that it would cover."""
    settled = middles.copy()
    order = np.lexsort((np.arange(len(sizes)), middles[:, 0], middles[:, 1] - sizes[:, 1] / 2))
    for at, box in enumerate(order):
        before = order[:at]
        beside = np.abs(middles[before, 0] - middles[box, 0]) * 2 < (
            sizes[before, 0] + sizes[box, 0]
        )
        over = before[beside]
        apart = (sizes[over, 1] + sizes[box, 1]) / 2
        for reach in np.sort(settled[over, 1] + apart):
            if np.all(np.abs(settled[over, 1] - settled[box, 1]) >= apart - 1e-9):
                break
            settled[box, 1] = max(settled[box, 1], reach)
    return settled
