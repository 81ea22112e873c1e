"""小さな声: the groups that answer most differently from everyone else, each in a sentence."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analysis.comparison_grids import of_voices
from analysis.comparison_sentences import how_scanned, of_voice
from analysis.filters import one_line
from models.surveys import Summary
from pages.components import cached, page_header, takeaway
from pages.components.cached import Key
from pages.components.plain import plain

_WHAT: Final = (
    "人数の少ないグループの答えは、全体の集計では見えなくなります。ここでは、ほかの人といちばん違う"
    "答え方をしたグループを、人数ではなく差の大きさの順に示します。"
)
_NOTHING: Final = "ほかの人とはっきり違う答え方をしたグループは、見つかりませんでした。"
_NO_GROUPS: Final = (
    "くらべられるグループがありません。"
    "年代や地域などの質問か、2つ以上の配布先があると、ここに出ます。"
)
_MOST: Final = 30  # told in sentences; the file has all


def draw(summary: Summary, key: Key, without: tuple[str, ...], rules: str) -> None:
    """The sentences, a file with all of them, and how they were found."""
    found = cached.heard(key, without, rules)
    st.text(_WHAT)
    if not found.groups:
        st.text(_NO_GROUPS)
    elif not found.voices:
        st.text(_NOTHING)
    for voice in found.voices[:_MOST]:
        page_header.rule()
        with st.container(gap="xxsmall"):
            st.caption(plain(one_line(voice.head.label)))
            st.text(of_voice(voice))
    if found.voices:
        page_header.rule()
        if (more := len(found.voices) - _MOST) > 0:
            st.text(f"ほかに{more:,}件あります。すべては次のCSVにあります。")
        grid = of_voices(found)
        takeaway.numbers(summary.id, "small_voices", [grid])
    with st.expander("見つけかた", key="results.voices.how"):
        st.text("\n".join(how_scanned(found)))
