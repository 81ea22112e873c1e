"""読む: the comments themselves, found by words, act, topic and what may name a person."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analysis.text.acts import ACTS
from pages.components import (
    cached,
    identity,
    reading_codes,
    reading_files,
    reading_masking,
    reading_pages,
    reading_paging,
    reading_topics,
)
from pages.components.reading_desk import Look
from pages.components.reading_findings import PAGE
from pages.components.reading_pages import Query

_ANY: Final = ""
_FILE: Final = "comments.csv"
_ASSUMED: Final = (
    "受けとめ（称賛・不満・要望・その他）は機械の見立てです。赤い枠は、氏名や連絡先などかもしれない"
    "ところです。公表する前に、必ず人が確かめてください。見つからないものもあります。"
)


def draw(look: Look) -> None:
    """What to look for, then the comments."""
    names = {_ANY: "すべて"} | cached.read(reading_topics.names, look)
    codes = {_ANY: "すべて"} | cached.read(reading_codes.names, look)
    further = [one for one in (names, codes) if len(one) > 1]
    words_side, act_side, *sides = st.columns([2, 1, *(2 for _ in further or (1,))], gap="small")
    words = words_side.text_input("ご意見の中をさがす", key="read.search", max_chars=60)
    act = act_side.selectbox(
        "受けとめ", (_ANY, *ACTS), format_func=lambda one: one or "すべて", key="read.search.act"
    )
    topic = _ANY
    if len(names) > 1:
        topic = sides[0].selectbox(
            "話題", list(names), format_func=names.__getitem__, key="read.search.topic"
        )
    code = _ANY
    if len(codes) > 1:
        code = sides[-1].selectbox(
            "分類",
            list(codes),
            format_func=codes.__getitem__,
            key=f"read.search.code.{look.source}",
        )
    personal = st.toggle("氏名や連絡先などかもしれないものだけ", key="read.search.personal")
    st.caption(_ASSUMED)
    query = Query(words, act, topic, personal, code)
    if personal:
        reading_masking.draw(look, query, reading_masking.kept(look))
    else:
        _list(look, query, "read.all")


def listed(look: Look, *, act: str, key: str) -> None:
    """The comments of one act."""
    _list(look, Query(act=act), key)


def _list(look: Look, query: Query, key: str) -> None:
    page_key = f"{key}.page.{look.source}.{look.rules}.{query}"
    decisions = reading_masking.kept(look)
    first = cached.read(reading_pages.page, look, query, 0, decisions)
    if not first.total:
        st.text("当てはまるご意見はありません。")
        return
    st.text(f"{first.people:,}人の{first.total:,}件です。届いた順ではありません。")
    number = reading_paging.number(page_key, first.total, PAGE)
    page = cached.read(reading_pages.page, look, query, number, decisions) if number else first
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover("写す", icon=":material/content_copy:", key=f"{key}.copy"):
            st.code(page.text, language=None, wrap_lines=True)
        st.download_button(
            "CSV",
            reading_files.file(
                _FILE, identity.name(), reading_pages.written, look, query, decisions
            ),
            _FILE,
            "text/csv",
            key=f"{key}.csv",
            on_click="ignore",
            icon=":material/download:",
        )
        reading_masking.offer(look, query, decisions, key)
    st.html(page.html)
