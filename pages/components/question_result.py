"""One question of the results: its heading, its base, what it says, its chart and its table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis import charts, matrix_sentences
from analysis.grids import of_matrix, of_tabulation
from analysis.leading import Sentence
from analysis.matrices import Matrix
from analysis.sentences import Error, sentences
from analysis.tabulate import Tabulation
from models.multilingual import pick
from pages.components import figures, grids, tables, takeaway
from pages.components.plain import plain


def draw(
    result: Tabulation | Matrix,
    *,
    survey_id: str = "",
    error: Error | None = None,
    mark: str = "",
    note: str = "",
) -> None:
    """The question's result; `mark` stands beside its heading, `note` below.

    Its files can be taken where they belong to a survey: `survey_id`. `error` is that of a random
    sample.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain(pick(result.label)), anchor=False, width="content")
        if mark:
            st.badge(plain(mark), color="orange")
    if note:
        st.caption(note)
    if isinstance(result, Matrix):
        _matrix(result, survey_id)
    else:
        _question(result, survey_id, error)


def _question(table: Tabulation, survey_id: str, error: Error | None) -> None:
    st.caption(plain(charts.base_sentence(table)))
    said, figure = charts.text_alternative(table), charts.figure(table)
    _say(sentences(table, error))
    chart, beside = st.columns([3, 2], gap="medium")
    with chart:
        figures.draw(figure, said, table.key)
    with beside:
        tables.counts(table)
        if survey_id:
            takeaway.buttons(survey_id, table.key, of_tabulation(table)[-1:], figure, said)


def _matrix(matrix: Matrix, survey_id: str) -> None:
    found = matrix_sentences.of_matrix(matrix)
    said, figure = "".join(one.text for one in found), charts.of_matrix(matrix)
    st.caption(plain(charts.matrix_base(matrix)))
    _say(found)
    figures.draw(figure, said, matrix.key)
    grids.draw(of_matrix(matrix))
    if survey_id:
        numbers = of_matrix(matrix, people=True)
        takeaway.buttons(survey_id, matrix.key, [numbers], figure, said)


def _say(found: Sequence[Sentence]) -> None:
    st.text("\n".join(one.text for one in found))
