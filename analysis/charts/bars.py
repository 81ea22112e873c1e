"""Categories as bars in the order of the rows, a scale in the shades of one hue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import plotly.graph_objects as go

from analysis.charts.drawing import ACCENT, MUTED, NO_ANSWER_GREY, Bar, Piece, horizontal
from analysis.charts.words import NOBODY_YET, amount, base_line
from analysis.grades import Grades
from analysis.tabulate import NO_ANSWER, Row, Tabulation
from models.multilingual import Language, pick

NEUTRAL: Final = "#e3e3e8"  # the middle of a scale
OUTSIDE: Final = "#8c8c94"  # わからない and its like: answers, but no steps
_LIGHT, _DARK = (0x7F, 0x8C, 0xF0), (0x00, 0x0A, 0x66)  # of the accent's hue; light is 3:1 on white


def of_categories(tabulation: Tabulation, language: Language) -> go.Figure:
    """Horizontal bars, each with its count and percentage; 無回答 last, grey and hatched."""
    base = tabulation.n_asked
    pieces = _pieces(tabulation)
    bars = [
        Bar(pick(row.label, language), amount(row.count, base), (piece,))
        for row, piece in zip(tabulation.rows, pieces, strict=True)
    ]
    return horizontal(bars, base_line(tabulation, language))


def by_placement(counts: Iterable[tuple[str, int]]) -> go.Figure:
    """Responses by where they came from, most first, from (name of the placement, responses)."""
    ordered = sorted(counts, key=lambda pair: -pair[1])
    if not ordered:
        return horizontal([], NOBODY_YET)
    total = sum(count for _, count in ordered)
    bars = [Bar(name, amount(count, total), (Piece(count),)) for name, count in ordered]
    return horizontal(bars, f"n = {total:,}")


def no_answer(count: int) -> Piece:
    """無回答, wherever it is drawn."""
    return Piece(count, NO_ANSWER_GREY, hatched=True)


def shades(steps: int) -> list[str]:
    """One hue from light to dark, told apart without any sense of colour."""
    return [_between(_LIGHT, _DARK, number / max(1, steps - 1)) for number in range(steps)]


def grades(steps: int) -> list[str]:
    """The same for the steps of a scale; the middle of an odd number of them is neutral."""
    colours = shades(steps)
    if steps % 2:
        colours[steps // 2] = NEUTRAL
    return colours


def _pieces(tabulation: Tabulation) -> list[Piece]:
    colours: dict[str, str] = {}
    if isinstance(tabulation.summary, Grades):
        steps = tabulation.summary.steps
        colours = dict.fromkeys((row.code for row in tabulation.rows), OUTSIDE)
        colours |= dict(zip(steps, grades(len(steps)), strict=True))
    return [_piece(row, colours) for row in tabulation.rows]


def _piece(row: Row, colours: dict[str, str]) -> Piece:
    if row.code == NO_ANSWER.code:
        return no_answer(row.count)
    colour = colours.get(row.code, ACCENT)
    return Piece(row.count, colour, edge=MUTED if colour == NEUTRAL else "")


def _between(light: Sequence[int], dark: Sequence[int], share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(light, dark, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
