"""Every page on a phone and in the dark: readable, large enough to touch, never wider than it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from residents import rendering
from tests.chromium import OpenContext, assert_accessible
from tests.residents.opened import opened
from tests.residents.questionnaire import BLANK, CLOSED, HOME, RECEIPT, SENT_BACK, WRONG, card

PAGES = {
    "blank": rendering.answer_page(BLANK),
    "english": rendering.answer_page(replace(BLANK, language="en")),
    "sent back": rendering.answer_page(SENT_BACK),
    "notice": rendering.answer_page(replace(BLANK, sent=WRONG, notice="already_sent")),
    "preview": rendering.answer_page(replace(BLANK, preview=True)),
    "receipt": rendering.receipt_page(RECEIPT),
    "home": rendering.home_page(replace(HOME, open=(card(),), upcoming=(card(),))),
    "empty home": rendering.home_page(HOME),
    "closed": rendering.phase_page(CLOSED),
    "refusal": rendering.error_page(
        rendering.ErrorView(
            ward="世田谷区", language="ja", languages=("ja", "en"), status=404, code="not_found"
        )
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_accessible_in_light_and_dark(desktop: OpenContext, name: str) -> None:
    with opened(desktop(), PAGES[name]) as seen:
        assert_accessible(seen.page)
        seen.page.emulate_media(color_scheme="dark")
        seen.page.set_viewport_size({"width": 390, "height": 844})
        assert_accessible(seen.page)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_even_with_large_text(desktop: OpenContext, name: str) -> None:
    with opened(desktop(viewport={"width": 320, "height": 640}), PAGES[name]) as seen:
        for percent in (100, 200):
            width = seen.page.evaluate(
                "percent => { document.documentElement.style.fontSize = `${percent}%`;"
                " return document.documentElement.scrollWidth }",
                percent,
            )
            assert width == 320


def test_a_page_takes_at_most_three_requests(phone: OpenContext) -> None:
    with opened(phone(), PAGES["blank"]) as seen:
        seen.page.wait_for_load_state("networkidle")
    assert set(seen.asked) <= {"/s/k7m2p", "/assets/answer.js", "/assets/icon.svg"}
    assert len(seen.asked) <= 3


def test_whole_rows_are_large_enough_to_touch(phone: OpenContext) -> None:
    with opened(phone(), PAGES["blank"]) as seen:
        controls = seen.page.locator(".row, .button, [type=text]:visible, textarea").all()
        boxes = [control.bounding_box() for control in controls]
    assert len(boxes) > 30
    for box in boxes:
        assert box is not None
        assert box["height"] >= 48
        assert box["width"] > 250


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
