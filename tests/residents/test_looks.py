"""Every page on a phone and in the dark: readable, large enough to touch, never wider than it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from residents import rendering
from tests.chromium import OpenContext, assert_accessible
from tests.residents import everything
from tests.residents.opened import opened
from tests.residents.questionnaire import (
    BLANK,
    CLOSED,
    DOCUMENT,
    HOME,
    RECEIPT,
    SENT_BACK,
    WRONG,
    card,
)

PAGES = {
    "blank": rendering.answer_page(BLANK),
    "english": rendering.answer_page(replace(BLANK, language="en")),
    "sent back": rendering.answer_page(SENT_BACK),
    "notice": rendering.answer_page(replace(BLANK, sent=WRONG, notice="already_sent")),
    "preview": rendering.answer_page(replace(BLANK, preview=True)),
    "every type": rendering.answer_page(everything.BLANK),
    "every type filled": rendering.answer_page(replace(everything.BLANK, sent=everything.RIGHT)),
    "every type sent back": rendering.answer_page(everything.SENT_BACK),
    "every type in English": rendering.answer_page(replace(everything.BLANK, language="en")),
    "full": rendering.answer_page(everything.FULL),
    "trial": rendering.answer_page(replace(BLANK, trial=True)),
    "receipt": rendering.receipt_page(RECEIPT),
    "home": rendering.home_page(replace(HOME, open=(card(),), upcoming=(card(),))),
    "empty home": rendering.home_page(HOME),
    "closed": rendering.phase_page(CLOSED),
    "closed with words": rendering.phase_page(
        replace(CLOSED, document=DOCUMENT.model_copy(update={"closed_message": {"ja": "お礼"}}))
    ),
    "paused": rendering.phase_page(replace(CLOSED, phase="paused")),
    "refusal": rendering.error_page(
        rendering.ErrorView(
            ward="世田谷区", language="ja", languages=("ja", "en"), status=404, code="not_found"
        )
    ),
}


# The questionnaire is another page without script; all the rest has none.
STATES = pytest.mark.parametrize(
    ("name", "script"),
    [*((name, True) for name in PAGES), ("every type", False), ("every type sent back", False)],
)


def each_page_of(page: Page) -> Iterator[None]:
    """Stand on every page of the questionnaire in turn; only once where all is on one."""
    yield
    while page.locator("#next:visible").count():
        number = page.locator("h2 .number:visible").inner_text()
        page.locator("#next").click()
        expect(page.locator("h2 .number:visible")).not_to_have_text(number)
        yield


@STATES
def test_every_page_is_accessible_in_light_and_dark(
    desktop: OpenContext, name: str, *, script: bool
) -> None:
    with opened(desktop(), PAGES[name], script=script) as seen:
        for _ in each_page_of(seen.page):
            assert_accessible(seen.page)
        seen.page.emulate_media(color_scheme="dark")
        seen.page.set_viewport_size({"width": 390, "height": 844})
        assert_accessible(seen.page)


@STATES
def test_no_page_scrolls_sideways_even_with_large_text(
    desktop: OpenContext, name: str, *, script: bool
) -> None:
    narrow = {"width": 320, "height": 640}
    with opened(desktop(viewport=narrow), PAGES[name], script=script) as seen:
        for _ in each_page_of(seen.page):
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
    large = ".row, .button, [type=text], [type=date], select, textarea"
    with opened(phone(java_script_enabled=False), PAGES["every type"]) as seen:
        controls = seen.page.locator(large).locator("visible=true").all()
        found = [(control.bounding_box(), control.get_attribute("name")) for control in controls]
        cells = seen.page.locator(".tenths .row").count()
    narrow = 0
    for box, name in found:
        assert box is not None
        assert box["height"] >= 48
        assert box["width"] >= 44
        narrow += box["width"] < 190 and name != "people"
    assert len(found) > 60
    assert narrow == cells == 11


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
