from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from analysis.charts import CONFIG, by_placement, figure, over_time, text_alternative
from analysis.charts.drawing import ACCENT, NO_ANSWER_GREY
from analysis.tabulate import Tabulation
from models.multilingual import Language
from models.questions.base import Category, Part, Shape
from models.questions.values import StoredValue
from tests.chromium import OpenContext
from tests.columns import counted

LABELS: dict[str, dict[Language, str]] = {
    "a": {"ja": "満足", "en": "Satisfied"},
    "b": {"ja": "ふつう", "en": "Neither"},
    "c": {"ja": "不満", "en": "Dissatisfied"},
}
LONG = "区民センターやまちづくりセンターの会議室、集会所などを利用したことがある（年1回以上）"
HOSTILE = "<b>太字</b> <a href='https://evil.example/'>ここ</a> &lt;i&gt; $x^2$ %{x}"
START = datetime(2026, 11, 20, 0, tzinfo=UTC)


def count(
    values: Sequence[StoredValue],
    shape: Shape = "one_of",
    labels: dict[str, dict[Language, str]] | None = None,
) -> Tabulation:
    categories = tuple(Category(code, label) for code, label in (labels or LABELS).items())
    part = Part("q", {"ja": "問"}, shape, () if shape == "prose" else categories)
    return counted(part, values)


def words(chart: Any) -> list[str]:
    return [annotation.text for annotation in chart.layout.annotations]


SOME = count(["a"] * 20 + ["b"] * 13 + [None] * 3)


def test_bars_carry_count_and_percentage_in_the_order_of_the_rows() -> None:
    bars = figure(SOME).data[0]
    assert list(bars.x) == [20, 13, 0, 3]
    assert list(bars.text) == ["20 (55.6%)", "13 (36.1%)", "0", "3 (8.3%)"]
    assert list(bars.y) == sorted(bars.y)
    assert bars.orientation == "h"


def test_texts_stand_above_their_bars_and_the_base_below() -> None:
    assert words(figure(SOME)) == ["満足", "ふつう", "不満", "無回答", "n = 36"]


def test_no_answer_is_last_grey_and_hatched() -> None:
    marker = figure(SOME).data[0].marker
    assert list(marker.color) == [ACCENT, ACCENT, ACCENT, NO_ANSWER_GREY]
    assert list(marker.pattern.shape) == ["", "", "", "/"]


def test_several_answers_and_a_small_base_are_said_with_n() -> None:
    several = count([["a", "b"], ["a"], None], "any_of")
    assert words(figure(several))[-1] == "n = 3（複数回答、M.T. 100.0%、参考値）"


def test_a_figure_speaks_the_readers_language() -> None:
    several = count([["a", "b"], ["a"], None], "any_of")
    assert words(figure(several, "en")) == [
        *("Satisfied", "Neither", "Dissatisfied", "No answer"),
        "n = 3 (several answers, M.T. 100.0%, small base)",
    ]


def test_height_grows_with_rows_and_with_lines() -> None:
    short = figure(count(["a"], labels={"a": {"ja": "公園"}})).layout.height
    long = figure(count(["a"], labels={"a": {"ja": LONG}})).layout.height
    more = figure(count(["a"])).layout.height
    assert short < long < more


def test_the_page_has_the_title() -> None:
    assert figure(SOME).layout.title.text is None
    assert CONFIG["displaylogo"] is False


def test_placements_are_shown_most_first() -> None:
    chart = by_placement([("ポスター", 5), ("広報紙", 20), ("ポスター", 15)])
    assert words(chart) == ["広報紙", "ポスター", "ポスター", "n = 40"]
    assert list(chart.data[0].text) == ["20 (50.0%)", "15 (37.5%)", "5 (12.5%)"]


def test_responses_over_time_are_drawn_at_the_japanese_hour() -> None:
    chart = over_time([(START + timedelta(hours=2), 3), (START, 4)])
    bars = chart.data[0]
    assert list(bars.x) == [datetime(2026, 11, 20, hour) for hour in (9, 10, 11)]  # noqa: DTZ001 # as drawn
    assert list(bars.y) == [4, 0, 3]
    assert words(chart) == ["n = 7"]


def test_the_first_response_is_a_narrow_bar() -> None:
    chart = over_time([(START, 1)])
    left, right = chart.layout.xaxis.range
    hours = (right - left) / timedelta(hours=1)
    assert hours == 12
    assert chart.data[0].width < 3_600_000


def test_nobody_yet_is_said_in_words() -> None:
    assert words(over_time([])) == words(by_placement([])) == ["まだ回答がありません。"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (
            SOME,
            (
                "回答者36人のうち、「満足」が20人（55.6%）で最も多く、"
                "次いで「ふつう」が13人（36.1%）でした。無回答は3人（8.3%）でした。"
            ),
        ),
        (
            count([["a", "b"], ["a", "b"], ["c"]], "any_of"),
            (
                "回答者3人（複数回答、参考値）のうち、「満足」と「ふつう」がそれぞれ2人（66.7%）で"
                "最も多く、次いで「不満」が1人（33.3%）でした。"
            ),
        ),
        (count(["c"] * 30), "回答者30人のうち、「不満」が30人（100.0%）でした。"),
        (
            count(["よい"] * 20 + [None] * 20, "prose"),
            "回答者40人のうち、20人（50.0%）が記入しました。無回答は20人（50.0%）でした。",
        ),
        (count([None] * 30), "回答者30人のうち、全員が無回答でした。"),
        (count([]), "まだ回答がありません。"),
        (
            count(list("wxyz") * 10, labels={c: {"ja": c.upper()} for c in "wxyz"}),
            "回答者40人のうち、「W」など4項目がそれぞれ10人（25.0%）でした。",
        ),
    ],
    ids=["ordinary", "tie", "one", "text", "blank", "nobody", "many tie"],
)
def test_a_chart_in_words(table: Tabulation, words: str) -> None:
    assert text_alternative(table) == words


def show(page: Page, chart: Any) -> None:
    """Draw the chart as a page of the house does, at the page's width."""
    page.set_content(
        '<!doctype html><meta name="viewport" content="width=device-width">'
        + chart.to_html(full_html=False, include_plotlyjs=True, config=CONFIG)
    )
    page.locator(".annotation-text").last.wait_for()


HARD = count(
    [["a", "b"]] * 1234 + [["b"]] * 11_111 + [None] * 9,
    "any_of",
    {"a": {"ja": HOSTILE}, "b": {"ja": LONG}, "c": {"ja": "公園"}},
)


def test_words_are_drawn_as_written_and_never_as_markup(desktop: OpenContext) -> None:
    page = desktop().new_page()
    show(page, figure(HARD))
    drawn = page.locator("text.annotation-text").first
    assert "".join((drawn.text_content() or "").split()) == "".join(HOSTILE.split())
    assert drawn.locator("a").count() == 0


def test_everything_fits_a_phone(phone: OpenContext) -> None:
    page = phone().new_page()
    show(page, figure(HARD))
    texts = page.locator("text.annotation-text, .bartext")
    boxes = [box for box in (text.bounding_box() for text in texts.all()) if box]
    assert len(boxes) == 4 + 1 + 4
    assert max(box["x"] + box["width"] for box in boxes) <= 390
    assert min(box["x"] for box in boxes) >= 0
    overlaps = [
        (one, other)
        for one in boxes
        for other in boxes
        if one["y"] < other["y"] < one["y"] + one["height"] - 2
    ]
    assert overlaps == []


def test_the_largest_amount_has_room_beside_the_longest_bar(phone: OpenContext) -> None:
    page = phone().new_page()
    show(page, by_placement([("ホームページ", 1_000_000)]))
    box = page.locator(".bartext").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390


def test_an_axis_counts_whole_people() -> None:
    assert over_time([(START, 1)]).layout.yaxis.dtick == 1
    assert over_time([(START, 100)]).layout.yaxis.dtick is None
