"""Receipt, home, surveys not open and refusals; and what all pages keep away from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models.clock import JST, now
from models.document import SurveyDocument
from models.journey import walk
from models.multilingual import Language
from residents import rendering
from residents.rendering import ErrorView
from tests.residents.questionnaire import (
    BLANK,
    CLOSED,
    DOCUMENT,
    HOME,
    RECEIPT,
    SENT_BACK,
    Form,
    card,
    read,
    title,
)
from tests.residents.test_locales import PAGE_ERRORS


def error(code: str, language: Language = "ja") -> str:
    view = ErrorView(
        ward="世田谷区", language=language, languages=("ja", "en"), status=400, code=code
    )
    return rendering.error_page(view)


def all_pages() -> Iterable[str]:
    yield rendering.answer_page(BLANK)
    yield rendering.answer_page(SENT_BACK)
    yield rendering.receipt_page(RECEIPT)
    yield rendering.home_page(replace(HOME, open=(card(),), upcoming=(card(),)))
    yield rendering.phase_page(CLOSED)
    yield error("not_found")


def test_the_receipt_shows_its_number_and_ways_on() -> None:
    html = rendering.receipt_page(replace(RECEIPT, language="en"))
    assert ">k7m2pw9xq3td<" in html
    assert 'href="/s/k7m2p?lang=en"' in html
    assert 'href="/?lang=en"' in html
    assert title(html) == "We received your answers | Survey on renewing the park | 世田谷区"


def test_home_lists_what_is_open_and_what_comes() -> None:
    opens = datetime(2026, 12, 1, 9, 0, tzinfo=JST)
    coming = card(code="b2b2b", title={"ja": "図書館について"}, opens_at=opens, closes_at=None)
    said = read(rendering.home_page(replace(HOME, open=(card(),), upcoming=(coming,))))
    assert re.search(r"受付中 公園緑地課 公園の再整備.* 約4分 2026年11月23日\(月\) 17:00まで", said)
    assert re.search(r"これから始まるもの .*図書館について .*2026年12月1日\(火\) 9:00から", said)
    assert 'href="/s/b2b2b"' in rendering.home_page(replace(HOME, upcoming=(coming,)))


def test_an_empty_home_is_one_sentence() -> None:
    html = rendering.home_page(HOME)
    assert "いま受付中のアンケートはありません。" in html
    assert "<h2>" not in html


def test_a_survey_not_open_says_when_it_is() -> None:
    opens = datetime(2026, 11, 1, 9, 0, tzinfo=JST)
    document = DOCUMENT.model_copy(update={"opens_at": opens})
    html = rendering.phase_page(replace(CLOSED, phase="upcoming", document=document))
    assert "2026年11月1日(日) 9:00から回答できます。" in html
    assert "公園緑地課" in html


@pytest.mark.parametrize(("hours", "is_said"), [(-1, True), (1, False)])
def test_closed_names_the_deadline_only_when_it_has_passed(hours: int, is_said: bool) -> None:
    document = DOCUMENT.model_copy(update={"closes_at": now() + timedelta(hours=hours)})
    html = rendering.phase_page(replace(CLOSED, document=document))
    assert "受付は終了しました" in html
    assert ("に締め切りました。" in html) is is_said


def test_a_sending_that_came_too_late_is_told_so() -> None:
    assert "受け取っていません" in rendering.phase_page(replace(CLOSED, sent=True))
    assert "受け取っていません" not in rendering.phase_page(CLOSED)


def test_a_draft_does_not_give_its_title_away() -> None:
    html = rendering.phase_page(replace(CLOSED, phase="draft"))
    assert "このアンケートは準備中です" in html
    assert "公園の再整備" not in html


@pytest.mark.parametrize("code", PAGE_ERRORS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_refusal_says_what_happened_and_what_to_do(code: str, language: Language) -> None:
    html = error(code, language)
    heading = re.search(r"<h1>(.+?)</h1>\n<p>(.+?)</p>", html)
    assert heading is not None
    assert title(html) == f"{heading.group(1)} | 世田谷区"
    assert 'href="/' in html


def test_no_words_of_others_become_html() -> None:
    evil = '"><script>alert(1)</script>'
    raw = DOCUMENT.model_dump(mode="json")
    raw["title"] = raw["purpose"] = {"ja": evil, "en": evil}
    raw["contact"] = {"section": evil, "phone": evil, "email": evil}
    for section in raw["sections"]:
        section["title"] = {"ja": evil}
        for question in section["questions"]:
            question["label"] = question["help"] = {"ja": evil}
            for option in question.get("options", ()):
                option["label"] = {"ja": evil}
    document = SurveyDocument.model_validate(raw)
    fields = {name: (evil,) for question in document.questions() for name in question.fields()}
    view = replace(
        SENT_BACK, ward=evil, document=document, sent=fields, errors=walk(document, fields).errors
    )
    pages = [
        rendering.answer_page(view),
        rendering.answer_page(replace(view, sent={}, errors={})),
        rendering.receipt_page(replace(RECEIPT, ward=evil, document=document, receipt=evil)),
        rendering.home_page(
            replace(HOME, ward=evil, open=(card(title={"ja": evil}, purpose={"ja": evil}),))
        ),
        rendering.phase_page(replace(CLOSED, ward=evil, document=document)),
    ]
    for html in pages:
        assert html.count("<script") == html.count(f'<script src="{rendering.SCRIPT_URL}"')
        assert "alert(1)" in html


def test_pages_have_no_inline_script_style_attribute_or_foreign_address() -> None:
    for html in all_pages():
        assert f"<style>{rendering.STYLE}</style>" in html
        for tag, attributes in Form(html).tags:
            assert not {name for name in attributes if name == "style" or name.startswith("on")}
            if tag in ("link", "script", "img"):
                asked_for = attributes.get("href") or attributes.get("src") or ""
                assert asked_for.split("?")[0] in rendering.STATIC
        assert not re.findall(r"https?:|url\(|@import|data:", html)
