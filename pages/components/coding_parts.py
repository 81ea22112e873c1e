"""The ways to file comments under codes, of which 分類 shows one at a time."""

from __future__ import annotations

from typing import Final

import streamlit as st

RULES: Final = "規則で"
BY_HAND: Final = "手で"
BY_EXAMPLE: Final = "例から"
AGREEMENT: Final = "一致の度合い"
PART: Final = "coding.part"  # the choice


def choose() -> str:
    """The way that staff look at."""
    chosen = st.segmented_control(
        "分類のしかた",
        (RULES, BY_HAND, BY_EXAMPLE, AGREEMENT),
        default=RULES,
        required=True,
        key=PART,
    )
    return chosen or RULES


def link_to_hand(key: str) -> None:
    """A step from another way to 手で; that may be drawn alone, as a fragment."""
    if st.button("手で分類する", key=key, on_click=_look_at, args=(BY_HAND,)):
        st.rerun()


def _look_at(part: str) -> None:
    st.session_state[PART] = part
