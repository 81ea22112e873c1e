"""The numbers beside a table, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from analysis.summaries import in_words
from analysis.tabulate import Tabulation
from models.questions import AnyQuestion
from models.questions.base import NOT_ASKED
from models.questions.values import StoredValue
from tests.builders import DAY, HOME, NPS, NUMBER, RANKING, SCALE
from tests.columns import counted


def count(question: AnyQuestion, values: Sequence[StoredValue]) -> Tabulation:
    [part] = question.parts()
    return counted(part, values)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            count(SCALE, ["5"] * 20 + ["4"] * 10 + ["1"] * 5 + ["unsure", None]),
            [
                "満足（計） 30人（81.1%）",
                "不満（計） 5人（13.5%）",
                "（計）は、端から2段階を合わせたものです。",
                "平均 4.14　中央値 5　標準偏差 1.38（n=35）",
            ],
        ),
        (
            count(NPS, ["10", "7", "3", "0"]),
            [
                "推奨者（9・10） 1人　中立者（7・8） 1人　批判者（0〜6） 2人",
                "NPS -25.0（n=4、参考値）",
                "平均 5.00　中央値 5　標準偏差 4.40（n=4、参考値）",
            ],
        ),
        (
            count(NUMBER, [2, 4, 4, 5, 10] * 6 + [NOT_ASKED]),
            [
                "平均 5.00人　中央値 4人　標準偏差 2.73人（n=30）",
                "最小 2人　第1四分位 4人　第3四分位 5人　最大 10人",
                "非該当（たずねていない人） 1人は、n に入れていません。",
            ],
        ),
        (
            count(NUMBER, [2.5]),
            [
                "平均 2.50人　中央値 2.5人（n=1、参考値）",
                "最小 2.5人　第1四分位 2.5人　第3四分位 2.5人　最大 2.5人",
            ],
        ),
        (
            count(DAY, ["2026-10-18", "2026-10-17", None]),
            ["いちばん早い日 2026年10月17日", "いちばん遅い日 2026年10月18日（n=2、参考値）"],
        ),
        (
            count(RANKING, [["stage"]] * 30),
            ["平均点は、1位を2点、2位を1点、順位のないものを0点とした平均です（n=30）。"],
        ),
        (count(HOME, ["yoga"]), []),
        (count(SCALE, ["unsure", None]), []),
    ],
    ids=["scale", "nps", "number", "one number", "date", "ranking", "place", "nobody"],
)
def test_a_summary_in_words(table: Tabulation, said: list[str]) -> None:
    assert in_words(table) == said
