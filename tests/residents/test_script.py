"""The page's script as a person meets it, and the same page without it."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, expect

from models.document import Section
from models.journey import walk
from residents import rendering
from tests.chromium import OpenContext
from tests.residents.opened import opened
from tests.residents.questionnaire import BLANK, DOCUMENT, RECEIPT, SENT_BACK
from tests.turning import to_the_check

# All on one page; how pages are turned is told in test_pages.py.
ONE = DOCUMENT.model_copy(update={"sections": (Section(questions=tuple(DOCUMENT.questions())),)})
PAGE = rendering.answer_page(replace(BLANK, document=ONE))
SENT_BACK_PAGE = rendering.answer_page(SENT_BACK)
RECEIPT_PAGE = rendering.receipt_page(RECEIPT)
SEND = "この内容で送信する"


def row(page: Page, key: str, value: str) -> None:
    """Tap the row of an option."""
    page.locator(f".row:has([name={key}][value={value}])").tap()


def chosen(page: Page, key: str) -> list[str]:
    found: list[str] = page.locator(f"[name={key}]:checked").evaluate_all(
        "boxes => boxes.map(box => box.value)"
    )
    return found


def test_an_option_that_excludes_others_takes_them_back_and_says_so(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        row(seen.page, "aim", "o1")
        row(seen.page, "aim", "o2")
        expect(seen.page.get_by_role("status")).to_be_empty()
        row(seen.page, "aim", "none")
        assert chosen(seen.page, "aim") == ["none"]
        expect(seen.page.get_by_role("status")).to_have_text("一緒に選べない答えを外しました。")
        row(seen.page, "aim", "o3")
        assert chosen(seen.page, "aim") == ["o3"]


def test_other_opens_its_text_and_another_choice_puts_it_away(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        text = seen.page.locator("[name='news.other']")
        row(seen.page, "news", "other")
        expect(text).to_be_focused()
        text.fill("回覧板")
        row(seen.page, "news", "o1")
        expect(text).to_be_disabled()
        row(seen.page, "news", "other")
        expect(text).to_be_enabled()
        expect(text).to_have_value("回覧板")


def test_text_beside_other_chooses_it(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        seen.page.locator("[name='news.other']").fill("回覧板")
        seen.page.locator("[name='aim.other']").fill("読書")
        assert chosen(seen.page, "news") == chosen(seen.page, "aim") == ["other"]
        row(seen.page, "aim", "other")
        expect(seen.page.locator("[name='aim.other']")).to_be_disabled()
        row(seen.page, "aim", "o1")
        expect(seen.page.locator("[name='aim.other']")).to_be_disabled()


def test_arrow_keys_pass_over_other(desktop: OpenContext) -> None:
    with opened(desktop(), PAGE) as seen:
        seen.page.locator("[name=news][value=o1]").focus()
        for value in ("o2", "other", "o1"):
            seen.page.keyboard.press("ArrowDown")
            assert chosen(seen.page, "news") == [value]


@pytest.mark.criterion("4.1.3")
def test_characters_are_counted_as_the_server_does_and_never_blocked(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        area = seen.page.locator("[name=idea]")
        count = seen.page.locator("#q7-note .count")
        expect(count).to_have_text("あと30文字")
        area.fill("  𠮷野家の前\n ")
        expect(count).to_have_text("あと25文字")
        area.fill("あ" * 33)
        expect(count).to_have_text("3文字減らしてください")
        expect(area).to_have_value("あ" * 33)
        expect(seen.page.get_by_role("status")).to_have_text("3文字減らしてください")


@pytest.mark.criterion("2.4.3", "3.3.1")
def test_mistakes_get_the_focus_and_their_links_lead_to_the_controls(desktop: OpenContext) -> None:
    with opened(desktop(), SENT_BACK_PAGE) as seen:
        expect(seen.page.get_by_role("alert")).to_be_focused()
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("[name=visit]").first).to_be_focused()
        expect(seen.page.locator("#q1 .ask")).to_be_in_viewport()


@pytest.mark.criterion("3.3.1", "4.1.2")
@pytest.mark.parametrize("script", [True, False])
def test_a_text_beside_other_that_is_too_long_is_itself_what_is_wrong(
    desktop: OpenContext, script: bool
) -> None:
    """The link leads to the text, which has the error; what was chosen is right."""
    sent = {"visit": ("o1",), "aim": ("o1", "other"), "aim.other": ("あ" * 401,)}
    view = replace(BLANK, sent=sent, errors=walk(DOCUMENT, sent).errors)
    with opened(desktop(), rendering.answer_page(view), script=script) as seen:
        page = seen.page
        page.get_by_role("alert").get_by_role("link").click()
        text = page.locator("[name='aim.other']")
        expect(text).to_be_focused()
        expect(text).to_have_accessible_description(re.compile("^エラー：400文字までに"))
        assert [one.get_attribute("name") for one in page.locator("[aria-invalid]").all()] == [
            "aim.other"
        ]
        assert page.locator("[aria-describedby~=q2-error]").count() == 1


def test_two_quick_taps_send_once(phone: OpenContext) -> None:
    with opened(phone(), PAGE, after=RECEIPT_PAGE) as seen:
        to_the_check(seen.page)
        state = seen.page.locator("#send").evaluate(
            "button => { button.click(); button.click();"
            " return [button.disabled, button.innerText] }"
        )
        assert state == [True, "送信しています…"]
        expect(seen.page.get_by_text("お答えを受け取りました")).to_be_visible()
    assert len(seen.sent) == 1


def test_the_button_works_again_when_the_page_comes_back(phone: OpenContext) -> None:
    with opened(phone(), PAGE, after=RECEIPT_PAGE) as seen:
        to_the_check(seen.page)
        seen.page.get_by_role("button", name=SEND).tap()
        expect(seen.page.get_by_text("お答えを受け取りました")).to_be_visible()
        seen.page.go_back()
        to_the_check(seen.page)
        expect(seen.page.get_by_role("button", name=SEND)).to_be_enabled()


def test_a_preview_sends_nothing_by_tap_or_enter_key(phone: OpenContext) -> None:
    preview = rendering.answer_page(replace(BLANK, document=ONE, preview=True))
    with opened(phone(), preview) as seen:
        seen.page.locator("[name=place]").press("Enter")
        row(seen.page, "visit", "o1")
        assert chosen(seen.page, "visit") == ["o1"]
        to_the_check(seen.page)
        seen.page.get_by_role("button", name=SEND).tap(force=True)
        seen.page.reload()
        assert chosen(seen.page, "visit") == []
        assert seen.page.evaluate("localStorage.length") == 0
    assert seen.sent == []


def test_a_browser_sends_back_what_it_was_shown(phone: OpenContext) -> None:
    """The page sent back, untouched, without script, gives the fields that were sent."""
    with opened(phone(java_script_enabled=False), SENT_BACK_PAGE, after=RECEIPT_PAGE) as seen:
        seen.page.get_by_role("button", name=SEND).tap()
        expect(seen.page.get_by_text("お答えを受け取りました")).to_be_visible()
    fields = parse_qsl(seen.sent[0], keep_blank_values=True, errors="strict")
    expected = [
        (name, value.replace("\n", "\r\n"))  # as every browser sends line breaks
        for name, values in SENT_BACK.sent.items()
        for value in values
        if value != "gone"  # an option that does not exist cannot be shown
    ]
    own = {"lang", "version", "submission_id", "issued", "_homepage", "_end"}
    assert [field for field in fields if field[0] not in own and field[1]] == expected
    assert [field for field in fields if field[0] in own] == [
        ("lang", "ja"),
        ("version", "3"),
        ("submission_id", "ID-4711"),
        ("issued", SENT_BACK.issued),
        ("_homepage", ""),
        ("_end", "1"),
    ]


def test_the_keyboard_alone_answers_and_sends_without_script(desktop: OpenContext) -> None:
    with opened(desktop(java_script_enabled=False), PAGE, after=RECEIPT_PAGE) as seen:
        press, typed = seen.page.keyboard.press, seen.page.keyboard.type
        seen.page.get_by_role("link", name="回答をはじめる").focus()
        press("Enter")
        press("Tab")
        press("Space")  # visit: the first option
        press("ArrowDown")  # the second
        press("Tab")
        press("Space")  # aim: the first option
        while not seen.page.locator("[name=idea]").evaluate("a => a === document.activeElement"):
            press("Tab")
        typed("ベンチがほしい")
        while not seen.page.locator("#send").evaluate("b => b === document.activeElement"):
            press("Tab")
        press("Enter")
        expect(seen.page.get_by_text("お答えを受け取りました")).to_be_visible()
    fields = dict(parse_qsl(seen.sent[0]))
    assert fields["visit"] == "o2"
    assert fields["aim"] == "o1"
    assert fields["idea"] == "ベンチがほしい"
    assert fields["_end"] == "1"
