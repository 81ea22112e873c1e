"""Shares of several groups as bars of one length, each cut by its answers (帯グラフ).

Only where each person gives one answer: what several answers add up to is no whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import plotly.graph_objects as go

from analysis.charts.bars import OUTSIDE, grades, no_answer, written_inside
from analysis.charts.drawing import PALETTE, Bar, Piece, horizontal
from analysis.charts.words import REFERENCE, SEVERAL, amount
from analysis.crosstab import Crosstab
from analysis.matrices import Matrix
from analysis.tabulate import NO_ANSWER, SMALL_BASE
from models.multilingual import Language, pick
from models.questions.base import Category, Shape

MOST_GROUPS: Final = 24  # beyond them a table is easier to read
FOOT: Final[dict[Language, str]] = {"ja": "数字は、n に対する割合（%）"}
_WEIGHED_FOOT: Final[dict[Language, str]] = {"ja": "数字は、重みをつけた割合（%）"}
_WHOLES: Final[frozenset[Shape]] = frozenset({"one_of", "ordered", "place", "quantity"})
_ORDERED: Final[frozenset[Shape]] = frozenset({"ordered", "quantity"})


@dataclass(frozen=True)
class Group:
    """A bar: people, or what they weigh, those in each category, and what is told at its end."""

    label: str
    base: float
    counts: tuple[float, ...]
    amount: str


def of_matrix(matrix: Matrix, language: Language = "ja") -> go.Figure:
    """All lines of a matrix in one figure: one bar a line, or a bar for each mark."""
    steps = getattr(matrix.lines[0].table.summary, "steps", ())
    outside = frozenset(c.code for c in matrix.categories if c.code not in steps)
    colours = colours_of(matrix.categories[:-1], matrix.shape, outside)
    groups = [
        Group(
            pick(one.label, language),
            one.table.n_asked,
            tuple(c.count for c in one.cells),
            base_of(one.table.n_asked, one.table.n_asked < SMALL_BASE, language),
        )
        for one in matrix.lines
    ]
    if not colours:
        return _apart(groups, matrix.categories, SEVERAL[language] * (matrix.shape == "any_of"))
    return stacked(groups, matrix.categories, colours, language)


def of_crosstab(table: Crosstab, language: Language = "ja") -> go.Figure | None:
    """The head's answers in each group of the side, 全体 first; None where a table says it better.

    That is where people gave several answers, or groups or answers are too many to compare. Where
    the table has weights, the shares are by weight.
    """
    colours = colours_of(table.columns[:-1], table.head.shape, table.head.outside)
    if not colours or not 0 < len(table.lines) <= MOST_GROUPS:
        return None
    groups = [
        Group(
            pick(line.label, language),
            line.n if line.weighed is None else line.weighed.base,
            line.counts if line.weighed is None else line.weighed.counts,
            base_of(line.n, line.small, language),
        )
        for line in (table.total, *table.lines)
    ]
    foot = _WEIGHED_FOOT if table.weighed else FOOT
    return stacked(groups, table.columns, colours, language, foot)


def colours_of(
    categories: Sequence[Category], shape: Shape, outside: frozenset[str]
) -> tuple[str, ...]:
    """A colour for each category but 無回答; none where they make no whole or look too alike."""
    if shape not in _WHOLES:
        return ()
    if shape in _ORDERED:
        outside = outside if shape == "ordered" else frozenset()
        steps = iter(grades(sum(category.code not in outside for category in categories)))
        return tuple(OUTSIDE if one.code in outside else next(steps) for one in categories)
    return PALETTE[: len(categories)] if len(categories) <= len(PALETTE) else ()


def base_of(n: int, small: bool, language: Language = "ja") -> str:
    """n as it stands at the end of a bar, with 参考値."""
    return f"n={n:,}{f' ({REFERENCE[language]})' if small else ''}"


def stacked(
    groups: Sequence[Group],
    categories: Sequence[Category],
    colours: Sequence[str],
    language: Language = "ja",
    foot: Mapping[Language, str] = FOOT,
) -> go.Figure:
    """One bar a group, all of one length; the last category is 無回答, and has no colour."""
    bars = []
    for group in groups:
        *counts, blank = group.counts
        pieces = [Piece(count, colour) for count, colour in zip(counts, colours, strict=True)]
        lengths = tuple(_share(piece, group.base) for piece in (*pieces, no_answer(blank)))
        bars.append(Bar(group.label, group.amount, lengths))
    names = [pick(category.label, language) for category in categories]
    key = list(zip(names, (*colours, no_answer(0).colour), strict=True))
    return horizontal(bars, foot.get(language, "%"), key=key)


def _share(piece: Piece, base: float) -> Piece:
    """The piece as long as its percentage."""
    return replace(written_inside(piece, base), count=100 * piece.count / base if base else 0)


def _apart(groups: Sequence[Group], categories: Sequence[Category], foot: str) -> go.Figure:
    """A bar for each category under the name of its group."""
    bars = [
        Bar(
            pick(category.label),
            amount(count, group.base),
            (no_answer(count) if category.code == NO_ANSWER.code else Piece(count),),
            "" if number else f"{group.label}　n = {group.base:,}",
        )
        for group in groups
        for number, (category, count) in enumerate(zip(categories, group.counts, strict=True))
    ]
    return horizontal(bars, foot)
