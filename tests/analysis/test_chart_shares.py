"""Shares of several groups beside each other: matrices and cross tables as bars."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from analysis.charts import of_crosstab, of_matrix
from analysis.charts.bars import NEUTRAL, OUTSIDE
from analysis.charts.drawing import NO_ANSWER_GREY, PALETTE
from analysis.charts.shares import MOST_GROUPS
from analysis.crosstab import crosstab
from analysis.matrices import joined
from models.questions import AnyQuestion
from models.questions.base import NOT_ASKED
from tests.builders import FIVE, GRID, GRID_MANY
from tests.columns import counted
from tests.crossed import both, part

WORDED = GRID.model_copy(
    update={"options": tuple(o.model_copy(update={"label": {"ja": o.value}}) for o in FIVE)}
)


def words(chart: Any) -> list[str]:
    return [annotation.text for annotation in chart.layout.annotations]


def matrix(question: AnyQuestion, *values: list[Any]) -> Any:
    parts = question.parts()
    tables = [counted(one, line) for one, line in zip(parts, values, strict=True)]
    return joined(question.key, question.label, tables)


def test_each_line_of_a_matrix_is_one_bar_of_the_same_length() -> None:
    found = matrix(WORDED, ["5"] * 20 + ["1"] * 10 + [None] * 10, ["3"] * 9 + [NOT_ASKED] * 31)
    chart = of_matrix(found)
    by_line = [[trace.x[line] for trace in chart.data] for line in (0, 1)]
    assert by_line[0] == pytest.approx([50, 0, 0, 0, 25, 0, 25])
    assert by_line[1] == pytest.approx([0, 0, 100, 0, 0, 0, 0])
    assert [trace.marker.color[0] for trace in chart.data][2] == NEUTRAL
    assert [trace.marker.color[0] for trace in chart.data][-2:] == [OUTSIDE, NO_ANSWER_GREY]
    assert list(chart.data[-1].text) == ["n=40", "n=9 (参考値)"]
    assert chart.data[0].text[0] == "50.0"
    assert words(chart)[0].count("■") == 7
    assert words(chart)[1:] == ["会場", "案内", "数字は、n に対する割合（%）"]


def test_marks_of_a_matrix_stand_apart_under_the_name_of_their_line() -> None:
    chart = of_matrix(matrix(GRID_MANY, [["stage", "food"], ["stage"]], [["none"], None]))
    assert list(chart.data[0].x) == [2, 1, 0, 0, 0, 0, 0, 0, 1, 1]
    assert [word for word in words(chart) if word.startswith("<b>")] == [
        "<b>会場　n = 2</b>",
        "<b>案内　n = 2</b>",
    ]
    assert words(chart)[-1] == "複数回答"


def test_a_cross_table_has_everybody_first_and_every_bar_the_same_length() -> None:
    pairs = [("a", "x")] * 3 + [("a", "y")] + [("b", "y")] * 2 + [(None, "x")] * 2
    table = crosstab(*both(part("side", "ab"), part("head", "xy"), pairs))
    chart = of_crosstab(table)
    assert chart is not None
    assert [[trace.x[n] for trace in chart.data] for n in range(3)] == [
        pytest.approx([62.5, 37.5, 0]),
        pytest.approx([75, 25, 0]),
        pytest.approx([0, 100, 0]),
    ]
    assert words(chart)[1:4] == ["全体", "A", "B"]
    assert [trace.marker.color[0] for trace in chart.data] == [*PALETTE[:2], NO_ANSWER_GREY]


def test_bars_of_weights_are_as_long_as_these_and_tell_the_people() -> None:
    """A: 3 x of weight 1 and 1 y of 3 are a half each, of 4 people."""
    pairs = [("a", "x")] * 3 + [("a", "y")]
    columns = both(part("side", "ab"), part("head", "xy"), pairs)
    chart = of_crosstab(crosstab(*columns, weights=np.array([1.0, 1.0, 1.0, 3.0])))
    assert chart is not None
    assert [trace.x[1] for trace in chart.data] == pytest.approx([50, 50, 0])
    assert list(chart.data[-1].text)[1:] == ["n=4 (参考値)", "n=0 (参考値)"]
    assert words(chart)[-1] == "数字は、重みをつけた割合（%）"


def test_where_a_bar_is_no_whole_or_too_much_to_tell_apart_there_is_none() -> None:
    several = crosstab(*both(part("s", "ab"), part("h", "xy", "any_of"), [("a", ["x", "y"])]))
    letters = "abcdefghijklmnopqrstuvwxyz"
    answers = crosstab(*both(part("s", "ab"), part("h", letters), [("a", "z")]))
    groups = crosstab(*both(part("s", letters), part("h", "xy"), [("a", "x")]))
    assert len(letters) > MOST_GROUPS
    assert [of_crosstab(table) for table in (several, answers, groups)] == [None, None, None]
