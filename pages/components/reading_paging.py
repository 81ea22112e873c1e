"""Pages of a long list: which one is looked at, and the way to the next."""

from __future__ import annotations

import streamlit as st


def number(key: str, total: int, size: int) -> int:
    """The page that is looked at, counted from 0; what the list shows is to be drawn after it."""
    last = max(0, (total - 1) // size)
    at = int(min(st.session_state.get(key, 0), last))
    if not total:
        return 0
    until = min(total, (at + 1) * size)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(f"{at * size + 1:,}〜{until:,}（全{total:,}）")
        if last:
            _turn("前へ", key, at - 1, disabled=at == 0)
            _turn("次へ", key, at + 1, disabled=at == last)
    return at


def _turn(label: str, key: str, to: int, *, disabled: bool) -> None:
    st.button(label, key=f"{key}.{label}", disabled=disabled, on_click=_go, args=(key, to))


def _go(key: str, to: int) -> None:
    st.session_state[key] = to
