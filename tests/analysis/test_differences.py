"""Two shares beside each other, against the papers, scipy and statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, fisher_exact
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportion_effectsize,
)

from analysis.differences import Share, cohens_h, difference_interval, interval, p_value

PAIRS = [
    (Share(56, 70), Share(48, 80)),
    (Share(9, 10), Share(3, 10)),
    (Share(0, 12), Share(40, 300)),
    (Share(10, 10), Share(0, 20)),
    (Share(5_200, 10_000), Share(51_000, 100_000)),
    (Share(1, 10), Share(2, 99_990)),
]


def test_newcombe_as_in_his_paper() -> None:
    """Table II, method 10: 56/70 less 48/80 is 0.2000, from 0.0524 to 0.3339; 9/10 less 3/10 is
    0.6, from 0.1705 to 0.8090; 10/10 less 0/20 is 1, from 0.6791 to 1."""
    expected = [(0.0524, 0.3339), (0.1705, 0.8090), (0.6791, 1.0)]
    for pair, (low, high) in zip((PAIRS[0], PAIRS[1], PAIRS[3]), expected, strict=True):
        found = difference_interval(*pair)
        assert found == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_intervals_and_effects_are_those_of_statsmodels(one: Share, other: Share) -> None:
    wilson = proportion_confint(one.count, one.n, method="wilson")
    assert interval(one) == pytest.approx(wilson)
    newcombe = confint_proportions_2indep(
        one.count, one.n, other.count, other.n, method="newcomb", compare="diff"
    )
    assert difference_interval(one, other) == pytest.approx(newcombe)
    assert cohens_h(one, other) == pytest.approx(proportion_effectsize(one.value, other.value))


def test_p_is_of_chi_square_with_thousands_and_fishers_with_less() -> None:
    for one, other, exact in [
        (Share(5_200, 10_000), Share(51_000, 100_000), False),
        (Share(56, 70), Share(48, 80), True),
        (Share(0, 12), Share(40, 300), True),
        (Share(40, 100), Share(420, 1_000), False),  # nothing that an exact test would change
    ]:
        table = [[one.count, one.n - one.count], [other.count, other.n - other.count]]
        expected = (
            fisher_exact(np.array(table)).pvalue if exact else chi2_contingency(table, False).pvalue
        )
        assert p_value(one, other) == pytest.approx(expected)


SHARES = st.integers(1, 400).flatmap(lambda n: st.integers(0, n).map(lambda count: Share(count, n)))


@given(SHARES, SHARES)
def test_which_comes_first_only_turns_the_sign(one: Share, other: Share) -> None:
    low, high = difference_interval(one, other)
    assert -1 <= low <= one.value - other.value <= high <= 1
    assert difference_interval(other, one) == pytest.approx((-high, -low))
    assert p_value(one, other) == pytest.approx(p_value(other, one))
    assert 0 <= p_value(one, other) <= 1
    assert cohens_h(one, other) == -cohens_h(other, one)
