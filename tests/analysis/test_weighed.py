"""Tables of some people, and tables by weights: a weight of 3 counts like three such people."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import build
from analysis.codes import ABSENT
from analysis.quantities import Quantity
from analysis.tabulate import Tabulation, tabulate
from models.questions import AnyQuestion
from models.questions.values import StoredValue
from tests.builders import (
    DAY,
    GRID,
    GRID_MANY,
    HOME,
    LIKED,
    NPS,
    NUMBER,
    OPINION,
    RANKING,
    SATISFACTION,
    SCALE,
)
from tests.models.strategies import answers

SHAPES = (
    *(SATISFACTION, LIKED, SCALE, NPS, GRID, GRID_MANY, RANKING, NUMBER, DAY, HOME),
    OPINION,
)
BY_TYPE = pytest.mark.parametrize("question", SHAPES, ids=lambda question: question.type)

Person = tuple[StoredValue | object, int, bool]  # the stored value, a weight, and whether chosen


def people(data: st.DataObject, question: AnyQuestion) -> list[Person]:
    """Up to eight people who answered, left blank or were not asked."""
    [part, *_] = question.parts()
    found: list[Person] = []
    for kind in data.draw(
        st.lists(st.sampled_from(["answer", "answer", "blank", "absent"]), max_size=8)
    ):
        value: StoredValue | object = None if kind == "blank" else ABSENT
        if kind == "answer":
            value = question.parse(data.draw(answers(question)))[part.key]
        found.append((value, data.draw(st.integers(1, 4)), data.draw(st.booleans())))
    return found


def table(question: AnyQuestion, values: list[Any], **arrays: Any) -> Tabulation:
    [part, *_] = question.parts()
    return tabulate(build.column(part, values), **arrays)


@BY_TYPE
@settings(max_examples=15)
@given(data=st.data())
def test_a_mask_is_the_table_of_those_people(question: AnyQuestion, data: st.DataObject) -> None:
    found = people(data, question)
    mask = np.array([chosen for _, _, chosen in found], np.bool_)
    some = table(question, [value for value, _, _ in found], mask=mask)
    assert some == table(question, [value for value, _, chosen in found if chosen])


@BY_TYPE
@settings(max_examples=15)
@given(data=st.data())
def test_a_whole_weight_is_so_many_people(question: AnyQuestion, data: st.DataObject) -> None:
    found = people(data, question)
    weights = np.array([weight for _, weight, _ in found], np.float64)
    mask = np.array([chosen for _, _, chosen in found], np.bool_)
    by_weight = table(question, [v for v, _, _ in found], mask=mask, weights=weights)
    repeated = table(question, [v for v, weight, chosen in found if chosen for _ in range(weight)])
    weighed = by_weight.weighed
    assert weighed is not None
    assert (weighed.base, weighed.marks) == (repeated.n_asked, repeated.marks)
    if isinstance(weighed.summary, Quantity):  # the classes are those of the people
        assert isinstance(repeated.summary, Quantity)
        for name in ("n", "mean", "median", "deviation", "lower_quartile", "upper_quartile"):
            assert getattr(weighed.summary, name) == getattr(repeated.summary, name)
        assert sum(weighed.counts) == repeated.n_asked
    else:
        assert list(weighed.counts) == [row.count for row in repeated.rows]
        assert list(weighed.percents) == [row.percent for row in repeated.rows]
        assert weighed.summary == repeated.summary


@BY_TYPE
@settings(max_examples=5)
@given(data=st.data())
def test_weights_of_one_change_nothing_and_none_are_never_hidden(
    question: AnyQuestion, data: st.DataObject
) -> None:
    values = [value for value, _, _ in people(data, question)]
    plain = table(question, values)
    beside = table(question, values, weights=np.ones(len(values)))
    assert plain.weighed is None
    assert beside.weighed is not None
    assert (beside.rows, beside.summary) == (plain.rows, plain.summary)
    assert list(beside.weighed.percents) == [row.percent for row in plain.rows]
    assert beside.weighed.summary == plain.summary


def test_by_hand() -> None:
    """Weights 0.5, 1.5, 1, 1 on good, bad, bad, blank: good 0.5 of 4 is 12.5 %, bad 62.5 %."""
    weights = np.array([0.5, 1.5, 1.0, 1.0])
    found = table(SATISFACTION, ["good", "bad", "bad", None], weights=weights)
    assert [row.count for row in found.rows] == [1, 2, 0, 1]
    assert found.weighed is not None
    assert found.weighed.counts == (0.5, 2.5, 0.0, 1.0)
    assert found.weighed.percents == tuple(map(Decimal, ("12.5", "62.5", "0.0", "25.0")))
