"""ことば: what people write about, and every place of a word with its whole comment."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

import pandas as pd
import streamlit as st

from analysis.charts import networks
from analysis.text.cloud import cloud
from analysis.text.cooccurrence import EDGES, WORDS
from analysis.text.kwic import Side
from analysis.text.terms import TermTable
from analysis.text.trends import Trends, Way
from pages.components import cached, figures, reading_findings, reading_paging, reading_spellings
from pages.components.plain import plain
from pages.components.reading_desk import Look

_WAYS: Final[dict[Way, str]] = {"rising": "↗ 増", "falling": "↘ 減", "": ""}
_SIDES: Final[dict[Side, str]] = {"right": "後ろの言葉の順", "left": "前の言葉の順"}
_HEIGHT: Final = 560
_CLOUD: Final = 60
_TERM: Final = "read.term"


def draw(look: Look) -> None:
    """The table of words, and the places of the one that is chosen."""
    table, over_time = cached.read(reading_findings.words, look)
    options = table.frame["term"].tolist()
    if st.session_state.get(f"{_TERM}.of") != look.source:
        st.session_state[f"{_TERM}.of"] = look.source
        st.session_state.pop(_TERM, None)
    words_side, places_side = st.columns([2, 3], gap="medium")
    with words_side:
        st.subheader("よく出る言葉", anchor=False)
        _table(table, over_time)
    with places_side:
        places(look, options)
    _network(look)
    _cloud(table)
    reading_spellings.draw(look)


def places(look: Look, options: list[str], key: str = _TERM) -> None:
    """A choice of words, and every place of the chosen one; each opens its comment."""
    term = st.selectbox(
        "言葉でさがす",
        options,
        index=0 if options else None,
        accept_new_options=True,
        placeholder="表から選ぶか、書いてください",
        key=key,
    )
    if not term:
        st.text("言葉を選ぶと、その言葉の前後が並びます。")
        return
    by = st.segmented_control(
        "並べかた",
        list(_SIDES),
        format_func=_SIDES.__getitem__,
        default="right",
        required=True,
        key=f"{key}.by",
        label_visibility="collapsed",
    )
    page_key = f"{key}.page.{look.source}.{term}"
    side: Side = by or "right"
    whole = cached.read(reading_findings.lines, look, term, side)
    st.subheader(f"「{plain(term)}」の前後", anchor=False)
    st.text(f"{whole.people:,}人が{whole.places:,}か所に書いています。行を開くと、全文が出ます。")
    page = reading_paging.number(page_key, whole.places, reading_findings.PAGE)
    shown = cached.read(reading_findings.lines, look, term, side, page) if page else whole
    st.html(shown.html)


def _table(table: TermTable, over_time: Trends) -> None:
    people = f"人数（n={table.respondents:,}）"
    ways = {word.text: _WAYS[word.way] for word in over_time.words}
    frame = pd.DataFrame(
        {
            "言葉": table.frame["term"],
            people: table.frame["respondents"],
            "品詞": table.frame["part_of_speech"],
            "ほかの書きかた": table.frame["variants"],
        }
    )
    if any(ways.values()):
        frame.insert(2, "推移", [ways.get(term, "") for term in table.frame["term"]])
    config = {
        "言葉": st.column_config.TextColumn(width=130),
        people: st.column_config.ProgressColumn(
            width=130, format="%d", min_value=0, max_value=int(frame[people].max())
        ),
    }
    st.dataframe(
        frame,
        hide_index=True,
        column_config=config,
        height=min(_HEIGHT, 40 + 35 * max(1, len(frame))),
        alt="よく出る言葉と、書いた人数",
        key="read.terms",
        on_select=_choose,
        selection_mode="single-cell",
    )
    st.session_state["read.terms.listed"] = frame["言葉"].tolist()
    tested = "「推移」は、時期ごとの割合の増減の検定です。" if any(ways.values()) else ""
    st.caption(
        f"同じ人が何度書いても1人と数え、質問にある言葉は数えません。言葉を押すと、前後の文が出ます。{tested}"
    )


def _choose() -> None:
    cells = st.session_state["read.terms"]["selection"]["cells"]
    listed = st.session_state.get("read.terms.listed", [])
    if cells and cells[0][0] < len(listed):
        st.session_state[_TERM] = listed[cells[0][0]]


def _network(look: Look) -> None:
    opened = st.expander("いっしょに書かれる言葉（図）", key="read.network", on_change="rerun")
    if not opened.open:
        return
    with opened:
        choices = {"": "言葉どうし"} | cached.read(reading_findings.choices, look)
        by = st.selectbox(
            "結ぶもの", list(choices), format_func=choices.__getitem__, key="read.network.by"
        )
        found = cached.read(reading_findings.ties, look, by)
        st.caption(
            f"書いた人の多い{WORDS}語のうち、同じ人が偶然より多くいっしょに書いている組み合わせを、"
            f"強い順に{EDGES}本まで結びました（n={found.n:,}、5人以上、検定はまとめて調整）。"
        )
        figures.movable(networks.of_network(found), networks.alternative(found), "network")


def _cloud(table: TermTable) -> None:
    with st.expander("言葉の大きさで見る（飾り）", key="read.cloud"):
        pairs = zip(
            table.frame["term"].tolist()[:_CLOUD],
            table.frame["respondents"].tolist()[:_CLOUD],
            strict=True,
        )
        if drawn := cloud(list(pairs)):
            held = b64encode(drawn.encode()).decode()
            st.html(
                f'<img src="data:image/svg+xml;base64,{held}" alt="" '
                'style="width:100%;max-width:640px;height:auto">'
            )
        st.caption("字の大きさは、書いた人数の平方根です。正確な人数は、表をみてください。")
