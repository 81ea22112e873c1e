"""例から分類する: a few comments a code, and what the others are like, for a person to confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from analysis.grids import Grid, Head
from analysis.text.examples import ENOUGH
from models import codes, codings, store
from models.codes import REST, Code
from pages.components import (
    cached,
    coding_lists,
    coding_offers,
    coding_parts,
    coding_proposals,
    coding_renewal,
    grids,
    identity,
    notices,
)
from pages.components.reading_desk import Look

_ASK: Final = "read.examples.ask"
_ASKED: Final = (
    "read.examples.asked"  # (survey, source) → the look of the proposals, and its revision
)
_HOW: Final = (
    f"職員が分類したご意見を例にして、似た言葉のご意見に分類を提案します。1つの分類に例が{ENOUGH}件ずつ、"
    "2つ以上の分類で必要です。いくつもの分類に当てはまるご意見は、上にある分類の例になります。"
)
_OUTSIDE: Final = (
    "どの分類にも当てはまらないご意見も、「これでよい」で例にできます。"
    f"{ENOUGH}件あると、関係のないご意見に無理に提案しなくなります。"
)


@st.fragment
def draw(look: Look) -> None:
    """The section; nothing while there are no codes."""
    with store.current().reading() as session:
        known = codes.listing(session, look.survey, look.source)
        adopted = codings.counts(session, look.survey, look.source)["example"]
    if not known:
        return
    notices.show()
    st.subheader("例から分類する", anchor=False)
    st.caption(_HOW)
    now = coding_renewal.revision(look)
    counts = cached.read(coding_proposals.examples, coding_lists.whole(look))
    _counts(known, counts)
    coding_renewal.offer(now, "read.examples")
    if adopted:
        _adopted(look, adopted)
    name = (look.survey, look.source)
    if st.session_state.pop(_ASK, None) == name:
        st.session_state[_ASKED] = st.session_state.get(_ASKED, {}) | {name: (look, now)}
    asked, then = st.session_state.get(_ASKED, {}).get(name, (None, 0))
    if coding_proposals.may_propose(counts):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            label = "もう一度提案する" if asked is not None else "例から提案する"
            if st.button(
                label, type="secondary" if asked else "primary", key="read.examples.propose"
            ):
                st.session_state[_ASK] = name
                st.rerun()
            if asked is not None and then != now:
                st.text("提案のあとに判断が変わりました。それも例にして、提案しなおせます。")
    if asked is not None:
        coding_offers.draw(
            look, known, cached.read(coding_proposals.proposed, coding_lists.whole(asked))
        )


def _counts(known: Sequence[Code], counts: Mapping[str, int]) -> None:
    labels = {code.id: code.label for code in known} | {REST: codes.OUTSIDE[REST]}
    numbers = {code: counts.get(code, 0) for code in labels}
    with st.expander("分類ごとの例の数", key="read.examples.counts"):
        rows = tuple(
            (labels[code], n, f"あと{ENOUGH - n}件" if n < ENOUGH else "足りています")
            for code, n in numbers.items()
        )
        grids.draw(
            Grid("分類ごとの例の数", (Head("分類"), Head("例", "people"), Head("足りるまで")), rows)
        )
        st.caption(_OUTSIDE)
    few = [
        f"{labels[code]}（あと{ENOUGH - n}件）"
        for code, n in numbers.items()
        if n < ENOUGH and code != REST
    ]
    if few:
        st.text(f"例が足りない分類：{'、'.join(few)}")
        coding_parts.link_to_hand("read.examples.by_hand")


def _adopted(look: Look, adopted: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(f"提案を採用したご意見は、いま{adopted:,}件です。", width="content")
        if st.button("提案の採用を取り消す", key="read.examples.clear"):
            _clear(look)
            st.rerun()


def _clear(look: Look) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(
            lambda session: codings.clear(session, look.survey, look.source, by=by, way="example")
        )
        notices.tell("done", "提案の採用を取り消しました。職員と規則の判断は、そのままです。")
