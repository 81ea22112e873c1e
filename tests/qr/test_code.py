import base64
from io import BytesIO
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser

from qr import code

URL = "https://koebako.city.example.lg.jp/s/k7mq4"
SVG = "{http://www.w3.org/2000/svg}"


def _read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("level", ["M", "Q"])
@pytest.mark.parametrize("url", [URL, "https://a.jp/s/k7mq", URL + "x" * 150])
def test_a_png_reads_back_as_the_same_address(url: str, level: code.Level) -> None:
    image = Image.open(BytesIO(code.png(url, module_px=4, level=level)))
    assert _read(image) == [url]


def test_a_png_is_black_on_white_with_four_white_modules_around() -> None:
    image = Image.open(BytesIO(code.png(URL, module_px=10))).convert("RGB")
    assert image.size == (10 * code.modules(URL),) * 2
    assert set(image.get_flattened_data()) == {(0, 0, 0), (255, 255, 255)}
    dark = image.convert("L").point(lambda value: 255 - value).getbbox()
    assert dark == (40, 40, image.width - 40, image.width - 40)


@pytest.mark.parametrize("level", ["M", "Q"])
def test_an_svg_file_reads_back_as_the_same_address(browser: Browser, level: code.Level) -> None:
    data = base64.b64encode(code.svg(URL, 60, level).encode()).decode()
    page = browser.new_page(viewport={"width": 400, "height": 400})
    page.goto(f"data:image/svg+xml;base64,{data}")
    shot = Image.open(BytesIO(page.screenshot()))
    page.close()
    assert _read(shot) == [URL]


def test_an_svg_has_the_same_modules_as_the_png() -> None:
    """Every module drawn by the path, filled in by hand, equals the PNG's pixel."""
    root = ElementTree.fromstring(code.svg(URL))
    side = code.modules(URL)
    drawn = Image.new("1", (side, side), 1)
    for run in root.findall(f"{SVG}path")[1].attrib["d"].split("z")[:-1]:
        place, _, length = run.removeprefix("M").partition("h")
        x, y = map(int, place.split())
        for step in range(int(length.partition("v")[0])):
            drawn.putpixel((x + step, y), 0)
    png = Image.open(BytesIO(code.png(URL, module_px=1)))
    assert drawn.tobytes() == png.convert("1").tobytes()


def test_an_svg_counts_in_modules_and_is_sized_in_millimetres() -> None:
    side = code.modules(URL)
    root = ElementTree.fromstring(code.svg(URL, 37.5))
    assert root.attrib["viewBox"] == f"0 0 {side} {side}"
    assert (root.attrib["width"], root.attrib["height"]) == ("37.5mm", "37.5mm")
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == f"QRコード: {URL}"
    assert "width" not in ElementTree.fromstring(code.svg(URL)).attrib


def test_an_address_cannot_break_out_of_the_svg() -> None:
    url = "https://a.jp/s/</title><script>alert('1')&\""
    root = ElementTree.fromstring(code.svg(url))
    assert [child.tag for child in root] == [f"{SVG}title", f"{SVG}path", f"{SVG}path"]
    assert root.findtext(f"{SVG}title") == f"QRコード: {url}"


def test_a_code_holds_ascii_only() -> None:
    with pytest.raises(UnicodeEncodeError):
        code.svg("https://せたがや.jp/s/k7mq4")


def test_module_sizes_follow_the_published_versions() -> None:
    """ISO/IEC 18004: 37 bytes are version 3 (29 modules) at M and version 4 (33) at Q."""
    url = "https://koebako.city.example.jp/s/k7m"
    assert len(url) == 37
    assert (code.modules(url), code.modules(url, "Q")) == (29 + 8, 33 + 8)
    assert code.module_mm(url, 37) == 1
    assert code.module_mm(url, 20.5, "Q") == 0.5
