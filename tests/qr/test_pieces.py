"""Every piece on paper: its size, its codes, its words, in good and in bad conditions."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Page

from models import wordings
from qr import measure
from qr.code import LEVELS
from qr.content import Content
from qr.pieces import PIECES, worded
from qr.sheets import sheet
from tests.qr.paper import (
    AROUND,
    CONTENT,
    SHEETS,
    TEXT,
    codes_in,
    page_of,
    printed_pdf,
    printed_text,
    raster,
    symbols_in,
)

CODES = {
    "poster-a4": 1,
    "poster-a3": 1,
    "tent": 2,
    "handout": 4,
    "card": 10,
    "door": 1,
    "elm012": 24,
    "elm007": 12,
    "elm006": 10,
}
LONG = (
    "公園と緑地の利用状況および今後の整備に関する区民意識調査ならびに"
    "子育て世帯と高齢者世帯を対象とした地域の居場所づくりについてのアンケート(令和八年度版)の追補版"
)
TITLES = {
    "5": "まちの公園",
    "80": LONG,
    "200": (LONG * 3)[:200],
    "markup": "</svg><script>document.title='x'</script>",
    "emoji": "🏞️公園👨‍👩‍👧‍👦のアンケート" * 3,
    "other ways": "مرحبا بكم \u202eトーケンア\u2066 abc",
    "one word": "A" * 60,
}
TINY = {"card", "elm012", "elm007", "elm006"}


@pytest.fixture(scope="module")
def printed(press: Page) -> dict[str, bytes]:
    return {name: printed_pdf(press, page_of(name)) for name in SHEETS}


def test_the_catalog_is_what_staff_may_word() -> None:
    assert set(PIECES) == set(wordings.FIELDS)
    for key, piece in PIECES.items():
        assert {name: field.most for name, field in piece.fields.items()} == wordings.FIELDS[key]
        assert all(len(field.default) <= field.most for field in piece.fields.values())
    assert set(CODES) == set(SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_one_page_and_each_code_on_it_reads(
    printed: dict[str, bytes], name: str
) -> None:
    """Also with 5 % of each symbol covered and a blur of a quarter of a module."""
    piece = PIECES[SHEETS[name][0]]
    document = pypdfium2.PdfDocument(printed[name])
    assert len(document) == 1
    size = [points / 72 * 25.4 for points in document[0].get_size()]
    document.close()
    assert size == pytest.approx(piece.size, abs=0.3)
    assert codes_in(raster(printed[name], 300)) == [TEXT] * CODES[name]
    image = raster(printed[name], 200)
    boxes = symbols_in(image, 200)
    assert codes_in(image) == [TEXT] * CODES[name] == [TEXT] * len(boxes)
    assert codes_in(_soiled(image, boxes)) == [TEXT] * CODES[name]


def _soiled(clean: Image.Image, boxes: list[tuple[int, int, int, int]]) -> Image.Image:
    soiled = clean.copy()
    for left, top, right, _ in boxes:
        side = right - left
        patch = side * 0.05**0.5
        x, y = left + side * 0.4, top + side * 0.4
        ImageDraw.Draw(soiled).rectangle((x, y, x + patch, y + patch), fill=128)
    module = (boxes[0][2] - boxes[0][0]) / measure.symbol_modules(CONTENT.url, CONTENT.level)
    return soiled.filter(ImageFilter.GaussianBlur(module / 4))


@pytest.mark.parametrize("name", SHEETS)
def test_everything_a_reader_needs_stands_on_each_face(
    printed: dict[str, bytes], name: str
) -> None:
    text = printed_text(printed[name])
    faces = 1 if name == "tent" else CODES[name]  # what stands on its head is read backwards
    for words in (
        "世田谷区",
        CONTENT.title,
        TEXT.removeprefix("HTTPS://"),
        "約5分",
        "2026年12月25日(金)17:00",
        "政策研究・調査課",
        "電話03-0000-0000",
        "このQRコードの上にシールが貼られていたら、読み取らずに係員へ",
        "QRコードは(株)デンソーウェーブの登録商標です",
    ):
        assert text.count(words) >= faces, words
    for mark in ("日本語", "やさしい日本語", "한국어") if name != "door" else ():
        assert text.count(mark) >= faces, mark
    assert "印刷する" not in text


def test_a_door_sign_invites_in_each_language_of_the_survey(printed: dict[str, bytes]) -> None:
    text = printed_text(printed["door"])
    for line in (
        "アンケート受付中",
        "アンケートにこたえてください",
        "Pleasetakeoursurvey",
        "正在进行问卷调查",
        "설문조사를진행하고있습니다",
    ):
        assert line in text
    html = page_of("door", replace(CONTENT, languages=("ja", "ko")))
    assert "설문조사" in html
    assert "survey" not in html


@pytest.mark.parametrize(
    ("name", "side"),
    [("poster-a4", 100), ("poster-a3", 150), ("tent", 50), ("handout", 40), ("door", 90)],
)
def test_the_black_symbol_has_the_promised_side(
    printed: dict[str, bytes], name: str, side: float
) -> None:
    assert PIECES[name].symbol_mm == side
    for left, top, right, bottom in symbols_in(raster(printed[name], 200), 200):
        assert (right - left) / 200 * 25.4 == pytest.approx(side, abs=0.3)
        assert (bottom - top) / 200 * 25.4 == pytest.approx(side, abs=0.3)


def test_the_faces_of_a_tent_stand_back_to_back(printed: dict[str, bytes]) -> None:
    """Turned by half a turn about the fold between them, one face lies upon the other."""
    dpi = 200
    image = raster(printed["tent"], dpi)
    fold = round(105 / 25.4 * dpi)
    above = image.crop((0, 40, image.width, fold - 20)).rotate(180)
    below = image.crop((0, fold + 20, image.width, 2 * fold - 40))
    above = above.crop((0, 0, below.width, below.height))
    boxes = [symbols_in(half, dpi)[0] for half in (above, below)]
    assert boxes[0] == pytest.approx(boxes[1], abs=3)
    ink = [sum(half.histogram()[:128]) for half in (above, below)]
    assert ink[0] == pytest.approx(ink[1], rel=0.02)


# Every line of words, without what its letters never fill, against the part that it belongs to
# (`left out` of it: what leaves the part), the quiet zone (`covers`), and the smallest letters.
LINES = """() => {
  const found = {out: [], covers: [], smallest: 99, address: 0};
  for (const face of document.querySelectorAll(".face:not(.turned)")) {
    const code = face.querySelector("svg").getBoundingClientRect();
    const walker = document.createTreeWalker(face, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || node.parentElement.closest("svg")) continue;
      const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
      let part = node.parentElement;
      while (part.parentElement !== face) part = part.parentElement;
      const points = size * 72 / 96;
      found.smallest = Math.min(found.smallest, points);
      if (part.querySelector(".address") || part.matches(".address")) {
        if (node.parentElement.closest(".address")) found.address = points;
      }
      const box = part.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(node);
      const hanging = node.data.includes("\u3000") ? size : 0;
      for (const line of range.getClientRects()) {
        const middle = (line.top + line.bottom) / 2;
        const [top, bottom] = [middle - size * 0.45, middle + size * 0.45];
        if (top < box.top - 1 || bottom > box.bottom + 1
            || line.left < box.left - 1 || line.right > box.right + 1 + hanging)
          found.out.push(`${part.className}: ${node.data}`);
        if (line.left < code.right && line.right > code.left
            && top < code.bottom && bottom > code.top)
          found.covers.push(`${part.className}: ${node.data}`);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("name", SHEETS)
def test_words_keep_their_places_and_a_size_that_is_read(press: Page, name: str) -> None:
    """Nothing leaves its part or comes near the code; the address never has less than 12 points."""
    for which, title in TITLES.items():
        if (name in TINY and which not in {"5", "80"}) or (name, which) == ("elm012", "80"):
            continue
        _assert_set_well(press, name, replace(CONTENT, title=title).cleaned())


@pytest.mark.parametrize("name", [name for name in SHEETS if name not in TINY])
def test_texts_of_the_greatest_length_keep_their_places(press: Page, name: str) -> None:
    crammed = replace(
        CONTENT,
        ward="東京都" * 4,
        note="みなさんのお考えを、これからの計画に生かします。小学生のみなさんも、ぜひ答えてください。",
        section="まちづくり推進部 公園緑地課 計画調整担当",
        place="場所" * 50,
        minutes=120,
    )
    _assert_set_well(press, name, crammed)


def _assert_set_well(press: Page, name: str, content: Content) -> None:
    press.set_content(page_of(name, content))
    found = press.evaluate(LINES)
    # Where a poster hangs is for those who put it up, and may be cut short.
    assert [out for out in found["out"] if content.place not in out] == []
    assert found["covers"] == []
    assert found["address"] >= 12
    assert found["smallest"] >= 6
    assert press.locator(".title").first.inner_text() == content.title


@pytest.mark.parametrize("name", ["poster-a4", "poster-a3", "tent", "door"])
def test_nothing_is_printed_in_the_margins(printed: dict[str, bytes], name: str) -> None:
    """12 mm on every side, but for marks of folding."""
    image = raster(printed[name], 100)
    margin = round(12 / 25.4 * 100) - 3
    framed = image.copy()
    inner = (margin, margin, image.width - margin, image.height - margin)
    ImageDraw.Draw(framed).rectangle(inner, fill=255)
    for fold in PIECES[name].folds:
        y = fold / 25.4 * 100
        ImageDraw.Draw(framed).rectangle((0, y - 2, image.width, y + 2), fill=255)
    assert framed.getextrema() == (255, 255)


def test_staffs_own_words_are_printed_and_empty_ones_mean_the_default(press: Page) -> None:
    piece = PIECES["handout"]
    said = worded(piece, CONTENT, {"message": "教えてください", "title": "公園の名前", "note": ""})
    text = printed_text(printed_pdf(press, sheet(piece, said, AROUND)))
    assert text.count("教えてください") == text.count("公園の名前") == 4
    assert CONTENT.title not in text
    assert worded(piece, CONTENT, {}).message == piece.fields["message"].default
    assert worded(piece, CONTENT, {}).title == CONTENT.title


def test_outdoors_a_code_mends_more_and_is_as_large(press: Page) -> None:
    """More modules, in the same square."""
    content = replace(CONTENT, url="https://koebako.example.jp/s/k7mq4")
    sides = []
    for level in LEVELS:
        press.set_content(page_of("poster-a4", replace(content, level=level)))
        whole = press.locator(".symbol svg").bounding_box()
        assert whole is not None
        modules = measure.symbol_modules(content.url, level)
        sides.append(modules)
        assert whole["width"] * modules / (modules + 8) / 96 * 25.4 == pytest.approx(100, abs=0.1)
    assert sides[0] < sides[1]
