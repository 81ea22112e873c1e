from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.vectors import DIMENSIONS, Space, learn, place, unit
from tests.analysis.text.corpora import planted


def likeness(space: Space, one: str, other: str) -> float:
    vectors = unit(space.vectors)
    return float(vectors[space.names.index(one)] @ vectors[space.names.index(other)])


def test_words_of_the_same_comments_are_alike_and_others_are_not() -> None:
    space = learn(planted(300)[0], 4)
    assert likeness(space, "公園", "芝生") > 0.8
    assert likeness(space, "保育園", "待機") > 0.8
    assert likeness(space, "公園", "待機") < 0.2


def test_words_that_share_pieces_bring_comments_together() -> None:
    """駐輪場 and 駐輪所 never stand in one comment, nor does anything that stands beside them."""
    besides = {"駐輪場": "混む", "駐輪所": "遠い", "給食費": "払う"}
    vectors = place(learn([[word, said] for word, said in besides.items() for _ in range(9)]))
    assert vectors[0] @ vectors[9] > 0.1
    assert vectors[0] @ vectors[18] == pytest.approx(0, abs=1e-5)


def test_a_comment_is_the_weighted_mean_of_its_words_by_hand() -> None:
    comments = [["海", "山"], ["海", "山"], ["海", "川"], ["川", "空"], ["空"], ["海"]]
    space = learn(comments)
    assert space.names == ("山", "川", "海", "空")
    assert space.weights == pytest.approx(np.log(7 / np.array([2, 2, 4, 2])))
    by_hand = np.log(7 / 2) * space.vectors[0] + np.log(7 / 4) * space.vectors[2]
    assert place(space)[0] == pytest.approx(by_hand / np.linalg.norm(by_hand), abs=1e-6)


def test_the_vectors_keep_the_information_they_are_made_of() -> None:
    """With all dimensions and symmetric counts, W W^T is the matrix; here checked by its PPMI."""
    comments = [["海", "山"]] * 4 + [["川", "空"]] * 4
    space = learn(comments)
    product = space.vectors @ space.vectors.T
    # A word is with itself too: p(海, 山) = 4/32 and p = 1/4 each, so log(1/8 / (1/4 · 1/4)).
    assert product[space.names.index("海"), space.names.index("山")] == pytest.approx(np.log(2))
    assert product[space.names.index("海"), space.names.index("川")] == pytest.approx(0, abs=1e-6)


def test_a_comment_that_stands_for_several_makes_its_words_known() -> None:
    comments = [["公園"], ["道路"], ["保育"]]
    assert place(learn(comments, copies=[3, 1, 1])).any(axis=1).tolist() == [True, False, False]


def test_comments_without_a_word_that_others_use_are_rows_of_zeros() -> None:
    vectors = place(learn([["公園", "芝生"], ["公園", "芝生"], ["ひとつ"], []]))
    assert vectors.any(axis=1).tolist() == [True, True, False, False]


@pytest.mark.parametrize("comments", [[], [[]], [["海"]], [["海"], ["山"]], [["海"]] * 3])
def test_hardly_any_words_are_no_error(comments: list[list[str]]) -> None:
    vectors = place(learn(comments))
    assert vectors.shape[0] == len(comments)
    assert np.isfinite(vectors).all()


def test_no_comment_is_read_longer_than_two_hundred_words_and_pieces() -> None:
    long = [f"言葉{number}" for number in range(5_000)]
    space = learn([long, long, ["言葉0"]])
    assert len(space.names) == 200
    assert space.vectors.shape == (200, DIMENSIONS)


def test_a_large_vocabulary_is_decomposed_in_part_with_the_same_values() -> None:
    """Beyond 400 names ARPACK takes over: its product is as near as the singular values allow."""
    draw = random.Random(3)
    words = [f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}" for n in range(300)]
    comments = [draw.sample(words[at % 6 * 50 : at % 6 * 50 + 50], 6) for at in range(900)]
    space = learn(comments)
    assert len(space.names) > 400
    lengths = np.square(space.vectors.astype(np.float64)).sum(axis=0)
    assert (np.diff(lengths) <= 1e-3 * lengths[0]).all()  # singular values, largest first
    gram = (space.vectors / np.sqrt(lengths)).T @ (space.vectors / np.sqrt(lengths))
    assert gram == pytest.approx(np.eye(DIMENSIONS), abs=1e-3)
    assert learn(comments).vectors.tobytes() == space.vectors.tobytes()


@given(st.lists(st.lists(st.text("海山川空ア", min_size=1, max_size=3), max_size=4), max_size=12))
def test_any_comments_have_vectors_of_length_one_or_zero(comments: list[list[str]]) -> None:
    space = learn(comments)
    vectors = place(space)
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    assert list(space.names) == sorted(space.names)
    assert space.presence.shape == (len(comments), len(space.names))
