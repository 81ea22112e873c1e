"""What differs, in sentences; each number is one of the table's."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import build
from analysis.association import association
from analysis.cell_sentences import (
    Said,
    how_means_tested,
    how_tested,
    of_cells,
    of_means,
    of_outcome,
)
from analysis.columns import Column
from analysis.crosstab import Crosstab, crosstab
from analysis.means import means
from models.questions.base import Category, Part, Shape
from tests.builders import NUMBER, RANKING, SCALE
from tests.crossed import both, of_counts, part, people

AGES = Part(
    "age",
    {"ja": "年代"},
    "one_of",
    tuple(Category(f"a{age}", {"ja": f"{age}歳代"}) for age in (20, 30, 40)),
)


def satisfaction(shape: Shape = "one_of") -> Part:
    words = {"yes": "満足", "no": "不満", "none": "わからない"}
    categories = tuple(Category(code, {"ja": label}) for code, label in words.items())
    return Part("q1", {"ja": "満足度"}, shape, categories)


def told(counts: dict[str, tuple[int, ...]], side: Part = AGES) -> tuple[Column, Column]:
    """People by group: satisfied, not, and without an opinion."""
    head = satisfaction()
    pairs: list[tuple[Any, Any]] = [
        ([group] if side.shape == "any_of" else group, category.code)
        for group, numbers in counts.items()
        for category, number in zip(head.categories, numbers, strict=False)
        for _ in range(number)
    ]
    return both(side, head, pairs)


def said(table: Crosstab) -> list[str]:
    return [one.text for one in of_cells(table, association(table))]


def test_the_sentence_of_a_cell() -> None:
    """260 of 500 are 52.0 %; with 1,010 of 2,500 they are 1,270 of 3,000, 42.3 %."""
    table = crosstab(*told({"a30": (260, 240), "a40": (1010, 1490)}))
    assert next(of_cells(table, association(table))) == Said(
        "a30",
        "yes",
        "30歳代では「満足」が52.0%で、全体（42.3%）より9.7ポイント高く、偶然とは考えにくい差です。",
    )


def test_small_groups_slight_differences_and_nobody() -> None:
    # 15 of 20, of 1,015 in 10,020.
    small = said(crosstab(*told({"a20": (15, 5), "a40": (1000, 9000)})))
    assert small[0] == (
        "20歳代（n=20、参考値）では「満足」が75.0%で、全体（10.1%）より64.9ポイント高く、"
        "偶然とは考えにくい差です。"
    )
    # 50.9 against 50.0 %, of 200,000.
    slight = said(crosstab(*told({"a20": (50_900, 49_100), "a30": (49_100, 50_900)})))
    assert slight[0] == (
        "20歳代では「満足」が50.9%で、全体（50.0%）より0.9ポイント高く、"
        "偶然とは考えにくいものの、わずかな差です。"
    )
    nobody = said(crosstab(*told({"a20": (0, 60), "a30": (60, 60)})))
    assert nobody[0].startswith("20歳代では「満足」が0人で、全体（33.3%）より33.3ポイント低く、")


def test_who_is_spoken_of() -> None:
    def group(side: Part, value: Any, other: Any) -> str:
        pairs = [(value, "yes")] * 40 + [(other, "no")] * 40
        return said(crosstab(*both(side, satisfaction(), pairs)))[0].partition("「満足」")[0]

    [ranking], [number] = RANKING.parts(), NUMBER.parts()
    assert group(part("q2", "ab"), "a", "b") == "「A」と答えた人では"
    assert group(part("q2", "ab", "any_of"), ["a"], ["b"]) == "「A」を選んだ人では"
    assert group(ranking, ["stage"], ["food"]) == "「ステージ」を1位にした人では"
    assert group(number, 1, 5) == "「1人」と答えた人では"


def test_a_ranking_is_spoken_of_by_its_first_place() -> None:
    pairs = [("a20", ["stage", "food"])] * 40 + [("a30", ["food"])] * 40
    [ranking] = RANKING.parts()
    assert said(crosstab(*both(AGES, ranking, pairs)))[0].startswith(
        "20歳代では「ステージ」を1位にした人が100.0%で、全体（50.0%）より50.0ポイント高く、"
    )


tables = st.lists(st.lists(st.integers(0, 80), min_size=3, max_size=3), min_size=3, max_size=3)


@settings(max_examples=50)
@given(tables)
def test_every_number_of_a_sentence_is_printed_in_the_table(counts: list[list[int]]) -> None:
    codes = [category.code for category in AGES.categories]
    table = crosstab(*told(dict(zip(codes, map(tuple, counts), strict=True))))
    whole = table.percents(table.total)
    lines = {line.code: line for line in table.lines}
    columns = [column.code for column in table.columns]
    for one in of_cells(table, association(table)):
        line, column = lines[one.line], columns.index(one.column)
        here = table.percents(line)[column]
        assert f"全体（{whole[column]}%）" in one.text
        assert f"が{here}%で" in one.text or (not line.counts[column] and "が0人で" in one.text)
        assert f"{abs(here - whole[column])}ポイント" in one.text
        assert ("高く" in one.text) == (here > whole[column])
        assert ("参考値" in one.text) == (line.n < 30)


ADJUSTED = "の検定をまとめて調整しています（ベンジャミニ・ホッホバーグ法、偽発見率5%）。"
MARKED = (
    "印のあるセルは、その区分とほかの人とをくらべて（調整済み残差）、"
    "偶然とは考えにくい差のあるものです。"
)
A_GUIDE = "無作為に選ばれた人の調査でなければ、検定は目安です。"


def how(table: Crosstab) -> list[str]:
    return list(how_tested(table, association(table)))


def test_how_one_answer_by_one_answer_was_tested() -> None:
    assert how(of_counts([[30, 10], [20, 40]])) == [
        (
            "カイ二乗検定（無回答を除くn=100）: χ²=16.7、自由度1、p<0.001。"
            "関連の大きさ（クラメールのV）は0.41で、中くらいの値です（コーエンの目安）。"
        ),
        MARKED,
        f"4セル{ADJUSTED}",
        A_GUIDE,
    ]


def test_how_several_answers_were_tested() -> None:
    pairs: list[tuple[Any, Any]] = [("a", ["x"]), ("b", ["x", "y"]), ("c", ["z"])] * 30
    many = part("many", "xyz", "any_of")
    table = crosstab(*both(part("side", "abcd"), many, [*pairs, *[("d", ["x"])] * 4]))
    assert how(table) == [
        "複数回答のため、表全体ではなく選択肢ごとに検定しています。",
        f"3の選択肢{ADJUSTED}",
        MARKED,
        f"9セル{ADJUSTED}",
        "くらべる人数が10人に満たない区分（D）は、検定していません。",
        A_GUIDE,
    ]
    [x, *_] = association(crosstab(*both(part("side", "abc"), many, pairs))).options
    assert x is not None
    # 60 of 90 marked x, expected 20, 20, 20 and 10, 10, 10:
    # χ² = 10²/20 · 2 + 20²/20 + 10²/10 · 2 + 20²/10 = 90.
    assert of_outcome(x) == (
        "カイ二乗検定（無回答を除くn=90）: χ²=90.0、自由度2、p<0.001、調整後<0.001。"
        "関連の大きさ（クラメールのV）は1.00で、大きい値です（コーエンの目安）。"
    )
    turned = crosstab(*both(many, many, [(chosen, chosen) for _, chosen in pairs]))
    assert how(turned)[0] == "どちらも複数回答のため、表全体ではなくセルごとに検定しています。"


def test_small_cells_chance_and_weights() -> None:
    # Two of three cups right in each of two rows of six: nothing to be seen.
    fisher, unmarked, *_ = how(of_counts([[4, 2], [2, 4]]))
    assert unmarked == (
        "その区分とほかの人とをくらべて（調整済み残差）、偶然とは考えにくい差のあるセルはありません。"
    )
    assert fisher == (
        "少ないセルがあるため、フィッシャーの正確確率検定（無回答を除くn=12）: "
        "χ²=1.3、自由度1、p=0.567。関連があると言えるほどの違いは見られません。"
    )
    drawn = how(of_counts([[0, 3, 3], [4, 1, 1]]))[0]
    assert drawn.startswith("少ないセルがあるため、フリーマン・ハルトンの正確確率検定（")
    assert re.search(r"自由度2、p=0\.1\d\d、乱数9,999回、pの標準誤差0\.003\d。", drawn)
    columns = told({"a20": (40, 20), "a30": (20, 40)})
    weighed = crosstab(*columns, weights=np.linspace(0.5, 1.5, 120))
    assert said(weighed) == said(crosstab(*columns))
    assert how(weighed)[-1] == f"検定と文の数値は、重みをつけない人数によります。{A_GUIDE}"


def test_why_a_table_was_not_tested() -> None:
    for counts, words in (
        ([[4, 1], [1, 3]], "両方に答えた人が10人に満たないため、検定していません。"),
        ([[30, 20], [0, 0]], "くらべる区分がないため、検定していません。"),
        ([[30, 0], [20, 0]], "答えに違いがないため、検定していません。"),
    ):
        assert how(of_counts(counts)) == [words]
        assert said(of_counts(counts)) == []


def test_means_in_words() -> None:
    [number], [grade] = NUMBER.parts(), SCALE.parts()
    amounts = means(*both(AGES, number, [("a20", 1), ("a20", 3), ("a30", 4), ("a30", 7)] * 10))
    assert amounts is not None
    assert list(of_means(amounts)) == [
        Said(
            "a20",
            "",
            "20歳代（n=20、参考値）では平均が2.00人で、ほかの人（5.50人）より3.50人低く、"
            "偶然とは考えにくい差です。",
        ),
        Said(
            "a30",
            "",
            "30歳代（n=20、参考値）では平均が5.50人で、ほかの人（2.00人）より3.50人高く、"
            "偶然とは考えにくい差です。",
        ),
    ]
    compared = (
        "平均の差は、その区分とほかの人とをくらべたもので（ウェルチの検定）、"
        "95%信頼区間をつけています。"
    )
    assert list(how_means_tested(amounts)) == [compared, f"2区分{ADJUSTED}", A_GUIDE]
    grades = means(*both(AGES, grade, [("a20", "5"), ("a30", "1"), ("a40", "2")] * 20))
    assert grades is not None
    assert list(how_means_tested(grades)) == [
        compared,
        f"3区分{ADJUSTED}",
        "段階を順位とみたクラスカル・ウォリス検定（3区分）: H=59.0、自由度2、p<0.001。",
        A_GUIDE,
    ]


def test_means_without_a_difference() -> None:
    [number] = NUMBER.parts()
    alike = means(*both(AGES, number, [("a20", 1), ("a20", 3), ("a30", 1), ("a30", 3)] * 10))
    few = means(*both(AGES, number, [("a20", 1), ("a30", 20)]))
    assert alike is not None
    assert few is not None
    assert list(of_means(alike)) == list(of_means(few)) == []
    assert list(how_means_tested(few)) == [
        "くらべる人数が10人に満たないか、数に違いがないため、検定していません。"
    ]


def test_labels_lose_their_line_breaks() -> None:
    side = Part(
        "q2", {}, "one_of", (Category("a", {"ja": "道路\nの整備"}), Category("b", {"ja": "B"}))
    )
    table = crosstab(*both(side, part("head", "pq"), people([[40, 0], [0, 40]], "ab", "pq")))
    assert said(table)[0].startswith("「道路 の整備」と答えた人では「P」が100.0%で、")


def test_only_blanks_say_why() -> None:
    table = crosstab(build.column(AGES, [None]), build.column(satisfaction(), [None]))
    assert how(table) == ["両方に答えた人が10人に満たないため、検定していません。"]
