"""A figure and its numbers as files; each one handed out is noted in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import plotly.graph_objects as go
import streamlit as st

from analysis import charts
from analysis.grids import Grid
from exports.grid_csv import grid_csv
from models import audit, store
from pages.components import identity

_AS_PICTURE = "画像（PNG）は、図の右上のボタンで保存できます。"


def buttons(
    survey_id: str, name: str, grids: Sequence[Grid], figure: go.Figure | None, said: str
) -> None:
    """The table as CSV and the figure as SVG, written when they are clicked.

    `name` is that of the files, `said` the figure in words. As PNG the figure is saved by the
    button in its corner.
    """
    with st.container(horizontal=True, gap="small"):
        _button("数値（CSV）", survey_id, f"{name}.csv", "text/csv", lambda: grid_csv(grids))
        if figure is not None:
            _button(
                "図（SVG）",
                survey_id,
                f"{name}.svg",
                "image/svg+xml",
                lambda: charts.svg(figure, said).encode(),
                hint=_AS_PICTURE,
            )


def _button(
    label: str,
    survey_id: str,
    name: str,
    mime: str,
    write: Callable[[], bytes],
    hint: str | None = None,
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
        help=hint,
    )
