"""Groups compared as bars: told apart without colour, and no chart where a table says it better."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from analysis import groups
from analysis.charts import of_question, svg
from analysis.charts.comparisons import MOST_ANSWERS, MOST_SIDE_BY_SIDE, MOST_STEPS
from analysis.comparing import Comparison, compare
from analysis.comparison_sentences import of_chart
from models.questions import AnyQuestion
from models.questions.choice import SingleChoice
from models.questions.options import Option
from tests.analysis.test_chart_shares import words
from tests.builders import LIKED, NPS, NUMBER, OPINION, SATISFACTION, SCALE
from tests.gathered import TWO_PLACES, gathered, people
from tests.placed import by_place

LONG = "この会場へ来るまでの道順や時刻の案内がとても分かりやすくて助かったので、また来たいと思う"


def drawn(found: Comparison) -> Any:
    [question] = found.questions
    return of_question(found, question)


def lengths(chart: Any) -> list[float]:
    [trace] = chart.data
    return list(trace.x)


def test_each_answer_has_a_numbered_bar_for_each_group() -> None:
    found = by_place(gathered((SATISFACTION,), TWO_PLACES))
    chart = drawn(found)
    assert lengths(chart) == pytest.approx([60, 31.25, 30, 62.5, 0, 0, 10, 6.25])
    [trace] = chart.data
    assert list(trace.text)[:6] == ["① 60.0%", "② 31.3%", "① 30.0%", "② 62.5%", "① -", "② -"]
    assert list(trace.marker.pattern.shape) == [""] * 6 + ["/"] * 2  # 無回答
    key, *answers, foot = words(chart)
    assert "① 区役所の窓口 n=100" in key
    assert "② まつり会場 n=80" in key
    assert answers == ["満足", "不満", "その他", "無回答"]
    assert foot == "数字は、n に対する割合（%）"
    [*pairs] = zip(trace.y[::2], trace.y[1::2], strict=True)
    apart = {round(second - first) for first, second in pairs}
    assert len(apart) == 1  # the second bar is close to the first
    assert pairs[1][0] - pairs[0][1] > apart.pop()


def test_several_answers_and_words_are_drawn_and_a_scale_fills_one_bar_a_group() -> None:
    answers = gathered(
        (LIKED, OPINION, SCALE, NPS),
        [
            *people(30, {"q2": ["stage", "food"], "q4": "よい", "q6": "5", "q7": 10}),
            *people(10, {"q2": None, "q4": None, "q6": "1", "q7": 0}, placement="fair2"),
        ],
    )
    found = by_place(answers)
    charts: list[Any] = [of_question(found, one) for one in found.questions]
    liked, opinion, scale, nps = charts
    assert lengths(liked)[:4] == [100, 0, 100, 0]
    assert lengths(opinion) == [100, 0, 0, 100]
    assert len(scale.data) == len(SCALE.options) + 1
    for chart in (scale, nps):
        assert [sum(trace.x[bar] for trace in chart.data) for bar in (0, 1)] == [100, 100]
        assert list(chart.data[-1].text) == ["n=30", "n=10 (参考値)"]


def test_where_bars_could_not_be_told_apart_there_is_a_table_only() -> None:
    def single(options: int) -> AnyQuestion:
        choices = tuple(Option(value=f"o{n}", label={"ja": f"{n}丁目"}) for n in range(options))
        return SingleChoice(key="q1", label={"ja": "町"}, options=choices)

    def chart(question: AnyQuestion, value: Any, groups_of: int = 2) -> Any:
        languages = [f"l{number}" for number in range(groups_of)]
        crowd = [
            one for code in languages for one in people(5, {question.key: value}, language=code)
        ]
        answers = gathered((question,), crowd)
        side = groups.by_facet(answers, "language", languages)
        return drawn(compare(side, list(answers.columns.values())))

    assert chart(single(MOST_ANSWERS), "o0") is None
    assert chart(single(MOST_ANSWERS - 1), "o0") is not None
    many = MOST_SIDE_BY_SIDE + 1
    assert len(chart(single(7), "o0", many).data) == 8  # one bar of each group, cut by its answers
    assert chart(single(8), "o0", many) is None
    assert chart(LIKED, ["stage"], many) is None
    assert chart(SATISFACTION, None) is not None


def test_nobody_asked_and_very_many_steps_have_no_chart() -> None:
    nobody = [*people(3, {}), *people(3, {}, placement="fair2")]
    assert drawn(by_place(gathered((SATISFACTION,), nobody))) is None

    def of_numbers(most: int) -> Any:
        crowd = [
            one
            for number in range(most)
            for place in ("desk1", "fair2")
            for one in people(2, {"q11": number}, placement=place)
        ]
        return drawn(by_place(gathered((NUMBER,), crowd)))

    assert len(of_numbers(MOST_STEPS).data) == MOST_STEPS + 1  # each number a step, and 無回答
    assert of_numbers(MOST_STEPS + 1) is None


def test_long_words_are_whole_in_the_file_and_the_chart_is_told_in_words() -> None:
    options = (
        Option(value="good", label={"ja": LONG}),
        Option(value="bad", label={"ja": "<b>いいえ</b>"}),
    )
    question = SingleChoice(key="q1", label={"ja": "感想"}, options=options)
    found = by_place(gathered((question,), TWO_PLACES))
    [one] = found.questions
    said = of_chart(found, one)
    assert said.startswith(
        f"「区役所の窓口」（n=100）では「{LONG}」が60.0%で最も多い。"
        "「まつり会場」（n=80）では「<b>いいえ</b>」が62.5%で最も多い。"
    )
    assert "偶然とは考えにくい差です。" in said
    picture = ElementTree.fromstring(svg(drawn(found), said, 400))
    text = "".join(picture.itertext())
    assert LONG in text.replace(said, "")
    assert picture.find(".//{http://www.w3.org/2000/svg}b") is None
