"""A file of answers from its bytes to a parcel for the database: what pages and commands call.

Meant for a child process: the process that serves residents never holds the file as a table.
"""

from __future__ import annotations

import functools
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from imports import answers, building, delimited, guessing, headings, workbook
from imports.answers import Misfit
from imports.building import About
from imports.plan import Plan
from imports.table import MAX_BYTES, Table
from models import parcels
from models.errors import FileRefused

PREVIEW: Final = 5  # rows that are shown
MOST_NAMED: Final = 200  # misfits that are handed back one by one

Header = tuple[int, int]  # the first and the last row of headings, as a spreadsheet numbers them


@dataclass(frozen=True)
class Source:
    """A file as it was given: its bytes, its name, the sheet wanted ('' for the first that holds
    anything), and the rows of its headings where staff know better than we do."""

    data: bytes
    name: str
    sheet: str = ""
    header: Header | None = None


@dataclass(frozen=True)
class Look:
    """What a file holds: its sheets and the one that was read ('' in a CSV), the rows of its
    headings, its first rows, how many there are, and what each column probably is."""

    sheets: tuple[str, ...]
    sheet: str
    header: Header
    first: tuple[tuple[str, ...], ...]
    rows: int
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class Packed:
    """How many responses were packed, how many rows left out, and the first of what misfits."""

    responses: int
    bad_rows: int
    misfits: tuple[Misfit, ...]


def bytes_of(file: Path) -> bytes:
    """The bytes of a file that is not too large. Raises FileRefused."""
    if file.stat().st_size > MAX_BYTES:
        raise _too_large()
    return file.read_bytes()


def look(source: Source) -> Look:
    """What the file holds. Raises FileRefused."""
    sheets, sheet, table = _table(source)
    return Look(
        sheets=sheets,
        sheet=sheet,
        header=table.header,
        first=table.rows[:PREVIEW],
        rows=len(table.rows),
        plans=guessing.guess(table),
    )


def digest(data: bytes) -> str:
    """What a file is known again by."""
    return hashlib.sha256(data).hexdigest()


def pack(source: Source, plans: Sequence[Plan], about: About, file: Path | None) -> Packed:
    """Write every row that fits its columns into a parcel (models.parcels); None only to look.

    Raises FileRefused where the plans make no survey.
    """
    _, _, table = _table(source)
    built = building.build(plans, about, source.name)
    bad_rows = 0
    named: list[Misfit] = []
    mark = digest(source.data)
    with parcels.writing(file, parcels.Head(built.document, source.name, mark)) as write:
        for row in answers.rows(table, built):
            if row.misfits:
                bad_rows += 1
                named += row.misfits[: MOST_NAMED - len(named)]
            else:
                write(parcels.Entry(row.number, row.at, row.answers))
    if file is not None:
        _table.cache_clear()
    return Packed(len(table.rows) - bad_rows, bad_rows, tuple(named))


@contextmanager
def parcel(folder: Path) -> Iterator[Path]:
    """A file in `folder` to pack into, which only its owner can read; it goes at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix="import-", suffix=".jsonl") as file:
        yield Path(file.name)


def fitted(source: Source, plan: Plan) -> Plan:
    """The plan with what its kind needs, such as options, from what stands in its column."""
    _, _, table = _table(source)
    return guessing.fitted(plan, table.column(plan.index))


@functools.lru_cache(maxsize=1)  # between looking and packing, until it is packed
def _table(source: Source) -> tuple[tuple[str, ...], str, Table]:
    """The names of the sheets, the one that was read, and its table."""
    data = source.data
    if len(data) > MAX_BYTES:
        raise _too_large()
    if not workbook.is_workbook(data):
        return (), "", headings.table(delimited.read(data), source.header)
    names = workbook.sheets(data)
    if source.sheet:
        return names, source.sheet, _sheet(source, source.sheet)
    refused: FileRefused | None = None
    for name in names:
        try:
            return names, name, _sheet(source, name)
        except FileRefused as error:  # a cover sheet holds no answers; the next one may
            refused = refused or error
    raise refused or FileRefused("シートがありません。別のファイルを選んでください。")


def _sheet(source: Source, name: str) -> Table:
    return headings.table(workbook.read(source.data, name), source.header)


def _too_large() -> FileRefused:
    most = MAX_BYTES // 1_000_000
    return FileRefused(f"ファイルが大きすぎます。{most}MB以内に分けてください。")
