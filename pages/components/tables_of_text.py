"""What residents wrote, in tables that render nothing: `st.dataframe` shows characters only."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.text.comments import Comment
from analysis.text.kwic import Line
from analysis.text.terms import TermTable

_HEIGHT = 520
_LINES = 66  # pixels of a row; over 64 Streamlit breaks long texts into lines


def terms(table: TermTable) -> None:
    """Words by the number of people who used them."""
    people = f"人数（n={table.respondents:,}）"
    frame = table.frame[["term", "part_of_speech", "respondents"]]
    st.dataframe(
        frame.set_axis(["言葉", "品詞", people], axis="columns"),
        hide_index=True,
        height=_height(len(frame), 36),
        alt="よく出る言葉と、書いた人数",
        key="read.terms",
    )
    st.caption("同じ人が何度書いても1人と数えます。")


def places(lines: Sequence[Line]) -> None:
    """A word with what stands before and after it, and the whole comment."""
    rows = [(line.left, line.hit, line.right, line.comment) for line in lines]
    st.dataframe(
        pd.DataFrame(rows, columns=["前", "言葉", "後", "全文"]),
        hide_index=True,
        column_config={
            "前": st.column_config.TextColumn(width=170, alignment="right"),
            "言葉": st.column_config.TextColumn(width=80, alignment="center"),
            "後": st.column_config.TextColumn(width=170),
            "全文": st.column_config.TextColumn(width=280),
        },
        row_height=_LINES,
        height=_height(len(rows), _LINES),
        alt="言葉の前後の文",
        key="read.places",
    )


def comments(written: Sequence[Comment]) -> None:
    """Whole comments, in no order that tells when they came."""
    st.dataframe(
        pd.DataFrame({"ご意見": [comment.text for comment in written]}),
        hide_index=True,
        row_height=_LINES,
        height=_height(len(written), _LINES),
        alt="書かれたご意見",
        key="read.comments",
    )


def _height(rows: int, row_height: int) -> int:
    return min(_HEIGHT, 38 + max(1, rows) * row_height)
