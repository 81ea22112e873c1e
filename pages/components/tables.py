"""Tables as real HTML tables: they can be read aloud, copied and printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.components.plain import plain

# How the values of a column are written; what comes out is shown as it is, never as markup.
Formats = Mapping[str, Callable[[Any], str]]


def show(
    columns: Mapping[str, Sequence[str | int | float]],
    formats: Formats,
    *,
    alt: str,
) -> None:
    """Columns of texts and numbers; numbers stand at the right, written as `formats` says."""
    frame = pd.DataFrame(dict(columns))
    written: dict[Any, str | Callable[[object], str] | None] = {
        name: _plainly(formats.get(name, str)) for name in frame.columns
    }
    st.table(
        frame.style.format(written),
        hide_index=True,
        border="horizontal",
        alt=alt,
    )


def _plainly(format_one: Callable[[Any], str]) -> Callable[[object], str]:
    return lambda value: plain(format_one(value))
