"""Tables as real HTML tables: they can be read aloud, copied and printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.tabulate import Tabulation, percent_text
from models.multilingual import pick
from pages.components.plain import plain

# How the values of a column are written; what comes out is shown as it is, never as markup.
Formats = Mapping[str, Callable[[int], str]]


def counts(tabulation: Tabulation) -> None:
    """The table of one question: answers, persons and their share, n in the header."""
    base = tabulation.n_asked
    people, share = f"人数（n={base:,}）", "割合（%）"
    numbers = [row.count for row in tabulation.rows]
    show(
        {"回答": [pick(row.label) for row in tabulation.rows], people: numbers, share: numbers},
        {people: "{:,}".format, share: lambda count: percent_text(count, base)},
        alt=f"{' '.join(pick(tabulation.label).split())}の集計表",
    )


def show(columns: Mapping[str, Sequence[str | int]], formats: Formats, *, alt: str) -> None:
    """Columns of texts and numbers; numbers stand at the right, written as `formats` says."""
    frame = pd.DataFrame(dict(columns))
    written: dict[Any, str | Callable[[object], str] | None] = {
        name: _plainly(formats.get(name, str)) for name in frame.columns
    }
    st.table(frame.style.format(written), hide_index=True, border="horizontal", alt=alt)


def _plainly(format_one: Callable[[Any], str]) -> Callable[[object], str]:
    return lambda value: plain(format_one(value))
