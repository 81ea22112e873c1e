"""How coding rules are written, in a fold with examples."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

import streamlit as st

from pages.components import cached, coding_findings, coding_lists
from pages.components.reading_desk import Look

# What is written → of which comments that holds (analysis.text.rule_language).
EXAMPLES: Final = (
    ("公園、緑道", "どちらかの言葉がある（「|」「または」でも同じ）"),
    ("道路 & 自転車", "両方の言葉がある（「かつ」でも同じ）"),
    ("公園 & !公園課", "「公園」があって、「公園課」がない"),
    ("使える[否定]", "「使えない」のように、打ち消してある"),
    ("「待ち時間が」", "この文字の並びがある。言葉の切れ目は問わない"),
    ("near5(駅 遠い)", "2つの言葉が5語以内にある。順は問わない"),
    ("seq5(駅 (遠い、不便))", "「駅」の後の5語以内に、「遠い」か「不便」がある"),
    ("/第[0-9]+期/", "この形の文字がある（正規表現）"),
)
_STYLE: Final = """
dl.koe-rules{margin:0 0 .5rem;padding:0;display:grid;
grid-template-columns:minmax(0,14em) minmax(0,1fr);gap:.35rem 1rem;
color:#1a1a1a;font-size:.875rem;overflow-wrap:anywhere}
dl.koe-rules>dt,dl.koe-rules>dd{margin:0;padding:0}.koe-rules dt{font-weight:700}
@media (max-width:640px){dl.koe-rules{grid-template-columns:1fr;gap:0}
dl.koe-rules>dd{margin-bottom:.35rem}}
"""
_OPENING: Final = (
    "言葉を「、」で並べると、どれか1つがあるご意見を見つけます。"
    "活用した形（「汚い」で「汚かった」）や、同じものの別の名（「三軒茶屋」で「三茶」）も見つけます。"
    "記号は、全角でも半角でもかまいません。"
)
_BINDING: Final = "「!」「&」「、」の順に強く結びます。順を変えるときは、かっこでくくります。"
_FACTS: Final = "選んだ答えも、条件にできます。「!=」は、その答えではないことです。"
_ANSWERS: Final = 8


def draw(look: Look) -> None:
    """The fold."""
    opened = st.expander("規則の書きかた", key="coding.writing", on_change="rerun")
    if not opened.open:
        return
    known = cached.read(coding_findings.variables, coding_lists.whole(look))
    with opened:
        st.html(f"<style>{_STYLE}</style>")
        st.text(_OPENING)
        st.html(_listed(EXAMPLES))
        st.text(_BINDING)
        if known:
            question, answers = known[0]
            st.text(_FACTS)
            st.html(
                _listed([(f"<{question}={answers[0]}>", f"この質問に「{answers[0]}」と答えた")])
            )
            st.caption("使える質問と答え")
            st.html(_listed((name, _some(told)) for name, told in known))


def _some(answers: tuple[str, ...]) -> str:
    beyond = len(answers) - _ANSWERS
    return "、".join(answers[:_ANSWERS]) + (f" ほか{beyond}" if beyond > 0 else "")


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(one)}</dt><dd>{escape(told)}</dd>" for one, told in pairs)
    return f'<dl class="koe-rules">{rows}</dl>'
