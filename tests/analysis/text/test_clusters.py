from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.clusters import STABLE, UNSTABLE, cluster, means, nearest
from analysis.text.vectors import Floats, unit
from tests.analysis.text.corpora import pairs_kept


def blobs(sizes: list[int], noise: float, seed: int = 1, dimensions: int = 12) -> Floats:
    """Unit vectors around as many different axes."""
    draw = np.random.default_rng(seed)
    axes = np.repeat(np.eye(dimensions)[: len(sizes)], sizes, axis=0)
    return unit((axes + noise * draw.standard_normal(axes.shape)).astype(np.float32))


def test_groups_that_lie_apart_are_found_largest_first() -> None:
    found = cluster(blobs([30, 80, 50], 0.1), 3, seed=0)
    assert found.codes.tolist() == [2] * 30 + [0] * 80 + [1] * 50
    assert found.centres @ np.eye(12)[[1, 2, 0]].T == pytest.approx(np.eye(3), abs=0.1)


def test_groups_that_are_there_are_stable_and_cuts_through_noise_are_not() -> None:
    real = cluster(blobs([60, 60, 60], 0.15), 3, seed=0)
    assert (real.stability > 0.95).all()
    noise = unit(np.random.default_rng(2).standard_normal((180, 12)).astype(np.float32))
    assert (cluster(noise, 3, seed=0).stability < UNSTABLE).all()
    halved = cluster(blobs([60, 60, 120], 0.15), 4, seed=0)
    assert sorted(halved.stability > STABLE) == [False, False, True, True]


@pytest.mark.parametrize(("points", "groups"), [(1, 5), (40, 12), (3, 3)])
def test_there_are_no_more_groups_than_different_points(points: int, groups: int) -> None:
    one = np.tile(np.eye(4, dtype=np.float32)[:2], (points, 1))
    found = cluster(one, groups, seed=0)
    assert found.codes.tolist() == [0, 1] * points
    assert found.stability == pytest.approx([1.0, 1.0], abs=0.3)


def test_a_hundred_thousand_equal_points_are_one_group() -> None:
    same = np.tile(unit(np.ones((1, 50), np.float32)), (100_000, 1))
    found = cluster(same, 10, seed=0)
    assert found.codes.max() == 0
    assert found.stability.tolist() == [1.0]


def test_the_same_points_and_seed_give_the_same_bytes() -> None:
    points = blobs([40, 40, 40], 0.5)
    one, other = cluster(points, 5, seed=3), cluster(points, 5, seed=3)
    assert one.codes.tobytes() == other.codes.tobytes()
    assert one.stability.tobytes() == other.stability.tobytes()


def test_larger_sets_are_grouped_through_samples() -> None:
    sizes = [1_500, 1_200, 900]
    found = cluster(blobs(sizes, 0.3), 3, seed=0, runs=20, sample=200)
    true = np.repeat([0, 1, 2], sizes)
    assert pairs_kept(found.codes[::20].tolist(), true[::20].tolist()) > 0.97


@settings(max_examples=25)
@given(st.integers(2, 40), st.integers(1, 8), st.integers(0, 5))
def test_every_group_has_points_and_its_centre_is_their_mean(n: int, k: int, seed: int) -> None:
    points = unit(np.random.default_rng(seed).standard_normal((n, 5)).astype(np.float32))
    found = cluster(points, k, seed)
    sizes = np.bincount(found.codes)
    assert 1 <= len(found.centres) == len(sizes) == len(found.stability) <= min(n, k)
    assert sizes.min() > 0
    assert (np.diff(sizes) <= 0).all()
    for number, centre in enumerate(found.centres):
        mean = points[found.codes == number].mean(axis=0)
        assert centre == pytest.approx(mean / np.linalg.norm(mean), abs=1e-4)
    assert ((found.stability > 0) & (found.stability <= 1)).all()


def test_nearest_takes_the_first_of_equal_centres() -> None:
    axes = np.eye(3, dtype=np.float32)
    assert nearest(axes, axes[[0, 0, 2]]).tolist() == [0, 0, 2]
    assert nearest(axes[:0], axes).tolist() == []


def test_the_mean_of_a_group_without_points_is_zero() -> None:
    axes = np.eye(2, dtype=np.float32)
    half = 0.5**0.5
    assert means(axes, np.array([0, 0]), 2) == pytest.approx(np.array([[half, half], [0, 0]]))
