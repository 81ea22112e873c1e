"""What is reckoned about words holds in a browser: they never take more lines than reckoned."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from qr import fitting

SAMPLES = (
    "まちの公園",
    "砧公園周辺のまちづくりについてのアンケート",
    "「区民まつり」に参加して、どう思いましたか。（令和8年度、第2回）",
    "Wi-Fi環境とSNSの利用についてのアンケート2026",
    "Survey on the use of parks and of green spaces in the Kinuta area",
    "KOEBAKO.CITY.EXAMPLE.LG.JP/S/K7MQ4",
    "MMMMWWWW@@@@%%%%" * 3,
    "世田谷区 政策研究・調査課 電話 03-0000-0000",
    "설문조사를 진행하고 있습니다",
    "正在进行问卷调查，请您扫码参加。",
    "1,234,567人・89.5％（2026年12月25日）まで",
)
COLUMNS = (5.5, 9, 13.3, 17, 21.7, 34)  # ems

COUNT = """([texts, columns]) => {
  document.body.innerHTML = "";
  document.body.style = 'font: bold 20px/2 "BIZ UDPGothic", "Hiragino Sans", "Noto Sans JP",'
    + '"Noto Sans CJK JP", sans-serif; line-break: strict; overflow-wrap: anywhere; width: 2000px';
  return texts.map(text => columns.map(ems => {
    const p = document.createElement("p");
    p.style.width = `${ems * 20}px`;
    p.textContent = text;
    document.body.append(p);
    return p.clientHeight / 40;
  }));
}"""


def test_lines_are_never_fewer_than_in_a_browser(browser: Browser) -> None:
    page = browser.new_page()
    real = page.evaluate(COUNT, [SAMPLES, COLUMNS])
    page.close()
    for text, counts in zip(SAMPLES, real, strict=True):
        for ems, count in zip(COLUMNS, counts, strict=True):
            assert fitting.lines(text, ems) >= count, (text, ems)
            assert fitting.lines(text, ems) <= 2 * count + 1, (text, ems)


def test_nothing_takes_no_line() -> None:
    assert fitting.lines("", 10) == 0
    assert fitting.height_mm("", 20, 100, 1.5) == 0


def test_the_largest_size_that_fits_is_taken() -> None:
    box = (fitting.POINT_MM * 100, fitting.POINT_MM * 30)
    assert fitting.largest("公園公園公", box, (20, 18, 10), 1.2) == 20
    assert fitting.largest("公園公園公園", box, (20, 18, 10), 1.2) == 10
    assert fitting.largest("公園" * 20, box, (20, 18, 10), 1.2) is None


def test_an_address_is_divided_before_its_path_first() -> None:
    address = "KOE.EXAMPLE.LG.JP/S/K7MQ4"
    point = fitting.POINT_MM
    whole = fitting.ems(address) * 12 * point
    assert fitting.address_mm(address, 12, whole + 0.1, 1) == pytest.approx(12 * point)
    assert fitting.address_mm(address, 12, whole * 0.75, 1) == pytest.approx(24 * point)
    assert fitting.is_divided(address, 12, whole * 0.75)
    assert not fitting.is_divided(address, 12, whole * 0.5)
    assert fitting.address_mm(address, 12, whole * 0.3, 1) > 36 * point


def test_marks_above_letters_take_no_room_and_emoji_take_more() -> None:
    assert fitting.ems("か\u3099") == fitting.ems("か") == 1
    assert fitting.ems("😀") > 1
