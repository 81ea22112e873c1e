"""数えない言葉: those the question asks with, and what staff leave out of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from models import word_choices
from pages.components import cached, reading_choices, reading_findings
from pages.components.reading_desk import Look
from pages.components.reading_findings import LeftOut

_KEY: Final = "read.left_out"
_OFFERED: Final = 300  # words
_WHAT: Final = (
    "質問にある言葉は、だれもが書くので、表や図に数えていません。数えることもできます。"
    "ほかの言葉を数えないこともできます。どちらでも、ご意見の中をさがすことはできます。"
)


def draw(look: Look) -> None:
    """What is not counted, and a choice of more."""
    found = cached.read(reading_findings.left_out, look)
    st.subheader("数えない言葉", anchor=False)
    st.caption(_WHAT)
    if found.words:
        _listed(look, found)
    else:
        st.text("数えていない言葉は、ありません。")
    why = {one.term: f"、{one.reason}" for one in found.usual}
    first = sorted(found.counted, key=lambda one: one[0] not in why)[:_OFFERED]
    options = {term: f"{term}（{people:,}人{why.get(term, '')}）" for term, people in first}

    def leave(session: Any, words: Sequence[str], by: str) -> None:
        where = session, look.survey, look.source
        if asked := set(words) & found.asked_with:
            word_choices.take_back(*where, "counted", asked, by=by)
        if others := set(words) - found.asked_with:
            word_choices.choose(*where, "left_out", others, by=by)

    reading_choices.form(f"{_KEY}.leave.{look.source}", "外す言葉", options, "数えない", leave)


def _listed(look: Look, found: LeftOut) -> None:
    reading_choices.table(
        {
            "言葉": [term for term, _ in found.words],
            "書いた人": [people for _, people in found.words],
            "理由": [
                "質問の言葉" if term in found.asked_with else "職員が外した"
                for term, _ in found.words
            ],
        },
        "数えていない言葉と、書いた人数、理由",
    )

    def count(session: Any, words: Sequence[str], by: str) -> None:
        where = session, look.survey, look.source
        if asked := set(words) & found.asked_with:
            word_choices.choose(*where, "counted", asked, by=by)
        if others := set(words) - found.asked_with:
            word_choices.take_back(*where, "left_out", others, by=by)

    options = {term: term for term, _ in found.words}
    reading_choices.form(f"{_KEY}.count.{look.source}", "数える言葉", options, "数える", count)
