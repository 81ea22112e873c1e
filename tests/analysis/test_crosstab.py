"""Cross tables by hand, of every shape, and of what a survey should not hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from analysis import build
from analysis.codes import ABSENT
from analysis.crosstab import Crosstab, Line, crosstab, layered, standing
from analysis.tabulate import tabulate
from models.questions import AnyQuestion
from models.questions.base import Category, Part
from tests.builders import DAY, HOME, LIKED, NUMBER, OPINION, RANKING, SATISFACTION, SCALE
from tests.crossed import both, part

AGE, LIKES = part("age", "abc"), part("likes", "pq")
MANY = part("many", "xyz", "any_of")
EVERY_SHAPE = (SATISFACTION, LIKED, SCALE, RANKING, NUMBER, DAY, HOME, OPINION)


def printed(table: Crosstab, line: Line, **how: Any) -> list[str]:
    return [str(one) for one in table.percents(line, **how)]


# One answer by one answer. Lines: a 3 p, 1 q; b 1 p, 2 q, 1 blank; c nobody; blank 2 p.
# Not asked one of the two: 3.
PEOPLE = [
    *[("a", "p")] * 3,
    ("a", "q"),
    ("b", "p"),
    *[("b", "q")] * 2,
    ("b", None),
    *[(None, "p")] * 2,
    ("a", ABSENT),
    (ABSENT, "p"),
    (ABSENT, ABSENT),
]


def test_one_answer_by_one_answer_by_hand() -> None:
    table = crosstab(*both(AGE, LIKES, PEOPLE))
    assert [column.code for column in table.columns] == ["p", "q", ""]
    assert [(line.code, line.n, line.counts) for line in table.lines] == [
        ("a", 4, (3, 1, 0)),
        ("b", 4, (1, 2, 1)),
        ("c", 0, (0, 0, 0)),
    ]
    assert (table.no_answer.n, table.no_answer.counts) == (2, (2, 0, 0))
    # 全体 keeps the two who left the side blank: 3 + 1 + 2 of 10.
    assert (table.total.n, table.total.counts) == (10, (6, 3, 1))
    assert table.not_asked == 3


def test_percentages_by_row_column_and_total_by_hand() -> None:
    table = crosstab(*both(AGE, LIKES, PEOPLE))
    a, b, c = table.lines
    assert printed(table, a) == ["75.0", "25.0", "0.0"]
    assert printed(table, b) == ["25.0", "50.0", "25.0"]
    assert printed(table, c) == ["0.0", "0.0", "0.0"]
    assert printed(table, table.total) == ["60.0", "30.0", "10.0"]
    # Of the 6, 3 and 1 in the columns.
    assert printed(table, a, of="column") == ["50.0", "33.3", "0.0"]
    assert printed(table, b, of="column") == ["16.7", "66.7", "100.0"]
    assert printed(table, table.total, of="column") == ["100.0", "100.0", "100.0"]
    assert printed(table, a, of="total") == ["30.0", "10.0", "0.0"]
    assert printed(table, table.total, of="total") == ["60.0", "30.0", "10.0"]


def test_the_base_of_several_answers_is_persons() -> None:
    """Four of group a: two marked x and y, one marked x, one left it blank: 75, 50, 0, 25 %."""
    pairs = [("a", ["x", "y"])] * 2 + [("a", ["x"]), ("a", None), ("b", ["z"]), ("b", ABSENT)]
    table = crosstab(*both(AGE, MANY, pairs))
    a, b, _ = table.lines
    assert (a.n, a.counts, printed(table, a)) == (4, (3, 2, 0, 1), ["75.0", "50.0", "0.0", "25.0"])
    assert (b.n, b.counts) == (1, (0, 0, 1, 0))
    assert (table.total.n, table.total.counts) == (5, (3, 2, 1, 1))
    assert printed(table, table.total) == ["60.0", "40.0", "20.0", "20.0"]


def test_several_answers_beside_put_a_person_in_several_lines() -> None:
    pairs = [(["x", "y"], "p"), (["x"], "q"), (["x"], None), (None, "p"), (["z"], ABSENT)]
    table = crosstab(*both(MANY, LIKES, pairs))
    assert [(line.code, line.n, line.counts) for line in table.lines] == [
        ("x", 3, (1, 1, 1)),
        ("y", 1, (1, 0, 0)),
        ("z", 0, (0, 0, 0)),
    ]
    assert (table.no_answer.n, table.total.n, table.total.counts) == (1, 4, (2, 1, 1))
    assert table.not_asked == 1


def test_several_answers_by_several_answers() -> None:
    other = part("other", "rs", "any_of")
    pairs = [(["x", "y"], ["r", "s"]), (["x"], ["r"]), (["y"], None), (None, ["s"]), (None, None)]
    table = crosstab(*both(MANY, other, pairs))
    assert [(line.code, line.n, line.counts) for line in table.lines] == [
        ("x", 2, (2, 1, 0)),
        ("y", 2, (1, 1, 1)),
        ("z", 0, (0, 0, 0)),
    ]
    assert (table.no_answer.n, table.no_answer.counts) == (2, (0, 1, 1))
    assert (table.total.n, table.total.counts) == (5, (2, 2, 2))


def test_weights_by_hand() -> None:
    """a: 0.5 p and 1.5 q, so 25 and 75 %; blank 2 p: 全体 2.5 of 4 is 62.5 %."""
    side, head = both(AGE, LIKES, [("a", "p"), ("a", "q"), (None, "p"), ("b", ABSENT)])
    table = crosstab(side, head, weights=np.array([0.5, 1.5, 2.0, 9.0]))
    a = table.lines[0]
    assert (a.n, a.counts, printed(table, a)) == (2, (1, 1, 0), ["50.0", "50.0", "0.0"])
    assert a.weighed is not None
    assert (a.weighed.base, a.weighed.counts) == (2.0, (0.5, 1.5, 0.0))
    assert a.weighed.effective_n == 1.6  # 2² / (0.5² + 1.5²)
    assert table.lines[1].weighed is not None
    assert table.lines[1].weighed.effective_n == 0
    assert printed(table, a, weighed=True) == ["25.0", "75.0", "0.0"]
    assert printed(table, table.total, weighed=True) == ["62.5", "37.5", "0.0"]
    assert printed(table, a, of="column", weighed=True) == ["20.0", "100.0", "0.0"]


def test_three_questions_by_hand() -> None:
    layer, _ = both(part("layer", "mn"), LIKES, [("m", None), ("m", None), ("n", None), (None, "")])
    side, head = both(AGE, LIKES, [("a", "p"), ("b", "q"), ("a", "q"), ("a", "p")])
    first, second = layered(layer, side, head)
    assert (first.category.code, second.category.code) == ("m", "n")
    assert [line.counts for line in first.table.lines] == [(1, 0, 0), (0, 1, 0), (0, 0, 0)]
    assert [line.counts for line in second.table.lines] == [(0, 1, 0), (0, 0, 0), (0, 0, 0)]
    [only] = layered(layer, side, head, np.array([True, False, True, True]))[:1]
    assert only.table == crosstab(side, head, np.array([True, False, False, False]))


def test_a_layer_of_several_answers_and_weights() -> None:
    """The first person stands in the tables of x and of y: 0.5 of 2 by weight in that of x."""
    layer = build.column(MANY, [["x", "y"], ["x"], ["z"], None])
    side, head = both(AGE, LIKES, [("a", "p"), ("a", "q"), ("b", "p"), ("a", "p")])
    x, y, z = layered(layer, side, head, weights=np.array([0.5, 1.5, 1.0, 1.0]))
    assert [one.table.total.n for one in (x, y, z)] == [2, 1, 1]
    assert printed(x.table, x.table.lines[0], weighed=True) == ["25.0", "75.0", "0.0"]
    assert [line.counts for line in z.table.lines] == [(0, 0, 0), (1, 0, 0), (0, 0, 0)]


def test_the_classes_of_a_layered_table_are_those_of_everybody() -> None:
    [number] = NUMBER.parts()
    layer, head = both(part("layer", "mn"), number, [("m", 1), ("m", 2), ("n", 7)])
    side = build.column(AGE, ["a", "a", "b"])
    columns = [[one.code for one in layer.table.columns] for layer in layered(layer, side, head)]
    assert columns[0] == columns[1] == ["1", "2", "3", "4", "5", "6", "7", ""]


def test_many_tables_at_once_are_the_tables_one_by_one() -> None:
    side, head = both(AGE, LIKES, PEOPLE)
    many = build.column(MANY, [["x"], ["y", "z"], None, ABSENT] * 3 + [["x"]])
    mask, weights = np.arange(13) % 2 == 0, np.linspace(0.5, 12.5, 13)
    found = list(standing([head, many, side], [side, many], mask, weights))
    assert found == [
        crosstab(side, head, mask, weights),
        crosstab(many, head, mask, weights),
        crosstab(side, many, mask, weights),  # and not many by many
        crosstab(many, side, mask, weights),
    ]


@pytest.mark.parametrize(
    ("question", "values", "lines"),
    [
        # 等々力 and 用賀 lie in 玉川地域; a place that no version knows is not lost.
        (
            HOME,
            ["yoga", "todoroki", "outside", "lost", None],
            [("tamagawa", 2), ("outside", 1), ("lost", 1)],
        ),
        (
            RANKING,
            [["food", "stage"], ["stage"], ["food"]],
            [("stage", 1), ("food", 2), ("stamp", 0)],
        ),
        (NUMBER, [1, 3, 3, None], [("1", 1), ("2", 0), ("3", 2)]),
        (NUMBER, [None], []),
        # 20 people: 1 to 20 in classes of 5, by Sturges' rule at most 1 + 5.
        (NUMBER, list(range(1, 21)), [("0", 4), ("5", 5), ("10", 5), ("15", 5), ("20", 1)]),
        (DAY, ["2026-05-02", "2026-05-01", "2026-05-02"], [("2026-05-01", 1), ("2026-05-02", 2)]),
        (DAY, ["2026-04-01", "2026-08-15", "2026-08-31"], [("2026-04", 1), ("2026-08", 2)]),
        (DAY, [None], []),
        (OPINION, ["よい", None, "わるい"], [("written", 2)]),
    ],
)
def test_lines_of_each_shape(
    question: AnyQuestion, values: list[Any], lines: list[tuple[str, int]]
) -> None:
    [asked] = question.parts()
    side, head = both(asked, LIKES, [(value, "p") for value in values])
    assert [(line.code, line.n) for line in crosstab(side, head).lines] == lines


def test_columns_of_numbers_are_those_of_the_table_of_one_question() -> None:
    [asked] = NUMBER.parts()
    side, head = both(AGE, asked, [("a", value) for value in (1, 2, 4, 20, 20, 19)])
    table = crosstab(side, head, np.array([True, True, True, False, False, False]))
    rows = tabulate(head, np.array([True, True, True, False, False, False])).rows
    assert [(column.code, column.label) for column in table.columns] == [
        (row.code, row.label) for row in rows
    ]
    assert table.total.counts == tuple(row.count for row in rows)


# --- bad input


@pytest.mark.parametrize("side", EVERY_SHAPE, ids=lambda question: question.type)
@pytest.mark.parametrize("head", EVERY_SHAPE, ids=lambda question: question.type)
@pytest.mark.parametrize("values", [[], [None], [ABSENT], [None, ABSENT]])
def test_nobody_and_only_blanks(side: AnyQuestion, head: AnyQuestion, values: list[Any]) -> None:
    table = crosstab(*both(side.parts()[0], head.parts()[0], [(v, v) for v in values]))
    blank, absent = values.count(None), values.count(ABSENT)
    assert (table.total.n, table.no_answer.n, table.not_asked) == (blank, blank, absent)
    assert not any(line.n or any(line.counts) for line in table.lines)
    assert table.total.counts[-1] == blank
    assert table.total.small


def test_three_hundred_options_by_three_hundred() -> None:
    """Person n marks 0 and n: each option meets itself and 0, and 0 meets everything."""
    codes = [f"o{number}" for number in range(300)]
    options = tuple(Category(code, {"ja": code}) for code in codes)
    marks = [sorted({"o0", code}) for code in codes]
    one, other = (build.column(Part(key, {}, "any_of", options), marks) for key in ("q1", "q2"))
    table = crosstab(one, other)
    counts = np.array([line.counts[:-1] for line in table.lines])
    expected = np.eye(300, dtype=np.int64)
    expected[0, :] = expected[:, 0] = 1
    expected[0, 0] = 300
    assert np.array_equal(counts, expected)


def test_marks_of_more_people_than_are_multiplied_at_once() -> None:
    pairs = [(["x"], ["x", "y"]), (["y"], ["y"]), (None, ["z"])] * 12_000
    other = part("other", "xyz", "any_of")
    table = crosstab(*both(MANY, other, pairs), weights=np.full(36_000, 0.25))
    assert [line.counts for line in table.lines] == [
        (12_000, 12_000, 0, 0),
        (0, 12_000, 0, 0),
        (0, 0, 0, 0),
    ]
    assert table.total.weighed is not None
    assert table.total.weighed.counts == (3_000, 6_000, 3_000, 0)
