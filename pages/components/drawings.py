"""Results as sections, on the page and on paper, written in the child process: no Streamlit here.

On the page a figure stands at the width of a phone, or, where it needs more, at both widths, of
which the style shows the one that fits; on paper at the width it has there.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import plotly.graph_objects as go

from analysis import charts, matrix_sentences, summaries
from analysis.grids import of_matrix, of_tabulation, plain_words
from analysis.matrices import Matrix, in_order
from analysis.sentences import Error, sentences
from analysis.tabulate import Tabulation
from exports.grid_html import grid_html
from exports.sections import MOST_ROWS, Section
from models.document import Sample
from pages.components import limits

WIDE_PX: Final = 640  # of a figure over its table
_NARROW_PX: Final = 360  # of one beside its table, and of any on a phone
_SHEET_PX, _ROW_PX = 600, 24  # of what fits well under a heading; of a line of a table or text
_SCROLLING: Final = 3  # columns; so many fit a phone


def drawn(
    tables: Sequence[Tabulation], matrices: Sequence[Matrix], sample: Sample | None
) -> Mapping[str, Section]:
    """What the page shows of each question and matrix, by its key."""
    error = limits.error_of(sample)
    return {one.key: of_result(one, error) for one in in_order(tables, matrices)}


def of_result(result: Tabulation | Matrix, error: Error | None, *, paper: bool = False) -> Section:
    """One result; `error` is that of a random sample."""
    if isinstance(result, Matrix):
        return _matrix(result, paper=paper)
    return _question(result, error, paper=paper)


def narrow(figure: go.Figure, said: str) -> str:
    """The figure, which is `said` in words, beside its table or on a phone."""
    return _image(figure, said, _NARROW_PX)


def at_both_widths(figure: go.Figure, said: str) -> str:
    """The figure twice: the style of exports.sections shows the one for which there is room."""
    wide, small = _image(figure, said, WIDE_PX), _image(figure, said, _NARROW_PX)
    return f'<div class="wide">{wide}</div><div class="narrow">{small}</div>'


def is_long(figure_px: int, rows: int) -> bool:
    """Whether a result would leave too little of a sheet for others, or go over it."""
    return figure_px + _ROW_PX * rows > _SHEET_PX


def _question(table: Tabulation, error: Error | None, *, paper: bool) -> Section:
    grids = of_tabulation(table)
    several = len(grids) > 1 and table.shape == "ranked"  # columns that need the whole width
    fits = len(table.rows) <= MOST_ROWS
    figure = ""
    if fits or not paper:
        alone = charts.figure(table), charts.text_alternative(table)
        figure = _drawn(*alone, wide=several, paper=paper)
    return Section(
        title=plain_words(table.label),
        base=charts.base_sentence(table),
        said=[one.text for one in sentences(table, error)],
        figure=figure,
        tables=[
            grid_html(grid, scrolls=len(grid.heads) > _SCROLLING or not fits) for grid in grids
        ],
        notes=summaries.in_words(table),
        long=not fits,
        beside=not several,
    )


def _matrix(matrix: Matrix, *, paper: bool) -> Section:
    said = [one.text for one in matrix_sentences.of_matrix(matrix)]
    figure = charts.of_matrix(matrix)
    return Section(
        title=plain_words(matrix.label),
        base=charts.matrix_base(matrix),
        said=said,
        figure=_drawn(figure, "".join(said), wide=True, paper=paper),
        tables=[grid_html(of_matrix(matrix))],
        long=is_long(figure.layout.height, len(matrix.lines)),
    )


def _drawn(figure: go.Figure, said: str, *, wide: bool, paper: bool) -> str:
    if paper:
        return charts.svg(figure, said, WIDE_PX if wide else _NARROW_PX)
    return at_both_widths(figure, said) if wide else narrow(figure, said)


def _image(figure: go.Figure, said: str, width: int) -> str:
    """As an image that holds itself: Streamlit takes SVG out of HTML, but leaves images."""
    held = b64encode(charts.svg(figure, said, width).encode()).decode()
    alt = escape(said, quote=True)
    return f'<img src="data:image/svg+xml;base64,{held}" width="{width}" alt="{alt}">'
