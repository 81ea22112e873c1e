"""ひな形からつくる: the templates to choose from, each with a line that says what it asks."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models.templates import NAMES

ABOUT = {
    "event": "来場のきっかけ、満足度、よかったもの、属性。英語つき。",
    "facility": "利用の回数と時間帯、満足度、予約の困りごと、改善してほしいこと。",
    "workshop": "役に立ったか、難しさ、これから取り上げてほしいテーマの順位。",
    "plan": "計画（案）への賛否、施策の大切さ、章ごとの意見、公表への同意。",
    "drill": "訓練の感想、心配な災害の順位、家庭の備え。",
    "childcare": "支援の認知と利用、困りごと、力を入れてほしい支援の順位。",
    "library": "利用の様子、項目ごとの満足度、充実してほしいもの。",
    "counter": "用件と待ち時間、窓口の感想、改善してほしいこと。英語つき。",
    "signup": "回ごとの定員、当日に必要なもの。名前は聞かず、声のゆくえ番号で受け付けます。",
    "slots": "時間ごとの定員、相談の内容。名前は聞かず、声のゆくえ番号で受け付けます。",
}

_CHOSEN = "templates.chosen"


def choose(place: DeltaGenerator) -> str | None:
    """Draw the button in `place`; returns the name of the template just chosen, once."""
    if place.button("ひな形からつくる", key="templates.open"):
        _ask()
    chosen: str | None = st.session_state.pop(_CHOSEN, None)
    return chosen


@st.dialog("ひな形からつくる", width="medium")
def _ask() -> None:
    st.text("選ぶと、質問の入った下書きができます。○○のところと日付を直してお使いください。")
    for name, title in NAMES.items():
        about, action = st.columns([4, 1], vertical_alignment="center")
        with about:
            st.markdown(f"**{title}**")
            st.caption(ABOUT[name])
        taken = action.button(
            "使う",
            key=f"templates.{name}",
            help=f"{title}を使う",
            on_click=_take,
            args=(name,),
            width="stretch",
        )
        if taken:
            st.rerun()  # closes the dialog, and lets the page go on with what was chosen


def _take(name: str) -> None:
    st.session_state[_CHOSEN] = name
