"""Every state × language × width × zoom: nothing that axe finds, nothing wider than the screen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from models.multilingual import HTML_LANG, LANGUAGES, Language
from residents import assets
from tests.accessibility.states import STATES
from tests.chromium import OpenContext, assert_accessible
from tests.residents.opened import opened
from tests.turning import to_the_check

# A window of 1280 px at 100, 200 and 400 %, and a phone.
WIDTHS = (1280, 640, 390, 320)
# Between the widest and the narrowest, where every rule is asked, only what width itself changes.
BETWEEN = ("target-size", "scrollable-region-focusable")
FOR_SOME_WIDTHS = re.compile(r"@media[^{]*width[^{]*{(?:[^{}]*{[^{}]*})*}")
LOOKS = re.compile(
    r"[{;](color|background|opacity|filter|visibility|content|outline|font|display:none)"
)

# What a system may ask for: the media query that then holds → how a browser is made to ask.
PLAIN: dict[str, Any] = {
    "color_scheme": "light",
    "contrast": "no-preference",
    "forced_colors": "none",
    "reduced_motion": "no-preference",
}
WISHES: dict[str, dict[str, Any]] = {
    "(prefers-color-scheme: dark)": {"color_scheme": "dark"},
    "(prefers-contrast: more)": {"contrast": "more"},
    "(prefers-color-scheme: dark) and (prefers-contrast: more)": {
        "color_scheme": "dark",
        "contrast": "more",
    },
    "(forced-colors: active)": {"forced_colors": "active"},
    "(prefers-reduced-motion: reduce)": {"reduced_motion": "reduce"},
}


@pytest.mark.criterion("1.4.3", "1.4.4", "1.4.10", "2.5.8", "3.1.1", "4.1.1", "4.1.2", "2.4.2")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STATES)
def test_nothing_is_found_in_any_width(desk: Page, name: str, language: Language) -> None:
    with opened(desk, STATES[name](language)) as seen:
        page = seen.page
        assert page.locator("html").get_attribute("lang") == HTML_LANG[language]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert_accessible(page, *(() if width in (WIDTHS[0], WIDTHS[-1]) else BETWEEN))


def test_width_changes_only_where_things_stand() -> None:
    """Else every rule would have to be asked in every width."""
    blocks = [block for style in assets.STYLES for block in FOR_SOME_WIDTHS.findall(style)]
    named = [start for style in assets.STYLES for start in re.findall(r"@media[^{]*width", style)]
    assert len(blocks) == len(named) > 0  # each is seen, to its end
    assert [block for block in blocks if LOOKS.search(block)] == []
    assert LOOKS.search("@media (min-width:480px){a{color:red}}")


@pytest.mark.criterion("1.4.3", "1.4.10", "4.1.2")
@pytest.mark.parametrize("name", ["every type", "every type sent back"])
def test_nothing_is_found_without_script(desk: Page, name: str) -> None:
    """All on one long page."""
    desk.set_viewport_size({"width": 320, "height": 900})
    with opened(desk, STATES[name]("ja"), script=False) as seen:
        assert_accessible(seen.page)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.criterion("1.4.4", "1.4.12")
@pytest.mark.parametrize("name", STATES)
def test_large_text_and_wide_spacing_lose_nothing(desk: Page, name: str) -> None:
    """200 % of text alone, and the spacing of WCAG 1.4.12."""
    desk.set_viewport_size({"width": 320, "height": 900})
    for language in LANGUAGES if name == "every type sent back" else LANGUAGES[:1]:
        with opened(desk, STATES[name](language), script=False) as seen:
            page = seen.page
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert cut(page) == [], language
            page.evaluate(
                "for (const one of document.body.querySelectorAll('*')) Object.assign(one.style, {"
                "lineHeight: 1.5, letterSpacing: '.12em', wordSpacing: '.16em'})"
            )
            assert cut(page) == [], language
            page.locator("h1").evaluate("one => { one.style.width = '1em'; one.append('Wwwwww') }")
            page.locator("h1").evaluate("one => { one.style.overflowWrap = 'normal' }")
            assert cut(page) != []  # what sticks out is found


@pytest.mark.criterion("1.4.3")
@pytest.mark.parametrize("name", STATES)
def test_what_the_system_asks_for_is_followed(desk: Page, name: str) -> None:
    """Colours are those of the page, whatever its language."""
    desk.set_viewport_size({"width": 1280, "height": 900})
    with opened(desk, STATES[name]("ja")) as seen:
        for query, wish in WISHES.items():
            seen.page.emulate_media(**(PLAIN | wish))
            assert seen.page.evaluate("query => matchMedia(query).matches", query), query
            assert_accessible(seen.page)
        seen.page.emulate_media(**PLAIN)


@pytest.mark.criterion("3.3.4", "2.4.3", "4.1.3")
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_the_check_are_accessible_one_by_one(
    desktop: OpenContext, language: Language
) -> None:
    """Turning a page moves the focus to its heading; the check shows all before it is sent."""
    with opened(
        desktop(viewport={"width": 320, "height": 844}), STATES["filled"](language)
    ) as seen:
        page = seen.page
        while page.locator("#next:visible").count():
            here = page.locator("h2:focus").count() and page.locator("h2:focus").inner_text()
            page.locator("#next").click()
            expect(page.locator("h2:focus")).not_to_have_text(str(here))
            assert_accessible(page)
            for percent in (200, 100):
                width = page.evaluate(
                    "percent => { document.documentElement.style.fontSize = `${percent}%`;"
                    " return document.documentElement.scrollWidth }",
                    percent,
                )
                assert width <= 320
        expect(page.locator("#check h2")).to_be_focused()
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        assert len(ids) == len(set(ids))  # the check copies words, not their ids
        assert page.locator("#check a").count() > 10


@pytest.mark.criterion("1.4.10", "4.1.2")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_the_script_shows(desktop: OpenContext, language: Language) -> None:
    """The line above answers that were kept, and the panel of those that could not be sent."""
    narrow = desktop(viewport={"width": 320, "height": 844})
    with opened(narrow, STATES["blank"](language)) as seen:
        page = seen.page
        page.locator("[name=visit]").first.check()
        page.reload()
        expect(page.locator("#kept")).to_be_visible()
        assert_accessible(page)
        assert cut(page) == []
        to_the_check(page)
        page.route("**/s/k7m2p*", lambda route: route.fulfill(status=503))
        page.locator("#send").click()
        expect(page.locator(".unsent")).to_be_focused()
        assert_accessible(page)
        assert cut(page) == []
        seen.complaints.clear()  # that the sending failed


@pytest.mark.criterion("2.2.1", "2.2.2", "2.1.2")
def test_the_warning_at_a_shared_device_can_be_answered(desktop: OpenContext) -> None:
    """A minute without a touch is no end: one key goes on."""
    context = desktop()
    context.clock.install()
    with opened(context, STATES["kiosk"]("ja")) as seen:
        page = seen.page
        page.get_by_label("週に1回くらい").check()
        context.clock.run_for(61_000)
        dialog = page.get_by_role("alertdialog")
        expect(dialog).to_be_visible()
        assert_accessible(page)
        page.keyboard.press("Enter")
        expect(dialog).to_be_hidden()
        assert page.get_by_label("週に1回くらい").is_checked()


@pytest.mark.criterion("1.3.4")
def test_a_phone_may_be_held_either_way(phone: OpenContext) -> None:
    for viewport in ({"width": 844, "height": 390}, {"width": 390, "height": 844}):
        with opened(phone(viewport=viewport), STATES["blank"]("ja")) as seen:
            expect(seen.page.get_by_label("週に1回くらい")).to_be_visible()


def cut(page: Page) -> list[str]:
    """What does not fit its box or the page; lists and fields scroll, and some text is for screen
    readers only."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('html, body *')].filter((one) => one.clientWidth"
        " && !one.closest('.vh, .skip, .trap, textarea, select, input')"
        " && one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 80))"
    )
    return found
