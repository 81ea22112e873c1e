"""What residents see, state by state, as pictures for docs/ja/answering.md; taken by
docs/screenshots.py on a phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

# picture → path; {code} is that of a poster
PATHS = {
    "answer-official": "/official",
    "answer-voice": "/voice",
    "answer-accessibility": "/accessibility",
    "answer-unknown": "/s/aaaaa",
}
LANGUAGES = ("ja-easy", "en", "zh-Hans", "ko")


def take(
    context: BrowserContext, here: str, code: str, kiosk: str, save: Callable[[Page, str], None]
) -> None:
    """Every picture. `code` leads to an open survey, `kiosk` to the same on a shared device."""
    page = context.new_page()
    for name, path in PATHS.items():
        page.goto(here + path)
        save(page, name)
    for language in LANGUAGES:
        page.goto(f"{here}/?lang={language}")
        save(page, f"answer-home-{language}")
    _send_without_network(page, f"{here}/s/{code}", save)
    save(page, "answer-receipt")
    page.get_by_role("link", name="お答えの控え").click()
    save(page, "answer-copy")
    page.goto(f"{here}/s/{code}")
    save(page, "answer-known")
    page.emulate_media(color_scheme="dark")
    page.locator('a[href="#q1"]').click()
    save(page, "answer-dark")
    page.emulate_media(color_scheme="light")
    shared = context.new_page()
    shared.clock.install()
    shared.goto(f"{here}/s/{kiosk}")
    shared.locator(".row").first.click()
    shared.clock.run_for(62_000)
    shared.get_by_role("alertdialog").wait_for()
    save(shared, "answer-kiosk")


def _send_without_network(page: Page, address: str, save: Callable[[Page, str], None]) -> None:
    """From the first screen to the receipt, with the network gone when it is sent."""
    page.goto(address)
    save(page, "answer-first")
    page.locator(".row").first.click()
    page.reload()
    page.locator("#kept").wait_for()
    save(page, "answer-draft")
    while page.locator("#next").is_visible():
        _answer_what_must_be(page)
        here = page.locator(".part:visible").get_attribute("id")
        page.locator("#next").click()
        page.locator(f"#{here}").wait_for(state="hidden")
    save(page, "answer-check")
    page.context.set_offline(True)
    page.locator("#send").click()
    page.locator(".unsent").wait_for()
    save(page, "answer-unsent")
    page.context.set_offline(False)
    page.wait_for_url("**/receipt/*")


def _answer_what_must_be(page: Page) -> None:
    for group in page.locator("[role=radiogroup][aria-required=true]:visible").all():
        group.locator("input").first.check()
