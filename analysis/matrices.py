"""The rows of a matrix in one table: a line for each row, a column for each category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.tabulate import NO_ANSWER, Row, Tabulation, percent
from models.multilingual import Language
from models.questions.base import Category, Shape


@dataclass(frozen=True)
class Line:
    """A row of the matrix: its own words, its table, and its `cells`, one for each category."""

    label: dict[Language, str]
    table: Tabulation
    cells: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    """A matrix; `categories` are those of all its lines, 無回答 last."""

    key: str
    label: dict[Language, str]
    shape: Shape
    categories: tuple[Category, ...]
    lines: tuple[Line, ...]


def joined(key: str, label: dict[Language, str], tables: Sequence[Tabulation]) -> Matrix:
    """The tables of a question's rows, at least one, as one; each line keeps its own n.

    A category that only some lines have, such as a code that no version knows, is empty in others.
    """
    known = {row.code: Category(row.code, row.label) for table in tables for row in table.rows}
    categories = (*(known[code] for code in known if code != NO_ANSWER.code), NO_ANSWER)
    return Matrix(
        key=key,
        label=label,
        shape=tables[0].shape,
        categories=categories,
        lines=tuple(_line(table, categories) for table in tables),
    )


def in_order(
    tables: Sequence[Tabulation], matrices: Sequence[Matrix]
) -> Iterator[Tabulation | Matrix]:
    """The questions in their order: a matrix in place of the tables of its rows."""
    matrix_of = {line.table.key: matrix for matrix in matrices for line in matrix.lines}
    for table in tables:
        matrix = matrix_of.get(table.key)
        if matrix is None:
            yield table
        elif matrix.lines[0].table.key == table.key:
            yield matrix


def _line(table: Tabulation, categories: Sequence[Category]) -> Line:
    found = {row.code: row for row in table.rows}
    nobody = percent(0, table.n_asked)
    return Line(
        label=table.line,
        table=table,
        cells=tuple(found.get(c.code, Row(c.code, c.label, 0, nobody)) for c in categories),
    )
