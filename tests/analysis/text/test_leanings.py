"""Polarity that the survey teaches: about words that no list knows, and never from too little."""

from __future__ import annotations

import random

import numpy as np
import pytest

from analysis.text.leanings import LEAST, by_comments, by_list, by_ratings
from analysis.text.logistic import fit
from analysis.text.ngrams import Runs
from analysis.text.normal import normalize
from analysis.text.stances import Stance, stance
from analysis.text.tokens import cut

PLACES = ("公園", "図書館", "児童館", "駅前", "広場", "体育館", "プール", "会館", "商店街", "緑道")
WAYS = ("朝", "夕方", "休日", "平日", "昨日", "先週")


def read(text: str) -> Stance:
    normalized = normalize(text)
    return stance(normalized, cut(normalized))


def taught() -> list[Stance]:
    """60 comments a side: 花壇 goes with praise and 砂利 with blame; then one of each alone."""
    scenes = [f"{way}の{place}" for way in WAYS for place in PLACES]
    return [
        *(read(f"{scene}は花壇が植えてあり快適でした") for scene in scenes),
        *(read(f"{scene}は砂利が敷いてあり不便でした") for scene in scenes),
        read("花壇"),
        read("砂利"),
    ]


@pytest.fixture(scope="module")
def stances() -> list[Stance]:
    return taught()


def test_what_no_list_knows_is_learned_from_what_it_is_sure_of(stances: list[Stance]) -> None:
    assert by_list(stances).values[-2:].tolist() == [0, 0]
    learned = by_comments(stances)
    assert (learned.teacher, learned.taught_by) == ("comments", 120)
    praised, blamed = learned.values[-2:]
    assert blamed < -0.05 < 0.05 < praised
    assert (np.abs(learned.values) < 1).all()


def test_too_few_different_comments_teach_nothing(stances: list[Stance]) -> None:
    few = [*stances[: LEAST - 1] * 3, *stances[60:]]
    learned = by_comments(few)
    assert (learned.teacher, learned.taught_by) == ("list", 0)
    assert learned.values.tolist() == by_list(few).values.tolist()


def test_the_order_of_the_comments_does_not_matter(stances: list[Stance]) -> None:
    order = random.Random(5).sample(range(len(stances)), len(stances))
    shuffled = by_comments([stances[at] for at in order]).values
    assert shuffled.tolist() == by_comments(stances).values[order].tolist()


def test_ratings_overrule_the_list(stances: list[Stance]) -> None:
    """Here people who write of 花壇 rate low, whatever the words say."""
    high, low = np.zeros(122, bool), np.zeros(122, bool)
    high[60:120], low[:60] = True, True
    learned = by_ratings(stances, high, low)
    assert (learned.teacher, learned.taught_by) == ("ratings", 120)
    assert learned.values[-2] < 0 < learned.values[-1]
    assert learned.values[:60].max() < learned.values[60:120].min()


def test_with_too_few_ratings_the_comments_teach(stances: list[Stance]) -> None:
    nobody = np.zeros(122, bool)
    learned = by_ratings(stances, nobody, nobody)
    assert learned.teacher == "comments"
    assert learned.values.tolist() == by_comments(stances).values.tolist()


def test_no_comments_have_no_leaning() -> None:
    assert by_comments([]).values.shape == (0,)
    assert by_ratings([], np.zeros(0, bool), np.zeros(0, bool)).values.shape == (0,)


def test_runs_of_characters_by_hand() -> None:
    """「駅前」 has 駅, 前, 駅前; only what two texts share is a column."""
    runs = Runs(["駅前", "駅 前", "前", ""], least=2)
    assert len(runs) == 2
    dense = runs.matrix(["駅前", "駅駅駅", "道", ""]).toarray()
    assert np.sort(dense[0]).tolist() == pytest.approx([0.5**0.5] * 2)
    assert np.sort(dense[1]).tolist() == [0, 1]
    assert dense[2:].any() is np.False_


def test_logistic_regression_stands_at_its_minimum() -> None:
    """The gradient, worked out here by differences, is zero at what `fit` returns."""
    draw = np.random.default_rng(3)
    texts = ["".join(draw.choice(list("良悪駅前道公園"), 6)) for _ in range(60)]
    matrix = Runs(texts, least=2).matrix(texts)
    first = np.array(["良" in text for text in texts])
    model = fit(matrix, first)

    def loss(weights: np.ndarray, bias: float) -> float:
        margin = np.where(first, 1, -1) * (matrix @ weights + bias)
        share = np.where(first, 30 / first.sum(), 30 / (~first).sum())
        return float(share @ np.log1p(np.exp(-margin)) + weights @ weights / 2)

    best = loss(model.weights, model.bias)
    for _ in range(20):
        step = draw.normal(size=matrix.shape[1]) * 0.05
        assert loss(model.weights + step, model.bias + draw.normal() * 0.05) > best - 1e-4
    accuracy = ((model.logits(matrix) > 0) == first).mean()
    assert accuracy > 0.95
