"""What holds for cross tables of any two questions, and plain counting beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import build
from analysis.codes import ABSENT
from analysis.columns import Column
from analysis.crosstab import Crosstab, Line, crosstab
from analysis.tabulate import tabulate
from models.questions import AnyQuestion
from tests.builders import DAY, HOME, LIKED, NUMBER, OPINION, RANKING, SATISFACTION, SCALE
from tests.crossed import both, part
from tests.models.strategies import answers

AGE, LIKES = part("age", "abc"), part("likes", "pq")
MANY = part("many", "xyz", "any_of")
EVERY_SHAPE = (SATISFACTION, LIKED, SCALE, RANKING, NUMBER, DAY, HOME, OPINION)


def by_code(table: Crosstab) -> dict[str, Line]:
    return {line.code: line for line in (*table.lines, table.no_answer, table.total)}


def drawn(data: st.DataObject, question: AnyQuestion, people: int) -> list[Any]:
    [asked] = question.parts()
    kinds = st.lists(
        st.sampled_from(["answer", "answer", "blank", "absent"]), min_size=people, max_size=people
    )
    blank = {"blank": None, "absent": ABSENT}
    return [
        question.parse(data.draw(answers(question)))[asked.key] if kind == "answer" else blank[kind]
        for kind in data.draw(kinds)
    ]


@st.composite
def two_questions(draw: Any, but: AnyQuestion | None = None) -> tuple[Column, Column]:
    """Two columns of any shapes, of up to ten people."""
    data, size = draw(st.data()), draw(st.integers(0, 10))
    shapes = [question for question in EVERY_SHAPE if question is not but]
    first, second = (draw(st.sampled_from(shapes)) for _ in range(2))
    pairs = zip(drawn(data, first, size), drawn(data, second, size), strict=True)
    return both(first.parts()[0], second.parts()[0], list(pairs))


def those(column: Column, people: Any) -> Column:
    """The column of these people, by a mask or by their numbers."""
    names = ("state", "codes", "marks", "places", "values")
    arrays = {name: getattr(column, name) for name in names}
    return replace(column, **{k: v[people] for k, v in arrays.items() if v is not None})


@settings(max_examples=60)
@given(two_questions())
def test_margins_are_the_tables_of_one_question(columns: tuple[Column, Column]) -> None:
    side, head = columns
    table = crosstab(side, head, side.asked)
    alone = tabulate(head, side.asked)
    assert (table.total.n, table.total.counts[-1]) == (alone.n_asked, alone.no_answer)
    if head.part.shape not in ("place", "ranked"):  # areas and first places are no rows there
        assert table.total.counts == tuple(row.count for row in alone.rows)
        assert table.percents(table.total) == tuple(row.percent for row in alone.rows)
    if side.part.shape != "any_of":
        lines = [*table.lines, table.no_answer]
        assert sum(line.n for line in lines) == table.total.n
        sums = tuple(map(sum, zip(*(line.counts for line in lines), strict=True)))
        assert sums == table.total.counts
    if head.part.shape != "any_of":
        for line in (*table.lines, table.no_answer, table.total):
            assert sum(line.counts) == line.n
            shares = sum(table.percents(line), Decimal(0))
            assert abs(shares - (100 if line.n else 0)) <= Decimal("0.05") * len(table.columns)


@settings(max_examples=60)
@given(two_questions())
def test_turned_around_it_is_the_same_table(columns: tuple[Column, Column]) -> None:
    side, head = columns
    table, turned = crosstab(side, head), crosstab(head, side)
    rows = [line.counts[:-1] for line in table.lines]
    assert rows == [
        tuple(line.counts[number] for line in turned.lines) for number in range(len(table.lines))
    ]
    assert [line.counts[-1] for line in table.lines] == list(turned.no_answer.counts[:-1])
    assert [line.n for line in table.lines] == list(turned.total.counts[:-1])
    assert (table.total.n, table.not_asked) == (turned.total.n, turned.not_asked)


@settings(max_examples=60)
@given(two_questions(), st.data())
def test_a_mask_is_the_table_of_those_people(
    columns: tuple[Column, Column], data: st.DataObject
) -> None:
    size = len(columns[0].state)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), np.bool_)
    side, head = columns
    assert crosstab(side, head, mask) == crosstab(those(side, mask), those(head, mask))


@settings(max_examples=60)
@given(two_questions(but=NUMBER), st.data())  # whose classes are those of the people
def test_a_whole_weight_is_so_many_people(
    columns: tuple[Column, Column], data: st.DataObject
) -> None:
    size = len(columns[0].state)
    weights = data.draw(st.lists(st.integers(1, 3), min_size=size, max_size=size))
    numbers = np.repeat(np.arange(size), weights).astype(np.intp)
    side, head = columns
    table = crosstab(side, head, weights=np.array(weights, np.float64))
    repeated = by_code(crosstab(those(side, numbers), those(head, numbers)))
    plain = by_code(crosstab(side, head))
    for code, line in by_code(table).items():
        more = repeated[code]
        assert line.weighed is not None
        assert (line.weighed.base, line.weighed.counts) == (more.n, more.counts)
        assert table.percents(line, weighed=True) == table.percents(more)
        assert (line.n, line.counts) == (plain[code].n, plain[code].counts)


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", None]),
            st.none() | st.sets(st.sampled_from("xyz"), min_size=1).map(sorted),
            st.none() | st.sets(st.sampled_from("pq"), min_size=1).map(sorted),
        ),
        max_size=40,
    )
)
def test_against_plain_counting(people: Sequence[tuple[Any, Any, Any]]) -> None:
    """Sets of people by option, cut with each other."""
    parts = (AGE, MANY, part("more", "pq", "any_of"))
    columns = [
        build.column(asked, [person[which] for person in people])
        for which, asked in enumerate(parts)
    ]
    sets = [
        [
            {n for n, person in enumerate(people) if category.code in (person[which] or ())}
            for category in asked.categories
        ]
        for which, asked in enumerate(parts)
    ]
    for one, other in ((0, 1), (1, 0), (1, 2), (0, 2)):
        lines = crosstab(columns[one], columns[other]).lines
        blank = {n for n, person in enumerate(people) if person[other] is None}
        assert [(line.n, line.counts) for line in lines] == [
            (len(row), (*(len(row & column) for column in sets[other]), len(row & blank)))
            for row in sets[one]
        ]


def test_pandas_counts_the_same() -> None:
    chance = np.random.default_rng(6)
    pairs = list(zip(chance.choice(list("abc"), 500), chance.choice(list("pq"), 500), strict=True))
    table = crosstab(*both(AGE, LIKES, pairs))
    side, head = (pd.Series(list(one)) for one in zip(*pairs, strict=True))
    theirs = pd.crosstab(side, head)
    assert [list(line.counts[:-1]) for line in table.lines] == theirs.to_numpy().tolist()
