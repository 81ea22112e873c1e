"""One section at a time, with script; and the same survey without."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, expect

from models.document import Section
from models.journey import walk
from residents import rendering
from tests.chromium import OpenContext
from tests.residents.everything import BLANK, DOCUMENT, RIGHT, SENT_BACK
from tests.residents.opened import opened
from tests.residents.questionnaire import RECEIPT

PAGE = rendering.answer_page(BLANK)
FILLED = rendering.answer_page(replace(BLANK, sent=RIGHT))
RECEIPT_PAGE = rendering.receipt_page(RECEIPT)
OWN = {"lang", "version", "order", "wording", "submission_id", "issued", "_homepage", "_end"}
NEXT, BACK, SEND = "次へ進む", "前へ戻る", "この内容で送信する"
CHECK = "お答えを確認する"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def expect_page(page: Page, number: str, title: str) -> None:
    """This one section is in sight, and its heading says where one is."""
    heading = page.locator("form h2:visible")
    expect(heading).to_have_count(1)
    expect(heading).to_have_text(f"{number}ページ\n{title}", use_inner_text=True)


def test_next_and_back_lead_through_the_sections_that_apply(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        page = seen.page
        expect_page(page, "1/4", "お申し込み")
        expect(page.get_by_role("button", name=SEND)).to_be_hidden()
        expect(page.get_by_role("button", name=BACK)).to_be_hidden()
        press(page, NEXT)
        expect_page(page, "2/4", "お住まい")
        expect(page.locator("form h2:visible")).to_be_focused()
        expect(page.get_by_text("回答をはじめる")).to_be_hidden()
        page.get_by_label("お住まいの地域").select_option("用賀")
        page.get_by_text("はい", exact=True).click()
        expect_page(page, "2/5", "お住まい")
        press(page, NEXT)
        expect_page(page, "3/5", "以前の講座について")
        press(page, BACK)
        page.get_by_text("いいえ", exact=True).click()
        press(page, NEXT)
        expect_page(page, "3/4", "これから")
        expect(page.get_by_role("button", name=NEXT)).to_be_hidden()
        expect(page.get_by_role("button", name=SEND)).to_be_hidden()
        press(page, CHECK)
        expect_page(page, "4/4", "お答えの確認")
        expect(page.get_by_role("button", name=CHECK)).to_be_hidden()
        expect(page.get_by_role("button", name=SEND)).to_be_visible()


@pytest.mark.criterion("3.3.7")
def test_the_browsers_back_button_goes_one_section_back_and_loses_nothing(
    phone: OpenContext,
) -> None:
    with opened(phone(), PAGE) as seen:
        page = seen.page
        page.get_by_label("何人で参加しますか").fill("4")
        press(page, NEXT)
        expect_page(page, "2/4", "お住まい")
        press(page, NEXT)
        expect_page(page, "3/4", "これから")
        press(page, CHECK)
        expect_page(page, "4/4", "お答えの確認")
        assert page.url.endswith("#check")
        page.go_back()
        expect_page(page, "3/4", "これから")
        page.go_back()
        expect_page(page, "2/4", "お住まい")
        page.go_back()
        expect_page(page, "1/4", "お申し込み")
        expect(page.get_by_label("何人で参加しますか")).to_have_value("4")
        page.go_forward()
        expect_page(page, "2/4", "お住まい")
    assert seen.sent == []


def test_the_enter_key_turns_the_page_and_sends_only_on_the_last(desktop: OpenContext) -> None:
    with opened(desktop(), PAGE, after=RECEIPT_PAGE) as seen:
        page = seen.page
        page.get_by_label("何人で参加しますか").press("Enter")
        expect_page(page, "2/4", "お住まい")
        page.locator("[name='news.other']").press("Enter")
        expect_page(page, "3/4", "これから")
        page.locator("[name='help.other']").press("Enter")
        expect_page(page, "4/4", "お答えの確認")
        assert seen.sent == []
        page.keyboard.press("Enter")
        assert seen.sent == []
        page.get_by_role("button", name=SEND).press("Enter")
        expect(page.get_by_text("お答えを受け取りました")).to_be_visible()
    assert len(seen.sent) == 1


def test_all_pages_are_sent_but_nothing_that_does_not_apply(phone: OpenContext) -> None:
    with opened(phone(), FILLED, after=RECEIPT_PAGE) as seen:
        page = seen.page
        press(page, NEXT)
        page.get_by_text("いいえ", exact=True).click()
        press(page, NEXT)
        expect_page(page, "3/4", "これから")
        press(page, CHECK)
        press(page, SEND)
        expect(page.get_by_text("お答えを受け取りました")).to_be_visible()
    names = {name for name, value in parse_qsl(seen.sent[0]) if name not in OWN}
    gone = {"content", "advise", "parts.hall", "parts.staff", "where.hall", "why"}
    assert names == set(RIGHT) - gone


def test_an_error_page_opens_where_the_first_mistake_is(phone: OpenContext) -> None:
    sent = {**RIGHT, "advise": (), "next": ("o1", "o1", "")}
    view = replace(BLANK, sent=sent, errors=walk(DOCUMENT, sent).errors)
    with opened(phone(), rendering.answer_page(view)) as seen:
        page = seen.page
        expect(page.get_by_role("alert")).to_be_focused()
        expect_page(page, "3/5", "以前の講座について")
        page.get_by_role("link", name="問13：").click()
        expect_page(page, "4/5", "これから")
        expect(page.get_by_label("1位")).to_be_focused()
        page.go_back()
        expect_page(page, "3/5", "以前の講座について")


def test_the_error_of_a_matrix_leads_to_the_row_that_is_blank(desktop: OpenContext) -> None:
    with opened(desktop(), rendering.answer_page(SENT_BACK)) as seen:
        page = seen.page
        page.get_by_role("link", name="問10：「スタッフの案内」：この項目も").click()
        expect(page.locator("[name='parts.staff']").first).to_be_focused()
        expect(page.get_by_role("radiogroup", name="スタッフの案内")).to_have_attribute(
            "aria-invalid", "true"
        )


def test_a_hash_of_a_question_opens_its_page_and_one_of_a_page_does_not(
    desktop: OpenContext,
) -> None:
    """Staff's preview follows the question they edit; a reload begins at the beginning."""
    with opened(desktop(), PAGE, at="#q14") as seen:
        expect_page(seen.page, "3/4", "これから")
    with opened(desktop(), PAGE, at="#part4") as seen:
        expect_page(seen.page, "1/4", "お申し込み")


def test_the_preview_shows_the_question_that_is_edited_whoever_it_is_for(
    desktop: OpenContext,
) -> None:
    html = rendering.answer_page(replace(BLANK, preview=True))
    with opened(desktop(), html, at="#q13") as seen:
        expect_page(seen.page, "3/5", "以前の講座について")
        expect(seen.page.get_by_label("参加する理由")).to_be_in_viewport()
    questions = tuple(DOCUMENT.questions())[1:5]
    one = DOCUMENT.model_copy(update={"sections": (Section(questions=questions),)})
    html = rendering.answer_page(replace(BLANK, document=one, preview=True))
    with opened(desktop(), html, at="#q4") as seen:
        expect(seen.page.get_by_label("ご都合のよい日")).to_be_in_viewport()


def test_without_script_everything_is_on_one_page_and_is_sent(phone: OpenContext) -> None:
    with opened(phone(java_script_enabled=False), FILLED, after=RECEIPT_PAGE) as seen:
        page = seen.page
        expect(page.locator("form h2:visible")).to_have_count(4)
        expect(page.get_by_text("だけお答えください").locator("visible=true")).to_have_count(4)
        for name in (NEXT, BACK, CHECK):
            expect(page.get_by_role("button", name=name)).to_be_hidden()
        press(page, SEND)
        expect(page.get_by_text("お答えを受け取りました")).to_be_visible()
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(seen.sent[0], keep_blank_values=True):
        fields.setdefault(name, []).append(value)
    assert {name: tuple(fields[name]) for name in RIGHT} == dict(RIGHT)
    assert not walk(DOCUMENT, fields).errors


def test_the_keyboard_alone_goes_through_every_type(desktop: OpenContext) -> None:
    with opened(desktop(), PAGE, after=RECEIPT_PAGE) as seen:
        page, keyboard = seen.page, seen.page.keyboard

        def to(selector: str) -> None:
            control = page.locator(selector).first
            for _ in range(40):
                if control.evaluate("one => one === document.activeElement"):
                    return
                keyboard.press("Tab")
            pytest.fail(f"the Tab key does not lead to {selector}")

        to("[name=agreed]")
        keyboard.press("Space")
        to("[name=slot]")
        keyboard.press("ArrowDown")  # the second is full
        to("[name=people]")
        keyboard.type("5")
        to("[name=day]")
        keyboard.type("05062026")
        to("#next")
        keyboard.press("Enter")
        to("[name=home]")
        keyboard.press("ArrowDown")
        keyboard.press("ArrowDown")
        to("[name=came]")
        keyboard.press("Space")
        to("#next")
        keyboard.press("Enter")
        to("[name=content]")
        keyboard.press("Space")
        to("[name=advise]")
        keyboard.press("ArrowLeft")  # わからない
        to("[name='parts.hall']")
        keyboard.press("Space")
        to("[name='parts.staff']")
        keyboard.press("Space")
        to("[name='where.hall']")
        keyboard.press("Space")
        to("[name=why]")
        keyboard.type("家族と")
        to("#next")
        keyboard.press("Enter")
        to("[name=next]")
        keyboard.press("ArrowDown")
        to("#next")
        keyboard.press("Enter")
        expect(page.locator("#check h2")).to_be_focused()
        to("#send")
        keyboard.press("Enter")
        expect(page.get_by_text("お答えを受け取りました")).to_be_visible()
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(seen.sent[0]):
        fields.setdefault(name, []).append(value)
    journey = walk(DOCUMENT, fields)
    assert journey.errors == {}
    assert journey.answers["slot"] == "eve"
    assert journey.answers["day"] == "2026-05-06"
    assert journey.answers["home"] == "yoga"
    assert journey.answers["advise"] == "unsure"
    assert journey.answers["next"] == ["o1"]
    assert journey.answers["why"] == "家族と"
