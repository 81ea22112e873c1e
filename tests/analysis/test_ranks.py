"""Rankings: people by place, mean points, mean places."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ranks import Ranked, Ranks
from tests.builders import RANKING
from tests.columns import counted

[PART] = RANKING.parts()
CODES = ["stage", "food", "stamp"]


def ranked(answers: Sequence[object]) -> Ranks:
    found = counted(PART, answers).summary
    assert isinstance(found, Ranks)
    return found


def test_by_hand() -> None:
    """Two places: 2 points and 1. Stage 2+2+1 = 5, food 1+2 = 3, stamp 1, each over 4 people."""
    found = ranked([["stage", "food"], ["stage"], ["food", "stage"], ["stamp"], None])
    assert found == Ranks(
        n=4,
        places=2,
        options=(
            Ranked("stage", (2, 1), Decimal("1.25")),
            Ranked("food", (1, 1), Decimal("0.75")),
            Ranked("stamp", (1, 0), Decimal("0.5")),
        ),
    )
    assert [option.mean_place for option in found.options] == [Decimal(4) / 3, Decimal("1.5"), 1]


def test_nobody_ranked() -> None:
    found = ranked([])
    assert (found.n, found.places) == (0, 2)
    assert [option.score for option in found.options] == [0, 0, 0]
    assert [option.mean_place for option in found.options] == [None] * 3


def test_more_places_in_an_earlier_version_are_counted() -> None:
    found = ranked([["stage", "food", "stamp"]])
    assert found.options[2].counts == (0, 0, 1)


@given(st.lists(st.permutations(CODES).map(lambda order: order[:2]), min_size=1))
def test_scores_are_a_matrix_product(answers: list[list[str]]) -> None:
    found = ranked(answers)
    counts = np.array([option.counts for option in found.options])
    points = counts @ np.array([2, 1]) / len(answers)
    assert [float(option.score) for option in found.options] == pytest.approx(list(points))
    assert counts.sum(axis=0).tolist() == [len(answers)] * 2
    places = counts @ np.array([1, 2])
    for option, people, total in zip(found.options, counts.sum(axis=1), places, strict=True):
        mean = option.mean_place
        assert (mean is None) if not people else float(mean or 0) == pytest.approx(total / people)
