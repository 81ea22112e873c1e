"""A figure and its numbers as files; each one handed out is noted in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from analysis import charts
from analysis.grids import Grid
from exports.grid_csv import grid_csv
from models import audit, store
from pages.components import figures, identity

_AS_PICTURE = "画像（PNG）は、図の右上のボタンで保存できます。"
_WIDTH_PX = 440


class Files(NamedTuple):
    """What can be taken: tables as CSV, a figure, and that in words."""

    grids: Sequence[Grid]
    figure: go.Figure
    said: str


@st.fragment
def files(survey_id: str, name: str, make: Callable[[], Files]) -> None:
    """A line that opens the figure with its files; nothing is made before.

    `name` is that of the files. As PNG the figure is saved by the button in its corner.
    """
    # No popover: what Plotly clicks to save the picture would close it, and Plotly then fails.
    opened = st.expander(
        "図と数値を保存",
        type="compact",
        icon=":material/download:",
        key=f"results.files.{name}",
        on_change="rerun",
    )
    if not opened.open:
        return
    made = make()
    with opened, st.container(width=_WIDTH_PX):
        with st.container(horizontal=True, gap="small"):
            numbers(survey_id, name, made.grids)
            _button(
                "図（SVG）",
                survey_id,
                f"{name}.svg",
                "image/svg+xml",
                lambda: charts.svg(made.figure, made.said).encode(),
            )
        st.caption(_AS_PICTURE)
        figures.movable(made.figure, made.said, name)


def numbers(survey_id: str, name: str, grids: Sequence[Grid]) -> None:
    """The tables as one CSV file, written when it is asked for."""
    _button("数値（CSV）", survey_id, f"{name}.csv", "text/csv", lambda: grid_csv(grids))


def _button(
    label: str,
    survey_id: str,
    name: str,
    mime: str,
    write: Callable[[], bytes],
) -> None:
    opened, by = store.current(), identity.name()  # the file is written in a thread of its own

    def written() -> bytes:
        opened.write(lambda session: audit.record(session, by, "survey.export", survey_id, name))
        return write()

    st.download_button(
        label,
        written,
        name,
        mime,
        key=f"results.take.{name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
