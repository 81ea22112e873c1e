"""What the page does while one answers: questions, quotes and lists follow the answers."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import expect

from models.document import SurveyDocument
from residents import rendering
from tests.chromium import OpenContext
from tests.residents.everything import BLANK, DOCUMENT, RIGHT, options
from tests.residents.opened import opened

PAGE = rendering.answer_page(BLANK)
FILLED = rendering.answer_page(replace(BLANK, sent=RIGHT))


def test_questions_come_and_go_with_the_answers(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        page = seen.page
        day, people = page.get_by_label("ご都合のよい日"), page.get_by_label("何人で参加しますか")
        expect(day).to_be_hidden()
        expect(day).to_be_disabled()
        expect(page.get_by_text("だけお答えください")).to_have_count(4)
        expect(page.get_by_text("だけお答えください").locator("visible=true")).to_have_count(0)
        people.fill("４人")
        expect(day).to_be_hidden()
        page.get_by_text("夜間").click()
        expect(day).to_be_visible()
        people.fill("3")
        expect(day).to_be_hidden()


def test_quoted_answers_follow_what_is_written(phone: OpenContext) -> None:
    with opened(phone(), FILLED) as seen:
        page = seen.page
        quotes = {key: page.locator(f"[data-quote={key}]") for key in ("slot", "people", "next")}
        expect(quotes["slot"]).to_have_text("午前")
        page.locator(".row", has_text="夜間").click()
        expect(quotes["slot"]).to_have_text("夜間")
        page.get_by_label("何人で参加しますか").fill("１２")
        expect(quotes["people"]).to_have_text("12人")
        page.get_by_label("何人で参加しますか").fill("多数")
        expect(quotes["people"]).to_have_text("（問3のお答え）")
        expect(quotes["next"]).to_have_text("1位 園芸 2位 書道")


def test_words_of_the_script_are_words_of_the_server(desktop: OpenContext) -> None:
    """Whatever is quoted reads the same when the server wrote it and when the script did."""
    quoting = [question for question in DOCUMENT.questions() if question.asked_keys()]
    said = "".join(f"[{{{question.key}}}]" for question in quoting)
    last = {"type": "single_choice", "key": "z", "label": said, "options": options("a", "b")}
    raw = DOCUMENT.model_dump(mode="json")
    raw["sections"].append({"questions": [last]})
    document = SurveyDocument.model_validate(raw)
    for language in document.languages:
        view = replace(BLANK, document=document, language=language, sent=RIGHT)
        quotes = "#q16 .ask"
        html = rendering.answer_page(view)
        with opened(desktop(java_script_enabled=False), html) as seen:
            server = seen.page.locator(quotes).text_content()
        with opened(desktop(), html) as seen:
            seen.page.evaluate(
                "document.querySelectorAll('[data-quote]').forEach(q => q.replaceChildren())"
            )
            seen.page.evaluate("find('form').dispatchEvent(new Event('change', { bubbles: true }))")
            script = seen.page.locator(quotes).text_content()
        assert script == server
        assert server is not None
        assert "回覧板" in server
        assert server.count("[") == len(quoting)


def test_a_place_in_the_ranking_is_given_once(desktop: OpenContext) -> None:
    with opened(desktop(), PAGE, at="#q14") as seen:
        page = seen.page
        page.get_by_label("1位").select_option("料理")
        second = page.get_by_label("2位")
        assert second.locator("option[value=o2]").evaluate("one => one.hidden")
        assert not second.locator("option[value=o1]").evaluate("one => one.hidden")
        page.get_by_label("1位").select_option("")
        assert not second.locator("option[value=o2]").evaluate("one => one.hidden")


def test_text_beside_a_pull_down_chooses_other(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        seen.page.get_by_role("button", name="次へ進む").click()
        text = seen.page.locator("[name='news.other']")
        text.fill("回覧板")
        news = seen.page.get_by_label("何で知りましたか")
        expect(news).to_have_value("other")
        news.select_option("ポスター")
        expect(text).to_be_disabled()
