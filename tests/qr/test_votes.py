"""Voting posters on paper: every code read back, far enough apart, and all words beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from math import hypot
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from models.errors import NotAllowed
from qr import links, measure, votes
from qr.content import Content
from qr.sheets import Around
from qr.votes import Ballot, Poster
from tests.chromium import OpenContext, assert_accessible
from tests.qr.paper import printed_pdf

SITE = "https://koebako.city.example.lg.jp"
SHORT = (
    "さくらの丘公園",
    "みどりの広場",
    "きぬたの森",
    "ひだまり",
    "まちなか",
    "はらっぱ",
    "水の公園",
    "その他",
)
LONG = "まちのみんなが集まって遊べる、大きな木のある丘の上のひろびろとした公園がよいと思う"[:40]
AROUND = Around("/print.js", (("A4・縦", "?size=a4"), ("A3・縦", "?size=a3")))
SAID = Content(
    ward="世田谷区",
    title="砧公園のとなりの新しい公園についてのアンケート",
    url=links.answer_url(SITE, "k7mq2"),
    section="公園緑地課",
    phone="03-0000-0000",
    minutes=3,
    closes_at=datetime(2026, 12, 25, 8, tzinfo=UTC),
    languages=("ja", "ja-easy", "en", "zh-Hans", "ko"),
)
MARGIN_MM = 12


def poster(number: int, labels: Any = SHORT, site: str = SITE, **changes: Any) -> Poster:
    """A poster of so many options."""
    ballots = tuple(
        Ballot(labels[n], links.answer_url(site, f"k7mq{n + 2}")) for n in range(number)
    )
    question = "新しい公園の名前は、どれがよいと思いますか。"
    return replace(Poster(replace(SAID, url=ballots[0].url), question, ballots), **changes)


def printed(press: Page, content: Poster) -> bytes:
    return printed_pdf(press, votes.sheet(content, AROUND))


def sheet_of(pdf: bytes, dpi: int) -> tuple[Image.Image, str, tuple[float, float]]:
    """The only sheet in grey, its words, and its size in mm."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    text = re.sub(r"\s", "", document[0].get_textpage().get_text_range())
    width, height = (points / 72 * 25.4 for points in document[0].get_size())
    document.close()
    return image, text, (width, height)


def corners(found: Any, dpi: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a code in mm, as the reader finds it."""
    points = (found.position.top_left, found.position.bottom_right)
    left, top, right, bottom = (value / dpi * 25.4 for p in points for value in (p.x, p.y))
    return left, top, right, bottom


def apart(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The white between two codes."""
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return hypot(max(across, 0), max(down, 0))


@pytest.mark.parametrize("number", [2, 3, 4, 6, 8])
def test_every_code_reads_back_and_lies_apart(press: Page, number: int) -> None:
    """At 200 and 300 dpi, in black and white; what stands beside a code is what it holds."""
    content = poster(number)
    pdf = printed(press, content)
    texts = [links.code_text(ballot.url) for ballot in content.ballots]
    for dpi in (200, 300):
        image, said, size = sheet_of(pdf, dpi)
        found = zxingcpp.read_barcodes(image.point(lambda grey: 255 * (grey > 127)))
        assert sorted(one.text for one in found) == sorted(texts)
        boxes = [corners(one, dpi) for one in found]
        assert min(apart(*pair) for pair in combinations(boxes, 2)) >= 24.5  # a pixel is 0.1 mm
        sides = [right - left for left, _, right, _ in boxes]
        assert min(sides) == pytest.approx(content.symbol_mm, abs=0.6)
        if number <= 4:
            assert min(sides) >= 39.5
    assert size[0] == pytest.approx(210, abs=0.3)
    assert size[1] == pytest.approx(297, abs=0.3)
    assert measure.verdict(SAID.url, content.symbol_mm).module_mm >= 0.5
    for ballot in content.ballots:
        assert ballot.label in said
        assert links.printed_text(ballot.url) in said


def test_the_order_on_paper_is_that_of_the_question(press: Page) -> None:
    """From the left to the right, row by row, each label above its own code."""
    content = poster(5)
    image, _, _ = sheet_of(printed(press, content), 200)
    found = zxingcpp.read_barcodes(image)
    read = sorted(found, key=lambda one: (round(corners(one, 200)[1], -1), corners(one, 200)[0]))
    assert [one.text for one in read] == [links.code_text(b.url) for b in content.ballots]


def test_everything_a_reader_needs_stands_around_them(press: Page) -> None:
    _, said, _ = sheet_of(printed(press, poster(3)), 72)
    for words in (
        "世田谷区",
        SAID.title,
        "新しい公園の名前は、どれがよいと思いますか。",
        "えらぶ方のQRコードを読み取り、画面のボタンを1回押してください",
        "読み取っただけでは、1票になりません。1票のあと、ほかの質問にも答えられます。",
        "締切2026年12月25日(金)17:00",
        "世田谷区公園緑地課",
        "電話03-0000-0000",
        "日本語やさしい日本語English简体中文한국어",
        "このQRコードの上にシールが貼られていたら、読み取らずに係員へお知らせください",
        "QRコードは(株)デンソーウェーブの登録商標です",
    ):
        assert words in said
    assert "印刷する" not in said
    alone = poster(3, said=replace(SAID, closes_at=None), more=False)
    _, said, _ = sheet_of(printed(press, alone), 72)
    assert "締切はありません" in said
    assert "ほかの質問" not in said


# Blocks that stand out of their place. Ink may leave a line by a hair; a line too many would not.
CUT = """() => [".asking", ".steps", ".ballot", ".option", ".below", ".marks", ".whom"]
  .flatMap((one) => [...document.querySelectorAll(one)])
  .filter((node) => [...node.children].some((child) => {
    const inner = child.getBoundingClientRect(), outer = node.getBoundingClientRect();
    return inner.bottom > outer.bottom + 1 || inner.top < outer.top - 1
      || (child.tagName !== "svg" && child.scrollWidth > outer.width + 1);
  }))
  .map((node) => node.className)"""
CROSSED = """() => {
  const boxes = [".asking", ".steps", ".ballot", ".below"]
    .flatMap((one) => [...document.querySelectorAll(one)])
    .map((node) => [node.className, node.getBoundingClientRect()]);
  const cross = (a, b) => a.left < b.right - 1 && a.right > b.left + 1
    && a.top < b.bottom - 1 && a.bottom > b.top + 1;
  return boxes.flatMap(([name, a], at) => boxes.slice(at + 1)
    .filter(([, b]) => cross(a, b)).map(([other]) => `${name} × ${other}`));
}"""


@pytest.mark.parametrize(
    ("number", "paper"),
    [(2, "a4"), (3, "a3"), (4, "a4"), (5, "a4"), (7, "a4"), (8, "a3")],
)
def test_labels_of_forty_characters_fit(press: Page, number: int, paper: str) -> None:
    """Nothing is cut off, covers its neighbour, or comes nearer to the edge than 12 mm."""
    content = poster(number, (LONG,) * 8, paper=paper)
    pdf = printed(press, content)
    cut, crossed = press.evaluate(CUT), press.evaluate(CROSSED)
    sizes = press.eval_on_selector_all(
        ".address, .option", "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert (cut, crossed) == ([], [])
    assert min(sizes) * 72 / 96 >= 11
    image, said, size = sheet_of(pdf, 72)
    assert said.count(LONG) == number
    assert size[0] == pytest.approx(297 if paper == "a3" else 210, abs=0.3)
    margin = round(MARGIN_MM / 25.4 * 72) - 1
    inner = image.crop((margin, margin, image.width - margin, image.height - margin))
    image.paste(255, (margin, margin, image.width - margin, image.height - margin))
    assert image.getextrema() == (255, 255)
    assert inner.getextrema() == (0, 255)


def test_an_a3_sheet_is_the_a4_sheet_enlarged(press: Page) -> None:
    small, large = poster(4), poster(4, paper="a3")
    assert large.symbol_mm == pytest.approx(small.symbol_mm * 297 / 210)
    image, _, size = sheet_of(printed(press, large), 150)
    assert size[0] == pytest.approx(297, abs=0.3)
    assert size[1] == pytest.approx(420, abs=0.3)
    texts = {links.code_text(ballot.url) for ballot in large.ballots}
    assert {one.text for one in zxingcpp.read_barcodes(image)} == texts


def test_outdoors_the_codes_mend_more(press: Page) -> None:
    content = poster(8, said=replace(SAID, level="Q"))
    image, _, _ = sheet_of(printed(press, content), 300)
    assert len(zxingcpp.read_barcodes(image)) == 8


def test_what_cannot_be_read_or_held_is_refused() -> None:
    """By the code that staff have a sentence for; nothing is dropped in silence."""
    long_site = "https://" + "long-name." * 20 + "lg.jp"
    with pytest.raises(NotAllowed, match="too_much_text"):
        votes.sheet(poster(8, site=long_site), AROUND)
    with pytest.raises(NotAllowed, match="too_much_text"):
        votes.sheet(poster(8, ("長い言葉" * 100,) * 8), AROUND)
    with pytest.raises(NotAllowed, match="too_much_text"):
        votes.sheet(poster(2, question="長い質問" * 300), AROUND)
    with pytest.raises(NotAllowed, match="too_much_text"):
        votes.sheet(poster(2, said=replace(SAID, section="部課" * 200)), AROUND)


def test_words_are_words(desktop: OpenContext) -> None:
    """Markup and marks of direction in labels change nothing; axe finds nothing."""
    nasty = "</h2><script>document.title='x'</script>", "\u202eさかさ **太字**"
    page = desktop().new_page()
    page.set_content(votes.sheet(poster(2, nasty), AROUND))
    assert page.title().startswith("投票のポスター")
    shown = page.locator(".option").all_inner_texts()
    assert shown == [nasty[0], "さかさ **太字**"]
    assert page.get_by_role("link", name="A3・縦").get_attribute("href") == "?size=a3"
    assert_accessible(page)
