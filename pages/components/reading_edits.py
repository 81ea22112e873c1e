"""What staff do to the topics by hand: give one a name, make some one, and divide one."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analysis.text.topic_edits import LONGEST_NAME, Merge, Rename
from pages.components import reading_split, reading_steps
from pages.components.reading_desk import Look
from pages.components.reading_topics import Shown

_WHY: Final = (
    "変えたことは保存され、新しい回答が届いたあとも、同じご意見を中心にした話題に引きつがれます。"
    "ご意見を1件ずつ移すには、それぞれの話題の「ご意見を読む・移す」を開いてください。"
)
_TWO_LEVELS: Final = (
    "話題と小さな話題は、いっしょにまとめられません。どちらかだけを選んでください。"
)


def draw(look: Look, shown: Shown) -> None:
    """A fold with what can be done; the last change and the way back stand before it."""
    reading_steps.draw(look, shown)
    with st.expander("話題の名前を変える・まとめる・分ける", key="read.edits"):
        rename, merge, split = st.tabs(["名前を変える", "まとめる", "分ける"])
        names = reading_steps.names(shown.topics)
        with rename:
            _rename(look, shown, names)
        with merge:
            _merge(look, shown, names)
        with split:
            reading_split.draw(look, shown, names)
        st.caption(_WHY)


def _rename(look: Look, shown: Shown, names: dict[str, str]) -> None:
    with st.form("read.edits.rename", border=False, clear_on_submit=True):
        topic = st.selectbox("名前を変える話題", list(names), format_func=names.__getitem__)
        name = st.text_input("新しい名前", max_chars=LONGEST_NAME, key="read.edits.name")
        asked = st.form_submit_button("名前を変える")
    if not asked:
        return
    if not topic or not name.strip():
        st.error("エラー：新しい名前を書いてください。")
        return
    before, after = reading_steps.name(shown.topics, topic), name.strip()
    said = f"{reading_steps.quoted(before)}の名前を{reading_steps.quoted(after)}に変えた"
    reading_steps.take(look, Rename(topic=topic, name=after), said)
    st.rerun()


def _merge(look: Look, shown: Shown, names: dict[str, str]) -> None:
    with st.form("read.edits.merge", border=False):
        chosen = st.multiselect(
            "1つにまとめる話題（2つ以上）",
            list(names),
            format_func=names.__getitem__,
            placeholder="話題を選んでください",
            key="read.edits.merged",
        )
        asked = st.form_submit_button("まとめる")
    if not asked:
        return
    topics = {topic.id for topic in shown.topics.topics}
    if len(chosen) < 2:
        st.error("エラー：まとめる話題を、2つ以上選んでください。")
    elif len({one in topics for one in chosen}) > 1:
        st.error(f"エラー：{_TWO_LEVELS}")
    else:
        told = (reading_steps.name(shown.topics, one) for one in chosen)
        said = f"{reading_steps.quoted(*told)}をまとめた"
        reading_steps.take(look, Merge(topics=tuple(chosen)), said)
        st.rerun()
