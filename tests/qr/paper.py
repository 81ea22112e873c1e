"""Pieces on paper: printed by a real browser, looked at as a printer and a phone see them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pypdfium2
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from models.label_layouts import SHIPPED
from qr.content import Content
from qr.pieces import PIECES, worded
from qr.placing import Placing
from qr.sheets import Around, sheet

URL = "https://koebako.city.example.lg.jp/s/k7mq4"
TEXT = URL.upper()  # what the code holds: capitals make it smaller
CONTENT = Content(
    ward="世田谷区",
    title="砧公園周辺のまちづくりについてのアンケート",
    url=URL,
    section="政策研究・調査課",
    phone="03-0000-0000",
    minutes=5,
    closes_at=datetime(2026, 12, 25, 8, 0, tzinfo=UTC),
    languages=("ja", "ja-easy", "en", "zh-Hans", "ko"),
    place="区民会館 1階ロビー",
)
AROUND = Around("/static/print.js")

# Every sheet there is: name → piece and, for labels, where they lie.
SHEETS: dict[str, tuple[str, Placing | None]] = {
    key: (key, None) for key, piece in PIECES.items() if piece.grid
} | {layout.id: ("labels", Placing(layout)) for layout in SHIPPED}


def page_of(name: str, content: Content = CONTENT, around: Around = AROUND) -> str:
    """The HTML of one of SHEETS in its default words."""
    key, placing = SHEETS[name]
    return sheet(PIECES[key], worded(PIECES[key], content, {}), around, placing)


def printed_pdf(press: Page, html: str) -> bytes:
    press.set_content(html)
    return press.pdf(prefer_css_page_size=True)


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


def symbols_in(image: Image.Image, dpi: int) -> list[tuple[int, int, int, int]]:
    """The boxes of black pixels around each code that a reader finds, as one reads a page."""
    return sorted(
        (_symbol(image, found, dpi) for found in zxingcpp.read_barcodes(image)),
        key=lambda box: (round(box[1] / dpi * 5), box[0]),
    )


def symbol_in(image: Image.Image, dpi: int) -> tuple[int, int, int, int]:
    """The same where there is one."""
    (box,) = symbols_in(image, dpi)
    return box


def _symbol(image: Image.Image, found: zxingcpp.Barcode, dpi: int) -> tuple[int, int, int, int]:
    at = found.position
    corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
    margin = round(1.5 / 25.4 * dpi)
    left, top = min(c.x for c in corners) - margin, min(c.y for c in corners) - margin
    right, bottom = max(c.x for c in corners) + margin, max(c.y for c in corners) + margin
    dark = image.crop((left, top, right, bottom)).point(lambda value: 255 * (value < 128))
    box = dark.getbbox()
    assert box is not None
    return box[0] + left, box[1] + top, box[2] + left, box[3] + top
