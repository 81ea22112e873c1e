"""分類: codes that staff file comments under, and how many people each of them holds of."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analysis.grids import Grid, Head, Value
from analysis.tabulate import percent
from analysis.text import coded
from pages.components import (
    cached,
    coding_agreement,
    coding_changes,
    coding_codes,
    coding_examples,
    coding_findings,
    coding_parts,
    coding_review,
    coding_start,
    cross_tables,
    grids,
    notices,
    page_header,
)
from pages.components.coding_findings import Overview, Row
from pages.components.reading_desk import Look

_WAYS: Final = ("規則", "例", "職員")
_HOW: Final = (
    "1人のご意見がいくつもの分類に入るので、割合の合計は100%を超えることがあります。"
    "職員の判断があれば、規則と例の判断より優先します。"
    "「規則」「例」「職員」は、その人数のうち、それぞれがそう判断した人数です。"
)


def draw(look: Look) -> None:
    """The codes with their people, and all that is done to them."""
    found = cached.read(coding_findings.overview, look)
    if not found.codes:
        coding_start.draw(look)
        st.subheader("自分で作る", anchor=False)
        coding_codes.form(look, ())
        return
    _waiting(look, found)
    _table(found)
    _onwards(look)
    part = coding_parts.choose()
    if part == coding_parts.RULES:
        coding_codes.draw(look, found)
        coding_start.more(look, found.codes)
    elif part == coding_parts.BY_HAND:
        coding_review.draw(look)
    elif part == coding_parts.BY_EXAMPLE:
        coding_examples.draw(look)
    else:
        coding_agreement.draw(look)


def _waiting(look: Look, found: Overview) -> None:
    if not found.waiting:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(f"まだ分類していないご意見が{found.waiting:,}件あります。", width="content")
        if st.button("規則で分類する", type="primary", key="coding.judge"):
            with notices.refusals():
                coding_changes.judge(look, found.codes)
            st.rerun()


def _table(found: Overview) -> None:
    st.subheader("分類ごとの人数", anchor=False)
    st.text(f"n={found.people:,}（書いた人。「特になし」などの記入も入ります）")
    grids.style()
    grids.draw(
        Grid(
            "分類ごとの人数",
            (
                Head("分類"),
                Head("人数", "people"),
                Head("割合（%）", "share"),
                *(Head(way, "people") for way in _WAYS),
            ),
            tuple(_line(row, found.people) for row in (*found.rows, *found.outside)),
        )
    )
    st.caption(_HOW)


def _line(row: Row, people: int) -> tuple[Value, ...]:
    share = percent(row.people, people) if row.people else None
    return (row.label, row.people, share, *(row.ways or (None,) * len(_WAYS)))


def _onwards(look: Look) -> None:
    """Where codes stand as a question, and as columns."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        cross_tables.link(look.survey, coded.key_of(look.source), "クロス集計でみる")
        page_header.link("export.py", "CSVを出す", look.survey)
    column = f"{look.source.replace('.', '_')}_code_"
    st.caption(
        f"「だす」の回答のファイル（responses.csv）には、{column} で始まる列に入ります。"
        "どの列がどの分類かは、符号表（codebook.csv）にあります。"
    )
