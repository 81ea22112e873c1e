from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from analysis.text.comments import Comment
from analysis.text.corpus import read
from analysis.text.terms import count_terms, table

DATA = Path(__file__).parents[1] / "data"
ROOT = Path(__file__).parents[3]


def ward_comments() -> list[Comment]:
    with (DATA / "ward_comments_156.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Comment(f"r{number % 120:03}", row["text"]) for number, row in enumerate(rows)]


def rows(comments: list[Comment]) -> list[tuple[object, ...]]:
    return list(count_terms(comments).frame.itertuples(index=False, name=None))


def test_terms_of_three_people_by_hand() -> None:
    found = count_terms(
        [
            Comment("a", "病児保育の予約が取りにくい。病児保育を増やしてほしい"),
            Comment("b", "病児保育は便利でした"),
            Comment("c", "予約は３回、アプリが使えなかった…取りづらい"),
            Comment("d", "特になし"),
            Comment("e", "😊"),
        ]
    )
    assert (found.respondents, found.comments, found.empty) == (3, 3, 2)
    assert list(found.frame.itertuples(index=False, name=None)) == [
        ("予約", "名詞", 2, 2, 2 / 3, ""),
        ("取りにくい", "形容詞", 2, 2, 2 / 3, "取りづらい"),
        ("病児保育", "名詞", 2, 3, 2 / 3, ""),
        ("アプリ", "名詞", 1, 1, 1 / 3, ""),
        ("使える[否定]", "動詞", 1, 1, 1 / 3, ""),
        ("便利", "形容動詞", 1, 1, 1 / 3, ""),
        ("増やす", "動詞", 1, 1, 1 / 3, ""),
    ]


def test_one_person_one_voice_in_any_number_of_comments() -> None:
    """Expected numbers are counted here, from the words the comments are made of."""
    vocabulary = ["公園", "図書館", "駐輪場", "防犯カメラ", "コミュニティバス"]
    draw = random.Random(7)
    written = [
        (f"r{draw.randrange(25)}", draw.choices(vocabulary, k=draw.randrange(1, 6)))
        for _ in range(60)
    ]
    people = Counter(
        word for word in vocabulary for _ in {who for who, words in written if word in words}
    )
    mentions = Counter(word for _, words in written for word in words)
    voices = len({who for who, _ in written})
    kinds = {"コミュニティバス": "固有名"}  # of the ward's list

    table = count_terms([Comment(who, "、".join(words)) for who, words in written])

    assert table.respondents == voices < table.comments == 60
    assert [tuple(row) for row in table.frame.itertuples(index=False, name=None)] == [
        (word, kinds.get(word, "名詞"), people[word], mentions[word], people[word] / voices, "")
        for word in sorted(vocabulary, key=lambda word: (-people[word], word))
    ]


def test_someone_whose_other_comment_is_empty_is_one_voice() -> None:
    table = count_terms([Comment("a", "公園"), Comment("a", "なし"), Comment("b", "同上")])
    assert (table.respondents, table.comments, table.empty) == (1, 1, 2)
    assert table.frame["share"].tolist() == [1.0]


def test_stop_words_numbers_symbols_and_single_kana_are_no_terms() -> None:
    assert (
        rows([Comment("a", "今回は３人で行うことがある。ない。(あ) % w 12月25日 私も来る")]) == []
    )


@pytest.mark.parametrize(
    "comments",
    [
        [],
        [Comment("a", "")],
        [Comment("a", "！？。、（）…・・・")],
        [Comment("a", "😊👨‍👩‍👧🏽" * 500)],
        [Comment("a", "w" * 10_000)],
    ],
)
def test_without_words_the_table_has_its_columns_and_no_rows(comments: list[Comment]) -> None:
    frame = count_terms(comments).frame
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        "term": "str",
        "part_of_speech": "str",
        "respondents": "int64",
        "mentions": "int64",
        "share": "float64",
        "variants": "str",
    }
    assert frame.empty


def test_ten_thousand_characters_of_one_person_count_once() -> None:
    ((term, _, respondents, mentions, *_),) = rows([Comment("a", "公園の、" * 2_500)])
    assert (term, respondents, mentions) == ("公園", 1, 2_500)


def test_the_order_of_comments_does_not_matter() -> None:
    comments = ward_comments()
    shuffled = random.Random(3).sample(comments, len(comments))
    assert len(rows(comments)) > 200
    assert rows(shuffled) == rows(comments)


def test_the_table_is_the_same_in_another_process_with_another_hash_seed() -> None:
    code = "import json, test_terms as t; print(json.dumps(t.rows(t.ward_comments())))"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "1", "PYTHONPATH": f"{ROOT}{os.pathsep}{Path(__file__).parent}"},
        capture_output=True,
        check=True,
    )
    assert [tuple(row) for row in json.loads(told.stdout)] == rows(ward_comments())


def test_english_words_of_grammar_are_left_out() -> None:
    table = count_terms([Comment("r1", "The stage was great and it is a fun festival.")])
    assert table.frame["term"].tolist() == ["festival", "fun", "great", "stage"]


def test_words_that_staff_leave_out_leave_the_base() -> None:
    corpus = read([Comment("a", "公園と図書館"), Comment("b", "公園")])
    left = table(corpus, without={"公園"})
    assert left.respondents == 2
    assert left.frame["term"].tolist() == ["図書館"]


def test_comments_that_repeat_another_count_only_where_they_are_not_folded() -> None:
    comments = [Comment(who, "公園を広く") for who in "abc"]
    corpus = read(comments, folded=lambda texts: [0] * len(texts))
    assert (table(corpus).respondents, table(corpus, folded=True).respondents) == (3, 1)
    assert table(corpus, folded=True).frame["respondents"].tolist() == [1, 1]


def test_a_part_counts_only_where_it_stands_alone() -> None:
    """駐車 and 場 never stand beside the 駐車場 they are in."""
    terms = count_terms([Comment(str(n), "駐車場が狭い") for n in range(5)]).frame["term"]
    assert terms.tolist() == ["狭い", "駐車場"]
