"""The last page: every answer in words, the way back to each, and what is still needed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from models.document import Section
from residents import rendering
from tests.chromium import OpenContext, assert_accessible
from tests.residents import questionnaire
from tests.residents.everything import BLANK, RIGHT
from tests.residents.opened import opened
from tests.turning import to_the_check

PAGE = rendering.answer_page(BLANK)
FILLED = rendering.answer_page(replace(BLANK, sent=RIGHT))


def answer(page: Page, number: int) -> Locator:
    """What stands beside the question of this number."""
    link = page.locator(".change", has_text=re.compile(rf"\D{number}\s*$"))
    return page.locator("#check dl > div", has=link).locator("dd").first


def test_every_answer_stands_there_in_words(phone: OpenContext) -> None:
    with opened(phone(), FILLED) as seen:
        to_the_check(seen.page)
        said = [
            ["同意する"],
            ["午前"],
            ["４人"],
            ["2026年5月6日"],
            ["その他", "回覧板"],
            ["用賀"],
            ["はい"],
            ["2"],  # the second grade from the top, without words of its own
            ["10"],
            ["会場の広さ", "満足", "スタッフの案内", "わからない"],
            ["会場の広さ", "わかりやすさ", "明るさ", "スタッフの案内", "お答えなし"],
            ["家族で\n参加するため"],
            ["1位", "園芸", "2位", "書道", "3位", "お答えなし"],
            ["手話"],
        ]
        for number, words in enumerate(said, start=1):
            lines = answer(seen.page, number).locator("p").all_inner_texts()
            assert [line.strip() for line in lines] == words
        quoted = seen.page.locator("#check dt", has_text="「午前」の回に申し込む前の講座に")
        expect(quoted).to_have_count(1)
        assert_accessible(seen.page)


@pytest.mark.criterion("3.3.4")
def test_what_is_blank_says_so_and_what_must_be_answered_can_be_mended_or_sent(
    phone: OpenContext,
) -> None:
    with opened(phone(), PAGE, after=questionnaire.RECEIPT.receipt) as seen:
        page = seen.page
        to_the_check(page)
        expect(answer(page, 4)).to_have_count(0)  # not asked of this person
        expect(answer(page, 5)).to_have_text("お答えなし")
        expect(answer(page, 1)).to_contain_text("必須の質問です")
        lead = page.locator("#check > p")
        expect(lead).to_contain_text("あと2問")
        assert_accessible(page)
        page.get_by_role("link", name="変える 問1", exact=True).click()
        box = page.get_by_role("checkbox", name="同意する")
        expect(box).to_be_focused()
        box.check()
        page.locator("#next").click()
        expect(page.locator("#check h2")).to_be_focused()
        expect(lead).to_contain_text("あと1問")
        page.locator("#send").click()
        expect(page.get_by_text(questionnaire.RECEIPT.receipt)).to_be_visible()
    assert len(seen.sent) == 1


def test_after_a_change_only_new_questions_come_before_the_check(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        page = seen.page
        to_the_check(page)
        page.get_by_role("link", name="変える 問6").click()
        expect(page.get_by_role("button", name="お答えを確認する")).to_be_visible()
        page.get_by_label("お住まいの地域").select_option("用賀")
        page.get_by_text("はい", exact=True).click()
        page.get_by_role("button", name="次へ進む").click()
        expect(page.get_by_role("heading", name="以前の講座について")).to_be_focused()
        page.get_by_role("button", name="お答えを確認する").click()
        expect(answer(page, 7)).to_have_text("はい")
        page.go_back()
        expect(page.get_by_role("heading", name="以前の講座について")).to_be_visible()


def test_a_survey_of_one_page_has_a_check_too(desktop: OpenContext) -> None:
    questions = tuple(questionnaire.DOCUMENT.questions())
    one = questionnaire.DOCUMENT.model_copy(update={"sections": (Section(questions=questions),)})
    view = replace(questionnaire.BLANK, document=one, language="en")
    with opened(desktop(), rendering.answer_page(view)) as seen:
        page = seen.page
        page.get_by_role("button", name="Check your answers").click()
        expect(page.locator("#check h2")).to_have_text("Page 2 of 2 Check your answers")
        expect(answer(page, 3)).to_have_text("No answer")
        page.get_by_role("button", name="Back").click()
        expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_words_of_people_stay_words(phone: OpenContext) -> None:
    evil = "<img src=x onerror=alert(1)>"
    with opened(
        phone(), rendering.answer_page(replace(BLANK, sent={"news.other": (evil,)}))
    ) as seen:
        to_the_check(seen.page)
        expect(answer(seen.page, 5)).to_contain_text(evil)
        expect(seen.page.locator("#check img")).to_have_count(0)
