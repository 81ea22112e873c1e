"""Rankings as bars stacked by place, the first place darkest."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.charts.bars import no_answer, shades
from analysis.charts.drawing import Bar, Piece, horizontal
from analysis.charts.words import amount, base_line
from analysis.ranks import Ranks
from analysis.tabulate import NO_ANSWER, Tabulation
from models.multilingual import Language, pick


def of_ranks(tabulation: Tabulation, language: Language) -> go.Figure:
    """One bar an option: people who put it first, second, …; at its end those who ranked it."""
    base = tabulation.n_asked
    assert isinstance(tabulation.summary, Ranks)
    ranks = tabulation.summary
    colours = shades(ranks.places)[::-1]
    places = {option.code: option.counts for option in ranks.options}
    bars = [
        Bar(
            pick(row.label, language),
            amount(row.count, base),
            (no_answer(row.count),)
            if row.code == NO_ANSWER.code
            else tuple(
                Piece(count, colour, edge="#ffffff")
                for count, colour in zip(places[row.code], colours, strict=True)
            ),
        )
        for row in tabulation.rows
    ]
    key = [(_place(number, language), colour) for number, colour in enumerate(colours, start=1)]
    return horizontal(bars, base_line(tabulation, language), key=key)


def _place(number: int, language: Language) -> str:
    return f"{number}位" if language in ("ja", "ja-easy") else str(number)
