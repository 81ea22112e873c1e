"""Agreement of coders against statsmodels, worked examples, and what must hold of any coders."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from analysis.text.agreement import MISSING, Kappa, alpha, kappa, sentence

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C: four coders.
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, MISSING, MISSING, MISSING],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, MISSING, 3],
    [MISSING, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, MISSING],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, MISSING],
]


@pytest.mark.parametrize("codes", [2, 3, 6])
def test_kappa_and_its_interval_are_those_of_statsmodels(codes: int) -> None:
    draw = np.random.default_rng(codes)
    first = draw.integers(0, codes, 200)
    second = np.where(draw.random(200) < 0.6, first, draw.integers(0, codes, 200))
    table = np.zeros((codes, codes))
    np.add.at(table, (first, second), 1)
    found, expected = kappa(first, second), cohens_kappa(table)
    assert found.agreed == np.trace(table)
    assert (found.value, found.low, found.high) == pytest.approx(
        (expected.kappa, expected.kappa_low, expected.kappa_upp)
    )


def test_units_that_one_left_out_do_not_count() -> None:
    """By hand: of four both coded, three alike; chance is (2·3 + 2·1) / 16 = 0.5."""
    first = np.array([1, 1, 0, 0, MISSING, 1])
    second = np.array([1, 1, 1, 0, 0, MISSING])
    found = kappa(first, second)
    assert (found.n, found.agreed) == (4, 3)
    assert found.value == pytest.approx(0.5)
    assert found.low is not None
    assert found.low < 0.5 < (found.high or 0) <= 1


@pytest.mark.parametrize("codes", [[], [1, 1, 1], [MISSING, MISSING]])
def test_where_kappa_is_not_defined_it_says_so(codes: list[int]) -> None:
    """All coded alike with one code: chance alone would do as well."""
    found = kappa(np.array(codes, int), np.array(codes, int))
    n = sum(code != MISSING for code in codes)
    assert found == Kappa(n, n)
    assert "κ=" not in sentence(found, "規則", "職員")


def test_alpha_of_four_coders_and_of_two() -> None:
    assert alpha([np.array(codes) for codes in FOUR]) == pytest.approx(0.743, abs=0.0005)
    two = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0])  # example A
    assert alpha([np.array(codes) for codes in two]) == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize("codes", [[[], []], [[1, 1], [1, 1]], [[0, MISSING], [MISSING, 1]]])
def test_where_alpha_is_not_defined_there_is_none(codes: list[list[int]]) -> None:
    assert alpha([np.array(one, int) for one in codes]) is None


@given(st.lists(st.tuples(*[st.integers(-1, 2)] * 2), min_size=1, max_size=30))
def test_coders_may_change_places_and_units_their_order(pairs: list[tuple[int, int]]) -> None:
    first, second = np.array(pairs).T
    found = kappa(first, second)
    again = kappa(second[::-1], first[::-1])
    assert (found.n, found.agreed) == (again.n, again.agreed)
    for one, other in ((found.value, again.value), (found.low, again.low)):
        assert other == (None if one is None else pytest.approx(one))
    if found.value is not None:
        assert -1 <= (found.low or 0) <= found.value + 1e-9 <= (found.high or 0) + 1e-8
        if found.agreed == found.n:
            assert found.value == pytest.approx(1)


def test_the_sentence_names_the_base_and_how_sure_it_is() -> None:
    draw = np.random.default_rng(1)
    first = draw.integers(0, 2, 400)
    second = np.where(draw.random(400) < 0.9, first, 1 - first)
    said = sentence(kappa(first, second), "規則", "職員")
    assert said.startswith("規則と職員の両方が判断したご意見は400件で、")
    assert "95％信頼区間" in said
    assert "参考値" not in said
    assert "参考値" in sentence(kappa(first[:20], second[:20]), "規則", "職員")
