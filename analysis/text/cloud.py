"""A word cloud, as an ornament beside the table of words: it says nothing that the table does not.

The letters' height grows with the root of the people who use a word. Words lie level, from the
middle outwards along a spiral, none over another (after J. Feinberg, "Wordle", in J. Steele and N.
Iliinsky, eds., "Beautiful visualization", 2010). Assistive technology passes it over.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.labels import width

WORDS: Final = 80
WIDTH: Final = 640
_SHAPE: Final = 0.62  # height by width, where the words need no more
_LETTERS: Final = (12.0, 46.0)  # px, of few and of most people
_SMALLEST: Final = 9.0  # px: a word that is too long even so is left out
_HALF: Final = 0.6  # of a letter's height, a half-width letter in proportional fonts
_LEADING: Final = 1.25
_APART: Final = 3.0
_TURNS, _STEPS = 36, 40
_BEYOND: Final = 2.5  # times as far as the edge: further down and up there is room
_FILLED: Final = 0.4  # of a picture of _SHAPE, at most: else the letters are smaller
_COLOURS: Final = ("#0017c1", "#1a1a1a", "#00695c", "#8a3a00", "#5b2a86")  # all 7:1 on white
_BASELINE: Final = 0.36
_FONTS: Final = "'BIZ UDPGothic','Hiragino Sans','Noto Sans JP','Yu Gothic UI',sans-serif"


def cloud(words: Sequence[tuple[str, int]], *, across: int = WIDTH) -> str:
    """The words with their people as an SVG image that scales with its place; "" without any.

    At most WORDS are drawn, those of most people; one that finds no room is left out.
    """
    fitting = (
        word for word in words if word[1] > 0 and _wide(word[0]) * _SMALLEST <= across - 2 * _APART
    )
    ranked = sorted(fitting, key=lambda word: (-word[1], word[0]))
    placed = _placed(ranked[:WORDS], float(across))
    if not placed:
        return ""
    drawn = []
    for number, (text, size, (x, y)) in enumerate(placed):
        colour = _COLOURS[number % len(_COLOURS)]
        drawn.append(
            f'<text x="{x:.1f}" y="{y + size * _BASELINE:.1f}" font-size="{size:.1f}" '
            f'fill="{colour}">{escape(text)}</text>'
        )
    upper = min(y - size * _LEADING / 2 for _, size, (_, y) in placed)
    lower = max(y + size * _LEADING / 2 for _, size, (_, y) in placed)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" '
        f'viewBox="0 {upper:.1f} {across} {lower - upper:.1f}" aria-hidden="true" '
        f'focusable="false" text-anchor="middle" font-family="{_FONTS}">{"".join(drawn)}</svg>'
    )


def _placed(
    words: Sequence[tuple[str, int]], across: float
) -> list[tuple[str, float, tuple[float, float]]]:
    """Each word with its letters' height and its middle."""
    if not words:
        return []
    spiral = _spiral(across)
    taken = np.empty((0, 4))  # middle, half the size
    found: list[tuple[str, float, tuple[float, float]]] = []
    for (text, _), size in zip(words, _sizes(words, across), strict=True):
        half = np.array([_wide(text) * size / 2 + _APART, size * _LEADING / 2])
        within = np.abs(spiral[:, 0] - across / 2) + half[0] <= across / 2
        apart = np.abs(spiral[:, None] - taken[None, :, :2]) >= taken[None, :, 2:] + half
        free = np.flatnonzero(within & apart.any(axis=2).all(axis=1))
        if len(free):
            x, y = spiral[free[0]].tolist()
            taken = np.vstack([taken, [x, y, *half]])
            found.append((text, size, (x, y)))
            # No middle of a word can lie on another word.
            spiral = spiral[(np.abs(spiral - (x, y)) >= half).any(axis=1)]
    return found


def _wide(text: str) -> float:
    """In heights of its letters."""
    return max(1, width(text)) * _HALF


def _sizes(words: Sequence[tuple[str, int]], across: float) -> list[float]:
    """The letters' heights, by the root of people; of a word too long for the picture less."""
    least, most = _LETTERS
    top = words[0][1]
    sizes = [least + (most - least) * sqrt(people / top) for _, people in words]
    area = sum(_wide(text) * size**2 for (text, _), size in zip(words, sizes, strict=True))
    smaller = min(1.0, sqrt(_FILLED * _SHAPE * across**2 / (area * _LEADING)))
    return [
        min(max(least, size * smaller), max(_SMALLEST, (across - 2 * _APART) / _wide(text)))
        for (text, _), size in zip(words, sizes, strict=True)
    ]


def _spiral(across: float) -> NDArray[np.float64]:
    """Places from the middle outwards, in turns that are wider than high."""
    at = np.arange(_TURNS * _STEPS)
    reach, turned = _BEYOND * across / 2 * at / len(at), 2 * np.pi * at / _STEPS
    return np.column_stack([across / 2 + reach * np.cos(turned), _SHAPE * reach * np.sin(turned)])
