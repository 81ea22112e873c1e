"""誰の声か in real Chromium: a file of inhabitants on its way in, and no barrier on the way."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from models import blocks
from models.store import Store
from tests.builders import SATISFACTION, document
from tests.chromium import OpenContext, assert_accessible
from tests.inhabitants import NEW, csv, headings, row
from tests.pages.test_screens import sign_in, visit
from tests.serving import PASSWORD, Serve, environment, manage
from tests.stores import add_answers, add_survey

STAFF = "山田花子"
QUESTIONS = [one for name in ("age", "gender", "residence") for one in blocks.questions(name)]
AREAS = ("世田谷", "北沢", "玉川", "砧", "烏山")


def people() -> list[dict[str, list[str]]]:
    return [
        {
            "q1": ["good"],
            "age": [f"a{20 + 10 * (number % 5)}"],
            "gender": ["female" if number % 3 else "male"],
            "residence": ["yoga" if number % 2 else "seijo"],
        }
        for number in range(60)
    ]


def given(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": data}


def test_a_file_of_inhabitants_is_mended_and_taken_in(
    serve: Serve, desktop: OpenContext, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    store = Store(f"sqlite:///{data}/koebako.db")
    survey_id = add_survey(store, document(SATISFACTION, *QUESTIONS), publish=True)
    add_answers(store, survey_id, *people())
    store.close()
    manage(environment(data), "users", "add", STAFF, "--role", "admin", given=f"{PASSWORD}\n")
    house = serve()
    page = sign_in(house, desktop())
    visit(house, page, "results", survey=survey_id, view="誰の声か")
    way_in = page.get_by_text("人口の資料を加える・消す", exact=True)
    way_in.click()
    field = page.locator("input[type=file]")
    rows = [row(NEW, area, 100) for area in AREAS]
    rows[1][-3] = "多数"
    field.set_input_files(given("誤り.csv", csv(headings(NEW), *rows)))
    expect(page.get_by_text("「85歳以上の女性」が数ではありません（多数）。")).to_be_visible()
    assert_accessible(page)
    rows[1] = row(NEW, AREAS[1], 100)
    field.set_input_files(given("人口.csv", csv(headings(NEW), *rows, encoding="cp932")))
    expect(page.get_by_text("5地域、18,090人、18区切りの年齢と読みました")).to_be_visible()
    page.get_by_label("出典（図と表の下に出ます）").fill("住民基本台帳")
    page.get_by_role("button", name="この資料を加える").click()
    expect(page.get_by_text("人口の資料「ためし市」を加えました。")).to_be_visible()
    expect(page.get_by_text("70歳代以上は人口の")).to_be_visible()
    expect(page.get_by_role("heading", name="年代と性別ごとの回答と人口")).to_be_visible()
    assert_accessible(page)
    _weigh(page)


def _weigh(page: Page) -> None:
    """What is fitted is chosen once, and offered where tables are crossed."""
    page.get_by_text("クロス集計", exact=True).click()
    expect(page.get_by_text("人口に合わせた重みは、いまはつけられません。")).to_be_visible()
    page.get_by_text("誰の声か", exact=True).click()
    page.get_by_role("combobox", name="人口に合わせる項目").press("Backspace")  # the last: 地域
    expect(page.get_by_text("有効な人数", exact=True)).to_be_visible()
    page.get_by_text("クロス集計", exact=True).click()
    page.get_by_text("人口に合わせた重みをつける", exact=True).click()
    expect(page.get_by_text("年代・性別の割合を人口に合わせた、重みつきの割合です")).to_be_visible()
    expect(page.get_by_role("columnheader", name="有効な人数").first).to_be_visible()
    assert_accessible(page)
