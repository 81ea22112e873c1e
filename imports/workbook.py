"""Excel workbooks (.xlsx): values as text, merged cells filled, and what is no such file."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Final

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.xml.functions import iterparse

from imports.table import MAX_COLUMNS, MAX_ROWS, Grid, gather
from models.errors import FileRefused

MAX_UNPACKED: Final = 200_000_000  # bytes of all that is packed in the file
MAX_PARTS: Final = 2_000
LAST_ROW: Final = 1_048_576  # of Excel

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORTH_READING = re.compile(rb"mergeCell|<(?:\w+:)?f[\s/>]")  # most lists have neither

_LOCKED = "パスワードのかかったファイルです。パスワードを外して保存してから選んでください。"
_OLD = "古い形式の Excel ファイルです。.xlsx で保存しなおしてください。"
_NOT_EXCEL = "Excel（.xlsx）のファイルではありません。.xlsx か CSV で保存しなおしてください。"
_BROKEN = "Excel のファイルが壊れています。開いて保存しなおしてください。"
_TOO_LARGE = "Excel のファイルが大きすぎます。いらないシートを消して保存しなおしてください。"

Merged = tuple[int, int, int, int]  # first column and row, last column and row, from 1


def is_workbook(data: bytes) -> bool:
    """Whether these are bytes for this module, if only to be refused by it."""
    return data.startswith((_ZIP, _OLE))


def sheets(data: bytes) -> tuple[str, ...]:
    """The names of the worksheets, in their order. Raises FileRefused."""
    with _opened(data) as book:
        return tuple(sheet.title for sheet in book.worksheets)


def read(data: bytes, name: str, most: int = MAX_ROWS) -> Grid:
    """The worksheet with that name, at most so many rows. Raises FileRefused.

    Formulas give the values that Excel had worked out. A merged cell's value stands in each of
    its cells.
    """
    with _opened(data) as book:
        found = next((sheet for sheet in book.worksheets if sheet.title == name), None)
        if found is None:
            raise FileRefused(f"「{name}」というシートはありません。")
        part: str = found._worksheet_path  # type: ignore[attr-defined] # where rows are read singly
        merged = _merged(data, part)
        found.reset_dimensions()  # what a file says of its own size may be wrong
        # The grid is gathered while the file is open, so that what breaks it is seen here.
        return gather(_filled(_rows(found.iter_rows(values_only=True)), merged), most)


@contextmanager
def _opened(data: bytes) -> Iterator[Workbook]:
    if data.startswith(_OLE):
        raise FileRefused(_LOCKED if _ENCRYPTED in data else _OLD)
    _check_packed(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are not read at all
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            yield book
            book.close()
        except FileRefused:
            raise
        except Exception as error:  # the library names broken files by whatever breaks in it
            raise FileRefused(_BROKEN) from error


def _check_packed(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise FileRefused(_BROKEN) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise FileRefused(_NOT_EXCEL)
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(_LOCKED)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise FileRefused(_TOO_LARGE)


def _merged(data: bytes, path: str) -> list[Merged]:
    """The merged ranges, which the library leaves out where it reads row by row.

    A formula without a value is found on the way: it would be read as a blank.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read(path.lstrip("/"))
    if not _WORTH_READING.search(part):
        return []
    found: list[Merged] = []
    for _, element in iterparse(io.BytesIO(part)):
        if element.tag == f"{_MAIN}mergeCell":
            left, top, right, bottom = range_boundaries(element.get("ref", ""))
            if left and top and right and bottom:
                found.append((left, top, min(right, MAX_COLUMNS), bottom))
        elif element.tag == f"{_MAIN}c":
            is_text = element.get("t") == "str"  # whose value may be an empty text
            formula, value = element.find(f"{_MAIN}f"), element.findtext(f"{_MAIN}v")
            if formula is not None and not value and not is_text:
                raise FileRefused(
                    f"{element.get('r')} の数式に、計算した値が入っていません。"
                    "Excel で開いて保存しなおしてください。"
                )
        elif element.tag == f"{_MAIN}row":
            element.clear()
    return found


def _rows(values: Iterator[tuple[object, ...]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(values, start=1):
        if number > LAST_ROW:
            raise FileRefused(f"行が多すぎます。{MAX_ROWS:,}行以内に分けてください。")
        yield number, [_text(value) for value in row]


def _filled(
    rows: Iterator[tuple[int, list[str]]], merged: Sequence[Merged]
) -> Iterator[tuple[int, list[str]]]:
    """The same rows with each merged value in all its cells."""
    waiting = sorted(merged, key=lambda one: one[1], reverse=True)
    open_now: list[tuple[Merged, str]] = []
    for number, row in rows:
        while waiting and waiting[-1][1] <= number:
            one = waiting.pop()
            open_now.append((one, row[one[0] - 1] if one[0] <= len(row) else ""))
        for (left, _, right, _), text in open_now:
            if text:
                row.extend([""] * (right - len(row)))
                row[left - 1 : right] = [text] * (right - left + 1)
        open_now = [(one, text) for one, text in open_now if one[3] > number]
        yield number, row


def _text(value: object) -> str:
    """A typed value as people would write it in a CSV."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            whole = (value + timedelta(milliseconds=500)).replace(microsecond=0)
            return str(whole).removesuffix(" 00:00:00")
        case date() | time():
            return value.isoformat()
        case float():
            return format(value, ".15g")  # what Excel shows of it at the most
        case _:
            return str(value)
