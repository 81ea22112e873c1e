"""The rows of a matrix beside each other, in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from analysis import build
from analysis.leading import Cell
from analysis.matrices import joined
from analysis.matrix_sentences import of_matrix
from analysis.tabulate import tabulate
from models.questions.base import Category, Part, Shape
from tests.analysis import handmade

FIVE = tuple(
    Category(code, {"ja": word})
    for code, word in zip(
        "54321", ("満足", "やや満足", "ふつう", "不満", "大いに不満"), strict=True
    )
)
YES_NO = (Category("yes", {"ja": "はい"}), Category("no", {"ja": "いいえ"}))

Row = dict[Any, int]  # answer → people; None for 無回答


def said(shape: Shape, categories: tuple[Category, ...], **rows: Row) -> list[str]:
    tables = [
        tabulate(
            build.column(
                Part(f"q.{name}", {}, shape, categories, line={"ja": name}),
                [value for value, people in row.items() for _ in range(people)],
            )
        )
        for name, row in rows.items()
    ]
    return [sentence.text for sentence in of_matrix(joined("q", {"ja": "問"}, tables))]


def test_a_scale_is_compared_by_its_first_two_steps() -> None:
    rows: dict[str, Row] = {
        "会場": {"5": 50, "4": 22, "1": 28},
        "案内": {"5": 11, "4": 30, "1": 59},
        "食事": {"5": 30, "4": 30, "1": 40},
    }
    assert said("ordered", FIVE, **rows) == [
        "「満足（計）」が最も高いのは「会場」（72.0%）、最も低いのは「案内」（41.0%）です。"
    ]


def test_rows_of_one_share_stand_together() -> None:
    rows: dict[str, Row] = {name: {"5": 60, "1": 40} for name in ("会場", "案内")}
    assert said("ordered", FIVE, **rows) == ["「満足（計）」は、どの項目も60.0%です。"]
    rows["食事"] = {"5": 20, "1": 80}
    assert said("ordered", FIVE, **rows) == [
        (
            "「満足（計）」が最も高いのは「会場」と「案内」（ともに60.0%）、"
            "最も低いのは「食事」（20.0%）です。"
        )
    ]


def test_a_short_scale_is_compared_by_its_mean() -> None:
    rows: dict[str, Row] = {"会場": {"3": 50, "1": 50}, "案内": {"3": 20, "1": 80}}
    short = (FIVE[2], FIVE[3], FIVE[4])
    # 50 threes and 50 ones of 100; 20 threes and 80 ones.
    assert said("ordered", short, **rows) == [
        "平均が最も高いのは「会場」（2.00）、最も低いのは「案内」（1.40）です。"
    ]


def test_an_answer_that_leads_everywhere_is_named_once() -> None:
    rows: dict[str, Row] = {"会場": {"yes": 72, "no": 28}, "案内": {"yes": 51, "no": 49}}
    assert said("one_of", YES_NO, **rows) == [
        (
            "どの項目でも「はい」が最も多く、"
            "その割合が最も高いのは「会場」（72.0%）、最も低いのは「案内」（51.0%）です。"
        )
    ]


def test_else_the_largest_shares_are_named() -> None:
    rows: dict[str, Row] = {"会場": {"yes": 72, "no": 28}, "案内": {"yes": 40, "no": 60}}
    assert said("one_of", YES_NO, **rows) == [
        "割合が最も高いのは「会場」の「はい」（72.0%）で、次いで「案内」の「いいえ」（60.0%）です。"
    ]


def test_silence_and_few_people_are_told() -> None:
    rows: dict[str, Row] = {"会場": {"5": 60, "1": 40}, "案内": {"5": 5, "1": 5, None: 10}}
    assert said("ordered", FIVE, **rows)[1:] == [
        "無回答が最も多いのは「案内」（50.0%）です。",
        "回答者が少ないため、「案内」は参考値です。",
    ]
    many: dict[str, Row] = {name: {"5": 5, "1": 5} for name in ("甲", "乙", "丙", "丁")}
    assert said("ordered", FIVE, **many)[1] == "回答者が少ないため、「甲」など4つは参考値です。"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ({"会場": {}, "案内": {}}, "まだ回答がありません。"),
        ({"会場": {None: 40}, "案内": {}}, "全員が無回答でした。"),
        ({"会場": {"5": 40}, "案内": {}}, "全員が「満足」と答えています（100.0%）。"),
    ],
)
def test_little_to_compare(rows: dict[str, Row], text: str) -> None:
    assert said("ordered", FIVE, **rows)[0] == text


def test_nothing_was_chosen() -> None:
    tables = [
        tabulate(build.column(Part(f"q.{n}", {}, "any_of", YES_NO, line={"ja": n}), [[]] * 40))
        for n in "ab"
    ]
    [only] = of_matrix(joined("q", {}, tables))
    assert (only.text, only.cells) == ("どの選択肢も選ばれていません。", ())


def test_numbers_are_those_counted_by_hand() -> None:
    columns = handmade.answers().columns
    tables = [tabulate(columns[key]) for key in handmade.BOXES if key.startswith("q8")]
    first, *_ = of_matrix(joined("q8", {"ja": "項目別"}, tables))
    assert first.cells == (
        Cell("q8.hall", ("5", "4"), "percent", handmade.BOXES["q8.hall"][0][1]),
        Cell("q8.staff", ("5", "4"), "percent", handmade.BOXES["q8.staff"][0][1]),
    )
