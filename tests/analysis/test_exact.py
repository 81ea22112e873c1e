"""Exact tests and adjusted p, against numbers worked out by hand, scipy, statsmodels and R."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from analysis.exact import fisher, freeman_halton
from analysis.multiplicity import adjusted


@pytest.mark.parametrize(
    ("both_marks", "p"),
    [(3, 0.4857143), (4, 0.0285714), (2, 1.0), (0, 0.0285714)],
)
def test_the_lady_tasting_tea(both_marks: int, p: float) -> None:
    """Eight cups, four of each kind, four said to be of one: (16 + 16 + 1 + 1)/70 for three right,
    2/70 for all or none."""
    assert fisher(both_marks, 4, 4, 8) == pytest.approx(p, abs=1e-7)


@settings(max_examples=80)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_scipy_finds_the_same_exactly(cells: list[int]) -> None:
    a, b, c, d = cells
    theirs = stats.fisher_exact(np.array([[a, b], [c, d]])).pvalue
    assert fisher(a, a + b, a + c, a + b + c + d) == pytest.approx(theirs, rel=1e-6)


JOB = [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]  # A. Agresti (2002), p. 57


@pytest.mark.parametrize(
    ("table", "p"),
    [
        (JOB, 0.7827),  # R's documentation of fisher.test
        # Six and six people by 4, 4, 4: 924 ways. First rows like (0, 3, 3): 3 · 1 · 4 · 4 = 48;
        # (4, 1, 1) 48; (4, 2, 0) 6 · 1 · 6 · 1 = 36. Each (0, 3, 3) comes in 16 ways, and so does
        # (4, 1, 1), (4, 2, 0) in 6; (3, 2, 1) comes in 96 and (2, 2, 2) in 216, which is likelier.
        ([[0, 3, 3], [4, 1, 1]], (48 + 48 + 36) / 924),
    ],
)
def test_larger_tables_exactly(table: list[list[int]], p: float) -> None:
    found = freeman_halton(np.array(table))
    assert found.draws == 9_999
    assert found.p == pytest.approx(p, abs=4 * found.error)
    assert found.error == pytest.approx((p * (1 - p) / 9_999) ** 0.5, rel=0.05)
    assert freeman_halton(np.array(table)) == found


def test_scipy_draws_the_same_p() -> None:
    table = np.array([[9, 1, 4], [2, 6, 3], [5, 5, 0]])
    drawing = stats.MonteCarloMethod(n_resamples=9_999, rng=np.random.default_rng(1))
    theirs = stats.fisher_exact(table, method=drawing).pvalue
    ours = freeman_halton(table)
    assert ours.p == pytest.approx(theirs, abs=5 * ours.error)


def test_many_tables_share_the_draws() -> None:
    table = np.array([[9, 1, 4], [2, 6, 3]])
    assert freeman_halton(table, tables=300).draws == 1_000_000 // 600
    assert freeman_halton(table, tables=3_000).draws == 999


def test_adjusted_by_hand() -> None:
    """Of four: 0.01 · 4/1, 0.02 · 4/2, 0.03 · 4/3 and 0.5 are 0.04, 0.04, 0.04 and 0.5."""
    assert adjusted([0.5, 0.02, 0.01, 0.03]) == pytest.approx([0.5, 0.04, 0.04, 0.04])
    assert adjusted([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_statsmodels_adjusts_alike(ps: list[float]) -> None:
    assert adjusted(ps) == pytest.approx(multipletests(ps, method="fdr_bh")[1].tolist())
