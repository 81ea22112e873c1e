"""One table as CSV, as HTML, and on paper."""

from __future__ import annotations

from decimal import Decimal

import pypdfium2
from playwright.sync_api import Browser

from analysis.charts import figure, svg
from analysis.grids import Grid, Head, of_tabulation
from exports.grid_csv import grid_csv
from exports.grid_html import grid_html
from exports.printout import Head as Above
from exports.printout import printout
from exports.sections import MOST_ROWS, Section
from tests.analysis.test_charts import HOSTILE, LONG, count

A4_PT = (595, 842)
GRID = Grid(
    "表 <1>",
    (Head("=回答"), Head("人数", "people"), Head("割合（%）", "share"), Head("平均", "mean")),
    (
        ("@全体", 12_345, Decimal(100), Decimal("2.5")),
        (HOSTILE, 0, None, None),
    ),
    {(0, 2): "higher"},
)


def test_the_file_has_bare_numbers_and_no_formula() -> None:
    assert grid_csv([GRID]).decode("utf-8-sig").split("\r\n")[:2] == [
        "'=回答,人数,割合（%）,平均",
        "'@全体,12345,100.0,2.50",
    ]
    last = grid_csv([GRID, GRID]).decode("utf-8-sig").split("\r\n")[-2]
    assert last.endswith(",0,0.0,")
    assert grid_csv([GRID]).startswith(b"\xef\xbb\xbf")


def test_a_table_says_its_words_and_its_marks(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(grid_html(GRID, whole_first=True))
    region = page.get_by_role("region", name="表 <1>")
    assert region.get_by_role("rowheader").all_text_contents() == ["@全体", HOSTILE]
    assert page.locator("a, b, i").count() == 0
    cells = page.get_by_role("cell").all_text_contents()
    assert cells == ["12,345", "▲ 100.0", "2.50", "0", "-", "-"]
    assert page.get_by_role("img", name="全体より高い").count() == 1
    page.close()


def test_on_paper_nothing_is_cut_and_long_tables_go_on_with_their_headings(
    browser: Browser,
) -> None:
    many = count(
        ["c000"] * 40,
        labels={f"c{n:03}": {"ja": f"選択肢{n:03}"} for n in range(90)},
    )
    hard = count(["a"] * 40, labels={"a": {"ja": HOSTILE}, "b": {"ja": LONG}})
    sections = [
        Section(
            title="問1",
            base="n=40",
            said=[f"一番多いのは{LONG}です。"],
            figure=svg(figure(hard), "図", 400),
            tables=[grid_html(grid) for grid in of_tabulation(hard)],
            beside=True,
        ),
        Section("問2", "n=40", [], "", [grid_html(one) for one in of_tabulation(many)], long=True),
    ]
    assert len(many.rows) > MOST_ROWS
    page = browser.new_page()
    page.set_content(printout(Above("調査<の名前>", ["回答40件"], "注意"), sections, "/print.js"))
    pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    pages = ["".join(one.get_textpage().get_text_range().split()) for one in pdf]
    assert all(round(one.get_width()) == A4_PT[0] for one in pdf)
    assert all(round(one.get_height()) == A4_PT[1] for one in pdf)
    assert "調査<の名前>" in pages[0]
    assert pages[0].count(LONG) >= 1
    told = "".join(pages)
    assert all(f"選択肢{n:03}" in told for n in range(90))
    tables = [text for text in pages if "選択肢0" in text]
    assert len(tables) > 1
    assert all("人数（n=40）" in text for text in tables)
    pdf.close()
