"""Receipt, home, surveys not open and refusals; and what all pages keep away from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from markupsafe import escape

from models import lifecycle
from models.clock import JST, now
from models.document import SurveyDocument
from models.journey import walk
from models.multilingual import Language
from residents import assets, rendering
from residents.views import Address, ErrorView, Listed, OfficialView, VoiceView
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
    html = rendering.receipt_page(replace(RECEIPT, language="en", another="k7m2p?lang=en"))
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
    assert "受付中<" not in html
    assert "締め切ったもの" not in html


def test_home_says_when_results_of_what_is_over_appear() -> None:
    ended = card(ended_at=DOCUMENT.closes_at, results_on=date(2027, 1, 31))
    unknown = card(code="b2b2b", results_on=None, ended_at=None)
    html = rendering.home_page(replace(HOME, ended=(ended, unknown)))
    said = read(html)
    assert "結果は、2027年1月31日(日)ごろに公表します。" in said
    assert "2026年11月23日(月) 17:00に締め切りました。" in said
    assert "結果を公表する日は、まだ決まっていません。" in said
    assert "/s/k7m2p" not in html  # there is nothing to answer any more


def test_a_day_of_results_that_is_past_is_not_promised_any_more() -> None:
    for days in (0, -1):
        ended = card(results_on=now().date() + timedelta(days=days))
        html = rendering.home_page(replace(HOME, ended=(ended,)))
        assert "結果については、担当課にお問い合わせください。" in html
        assert "ごろに公表します" not in html


@pytest.mark.parametrize(
    ("phase", "days", "now_at"),
    [
        ("open", None, "受付"),
        ("closed", None, "集計"),
        ("closed", 9, "集計"),
        ("closed", -9, "結果の公表"),
    ],
)
def test_the_receipt_says_where_the_survey_stands(
    phase: lifecycle.Phase, days: int | None, now_at: str
) -> None:
    results_on = now().date() + timedelta(days=days) if days is not None else None
    document = DOCUMENT.model_copy(update={"results_on": results_on})
    html = rendering.receipt_page(replace(RECEIPT, document=document, phase=phase))
    assert html.count('aria-current="step"') == 1
    assert re.search(rf'<li aria-current="step"><b>{now_at}</b> <span class="tag">いまはここ', html)
    assert ("日にちは、まだ決まっていません。" in html) is (results_on is None)
    assert ("ごろの予定です。" in html) is (days == 9)
    assert ("担当課にお問い合わせください。" in html) is (days == -9)


@pytest.mark.parametrize(
    ("language", "home", "own"), [("en", "?lang=en", ""), ("ja", "", "?lang=ja")]
)
def test_links_keep_the_language_of_a_survey_that_begins_in_another(
    language: Language, home: str, own: str
) -> None:
    """Pages about all surveys begin in Japanese, whatever the survey does."""
    told: dict[str, Any] = {"language": language, "languages": ("en", "ja")}
    survey = [
        rendering.answer_page(replace(BLANK, **told)),
        rendering.phase_page(replace(CLOSED, **told, retired=True, elsewhere=f"k7m2p{own}")),
        rendering.receipt_page(replace(RECEIPT, **told, copy=True, another=f"k7m2p{own}")),
    ]
    for html in survey:
        links = {found["href"] for tag, found in Form(html).tags if tag == "a" and "href" in found}
        links |= {Form(html).form.get("action")} - {None}
        own_pages = {str(link) for link in links if str(link).startswith("/s/")}
        assert own_pages
        assert {link.removesuffix(own) for link in own_pages} <= {
            "/s/k7m2p",
            "/s/k7m2p/receipt/k7m2pw9xq3td/copy",
        }
        assert own == "" or all(link.endswith(own) for link in own_pages)
        assert {f"/{home}", f"/official{home}", f"/accessibility{home}"} <= links


def test_the_receipt_leads_others_to_where_they_can_answer() -> None:
    said = "別の方のお答えを送る"
    html = rendering.receipt_page(replace(RECEIPT, another="b2b2b?lang=en", language="en"))
    assert 'href="/s/b2b2b?lang=en"' in html
    assert said in rendering.receipt_page(RECEIPT)
    assert said not in rendering.receipt_page(replace(RECEIPT, another=""))


def test_a_shared_device_leads_back_to_its_start_and_nowhere_else() -> None:
    html = rendering.receipt_page(replace(RECEIPT, mode="kiosk"))
    assert "次の方のために" in html
    assert 'data-wait="30"' in html
    assert "<footer>" not in html
    assert "<footer>" in rendering.receipt_page(RECEIPT)


def test_a_retired_code_leads_to_one_that_is_used() -> None:
    html = rendering.phase_page(replace(CLOSED, retired=True, elsewhere="b2b2b"))
    assert "このアドレスは、いまは使っていません" in html
    assert 'href="/s/b2b2b"' in html
    assert "問い合わせ先にお尋ねください" in rendering.phase_page(replace(CLOSED, retired=True))


def test_official_addresses_are_listed_as_they_are_printed() -> None:
    address = Address("poster", "/s/k7m2p", "koe.example.lg.jp/s/k7m2p")
    listed = Listed(DOCUMENT.title, "公園緑地課", "03-1111-2222", None, None, (address,))
    view = OfficialView(
        ward="世田谷区",
        language="ja",
        languages=("ja",),
        site="https://koe.example.lg.jp",
        surveys=(listed,),
    )
    said = read(rendering.official_page(view))
    assert "公園の再整備についてのアンケート 公園緑地課 03-1111-2222" in said
    assert "ポスター koe.example.lg.jp/s/k7m2p" in said
    assert "「https://koe.example.lg.jp」で始まらないとき" in said
    assert "いま受付中の" in rendering.official_page(replace(view, site="", surveys=()))


def test_a_number_that_is_not_found_stays_in_its_field() -> None:
    view = VoiceView(ward="世田谷区", language="ja", languages=("ja",), number='k7"m2')
    html = rendering.voice_page(view)
    assert 'value="k7&#34;m2"' in html
    assert title(html).startswith("エラー：")
    assert 'role="alert"' not in rendering.voice_page(replace(view, number=""))


def test_a_survey_not_open_says_when_it_is() -> None:
    opens = datetime(2026, 11, 1, 9, 0, tzinfo=JST)
    document = DOCUMENT.model_copy(update={"opens_at": opens})
    html = rendering.phase_page(replace(CLOSED, phase="upcoming", document=document))
    assert "2026年11月1日(日) 9:00から回答できます。" in html
    assert "公園緑地課" in html


def test_closed_says_since_when_and_when_results_appear() -> None:
    document = DOCUMENT.model_copy(update={"results_on": date(2027, 1, 31)})
    html = rendering.phase_page(replace(CLOSED, document=document, ended_at=DOCUMENT.closes_at))
    assert "受付は終了しました" in html
    assert "2026年11月23日(月) 17:00に締め切りました。" in html
    assert "結果は、2027年1月31日(日)ごろに公表します。" in html
    assert "に締め切りました。" not in rendering.phase_page(CLOSED)


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
    ours = rf'<script src="(?:{re.escape(assets.SCRIPT_URL)}|{re.escape(assets.UNSENT_URL)})"'
    for html in pages:
        assert html.count("<script") == len(re.findall(ours, html))
        assert "alert(1)" in html


def test_pages_have_no_inline_script_style_attribute_or_foreign_address() -> None:
    for html in all_pages():
        assert f"<style>{assets.STYLE}</style>" in html
        for tag, attributes in Form(html).tags:
            assert not {name for name in attributes if name == "style" or name.startswith("on")}
            if tag in ("link", "script", "img"):
                asked_for = attributes.get("href") or attributes.get("src") or ""
                assert asked_for.split("?")[0] in assets.STATIC or asked_for == assets.ICON
        rest = html.replace(str(escape(assets.ICON)), "")
        assert not re.findall(r"https?:|url\(|@import|data:", rest)
