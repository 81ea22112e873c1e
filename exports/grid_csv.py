"""One table as a CSV file: the numbers beside a figure, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.grids import Grid, Head, Value
from exports.neutral import cell, sheet


def grid_csv(grids: Sequence[Grid]) -> bytes:
    """Tables with the same headings below each other, UTF-8 with BOM.

    Numbers are bare: no thousands' commas, 0.0 where the table prints `-` for nobody.
    """

    def rows() -> Iterator[Sequence[str]]:
        heads = grids[0].heads
        yield [cell(head.text) for head in heads]
        for grid in grids:
            for row in grid.rows:
                yield [_bare(head, value) for head, value in zip(heads, row, strict=True)]

    return sheet(rows(), "utf-8-sig").data


def _bare(head: Head, value: Value) -> str:
    if isinstance(value, str):
        return cell(value)
    if value is None:
        return "0.0" if head.kind == "share" else ""
    return head.written(value).replace(",", "")
