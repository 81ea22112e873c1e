"""Ratings that teach: who is high and low, which end is good, and whether it was any use."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from analysis.text.calibration import (
    Rated,
    auc,
    by_median,
    by_position,
    ends,
    good_end,
    is_rating,
)
from analysis.text.leanings import LEAST, MOST_RATINGS, by_comments, by_ratings, held_out
from analysis.text.normal import normalize
from analysis.text.stances import Stance, stance
from models.questions.options import Option
from models.questions.scale import Nps, Scale
from tests.builders import FIVE


def scale(*labels: str) -> Scale:
    options = tuple(Option(value=str(n), label={"ja": one}) for n, one in enumerate(labels))
    return Scale(key="q", label={"ja": "?"}, options=options)


def bare(text: str) -> Stance:
    """Of words that no list judges."""
    return stance(normalize(text), ())


[FIVE_STEPS] = Scale(key="q", label={"ja": "?"}, options=FIVE).parts()
[TEN] = Nps(key="q", label={"ja": "?"}, unsure=True).parts()


def test_the_middle_and_what_lies_outside_teach_nothing() -> None:
    """5 4 3 2 1 わからない, and nobody; the first end is the good one."""
    codes = np.array([0, 1, 2, 3, 4, 5, -1])
    high, low = by_position(FIVE_STEPS, codes, "first")
    assert (high.nonzero()[0].tolist(), low.nonzero()[0].tolist()) == ([0, 1], [3, 4])
    other = by_position(FIVE_STEPS, codes, "last")
    assert (other.high.tolist(), other.low.tolist()) == (low.tolist(), high.tolist())
    [four] = scale("a", "b", "c", "d").parts()
    high, low = by_position(four, np.arange(4), "last")
    assert (high.tolist(), low.tolist()) == ([False, False, True, True], [True, True, False, False])


def test_of_an_nps_promoters_are_high_and_detractors_low() -> None:
    high, low = by_position(TEN, np.array([*range(12), -1]), "last")
    assert (high.nonzero()[0].tolist(), low.nonzero()[0].tolist()) == ([9, 10], [*range(7)])


@pytest.mark.parametrize(
    ("labels", "good"),
    [
        (("満足", "ふつう", "不満"), "first"),
        (("とても不満", "どちらともいえない", "とても満足"), "last"),
        (("よい", "ふつう", "わるい"), "first"),
        (("使いにくい", "ふつう", "使いやすい"), "last"),
        (("よく行く", "たまに行く", "行かない"), None),
        (("1", "2", "3"), None),
    ],
)
def test_which_end_is_good_is_read_from_its_words(labels: tuple[str, ...], good: str) -> None:
    [part] = scale(*labels).parts()
    assert is_rating(part)
    assert (good_end(part), ends(part)) == (good, (labels[0], labels[-1]))


def test_a_scale_has_three_steps_and_ten_is_the_good_end_of_an_nps() -> None:
    assert not is_rating(scale("はい", "いいえ").parts()[0])
    assert (good_end(TEN), ends(TEN)) == ("last", ("0", "10"))
    assert ends(FIVE_STEPS) == ("満足", "不満")


def test_numbers_are_parted_at_their_median() -> None:
    rated, median = by_median(np.array([1, 3, 3, 4, 5, np.nan]))
    assert median == 3
    assert rated.high.tolist() == [False, False, False, True, True, False]
    assert rated.low.tolist() == [True, False, False, False, False, False]
    nobody, nothing = by_median(np.array([np.nan]))
    assert np.isnan(nothing)
    assert not nobody.high.any()


def test_auc_by_hand_and_beside_scikit_learn() -> None:
    """Of 2 × 3 pairs 4 are in order and one is a tie: 4.5 of 6."""
    values = np.array([0.9, 0.2, 0.1, 0.2, 0.3, np.nan, 5])
    high = np.array([True, True, False, False, False, True, False])
    low = np.array([False, False, True, True, True, False, False])
    assert auc(values, Rated(high, low)) == pytest.approx(4.5 / 6)
    assert auc(values, Rated(high, np.zeros(7, bool))) is None
    draw = np.random.default_rng(2)
    many, first = draw.integers(0, 20, 300) / 10, draw.random(300) < 0.3
    assert auc(many, Rated(first, ~first)) == pytest.approx(roc_auc_score(first, many))


def test_what_is_held_out_is_told_by_others_alone() -> None:
    """Words that all of a side share are learned; chance is only known by heart."""
    draw = np.random.default_rng(1)
    letters = [chr(0x4E00 + 7 * at) for at in range(30)]
    noise = ["".join(draw.choice(letters, 8)) for _ in range(120)]
    high = np.arange(120) < 60
    rated = Rated(high, ~high)
    stances = [
        bare(("花壇" if up else "砂利") + more) for up, more in zip(high, noise, strict=True)
    ]
    assert auc(held_out(stances, *rated, range(120), by_comments(stances)), rated) == 1
    stances = [bare(more) for more in noise]
    guessed = by_comments(stances)
    taught = auc(by_ratings(stances, *rated, guessed).values, rated)
    tried = auc(held_out(stances, *rated, range(120), guessed), rated)
    assert taught is not None
    assert tried is not None
    assert tried < 0.65 < 0.8 < taught


def test_comments_that_are_alike_teach_nothing_of_each_other() -> None:
    """Each text stands 12 times; apart from the others of it nothing tells its side."""
    text = np.arange(20).repeat(12)
    stances = [bare(chr(0x4E00 + 7 * one) * 2) for one in text.tolist()]
    high = text % 2 == 0
    rated, guessed = Rated(high, ~high), by_comments(stances)
    apart = auc(held_out(stances, *rated, text.tolist(), guessed), rated)
    knowing = auc(held_out(stances, *rated, range(240), guessed), rated)
    assert apart is not None
    assert apart < 0.6
    assert knowing == 1


def test_a_side_of_one_text_cannot_be_tried() -> None:
    stances = [bare(text) for text in ["よ"] * LEAST + ["わ", "る"] * LEAST]
    high = np.arange(3 * LEAST) < LEAST
    alike = [0] * LEAST + [1, 2] * LEAST
    assert np.isnan(held_out(stances, high, ~high, alike, by_comments(stances))).all()


def test_the_side_with_fewer_ratings_teaches_whole() -> None:
    count = MOST_RATINGS + 2_000
    stances = [bare("よ" if at < LEAST else "わ") for at in range(count)]
    high = np.arange(count) < LEAST
    learned = by_ratings(stances, high, ~high)
    assert (learned.teacher, learned.values[0] > 0 > learned.values[-1]) == ("ratings", True)
    assert learned.taught_by <= MOST_RATINGS
