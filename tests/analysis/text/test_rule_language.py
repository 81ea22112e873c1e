"""Coding rules as they are typed: what they mean, and what is wrong with them, in Japanese."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.rule_language import MOST_CHARACTERS, parse
from analysis.text.rules import (
    All,
    Either,
    Fact,
    Not,
    Pattern,
    Phrase,
    Rule,
    RuleError,
    Together,
    Word,
)

ROAD, BIKE, PARK = Word("道路"), Word("自転車"), Word("公園")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("道路", ROAD),
        (" ｗｉ-ＦＩ ", Word("wi-fi")),
        ("道路、自転車,公園", Either((ROAD, BIKE, PARK))),
        ("道路 または 自転車 OR 公園", Either((ROAD, BIKE, PARK))),
        ("道路 かつ 自転車 AND 公園", All((ROAD, BIKE, PARK))),
        ("道路｜自転車＆公園", Either((ROAD, All((BIKE, PARK))))),
        ("（道路|自転車）&公園", All((Either((ROAD, BIKE)), PARK))),
        ("道路 & !公園", All((ROAD, Not(PARK)))),
        ("道路 かつ 公園 でない", All((ROAD, Not(PARK)))),
        ("NOT (道路|公園)", Not(Either((ROAD, PARK)))),
        ("!!道路", ROAD),
        ("使える[否定]", Word("使える", denied=True)),
        ("使えない［否定］", Word("使えない", denied=True)),
        ("「待ち時間、長い」", Phrase("待ち時間、長い")),
        ("“A B” | '公園'", Either((Phrase("a b"), Word("'公園'")))),
        ("/駅.*(遠|近)/", Pattern("駅.*(遠|近)")),
        (r"/km\/h/", Pattern("km/h")),
        ("near5(駅 遠い)", Together("near", ((Word("駅"),), (Word("遠い"),)), 5)),
        (
            "seq(駅 (遠い|「歩け」) 不便)",
            Together(
                "seq",
                ((Word("駅"),), (Word("遠い"), Phrase("歩け")), (Word("不便"),)),
                10,
            ),
        ),
        ("near", Word("near")),
        ("<年代=30代>", Fact("年代", "30代", equal=True, place=1)),
        ("公園 & <年代!=30代>", All((PARK, Fact("年代", "30代", equal=False, place=6)))),
        ("＜満足度＝とても良い＞", Fact("満足度", "とても良い", equal=True, place=1)),
    ],
)
def test_what_rules_mean(text: str, rule: Rule) -> None:
    assert parse(text) == rule


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("", 1, ""),
        (" \n", 1, ""),
        ("道路 自転車", 4, "自転車"),
        ("(道路", 1, "("),
        ("道路)", 3, ")"),
        ("道路 |", 5, ""),
        ("& 道路", 1, "&"),
        ("()", 2, ")"),
        ("「道路", 1, "「"),
        ("道路」", 3, "」"),
        ("「 」", 1, ""),
        ('"', 1, '"'),
        ("/道路", 1, "/"),
        ("/(道路/", 2, "("),
        (r"/(道)\1/", 6, "1"),
        ("<年代>", 1, "年代"),
        ("<=30代>", 1, "=30代"),
        ("<年代=30代", 1, "<"),
        ("!", 2, ""),
        ("…", 1, "…"),
        ("near(駅)", 1, "near"),
        ("near0(駅 遠い)", 1, "near0"),
        ("near5000(駅 遠い)", 1, "near5000"),
        ("near5(駅 & 遠い)", 9, "&"),
        ("near5(駅 (遠い & 不便))", 13, "&"),
        ("near5(駅 遠い", 6, "("),
        ("near5(駅 !遠い)", 9, "!"),
        ("あ" * 41, 1, "ああああああああ…"),
        ("(" * 21 + "道路" + ")" * 21, 21, "("),
        ("(" * 2_000, 21, "("),
        ("道路|" * 2_500, MOST_CHARACTERS + 1, ""),
    ],
)
def test_what_cannot_be_read_is_named(text: str, place: int, found: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse(text)
    assert (refused.value.place, refused.value.found) == (place, found)
    assert str(refused.value).startswith(f"{place}文字目")
    assert str(refused.value).endswith("。")


@given(st.text('道路公園 　near5seq()|&!、,「」"/<>=[否定]*+?{}\\でないかつ1\n', max_size=60))
def test_anything_is_read_or_refused_in_one_sentence(text: str) -> None:
    refused = None
    try:
        assert parse(text) == parse(f" {text}") or "<" in text
    except RuleError as error:
        refused = error
    if refused is not None:
        assert 1 <= refused.place <= len(text) + 1
        assert str(pickle.loads(pickle.dumps(refused))) == str(refused)
