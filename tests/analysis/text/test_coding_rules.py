"""Which comments a coding rule holds of: by words, places, patterns and closed answers."""

from __future__ import annotations

import time
from functools import cache

import numpy as np
import pytest

from analysis.text.coding_rules import NOBODY, Facts, holds
from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, read
from analysis.text.judging import by_rules, spellings
from analysis.text.rule_language import parse
from analysis.text.rules import RuleError
from tests.analysis.text.wards import comments, many

TEXTS = (
    "世田谷公園のトイレが汚くて使えない",  # 0
    "駅から遠くて不便です",  # 1
    "待ち時間が長い",  # 2
    "三茶の歩道がせまい。自転車が危ない",  # 3
    "Wi-Fiがほしい",  # 4
    "最上町に駐車場がない",  # 5
    "駐車場が便利。不便な駅",  # 6
)


@cache
def corpus() -> Corpus:
    return read([Comment(f"p{number}", text) for number, text in enumerate(TEXTS)])


def found(rule: str, facts: Facts = NOBODY) -> list[int]:
    read_rule = parse(rule)
    return (
        holds([read_rule], corpus().readings, facts, spellings(corpus()))[:, 0]
        .nonzero()[0]
        .tolist()
    )


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        ("公園", [0]),  # inside a compound
        ("世田谷公園", [0]),
        ("汚い", [0]),  # its dictionary form
        ("待ち時間", [2]),  # several tokens
        ("上町", []),  # never inside another word
        ("三軒茶屋", [3]),  # a name by its other spelling, in both directions
        ("三茶", [3]),
        ("WI-FI", [4]),
        ("使う、使える", [0]),  # denied or not
        ("使える[否定]", [0]),
        ("汚い[否定]", []),
        ("駐車場", [5, 6]),
        ("駐車場[否定]", [5]),
        ("「時間が長」", [2]),
        ("「ち時」", [2]),  # a phrase cuts through words, a word does not
        ("ち時", []),
        ("/駅.+(遠|近)/", [1]),
        ("駐車場 & !不便", [5]),
        ("!公園 かつ 駅 でない", [2, 3, 4, 5]),
        ("near4(駅 不便)", [1, 6]),
        ("near2(駅 不便)", [6]),
        ("seq4(駅 不便)", [1]),
        ("seq4(不便 駅)", [6]),
        ("seq3(駅 不便)", []),
        ("seq4(駅 (近い|不便))", [1]),
        ("near5(「時間」 長い)", [2]),
        ("near5(駅 駐車場 公園)", []),
    ],
)
def test_of_which_comments_a_rule_holds(rule: str, numbers: list[int]) -> None:
    assert found(rule) == numbers


def test_closed_answers() -> None:
    young = np.array([True, True, False, False, False, True, False])
    facts = {"年代": {"30代": young}}
    assert found("<年代=30代>", facts) == [0, 1, 5]
    assert found("<年代!=30代> & 駅", facts) == [6]
    for rule, place, word in (
        ("公園 | <性別=女>", 6, "性別"),
        ("<年代=90代>", 1, "90代"),
    ):
        with pytest.raises(RuleError) as refused:
            found(rule, facts)
        assert refused.value.place == place
        assert word in str(refused.value)
    with pytest.raises(RuleError, match="使える答え：30代"):
        found("<年代=90代>", facts)


def test_rules_are_read_for_every_person_at_once() -> None:
    """Two comments of one person make one; who says nothing is told apart."""
    said = [
        Comment("a", "公園がほしい"),
        Comment("a", "駅が遠い"),
        Comment("b", "特になし"),
        Comment("c", "よい"),
        Comment("c", "なし"),
    ]
    codes = {"park": "公園", "station": "駅", "later": " "}
    judged = by_rules(said, read(said), codes)
    assert judged == {"a": {"park", "station"}, "b": {"nothing"}, "c": set()}


def test_no_comments_and_no_rules() -> None:
    assert holds([parse("公園")], ()).shape == (0, 1)
    assert holds([], corpus().readings).shape == (len(TEXTS), 0)


@pytest.mark.parametrize(
    "rule", ["near100(あ い う)", "seq100(あ い う)", "/(あ+い?)+う$/", "あ、い、う"]
)
def test_a_long_comment_takes_time_with_its_length(rule: str) -> None:
    read_rule = parse(rule)

    def spent(times: int) -> float:
        long = read([Comment("a", "あ い " * times)]).readings
        begun = time.process_time()
        holds([read_rule], long)
        return time.process_time() - begun

    spent(100)
    assert spent(2_000) < 12 * spent(500) + 0.05


def test_the_same_rules_give_the_same_codes_in_any_order() -> None:
    texts = [*comments()[:20], *many(20)[:10]]
    said = [Comment(f"p{number:02}", text) for number, text in enumerate(texts)]
    rules = {"road": "道路、歩道、near5(駅 混雑)", "help": "!(公園|駅)"}
    forward = by_rules(said, read(said), rules)
    backward = by_rules(said[::-1], read(said[::-1]), rules)
    assert forward == backward
    assert {len(codes) for codes in forward.values()} == {0, 1}
