"""The questionnaire on a phone: large enough to touch, and its first screen whole."""

from __future__ import annotations

import pytest

from residents import rendering
from tests.chromium import OpenContext
from tests.residents import everything
from tests.residents.opened import opened
from tests.residents.questionnaire import (
    BLANK,
)

PAGES = {
    "blank": rendering.answer_page(BLANK),
    "every type": rendering.answer_page(everything.BLANK),
}


def test_whole_rows_are_large_enough_to_touch(phone: OpenContext) -> None:
    large = ".row, .button, [type=text], [type=date], select, textarea"
    with opened(phone(java_script_enabled=False), PAGES["every type"]) as seen:
        controls = seen.page.locator(large).locator("visible=true").all()
        found = [(control.bounding_box(), control.get_attribute("name")) for control in controls]
        cells = seen.page.locator(".tenths .row").count()
    narrow = 0
    for box, name in found:
        if name == "_homepage":
            continue  # nobody sees it
        assert box is not None
        assert box["height"] >= 48
        assert box["width"] >= 44
        narrow += box["width"] < 190 and name != "people"
    assert len(found) > 60
    assert narrow == cells == 11


@pytest.mark.criterion("1.4.1")
def test_a_tap_anywhere_in_a_row_chooses_it_and_shows_by_more_than_colour(
    phone: OpenContext,
) -> None:
    with opened(phone(), PAGES["blank"]) as seen:
        row = seen.page.locator(".row").first
        box = row.bounding_box()
        assert box is not None
        row.tap(position={"x": box["width"] - 3, "y": box["height"] - 3})
        assert row.locator("input").is_checked()
        edge = row.locator("span").evaluate("span => getComputedStyle(span).boxShadow")
        assert "inset" in edge


def test_the_whole_first_screen_is_seen_before_scrolling(phone: OpenContext) -> None:
    with opened(phone(), PAGES["blank"]) as seen:
        start = seen.page.get_by_role("link", name="回答をはじめる")
        box = start.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 844
        start.tap()
        assert seen.page.url.endswith("#q1")
