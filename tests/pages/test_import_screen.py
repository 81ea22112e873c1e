"""取り込む in real Chromium: a file of the office, misfits, the kind corrected, and in it goes."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Locator, Page, Position, expect

from tests.chromium import OpenContext, assert_accessible, settle
from tests.imports.sheets import xlsx_bytes
from tests.pages.test_screens import house, sign_in
from tests.serving import Served

__all__ = ["house"]  # the fixture

ROWS = [
    ("区民まつり 来場者アンケート", None, None, None, None),
    ("番号", "満足度", None, "来場人数", "氏名"),
    (None, "会場", "案内", None, None),
    (1, "満足", "やや満足", "約10人", "山田"),
    *[(number, "不満", "満足", f"{number % 4 + 1}人", "山田") for number in range(2, 32)],
]
MERGED = ("A1:E1", "B2:C2", "A2:A3", "D2:D3", "E2:E3")


def columns(page: Page) -> Locator:
    """The table of columns; below it is that of options."""
    return page.get_by_test_id("stDataFrame").nth(-2)


def choose_kind(page: Page, row: int, kind: str) -> None:
    """Pick the kind of a column in the table, as a person does."""
    cells = columns(page).locator(".dvn-scroller")  # the canvas below it takes no clicks
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)  # or everything moves once more
    heading: Position = {"x": 40, "y": 35 * (row + 1) + 17}
    # Streamlit's table takes no click in the moment in which the mouse arrives.
    cells.hover(position=heading)
    cells.click(position=heading)
    page.keyboard.press("ArrowRight")  # a click on a kind that is selected would open it itself
    page.keyboard.press("Enter")
    expect(page.locator("#portal input")).to_be_focused()
    page.keyboard.type(kind)
    page.get_by_role("option", name=kind, exact=True).click()
    expect(page.get_by_text(f"{kind} 1列")).to_be_visible()
    settle(page)


def test_a_list_of_the_office_becomes_a_survey(
    house: Served, desktop: OpenContext, tmp_path: Path
) -> None:
    file = tmp_path / "区民まつり.xlsx"
    file.write_bytes(xlsx_bytes(ROWS, MERGED))
    page = sign_in(house, desktop(viewport={"width": 1280, "height": 2000}))  # nothing scrolls
    page.get_by_role("link", name="ほかで集めた回答を取り込む").click()
    expect(page.get_by_role("heading", name="取り込む", level=1)).to_be_visible()
    settle(page)
    assert_accessible(page)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("回答 31行、5列。")).to_be_visible()
    settle(page)
    assert_accessible(page)
    take = page.get_by_role("button", name="取り込む", exact=True)
    take.click()
    expect(page.get_by_text("1行を読み取れませんでした。")).to_be_visible()
    page.get_by_text("読み取れない1行を除いて、30件を取り込む").click()
    without = page.get_by_role("checkbox", name="読み取れない1行を除いて")
    expect(without).to_be_checked()
    settle(page)
    assert_accessible(page)
    place = columns(page).bounding_box()
    choose_kind(page, 3, "短文")
    assert columns(page).bounding_box() == place  # or the next click would hit something else
    expect(without).to_be_disabled()
    take.click()
    expect(page.get_by_role("heading", name="みる", level=1)).to_be_visible()
    expect(page.get_by_text("回答 31件を取り込みました。")).to_be_visible()
    [survey] = json.loads(house.manage("surveys", "list", "--json").stdout)
    assert (survey["title"], survey["responses"]) == ("区民まつり", 31)
    copy = tmp_path / "copy.json"
    house.manage("surveys", "export", survey["id"], str(copy))
    questions = json.loads(copy.read_text(encoding="utf-8"))["sections"][0]["questions"]
    assert [one["type"] for one in questions] == ["matrix_single", "short_text"]
