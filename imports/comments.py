"""Columns of any file by their headings, for reading what it says without storing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analysis.text.names import KINDS, WORD, Name
from imports import delimited, headings, workbook
from imports.table import Grid, Table
from models.errors import FileRefused

MOST_BYTES: Final = 200_000_000
MOST_ROWS: Final = 300_000
_LOOKED_AT: Final = 30  # rows at the top among which the headings are
_NAMED: Final = 12  # headings in a refusal
_OFF: Final = frozenset({"0", "false", "no", "off", "いいえ", "使わない"})


@dataclass(frozen=True)
class Columns:
    """Cells below some headings. `numbers` are the rows below the row of headings, counted from 1
    as a spreadsheet shows them; rows that are wholly blank are not among them."""

    numbers: tuple[int, ...]
    cells: Mapping[str, tuple[str, ...]]

    def __getitem__(self, heading: str) -> tuple[str, ...]:
        """The cells below the heading, parallel to `numbers`."""
        return self.cells[_folded(heading)]

    def get(self, heading: str) -> tuple[str, ...]:
        """The same, blank if there is no such heading."""
        return self.cells.get(_folded(heading), ("",) * len(self.numbers))


def columns(file: Path, wanted: Sequence[str], welcome: Sequence[str] = ()) -> Columns:
    """The columns with the headings `wanted`, and those of `welcome` that are there.

    The file is a CSV in UTF-8, UTF-16 or CP932, or an Excel workbook, of which the first sheet with
    the first of `wanted` is read. Raises FileRefused, also if one of `wanted` is not there.
    """
    data = _bytes_of(file)
    names = [_folded(heading) for heading in wanted]
    table = _table(data, names[0])
    for heading in names:
        if heading not in table.headings:
            raise FileRefused(f"「{heading}」という列がありません。見出しは{_named(table)}です。")
    kept = [*names, *(_folded(heading) for heading in welcome)]
    return Columns(
        numbers=tuple(number - table.header[1] for number in table.numbers),
        cells={
            heading: tuple(table.column(table.headings.index(heading)))
            for heading in dict.fromkeys(kept)
            if heading in table.headings
        },
    )


def names(file: Path) -> tuple[Name, ...]:
    """What a file says of names: columns name, and if there canonical, kind and active.

    A name without a canonical one stands for itself; `kind` is one of names.KINDS, 用語 if blank.
    Raises FileRefused with the row that cannot be read.
    """
    found = columns(file, ["name"], ["canonical", "kind", "active"])
    canonical, kinds, active = map(found.get, ("canonical", "kind", "active"))
    listed = []
    for number, name, into, kind, used in zip(
        found.numbers, found["name"], canonical, kinds, active, strict=True
    ):
        if not name or (kind and kind not in KINDS):
            raise FileRefused(
                f"名称の{number}行目を読めません。name に名称を、kind に{'、'.join(KINDS)}の"
                "どれかを書いてください。"
            )
        listed.append(Name(name, into or name, kind or WORD, used.lower() not in _OFF))
    return tuple(listed)


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise FileRefused(f"{file.name} が大きすぎます。{most}MB以内に分けてください。")
        return file.read_bytes()
    except OSError as error:
        raise FileRefused(f"{file.name} を読めません（{error.strerror}）。") from error


def _table(data: bytes, heading: str) -> Table:
    """The table with the heading, or the first if none has it."""
    if not workbook.is_workbook(data):
        return _headed(delimited.read(data, MOST_ROWS), heading)
    first: Table | None = None
    refused: FileRefused | None = None
    for name in workbook.sheets(data):
        try:
            table = _headed(workbook.read(data, name, MOST_ROWS), heading)
        except FileRefused as error:  # a sheet without rows; the next one may have some
            refused = refused or error
            continue
        if heading in table.headings:
            return table
        first = first or table
    if first is None:
        raise refused or FileRefused("シートがありません。別のファイルを選んでください。")
    return first


def _headed(grid: Grid, heading: str) -> Table:
    """The grid below the first row that has the heading; else below what looks like headings."""
    for number, row in zip(grid.numbers[:_LOOKED_AT], grid.rows[:_LOOKED_AT], strict=True):
        if heading in map(_folded, row):
            return headings.table(grid, (number, number))
    return headings.table(grid)


def _named(table: Table) -> str:
    shown = "".join(f"「{heading[:40]}」" for heading in table.headings[:_NAMED])
    return f"{shown}など{len(table.headings)}列" if len(table.headings) > _NAMED else shown


def _folded(heading: str) -> str:
    return " ".join(heading.split())
