"""A device that people share returns to its start by itself, with nothing left."""

from __future__ import annotations

import re
from dataclasses import replace

from playwright.sync_api import Page, expect

from residents import rendering
from tests.chromium import OpenContext, assert_accessible
from tests.residents.opened import ADDRESS, opened
from tests.residents.questionnaire import BLANK

PAGE = rendering.answer_page(replace(BLANK, mode="kiosk"))


def begin(page: Page) -> None:
    """Open the page under a clock of the test's own, and answer something."""
    page.clock.install()
    page.goto(ADDRESS)
    page.locator(".row").first.tap()
    page.get_by_role("button", name="次へ進む").tap()
    page.locator("[name=idea]").fill("つづき")


def test_it_warns_and_returns_to_a_blank_start(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        page = seen.page
        begin(page)
        warning = page.get_by_role("alertdialog", name="お使いの方はいらっしゃいますか")
        page.clock.run_for(59_000)
        expect(warning).to_be_hidden()
        page.clock.run_for(2_000)
        expect(warning).to_be_visible()
        expect(warning).to_contain_text("あと19秒で")
        expect(page.get_by_role("button", name="続ける")).to_be_focused()
        assert_accessible(page)
        page.clock.run_for(18_000)
        expect(warning).to_contain_text("あと1秒で")
        expect(page.locator("[name=idea]")).to_have_value("つづき")
        with page.expect_navigation(url=ADDRESS):
            page.clock.run_for(3_000)
        expect(page.locator("[name=idea]")).to_have_value("")
        expect(page.locator(":checked")).to_have_count(0)


def test_whoever_is_there_goes_on(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        page = seen.page
        begin(page)
        warning = page.get_by_role("alertdialog")
        page.clock.run_for(65_000)
        page.get_by_role("button", name="続ける").tap()
        expect(warning).to_be_hidden()
        page.clock.run_for(50_000)
        page.locator("[name=idea]").tap()
        page.locator("[name=idea]").press("a")
        page.clock.run_for(50_000)
        expect(warning).to_be_hidden()
        page.clock.run_for(11_000)
        expect(warning).to_be_visible()
        page.keyboard.press("Escape")
        expect(warning).to_be_hidden()
        expect(page.locator("[name=idea]")).to_have_value(re.compile("a"))


def test_a_start_that_nobody_touches_waits(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        seen.page.clock.install()
        seen.page.goto(ADDRESS)
        seen.page.clock.run_for(600_000)
        expect(seen.page.get_by_role("alertdialog")).to_be_hidden()


def test_it_stays_while_an_answer_could_not_be_sent(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        page = seen.page
        begin(page)
        page.evaluate("queue.unsent = true")
        page.clock.run_for(300_000)
        expect(page.get_by_role("alertdialog")).to_be_hidden()
        expect(page.locator("[name=idea]")).to_have_value("つづき")


def test_pages_on_ones_own_phone_never_return(phone: OpenContext) -> None:
    with opened(phone(), rendering.answer_page(BLANK)) as seen:
        begin(seen.page)
        seen.page.clock.run_for(3_600_000)
        expect(seen.page.locator("[name=idea]")).to_have_value("つづき")
        expect(seen.page.locator("dialog")).to_have_count(0)
