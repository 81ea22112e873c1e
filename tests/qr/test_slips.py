"""Slips on paper: every code reads back, nothing covers anything, and what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from models import slip_numbers
from models.errors import NotAllowed
from models.slip_numbers import Slip
from models.slips import MOST
from qr import slips
from qr.content import STICKER, TRADEMARK, Content
from qr.slips import Printing
from tests.chromium import assert_accessible
from tests.qr.paper import printed_pdf

SAID = Content(
    ward="世田谷区",
    title="砧公園周辺のまちづくりについてのアンケート",
    url="https://koebako.city.example.lg.jp/s/k7mq4",
    section="政策研究・調査課",
    phone="03-0000-0000",
    minutes=5,
    closes_at=datetime(2026, 12, 25, 8, 0, tzinfo=UTC),
    languages=("ja", "ja-easy", "en", "zh-Hans", "ko"),
)
LONG = replace(
    SAID,
    title="公園と緑地の利用状況および今後の整備に関する区民意識調査ならびに子育て世帯の居場所",
    url="https://chousa.sanka.participation.city.setagaya.tokyo.jp/s/k7mq4",
    section="都市整備政策部 都市計画課 市街地整備担当",
    phone="03-0000-0000（内線 2345）",
)
PRINTING = Printing(SAID, "オープンハウス", date(2026, 11, 23), 25)


def drawn(count: int) -> list[Slip]:
    return [slip_numbers.draw(b"k" * 32) for _ in range(count)]


def file(printing: Printing, made: list[Slip]) -> str:
    parts = (slips.opening(printing), slips.sheets(printing, made, 1), slips.closing(printing))
    return "".join(parts)


def raster(paper: pypdfium2.PdfDocument, number: int, dpi: int) -> Image.Image:
    """A page in grey, as a black-and-white printer would see it."""
    image: Image.Image = paper[number].render(scale=dpi / 72).to_pil().convert("L")
    return image


def test_every_printed_code_reads_back(press: Page) -> None:
    """25 slips on three sheets, at two resolutions; 25 mm black, white all around."""
    made = drawn(25)
    paper = pypdfium2.PdfDocument(printed_pdf(press, file(PRINTING, made)))
    assert len(paper) == PRINTING.sheets == 3
    for dpi in (200, 300):
        read = [
            found
            for number in range(3)
            for found in zxingcpp.read_barcodes(raster(paper, number, dpi))
        ]
        site = "HTTPS://KOEBAKO.CITY.EXAMPLE.LG.JP/T/"
        assert {found.text for found in read} == {site + slip.token for slip in made}
        for found in read:
            corners = found.position
            side = (corners.top_right.x - corners.top_left.x) / dpi * 25.4
            assert side == pytest.approx(slips.SYMBOL_MM, abs=0.5)
    text = paper[2].get_textpage().get_text_range()
    for slip in made[20:]:
        assert slip_numbers.grouped(slip.code) in text
        assert slip.token not in text
    for words in ("2026年12月25日(金)17:00", "お一人1枚・1回限り", "/s/k7mq4", STICKER, TRADEMARK):
        assert words in text.replace(" ", "").replace("\r\n", "")


def test_it_is_a_page_to_read_before_it_is_printed(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(file(PRINTING, drawn(3)))
    assert page.get_by_role("button", name="印刷する").is_visible()
    assert_accessible(page)
    page.close()


LOOK = """() => [...document.querySelectorAll(".slip")].map((slip) => {
  const box = (name) => slip.querySelector(name).getBoundingClientRect();
  const code = box("svg"), words = box(".words"), below = box(".below");
  const apart = (other) => other.left >= code.right - 1 || other.top >= code.bottom - 1;
  const whole = [...slip.querySelectorAll(".words, .below")]
    .every((at) => at.scrollHeight <= at.clientHeight + 1 && at.scrollWidth <= at.clientWidth + 1);
  const pixels = parseFloat(getComputedStyle(slip.querySelector(".number b")).fontSize);
  const lines = box(".number").height / pixels;
  const typed = parseFloat(getComputedStyle(slip.querySelector(".address")).fontSize);
  const large = pixels * 0.75 >= 12 && typed * 0.75 >= 12;
  return [whole, apart(words), apart(below), large, lines < 2];
})"""


@pytest.mark.parametrize("said", [SAID, LONG, replace(SAID, closes_at=None, phone="")])
def test_words_never_reach_the_code_or_leave_their_place(press: Page, said: Content) -> None:
    press.set_content(file(Printing(said, "説明会", None, 10), drawn(10)))
    assert press.evaluate(LOOK) == [[True] * 5] * 10


def test_a_number_of_wide_letters_takes_no_more_room(press: Page) -> None:
    """Of proportional letters one number in a thousand left its place."""
    press.set_content(file(Printing(SAID, "説明会", None, 1), drawn(1)))
    widths = press.evaluate(
        """() => ["WWWW-WWWW-WWWW", "1111-1111-1111"].map((number) => {
          const shown = document.querySelector(".number b");
          shown.textContent = number;
          return shown.getBoundingClientRect().width;
        })"""
    )
    assert widths[0] == widths[1] > 0
    [slip] = press.evaluate(LOOK)
    assert all(slip)


def test_what_does_not_fit_is_refused_before_any_slip_is_made() -> None:
    for said in (replace(SAID, title="長" * 200), replace(SAID, section="課" * 80)):
        with pytest.raises(NotAllowed, match="too_much_text"):
            Printing(said, "説明会", None, 10)
    host = ".".join(["participation"] * 7)
    with pytest.raises(NotAllowed, match="address_too_long"):
        Printing(replace(SAID, url=f"https://{host}.jp/s/k7mq4"), "説明会", None, 10)
    host = ".".join(["a" * 60] * 4)
    with pytest.raises(NotAllowed, match="module_too_small"):
        Printing(replace(SAID, url=f"https://{host}/s/k7mq4"), "説明会", None, 10)


def test_five_thousand_links_are_all_different_and_equally_small() -> None:
    links = {PRINTING.link(slip) for slip in drawn(MOST)}
    assert len(links) == MOST
    assert len({len(link) for link in links}) == 1
    assert all(link == link.upper() for link in links)
