"""Texts that nobody would write in good faith: read in time that goes with their length."""

from __future__ import annotations

import time
import unicodedata

import pytest

from analysis.text import intake, tokenizer
from analysis.text.comments import is_empty_answer
from analysis.text.normal import normalize

LENGTH = 10_000
UNITS = {
    "one letter": "a",
    "one kana": "あ",
    "one kanji": "鬱",
    "figures": "12",
    "marks": "!?",
    "brackets": "(",
    "emoji": "😊",
    "family": "👨‍👩‍👧",
    "flag": "🇯🇵",
    "accents": "\u0301\u0316",
    "one long ligature": "ﷺ",
    "ampersands": "&a",
    "entities": "&#x41;",
    "nothing, for ever": "特に",
    "almost nothing": "特にご意見は",
    "laughter": "w",
    "line breaks": "\r\n",
    "controls": "\x00\x1b",
    "invisible": "\u200b\u202e",
    "Korean": "한국어로 쓴 의견 ",
    "Arabic": "هذا تعليق ",
    "Thai": "ความคิดเห็น",
    "zurai": "使いずら",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_ten_thousand_characters_of_anything_are_read_in_time(unit: str) -> None:
    typed = (unit * LENGTH)[:LENGTH]
    assert tokenizer.is_quick()  # loaded before the time counts
    before = time.process_time()
    text = normalize(typed)
    is_empty_answer(typed)
    (tokens,) = intake.tokens([text])
    assert time.process_time() - before < 3
    end = 0
    for token in tokens:
        assert not text[end : token.start].strip()
        assert text[token.start : token.end] == token.surface
        end = token.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "typed", ["😊" * LENGTH, "!" * LENGTH, "\u200b" * LENGTH, "\x00", "&nbsp;"]
)
def test_marks_emoji_and_what_nobody_sees_say_nothing(typed: str) -> None:
    assert is_empty_answer(typed)


def test_a_heap_of_accents_is_cleared_and_real_accents_stay() -> None:
    """100,000 of them would take seconds to be put in order."""
    before = time.process_time()
    heap = normalize("a" + "\u0301\u0316" * 50_000)
    assert time.process_time() - before < 1
    assert len(heap) <= 31
    vietnamese = unicodedata.normalize("NFD", "Tiếng Việt " * 200)
    assert normalize(vietnamese) == unicodedata.normalize("NFC", vietnamese).strip()
