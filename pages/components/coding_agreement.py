"""一致の度合い: how far rule, examples and persons agree of each code, and where they do not."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import streamlit as st

from analysis.grids import Grid, Head, Value
from analysis.text.agreement import SMALL, sentence
from models import codes, store
from pages.components import cached, coding_agreements, coding_lists, grids
from pages.components.coding_agreements import GOOD, LOW, Line, Pair
from pages.components.plain import plain
from pages.components.reading_desk import Look

_NOTHING_YET: Final = (
    "職員が手で分類すると、規則や例による分類とどのくらい一致するかが、ここに出ます。"
    f"{SMALL}件から目安になり、100件あると確かです。"
)
_HOW: Final = (
    "κ（カッパ）は、偶然の一致を除いた度合いで、1が完全な一致、0が偶然と同じです。"
    f"{GOOD}以上を目安にしてください。{LOW}に届かない分類は、"
    "規則の言葉を見直すか、例を増やしてください。"
)
_SINGLE: Final = (
    "例による提案は1件に1つだけなので、いくつもの分類に当てはまるご意見では低く出ます。"
)
_ALPHA: Final = "αは、職員・規則・例の3つをまとめた一致の度合い（クリッペンドルフのα）です。"


def draw(look: Look) -> None:
    """The section; nothing while there are no codes."""
    with store.current().reading() as session:
        known = codes.listing(session, look.survey, look.source)
    if not known:
        return
    st.subheader("一致の度合い", anchor=False)
    whole = coding_lists.whole(look)
    found = cached.read(coding_agreements.agreements, whole)
    if not found:
        st.text(_NOTHING_YET)
        return
    pairs = {_named(pair): pair for pair in found}
    chosen = st.segmented_control(
        "くらべるもの",
        list(pairs),
        default=next(iter(pairs)),
        required=True,
        key=f"read.agreement.pair.{len(pairs)}",
        label_visibility="collapsed",
    )
    pair = pairs[chosen or next(iter(pairs))]
    lines = found[pair]
    _table(lines, pair)
    st.text(_advice(lines))
    notes = [_HOW, *([_SINGLE] if "example" in pair else [])]
    notes += [_ALPHA] if any(line.alpha is not None for line in lines) else []
    st.caption("".join(notes))
    with st.expander("文で読む", key="read.agreement.words"):
        first, second = (coding_lists.NAMES[way] for way in pair)
        st.text("\n".join(f"{one.label}：{sentence(one.found, first, second)}" for one in lines))
    _differing(whole, lines, pair)


def _named(pair: Pair) -> str:
    return "と".join(coding_lists.NAMES[way] for way in pair)


def _table(lines: tuple[Line, ...], pair: Pair) -> None:
    heads = [
        Head("分類"),
        Head("両方が判断", "people"),
        Head("一致", "people"),
        Head("κ", "mean"),
        Head("95％信頼区間"),
        Head("α", "mean"),
        Head("備考"),
    ]
    rows: list[tuple[Value, ...]] = [
        (
            line.label,
            line.found.n,
            line.found.agreed,
            _number(line.found.value),
            _interval(line),
            _number(line.alpha),
            "参考値" if line.found.n < SMALL else "",
        )
        for line in lines
    ]
    if all(line.alpha is None for line in lines):
        del heads[5]
        rows = [(*row[:5], row[6]) for row in rows]
    grids.draw(Grid(f"{_named(pair)}の一致の度合い", tuple(heads), tuple(rows)))


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _interval(line: Line) -> str | None:
    low, high = line.found.low, line.found.high
    return None if low is None or high is None else f"{low:.2f}〜{high:.2f}"


def _advice(lines: tuple[Line, ...]) -> str:
    """What is enough, and what to look at first."""
    few = [line.label for line in lines if line.found.n < SMALL]
    weak = coding_agreements.weak(lines)
    said = []
    if weak:
        said.append(f"見直すとよい分類：{'、'.join(weak)}。どこが違うかを、下で読めます。")
    if len(few) == len(lines):
        said.append(
            f"どの分類も{SMALL}件に満たないので、参考値です。手で分類すると、確かになります。"
        )
    elif few:
        said.append(f"{SMALL}件に満たない参考値：{'、'.join(few)}。")
    if not weak and len(few) < len(lines):
        said.append(f"κが{LOW}に届かない分類は、ありません。")
    return "\n".join(said)


def _differing(look: Look, lines: tuple[Line, ...], pair: Pair) -> None:
    apart = {line.code: line.found.n - line.found.agreed for line in lines}
    labels = {line.code: f"{line.label}（{apart[line.code]:,}件）" for line in lines}
    places = [code for code in labels if apart[code]]
    if not places:
        st.text("違うところはありません。")
        return
    opened = st.expander("判断が違うご意見", key="read.agreement.differing", on_change="rerun")
    if not opened.open:
        return
    with opened:
        code = st.selectbox(
            "分類",
            places,
            format_func=lambda one: labels.get(one, ""),
            key=f"read.agreement.code.{'.'.join(pair)}",
        )
        found = cached.read(coding_agreements.differing, look, pair, code)
        if found.total > coding_agreements.SHOWN:
            st.caption(plain(f"はじめの{coding_agreements.SHOWN}件です（全{found.total:,}件）。"))
        st.html(found.html)
