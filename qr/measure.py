"""Whether a code is large enough to read, and from how far: rules of thumb, applied to a size.

Phones in general read modules of 0.33 mm; from 0.5 mm on it also works in bad light, with an old
camera and on a worn print. A code is read from about ten times as far as its side is long.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import NotAllowed
from qr import code
from qr.links import code_text

LEAST_MM = 0.33
GOOD_MM = 0.5


@dataclass(frozen=True)
class Verdict:
    """What a code of some size is good for. `warning`: readable, but not by every phone."""

    module_mm: float
    distance_mm: float
    warning: bool

    @property
    def distance(self) -> str:
        """The reading distance in words: 約1m, 約25cm."""
        if self.distance_mm >= 1000:
            return f"約{self.distance_mm / 1000:.2g}m"
        return f"約{self.distance_mm / 10:.0f}cm"


def verdict(url: str, side_mm: float, level: code.Level = "M") -> Verdict:
    """Judge the code of `url` with black modules of `side_mm` from edge to edge.

    Raises NotAllowed('module_too_small') where phones would fail.
    """
    module = side_mm / symbol_modules(url, level)
    if module < LEAST_MM:
        raise NotAllowed("module_too_small")
    return Verdict(module, side_mm * 10, module < GOOD_MM)


def symbol_modules(url: str, level: code.Level) -> int:
    """How many modules a side of the printed code has, without the quiet zone."""
    return code.modules(code_text(url), level) - 2 * code.QUIET_MODULES


def quiet_mm(url: str, side_mm: float, level: code.Level) -> float:
    """How far the quiet zone reaches out on each side."""
    return side_mm * code.QUIET_MODULES / symbol_modules(url, level)
