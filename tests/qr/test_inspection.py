"""The inspection list on paper: printed by a browser, every code on it read by a decoder."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from models.placements import KINDS, Placement
from qr import code, inspection, links
from qr.inspection import Round
from tests.builders import document
from tests.chromium import OpenContext, assert_accessible
from tests.qr.paper import printed_pdf

SITE = "https://koebako.city.example.lg.jp"
MM = 72 / 25.4  # points
A4 = (210 * MM, 297 * MM)
NASTY = ("<b>太字</b>", "**強調**", "逆\u202eさま", "😀" * 20, "長" * 100, "W" * 100)


def place(number: int, kind: str = "poster", **said: object) -> Placement:
    """A placement that hangs somewhere."""
    fields: dict[str, object] = {"name": f"場所{number}", "active": True} | said
    return Placement(f"k{number:04}", "survey", kind=kind, **fields)  # type: ignore[arg-type] # by name


def list_of(*placements: Placement, site: str = SITE) -> Round:
    return Round.of(
        document(title="区民まつりアンケート"),
        placements,
        ward="世田谷区",
        public_url=site,
        day=date(2026, 11, 24),
        script_url="/print.js",
    )


def pages_of(pdf: bytes, dpi: int = 200) -> list[tuple[str, Image.Image]]:
    """Text and picture of each sheet, in grey, as a printer would see it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for sheet in document:
        assert (sheet.get_width(), sheet.get_height()) == pytest.approx(A4, abs=1)
        text = sheet.get_textpage().get_text_range()
        pages.append((re.sub(r"\s", "", text), sheet.render(scale=dpi / 72).to_pil().convert("L")))
    document.close()
    return pages


def codes_of(press: Page, html: str) -> list[str]:
    """What a decoder reads on the printed page, in no order."""
    return [
        found.text
        for _, image in pages_of(printed_pdf(press, html))
        for found in zxingcpp.read_barcodes(image)
    ]


@pytest.fixture(scope="module")
def many() -> tuple[Placement, ...]:
    """Forty places, among them names that no printer should choke on."""
    plain = [place(number, outdoor=number % 2 == 0) for number in range(34)]
    nasty = [place(100 + n, name=name, place=name) for n, name in enumerate(NASTY)]
    return (*plain, *nasty)


def test_every_code_of_many_sheets_is_read_and_stands_by_its_address(
    press: Page, many: tuple[Placement, ...]
) -> None:
    """No row is cut in two: code, name and address of each are on one sheet, under the head."""
    pages = pages_of(printed_pdf(press, inspection.sheet(list_of(*many))))
    assert len(pages) > 4
    seen = []
    for number, (text, image) in enumerate(pages, start=1):
        assert all("".join(check) in text for check in inspection.CHECKS)
        assert text.startswith(f"{number}/{len(pages)}")
        codes = [found.text for found in zxingcpp.read_barcodes(image)]
        for found in codes:
            assert found.removeprefix("HTTPS://") in text
        assert text.count("/S/") == len(codes)
        seen += codes
    expected = [links.code_text(links.answer_url(SITE, one.code)) for one in many]
    assert sorted(seen) == sorted(expected)
    together = "".join(text for text, _ in pages)
    assert "<b>太字</b>" in together
    assert "長" * 100 in together
    assert "\u202e" not in together


@pytest.mark.parametrize(
    "site",
    [
        "https://koe.example",
        SITE,
        f"https://{'a' * 60}.{'b' * 60}.lg.jp",
        "https://こえばこ.せたがや.jp",
    ],
)
@pytest.mark.parametrize("outdoor", [False, True])
def test_a_code_is_large_enough_for_every_phone(site: str, *, outdoor: bool) -> None:
    """20 mm at least, half a millimetre a module, in the pattern that was printed."""
    [one] = list_of(place(1, outdoor=outdoor), site=site).hanging
    side = re.search(r'width="([\d.]+)mm"', one.symbol)
    assert side is not None
    text = links.code_text(links.answer_url(site, "k0001"))
    assert float(side[1]) >= inspection.LEAST_MM
    assert code.module_mm(text, float(side[1]), one.level) >= inspection.MODULE_MM
    assert one.level == ("Q" if outdoor else "M")
    path = code.svg(text, level=one.level).partition('<path fill="#000"')[2]
    assert path in one.symbol


def test_only_what_hangs_and_is_in_use_is_looked_at() -> None:
    placements = [
        place(number, kind, preset="q1=good" if kind == "vote" else "")
        for number, kind in enumerate(KINDS)
    ]
    listed = list_of(*placements, place(99, active=False)).hanging
    assert [one.kind for one in listed] == ["ポスター", "配布資料", "机上・受付", "スキャンで一票"]


def test_it_says_when_each_was_looked_at_and_whom_to_tell() -> None:
    evening = datetime(2026, 11, 2, 15, 30, tzinfo=UTC)  # the 3rd in Japan
    html = inspection.sheet(list_of(place(1, inspected_at=evening), place(2)))
    words = re.sub(r"<[^>]+>", "", html)
    assert "2026年11月3日" in words
    assert words.count("まだ") == 1
    assert "地域振興課（03-0000-0000）に知らせてください" in words


def test_without_anything_to_look_at_it_says_so() -> None:
    html = inspection.sheet(list_of(place(1, "web")))
    assert "点検する掲示物はありません" in html
    assert "<table" not in html


def test_the_list_is_read_by_everybody(desktop: OpenContext, many: tuple[Placement, ...]) -> None:
    page = desktop().new_page()
    page.set_content(inspection.sheet(list_of(*many[:3])))
    assert_accessible(page)
