"""Lines as staff paste them from Excel: one cell a line, whatever way the cells were copied.

Excel puts a tab between cells of a row and a line break behind each row. It wraps a cell that
holds a line break or a tab in quotation marks, doubles the marks inside it, and leaves every
other mark as it is: so 「"はい"と答える」 is read as it was typed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BREAK = re.compile(r"\r\n|\r")
_WRAPPED = re.compile(r'"((?:[^"]|"")*[\n\t](?:[^"]|"")*)"(?=[\t\n]|$)')
# \d and int() read full-width digits too.
_PLACES = re.compile(r"(.*\S)\s*[|｜]\s*(?:定員)?\s*(\d{1,6})\s*(?:人|名)?")

MOST_PLACES = 100_000  # as the document allows


class Line(NamedTuple):
    """What one line says: a label, and how many places it has (定員), if it says so."""

    label: str
    places: int | None = None


def rows(text: str) -> list[list[str]]:
    """The cells of each row that holds any; blank cells stay, so that columns keep their place."""
    marks: list[str] = []

    def keep(found: re.Match[str]) -> str:
        marks.append(" ".join(found[1].replace('""', '"').split()))
        return f"\x00{len(marks) - 1}\x00"

    # A NUL cannot be typed; it stands for a wrapped cell while the rows are cut.
    tidy = _WRAPPED.sub(keep, _BREAK.sub("\n", text.replace("\x00", "")))
    found = [[_cell(cell, marks) for cell in row.split("\t")] for row in tidy.split("\n")]
    return [row for row in found if any(row)]


def read(text: str) -> list[str]:
    """Every cell that is not blank, in reading order."""
    return [cell for row in rows(text) for cell in row if cell]


def read_plain(text: str) -> list[Line]:
    """The same as lines without places."""
    return [Line(label) for label in read(text)]


def read_with_places(text: str) -> list[Line]:
    """The same with places: 「午前の部 | 20」, or two cells, 「午前の部」 and 「20」."""
    found: list[Line] = []
    for row in rows(text):
        cells = [cell for cell in row if cell]
        together = _with_places(" | ".join(cells))
        if len(cells) == 2 and together.places:
            found.append(together)
        else:
            found.extend(_with_places(cell) for cell in cells)
    return found


def write(lines: list[Line]) -> str:
    """The lines as they are shown to be edited; reading them gives the same lines."""
    return "\n".join(f"{label} | {places}" if places else label for label, places in lines)


def without_places(lines: list[Line]) -> list[Line]:
    """The labels alone."""
    return [Line(line.label) for line in lines]


def one_line(text: str) -> str:
    """The text with every break and run of blanks as one blank."""
    return " ".join(text.split())


def _cell(cell: str, marks: list[str]) -> str:
    return one_line(re.sub("\x00(\\d+)\x00", lambda found: marks[int(found[1])], cell))


def _with_places(cell: str) -> Line:
    found = _PLACES.fullmatch(cell)
    places = int(found[2]) if found else 0
    return Line(found[1], places) if found and 1 <= places <= MOST_PLACES else Line(cell)
