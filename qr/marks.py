"""Where to cut and where to fold, drawn as hairlines outside of what is kept."""

from __future__ import annotations

from collections.abc import Iterator

from models.label_layouts import Layout
from qr.pieces import Piece

_EDGE_MM = 4.0  # printers leave that much white
_TICK_MM = 5.0
_AWAY_MM = 2.0  # from what is kept
_CROSS_MM = 2.0


def svg(piece: Piece) -> str:
    """All marks of the piece in one drawing over the sheet; '' for a piece without any."""
    width, height = piece.size
    paths = [
        *(f'<path d="{line}"/>' for line in _cuts(piece)),
        *(
            f'<path class="fold" d="M{_EDGE_MM:g} {y:g}H{width - _EDGE_MM:g}"/>'
            for y in piece.folds
        ),
    ]
    if not paths:
        return ""
    return (
        f'<svg class="cuts" viewBox="0 0 {width:g} {height:g}" aria-hidden="true">'
        f"{''.join(paths)}</svg>"
    )


def _cuts(piece: Piece) -> Iterator[str]:
    if not piece.cuts or piece.grid is None:
        return
    grid, (width, height) = piece.grid, piece.size
    across, down = _edges(grid, 0), _edges(grid, 1)
    for x in across:
        for start, end in _ticks(grid.top, height):
            if 0 < x < width:
                yield f"M{x:g} {start:g}V{end:g}"
    for y in down:
        for start, end in _ticks(grid.left, width):
            if 0 < y < height:
                yield f"M{start:g} {y:g}H{end:g}"
    if grid.left == grid.top == 0:  # no white around: a cross where four faces meet
        for x in across[1:-1]:
            for y in down[1:-1]:
                yield (
                    f"M{x - _CROSS_MM:g} {y:g}H{x + _CROSS_MM:g}"
                    f"M{x:g} {y - _CROSS_MM:g}V{y + _CROSS_MM:g}"
                )


def _edges(grid: Layout, axis: int) -> list[float]:
    """Where the faces end, along one axis; they touch each other."""
    start, size, count = (
        (grid.left, grid.width, grid.columns) if axis == 0 else (grid.top, grid.height, grid.rows)
    )
    return [start + number * size for number in range(count + 1)]


def _ticks(margin: float, length: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Start and end of the two marks of a cut: in the white margin, or at the paper's edge."""
    start = max(_EDGE_MM, margin - _AWAY_MM - _TICK_MM)
    end = margin - _AWAY_MM if margin else _EDGE_MM + _TICK_MM
    return (start, end), (length - end, length - start)
