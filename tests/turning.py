"""Turning the pages of a survey in a browser, as far as to the last one."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def to_the_check(page: Page) -> None:
    """Press the button below until the answers stand there to be checked."""
    while page.locator("#next:visible").count():
        here = page.locator(".part:visible").get_attribute("id")
        page.locator("#next").click()
        expect(page.locator(f"#{here}")).to_be_hidden()
    expect(page.locator("#check")).to_be_visible()
