"""Which comments repeat an earlier one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.folding import LEAST_LETTERS, fold
from analysis.text.normal import normalize
from tests.analysis.text import wards

LETTER = "児童公園の樹木の伐採に反対します。子どもたちの木陰を守ってください"


def grams(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def by_hand(texts: list[str]) -> tuple[int, ...]:
    """The same rule, every pair looked at. For texts without marks, in lower case."""
    folds: list[int] = []
    for at, text in enumerate(texts):
        one = grams(text)
        for earlier in range(at):
            other = grams(texts[earlier])
            shared = len(one & other)
            long = min(len(text), len(texts[earlier])) >= LEAST_LETTERS
            like = long and 100 * shared**2 > 49 * len(one) * len(other)
            if folds[earlier] == earlier and (text == texts[earlier] or like):
                folds.append(earlier)
                break
        else:
            folds.append(at)
    return tuple(folds)


def test_marks_and_blanks_make_no_difference() -> None:
    texts = ["駐車場が 少ない", "Wi-Fi", "駐車場が少ない。", "wi-fi!", "駐車場が少なく"]
    assert fold(texts, near=False) == (0, 1, 0, 1, 4)


def test_marks_between_figures_make_one() -> None:
    assert fold(["1、2月に", "12月に", "3.5点", "35点", "1、2月に。"]) == (0, 1, 2, 3, 0)


def test_copies_of_a_letter_are_folded_into_the_first() -> None:
    texts = [LETTER, f"{LETTER}。世田谷1丁目", "公園が暗い", f"切らないで。{LETTER}", LETTER]
    assert fold(texts) == (0, 0, 2, 0, 0)
    assert fold(texts, near=False) == (0, 1, 2, 3, 0)


def test_short_comments_that_differ_in_the_thing_itself_are_two_voices() -> None:
    assert fold(["蟹がとても美味しかった", "お蕎麦がとても美味しかった"]) == (0, 1)


def test_no_two_different_ward_comments_are_the_same() -> None:
    texts = wards.comments()
    assert fold(texts) == tuple(range(len(texts)))


@pytest.mark.parametrize("text", ["", "。", "😊", "\0", "a", "𠮷"])
def test_the_smallest_texts_repeat_only_themselves(text: str) -> None:
    assert fold([text, "公園", text]) == (0, 1, 0)
    assert fold([]) == ()


PARTS = st.lists(st.sampled_from(["公園の木", "を守る", "切らない", "で下さい", "道が暗い", "駅"]))


@given(st.lists(PARTS.map("".join), max_size=25))
def test_the_quick_way_finds_what_looking_at_every_pair_finds(texts: list[str]) -> None:
    assert fold(texts) == by_hand(texts)


@pytest.mark.parametrize(
    "texts",
    [
        [LETTER] * 100_000,
        [f"{LETTER}{at}" for at in range(5_000)],
        [normalize("同じことを書きます" * 1_100)[:10_000] + str(at) for at in range(20)],
    ],
    ids=["identical", "numbered", "long"],
)
def test_all_alike_takes_no_longer(texts: list[str]) -> None:
    before = time.process_time()
    assert set(fold(texts)) == {0}
    assert time.process_time() - before < 3
