"""Figures drawn by ourselves: the same words and lengths, and nothing outside the picture."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from analysis.charts import figure, over_time, svg
from analysis.charts.svg import WIDTH
from analysis.tabulate import Tabulation
from tests.analysis.test_charts import HARD, HOSTILE, LONG, SOME, START, count
from tests.analysis.test_charts_by_shape import DAYS, GRADED, HOMES, LIVES, MANY, RANKED, WIDE
from tests.chromium import OpenContext

SVG = "{http://www.w3.org/2000/svg}"
TABLES = [SOME, HARD, GRADED, MANY, WIDE, DAYS, LIVES, RANKED, HOMES, count([]), count([None])]


def drawn(table: Tabulation, width: int = WIDTH) -> ElementTree.Element:
    return ElementTree.fromstring(svg(figure(table), "図の言葉", width))


def texts(picture: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]


def lengths(picture: ElementTree.Element) -> list[float]:
    """Of the bars: every rectangle but the ground and the hatching over a bar."""
    return [
        float(one.get("width", ""))
        for one in picture.iter(f"{SVG}rect")
        if (one.get("fill") or "").startswith("#") and one.get("width") != "100%"
    ]


def test_bars_are_as_long_as_their_counts_and_say_them() -> None:
    picture = drawn(SOME)
    longest = WIDTH - 112
    assert lengths(picture) == pytest.approx([longest, longest * 13 / 20, longest * 3 / 20], abs=1)
    assert texts(picture) == [
        *("20 (55.6%)", "13 (36.1%)", "0", "3 (8.3%)"),
        *("満足", "ふつう", "不満", "無回答", "n = 36"),
    ]
    assert picture.findtext(f"{SVG}title") == "図の言葉"
    hatched = [one for one in picture.iter(f"{SVG}rect") if one.get("fill") == "url(#hatching)"]
    assert len(hatched) == 1


def test_a_scale_in_one_bar_is_as_long_as_everybody() -> None:
    whole = lengths(drawn(GRADED))[:1] + lengths(drawn(GRADED))[8:]
    assert sum(whole) == pytest.approx(WIDTH - 112, abs=1)


def test_words_are_drawn_as_written_in_lines_and_never_as_markup() -> None:
    picture = drawn(HARD)
    said = "".join("".join(texts(picture)).split())
    assert "".join(HOSTILE.split()) in said
    assert LONG in said
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        *("svg", "title", "defs", "pattern", "path", "rect", "text", "tspan")
    }


def test_an_axis_counts_in_round_steps_and_names_days_and_hours() -> None:
    assert texts(drawn(MANY))[:5] == ["0", "5", "10", "15", "20"]
    assert {"10月17日", "2026年"} <= set(texts(drawn(DAYS)))
    hours = svg(over_time([(START, 3)]), "")
    assert "9時" in hours
    assert "11月20日" in hours


@pytest.mark.parametrize("width", [360, WIDTH])
def test_everything_lies_within_the_picture(desktop: OpenContext, width: int) -> None:
    page = desktop().new_page()
    figures = [*map(figure, TABLES), over_time([(START, 1_234_567)])]
    pictures = (svg(one, "", width) for one in figures)
    page.set_content("<!doctype html><body style='margin:0'>" + "<hr>".join(pictures))
    out = page.evaluate(
        """() => [...document.querySelectorAll("svg")].flatMap(picture => {
            const frame = picture.getBoundingClientRect();
            return [...picture.querySelectorAll("text, rect:not([width='100%'])")].filter(one => {
                const box = one.getBoundingClientRect();
                return box.left < frame.left - 1 || box.right > frame.right + 1
                    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
            }).map(one => one.outerHTML);
        })"""
    )
    assert out == []
    assert page.locator("svg text").count() > 100
