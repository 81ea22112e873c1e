"""Tables as real HTML tables: they can be read aloud, copied and printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis import grids, summaries
from analysis.charts.bars import MOST_BARS
from analysis.grids import NONE, Grid, Head, Value
from analysis.tabulate import Tabulation
from pages.components.plain import plain

_LONG_PX: Final = 720

# How the values of a column are written; what comes out is shown as it is, never as markup.
Formats = Mapping[str, Callable[[Any], str]]


def counts(tabulation: Tabulation) -> None:
    """One question: answers, persons and their share, n in the header; below, the summary."""
    for grid in grids.of_tabulation(tabulation):
        of(grid)
    said = summaries.in_words(tabulation)
    if said:
        st.text("\n".join(said))


def of(grid: Grid) -> None:
    """A table as it is; a very long one scrolls."""
    columns = {
        name: [_number(value) for value in values] for name, values in grid.columns().items()
    }
    formats = {head.text: _written(head) for head in grid.heads}
    show(columns, formats, alt=grid.name, long=len(grid.rows) > MOST_BARS)


def _number(value: Value) -> str | int | float:
    """A value that a column of a frame can hold beside others; NaN is none."""
    if value is None:
        return float("nan")
    return float(value) if isinstance(value, Decimal) else value


def _written(head: Head) -> Callable[[Any], str]:
    def written(value: Any) -> str:
        if isinstance(value, str):
            return value
        if value != value:  # only NaN differs from itself
            return NONE
        return head.written(Decimal(repr(value)) if isinstance(value, float) else int(value))

    return written


def show(
    columns: Mapping[str, Sequence[str | int | float]],
    formats: Formats,
    *,
    alt: str,
    long: bool = False,
) -> None:
    """Columns of texts and numbers; numbers stand at the right, written as `formats` says.

    A `long` table scrolls.
    """
    frame = pd.DataFrame(dict(columns))
    written: dict[Any, str | Callable[[object], str] | None] = {
        name: _plainly(formats.get(name, str)) for name in frame.columns
    }
    st.table(
        frame.style.format(written),
        hide_index=True,
        border="horizontal",
        height=_LONG_PX if long else "content",
        alt=alt,
    )


def _plainly(format_one: Callable[[Any], str]) -> Callable[[object], str]:
    return lambda value: plain(format_one(value))
