"""A file as a table: headings, and rows of text below them. How large it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.errors import FileRefused

MAX_BYTES: Final = 30_000_000  # of the file
MAX_ROWS: Final = 50_000  # below the headings; storing them holds up residents for seconds
MAX_COLUMNS: Final = 500
MAX_CELL: Final = 32_767  # characters: what a cell of Excel holds


@dataclass(frozen=True)
class Grid:
    """The rows of a sheet that hold anything. `numbers` are theirs as a spreadsheet counts them,
    from 1; cells are text, without blank edges, and none behind the last that is filled."""

    numbers: Sequence[int]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Table:
    """A sheet whose headings were found, in the rows `header` (first and last) of the file.

    Rows are as wide as the headings; only one that has more in it is wider.
    """

    headings: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    header: tuple[int, int]

    def column(self, index: int) -> list[str]:
        """The cells below a heading."""
        return [row[index] for row in self.rows]


def gather(found: Iterator[tuple[int, list[str]]], most: int = MAX_ROWS) -> Grid:
    """The rows as a grid. Raises FileRefused for more than `most`, and for nothing at all."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    for number, cells in found:
        row = [cell.strip() for cell in cells]
        while row and not row[-1]:
            row.pop()
        if not row:
            continue
        if len(row) > MAX_COLUMNS:
            raise FileRefused(f"列が多すぎます。{MAX_COLUMNS}列以内にしてください。")
        if len(rows) > most:
            raise FileRefused(f"行が多すぎます。{most:,}行以内に分けてください。")
        if any(len(cell) > MAX_CELL for cell in row):
            raise FileRefused(
                f"{number}行目に長すぎる文があります。{MAX_CELL:,}文字以内にしてください。"
            )
        numbers.append(number)
        rows.append(row)
    if not rows:
        raise FileRefused("ファイルに何も書かれていません。別のファイルを選んでください。")
    return Grid(numbers, rows)
