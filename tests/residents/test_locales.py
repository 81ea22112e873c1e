"""Catalogs: every word that pages and code ask for is in every language, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from models import lifecycle, placements
from models.multilingual import LANGUAGES, Language, with_readings, without_readings
from models.questions.conditions import Operator
from residents import words
from residents.conditions import Asks
from residents.ruby import ruby

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "residents"

# What HTTP refuses; each has a page of its own.
PAGE_ERRORS = (
    "busy",
    "foreign_origin",
    "incomplete",
    "method_not_allowed",
    "no_submission_id",
    "not_a_form",
    "not_found",
    "sent_twice_field",
    "server_error",
    "slip_unknown",
    "slip_used",
    "slip_void",
    "slip_wait",
    "too_large",
    "unknown_code",
    "unknown_field",
    "wrong_encoding",
)
NOTICES = ("already_sent", "busy", "no_submission_id", "stale")
PHASES = (*get_args(lifecycle.Phase), "retired", "early")
SLIPS = ("missing", "mistyped", "unknown", "used", "void", "elsewhere", "wait")
STEPS = ("collect", "count", "results", "reply")
PUBLIC = [kind for kind in placements.KINDS if placements.mode_of(kind) == "web"]


def sources() -> str:
    files = [*HOUSE.glob("*.py"), *HOUSE.glob("templates/**/*.html")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def answer_errors() -> set[str]:
    """Codes of every AnswerError that a question type raises, or the sending."""
    files = [*(ROOT / "models" / "questions").glob("*.py"), HOUSE / "sending.py"]
    return {
        code
        for file in files
        for code in re.findall(r'AnswerError\("(\w+)"', file.read_text(encoding="utf-8"))
    }


def composed() -> Iterator[str]:
    """Keys whose last part is a code."""
    yield from (f"answer.{code}" for code in answer_errors())
    yield from (f"step.{step}" for step in STEPS)
    yield from (f"refused.slip_{code}" for code in SLIPS)
    yield from (f"official.kind.{kind}" for kind in PUBLIC)
    yield from (f"if.{word}" for word in (*get_args(Operator), *get_args(Asks)))
    for family, codes in (("error", PAGE_ERRORS), ("notice", NOTICES), ("phase", PHASES)):
        yield from (f"{family}.{code}.{part}" for code in codes for part in ("title", "next"))


def places(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_language_has_a_catalog_and_a_name() -> None:
    assert set(words.CATALOGS) == set(LANGUAGES)
    assert {path.stem for path in (HOUSE / "locales").iterdir()} == set(LANGUAGES)


def test_no_japanese_is_left_in_other_languages() -> None:
    kana = re.compile(r"[\u3041-\u30ff]")
    for language in ("en", "zh-Hans", "ko"):
        left = [key for key, said in words.CATALOGS[language].items() if kana.search(said)]
        assert left == [], language
    hangul = [key for key, said in words.CATALOGS["ko"].items() if re.search("[가-힣]", said)]
    assert len(hangul) > len(words.CATALOGS["ko"]) * 0.95


def test_easy_japanese_is_easy() -> None:
    """Every kanji has its reading, but for dates; sentences are short and without slashes."""
    for key, said in words.CATALOGS["ja-easy"].items():
        if key.startswith("date.") and said.startswith("y"):
            continue
        unread = "".join(word for word, reading in with_readings(said) if not reading)
        assert not re.search("[\u4e00-\u9fff]", unread), (key, unread)
        for sentence in re.split("[。\n]", without_readings(said)):
            assert len(re.sub(r"\{\w+\}", "", sentence)) <= 40, (key, sentence)


def test_readings_stand_above_words_and_not_in_plain_text() -> None:
    assert words.say("ja-easy", "check.title") == "答えを確かめる"
    assert "[答|こた]え" in words.spell("ja-easy", "check.title")
    above = "<ruby>公園<rp>（</rp><rt>こうえん</rt><rp>）</rp></ruby>の<b>"
    assert ruby("[公園|こうえん]の<b>") == above.replace("<b>", "&lt;b&gt;")
    assert ruby("[x|<b>] [a|b]") == "[x|&lt;b&gt;] [a|b]"


@pytest.mark.parametrize("catalog", LANGUAGES)
def test_every_key_asked_for_is_there_and_none_besides(catalog: Language) -> None:
    text = sources()
    spoken = set(re.findall(r'\b(?:[tw]|say|spell)\((?:language, )?"([a-z_.]+)"[,)]', text))
    families = set(composed())
    keys = set(words.CATALOGS[catalog])
    assert {"send", "required", "text.no_names"} <= spoken
    assert {"answer.choose_one", "answer.full", "if.equals"} <= families
    assert (spoken | families) - keys == set()
    assert {key for key in keys - families if f'"{key}"' not in text} == set()


@pytest.mark.parametrize("catalog", LANGUAGES)
def test_catalogs_are_sorted_and_say_something(catalog: Language) -> None:
    keys = list(words.CATALOGS[catalog])
    assert keys == sorted(keys)
    assert [key for key, said in words.CATALOGS[catalog].items() if not said.strip()] == []


@pytest.mark.parametrize("catalog", LANGUAGES)
def test_places_are_the_same_in_every_language(catalog: Language) -> None:
    theirs = {key: places(said) for key, said in words.CATALOGS[catalog].items()}
    assert theirs == {key: places(said) for key, said in words.CATALOGS["ja"].items()}


def test_every_refusal_of_the_form_reader_has_a_page() -> None:
    raised = set(re.findall(r'FormError\("(\w+)"', sources()))
    assert "incomplete" in raised
    assert raised <= set(PAGE_ERRORS)


def test_every_notice_has_words() -> None:
    sending = (HOUSE / "sending.py").read_text(encoding="utf-8")
    assert set(re.findall(r'again\(\d+, "(\w+)"', sending)) == set(NOTICES)


def test_no_blame_and_no_user() -> None:
    for said in words.CATALOGS["ja"].values():
        assert not re.search("ユーザー|不正|無効|失敗|入力エラー", said), said


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        words.say("ja", "no.such.key")


def test_numbers_are_grouped_and_values_are_not_formats() -> None:
    assert words.say("ja", "text.limit", limit=4000) == "4,000文字まで"
    assert words.say("ja", "other.label", option="{limit}") == "「{limit}」の内容"


@pytest.mark.parametrize(("number", "counted"), [(1, "1つ"), (9, "9つ"), (10, "10個")])
def test_japanese_counts_things_by_their_number(number: int, counted: str) -> None:
    assert words.things("ja", number) == counted
    assert words.things("en", number) == str(number)
    assert words.things("ko", number) == f"{number}개"


def test_moments_are_in_japan_and_in_the_readers_language() -> None:
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert words.moment("ja", at) == "2026年11月23日(月) 17:00"
    assert words.moment("ja-easy", at) == "2026年11月23日(月) 17:00"
    assert words.moment("en", at) == "Mon, 23 November 2026, 17:00"
    assert words.moment("zh-Hans", at) == "2026年11月23日(周一) 17:00"
    assert words.moment("ko", at) == "2026년 11월 23일(월) 17:00"
    assert words.day("ja", date(2027, 3, 31)) == "2027年3月31日(水)"


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("03-6432-7902", "0364327902"),
        ("０３－６４３２－７９０２（内線12）", "0364327902"),
        ("代表 +81 3 6432 7902", "+81364327902"),
        ("(03)6432-7902", "0364327902"),
        ("内線12", ""),
        ("", ""),
    ],
)
def test_the_number_to_dial(phone: str, digits: str) -> None:
    assert words.dial(phone) == digits
