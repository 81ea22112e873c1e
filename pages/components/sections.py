"""The parts of くばる. Which one is open, and of which placement, stands in the address."""

from __future__ import annotations

import streamlit as st

KEY = "section"
PLACEMENT = "placement"

PLACES = "配布先"
MESSAGES = "案内文"
SLIPS = "整理券"
VOTES = "スキャンで一票"
WALL = "会場の壁"
NAMES = (PLACES, MESSAGES, SLIPS, VOTES, WALL)


def show(name: str) -> None:
    """Open another part. For callbacks."""
    st.session_state[KEY] = name


def choose(code: str) -> None:
    """Show the placement with `code`; the list again for ''. For callbacks."""
    if code:
        st.query_params[PLACEMENT] = code
    else:
        st.query_params.pop(PLACEMENT, None)
