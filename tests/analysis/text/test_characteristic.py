"""Characteristic words, against numbers worked out by hand, scipy, and effects planted and not."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.text.characteristic import characteristic, log_odds
from analysis.text.word_groups import grouped
from analysis.text.word_sentences import how_compared, of_groups
from tests.analysis.text.incidences import drawn, of_marks, of_people, planted, unequal

LABELS = ["10代", "20代", "30代", "40代", "50代", "60代"]

# 20 people of 10代, 40 of 20代, 9 of 30代: the last are too few.
CODES = np.array([0] * 20 + [1] * 40 + [2] * 9)
SAID = {
    "部活動": [*range(12), 20, 21],
    "公園": [*range(10), *range(20, 40), *range(60, 69)],
    "税金": range(20, 50),
    "校則": range(3),
    "空き家": [0, 1, 2, 3, 30, 31],
}


def test_words_of_groups_are_counted_without_those_of_too_few() -> None:
    table = grouped(of_people(SAID, 69), CODES, LABELS)
    assert table.groups == ("10代", "20代")
    assert table.few == ("30代",)
    assert table.n == 60
    found = dict(zip(table.terms, table.counts.tolist(), strict=True))
    assert found == {
        "公園": [10, 20],
        "税金": [0, 30],
        "部活動": [12, 2],
        "空き家": [4, 2],
    }  # 校則: three people


def test_codes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="for 69 people"):
        grouped(of_people(SAID, 69), CODES[1:], LABELS)
    with pytest.raises(ValueError, match="label"):
        grouped(of_people(SAID, 69), CODES, LABELS[:2])


def test_log_odds_by_hand() -> None:
    """Two words, used 30 and 10 times: a prior of 8 uses is 6 and 2. Group one used them 10 and 8
    times: (10 + 6) against (8 + 2), the other (20 + 6) against (2 + 2)."""
    odds, z = log_odds(np.array([[10, 20], [8, 2]]), prior=8)
    delta = log(16 / 10) - log(26 / 4)
    assert odds[0] == pytest.approx([delta, -delta])
    assert odds[1] == pytest.approx([-delta, delta])
    assert z[0, 0] == pytest.approx(delta / sqrt(1 / 16 + 1 / 26))
    assert z[1, 0] == pytest.approx(-delta / sqrt(1 / 10 + 1 / 4))


def test_marks_and_small_cells_by_hand() -> None:
    found = characteristic(of_people(SAID, 69), CODES, LABELS)
    assert found.few == ("30代",)
    assert found.tests == 4 * 2
    young, older = found.groups
    assert [word.text for word in young.more] == ["部活動"]  # 空き家 has a cell of 4
    club = young.more[0]
    assert (club.people, club.others, club.marked) == (12, None, "higher")
    assert club.p == pytest.approx(stats.fisher_exact(np.array([[12, 8], [2, 38]])).pvalue)
    assert [(word.text, word.people, word.others) for word in young.less] == [("税金", None, 30)]
    assert [(word.text, word.marked) for word in older.more] == [("税金", "higher")]
    assert list(of_groups(found)) == [
        (
            "10代では「部活動」と書いた人が60.0%（12人）で、ほかの人（5人未満）より多く、"
            "偶然とは考えにくい差です。"
        ),
        (
            "10代では「税金」と書いた人が5人未満で、ほかの人（75.0%）より少なく、"
            "偶然とは考えにくい差です。"
        ),
        (
            "20代では「税金」と書いた人が75.0%（30人）で、ほかの人（5人未満）より多く、"
            "偶然とは考えにくい差です。"
        ),
        (
            "20代では「部活動」と書いた人が5人未満で、ほかの人（60.0%）より少なく、"
            "偶然とは考えにくい差です。"
        ),
    ]
    assert "10人に満たない区分（30代）は、のぞいています。" in list(how_compared(found))


def test_no_difference_is_said() -> None:
    alike = of_people({"公園": [*range(5), *range(20, 30)]}, 60)
    found = characteristic(alike, CODES[:60], LABELS)
    assert list(of_groups(found)) == [
        "区分による言葉の違いは、偶然の範囲を超えるものが見つかりませんでした。"
    ]


@pytest.mark.parametrize("people", [0, 9, 30])
def test_without_two_groups_nothing_is_compared(people: int) -> None:
    alone = of_people({"公園": range(people)}, people)
    found = characteristic(alone, np.zeros(people, np.int64), LABELS)
    assert (found.groups, found.tests) == ((), 0)
    assert list(of_groups(found)) == [
        "くらべられる区分（10人以上）が2つに満たないため、くらべていません。"
    ]


@settings(max_examples=25)
@given(st.permutations(range(120)), st.integers(0, 5))
def test_the_order_of_people_does_not_matter(order: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    marks, codes = drawn(120, 12, chance), unequal(120, chance)
    assert characteristic(of_marks(marks[order]), codes[order], LABELS) == characteristic(
        of_marks(marks), codes, LABELS
    )


def test_planted_differences_lead_the_lists() -> None:
    """At least 70 % of them among the first ten of their group, at 5,000 people."""
    led = 0
    for seed in range(3):
        chance = np.random.default_rng(seed)
        marks = drawn(5_000, 200, chance)
        codes, pairs = planted(marks, unequal(5_000, chance), 15, chance)
        found = characteristic(of_marks(marks), codes, LABELS)
        firsts = {(word.text, group.label) for group in found.groups for word in group.more}
        led += sum((f"w{column}", LABELS[group]) in firsts for column, group in pairs)
    assert led >= 0.7 * 45


def test_nothing_is_found_where_nothing_is() -> None:
    """At most one word in ten analyses of attributes that are mere chance."""
    marked = 0
    for seed in range(10):
        chance = np.random.default_rng(seed)
        incidence = of_marks(drawn(1_000, 120, chance))
        found = characteristic(incidence, unequal(1_000, chance), LABELS)
        assert found.tests > 600
        marked += sum(bool(w.marked) for group in found.groups for w in (*group.more, *group.less))
    assert marked <= 1
