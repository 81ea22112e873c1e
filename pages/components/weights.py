"""ウェイトバック集計 on the page: what is fitted, what it costs, one question before and after."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analysis import grids as tables
from analysis import voice_sentences
from analysis.coverage import Coverage
from analysis.rounding import settled
from analysis.voice_sentences import TRAIT_WORDS
from analysis.weighting import TRIMMED, Balance, Refused
from models.errors import NotAllowed
from models.inhabitants import TRAITS
from pages.components import cached, grids, takeaway, weight_choice, words
from pages.components.cached import Key
from pages.components.plain import plain

_ABOUT: Final = (
    "答えの少ないグループの人を重く、多いグループの人を軽く数えて、人口の割合に近づけます。"
    "重みをつけない割合は、そのまま横に出します。"
)


def draw(
    survey_id: str,
    key: Key,
    without: tuple[str, ...],
    rules: str,
    population: str,
    found: Coverage,
) -> None:
    """The choices and what comes of them, or a sentence why there are no weights."""
    st.header("重みをつけた集計（ウェイトバック）", anchor=False)
    st.text(_ABOUT)
    compared = {comparison.of for comparison in found.comparisons}
    possible = [trait for trait in TRAITS if trait in compared]
    if not possible:
        st.text(voice_sentences.refused(Refused("nothing")))
        return
    names = {
        table.key: " ".join(tables.plain_words(table.label).split())
        for table in cached.results(key, without, rules).tables
    }
    margins, question = st.columns(2, gap="medium")
    margins.multiselect(
        "人口に合わせる項目",
        possible,
        default=possible,
        format_func=TRAIT_WORDS.__getitem__,
        placeholder="選んでください",
        key=weight_choice.traits_key(survey_id, population),
        persist_state="session",
    )
    part_key = question.selectbox(
        "くらべる質問",
        list(names),
        format_func=names.__getitem__,
        key=f"voices.{survey_id}.question",
        persist_state="session",
    )
    st.toggle(
        f"重みを{TRIMMED.low:g}〜{TRIMMED.high:g}に収める",
        key=weight_choice.trimmed_key(survey_id),
        persist_state="session",
    )
    scheme = weight_choice.scheme(survey_id)
    try:
        outcome = cached.weighed(key, without, rules, scheme, part_key)
    except NotAllowed as refusal:
        st.info(words.say(refusal))
        return
    if isinstance(outcome, Refused):
        st.info(plain(voice_sentences.refused(outcome)))
        return
    _balance(outcome.balance)
    st.text("\n".join(voice_sentences.of_balance(outcome.balance, scheme.bounds)))
    shown = tables.of_tabulation(outcome.table)
    for grid in shown:
        grids.draw(grid)
    takeaway.numbers(survey_id, f"weighted_{part_key}", shown)


def _balance(balance: Balance) -> None:
    numbers = {
        "人数（n）": f"{balance.n:,}",
        "有効な人数": f"{settled(balance.effective_n, 0):,}",
        "デザイン効果": f"{settled(balance.design_effect, 2)}",
        "いちばん小さい重み": f"{settled(balance.low, 2)}",
        "いちばん大きい重み": f"{settled(balance.high, 2)}",
    }
    with st.container(horizontal=True, gap="large"):
        for label, number in numbers.items():
            st.metric(label, number, width="content")
