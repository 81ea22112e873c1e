"""Tables as rows of values: single questions, matrices, cross tables, means."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from analysis.association import association
from analysis.cross_grids import of_crosstab, of_means
from analysis.crosstab import crosstab
from analysis.grids import Grid, of_matrix, of_tabulation
from analysis.matrices import joined
from analysis.means import means
from analysis.tabulate import tabulate
from models.questions.base import Category, Part
from tests.analysis.test_charts_by_shape import HOMES, RANKED
from tests.builders import GRID, SCALE
from tests.columns import counted
from tests.crossed import both, part, people


def written(grid: Grid) -> list[list[str]]:
    """The table as it is printed, headings first."""
    rows = [
        [head.written(value) for head, value in zip(grid.heads, row, strict=True)]
        for row in grid.rows
    ]
    return [[head.text for head in grid.heads], *rows]


def test_nobody_is_a_dash_and_next_to_nobody_is_zero_point_zero() -> None:
    [grid] = of_tabulation(counted(part("q", "abc"), ["a"] * 1_999 + ["b"]))
    assert written(grid) == [
        ["回答", "人数（n=2,000）", "割合（%）"],
        ["A", "1,999", "100.0"],
        ["B", "1", "0.1"],
        ["C", "0", "-"],
        ["無回答", "0", "-"],
    ]
    [grid] = of_tabulation(counted(part("q", "ab"), ["a"] * 2_100 + ["b"]))
    assert written(grid)[2] == ["B", "1", "0.0"]


def test_weights_stand_beside_what_was_counted() -> None:
    column, _ = both(part("q", "ab"), part("h", "x"), [("a", "x"), ("b", "x")])
    [grid] = of_tabulation(tabulate(column, weights=np.array([3.0, 1.0])))
    assert written(grid)[:3] == [
        ["回答", "人数（n=2）", "割合（%）", "重みつき（%）"],
        ["A", "1", "50.0", "75.0"],
        ["B", "1", "50.0", "25.0"],
    ]


def test_rankings_have_mean_places_and_points_and_places_their_areas() -> None:
    first, _ = of_tabulation(RANKED)
    # 20 put 模擬店 first and 1 second: (20 + 2) / 21; points (20 * 2 + 1) / 33 who ranked.
    assert written(first)[2] == ["模擬店", "20", "1", "1.05", "1.24"]
    assert written(of_tabulation(HOMES)[0]) == [
        ["地域", "人数（n=35）", "割合（%）"],
        ["玉川地域", "29", "82.9"],
        ["区外", "4", "11.4"],
    ]


def test_a_matrix_has_a_line_for_each_row_with_its_own_base_and_mean() -> None:
    hall, staff = GRID.parts()
    tables = [counted(hall, ["5"] * 20 + ["1"] * 12), counted(staff, ["4", "unsure", None, "4"])]
    grid = of_matrix(joined(GRID.key, GRID.label, tables))
    assert [row[:3] for row in grid.rows] == [
        ("会場", 32, Decimal("62.5")),
        ("案内（参考値）", 4, None),
    ]
    assert [row[-2:] for row in written(grid)] == [
        ["無回答（%）", "平均"],
        ["-", "3.50"],
        ["25.0", "4.00"],
    ]
    with_people = of_matrix(joined(GRID.key, GRID.label, tables), people=True)
    assert len(with_people.heads) == len(grid.heads) + 7
    assert with_people.rows[0][2:4] == (20, Decimal("62.5"))


def test_equal_headings_are_told_apart() -> None:
    twins = Part("q", {"ja": "問"}, "one_of", tuple(Category(c, {"ja": "X"}) for c in "ab"))
    table = counted(twins, ["a"])
    grid = of_matrix(joined("q", {"ja": "問"}, [table]))
    assert [head.text for head in grid.heads[2:]] == ["X（%）", "X 2（%）", "無回答（%）"]


COUNTS = [[40, 10], [10, 40]]
PAIRS = [*people(COUNTS, "ab", "xy"), (None, "x"), ("a", None)]


def test_a_cross_table_has_everybody_first_and_marks_what_the_tests_found() -> None:
    table = crosstab(*both(part("side", "ab"), part("head", "xy"), PAIRS))
    grid = of_crosstab(table, association(table))
    assert written(grid) == [
        ["side", "n", "X（%）", "Y（%）", "無回答（%）"],
        ["全体", "102", "50.0", "49.0", "1.0"],
        ["A", "51", "78.4", "19.6", "2.0"],
        ["B", "50", "20.0", "80.0", "-"],
    ]
    assert grid.marks == {
        (1, 2): "higher",
        (1, 3): "lower",
        (2, 2): "lower",
        (2, 3): "higher",
    }
    beside = of_crosstab(table, association(table), people=True)
    assert set(beside.marks) == {(1, 3), (1, 5), (2, 3), (2, 5)}
    assert beside.rows[1][2:4] == (40, Decimal("78.4"))


@pytest.mark.parametrize(
    ("of", "first"), [("column", ["A", "51", "78.4"]), ("total", ["A", "51", "39.2"])]
)
def test_percentages_are_of_what_is_asked_for(of: str, first: list[str]) -> None:
    table = crosstab(*both(part("side", "ab"), part("head", "xy"), PAIRS))
    assert written(of_crosstab(table, of=of))[2][:3] == first  # type: ignore[arg-type] # one of both


def test_a_weighted_cross_table_has_both_bases_and_no_marks() -> None:
    """A: 40 x of weight 1 and 10 y of 3: 70 of weight, effective 70² / 130 = 37.7, x 57.1 %."""
    pairs = [("a", "x")] * 40 + [("a", "y")] * 10 + [("b", "y")] * 40
    weights = np.array([1.0] * 40 + [3.0] * 10 + [0.25] * 20 + [2.0] * 20)
    table = crosstab(*both(part("side", "ab"), part("head", "xy"), pairs), weights=weights)
    grid = of_crosstab(table, association(table), weighed=True)
    assert grid.name == "headをsideで分けた重みつき集計表"
    assert written(grid) == [
        ["side", "n", "有効な人数", "X（%）", "Y（%）", "無回答（%）"],
        ["全体", "90", "63", "34.8", "65.2", "-"],  # 115² / (130 + 81.25)
        ["A", "50", "38", "57.1", "42.9", "-"],
        ["B（参考値）", "40", "25", "-", "100.0", "-"],  # 45² / 81.25 = 24.9
    ]
    assert not grid.marks
    file = of_crosstab(table, people=True, weighed=True)
    assert written(file)[0][3:6] == ["X（人）", "X（%）", "X（重みつき%）"]
    assert written(file)[2][3:6] == ["40", "80.0", "57.1"]


def test_weighted_means_stand_beside_those_without_and_nothing_is_tested() -> None:
    [scale] = SCALE.parts()
    pairs = [("a", "5")] * 20 + [("a", "1")] * 20 + [("b", "1")] * 20
    weights = np.array([3.0] * 20 + [1.0] * 40)
    found = means(*both(part("side", "ab"), scale, pairs), weights=weights)
    assert found is not None
    grid = of_means(found)
    assert written(grid)[0][1:] == ["n", "重みつき平均", "重みのない平均"]
    assert written(grid)[2] == ["A", "40", "4.00", "3.00"]
    assert not grid.marks


def test_means_have_intervals_and_the_difference_to_all_others() -> None:
    [scale] = SCALE.parts()
    pairs = [("a", "5")] * 20 + [("a", "4")] * 20 + [("b", "1")] * 20 + [("b", "2")] * 20
    found = means(*both(part("side", "ab"), scale, pairs))
    assert found is not None
    grid = of_means(found)
    everybody, first, second = written(grid)[1:]
    assert everybody[:3] == ["全体", "80", "3.00"]
    # s = 0.51 over 40: 4.5 ± 2.02 * 0.51 / √40
    assert first[:5] == ["A", "40", "4.50", "4.34～4.66", "0.51"]
    assert (first[5], second[5]) == ("3.00", "-3.00")
    assert grid.marks == {(1, 5): "higher", (2, 5): "lower"}
