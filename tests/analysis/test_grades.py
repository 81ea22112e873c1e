"""Scales: means, summed ends and NPS, against tables counted by hand and against statistics."""

from __future__ import annotations

import statistics
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.grades import Grades, graded
from analysis.rounding import half_up
from models.questions.base import Category, Part
from tests.builders import GRID, NPS, SCALE

[PART] = SCALE.parts()
[NPS_PART] = NPS.parts()


def test_a_scale_by_hand() -> None:
    """8 x 5, 6 x 4, 3 x 3, 2 x 2, 1 x 1 make 78 points of 20 people; 5 do not know."""
    found = graded(PART, {"5": 8, "4": 6, "3": 3, "2": 2, "1": 1, "unsure": 5})
    assert found.steps == ("5", "4", "3", "2", "1")
    assert (found.n, found.mean) == (20, Decimal("3.9"))
    assert (found.first_two, found.last_two, found.nps) == (14, 3, None)
    # Squares: 8 x 1.21 + 6 x 0.01 + 3 x 0.81 + 2 x 3.61 + 8.41 = 27.8, over 19.
    assert found.deviation is not None
    assert (found.median, half_up(found.deviation**2 * 19, 20)) == (Decimal(4), Decimal("27.8"))


def test_an_nps_by_hand() -> None:
    """10 promoters, 6 passives, 4 detractors of 20: 50 % less 20 % is 30."""
    counts = {"10": 6, "9": 4, "8": 5, "7": 1, "6": 1, "3": 2, "0": 1, "unsure": 7}
    found = graded(NPS_PART, counts)
    assert found.nps is not None
    assert (found.nps.promoters, found.nps.passives, found.nps.detractors) == (10, 6, 4)
    assert (found.n, found.nps.score) == (20, Decimal(30))
    assert found.mean == Decimal(60 + 36 + 40 + 7 + 6 + 6) / 20
    assert (found.first_two, found.last_two) == (None, None)


def test_words_have_no_mean_and_three_steps_no_ends() -> None:
    words = Part("q", {}, "ordered", tuple(Category(code, {}) for code in ("good", "so", "bad")))
    found = graded(words, {"good": 3, "bad": 1})
    assert found == Grades(("good", "so", "bad"), 4, None, None, None, None)
    numbers = Part("q", {}, "ordered", tuple(Category(code, {}) for code in ("1", "2", "3")))
    assert graded(numbers, {"3": 1, "2": 1}).mean == Decimal("2.5")


def test_nobody_on_the_scale() -> None:
    found = graded(PART, {"unsure": 3})
    assert (found.n, found.mean, found.first_two) == (0, None, 0)
    empty = graded(NPS_PART, {}).nps
    assert empty is not None
    assert empty.score is None


def test_a_row_of_a_matrix_is_a_scale() -> None:
    hall, _ = GRID.parts()
    assert graded(hall, {"5": 1, "1": 1}).mean == Decimal(3)


@given(st.lists(st.sampled_from(["5", "4", "3", "2", "1", "unsure"])))
def test_the_mean_agrees_with_statistics(chosen: list[str]) -> None:
    found = graded(PART, Counter(chosen))
    numbers = [Decimal(code) for code in chosen if code != "unsure"]
    assert found.n == len(numbers)
    if numbers:
        assert found.mean is not None
        assert half_up(found.mean, 9) == half_up(statistics.mean(numbers), 9)
        assert found.median == statistics.median(numbers)
        deviation = statistics.stdev(numbers) if len(numbers) > 1 else None
        assert (found.deviation is None) == (deviation is None)
        assert half_up(found.deviation or Decimal(0), 9) == half_up(deviation or Decimal(0), 9)
    else:
        assert (found.mean, found.median, found.deviation) == (None, None, None)


@given(st.lists(st.integers(0, 10), min_size=1))
def test_the_nps_is_the_mean_of_plus_and_minus_hundred(chosen: list[int]) -> None:
    nps = graded(NPS_PART, Counter(map(str, chosen))).nps
    assert nps is not None
    assert nps.score is not None
    marks = [100 if number >= 9 else -100 if number <= 6 else 0 for number in chosen]
    assert float(nps.score) == pytest.approx(statistics.fmean(marks))
