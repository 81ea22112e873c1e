"""What is written stays on the device until it is sent; and never on one that people share."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from residents import rendering
from tests.chromium import OpenContext
from tests.residents.opened import ADDRESS, opened
from tests.residents.questionnaire import BLANK, SENT_BACK
from tests.turning import to_the_check

# Every opening has a number and a time of its own, as the server gives them.
PAGE = rendering.answer_page(replace(BLANK, issued="1795592400.Zk9LwYh1aQf3Vx0c"))
WITHOUT_LOCKS = "delete Navigator.prototype.locks"


def write(page: Page) -> None:
    """An answer on each page; ends on the second."""
    page.locator(".row:has([name=aim][value=other])").tap()
    page.locator("[name='aim.other']").fill("読書")
    page.locator(".row:has([name=visit][value=o2])").tap()
    page.get_by_role("button", name="次へ進む").tap()
    page.locator("[name=idea]").fill("一行目\n二行目")


def expect_written(page: Page) -> None:
    expect(page.locator("[name=idea]")).to_have_value("一行目\n二行目")
    expect(page.locator("[name='aim.other']")).to_have_value("読書")
    assert page.locator(":checked").evaluate_all("a => a.map(one => one.value)") == ["o2", "other"]


def number_of(page: Page) -> str:
    return page.locator("[name=submission_id]").input_value()


def test_a_reload_loses_nothing_and_stays_on_the_page(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        write(seen.page)
        seen.page.reload()
        expect(seen.page.locator("#kept")).to_be_visible()
        expect_written(seen.page)
        expect(seen.page.locator("#part2")).to_be_visible()
        expect(seen.page.locator(".count")).to_have_text("あと23文字")
        seen.page.reload()
        expect_written(seen.page)


@pytest.mark.parametrize("script", ["", WITHOUT_LOCKS])
def test_another_day_in_another_tab(phone: OpenContext, script: str) -> None:
    """A tab that is gone leaves its answers to the next one, with the number they had."""
    context = phone()
    context.add_init_script(script)
    with opened(context, PAGE) as seen:
        seen.page.clock.install(time="2026-11-20T12:00:00+09:00")
        seen.page.goto(ADDRESS)
        renumber(seen.page, "of-the-first")
        write(seen.page)
        seen.page.clock.run_for(1000)
        seen.page.close()
        page = context.new_page()
        page.clock.install(time="2026-11-20T13:00:00+09:00")
        page.goto(ADDRESS)
        expect(page.locator("#kept")).to_be_visible()
        expect_written(page)
        assert number_of(page) == "of-the-first"
        assert page.locator("[name=issued]").input_value().startswith("1795592400.")
        page.close()
        late = context.new_page()
        late.clock.install(time="2026-11-21T13:00:02+09:00")
        late.goto(ADDRESS)
        expect(late.locator("#kept")).to_be_hidden()
        assert kept(late) == []


def renumber(page: Page, number: str) -> None:
    page.locator("[name=submission_id]").evaluate("(one, to) => { one.value = to }", number)


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate("Object.keys(localStorage)")
    return found


@pytest.mark.parametrize("script", ["", WITHOUT_LOCKS])
def test_two_tabs_have_an_answer_each(phone: OpenContext, script: str) -> None:
    context = phone()
    context.add_init_script(script)
    with opened(context, PAGE) as seen:
        write(seen.page)
        seen.page.wait_for_function("Object.keys(localStorage).length === 1")
        page = context.new_page()
        page.goto(ADDRESS)
        page.locator(".row:has([name=visit][value=o3])").tap()
        expect(page.locator("#kept")).to_be_hidden()
        expect(page.locator("[name=idea]")).to_have_value("")


def test_to_begin_anew_asks_first_and_forgets_everything(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        page = seen.page
        write(page)
        page.reload()
        again = page.get_by_role("button", name="はじめから書く")
        page.once("dialog", lambda dialog: dialog.dismiss())
        again.tap()
        expect_written(page)
        page.once("dialog", lambda dialog: dialog.accept())
        again.tap()
        expect(again).to_be_hidden()
        expect(page.locator("#part1")).to_be_visible()
        expect(page.locator(":checked")).to_have_count(0)
        expect(page.locator("[name=idea]")).to_have_value("")
        assert kept(page) == []
        assert re.fullmatch(r"[\w-]{22}", number_of(page))
        page.reload()
        expect(page.locator("[name=idea]")).to_have_value("")


def test_another_language_keeps_answers_and_page(phone: OpenContext) -> None:
    context = phone()
    with opened(context, PAGE) as seen:
        write(seen.page)
        english = rendering.answer_page(replace(BLANK, language="en"))
        context.route("**/s/k7m2p?lang=en", lambda route: route.fulfill(body=english))
        seen.page.get_by_role("button", name="English").tap()
        seen.page.wait_for_url("**/s/k7m2p?lang=en#part2")
        expect_written(seen.page)
        expect(seen.page.locator("#part2")).to_be_visible()
        expect(seen.page.locator("#part2 .number").first).to_have_text("Page 2 of 3")
        expect(seen.page.locator("#kept")).to_be_hidden()
    assert seen.sent == []


def language_by_form(context: BrowserContext, html: str) -> dict[str, list[str]]:
    with opened(context, html, after=rendering.answer_page(SENT_BACK)) as seen:
        seen.page.locator("[name=idea]").fill("一行目", force=True)
        seen.page.get_by_role("button", name="English").tap()
        expect(seen.page.get_by_role("alert")).to_be_visible()
    [sent] = seen.sent
    return parse_qs(sent, keep_blank_values=True)


def test_without_script_the_server_shows_the_answers_in_the_other_language(
    phone: OpenContext,
) -> None:
    fields = language_by_form(phone(java_script_enabled=False), PAGE)
    assert (fields["_language"], fields["idea"]) == (["en"], ["一行目"])


def test_the_enter_key_without_script_asks_for_no_language(desktop: OpenContext) -> None:
    with opened(desktop(java_script_enabled=False), PAGE, after=PAGE) as seen:
        seen.page.locator("[name=place]").press("Enter")
        seen.page.wait_for_load_state()
    assert "_language" not in parse_qs(seen.sent[0])


def test_a_shared_device_keeps_nothing(phone: OpenContext) -> None:
    for mode in ("kiosk", "interview"):
        html = rendering.answer_page(replace(BLANK, mode=mode))
        with opened(phone(), html) as seen:
            write(seen.page)
            to_the_check(seen.page)
            assert kept(seen.page) == []
            seen.page.reload()
            expect(seen.page.locator("[name=idea]")).to_have_value("")
            expect(seen.page.locator(":checked")).to_have_count(0)


def test_where_nothing_can_be_kept_everything_else_works(phone: OpenContext) -> None:
    context = phone()
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('refused') }")
    with opened(context, PAGE, after=PAGE) as seen:
        write(seen.page)
        to_the_check(seen.page)
        seen.page.get_by_role("button", name="この内容で送信する").tap()
        seen.page.wait_for_url("**/receipt/**")
    [sent] = seen.sent
    assert parse_qs(sent)["idea"] == ["一行目\r\n二行目"]


def test_what_was_sent_is_forgotten(phone: OpenContext) -> None:
    with opened(phone(), PAGE, after=PAGE) as seen:
        write(seen.page)
        to_the_check(seen.page)
        seen.page.get_by_role("button", name="この内容で送信する").tap()
        seen.page.wait_for_url("**/receipt/**")
        assert kept(seen.page) == []
        seen.page.go_back()
        expect(seen.page.locator("[name=idea]")).to_have_value("")
