import base64
import hashlib
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Route

from models.errors import NotAllowed
from qr import code
from qr.links import answer_url
from qr.sheets import PRINT_SCRIPT, STYLE, poster
from tests.chromium import OpenContext, assert_accessible
from tests.qr.paper import POSTER, URL, printed_pdf, printed_text


@pytest.fixture(scope="module")
def printed(browser: Browser) -> bytes:
    return printed_pdf(browser, POSTER)


def test_a_poster_is_one_a4_page(printed: bytes) -> None:
    document = pypdfium2.PdfDocument(printed)
    assert len(document) == 1
    width, height = (points / 72 * 25.4 for points in document[0].get_size())
    document.close()
    assert (width, height) == (pytest.approx(210, abs=0.3), pytest.approx(297, abs=0.3))


def test_everything_a_reader_needs_stands_beside_the_code(printed: bytes) -> None:
    text = printed_text(printed)
    for words in (
        "世田谷区",
        "ご意見をお聞かせください",
        POSTER.title,
        "koebako.city.example.lg.jp/s/k7mq4",
        "約5分",
        "締切2026年12月25日(金)17:00",
        "政策研究・調査課",
        "電話03-0000-0000",
        "日本語やさしい日本語English简体中文한국어",
        "このQRコードの上にシールが貼られていたら、読み取らずに係員へお知らせください",
        "QRコードは株式会社デンソーウェーブの登録商標です",
        "掲示場所区民会館1階ロビー",
    ):
        assert words in text
    assert "印刷する" not in text


def test_without_deadline_phone_and_place_the_poster_says_so_or_nothing(browser: Browser) -> None:
    text = printed_text(
        printed_pdf(browser, replace(POSTER, closes_at=None, phone="", placement_name=""))
    )
    assert "締切はありません" in text
    assert "電話" not in text
    assert "掲示場所" not in text


@pytest.mark.parametrize(
    "public_url",
    ["https://a.jp", "https://koebako.city.example.lg.jp", "https://" + "long-name." * 15 + "jp"],
)
def test_the_address_is_12_points_or_larger_and_whole(browser: Browser, public_url: str) -> None:
    url = answer_url(public_url, "k7mq4")
    page = browser.new_page()
    page.emulate_media(media="print")
    page.set_content(poster(replace(POSTER, url=url)))
    address = page.locator(".address")
    assert f"https://{address.inner_text()}" == url
    size = address.evaluate("node => parseFloat(getComputedStyle(node).fontSize) * 72 / 96")
    box, foot = address.bounding_box(), page.locator(".foot").bounding_box()
    page.close()
    assert size >= 12
    assert box is not None
    assert foot is not None
    assert box["y"] + box["height"] <= foot["y"]


def test_the_accent_stays_dark_in_black_and_white(browser: Browser) -> None:
    """Contrast 7:1 with paper (WCAG AAA) for the message printed in grey."""
    page = browser.new_page(viewport={"width": 900, "height": 1300})
    page.set_content(poster(POSTER))
    shot = Image.open(BytesIO(page.locator(".message").screenshot())).convert("L")
    page.close()
    darkest = next(level for level, pixels in enumerate(shot.histogram()) if pixels)
    luminance = (darkest / 255) ** 2.2
    assert 1.05 / (luminance + 0.05) >= 7


def test_the_page_runs_under_a_strict_policy_and_prints_on_click(desktop: OpenContext) -> None:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = (
        "default-src 'none'; script-src 'self'; img-src 'self'; "
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    content = replace(POSTER, logo_url="/static/logo.svg")
    answers = {
        "/poster": ("text/html; charset=utf-8", poster(content)),
        POSTER.script_url: ("text/javascript", PRINT_SCRIPT),
        content.logo_url: ("image/svg+xml", code.svg(URL)),
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
    page.goto("https://koebako.example/poster")
    page.get_by_role("button", name="印刷する").click()
    assert page.evaluate("window.asked") is True
    assert page.locator(".sheet").evaluate("sheet => sheet.offsetWidth") == round(210 / 25.4 * 96)
    assert page.locator(".logo").evaluate("logo => logo.naturalWidth") > 0
    page.close()
    assert complaints == []


def test_the_page_is_accessible(desktop: OpenContext) -> None:
    page = desktop().new_page()
    page.set_content(poster(POSTER))
    assert_accessible(page)


def test_without_script_there_is_no_dead_button(browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.set_content(poster(POSTER))
    assert not page.locator("button").is_visible()
    page.close()


def test_an_address_that_misleads_gets_no_poster() -> None:
    with pytest.raises(NotAllowed, match="public_url_malformed"):
        poster(replace(POSTER, url="https://city.example.jp@evil.example/s/k7mq4"))
