"""Weights against a closed form, against weightipy, and under bounds."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt

import numpy as np
import pandas as pd
import pytest
import weightipy  # type: ignore[import-untyped] # has no types
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.raking import CLOSE, Bounds, design_effect, rake


def crowd(sizes: tuple[int, ...], n: int, seed: int) -> list[NDArray[np.intp]]:
    """Groups of people, none of them empty, some rarer than others."""
    drawn = np.random.default_rng(seed)
    found = []
    for size in sizes:
        groups = drawn.choice(size, n, p=np.arange(1, size + 1) / (size * (size + 1) / 2))
        groups[:size] = np.arange(size)
        found.append(groups.astype(np.intp))
    return found


def share(groups: NDArray[np.intp], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.bincount(groups, weights) / weights.sum()
    return found


def test_one_margin_is_the_share_there_over_the_share_here() -> None:
    """8 men and 2 women for a half of each: 0.625 and 2.5."""
    groups = np.array([0] * 8 + [1] * 2)
    found = rake([groups], [[50, 50]])
    assert found.weights.tolist() == pytest.approx([0.625] * 8 + [2.5] * 2)
    assert (found.rounds, found.settled) == (1, True)
    assert design_effect(found.weights) == pytest.approx(10 * (8 * 0.625**2 + 2 * 2.5**2) / 100)


def test_two_margins_have_the_closed_form_of_a_table_of_two_by_two() -> None:
    """Fitting keeps the odds ratio, 30·40/(10·20) = 6: with halves on both sides x/(½-x) = √6."""
    counts = {(0, 0): 30, (0, 1): 10, (1, 0): 20, (1, 1): 40}
    rows, columns = (
        np.array([cell[side] for cell, count in counts.items() for _ in range(count)])
        for side in (0, 1)
    )
    found = rake([rows, columns], [[1, 1], [7, 7]])
    x = sqrt(6) / (1 + sqrt(6)) / 2
    expected = {(0, 0): x, (0, 1): 0.5 - x, (1, 0): 0.5 - x, (1, 1): x}
    for place, weight in zip(zip(rows, columns, strict=True), found.weights, strict=True):
        assert weight == pytest.approx(100 * expected[place] / counts[place])
    assert found.weights.mean() == pytest.approx(1)


@pytest.mark.parametrize(
    "targets",
    [
        [[10, 30, 35, 25], [48, 52]],
        [[10, 30, 35, 25], [48, 52], [30, 30, 40]],
        [[8, 14, 16, 18, 16, 14, 14], [47, 53], [27.5, 16.8, 24.7, 18.0, 13.0]],
    ],
    ids=["two", "three", "ward"],
)
def test_weights_are_those_of_weightipy(targets: list[list[float]]) -> None:
    groups = crowd(tuple(map(len, targets)), 800, seed=len(targets))
    people = pd.DataFrame({f"m{n}": one for n, one in enumerate(groups)})
    margins = {
        f"m{n}": {code: 100 * v / sum(one) for code, v in enumerate(one)}
        for n, one in enumerate(targets)
    }
    scheme = weightipy.scheme_from_dict(margins)
    scheme.max_iterations, scheme.convcrit = 1_000, 1e-12
    theirs = weightipy.weight_dataframe(people, scheme, weight_column="w")["w"].to_numpy()
    ours = rake(groups, targets).weights
    assert np.abs(ours - theirs).max() < 1e-6
    assert 100 / design_effect(ours) == pytest.approx(weightipy.weighting_efficiency(theirs))


@given(
    st.lists(st.lists(st.floats(1, 30), min_size=2, max_size=5), min_size=1, max_size=3),
    st.integers(0, 10_000),
)
def test_shares_are_met_and_the_mean_is_one(targets: list[list[float]], seed: int) -> None:
    groups = crowd(tuple(map(len, targets)), 400, seed)
    found = rake(groups, targets)
    if found.settled:  # groups that hardly meet may have no solution
        for one, target in zip(groups, targets, strict=True):
            assert share(one, found.weights) == pytest.approx(np.array(target) / sum(target))
    assert found.weights.mean() == pytest.approx(1)
    assert (found.weights > 0).all()


def test_margins_that_cannot_be_met_are_not_settled() -> None:
    """Found by the test above: hardly anybody is in both groups that should be nearly everybody."""
    targets: list[list[float]] = [[1, 1, 1], [21, 1, 1], [1, 21, 1]]
    found = rake(crowd((3, 3, 3), 400, seed=0), targets)
    assert not found.settled
    assert found.weights.min() > 0


def test_bounds_are_kept_and_shares_met_where_both_can_be() -> None:
    groups = crowd((4, 2), 800, seed=5)
    targets: list[list[float]] = [[14, 24, 30, 32], [40, 60]]
    free, bound = rake(groups, targets), rake(groups, targets, Bounds(0.75, 1.4))
    assert free.weights.max() > 1.48
    assert 0.75 <= bound.weights.min() <= bound.weights.max() <= 1.4 + CLOSE
    assert bound.settled
    assert share(groups[0], bound.weights) == pytest.approx(np.array(targets[0]) / 100)


def test_bounds_come_first_where_both_cannot_be() -> None:
    """A tenth of the answers for half of the people would need a weight of 5."""
    groups = np.array([0] * 90 + [1] * 10)
    found = rake([groups], [[50, 50]], Bounds(0.3, 3))
    assert found.weights.tolist() == pytest.approx([0.7 / 0.9] * 90 + [3] * 10)
    assert not found.settled
    assert found.off == pytest.approx(0.2)
    assert found.weights.mean() == pytest.approx(1)


def test_margins_that_contradict_each_other_do_not_settle() -> None:
    """All of one group are in one of the other, of another size."""
    found = rake([np.array([0, 0, 1, 1]), np.array([0, 0, 1, 1])], [[1, 1], [1, 3]])
    assert not found.settled
    assert found.off > 0.1


def test_equal_weights_have_no_design_effect() -> None:
    assert design_effect(np.ones(7)) == 1
    effects = [design_effect(np.array([1.0, high])) for high in (1, 2, 4, 8)]
    assert all(one < two for one, two in pairwise(effects))
