"""The codes that hold of the comments of a view (分類): no Streamlit here."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from analysis.columns import Column, Mask
from analysis.filters import one_line
from analysis.text import coded
from models.codes import NOTHING, OUTSIDE
from pages.components import reading_desk
from pages.components.reading_desk import Look, View


def names(url: str, file: Path, look: Look) -> dict[str, str]:
    """Id → label of each code that comments can be looked for by, empty without codes.

    A comment without a code is of REST, or UNREAD where there are such.
    """
    column = _column(reading_desk.view(url, file, look), look)
    if column is None:
        return {}
    labels = {one.code: one_line(one.label) for one in column.part.categories}
    return {code: label for code, label in labels.items() if code != NOTHING}


def people_of(seen: View, look: Look, code: str) -> Mask:
    """Of whose answers, row by row, the code holds."""
    column = _column(seen, look)
    for at, one in enumerate(column.part.categories if column is not None else ()):
        if column is not None and column.marks is not None and one.code == code:
            found: Mask = column.marks[:, at]
            return found
    return np.zeros(seen.desk.answers.n, np.bool_)


def of(seen: View, look: Look, response_id: str) -> list[str]:
    """The labels of the codes that hold of an answer."""
    column = _column(seen, look)
    if column is None or column.marks is None:
        return []
    mine = column.marks[seen.desk.rows[response_id]]
    return [
        one_line(one.label)
        for one, holds in zip(column.part.categories, mine.tolist(), strict=True)
        if holds and one.code not in OUTSIDE
    ]


def _column(seen: View, look: Look) -> Column | None:
    return seen.desk.answers.columns.get(coded.key_of(look.source))
