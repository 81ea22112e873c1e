"""Polarity, judging words and denials, on sentences whose sense is plain."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import judgements as module
from analysis.text.judgements import judgements
from analysis.text.normal import normalize
from analysis.text.polarity import Polarity, polarity
from analysis.text.stances import stance
from analysis.text.tokens import cut

DATA = Path(__file__).parents[1] / "data"
WORDS = Path(module.__file__).with_name("judgements.csv")


def read(text: str) -> Polarity:
    normalized = normalize(text)
    return polarity(stance(normalized, cut(normalized)))


def rows(file: Path, delimiter: str = "\t") -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=delimiter))


def test_one_word_for_one_against_and_both_by_hand() -> None:
    """(for − against) / (for + against + 1/2)."""
    assert read("良い").value == pytest.approx(1 / 1.5)
    assert read("不便です").value == pytest.approx(-1 / 1.5)
    assert read("便利です。暗いです。").value == pytest.approx(0 / 2.5)
    assert read("便利で静かです。暗いです。").value == pytest.approx(1 / 3.5)
    assert read("駅前に公園がある").value == 0


@pytest.mark.parametrize(
    "duty",
    [
        "ないといけない",
        "なければならない",
        "なくてはならない",
        "ないとだめだ",
        "なきゃ",
        "なければ。",
    ],
)
def test_a_duty_denies_nothing(duty: str) -> None:
    """行く is not said to be impossible, nor 安全 to be the case no more."""
    of_going, of_safety = judgements(cut(f"行か{duty}")), judgements(cut(f"安全で{duty}"))
    assert "行く" not in {one.word for one in of_going}
    assert (of_safety[0].word, of_safety[0].weight) == ("安全", 0.5)


def test_the_better_of_twenty_pairs_scores_higher() -> None:
    wrong = [
        (row["better"], row["worse"])
        for row in rows(DATA / "negation_pairs_20.tsv")
        if read(row["better"]).value <= read(row["worse"]).value
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "問題ない",
        "特に問題はありませんでした",
        "申し分ない",
        "不満はありません",
        "混んでいない",
        "使いづらくはない",
        "混雑が減った",
        "不安がなくなった",
        "心配することはなかった",
        "待たされなかった",
        "きれいにしなければならない、と決めて実際にきれいだ",
        "良いのではないか",
        "良いかと思います",
        "とてもよくないですか、この公園",
        "この席、楽しいしかない",
        "大変良かった",
        "いい取組みだと思う",
        "入りやすさがいい",
    ],
)
def test_these_are_for(text: str) -> None:
    assert read(text).value > 0.3


@pytest.mark.parametrize(
    "text",
    [
        "もったいない",
        "悪くなくはない",
        "楽しいことは何もない",
        "便利とは言い難い",
        "親切だとは思えない",
        "魅力に欠ける",
        "予約しにくい",
        "とりずらい",
        "職員の対応が良くありませんでした",
        "大変でした",
        "音が大きすぎる",
        "待ってくれませんでした",
        "電話がつながらない",
        "いい加減だ",
        "満足度が低い",
        "残念でならない",
        "広いが、暗くて怖い",
    ],
)
def test_these_are_against(text: str) -> None:
    assert read(text).value < -0.3


@pytest.mark.parametrize("text", ["明るくしてほしい", "もっと広ければ良かった", "あると便利です"])
def test_what_is_only_wished_for_is_no_praise(text: str) -> None:
    assert read(text).value < 0


def test_what_follows_but_weighs_more_than_what_was_granted() -> None:
    assert read("景色は良いが不便だ").value < 0 < read("不便だが景色は良い").value


def test_words_stand_at_their_places_with_what_denies_them() -> None:
    text = "窓口は親切ではなく、予約しにくい。"
    found = [(one.word, text[one.start : one.end], one.weight) for one in judgements(cut(text))]
    assert found == [("親切", "親切ではなく", -1.0), ("予約にくい", "予約しにくい", -1.0)]


def test_every_word_of_the_list_is_found_alone_with_its_sign() -> None:
    """No entry is out of reach behind another one or behind another cut."""
    listed = rows(WORDS, ",")
    assert len({(row["word"], row["part_of_speech"]) for row in listed}) == len(listed) > 400
    wrong = []
    for row in listed:
        word, sign = row["word"], float(row["sign"])
        spoken = [(one.weight, one.start, one.end) for one in judgements(cut(word))]
        if spoken != ([(sign, 0, len(word))] if sign else []) or not -1 <= sign <= 1:
            wrong.append((word, spoken))
    assert wrong == []


@given(
    st.lists(
        st.sampled_from(["良い", "悪くない", "が、", "。", "不便", "ない", "てほしい", "😊", "\n"])
    )
)
def test_any_text_has_a_value_between_the_ends(pieces: list[str]) -> None:
    text = normalize("".join(pieces))
    found = read(text)
    assert -1 < found.value < 1
    assert all(0 <= one.start < one.end <= len(text) and one.weight for one in found.words)
    assert list(found.words) == sorted(found.words, key=lambda one: one.start)
