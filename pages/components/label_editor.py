"""The sheets of labels that the office bought, as a table to add to; millimetres, on A4 upright."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from models import label_layouts, store
from models.errors import NotAllowed
from models.label_layouts import Layout
from pages.components import identity, notices, words
from pages.components.plain import plain

# field → what it is called above its column
_COUNTS = {"columns": "横の枚数", "rows": "縦の枚数"}
_LENGTHS = {
    "width": "幅",
    "height": "高さ",
    "left": "左の余白",
    "top": "上の余白",
    "pitch_x": "横の間隔",
    "pitch_y": "縦の間隔",
}
_KEY = "distribute.labels"


def draw() -> None:
    """A fold with the table and its button; what is wrong is said line by line, below it."""
    with st.expander("ラベル用紙の寸法", key=f"{_KEY}.open", on_change="rerun") as fold:
        if fold.open:
            _edit()


def _edit() -> None:
    with store.current().reading() as session:
        own = label_layouts.own(session)
    shipped = "、".join(layout.name for layout in label_layouts.SHIPPED)
    st.text(
        f"{shipped}は、はじめから使えます。ほかの用紙は、袋に書かれた寸法をmmで書いてください。"
    )
    st.caption("間隔は、ラベルの端から、となりのラベルの同じ端までの長さです。")
    # In a form: a run of the page in the middle of a line would lose what is typed meanwhile.
    with st.form(f"{_KEY}.form", border=False, enter_to_submit=False):
        # A table that was saved begins anew: what was typed is in it now.
        frame = _table(own, f"{_KEY}.{hash(tuple(own))}")
        sent = st.form_submit_button("用紙を保存する", key=f"{_KEY}.save")
    if not sent:
        return
    layouts = read(frame)
    wrong = faults(layouts)
    if wrong:
        st.error("\n\n".join(plain(fault) for fault in wrong))
        return
    _save(layouts)
    st.rerun()


def _table(own: Sequence[Layout], key: str) -> pd.DataFrame:
    edited: pd.DataFrame = st.data_editor(
        pd.DataFrame([vars(layout) for layout in own], columns=list(Layout.__annotations__)),
        hide_index=True,
        num_rows="dynamic",
        placeholder="",
        column_order=["name", *_COUNTS, *_LENGTHS],
        column_config={
            "name": st.column_config.TextColumn("名前", max_chars=label_layouts.MOST_NAME),
            **{
                field: st.column_config.NumberColumn(label, min_value=1, step=1)
                for field, label in _COUNTS.items()
            },
            **{
                field: st.column_config.NumberColumn(label, min_value=0.0, format="%.1f")
                for field, label in _LENGTHS.items()
            },
        },
        key=key,
        alt="ラベル用紙の寸法",
    )
    return edited


def read(table: pd.DataFrame) -> list[Layout]:
    """The layouts in the table; lines in which nothing is written are none."""
    return [_read(line) for line in table.dropna(how="all").to_dict("records")]


def faults(layouts: Sequence[Layout]) -> list[str]:
    """What is wrong with them in words, each sentence with its line."""
    found = []
    for number, layout in enumerate(layouts, start=1):
        try:
            label_layouts.check(layout)
        except NotAllowed as refusal:
            found.append(f"{number}行め　{words.say(refusal)}")
    return found


def _read(line: Mapping[Any, Any]) -> Layout:
    """A line of the table; what is left empty becomes a number that no sheet can have."""
    fields: dict[str, Any] = {
        **{field: line[field] if isinstance(line[field], str) else "" for field in ("id", "name")},
        **{field: 0 if pd.isna(line[field]) else int(line[field]) for field in _COUNTS},
        **{field: math.nan if pd.isna(line[field]) else float(line[field]) for field in _LENGTHS},
    }
    return Layout(**fields)


def _save(layouts: Sequence[Layout]) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: label_layouts.save_all(session, layouts, by=by))
        notices.tell("done", "ラベル用紙を保存しました。")
