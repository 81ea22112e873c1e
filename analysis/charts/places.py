"""Districts as bars under the headings of their areas."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.areas import Area, Areas
from analysis.charts.bars import no_answer
from analysis.charts.drawing import Bar, Piece, horizontal
from analysis.charts.words import amount, base_line
from analysis.tabulate import NO_ANSWER, Row, Tabulation
from models.multilingual import Language, pick


def of_places(tabulation: Tabulation, language: Language) -> go.Figure:
    """Bars in the order of the areas and districts; an area's heading has the area's number."""
    base = tabulation.n_asked
    assert isinstance(tabulation.summary, Areas)
    headings = {
        next(row.code for row in tabulation.rows if row.code in area.districts): _heading(
            area, base, language
        )
        for area in tabulation.summary.areas
        if area.districts != {area.code}
    }
    bars = [
        Bar(
            pick(row.label, language),
            amount(row.count, base),
            (_piece(row),),
            headings.get(row.code, ""),
        )
        for row in tabulation.rows
    ]
    return horizontal(bars, base_line(tabulation, language))


def _heading(area: Area, base: int, language: Language) -> str:
    return f"{pick(area.label, language)} {amount(area.count, base)}"


def _piece(row: Row) -> Piece:
    return no_answer(row.count) if row.code == NO_ANSWER.code else Piece(row.count)
