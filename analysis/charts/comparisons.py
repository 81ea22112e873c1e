"""Groups compared as bars: a scale as bars of one length, other answers as bars beside each other.

A group is told by its number at the end of its bar, not by its colour alone.
"""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go

from analysis.charts.drawing import PALETTE, Bar, Piece, horizontal
from analysis.charts.shares import FOOT, Group, base_of, colours_of, stacked
from analysis.comparing import Comparison, Question, Row
from analysis.gaps import printed
from analysis.tabulate import NO_ANSWER, SMALL_BASE
from models.multilingual import pick

MOST_SIDE_BY_SIDE: Final = 5  # groups whose bars are still told apart
MOST_ANSWERS, MOST_BARS, MOST_STEPS = 16, 44, 11  # beyond them a table is easier to read
_YELLOW: Final = PALETTE[4]  # too pale for a bar without an edge
_COLOURS: Final = tuple(colour for colour in PALETTE if colour != _YELLOW)
_NUMBERS: Final = "①②③④⑤⑥⑦⑧"


def of_question(comparison: Comparison, question: Question) -> go.Figure | None:
    """A question's answers in each group; None where a table says it better.

    That is where so many groups or answers could not be told apart, or nobody was asked.
    """
    if not any(question.bases):
        return None
    rows, groups = _answers(question), len(comparison.groups)
    if question.part.shape in ("ordered", "quantity"):
        steps = len(rows) - 1 - len(question.part.outside)
        return _stacked(comparison, question, rows) if steps <= MOST_STEPS else None
    few = len(rows) <= MOST_ANSWERS and groups * len(rows) <= MOST_BARS
    if few and groups <= MOST_SIDE_BY_SIDE:
        return _side_by_side(comparison, question, rows)
    return _stacked(comparison, question, rows)


def _answers(question: Question) -> tuple[Row, ...]:
    """The rows without those that are sums of others."""
    codes = {category.code for category in question.part.categories} | {NO_ANSWER.code}
    return tuple(row for row in question.rows if row.category.code in codes)


def _side_by_side(comparison: Comparison, question: Question, rows: tuple[Row, ...]) -> go.Figure:
    """Under each answer a bar for each group, numbered as in the key."""
    bars = []
    for row in rows:
        is_blank = row.category.code == NO_ANSWER.code
        for place, share in enumerate(row.shares):
            told = f"{printed(share)}%" if share.count else "-"
            length = 100 * share.count / share.n if share.n else 0
            bars.append(
                Bar(
                    pick(row.category.label),
                    f"{_NUMBERS[place]} {told}",
                    (Piece(length, _COLOURS[place], hatched=is_blank),),
                    follows=place > 0,
                )
            )
    key = [
        (f"{_NUMBERS[place]} {group.name} {base_of(base, base < SMALL_BASE)}", _COLOURS[place])
        for place, (group, base) in enumerate(zip(comparison.groups, question.bases, strict=True))
    ]
    return horizontal(bars, FOOT["ja"], key=key)


def _stacked(comparison: Comparison, question: Question, rows: tuple[Row, ...]) -> go.Figure | None:
    categories = [row.category for row in rows]
    colours = colours_of(categories[:-1], question.part.shape, question.part.outside)
    if not colours:
        return None
    groups = [
        Group(
            group.name,
            base,
            tuple(row.shares[place].count for row in rows),
            base_of(base, base < SMALL_BASE),
        )
        for place, (group, base) in enumerate(zip(comparison.groups, question.bases, strict=True))
    ]
    return stacked(groups, categories, colours)
