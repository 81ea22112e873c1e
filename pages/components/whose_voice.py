"""誰の声か: those who answered beside those who live here, and weights to bring them closer."""

from __future__ import annotations

import streamlit as st

from analysis import voice_grids, voice_sentences
from analysis.charts import coverage as charts
from analysis.coverage import Comparison, Coverage
from analysis.voice_sentences import OF_WORDS
from models.document import Sample
from models.populations import Population
from models.surveys import Summary
from pages.components import (
    cached,
    dates,
    figures,
    grids,
    population_files,
    takeaway,
    weight_choice,
    weights,
)
from pages.components.cached import Key
from pages.components.plain import plain
from pages.components.takeaway import Files

_ABOUT = "答えた人の割合と、住んでいる人の割合をくらべます。声が届いていない人が分かります。"


def draw(
    summary: Summary,
    key: Key,
    without: tuple[str, ...] = (),
    rules: str = "",
    *,
    sample: Sample | None = None,
) -> None:
    """The whole panel, of whoever has no flag of `without` and of whom the rules hold."""
    st.text(_ABOUT)
    chosen = _choose()
    found = cached.covered(key, without, rules, chosen.id)
    _left_out(found)
    for comparison in found.comparisons:
        _compared(summary.id, comparison)
    weights.draw(summary.id, key, without, rules, chosen.id, found)
    if sample is not None and found.n:
        _errors(summary.id, sample, cached.results(key, without, rules).people)
    population_files.draw(chosen)


def _choose() -> Population:
    """The figures to compare with; the shipped ones first."""
    known = weight_choice.populations_known()
    picked = st.selectbox(
        "くらべる人口",
        list(known),
        format_func=lambda one: f"{known[one].name}（{dates.day(known[one].as_of)}現在）",
        key=population_files.CHOSEN,
        persist_state="session",
    )
    return known[picked]


def _left_out(found: Coverage) -> None:
    """Who and what is not compared, before anything is."""
    said = [
        *voice_sentences.left_out(found),
        *map(voice_sentences.why_not, found.impossible),
    ]
    if said:
        st.text("\n".join(said))


def _compared(survey_id: str, comparison: Comparison) -> None:
    """The sentences, the chart but for the many groups of two traits, the table."""
    name = OF_WORDS[comparison.of]
    st.header(f"{name}ごとの回答と人口", anchor=False)
    said = "\n".join(voice_sentences.of_comparison(comparison))
    st.text(said)
    grid = voice_grids.of_comparison(comparison)
    figure = charts.of_comparison(comparison) if comparison.of != "age_sex" else None
    if comparison.n:
        if figure is not None:
            chart, table = st.columns([2, 3], gap="large")
            with chart:
                figures.draw(figure, said)
        else:
            table = st.container()
        with table:
            grids.draw(grid)
    base = "".join(voice_sentences.base_of(comparison))
    st.caption(plain(f"{base}{voice_sentences.source_of(comparison.source)}"))
    if comparison.n:
        name = f"population_{comparison.of}"
        if figure is None:
            takeaway.numbers(survey_id, name, [grid])
        else:
            files = Files([grid], figure, said)
            takeaway.files(survey_id, name, lambda: files)


def _errors(survey_id: str, sample: Sample, n: int) -> None:
    """標本誤差早見表, of a declared random sample only."""
    grid = voice_grids.of_errors(sample, n)
    st.header("標本誤差早見表", anchor=False)
    st.text(voice_sentences.of_errors(sample))
    grids.draw(grid)
    takeaway.numbers(survey_id, "sampling_error", [grid])
