from dataclasses import replace
from itertools import pairwise, product

import pytest
from PIL import ImageDraw, ImageFilter
from playwright.sync_api import Browser

from qr import code
from qr.links import answer_url
from qr.sheets import SYMBOL_MM, poster
from tests.qr.paper import POSTER, URL, codes_in, printed_pdf, printed_text, raster, symbol_in

LONG_TITLE = (
    "公園と緑地の利用状況および今後の整備に関する区民意識調査ならびに"
    "子育て世帯と高齢者世帯を対象とした地域の居場所づくりについてのアンケート(令和八年度版)の追補版"
)
TITLES = {
    "5 characters": "まちの公園",
    "80 characters": LONG_TITLE,
    "Latin without spaces": "A" * 40,
    "script": "</svg><script>document.title='x'</script>",
}


@pytest.fixture(scope="module")
def printed(browser: Browser) -> bytes:
    return printed_pdf(browser, POSTER)


@pytest.mark.parametrize("dpi", [200, 300])
def test_a_printed_code_reads_back_as_the_same_address(printed: bytes, dpi: int) -> None:
    assert codes_in(raster(printed, dpi)) == [URL]


@pytest.mark.parametrize("dpi", [200, 300])
@pytest.mark.parametrize("ink", [0, 128, 255])
def test_a_soiled_and_blurred_code_still_reads(printed: bytes, dpi: int, ink: int) -> None:
    """5 % of the symbol covered, wherever but on a corner square, and a blur of half a mm."""
    clean = raster(printed, dpi)
    left, top, right, _ = symbol_in(clean, dpi)
    side = right - left
    patch = side * 0.05**0.5
    for across, down in product((0.0, 0.5, 1.0), repeat=2):
        if (across, down) in {(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)}:
            continue
        soiled = clean.copy()
        x, y = left + across * (side - patch), top + down * (side - patch)
        ImageDraw.Draw(soiled).rectangle((x, y, x + patch, y + patch), fill=ink)
        soiled = soiled.filter(ImageFilter.GaussianBlur(0.5 / 25.4 * dpi))
        assert codes_in(soiled) == [URL], (across, down)


@pytest.mark.parametrize(
    ("url", "level"),
    [
        (URL, "M"),
        (URL, "Q"),
        (answer_url("https://a.jp", "k7mq"), "M"),
        (answer_url("https://chousa.participation.city.example.metropolis.lg.jp", "k7mq4a"), "M"),
    ],
)
def test_the_symbol_is_100_mm_and_its_quiet_zone_is_white(
    browser: Browser, url: str, level: code.Level
) -> None:
    dpi = 300
    image = raster(printed_pdf(browser, replace(POSTER, url=url, level=level)), dpi)
    left, top, right, bottom = symbol_in(image, dpi)
    millimetre = dpi / 25.4
    assert (right - left) / millimetre == pytest.approx(SYMBOL_MM, abs=0.3)
    assert (bottom - top) / millimetre == pytest.approx(SYMBOL_MM, abs=0.3)
    module = (right - left) / (code.modules(url, level) - 8)
    quiet = int(4 * module) - 2
    around = image.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    ImageDraw.Draw(around).rectangle(
        (quiet - 1, quiet - 1, around.width - quiet, around.height - quiet), fill=255
    )
    assert around.getextrema() == (255, 255)
    assert codes_in(image) == [url]


COVERED = """() => {
  const code = document.querySelector(".symbol svg").getBoundingClientRect();
  return [...document.querySelectorAll(".head, .message, h1, .facts, .link, .foot")]
    .filter((node) => {
      const box = node.getBoundingClientRect();
      return box.left < code.right && box.right > code.left
        && box.top < code.bottom && box.bottom > code.top;
    })
    .map((node) => node.className);
}"""


@pytest.mark.parametrize("public_url", ["https://a.jp", "https://koebako.city.example.lg.jp"])
def test_the_quiet_zone_covers_no_words(browser: Browser, public_url: str) -> None:
    """The code is drawn above everything else: words under it would be lost, not the code."""
    content = replace(POSTER, url=answer_url(public_url, "k7mq"), title=LONG_TITLE)
    page = browser.new_page()
    page.emulate_media(media="print")
    page.set_content(poster(content))
    covered = page.evaluate(COVERED)
    page.close()
    assert covered == []


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_title_moves_the_code_or_is_cut_off(
    browser: Browser, printed: bytes, title: str
) -> None:
    content = replace(POSTER, title=title)
    pdf = printed_pdf(browser, content)
    usual, image = raster(printed, 200), raster(pdf, 200)
    assert symbol_in(image, 200) == symbol_in(usual, 200)
    assert codes_in(image) == [URL]
    assert title in printed_text(pdf)
    assert image.crop((0, 0, image.width, round(12 / 25.4 * 200))).getextrema() == (255, 255)

    page = browser.new_page()
    page.emulate_media(media="print")
    page.set_content(poster(content))
    assert page.title() == f"ポスター {title} {POSTER.placement_name}"
    assert page.inner_text("h1") == title
    parts = (".head", ".message", "h1", ".symbol svg")
    boxes = [page.locator(part).bounding_box() for part in parts]
    # Ink may leave the line box by a hair; a hidden line would be many pixels.
    cut = page.eval_on_selector("h1", "title => title.scrollHeight - title.clientHeight")
    page.close()
    assert cut < 4
    for above, below in pairwise(boxes):
        assert above is not None
        assert below is not None
        assert above["y"] + above["height"] <= below["y"]


def test_titles_are_as_short_and_as_long_as_promised() -> None:
    assert (len(TITLES["5 characters"]), len(TITLES["80 characters"])) == (5, 80)


def test_texts_longer_than_any_promise_leave_the_code_alone(
    browser: Browser, printed: bytes
) -> None:
    content = replace(
        POSTER,
        title="長" * 300,
        message="声" * 100,
        section="部課" * 50,
        placement_name="場所" * 50,
        phone="0" * 40,
        minutes=120,
    )
    page = browser.new_page()
    page.emulate_media(media="print")
    page.set_content(poster(content))
    link, foot = page.locator(".link").bounding_box(), page.locator(".foot").bounding_box()
    page.close()
    assert link is not None
    assert foot is not None
    assert link["y"] + link["height"] <= foot["y"]

    image = raster(printed_pdf(browser, content), 200)
    assert symbol_in(image, 200) == symbol_in(raster(printed, 200), 200)
    assert codes_in(image) == [URL]
    margin = round(12 / 25.4 * 200)
    framed = image.copy()
    ImageDraw.Draw(framed).rectangle(
        (margin, margin, image.width - margin, image.height - margin), fill=255
    )
    assert framed.getextrema() == (255, 255)
