"""Correspondence analysis, against a published example and numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.charts.correspondence import REASONS, alternative, of_correspondence
from analysis.text.correspondence import correspondence, decomposed
from tests.analysis.text.incidences import drawn, of_marks, of_people, unequal

# Smoking by staff group: M. Greenacre, "Theory and applications of correspondence analysis"
# (1984), table 3.1; the values are those of the ca package for R (O. Nenadić and M. Greenacre,
# J. Statistical Software 20, 2007).
SMOKE = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]])


def test_a_published_example() -> None:
    found = decomposed(SMOKE)
    assert found.inertias == pytest.approx([0.074759, 0.010017, 0.000414], abs=1e-6)
    assert np.abs(found.rows[:, 0]) == pytest.approx(
        [0.065768, 0.258958, 0.380595, 0.232952, 0.201089], abs=1e-6
    )
    assert np.abs(found.columns[:, 0]) == pytest.approx(
        [0.393308, 0.099456, 0.196321, 0.293776], abs=1e-6
    )
    assert np.sign(found.rows[:, 0] * found.rows[2, 0]).tolist() == [1, -1, 1, -1, 1]


@settings(max_examples=30)
@given(st.lists(st.lists(st.integers(1, 30), min_size=4, max_size=4), min_size=3, max_size=6))
def test_inertia_is_chi_square_by_people_and_distances_are_those_of_profiles(
    cells: list[list[int]],
) -> None:
    table = np.array(cells)
    found = decomposed(table)
    chi_square = stats.chi2_contingency(table, correction=False).statistic
    assert found.inertias.sum() == pytest.approx(chi_square / table.sum(), abs=1e-9)
    profiles = table / table.sum(axis=1, keepdims=True)
    masses = table.sum(axis=0) / table.sum()
    apart = ((profiles[0] - profiles[1]) ** 2 / masses).sum()
    assert ((found.rows[0] - found.rows[1]) ** 2).sum() == pytest.approx(apart, abs=1e-9)
    for places, weights in (
        (found.rows, found.row_masses),
        (found.columns, found.column_masses),
    ):
        assert weights @ places == pytest.approx(0 * found.inertias, abs=1e-9)
        assert weights @ places**2 == pytest.approx(found.inertias, abs=1e-9)


SAID = {
    "遊具": range(15),
    "公園": [*range(5), *range(20, 30)],
    "税金": range(20, 34),
    "介護": range(40, 55),
}
CODES = np.array([0] * 20 + [1] * 20 + [2] * 20 + [3] * 5)
LABELS = ["10代", "40代", "70代", "80代"]


def test_words_lie_towards_the_groups_that_use_them() -> None:
    found = correspondence(of_people(SAID, 65), CODES, LABELS)
    assert (found.n, found.few, found.reason) == (60, ("80代",), None)
    assert [(point.text, point.people) for point in found.groups] == [
        ("10代", 20),
        ("40代", 20),
        ("70代", 20),
    ]
    assert sum(found.shares) == pytest.approx(1)  # three groups have two axes
    for axis in range(2):
        for points in (found.words, found.groups):
            assert sum(point.contributions[axis] for point in points) == pytest.approx(1)
        most = max(found.groups, key=lambda point: abs(point.contributions[axis]))
        assert most.places[axis] > 0
    assert all(point.quality == pytest.approx(1) for point in (*found.words, *found.groups))
    said = alternative(found)
    assert "10代の方向にある言葉は「遊具」です。" in said
    assert "70代の方向にある言葉は「介護」です。" in said


def test_two_groups_have_one_axis() -> None:
    found = correspondence(of_people(SAID, 65), np.array([0] * 30 + [1] * 35), LABELS)
    assert found.shares == pytest.approx([1])
    chart = of_correspondence(found)
    assert {y for trace in chart.data for y in trace.y} == {0}


@pytest.mark.parametrize(
    ("said", "codes", "reason"),
    [
        ({"遊具": range(15), "公園": range(20)}, [0] * 10 + [1] * 55, "few_words"),
        (SAID, [0] * 65, "few_groups"),
        (SAID, [0] * 56 + [1] * 9, "few_groups"),
        ({}, [], "few_groups"),
        (
            {name: [*range(6), *range(30, 36)] for name in ("公園", "遊具", "税金")},
            [0] * 30 + [1] * 30,
            "no_difference",
        ),
    ],
)
def test_no_map_without_enough_to_compare(
    said: dict[str, range], codes: list[int], reason: str
) -> None:
    found = correspondence(of_people(said, len(codes)), np.array(codes, np.int64), LABELS)
    assert (found.reason, found.words, found.groups) == (reason, (), ())
    assert alternative(found) == REASONS[found.reason or "few_words"]
    assert of_correspondence(found).layout.annotations[0].text == alternative(found)


@settings(max_examples=15)
@given(st.permutations(range(200)))
def test_the_order_of_people_does_not_matter(order: list[int]) -> None:
    marks, codes = drawn(200, 12, np.random.default_rng(2)), unequal(200, np.random.default_rng(3))
    labels = list("abcdef")
    found = correspondence(of_marks(marks), codes, labels)
    assert found.words
    assert correspondence(of_marks(marks[order]), codes[order], labels) == found
