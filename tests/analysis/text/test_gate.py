"""Which compounds become terms, and what rare ones give way to."""

from __future__ import annotations

import pytest

from analysis.text.comments import Comment
from analysis.text.corpus import read


def terms(*texts: str) -> list[list[str]]:
    """The terms of comments by as many people."""
    corpus = read([Comment(str(number), text) for number, text in enumerate(texts)])
    return [[term.text for term in reading.terms] for reading in corpus.readings]


def test_what_three_people_write_stays_and_what_two_write_gives_way_to_its_common_part() -> None:
    three = ["防災訓練に参加"] * 3
    assert terms(*three, *["地域防災訓練に参加"] * 3)[-1] == ["地域防災訓練", "参加"]
    assert terms(*three, *["地域防災訓練に参加"] * 2)[-1] == ["地域", "防災訓練", "参加"]


def test_the_same_person_many_times_is_one_voice() -> None:
    comments = [Comment("a", "避難所運営訓練を")] * 5 + [Comment(w, "訓練を") for w in "bcd"]
    readings = read(comments).readings
    assert [term.text for term in readings[0].terms] == ["避難所運営", "訓練"]


def test_a_rare_compound_without_a_common_part_stays_whole() -> None:
    assert terms("病児保育を増やして") == [["病児保育", "増やす"]]


@pytest.mark.parametrize(
    ("rare", "expected"),
    [
        ("新公園", ["公園"]),  # no prefix, suffix or figure is left for itself
        ("公園内", ["公園"]),
        ("公園利用者", ["公園", "利用者"]),
        ("公園化計画", ["公園化計画"]),  # 化 belongs to 公園
        ("2階公園", ["公園"]),
        ("桜・公園", ["桜", "公園"]),
    ],
)
def test_what_is_left_beside_the_common_part(rare: str, expected: list[str]) -> None:
    assert terms(*["公園"] * 3, rare)[-1] == expected


def test_a_name_of_the_list_is_common_anywhere() -> None:
    assert terms("三茶駅前広場") == [["三軒茶屋", "駅前広場"]]


def test_denial_stays_with_the_last_part() -> None:
    (*_, reading) = read(
        [Comment(str(n), "駐車場") for n in range(3)] + [Comment("x", "無料駐車場がない")]
    ).readings
    assert [(term.text, term.negated) for term in reading.terms] == [
        ("無料", False),
        ("駐車場", True),
    ]


def test_parts_lie_where_they_stand() -> None:
    (*_, reading) = read(
        [Comment(str(n), "公園") for n in range(3)] + [Comment("x", "あの公園利用者は")]
    ).readings
    assert [reading.text[term.start : term.end] for term in reading.terms] == ["公園", "利用者"]


def test_a_row_of_five_thousand_nouns_is_no_word() -> None:
    (found,) = terms("公園" * 5_000)
    assert set(found) == {"公園"}
