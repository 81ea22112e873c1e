"""比べる: groups beside each other, question by question, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import streamlit as st

from analysis import charts
from analysis.aligning import Aligned
from analysis.comparing import Comparison, Question
from analysis.comparison_grids import of_gaps, of_means, of_question
from analysis.comparison_sentences import how_compared, of_alignment, of_chart
from analysis.comparison_sentences import of_question as said_of
from analysis.filters import one_line
from models.errors import KoebakoError, NotAllowed
from models.surveys import Summary
from pages.components import cached, figures, grids, group_choice, held_back, takeaway, words
from pages.components.cached import Key
from pages.components.plain import plain
from pages.components.takeaway import Files

_CAUTION: Final = (
    "回答した人どうしの比較です。グループの違いが答えの違いのもとになったとは限りません。"
)
_UNFIT: Final = "この絞り込みは、もう一方の調査では使えません。絞り込みを外してくらべてください。"
_NOTHING_SHARED: Final = "2つの調査に同じ質問がないため、くらべられません。"
_NOBODY: Final = "回答のないグループがあります。ほかの分け方を選んでください。"
_NONE_DIFFER: Final = "差があると言えるほどの違いのある質問はありません。"


def draw(summary: Summary, key: Key, without: tuple[str, ...], rules: str) -> None:
    """The choice of groups in one row, then each question."""
    chosen = group_choice.draw(summary, key, without, rules)
    if chosen is None:
        return
    try:
        found = cached.compared(key, without, rules, *chosen)
    except NotAllowed as refusal:
        st.info(words.say(refusal))
        return
    except KoebakoError:
        st.warning(_UNFIT)
        return
    comparison = found.comparison
    st.text("　".join(_groups(comparison)))
    held_back.say_left_out(found.left_out)
    if any(not group.n for group in comparison.groups):
        st.text(_NOBODY)
        return
    st.text(_CAUTION)
    if found.aligned is not None:
        _apart(found.aligned)
    only = st.checkbox("差のある質問だけをみる", key="results.compare.only")
    shown = [one for one in comparison.questions if one.differs or not only]
    if comparison.questions and not shown:
        st.text(_NONE_DIFFER)
    for question in shown:
        _question(summary.id, comparison, question)
    with st.expander("くらべかた", key="results.compare.how"):
        st.text("\n".join(how_compared(comparison)))


def _groups(comparison: Comparison) -> Iterator[str]:
    for group in comparison.groups:
        yield f"{group.name} n={group.n:,}{'（参考値）' if group.small else ''}"


def _apart(aligned: Aligned) -> None:
    if not aligned.columns:
        st.text(_NOTHING_SHARED)
    lines = list(of_alignment(aligned))
    if lines:
        label = f"2つの調査で違うところ {len(lines)}か所"
        with st.expander(label, key="results.compare.apart", expanded=not aligned.columns):
            st.text("\n".join(lines))


def _question(survey_id: str, comparison: Comparison, question: Question) -> None:
    st.subheader(plain(one_line(question.part.label)), anchor=False)
    st.text("\n".join(said_of(comparison, question)))
    name = f"compare_{question.part.key}"
    figure, in_words = charts.of_question(comparison, question), of_chart(comparison, question)
    table = st.container()
    if figure is not None:
        chart, table = st.columns([1, 2], gap="medium")
        with chart:
            figures.draw(figure, in_words)
    with table:
        grids.draw(of_question(comparison, question))
        if question.means:
            grids.draw(of_means(comparison, question))
        numbers = [of_gaps(comparison, question)]
        if figure is None:
            takeaway.numbers(survey_id, name, numbers)
        else:
            files = Files(numbers, figure, in_words)
            takeaway.files(survey_id, name, lambda: files)
