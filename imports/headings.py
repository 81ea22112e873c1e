"""Where the headings stand: below titles and notes, in one row or, in office lists, in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from imports.table import Grid, Table
from models.errors import FileRefused

_LOOKED_AT: Final = 30  # rows at the top among which the headings are
_FULL: Final = 0.6  # of the columns must have a heading
_LIKE_DATA = re.compile(r"[\d\s,.:/年月日%\-]+")


def table(grid: Grid, header: tuple[int, int] | None = None) -> Table:
    """The grid below its headings, which are found unless `header` names their rows.

    Raises FileRefused when nothing stands below them.
    """
    first, last = _place(grid, header) if header is not None else find(grid.rows)
    body = grid.rows[last + 1 :]
    if not body:
        raise FileRefused("見出しの下に、回答の行がありません。")
    tops = _joined([list(row) for row in grid.rows[first : last + 1]])
    beyond = sum(len(row) > len(tops) for row in body)
    if 2 * beyond >= len(body):  # so many have no heading that it is the headings that lack
        tops += [""] * (max(len(row) for row in body) - len(tops))
    width = len(tops)
    return Table(
        headings=_distinct(tops),
        numbers=tuple(grid.numbers[last + 1 :]),
        rows=tuple(tuple(row) + ("",) * (width - len(row)) for row in body),
        header=(grid.numbers[first], grid.numbers[last]),
    )


def find(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The positions of the first and the last row of headings."""
    top = list(rows[:_LOOKED_AT])
    width = max(len(row) for row in top)
    fitting = (
        number
        for number, row in enumerate(top)
        if len(set(filter(None, row))) >= min(2, width) and _filled(row) >= _FULL * width
    )
    first = next(fitting, None)
    if first is None:  # a first row of two may be nearly empty: the group's words stand once
        first = max(range(len(top)), key=lambda number: (_filled(top[number]), -number))
    if _has_second(rows, first):
        return first, first + 1
    if first and _has_second(rows, first - 1) and len(set(filter(None, rows[first - 1]))) > 1:
        return first - 1, first
    return first, first


def _place(grid: Grid, header: tuple[int, int]) -> tuple[int, int]:
    inside = [at for at, number in enumerate(grid.numbers) if header[0] <= number <= header[1]]
    if not inside:
        raise FileRefused("見出しの行に、何も書かれていません。")
    return inside[0], inside[-1]


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _has_second(rows: Sequence[Sequence[str]], first: int) -> bool:
    """Whether the row below splits the headings above it: 「満足度」 into 「会場」「案内」."""
    if first + 2 >= len(rows):
        return False
    upper, lower = rows[first], rows[first + 1]
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    split = [
        column
        for column in range(1, width)
        if any(above[:column]) and above[column] in ("", above[column - 1])
    ]
    inside = {column for one in split for column in (one - 1, one)}
    if not split or not all(below[column] for column in split):
        return False
    if any(below[column] not in ("", above[column]) for column in set(range(width)) - inside):
        return False
    words = [(column, below[column]) for column in inside if below[column]]
    if any(_LIKE_DATA.fullmatch(word) for _, word in words):
        return False
    under = rows[first + 2 :]
    return not any(len(row) > at and row[at] == word for at, word in words for row in under)


def _joined(tops: list[list[str]]) -> list[str]:
    """One heading for each column: 「満足度 [会場]」 where a second row splits the first."""
    width = max(len(row) for row in tops)
    padded = [[*row, *[""] * (width - len(row))] for row in tops]
    for row, below in pairwise(padded):
        for column in range(1, width):
            if not row[column] and below[column]:
                row[column] = row[column - 1]
    found = []
    for column in range(width):
        words = list(dict.fromkeys(row[column] for row in padded if row[column]))
        found.append(" ".join((words[0], *(f"[{word}]" for word in words[1:]))) if words else "")
    return [" ".join(heading.split()) for heading in found]


def _distinct(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings of which no two are the same; 「C列」 for the third where it has none."""
    found: list[str] = []
    for number, heading in enumerate(headings, start=1):
        name = heading or f"{_letters(number)}列"
        again = sum(1 for other in headings[: number - 1] if other == heading) if heading else 0
        found.append(f"{name}（{again + 1}）" if again else name)
    return tuple(found)


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
