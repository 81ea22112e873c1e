"""Where labels are printed on a sheet that somebody bought, and perhaps used in part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.errors import NotAllowed
from models.label_layouts import SHEET, SLACK_MM, Layout

STEP_MM = 0.5
FARTHEST_MM = 10.0


@dataclass(frozen=True)
class Placing:
    """Labels on a sheet, all moved by `dx`, `dy` mm; those before `first` (from 1) are used up."""

    layout: Layout
    dx: float = 0
    dy: float = 0
    first: int = 1

    def __post_init__(self) -> None:
        """Raises NotAllowed('label_offset') or ('label_start')."""
        for offset in (self.dx, self.dy):
            if not abs(offset) <= FARTHEST_MM or offset % STEP_MM:
                raise NotAllowed("label_offset")
        if not 1 <= self.first <= self.layout.labels:
            raise NotAllowed("label_start")

    def corners(self) -> Iterator[tuple[float, float]]:
        """Left and top of every label to print."""
        for number in range(self.first - 1, self.layout.labels):
            left, top = self.layout.corner(number)
            yield left + self.dx, top + self.dy

    @property
    def leaves_sheet(self) -> bool:
        """Whether the offset moves a label over the edge of the paper."""
        right, bottom = SHEET[0] - self.layout.width, SHEET[1] - self.layout.height
        return any(
            left < 0 or top < 0 or left > right + SLACK_MM or top > bottom + SLACK_MM
            for left, top in self.corners()
        )
