"""会場の壁 on a projector: a real browser in front of it, a line that can be cut behind it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from models import placements
from models.walls import Chart, Count
from tests.chromium import OpenContext, assert_accessible
from tests.residents.auditorium import (
    LONG,
    SIZES,
    VIEWS,
    Hall,
    codes,
    number,
)


@pytest.mark.parametrize("size", SIZES)
def test_every_view_fits_and_can_be_read_from_the_last_row(
    projector: OpenContext, hall: Hall, size: tuple[int, int]
) -> None:
    """The code is at least 45 % of the height and decodes to what stands beside it, nothing is
    smaller than 36 pixels of 1080, nothing is cut."""
    hall.show(*VIEWS)
    hall.answer(12)
    width, height = size
    page = projector(viewport={"width": width, "height": height}).new_page()
    page.goto(hall.address)
    number(page, "12")
    with hall.store.reading() as session:
        code = placements.listing(session, hall.survey_id)[0].code.upper()
    assert codes(page) == [f"HTTPS://KOE.CITY.EXAMPLE.LG.JP/S/{code}"]
    shown = page.locator("#code .address").inner_text()
    assert shown.replace("\n", "") == f"KOE.CITY.EXAMPLE.LG.JP/S/{code}"
    box = page.locator(".square").bounding_box()
    assert box is not None
    assert box["height"] >= 0.45 * height
    least = 36 * min(width / 1920, height / 1080) - 0.01
    for place in range(1, 9):
        page.keyboard.press(str(place))
        expect(page.locator(".turn")).to_have_text(f"{place} / 8")
        small = page.evaluate(
            """least => [...document.querySelectorAll("main *, header *, footer *")]
              .filter(one => one.checkVisibility() && one.tagName != "RT")
              .filter(one => [...one.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
              .filter(one => parseFloat(getComputedStyle(one).fontSize) < least)
              .map(one => one.outerHTML)""",
            least,
        )
        assert small == []
        cut = page.evaluate(
            """() => [document.documentElement, ...document.querySelectorAll(".view, .view *")]
              .filter(one => one.checkVisibility() && !one.closest("svg, [tabindex]"))
              .filter(one => one.scrollWidth > one.clientWidth + 2 && one.clientWidth)
              .map(one => one.outerHTML)"""
        )
        assert cut == []
        view = page.locator(".view:visible")
        over = view.evaluate("one => one.scrollHeight - one.clientHeight")
        # Twelve options of forty characters are too much for a screen: they can be scrolled.
        assert over <= 1 or (place == 8 and view.get_attribute("tabindex") == "0")
    scrolled = page.locator(".view:visible")
    expect(scrolled).to_contain_text(f"{LONG}11")
    expect(scrolled.locator(".base")).to_have_text("n=12 ・複数回答 ・参考値")


def test_any_projector_will_do(projector: OpenContext, hall: Hall) -> None:
    """From small to 4K the page is the same picture, and the code can be read."""
    page = projector().new_page()
    page.goto(hall.address)
    for width, height in ((1280, 720), (3840, 2160)):
        page.set_viewport_size({"width": width, "height": height})
        assert len(codes(page)) == 1
        box = page.locator(".square").bounding_box()
        assert box is not None
        assert box["height"] >= 0.45 * height
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_every_view_is_accessible_in_both_schemes(projector: OpenContext, hall: Hall) -> None:
    hall.show(*VIEWS)
    hall.answer(12)
    page = projector().new_page()
    page.goto(hall.address)
    number(page, "12")
    for places in (range(1, 9), (1, 4)):
        for place in places:
            page.keyboard.press(str(place))
            page.mouse.move(200 + place, 200)
            assert_accessible(page)
        page.keyboard.press("h")
        assert_accessible(page)
        page.keyboard.press("Escape")
        page.keyboard.press("d")
    assert page.locator("html").get_attribute("data-dark") is None


def test_keys_turn_the_views(projector: OpenContext, hall: Hall) -> None:
    hall.show(Count(), Chart(key="q1"))
    page = projector().new_page()
    page.clock.install()
    page.goto(hall.address)
    turn = page.locator(".turn")
    for key, place in (
        *(("ArrowRight", 2), (" ", 3), ("ArrowRight", 1), ("ArrowLeft", 3), ("2", 2), ("1", 1)),
        *(("9", 1), ("x", 1), ("3", 3)),
    ):
        page.keyboard.press(key)
        expect(turn).to_have_text(f"{place} / 3")
    for key in ("h", "?"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name="操作の一覧")).to_be_visible()
        page.keyboard.press("ArrowRight")
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(turn).to_have_text("3 / 3")
    page.keyboard.press("f")
    expect(page.locator("html:fullscreen")).to_have_count(1)
    page.keyboard.press("f")
    expect(page.locator("html:fullscreen")).to_have_count(0)
    page.keyboard.press("d")
    expect(page.locator("html")).to_have_attribute("data-dark", "")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-dark", "")
    expect(turn).to_have_text("3 / 3")


def test_views_turn_by_themselves_when_asked_to(projector: OpenContext, hall: Hall) -> None:
    hall.show(Count())
    page = projector().new_page()
    page.clock.install()
    page.goto(hall.address)
    turn, button = page.locator(".turn"), page.get_by_role("button", name="自動で切り替える")
    page.clock.fast_forward(30_000)
    expect(turn).to_have_text("1 / 2")
    page.keyboard.press("a")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.clock.fast_forward(20_000)
    expect(turn).to_have_text("2 / 2")
    page.clock.fast_forward(20_000)
    expect(turn).to_have_text("1 / 2")
    page.keyboard.press("a")
    page.clock.fast_forward(60_000)
    expect(turn).to_have_text("1 / 2")


def test_buttons_fade_and_are_there_for_mouse_and_keyboard(
    projector: OpenContext, hall: Hall
) -> None:
    hall.show(Count())
    page = projector(reduced_motion="reduce").new_page()
    page.clock.install()
    page.goto(hall.address)
    bar = page.get_by_role("navigation", name="操作")
    page.clock.fast_forward(5_000)
    expect(bar).to_have_css("opacity", "0")
    page.mouse.move(300, 300)
    expect(bar).to_have_css("opacity", "1")
    page.get_by_role("button", name="次へ").click()
    expect(page.locator(".turn")).to_have_text("2 / 2")
    page.mouse.move(300, 600)
    page.locator("h1").click()
    page.clock.fast_forward(5_000)
    expect(bar).to_have_css("opacity", "0")
    page.keyboard.press("Tab")
    page.clock.fast_forward(5_000)
    expect(bar).to_have_css("opacity", "1")
    page.keyboard.press(" ")
    expect(page.locator(".turn")).to_have_text("1 / 2")


def test_nothing_moves_for_whoever_asks_for_calm(projector: OpenContext, hall: Hall) -> None:
    hall.show(Chart(key="q1"))
    hall.answer(10)
    page = projector(reduced_motion="reduce").new_page()
    page.goto(hall.address)
    page.keyboard.press("2")
    expect(page.locator(".bars i").first).to_have_css("transition-duration", "0s")
    page.emulate_media(reduced_motion="no-preference")
    expect(page.locator(".bars i").first).to_have_css("transition-duration", "0.4s")
