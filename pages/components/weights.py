"""ウェイトバック集計 on the page: what is fitted, what it costs, one question before and after."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import streamlit as st

from analysis import grids as tables
from analysis import voice_sentences
from analysis.coverage import Coverage
from analysis.rounding import half_up
from analysis.voice_sentences import TRAIT_WORDS
from analysis.weighting import TRIMMED, Balance, Refused
from models.inhabitants import TRAITS
from pages.components import cached, grids, takeaway
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
    wanted = margins.multiselect(
        "人口に合わせる項目",
        possible,
        default=possible,
        format_func=TRAIT_WORDS.__getitem__,
        placeholder="選んでください",
        key=f"voices.{survey_id}.{population}.margins",
    )
    part_key = question.selectbox(
        "くらべる質問",
        list(names),
        format_func=names.__getitem__,
        key=f"voices.{survey_id}.question",
    )
    is_trimmed = st.toggle(
        f"重みを{TRIMMED.low:g}〜{TRIMMED.high:g}に収める", key=f"voices.{survey_id}.trimmed"
    )
    bounds = TRIMMED if is_trimmed else None
    chosen = tuple(trait for trait in possible if trait in wanted)
    outcome = cached.weighed(key, without, rules, population, chosen, bounds, part_key)
    if isinstance(outcome, Refused):
        st.info(plain(voice_sentences.refused(outcome)))
        return
    _balance(outcome.balance)
    st.text("\n".join(voice_sentences.of_balance(outcome.balance, bounds)))
    shown = tables.of_tabulation(outcome.table)
    for grid in shown:
        grids.draw(grid)
    takeaway.buttons(survey_id, f"weighted_{part_key}", shown, None, shown[-1].name)


def _balance(balance: Balance) -> None:
    numbers = {
        "人数（n）": f"{balance.n:,}",
        "有効な人数": f"{_rounded(balance.effective_n, 0):,}",
        "デザイン効果": f"{_rounded(balance.design_effect, 2)}",
        "いちばん小さい重み": f"{_rounded(balance.low, 2)}",
        "いちばん大きい重み": f"{_rounded(balance.high, 2)}",
    }
    with st.container(horizontal=True, gap="large"):
        for label, number in numbers.items():
            st.metric(label, number, width="content")


def _rounded(number: float, places: int) -> Decimal:
    """Half up, as if fitting had come to its very end: 1.3249999999 is 1.325."""
    return half_up(Decimal(f"{number:.7f}"), places)
