"""Columns built in any portions are those built at once, and say what is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import build
from analysis.build import Builder
from analysis.columns import Column
from models.journey import walk
from models.questions import AnyQuestion
from models.questions.choice import MultipleChoice
from models.questions.options import Options
from models.questions.ranking import Ranking
from models.questions.values import StoredValue
from tests.analysis.rows import document, response, rows, said
from tests.models.strategies import documents, sendings


def later(question: AnyQuestion) -> AnyQuestion:
    """The question as a later version might have it: options in another order, one of them gone."""
    changed: dict[str, Any] = {"show_if": None}
    if isinstance(question, Options):
        changed["options"] = question.options[:0:-1]
    if isinstance(question, MultipleChoice):
        changed["max_choices"] = None
    if isinstance(question, Ranking):
        changed["ranks"] = 1
    return question.model_copy(update=changed)


def by_the_rule(answers: dict[str, StoredValue], column: Column) -> object:
    """What the table of the stored values has to say, person by person, without any array."""
    if column.part.key not in answers:
        return "非該当"
    value = answers[column.part.key]
    match column.part.shape:
        case "prose":
            return value if value is None else "written"
        case "moment":
            epoch = date(1970, 1, 1)
            return value if value is None else float((date.fromisoformat(str(value)) - epoch).days)
        case "any_of" if isinstance(value, list):
            return [c.code for c in column.part.categories if c.code in value]
        case _:
            return value


@settings(max_examples=25)
@given(st.data())
def test_columns_built_in_portions_are_those_built_at_once_and_say_what_is_stored(
    data: st.DataObject,
) -> None:
    """Any document and a later version, any answers in any order; some go and come back."""
    first = data.draw(documents())
    left = data.draw(st.permutations(list(first.questions())))
    gone = data.draw(st.integers(0, len(left) - 1))
    versions = {1: first, 2: document(*(later(question) for question in left[gone:]))}
    people = [
        (version, walk(versions[version], data.draw(sendings(versions[version]))).answers)
        for version in data.draw(st.lists(st.sampled_from(sorted(versions)), max_size=8))
    ]
    order = data.draw(st.permutations(range(len(people))))
    builder = Builder(versions)

    def add(start: int, end: int) -> None:
        for number in range(start, end):
            version, answers = people[number]
            builder.add(rows([answers], number + 1, order=[order[number]], version=version))

    middle = data.draw(st.integers(0, len(people)))
    add(0, middle)
    if data.draw(st.booleans()):
        builder.answers({})
    back = data.draw(st.integers(0, middle))
    builder.cut(back)
    assert builder.n == back
    add(back, len(people))
    found = builder.answers({})

    sorted_people = [people[order.index(place)] for place in range(len(people))]
    at_once = build.answers([response("r", v, a) for v, a in sorted_people], versions, {})
    assert list(found.columns) == list(at_once.columns)
    for key, column in found.columns.items():
        other = at_once.columns[key]
        assert column.part == other.part
        for name in ("state", "codes", "marks", "places", "values"):
            one, two = getattr(column, name), getattr(other, name)
            assert (one is None) == (two is None)
            if one is not None:
                np.testing.assert_array_equal(one, two)
        assert said(column) == [by_the_rule(answers, column) for _, answers in sorted_people]
    assert found.facets["version"].codes.tolist() == at_once.facets["version"].codes.tolist()
