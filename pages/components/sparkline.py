"""Answers of the last days as a row of small bars: enough to see whether anybody still answers."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date

import streamlit as st

from analysis.charts.drawing import ACCENT, LINE

DAYS = 14
_STEP, _BAR, _HEIGHT = 8, 6, 28  # px


def draw(counts: Sequence[tuple[date, int]], most: int) -> None:
    """One bar for each day. `most` is the count that is as high as the picture: the same for
    pictures that are to be compared."""
    picture = b64encode(_picture([count for _, count in counts], most).encode()).decode()
    # Not st.image, which adds a button to each: twenty more stops for whoever uses the keyboard.
    st.html(f'<img src="data:image/svg+xml;base64,{picture}" alt="{_said(counts)}">')


def _picture(counts: Sequence[int], most: int) -> str:
    width = len(counts) * _STEP
    bars = ""
    for place, count in enumerate(counts):
        # An answer is never invisible, however many came elsewhere.
        high = max(2, round(_HEIGHT * count / max(most, 1))) if count else 0
        bars += f"M{place * _STEP + 1} {_HEIGHT - high}h{_BAR}v{high}h-{_BAR}z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT + 1}">'
        f'<path fill="{LINE}" d="M0 {_HEIGHT}h{width}v1h-{width}z"/>'
        f'<path fill="{ACCENT}" d="{bars or "M0 0"}"/></svg>'
    )


def _said(counts: Sequence[tuple[date, int]]) -> str:
    day, most = max(counts, key=lambda pair: pair[1])
    if not most:
        return f"直近{len(counts)}日の回答はありません。"
    total = sum(count for _, count in counts)
    return (
        f"直近{len(counts)}日の回答は{total:,}件です。"
        f"多いのは{day.month}月{day.day}日の{most:,}件です。"
    )
