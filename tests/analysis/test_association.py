"""Tests of difference against numbers worked out by hand, scipy, statsmodels and R."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats
from scipy.stats.contingency import association as scipy_association
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.multitest import multipletests

from analysis import build
from analysis.association import LEAST, association
from analysis.crosstab import Crosstab, crosstab
from tests.crossed import both, marks, of_counts, part, people, residuals

MANY = part("many", "xyz", "any_of")


# --- one answer by one answer


def test_two_by_two_by_hand() -> None:
    """Rows 40 and 60, columns 50 and 50: expected 20, 20, 30, 30, all off by 10.

    χ² = 100/20 + 100/20 + 100/30 + 100/30 = 16.667; V = √(16.667/100) = 0.408, more than 0.3.
    Residual of the first cell: 10 / √(20 · 0.6 · 0.5) = 4.082, whose square is χ² again.
    """
    found = association(of_counts([[30, 10], [20, 40]]))
    assert found.whole is not None
    assert (found.n, found.whole.method, found.whole.freedom) == (100, "chi_square", 1)
    assert found.whole.chi_square == pytest.approx(16.6667, abs=1e-4)
    assert found.whole.p == pytest.approx(4.4557e-05, rel=1e-4)
    assert found.whole.v == pytest.approx(0.40825, abs=1e-5)
    assert found.whole.size == "medium"
    assert residuals(found) == pytest.approx(
        np.array([[4.0825, -4.0825], [-4.0825, 4.0825]]), abs=1e-4
    )
    assert marks(found) == [["higher", "lower"], ["lower", "higher"]]
    assert found.tested == 4


counts = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 60), min_size=width, max_size=width), min_size=2, max_size=5
    )
)


@settings(max_examples=60)
@given(counts)
def test_scipy_and_statsmodels_find_the_same(table: list[list[int]]) -> None:
    found = association(of_counts(table))
    theirs = np.array(table)
    theirs = theirs[theirs.sum(axis=1) > 0][:, theirs.sum(axis=0) > 0]
    if found.reason is not None:
        assert theirs.sum() < LEAST or min(theirs.shape) < 2
        return
    assert found.whole is not None
    result = stats.chi2_contingency(theirs, correction=False)
    few = np.mean(result.expected_freq < 5) > 0.2 or result.expected_freq.min() < 1
    assert (found.whole.method == "chi_square") == (not few)
    assert found.whole.chi_square == pytest.approx(result.statistic, abs=1e-9)
    assert found.whole.freedom == result.dof
    assert found.whole.v == pytest.approx(scipy_association(theirs, method="cramer"), abs=1e-9)
    if not few:
        assert found.whole.p == pytest.approx(result.pvalue, rel=1e-9, abs=1e-300)
    # Where statsmodels has cells, so that nothing is divided by 0.
    whole = np.array(table).sum(axis=1) > 0
    haberman = np.full(np.array(table).shape, np.nan)
    haberman[np.ix_(whole, np.array(table).sum(axis=0) > 0)] = Table(
        theirs, shift_zeros=False
    ).standardized_resids
    ours = residuals(found)
    tested = ~np.isnan(ours)
    assert ours[tested] == pytest.approx(haberman[tested], abs=1e-9)
    ps = [cell.p for line in found.cells for cell in line if cell]
    qs = [cell.q for line in found.cells for cell in line if cell]
    if ps:
        assert qs == pytest.approx(multipletests(ps, method="fdr_bh")[1].tolist(), abs=1e-12)


@settings(max_examples=40)
@given(counts)
def test_each_cell_is_its_group_against_all_others(table: list[list[int]]) -> None:
    whole = np.array(table)
    places = product(range(len(table)), range(len(table[0])))
    cells = [cell for cells in association(of_counts(table)).cells for cell in cells]
    for (line, column), cell in zip(places, cells, strict=True):
        four = _collapsed(whole, line, column)
        if min(four.sum(axis=1)) < LEAST or min(four.sum(axis=0)) == 0 or whole.sum() < LEAST:
            assert cell is None
            continue
        assert cell is not None
        result = stats.chi2_contingency(four, correction=False)
        exact = result.expected_freq.min() < 5
        expected = stats.fisher_exact(four).pvalue if exact else result.pvalue
        assert cell.exact == exact
        assert cell.p == pytest.approx(expected, rel=1e-6, abs=1e-300)
        assert cell.residual**2 == pytest.approx(result.statistic, abs=1e-9)


def _collapsed(whole: NDArray[np.int64], line: int, column: int) -> NDArray[np.int64]:
    cell = whole[line, column]
    one, other = whole[line].sum() - cell, whole[:, column].sum() - cell
    return np.array([[cell, one], [other, whole.sum() - cell - one - other]])


@pytest.mark.parametrize(
    ("table", "method"),
    [
        # Expected 5, 5, 5, 5: just enough.
        ([[5, 5], [5, 5]], "chi_square"),
        # Margins 10 and 9, 9 and 10: expected 9 · 9 / 19 = 4.26 in one cell of four, 25 %.
        ([[5, 4], [5, 5]], "fisher"),
        # Three by two, expected 4.8 in one cell of six, 16.7 %: χ² may stay.
        ([[5, 7], [10, 15], [17, 26]], "chi_square"),
        # One expected count of 0.8 is too little, however many cells there are.
        ([[1, 1], [20, 30], [19, 29], [19, 29], [19, 29], [19, 29]], "freeman_halton"),
    ],
)
def test_small_cells_get_an_exact_test(table: list[list[int]], method: str) -> None:
    found = association(of_counts(table)).whole
    assert found is not None
    assert found.method == method
    assert (found.error is not None) == (method == "freeman_halton")


@pytest.mark.parametrize(
    ("w", "size"),
    [(0.09, "none"), (0.1, "small"), (0.29, "small"), (0.3, "medium"), (0.5, "large")],
)
def test_the_words_of_cohen(w: float, size: str) -> None:
    """Of 2·500 people, 500·(1 ± w)/… : in a square table of equal margins φ is the difference."""
    more = round(5_000 * (1 + w))
    found = association(of_counts([[more, 10_000 - more], [10_000 - more, more]])).whole
    assert found is not None
    assert found.v == pytest.approx(w)
    assert found.size == size


def test_the_words_go_by_the_size_of_the_table() -> None:
    """V of 0.25 in three by three is w = 0.25 · √2 = 0.354: medium."""
    table = [[150, 75, 75], [75, 150, 75], [75, 75, 150]]
    found = association(of_counts(table)).whole
    assert found is not None
    assert found.v == pytest.approx(0.25)
    assert found.size == "medium"


# --- 無回答, small numbers, weights


def test_no_answer_is_not_tested() -> None:
    pairs = people([[30, 10], [20, 40]], "ab", "pq")
    more: list[tuple[Any, Any]] = [*pairs, *[("a", None), (None, "p"), (None, None)] * 7]
    side, head = part("side", "ab"), part("head", "pq")
    plain, beside = (association(crosstab(*both(side, head, found))) for found in (pairs, more))
    assert beside.whole == plain.whole
    assert residuals(beside) == pytest.approx(residuals(plain))


def test_nothing_is_marked_that_the_printed_table_does_not_show() -> None:
    """Of those who answered, 48 of 60 in a say p, and 60 of 100 in b; but 60 more of a left it
    blank, so that p is 40 % of a, and 108 of 220, 49.1 %, in 全体."""
    pairs = people([[48, 12], [60, 40]], "ab", "pq")
    blank: list[tuple[Any, Any]] = [("a", None)] * 60
    side, head = part("side", "ab"), part("head", "pq")
    assert marks(association(crosstab(*both(side, head, pairs))))[0] == ["higher", "lower"]
    table = crosstab(*both(side, head, [*pairs, *blank]))
    found = association(table)
    assert residuals(found)[0, 0] > 2
    assert [str(table.percents(line)[0]) for line in table.lines] == ["40.0", "60.0"]
    assert marks(found) == [["", "lower"], ["", "higher"]]


@pytest.mark.parametrize(("first", "tested"), [(9, False), (10, True)])
def test_a_group_of_fewer_than_ten_has_no_cell_tested(first: int, tested: bool) -> None:
    found = association(of_counts([[first, 0], [30, 40], [20, 50]]))
    assert found.whole is not None
    assert [cell is not None for cell in found.cells[0]] == [tested] * 2
    assert [cell is not None for cell in found.cells[1]] == [True] * 2
    assert found.tested == (6 if tested else 4)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[4, 1], [1, 3]], "few_people"),
        ([[0, 0], [0, 0]], "few_people"),
        ([[30, 20], [0, 0]], "one_group"),
        ([[30, 0], [20, 0]], "one_answer"),
    ],
)
def test_why_there_is_no_test(table: list[list[int]], reason: str) -> None:
    found = association(of_counts(table))
    assert (found.reason, found.whole, found.options, found.tested) == (reason, None, (), 0)
    assert found.cells == ((None, None), (None, None))


def test_only_blanks_and_nobody_at_all() -> None:
    for pairs in ([], [(None, None)], [("a", "p")], [("a", None)] * 50):
        for head in (part("head", "pq"), part("head", "", "quantity"), part("head", "", "prose")):
            side = part("side", "abc")
            values = [(one, None if head.shape == "quantity" else other) for one, other in pairs]
            assert association(crosstab(*both(side, head, values))).reason == "few_people"


def test_tests_are_made_on_people_not_on_weights() -> None:
    side, head = both(
        part("side", "ab"), part("head", "pq"), people([[30, 10], [20, 40]], "ab", "pq")
    )
    weights = np.linspace(0.1, 5, 100)
    assert association(crosstab(side, head, weights=weights)) == association(crosstab(side, head))


def test_by_chance_alone_hardly_any_table_is_marked() -> None:
    """Where answers hang on nothing, at most 5 % of all tables have a mark anywhere: of 200 about
    10, and 21 or more in one of a thousand tries."""
    chance = np.random.default_rng(2026)
    side, head = part("side", "abcdef"), part("head", "pqrs")
    found = 0
    for number in range(200):
        groups = chance.choice(list("abcdef"), 300, p=[0.3, 0.25, 0.15, 0.1, 0.1, 0.1]).tolist()
        one = chance.choice(list("pqrs"), 300, p=[0.4, 0.3, 0.2, 0.1]).tolist()
        several = [[o for o in "xyz" if chance.random() < 0.3] or None for _ in groups]
        asked, values = ((head, one), (MANY, several))[number % 2]
        table = crosstab(build.column(side, groups), build.column(asked, values))
        found += any(mark for line in marks(association(table)) for mark in line)
    assert 1 <= found <= 20


def test_three_hundred_options() -> None:
    chance = np.random.default_rng(5)
    codes = [chr(0x4E00 + number) for number in range(300)]
    pairs = [("ab"[n % 2], codes[int(chance.integers(300))]) for n in range(900)]
    table: Crosstab = crosstab(*both(part("side", "ab"), part("head", "".join(codes)), pairs))
    found = association(table)
    assert found.whole is not None
    assert found.whole.draws == 1_000_000 // found.whole.freedom
    assert not any(mark for line in marks(found) for mark in line)
