"""What the charts of scales, numbers, dates, rankings and places show, and that it fits a phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from analysis.charts import CONFIG, figure, text_alternative
from analysis.charts.bars import NEUTRAL, OUTSIDE
from analysis.charts.drawing import ACCENT, NO_ANSWER_GREY
from analysis.tabulate import Tabulation
from models.questions import AnyQuestion
from models.questions.base import Category, Part
from models.questions.values import StoredValue
from tests.builders import DAY, HOME, NPS, NUMBER, RANKING, SCALE
from tests.chromium import OpenContext
from tests.columns import counted


def count(question: AnyQuestion, values: Sequence[StoredValue]) -> Tabulation:
    [part] = question.parts()
    return counted(part, values)


def words(chart: Any) -> list[str]:
    return [annotation.text for annotation in chart.layout.annotations]


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


GRADED = count(SCALE, ["5"] * 12 + ["4"] * 9 + ["3"] * 6 + ["2", "1", "unsure", None] * 2)
MANY = count(NUMBER, [1, 2, 2, 3, 3, 3, 4] * 6 + [None] * 4)
WIDE = count(NUMBER, [*range(0, 400_000, 9_000), 99_000_000, None])
DAYS = count(DAY, ["2026-10-17"] * 30 + ["2026-10-18"] * 12 + [None] * 3)
LIVES = count(DAY, [f"{year}-05-05" for year in range(1940, 2010, 2)])
RANKED = count(RANKING, [["food", "stage"]] * 20 + [["stage"]] * 12 + [["stamp", "food"], None])
HOMES = count(HOME, ["yoga"] * 20 + ["todoroki"] * 9 + ["outside"] * 4 + [None] * 2)


def test_a_scale_goes_from_light_to_dark_with_a_neutral_middle() -> None:
    _whole, *steps, outside, blank = figure(GRADED).data[0].marker.color
    assert steps[2] == NEUTRAL
    shades = [light(colour) for number, colour in enumerate(steps) if number != 2]
    assert shades == sorted(shades, reverse=True)
    assert 1.05 / (shades[0] + 0.05) >= 3  # of a part of a picture on white (WCAG 1.4.11)
    assert (outside, blank) == (OUTSIDE, NO_ANSWER_GREY)
    assert len(set(figure(count(NPS, ["3"])).data[0].marker.color)) == 13


def test_over_a_scale_all_its_steps_stand_in_one_bar_as_long_as_everybody() -> None:
    chart = figure(GRADED)
    whole = [(trace.x[0], trace.marker.color[0]) for trace in chart.data]
    assert [length for length, _ in whole] == [12, 9, 6, 2, 2, 2, 2]
    assert [colour for _, colour in whole] == list(chart.data[0].marker.color[1:])
    assert sum(length for length, _ in whole) == GRADED.n_asked == chart.layout.xaxis.range[1]
    assert [trace.text[0] for trace in chart.data if trace.text] == ["34.3", "25.7", "17.1", ""]


def test_of_very_many_options_the_most_frequent_are_drawn_and_the_line_below_says_so() -> None:
    codes = [f"c{number:03}" for number in range(300)]
    part = Part("q", {"ja": "町"}, "one_of", tuple(Category(c, {"ja": c}) for c in codes))
    table = counted(part, [c for n, c in enumerate(codes) for _ in range(1 + n % 50)] + [None])
    texts = words(figure(table))
    assert texts[:2] == ["c049", "c099"]
    assert len(texts) == 20 + 2
    assert texts[-2:] == ["無回答", f"n = {table.n_asked:,}　多い順に20項目を図にしています"]


def test_numbers_are_a_histogram_with_no_answer_apart() -> None:
    bars = figure(MANY).data[0]
    assert list(bars.x) == [0, 1, 2, 3, 4.6]
    assert list(bars.y) == [6, 12, 18, 6, 4]
    assert list(bars.text) == ["6", "12", "18", "6", "4"]
    assert list(bars.marker.color) == [ACCENT] * 4 + [NO_ANSWER_GREY]
    assert list(bars.marker.pattern.shape) == [""] * 4 + ["/"]
    assert list(figure(MANY).layout.xaxis.ticktext) == ["1", "2", "3", "4", "無回答"]
    assert words(figure(MANY)) == ["n = 46　横軸の単位: 人"]


def test_bounds_of_classes_stand_under_their_edges() -> None:
    axis = figure(WIDE).layout.xaxis
    assert list(axis.ticktext) == ["0", "200,000", "400,000", "無回答"]
    assert axis.tickvals[0] == -0.5


def test_an_open_class_says_so() -> None:
    open_at_the_end = count(NUMBER, [1, 2, 2, 3, 3, 3, 4, 1_000])
    assert figure(open_at_the_end).layout.xaxis.ticktext[-1] == "5～"


def test_days_are_bars_over_time_and_no_answer_stands_with_n() -> None:
    chart = figure(DAYS)
    assert list(chart.data[0].x) == [datetime(2026, 10, 17), datetime(2026, 10, 18)]  # noqa: DTZ001 # as drawn
    assert list(chart.data[0].y) == [30, 12]
    assert words(chart) == ["n = 45（無回答 3 (6.7%)）"]
    assert words(figure(DAYS, "en")) == ["n = 45 (No answer 3 (6.7%))"]
    assert len(figure(LIVES).data[0].x) == 35


def test_rankings_are_stacked_by_place_the_first_darkest() -> None:
    chart = figure(RANKED)
    first, second = chart.data
    assert (list(first.x), list(second.x)) == ([12, 20, 1, 1], [20, 1, 0, 0])
    assert chart.layout.barmode == "stack"
    assert light(first.marker.color[0]) < light(second.marker.color[0])
    assert list(second.text) == ["32 (94.1%)", "21 (61.8%)", "1 (2.9%)", "1 (2.9%)"]
    assert first.marker.pattern.shape[-1] == "/"
    assert [word in words(chart)[0] for word in ("1位", "2位", "3位")] == [True, True, False]


def test_districts_stand_under_their_area_with_its_number() -> None:
    chart = figure(HOMES)
    assert words(chart) == [
        "<b>玉川地域 29 (82.9%)</b>",
        *("等々力", "用賀", "区外", "無回答"),
        "n = 35",
    ]
    assert list(chart.data[0].x) == [9, 20, 4, 2]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            RANKED,
            (
                "1位に選んだ人は、「模擬店」が20人（58.8%）で最も多く、次いで「ステージ」が"
                "12人（35.3%）でした。順位に入れた人は、「ステージ」が32人（94.1%）で最も多く、"
                "次いで「模擬店」が21人（61.8%）でした。無回答は1人（2.9%）でした。"
            ),
        ),
        (
            HOMES,
            (
                "地域では「玉川地域」が29人（82.9%）で最も多く、次いで「区外」が4人（11.4%）でした。"
                "地区では「用賀」が20人（57.1%）で最も多く、次いで「等々力」が9人（25.7%）でした。"
                "無回答は2人（5.7%）でした。"
            ),
        ),
        (
            MANY,
            (
                "「3人」が18人（39.1%）で最も多く、次いで「2人」が12人（26.1%）でした。"
                "無回答は4人（8.7%）でした。"
            ),
        ),
        (
            DAYS,
            (
                "「2026年10月17日」が30人（66.7%）で最も多く、次いで「2026年10月18日」が"
                "12人（26.7%）でした。無回答は3人（6.7%）でした。"
            ),
        ),
    ],
    ids=["ranking", "place", "number", "date"],
)
def test_charts_in_words(table: Tabulation, said: str) -> None:
    assert text_alternative(table) == f"回答者{table.n_asked:,}人のうち、{said}"


def show(page: Page, chart: Any) -> None:
    page.set_content(
        '<!doctype html><meta name="viewport" content="width=device-width">'
        + chart.to_html(full_html=False, include_plotlyjs=True, config=CONFIG)
    )
    page.locator(".annotation-text").last.wait_for()


@pytest.mark.parametrize(
    "table", [GRADED, MANY, WIDE, DAYS, LIVES, RANKED, HOMES], ids=lambda table: table.shape
)
def test_every_word_of_a_chart_fits_a_phone(phone: OpenContext, table: Tabulation) -> None:
    """No text leaves the screen, and no two ticks or amounts run into each other."""
    page = phone().new_page()
    show(page, figure(table))
    for kind in (".annotation-text", ".xtick", ".ytick", ".bartext"):
        boxes = [box for text in page.locator(kind).all() if (box := text.bounding_box())]
        assert max((box["x"] + box["width"] for box in boxes), default=0) <= 390
        assert min((box["x"] for box in boxes), default=0) >= 0
        for one in boxes:
            beside = [
                other
                for other in boxes
                if abs(other["y"] - one["y"]) < one["height"] / 2 and other["x"] > one["x"]
            ]
            assert all(other["x"] >= one["x"] + one["width"] - 1 for other in beside), kind
