from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.examples import ENOUGH, propose
from analysis.text.vectors import Floats, learn, place, unit
from tests.analysis.text.corpora import planted

WORDS, TRUE = planted(200)
VECTORS = place(learn(WORDS))


def some_of_each(number: int) -> dict[int, str]:
    """So many examples of each planted topic."""
    places = [[at for at, true in enumerate(TRUE) if true == topic] for topic in range(4)]
    return {at: f"code{TRUE[at]}" for inside in places for at in inside[:number]}


def scattered(number: int, noise: float, seed: int = 1) -> tuple[Floats, list[int]]:
    """Vectors of three codes that overlap, and their codes."""
    draw = np.random.default_rng(seed)
    codes = draw.integers(0, 3, number)
    points = np.eye(10)[codes] + noise * draw.standard_normal((number, 10))
    return unit(points.astype(np.float32)), codes.tolist()


def test_five_examples_of_each_code_are_enough_where_words_differ() -> None:
    found = propose(VECTORS, some_of_each(5))
    right = [one.best == f"code{TRUE[one.comment]}" for one in found.proposals]
    assert np.mean(right) > 0.95
    assert (found.right, found.tested) == (20, 20)
    assert found.few == ()


def test_every_comment_but_the_examples_has_a_proposal_in_order() -> None:
    examples = some_of_each(3)
    found = propose(VECTORS, examples)
    assert [one.comment for one in found.proposals] == [
        at for at in range(len(TRUE)) if at not in examples
    ]


def test_confidence_is_the_share_that_is_right() -> None:
    """Of overlapping codes, over several draws: mean confidence and hits differ by little."""
    sure, hits = [], []
    for seed in range(8):
        vectors, codes = scattered(400, 0.6, seed)
        examples = {at: str(codes[at]) for at in range(45)}
        for one in propose(vectors, examples).proposals:
            sure.append(one.confidence)
            hits.append(one.best == str(codes[one.comment]))
    confidence, right = np.array(sure), np.array(hits)
    assert 0.4 < right.mean() < 0.9
    assert confidence.mean() == pytest.approx(right.mean(), abs=0.06)
    upper = confidence > np.median(confidence)
    assert confidence[upper].mean() == pytest.approx(right[upper].mean(), abs=0.08)
    assert right[upper].mean() > right[~upper].mean() + 0.1


def test_below_the_threshold_it_is_none_of_the_codes() -> None:
    vectors, codes = scattered(200, 0.6)
    examples = {at: str(codes[at]) for at in range(30)}
    for threshold in (0.0, 0.6, 1.01):
        for one in propose(vectors, examples, threshold).proposals:
            assert (one.code is not None) == (one.confidence >= threshold)
            assert one.code in (None, one.best)


def test_a_comment_without_known_words_gets_no_code_and_teaches_none() -> None:
    blank = np.vstack([VECTORS, np.zeros((2, VECTORS.shape[1]), np.float32)])
    taught = propose(blank, {**some_of_each(5), 200: "code0"})
    assert (taught.proposals[-1].comment, taught.proposals[-1].best) == (201, None)
    assert taught.proposals[:-1] == propose(VECTORS, some_of_each(5)).proposals


@pytest.mark.parametrize("examples", [{}, {0: "a"}, {0: "a", 1: "a"}])
def test_one_code_alone_cannot_be_told_from_anything(examples: dict[int, str]) -> None:
    with pytest.raises(ValueError, match="two codes"):
        propose(VECTORS, examples)


def test_codes_with_few_examples_are_named() -> None:
    examples = some_of_each(ENOUGH)
    examples.pop(next(at for at, code in examples.items() if code == "code2"))
    assert propose(VECTORS, examples).few == ("code2",)


def test_one_example_each_is_no_error_and_tests_nothing() -> None:
    found = propose(VECTORS, some_of_each(1))
    assert (found.right, found.tested) == (0, 0)
    assert len(found.proposals) == 196


@settings(max_examples=20)
@given(st.permutations(range(12)))
def test_the_order_in_which_examples_were_given_does_not_matter(order: list[int]) -> None:
    examples = list(some_of_each(3).items())
    assert propose(VECTORS, dict(examples[at] for at in order)) == propose(VECTORS, dict(examples))
