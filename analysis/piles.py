"""Arrays that grow: blocks are joined when they are wanted, so that each is copied rarely."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Pile:
    """An array that grows along its last axis, on which people stand. What was handed out stays
    as it is.

    Where a block has more rows than others before it, theirs are filled with `fill`.
    """

    def __init__(self, empty: NDArray[Any], fill: int = 0) -> None:
        self._blocks = [empty]
        self._fill = fill

    def add(self, block: NDArray[Any]) -> None:
        """Put a block behind the others."""
        self._blocks.append(block)

    def whole(self) -> NDArray[Any]:
        """Everything in one array."""
        if len(self._blocks) > 1:
            rows = max(block.shape[:-1] for block in self._blocks)
            blocks = [self._filled(block, rows) for block in self._blocks]
            self._blocks = [np.concatenate(blocks, axis=-1)]
        return self._blocks[0]

    def keep(self, chosen: NDArray[Any]) -> None:
        """Go on with these people: by their places, in that order, or by a mask."""
        kept = self.whole()[..., chosen]
        kept.flags.writeable = False
        self._blocks = [kept]

    def _filled(self, block: NDArray[Any], rows: tuple[int, ...]) -> NDArray[Any]:
        if block.shape[:-1] == rows:
            return block
        missing = (rows[0] - block.shape[0], block.shape[-1])
        return np.concatenate([block, np.full(missing, self._fill, block.dtype)])
