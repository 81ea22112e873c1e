"""CSV and its kind: which encoding, which delimiter, and where quotes do not match."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from imports.table import MAX_CELL, MAX_ROWS, Grid, gather
from models.errors import FileRefused

DELIMITERS: Final = (",", "\t", ";")

_BOMS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",  # what Excel calls Unicode text
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_ESCAPE: Final = "\x1b"
_SAMPLE: Final = 60  # records that tell the delimiter
_SEP = re.compile(r"sep=(.)\r?\n")  # a first line for Excel
_MARKUP = re.compile(r"\s*<(?:!doctype|html|table|\?xml|head|meta)\b", re.IGNORECASE)
_NO_LETTERS = re.compile("[\x80\xa0\uf8f1-\uf8f3]")  # single bytes that CP932 leaves undefined
# A UTF-8 file with a few broken bytes is not CP932, even if it can be read as such.
_BROKEN_SHARE: Final = 0.02


def read(data: bytes, most: int = MAX_ROWS) -> Grid:
    """The records of a text file, at most so many. Raises FileRefused with the line that cannot
    be read."""
    text = decoded(data)
    named = _SEP.match(text)
    if named is None:
        return gather(_records(text, delimiter(text)), most)
    body = text[named.end() :]
    return gather(((number + 1, row) for number, row in _records(body, named[1])), most)


def decoded(data: bytes) -> str:
    """The text of the bytes: UTF-8 with or without BOM, UTF-16 with BOM, else CP932."""
    bom = next((bom for bom in _BOMS if data.startswith(bom)), b"")
    body = data.removeprefix(bom)
    try:
        text = body.decode(_BOMS.get(bom, "utf-8"))
    except UnicodeDecodeError as error:
        if bom or _is_broken_utf8(body):
            raise _unknown_letters(body.count(b"\n", 0, error.start)) from error
        text = _from_cp932(body)
    if _ESCAPE in text:  # JIS (ISO-2022-JP), whose bytes are ASCII
        raise _unknown_letters(text.count("\n", 0, text.index(_ESCAPE)))
    if "\0" in text or _MARKUP.match(text):
        raise FileRefused(
            "表のファイルとして読めません。CSV か Excel（.xlsx）で保存しなおしてください。"
        )
    return text


def delimiter(text: str) -> str:
    """The one of DELIMITERS that cuts the first records into the most columns, evenly."""
    return max(DELIMITERS, key=lambda one: _evenness(text, one))


def _evenness(text: str, one: str) -> float:
    """How many columns most records have, weighed by how many have as many; 0 for a single one."""
    lines = islice(io.StringIO(text, newline=""), 4 * _SAMPLE)
    reader = csv.reader(lines, delimiter=one)
    try:
        widths = Counter(len(row) for row in islice(reader, _SAMPLE) if any(row))
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return 0 if width < 2 else count / widths.total() + width / 1_000


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Records, numbered as a spreadsheet numbers its rows; a record may run over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        line, number = reader.line_num + 1, number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "limit" in str(error):
                reason = f"に長すぎる文があります。{MAX_CELL:,}文字以内にしてください。"
            else:
                reason = '（ファイルの行）から、引用符（"）の対応がとれません。直してください。'
            raise FileRefused(f"{line}行目{reason}") from error
        yield number, row


def _is_broken_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    letters = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") < _BROKEN_SHARE * letters


def _from_cp932(data: bytes) -> str:
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError as error:
        raise _unknown_letters(data.count(b"\n", 0, error.start)) from error
    if found := _NO_LETTERS.search(text):
        raise _unknown_letters(text.count("\n", 0, found.start()))
    return text


def _unknown_letters(lines_before: int) -> FileRefused:
    return FileRefused(
        f"{lines_before + 1}行目に読めない文字があります。UTF-8 か CP932 で保存しなおしてください。"
    )
