"""A poster on paper: printed by a real browser, looked at as a printer and a phone see it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pypdfium2
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser

from qr.sheets import Poster, poster

URL = "https://koebako.city.example.lg.jp/s/k7mq4"
POSTER = Poster(
    ward="世田谷区",
    title="砧公園周辺のまちづくりについてのアンケート",
    url=URL,
    section="政策研究・調査課",
    phone="03-0000-0000",
    minutes=5,
    closes_at=datetime(2026, 12, 25, 8, 0, tzinfo=UTC),
    script_url="/static/print.js",
    languages=("ja", "ja-easy", "en", "zh-Hans", "ko"),
    placement_name="区民会館 1階ロビー",
)


def printed_pdf(browser: Browser, content: Poster) -> bytes:
    page = browser.new_page()
    page.set_content(poster(content))
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    return printed


def raster(pdf: bytes, dpi: int) -> Image.Image:
    """The only page, in grey, as a black-and-white printer would see it."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    image: Image.Image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    return image


def printed_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return re.sub(r"\s", "", text)


def codes_in(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def symbol_in(image: Image.Image, dpi: int) -> tuple[int, int, int, int]:
    """The box of black pixels around the centre of the code that a reader finds."""
    (found,) = zxingcpp.read_barcodes(image)
    corners = [found.position.top_left, found.position.bottom_right]
    margin = round(5 / 25.4 * dpi)
    left, top = corners[0].x - margin, corners[0].y - margin
    right, bottom = corners[1].x + margin, corners[1].y + margin
    dark = image.crop((left, top, right, bottom)).point(lambda value: 255 * (value < 128))
    box = dark.getbbox()
    assert box is not None
    return box[0] + left, box[1] + top, box[2] + left, box[3] + top
