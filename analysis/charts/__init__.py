"""Tabulations as Plotly figures, and in words for whoever does not see them.

A figure carries no title (the page does) and states its base. It draws only what it is given:
no fonts, maps or scripts are fetched. Show it with `config=CONFIG` and, in Streamlit, `theme=None`.
"""

from __future__ import annotations

from typing import assert_never

import plotly.graph_objects as go

from analysis.charts.bars import by_placement, of_categories
from analysis.charts.comparisons import of_question
from analysis.charts.drawing import CONFIG
from analysis.charts.histogram import of_numbers
from analysis.charts.places import of_places
from analysis.charts.shares import of_crosstab, of_matrix
from analysis.charts.stacks import of_ranks
from analysis.charts.svg import svg
from analysis.charts.times import of_days, over_time
from analysis.charts.words import base_sentence, matrix_base, text_alternative
from analysis.tabulate import Tabulation
from models.multilingual import Language

__all__ = [
    "CONFIG",
    "base_sentence",
    "by_placement",
    "figure",
    "matrix_base",
    "of_crosstab",
    "of_matrix",
    "of_question",
    "over_time",
    "svg",
    "text_alternative",
]


def figure(tabulation: Tabulation, language: Language = "ja") -> go.Figure:
    """The chart of a table, by its shape; 無回答 is grey and hatched, or told beside n.

    The line below states n, 複数回答 with M.T., and 参考値. The height follows the rows; the width
    is the page's.
    """
    match tabulation.shape:
        case "one_of" | "any_of" | "prose" | "ordered":
            return of_categories(tabulation, language)
        case "quantity":
            return of_numbers(tabulation, language)
        case "moment":
            return of_days(tabulation, language)
        case "ranked":
            return of_ranks(tabulation, language)
        case "place":
            return of_places(tabulation, language)
        case _:
            assert_never(tabulation.shape)
