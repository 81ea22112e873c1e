"""Many tests at once: among what is called a difference, few are to be mere chance.

Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate: a practical and powerful
approach to multiple testing", Journal of the Royal Statistical Society B 57 (1995). Of all that is
marked at LEVEL, no more than that share is expected to be chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

LEVEL: Final = 0.05


def adjusted(p_values: Sequence[float]) -> list[float]:
    """The q of each p, in the same order: the level from which on it counts as a difference."""
    p = np.asarray(p_values, np.float64)
    if not p.size:
        return []
    order = np.argsort(p)[::-1]
    ranks = np.arange(len(p), 0, -1)
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(p[order] * len(p) / ranks)
    found: list[float] = q.tolist()
    return found
