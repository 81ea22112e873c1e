"""Sheets in the browser of whoever prints them: on the screen, under a strict policy, in words."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from models.errors import NotAllowed
from models.label_layouts import SHIPPED
from qr import code
from qr.links import answer_url, printed_text
from qr.pieces import PIECES
from qr.sheets import PRINT_SCRIPT, Around, refusal
from tests.chromium import OpenContext, assert_accessible
from tests.qr.paper import AROUND, CONTENT, SHEETS, URL, page_of


def words_of(html: str) -> str:
    return re.sub(r"\s", "", re.sub(r"<[^>]+>", "", html.partition("<main")[2]))


def test_a_poster_says_where_it_hangs_and_in_which_languages_one_answers() -> None:
    words = words_of(page_of("poster-a4"))
    assert "掲示場所区民会館1階ロビー" in words
    assert "日本語やさしい日本語English简体中文한국어" in words
    assert "読み取らずに係員へお知らせください" in words


@pytest.mark.parametrize("name", SHEETS)
def test_without_deadline_phone_and_place_a_sheet_says_so_or_nothing(name: str) -> None:
    words = words_of(page_of(name, replace(CONTENT, closes_at=None, phone="", place="")))
    assert "締切はありません" in words
    assert "電話" not in words
    assert "掲示場所" not in words


def test_a_section_without_telephone_is_reached_by_mail() -> None:
    words = words_of(page_of("card", replace(CONTENT, phone="", email="koe@city.example.jp")))
    assert "メールkoe@city.example.jp" in words


@pytest.mark.parametrize("name", ["poster-a4", "handout"])
@pytest.mark.parametrize(
    "public_url",
    ["https://a.jp", "https://chousa.participation.city.example.lg.jp", "https://せたがや.jp"],
)
def test_the_address_is_whole_and_what_the_code_holds(
    press: Page, name: str, public_url: str
) -> None:
    url = answer_url(public_url, "k7mq4")
    press.set_content(page_of(name, replace(CONTENT, url=url)))
    address = press.locator(".address").first
    shown = address.evaluate("node => node.textContent")
    link, foot = (
        press.locator(".link").first.bounding_box(),
        press.locator(".foot").first.bounding_box(),
    )
    size = address.evaluate("node => parseFloat(getComputedStyle(node).fontSize) * 72 / 96")
    box = address.bounding_box()
    assert shown == printed_text(url)
    assert size >= 12
    assert box is not None
    assert link is not None
    assert foot is not None
    assert box["y"] + box["height"] <= link["y"] + link["height"] + 1 <= foot["y"] + 1


def test_an_address_longer_than_a_sheet_is_wide_is_refused_where_it_has_no_room() -> None:
    url = answer_url("https://" + "long-name." * 15 + "jp", "k7mq4")
    assert printed_text(url) in words_of(page_of("poster-a4", replace(CONTENT, url=url)))
    with pytest.raises(NotAllowed, match="too_much_text"):
        page_of("tent", replace(CONTENT, url=url))


@pytest.mark.parametrize("name", ["poster-a4", "door", "card"])
def test_the_accent_stays_dark_in_black_and_white(browser: Browser, name: str) -> None:
    """Contrast 7:1 with paper (WCAG AAA) for the message printed in grey."""
    page = browser.new_page(viewport={"width": 900, "height": 1300})
    page.set_content(page_of(name))
    shot = Image.open(BytesIO(page.locator(".message").first.screenshot())).convert("L")
    page.close()
    darkest = next(level for level, pixels in enumerate(shot.histogram()) if pixels)
    luminance = (darkest / 255) ** 2.2
    assert 1.05 / (luminance + 0.05) >= 7


@pytest.mark.parametrize("name", ["poster-a4", "elm012"])
def test_the_page_runs_under_a_strict_policy_and_prints_on_click(
    desktop: OpenContext, name: str
) -> None:
    html = page_of(name, replace(CONTENT, logo_url="/static/logo.svg"))
    (style,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        "default-src 'none'; script-src 'self'; img-src 'self'; "
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'self'"
    )
    answers = {
        "/sheet": ("text/html; charset=utf-8", html),
        AROUND.script_url: ("text/javascript", PRINT_SCRIPT),
        "/static/logo.svg": ("image/svg+xml", code.svg(URL)),
    }

    def answer(route: Route) -> None:
        kind, body = answers[route.request.url.removeprefix("https://koebako.example")]
        headers = {"content-type": kind, "content-security-policy": policy}
        route.fulfill(body=body, headers=headers)

    page = desktop().new_page()
    page.add_init_script("window.print = () => { window.asked = true; }")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**", answer)
    page.goto("https://koebako.example/sheet")
    page.get_by_role("button", name="印刷する").click()
    assert page.evaluate("window.asked") is True
    assert page.locator(".sheet").evaluate("sheet => sheet.offsetWidth") == round(210 / 25.4 * 96)
    if name == "poster-a4":
        assert page.locator(".logo").evaluate("logo => logo.naturalWidth") > 0
    page.close()
    assert complaints == []


def test_sheets_and_refusals_are_accessible(desktop: OpenContext) -> None:
    page = desktop().new_page()
    others = tuple((piece.name, f"/staff/print/k7mq4/{key}") for key, piece in PIECES.items())
    around = Around("/x.js", others, ("この配布先は使わないことになっています。",), SHIPPED)
    for name in ("poster-a4", "tent", "door", "elm006"):
        page.set_content(page_of(name, around=around))
        assert_accessible(page)
    page.set_content(refusal("印刷できません。", "?", "ずれのない並びで印刷する"))
    assert_accessible(page)


def test_what_is_around_a_sheet_tells_paper_scale_and_distance(desktop: OpenContext) -> None:
    page = desktop().new_page()
    page.set_content(page_of("poster-a3"))
    for words in ("A3・縦", "100％", "QRコード 150mm", "1マス 5.17mm", "約1.5mから読み取れます"):
        assert words in page.locator(".toolbar").inner_text()
    assert page.locator(".notice").count() == 0
    long = answer_url("https://" + "a" * 60 + "." + "b" * 40 + ".jp", "k7mq4")
    page.set_content(page_of("elm006", replace(CONTENT, url=long, level="Q", title="公園")))
    assert page.locator(".notice").count() == 1
    assert "0.5mmより細かい" in page.locator(".notice").inner_text()


def test_without_script_there_is_no_dead_button(browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.set_content(page_of("poster-a4"))
    assert not page.locator("button").is_visible()
    page.close()


def test_markup_in_any_text_stays_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    content = replace(
        CONTENT, ward=evil, title=evil, section=evil, phone=evil, note=evil, place=evil
    )
    for name in ("poster-a3", "elm006"):
        html = page_of(name, replace(content, note=""))
        assert "<img" not in html
        assert "&lt;img" in html


def test_an_address_that_misleads_gets_no_sheet() -> None:
    with pytest.raises(NotAllowed, match="public_url_malformed"):
        page_of("poster-a4", replace(CONTENT, url="https://city.example.jp@evil.example/s/k7mq4"))
