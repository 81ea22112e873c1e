"""Comparisons as tables: what is shown, every number behind it, and how it was tested."""

from __future__ import annotations

from decimal import Decimal

from analysis.comparison_grids import of_gaps, of_means
from analysis.comparison_grids import of_question as grid_of
from analysis.comparison_sentences import how_compared
from tests.builders import NUMBER, SATISFACTION
from tests.gathered import TWO_PLACES, gathered, people
from tests.placed import by_place, row


def test_the_table_of_a_pair_has_the_difference_with_its_interval() -> None:
    found = by_place(gathered((SATISFACTION,), TWO_PLACES))
    grid = grid_of(found, found.questions[0])
    assert [head.text for head in grid.heads] == [
        "回答",
        "区役所の窓口 n=100（%）",
        "まつり会場 n=80（%）",
        "差（ポイント）",
        "差の95%信頼区間",
        "判定",
    ]
    written = [
        tuple(head.written(value) for head, value in zip(grid.heads, line, strict=True))
        for line in grid.rows
    ]
    # The intervals are statsmodels' confint_proportions_2indep(..., method="newcomb").
    assert written == [
        ("満足", "60.0", "31.3", "+28.7", "+14.2 〜 +41.6", "高い"),
        ("不満", "30.0", "62.5", "-32.5", "-45.2 〜 -17.9", "低い"),
        ("その他", "-", "-", "+0.0", "-", "確かめていない"),
        ("無回答", "10.0", "6.3", "+3.7", "-5.0 〜 +12.0", "差があると言えない"),
    ]
    assert grid.marks == {(0, 1): "higher", (1, 1): "lower"}
    assert grid.than == "まつり会場"


def test_the_file_has_every_number() -> None:
    found = by_place(gathered((SATISFACTION,), TWO_PLACES))
    [question] = found.questions
    good, *_ = of_gaps(found, question).rows
    gap = row(question, "good").gaps[0]
    numbers = ("満足", "区役所の窓口", 60, 100, Decimal("60.0"), 25, 80, Decimal("31.3"))
    assert good[:8] == numbers
    assert good[11:] == (f"{gap.p:.6f}", f"{gap.q:.6f}", "高い")


def test_means_stand_in_a_table_of_their_own() -> None:
    answers = gathered(
        (NUMBER,),
        [
            *(one for number in (1, 2, 3) for one in people(10, {"q11": number})),
            *(one for number in (7, 8) for one in people(5, {"q11": number}, placement="fair2")),
        ],
    )
    found = by_place(answers)
    one, other = of_means(found, found.questions[0]).rows
    assert one[:4] == ("区役所の窓口", 30, Decimal(2), "-5.50")
    assert one[5] == "低い"
    assert other == ("まつり会場（参考値）", 10, Decimal("7.5"), None, None, None)


def test_how_it_was_compared_names_the_number_of_tests() -> None:
    found = by_place(gathered((SATISFACTION,), TWO_PLACES))
    told = "".join(how_compared(found))
    assert "差は「区役所の窓口」から「まつり会場」を引いたポイントです。" in told
    assert "この画面の3の検定をまとめて調整し" in told
