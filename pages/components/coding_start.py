"""The codes to begin with: what 分類 is for, and twenty policy fields to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from analysis.text.starter_codes import starters
from models.codes import Code
from pages.components import cached, coding_changes, coding_findings, coding_lists, notices
from pages.components.reading_desk import Look

_WHAT: Final = (
    "ご意見を「公園」「道路」のような分類に分けて、人数を数えます（アフターコーディング）。"
    "分けた結果は、「みる」のクロス集計や「だす」のCSVでも使えます。"
)
_HOW: Final = (
    "区の仕事の20の分野です。かっこの中は、いまのご意見から規則で見つかる件数です。"
    "名前も規則も、加えたあとで変えられます。"
)
_OFTEN: Final = 0.02  # of all comments: what is worth a code of its own to begin with
_LEAST: Final = 2


def draw(look: Look) -> None:
    """What 分類 is for, and the starters."""
    st.text(_WHAT)
    st.subheader("見本の分類から始める", anchor=False)
    choose(look, ())


def more(look: Look, codes: Sequence[Code]) -> None:
    """The starters that are not there yet, in a fold."""
    opened = st.expander("見本の分類から加える", key="coding.more", on_change="rerun")
    if opened.open:
        with opened:
            choose(look, codes)


def choose(look: Look, codes: Sequence[Code]) -> None:
    """A choice of starters, those that find enough chosen already, and the step to add them."""
    taken = {one.id for one in codes} | {one.label for one in codes}
    known = {one.id: one for one in starters() if not {one.id, one.label} & taken}
    if not known:
        st.text("見本の分類は、すべて加えてあります。")
        return
    counts, comments = cached.read(coding_findings.offered, coding_lists.whole(look))
    order = sorted(known, key=lambda one: -counts[one])
    enough = max(_LEAST, _OFTEN * comments)
    st.caption(_HOW)
    with st.form(f"coding.start.{len(codes)}", border=False, enter_to_submit=False):
        chosen = st.multiselect(
            "加える分類",
            order,
            default=[] if codes else [one for one in order if counts[one] >= enough],
            format_func=lambda one: f"{known[one].label}（{counts[one]:,}件）",
            placeholder="分類を選んでください",
            key=f"coding.start.chosen.{len(codes)}",
        )
        added = st.form_submit_button("加える", type="secondary" if codes else "primary")
        if added and chosen:
            with notices.refusals():
                coding_changes.add(
                    look, codes, [one for key, one in known.items() if key in chosen]
                )
            st.rerun()
