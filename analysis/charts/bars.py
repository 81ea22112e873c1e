"""Categories as bars in the order of the rows, a scale in the shades of one hue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import plotly.graph_objects as go

from analysis.charts.drawing import ACCENT, MUTED, NO_ANSWER_GREY, Bar, Piece, horizontal
from analysis.charts.words import NOBODY_YET, amount, base_line
from analysis.grades import Grades
from analysis.tabulate import NO_ANSWER, Row, Tabulation, percent_text
from models.multilingual import Language, pick

MOST_BARS: Final = 40  # options that are all drawn
DRAWN_OF_MANY: Final = 20
_WIDE_ENOUGH: Final = 0.12  # of a phone's bar, for a percentage
_WHOLE: Final[dict[Language, str]] = {
    "ja": "全体",
    "ja-easy": "みんな",
    "en": "All",
    "zh-Hans": "全体",
    "ko": "전체",
}
_MANY: Final[dict[Language, str]] = {
    "ja": "多い順に{}項目を図にしています",
    "ja-easy": "多い ものから {}こです",
    "en": "the {} most frequent",
    "zh-Hans": "按多少列出前{}项",
    "ko": "많은 순으로 {}개 항목",
}
NEUTRAL: Final = "#e3e3e8"  # the middle of a scale
OUTSIDE: Final = "#8c8c94"  # わからない and its like: answers, but no steps
_LIGHT, _DARK = (0x7F, 0x8C, 0xF0), (0x00, 0x0A, 0x66)  # of the accent's hue; light is 3:1 on white


def of_categories(tabulation: Tabulation, language: Language) -> go.Figure:
    """Horizontal bars, each with its count and percentage; 無回答 last, grey and hatched.

    Over the bars of a scale all its steps stand in one, which is as long as everybody asked. Of
    very many options the most frequent are drawn, and the line below says so.
    """
    base = tabulation.n_asked
    pieces = _pieces(tabulation)
    bars = [
        Bar(pick(row.label, language), amount(row.count, base), (piece,))
        for row, piece in zip(tabulation.rows, pieces, strict=True)
    ]
    foot = base_line(tabulation, language)
    if isinstance(tabulation.summary, Grades) and tabulation.n_answered:
        whole = tuple(written_inside(piece, base) for piece in pieces)
        return horizontal([Bar(_WHOLE[language], "", whole), *bars], foot)
    if len(bars) > MOST_BARS:
        *options, blank = bars
        drawn = sorted(options, key=lambda bar: -bar.count)[:DRAWN_OF_MANY]
        bars, foot = [*drawn, blank], f"{foot}　{_MANY[language].format(DRAWN_OF_MANY)}"
    return horizontal(bars, foot)


def written_inside(piece: Piece, base: float) -> Piece:
    """The piece with its percentage inside, where it is wide enough for one; with a pale edge."""
    wide = base and piece.count / base >= _WIDE_ENOUGH and not piece.hatched
    text = percent_text(piece.count, base) if wide else ""
    return replace(piece, edge=piece.edge or "#ffffff", text=text)


def by_placement(counts: Iterable[tuple[str, int]]) -> go.Figure:
    """Responses by where they came from, most first, from (name of the placement, responses)."""
    ordered = sorted(counts, key=lambda pair: -pair[1])
    if not ordered:
        return horizontal([], NOBODY_YET)
    total = sum(count for _, count in ordered)
    bars = [Bar(name, amount(count, total), (Piece(count),)) for name, count in ordered]
    return horizontal(bars, f"n = {total:,}")


def no_answer(count: float) -> Piece:
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
