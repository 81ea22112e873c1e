"""誰の声か in words, as tables and as figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analysis import charts, voice_grids, voice_sentences
from analysis.charts.coverage import ABOVE, LACKING, of_comparison
from analysis.coverage import Comparison, Coverage, Group
from analysis.population import Impossible, Source
from analysis.raking import Bounds
from analysis.weighting import Balance, Refused
from models.document import Sample
from models.inhabitants import Ages
from tests.inhabitants import AS_OF


def group(name: str, people: int, inhabitants: int, ages: Ages) -> Group:
    """Of 50 people, and of 1,000 inhabitants."""
    here, there = Decimal(f"{2 * people}.0"), Decimal(f"{inhabitants // 10}.0")
    return Group(name, people, inhabitants, here, there, 40 * people < inhabitants, ages=ages)


SOURCE = Source("台帳", AS_OF, second_hand=False, ages=Ages(20), unknown=7)
AGES = Comparison(
    "age",
    50,
    1_000,
    (
        group("20〜39歳", 40, 400, Ages(20, 39)),
        group("40歳代", 10, 200, Ages(40, 49)),
        group("50歳代", 0, 400, Ages(50, 59)),
    ),
    (("無回答", 3), ("答えたくない", 1)),
    SOURCE,
)


def test_every_lacking_group_has_a_sentence_with_both_percentages() -> None:
    few = replace(AGES, groups=(group("20〜39歳", 6, 400, Ages(20, 39)), *AGES.groups[1:]))
    assert list(voice_sentences.of_comparison(few)) == [
        "20〜39歳は人口の40.0%、回答の12.0%です。",
        "50歳代は人口の40.0%ですが、回答は1件もありません。",
    ]
    whole = replace(AGES, groups=AGES.groups[:2])
    assert list(voice_sentences.of_comparison(whole)) == [voice_sentences.NOBODY_LACKS]
    empty = replace(AGES, n=0)
    assert list(voice_sentences.of_comparison(empty)) == [voice_sentences.NO_BASE]


def test_the_base_names_who_is_compared_and_who_is_not() -> None:
    assert list(voice_sentences.base_of(AGES)) == [
        "年代の分かる50人を、20歳以上の人口1,000人とくらべています。",
        "ほかに、無回答 3人、答えたくない 1人がいます。",
        "年齢の分からない人口7人は、入れていません。",
    ]
    assert voice_sentences.source_of(SOURCE) == "人口は2026年4月1日現在。出典：台帳。"
    everybody = replace(AGES, n=9, left_out=(), source=replace(SOURCE, ages=None, unknown=0))
    assert list(voice_sentences.base_of(everybody)) == [
        "年代の分かる9人（参考値）を、すべての年齢の人口1,000人とくらべています。"
    ]
    found = Coverage(50, 4, (("18・19歳", 2),), (), ())
    assert list(voice_sentences.left_out(found)) == [
        "ここに住んでいないと答えた4人は、除いています。",
        "「18・19歳」の2人は、人口の資料の区切りに合わないので、除いています。",
    ]


@pytest.mark.parametrize(
    ("impossible", "expected"),
    [
        (
            Impossible("age", "no_question"),
            "年代は、この調査でたずねていないので、くらべられません。",
        ),
        (
            Impossible("sex", "no_figures"),
            "性別は、この人口の資料にないので、くらべられません。",
        ),
        (
            Impossible("age", "bands", ("20歳代", "30歳以上"), ("14歳以下", "15歳以上")),
            (
                "年代は、くらべられません。調査の区切り（20歳代、30歳以上）と人口の区切り"
                "（14歳以下、15歳以上）が合わないためです。5歳ごとの人口の資料を加えると、くらべられます。"
            ),
        ),
        (
            Impossible("area", "names", ("北町",), ("一", "二", "三", "四")),
            "地域は、くらべられません。人口の資料の「一」「二」「三」などが、調査の選択肢と合いません。",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(impossible: Impossible, expected: str) -> None:
    assert voice_sentences.why_not(impossible) == expected


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        (Refused("nothing"), "人口に合わせる項目がないので、重みはつけられません。"),
        (
            Refused("few", "area", "烏山", 6),
            (
                "地域「烏山」の回答が6人で、10人に足りません。"
                "この項目を外すと、重みをつけられることがあります。"
            ),
        ),
        (
            Refused("one_group", "age", "", 12),
            (
                "年代の分かる回答が12人で、10人ずつの区切りが2つになりません。"
                "この項目を外すと、重みをつけられることがあります。"
            ),
        ),
        (
            Refused("nobody_lives", "sex", "女性", 20),
            "性別「女性」の回答が20人ありますが、人口の資料では0人です。資料を確かめてください。",
        ),
        (
            Refused("unsettled"),
            "選んだ項目を同時に人口に合わせる重みがありません。項目を減らしてください。",
        ),
    ],
)
def test_why_there_are_no_weights_is_said_calmly(why: Refused, expected: str) -> None:
    assert voice_sentences.refused(why) == expected


def test_weights_are_told_with_what_they_leave() -> None:
    fitted = (("age", ("20歳代", "30歳以上")), ("sex", ("男性", "女性")))
    balance = Balance(fitted, ("30歳以上",), 120, 7, 0.3, 3, 1.5, 80, 1_204, 2.04, ())  # type: ignore[arg-type] # the literals of Trait
    assert list(voice_sentences.of_balance(balance, Bounds(0.3, 3)))[:-1] == [
        "年代・性別の割合を、人口に合わせました（1,204回の計算）。",
        "「30歳以上」は、回答が10人に満たない年代を、となりと合わせた区切りです。",
        "合わせた項目の分からない7人は、重みを1にしています。",
        "重みは0.3〜3に収めました。",
        "そのため、割合が最大2.0ポイント、人口と合っていません。",
    ]


def test_weighted_tables_name_their_source_and_what_they_cost() -> None:
    fitted = (("age", ("20歳代", "30歳以上")), ("sex", ("男性", "女性")))
    balance = Balance(fitted, (), 120, 0, 0.3, 3, 1.5, 80, 9, 0, (AGES.source,))  # type: ignore[arg-type] # the literals of Trait
    kinds, cost, untested = voice_sentences.of_weighted_tables(balance, Bounds(0.3, 3))
    assert kinds.startswith(
        "年代・性別の割合を人口に合わせた、重みつきの割合です（重みは0.3〜3）。"
    )
    assert kinds.endswith(voice_sentences.source_of(AGES.source))
    assert "120人の回答が、重みをつけると80人分の確かさになります" in cost
    assert "デザイン効果1.50" in cost
    assert "検定は人数で行うもの" in untested


def test_where_tables_can_have_no_weights_the_way_to_them_is_told() -> None:
    said = voice_sentences.unweighted(Refused("few", "area", "烏山", 6))
    assert "地域「烏山」の回答が6人で、10人に足りません。" in said
    assert said.endswith("項目と人口の資料は「誰の声か」で選べます。")
    nothing = voice_sentences.unweighted(Refused("nothing"))
    assert nothing.endswith("人口に合わせる項目がないので、重みはつけられません。")


def test_the_table_has_both_shares_their_difference_and_a_mark() -> None:
    grid = voice_grids.of_comparison(AGES)
    assert [head.text for head in grid.heads] == [
        "年代",
        "人数（n=50）",
        "回答（%）",
        "人口（人）",
        "人口（%）",
        "差（ポイント）",
    ]
    written = [[head.written(v) for head, v in zip(grid.heads, r, strict=True)] for r in grid.rows]
    assert written == [
        ["20〜39歳", "40", "80.0", "400", "40.0", "+40.0"],
        ["40歳代", "10", "20.0", "200", "20.0", "0.0"],
        ["50歳代", "0", "-", "400", "40.0", "-40.0"],
    ]
    assert grid.marks == {(2, 2): "lower"}


def test_the_table_of_errors_has_a_line_for_each_base() -> None:
    grid = voice_grids.of_errors(Sample(design="simple"), 60)
    assert [head.text for head in grid.heads[:3]] == ["基数（n）", "50%", "40%か60%"]
    assert [row[0] for row in grid.rows] == ["60", "50", "30"]
    assert "±1.96√" in voice_sentences.of_errors(Sample(design="simple"))
    assert "（N=9,000）" in voice_sentences.of_errors(Sample(design="simple", population=9_000))


def test_bars_show_what_lies_above_and_what_lacks() -> None:
    """Each bar reaches as far as the larger share, and both are written at its end."""
    figure = of_comparison(AGES)
    shared, above, lacking = figure.data
    assert list(shared.x) == [40, 20, 0]
    assert list(above.x) == [40, 0, 0]
    assert list(lacking.x) == [0, 0, 40]
    assert set(above.marker.color) == {ABOVE}
    assert set(lacking.marker.color) == {LACKING}
    assert list(lacking.text) == ["80.0 / 40.0", "20.0 / 20.0", "- / 40.0"]
    drawn = charts.svg(figure, "年代ごとの回答と人口")
    for word in ("人口に足りない分", "20〜39歳", "- / 40.0", "n = 50"):
        assert word in drawn
