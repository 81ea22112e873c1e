"""確認が必要なもの: what looked unusual among the answers, in one calm line that opens.

A flag is a hint and no proof, so nothing is dropped: whoever wants to know what difference the
flagged answers make can leave them out of the page for a while.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from models import responses, store
from models.asides import Aside
from models.flags import FLAGS
from models.surveys import Summary
from pages.components import cached, put_aside, tables
from pages.components.plain import plain

_HINT = (
    "しるしは手がかりで、証拠ではありません。どの回答も捨てずに数えています。"
    "「だす」の responses.csv では、flags の列に出ます。"
)


def show(summary: Summary, waiting: Sequence[Aside]) -> tuple[str, ...]:
    """The line and what it opens, where there is anything; returns the flags to leave out."""
    with store.current().reading() as session:
        counts = responses.flag_counts(session, summary.id)
    flagged = cached.results(cached.key_of(summary)).flagged
    found = [
        *([f"同じ番号で違う内容の回答 {len(waiting):,}件"] if waiting else []),
        *([f"しるしのある回答 {flagged:,}件"] if flagged else []),
    ]
    if not found:
        return ()
    # The key keeps it open when a decision changes the numbers in the line.
    with st.expander(
        f"確認が必要なもの：{'・'.join(found)}", key=f"results.{summary.id}.attention"
    ):
        if waiting:
            put_aside.draw(summary.id, waiting)
        without = _flags(summary.id, counts) if counts else ()
    if without:
        _say_what_is_left_out(summary, without)
    return without


def _flags(survey_id: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    """Each flag with its number and what it may mean; the choice of those to leave out."""
    st.subheader("しるしのある回答", anchor=False)
    st.text(_HINT)
    tables.show(
        {
            "しるし": [FLAGS[flag].name for flag in counts],
            "回答数": list(counts.values()),
            "分かること": [FLAGS[flag].meaning for flag in counts],
        },
        {"回答数": "{:,}".format},
        alt="しるしごとの回答数と意味",
    )
    chosen = st.multiselect(
        "次のしるしのある回答を除いてみる",
        list(counts),
        format_func=lambda flag: FLAGS[flag].name,
        placeholder="除いていません",
        key=_key(survey_id),
    )
    return tuple(sorted(chosen))


def _say_what_is_left_out(summary: Summary, without: Sequence[str]) -> None:
    people = cached.results(cached.key_of(summary), tuple(without)).people
    names = "、".join(FLAGS[flag].name for flag in without)
    st.warning(
        plain(
            f"{summary.responses:,}件のうち、しるしのある{summary.responses - people:,}件を除いた"
            f"{people:,}件をみています（{names}）。"
        )
    )
    st.button("すべての回答をみる", key="results.everybody", on_click=_reset, args=(summary.id,))


def _reset(survey_id: str) -> None:
    st.session_state[_key(survey_id)] = []


def _key(survey_id: str) -> str:
    return f"results.{survey_id}.without"
