"""The quick walk finds exactly what Janome finds, down to the readings, whatever it is given."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from janome.tokenizer import Tokenizer

from analysis.text.lattice import walk
from analysis.text.lexicon import Lexicon
from analysis.text.tokenizer import LONGEST_UNKNOWN
from tests.analysis.text import wards

LIKELY = "公園のトイレが暗くて、こわいです。一二三〇12ab AB12ー・ｱｲ😊!?\n(%),.々仝ヶÐéЖΩ漢鬱"


@functools.cache
def janome() -> Any:
    return Tokenizer(mmap=True, max_unknown_length=LONGEST_UNKNOWN)


@functools.cache
def lexicon() -> Lexicon:
    return Lexicon(janome().sys_dic, LONGEST_UNKNOWN)


def by_janome(text: str) -> list[tuple[str, ...]]:
    return [
        (t.surface, t.part_of_speech, t.infl_type, t.infl_form, t.base_form, t.reading, t.phonetic)
        for t in janome().tokenize(text)
    ]


def by_walk(text: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    stripped, start = text.strip(), 0
    for number, length in walk(lexicon(), text):
        surface = stripped[start : start + length]
        start += length
        if number >= 0:
            found.append((surface, *janome().sys_dic.lookup_extra(number)))
        else:
            found.append((surface, lexicon().kinds[-1 - number], "*", "*", surface, "*", "*"))
    return found


def test_ward_comments_are_cut_as_janome_cuts_them() -> None:
    texts = wards.comments()
    assert len(texts) == 156
    assert [text for text in texts if by_walk(text) != by_janome(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n　",
        "  前後の空白  ",
        "すもももももももものうち",
        "ﾏﾁﾂﾞｸﾘｾﾝﾀｰ",
        "二〇二六年四月一日に三百六十五円",
        "COVID-19とWi-Fiと3.14%",
        "😊👨‍👩‍👧❤️",
        "한국어 Русский Ελληνικά ไทย العربية ÐÐÐ",
        "\0\x01\x1b[31m\u200b\ufeff\ud800",
        "(((((((((",
        "🀄" * 200,
        "a" * 1_500,
        "あ" * 1_500,
        "鬱" * 1_100,
        "〇一" * 600,
        "、" * 1_030,
        ("区報せたがやを読む" * 60)[:501] + "。" + "けやきネットは使いづらい" * 50,
        "あいうえお" * 99 + "公園\n\n" + "図書館" * 20 + "\r\n\r\n" + "本" * 600,
    ],
)
def test_hostile_texts_are_cut_as_janome_cuts_them(text: str) -> None:
    whole = text.encode("utf-8", "replace").decode()  # Janome itself fails at half a character
    assert by_walk(whole) == by_janome(whole)


@settings(max_examples=150)
@given(st.text(max_size=40) | st.text(LIKELY, max_size=60))
def test_any_text_is_cut_as_janome_cuts_it(text: str) -> None:
    assert by_walk(text) == by_janome(text)


@settings(max_examples=8)
@given(st.text(LIKELY, min_size=450, max_size=1_200))
def test_long_texts_are_divided_where_janome_divides_them(text: str) -> None:
    assert by_walk(text) == by_janome(text)


def test_half_a_character_harms_nobody() -> None:
    assert sum(length for _, length in walk(lexicon(), "公園\ud800が")) == 4
