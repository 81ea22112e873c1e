"""What a new question type or shape needs in tables and charts: named here when it is missing."""

from __future__ import annotations

from typing import get_args

import pytest

from analysis import build
from analysis.charts import figure, text_alternative
from analysis.grades import Grades
from analysis.tabulate import NO_ANSWER, Tabulation, tabulate
from models.multilingual import LANGUAGES
from models.questions import QUESTION_TYPES, AnyQuestion
from models.questions.base import Shape
from tests.builders import EVERY, document
from tests.sendings import SENT, three

ASKING = tuple(question for question in EVERY if question.asked_keys())
BY_TYPE = pytest.mark.parametrize("question", ASKING, ids=lambda question: question.type)


def tables(question: AnyQuestion, *people: int) -> list[Tabulation]:
    """The tables of these of the three people; of all when none are named."""
    chosen = [three(question)[number] for number in people or range(3)]
    columns = build.answers(chosen, {1: document(question)}, {}).columns
    return [tabulate(columns[part.key]) for part in question.parts()]


def test_every_type_has_an_answer_to_count() -> None:
    assert set(SENT) == set(QUESTION_TYPES) == {question.type for question in EVERY}


def test_every_shape_is_tried() -> None:
    assert {part.shape for question in EVERY for part in question.parts()} == set(get_args(Shape))


@BY_TYPE
def test_one_answered_one_left_blank_one_was_not_asked(question: AnyQuestion) -> None:
    """The three are kept apart, and each thing chosen is counted in a row."""
    for table in tables(question):
        answer = three(question)[0].answers[table.key]
        assert (table.n_asked, table.n_answered, table.no_answer, table.not_asked) == (2, 1, 1, 1)
        assert (table.rows[-1].code, table.rows[-1].count) == (NO_ANSWER.code, 1)
        chosen = len(answer) if isinstance(answer, list) else 1
        assert sum(row.count for row in table.rows[:-1]) == chosen


@BY_TYPE
def test_the_figure_states_its_base_in_every_language(question: AnyQuestion) -> None:
    for table in tables(question):
        for language in LANGUAGES:
            chart = figure(table, language)
            words = [annotation.text for annotation in chart.layout.annotations]
            assert words[-1].startswith("n = 2")
            assert chart.layout.height
            assert sum(len(trace.x) for trace in chart.data) > 0


@BY_TYPE
def test_no_answer_is_drawn_hatched_or_told_beside_n(question: AnyQuestion) -> None:
    for table in tables(question):
        chart = figure(table)
        patterns = [shape for trace in chart.data for shape in trace.marker.pattern.shape or ()]
        told = "無回答 1 (50.0%)" in chart.layout.annotations[-1].text
        bars = 2 if isinstance(table.summary, Grades) else 1  # a scale's stand in one bar too
        assert patterns.count("/") == (0 if told else bars)


@BY_TYPE
@pytest.mark.parametrize(
    ("person", "said"), [(1, "全員が無回答でした。"), (2, "まだ回答がありません。")]
)
def test_nobody_answered_is_a_table_and_a_figure_too(
    question: AnyQuestion, person: int, said: str
) -> None:
    for table in tables(question, person):
        assert table.n_answered == 0
        assert figure(table).layout.annotations[-1].text.startswith(f"n = {2 - person}")
        assert text_alternative(table).endswith(said)


@BY_TYPE
def test_the_figure_in_words(question: AnyQuestion) -> None:
    for table in tables(question):
        said = text_alternative(table)
        assert said.startswith("回答者2人（")
        assert "1人（50.0%）" in said
        assert said.endswith("無回答は1人（50.0%）でした。")
