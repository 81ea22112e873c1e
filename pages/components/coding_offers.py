"""What examples propose: each for a person to confirm, and the sure ones to adopt together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from analysis.grids import Grid, Head
from analysis.tabulate import percent_text
from analysis.text.examples import ENOUGH
from models import codings, store
from models.codes import Code
from models.codings import Codings
from pages.components import cached, coding_lists, grids, identity, notices, reading_paging
from pages.components.coding_proposals import Proposed, Row
from pages.components.plain import plain
from pages.components.reading_desk import Look

_PAGE: Final = 10
_SHARES: Final = (50, 95, 80)  # %: least, most, at first
_NO_REST: Final = (
    f"どの分類にも当てはまらないご意見の例が{ENOUGH}件ないので、関係のないご意見にも分類を提案します。"
    "まとめて採用する前に、例を増やしてください。"
)
_SAID: Final = {True: "はい、と判断しました。", False: "いいえ、と判断しました。"}


def draw(look: Look, known: Sequence[Code], found: Proposed | None) -> None:
    """How good they are, those that are sure enough, and each of them with its comment."""
    if found is None:
        st.text(
            "例の言葉が、ほかのご意見に出てきません。例を増やしてから、提案しなおしてください。"
        )
        return
    labels = {code.id: code.label for code in known}
    rows = [row for row in found.rows if row.code in labels]
    st.text(_tested(found))
    st.text(f"{len(rows):,}件に分類を提案します。{_left(found)}")
    if not found.with_rest:
        st.warning(_NO_REST)
    if not rows:
        return
    least = _batch(look, rows)
    _by_code(labels, rows, least)
    _list(look, labels, rows)


def _tested(found: Proposed) -> str:
    if not found.tested:
        return "例が少ないため、提案がどのくらい当たるかは分かりません。"
    share = percent_text(found.right, found.tested)
    return (
        f"例{found.tested:,}件を5分の1ずつ伏せて提案させると、{found.right:,}件"
        f"（{share}％）が職員と同じ分類になりました。"
    )


def _left(found: Proposed) -> str:
    outside = f"、どの分類でもなさそうなご意見は{found.outside:,}件" if found.with_rest else ""
    both = "これらには" if outside else "これには"
    return f"確信度が50％に届かないご意見は{found.unsure:,}件{outside}で、{both}提案しません。"


def _batch(look: Look, rows: Sequence[Row]) -> int:
    """How sure a proposal must be to be adopted with the others; in percent."""
    first, last, usual = _SHARES
    least = st.slider(
        "まとめて採用する確信度",
        first,
        last,
        usual,
        5,
        format="%d%%",
        key="read.examples.least",
        width=400,
    )
    sure = [row for row in rows if row.percent >= least]
    if not sure:
        st.text(f"確信度{least}％以上の提案はありません。下の提案を、1件ずつ判断できます。")
        return least
    if st.button(
        f"確信度{least}％以上の{len(sure):,}件をまとめて採用する", key="read.examples.adopt"
    ):
        _adopt(look, sure)
        st.rerun()
    st.caption("前に採用した提案は、入れかわります。職員の判断は変わりません。あとで取り消せます。")
    return least


def _by_code(labels: Mapping[str, str], rows: Sequence[Row], least: int) -> None:
    every = Counter(row.code for row in rows)
    sure = Counter(row.code for row in rows if row.percent >= least)
    heads = (Head("分類"), Head("提案（件）", "people"), Head(f"うち{least}％以上", "people"))
    lines = tuple((label, every[code], sure[code]) for code, label in labels.items() if every[code])
    grids.draw(Grid("分類ごとの提案の数", heads, lines))


def _list(look: Look, labels: Mapping[str, str], rows: Sequence[Row]) -> None:
    counts = Counter(row.code for row in rows)
    names = {"": f"すべて（{len(rows):,}件）"}
    names |= {code: f"{labels[code]}（{counts[code]:,}件）" for code in labels if counts[code]}
    chosen = st.selectbox(
        "見る提案",
        list(names),
        format_func=lambda one: names.get(one, ""),
        key="read.examples.code",
        width=400,
    )
    listed = [row for row in rows if chosen in ("", row.code)]
    at = reading_paging.number(f"read.examples.page.{look.source}.{chosen}", len(listed), _PAGE)
    shown = listed[at * _PAGE : (at + 1) * _PAGE]
    ids = tuple(row.response_id for row in shown)
    voices = cached.read(coding_lists.voices, coding_lists.whole(look), ids)
    with store.current().reading() as session:
        judged = codings.of(session, look.survey, ids).get(look.source, Codings((), {}))
    for row in shown:
        if row.response_id in voices:
            said = judged.said("person", row.response_id, row.code)
            _proposal(look, row, labels[row.code], voices[row.response_id], said)


def _proposal(look: Look, row: Row, label: str, voice: str, said: bool | None) -> None:
    with st.container(border=True):
        words_side, yes_side = st.columns(2, gap="medium")
        words_side.html(voice)
        with yes_side.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(label)}**　確信度 {row.percent}％", width="content")
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", width="content"
            ):
                if said is None:
                    _button(look, row, "はい", holds=True)
                    _button(look, row, "いいえ", holds=False)
                else:
                    st.text(_SAID[said], width="content")
                    _button(look, row, "取り消す", holds=None)


def _button(look: Look, row: Row, label: str, *, holds: bool | None) -> None:
    st.button(
        label,
        type="tertiary" if holds is None else "secondary",
        key=f"read.examples.{label}.{row.response_id}",
        on_click=_decide,
        args=(look, row, holds),
    )


def _decide(look: Look, row: Row, holds: bool | None) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(
            lambda session: codings.decide(
                session, look.survey, look.source, row.response_id, row.code, holds, by=by
            )
        )


def _adopt(look: Look, rows: Sequence[Row]) -> None:
    by = identity.name()
    found = {row.response_id: (row.code,) for row in rows}
    with notices.refusals():
        count = store.current().write(
            lambda session: codings.judge(
                session, look.survey, look.source, "example", found, by=by
            )
        )
        notices.tell("done", f"{count:,}件に、例からの提案を採用しました。")
