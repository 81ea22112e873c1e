"""Spellings counted as one word, and staff who undo it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.text import variants
from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, read
from analysis.text.variants import Merge, reading_of


def corpus(*texts: str, undone: frozenset[str] = frozenset()) -> Corpus:
    comments = [Comment(str(number), text) for number, text in enumerate(texts)]
    return read(comments, undone=undone)


def merged(*texts: str) -> list[tuple[str, str, str]]:
    return [(merge.form, merge.into, merge.reason) for merge in corpus(*texts).merges]


def test_a_merge_says_who_writes_what() -> None:
    found = corpus(*["景色が素晴らしい"] * 3, "すばらしかった", "すばらしくない")
    assert found.merges == (Merge("すばらしい", "素晴らしい", "形容詞", 2, 3, "読み"),)
    assert [reading.terms[-1].text for reading in found.readings[3:]] == [
        "素晴らしい",
        "素晴らしい[否定]",
    ]


def test_staff_undo_a_merge() -> None:
    texts = (*["素晴らしい"] * 3, "すばらしい")
    found = corpus(*texts, undone=frozenset({"すばらしい"}))
    assert found.merges == ()
    assert found.apart == (Merge("すばらしい", "素晴らしい", "形容詞", 1, 3, "読み"),)
    assert found.readings[-1].terms[0].text == "すばらしい"


def test_the_form_most_people_write_is_shown() -> None:
    assert merged(*["うなぎ"] * 3, "鰻") == [("鰻", "うなぎ", "読み")]
    assert merged("うなぎ", *["鰻"] * 3) == [("うなぎ", "鰻", "読み")]


def test_kana_that_may_mean_two_words_stay_themselves() -> None:
    """とまる is 止まる or 泊まる as long as neither dominates."""
    both = (*["バスが止まる"] * 3, *["宿に泊まる"] * 3, "とまる")
    assert merged(*both) == []
    assert merged(*both[:3], "とまる") == [("とまる", "止まる", "読み")]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("子どもと", "子供と", "こどもと"),
            [("こども", "子ども", "表"), ("子供", "子ども", "表")],
        ),
        (("使いにくい", "使いづらい"), [("使いづらい", "使いにくい", "語尾")]),
        (
            ("分かりにくい", "わかりにくい", "わかりづらい"),
            [("わかりづらい", "分かりにくい", "語尾"), ("わかりにくい", "分かりにくい", "表")],
        ),
        (("お寺が", "寺が", "寺が"), [("お寺", "寺", "お・ご")]),
        (("桜が", "さくらが"), [("さくら", "桜", "表")]),
        (("三茶で", "三軒茶屋で"), []),  # names are put together before
        (("歯が", "葉が", "はが"), []),
        (("良い", "悪い"), []),
    ],
)
def test_what_is_one_word(texts: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    assert merged(*texts) == expected


def test_a_single_spelling_is_shown_as_it_is_written() -> None:
    assert corpus("こどもと").readings[0].terms[0].text == "こども"


@pytest.mark.parametrize(
    ("text", "kind", "surface", "reading", "expected"),
    [
        ("美味しい", "形容詞", "美味しかっ", "オイシカッ", "オイシイ"),
        ("集まる", "動詞", "集まり", "アツマリ", "アツマル"),
        ("公園", "名詞", "公園", "コウエン", "コウエン"),
        ("おいしい", "形容詞", "おいしく", "オイシク", "オイシイ"),
        ("来る", "動詞", "来", "キ", "キル"),  # no word of that reading: joins nothing
        ("Pay", "名詞", "Pay", "", None),
    ],
)
def test_how_a_dictionary_form_is_read(
    text: str, kind: str, surface: str, reading: str, expected: str | None
) -> None:
    assert reading_of(text, kind, surface, reading) == expected


def test_the_fixed_table_leads_nowhere_twice() -> None:
    with Path(variants.__file__).with_name("spellings.csv").open(encoding="utf-8") as file:
        rows = [(row["form"], row["written"], row["kind"]) for row in csv.DictReader(file)]
    forms = {(form, kind) for form, _, kind in rows}
    assert len(forms) == len(rows) >= 50
    assert not forms & {(written, kind) for _, written, kind in rows}
