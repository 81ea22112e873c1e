"""One question of the results: what it says, its chart and its table, and all of that as files."""

from __future__ import annotations

import streamlit as st

from analysis import charts, matrix_sentences
from analysis.grids import of_matrix, of_tabulation
from analysis.matrices import Matrix
from analysis.tabulate import Tabulation
from exports.sections import STYLE, Section, section_html
from pages.components.takeaway import Files


def style() -> None:
    """How results look; once on a page."""
    st.html(f"<style>{STYLE}</style>")


def draw(section: Section, *, mark: str = "", note: str = "") -> None:
    """The result; `mark` stands beside its heading, `note` below."""
    st.html(section_html(section, 3, mark=mark, more=note))


def files(result: Tabulation | Matrix) -> Files:
    """What can be taken of it."""
    if isinstance(result, Matrix):
        said = "".join(one.text for one in matrix_sentences.of_matrix(result))
        return Files([of_matrix(result, people=True)], charts.of_matrix(result), said)
    return Files(of_tabulation(result)[-1:], charts.figure(result), charts.text_alternative(result))
