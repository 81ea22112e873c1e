"""整理券 as people use them: made by staff, handed out, scanned or typed, good for one answer."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from models.document import dump
from tests.builders import OPINION, SATISFACTION, document
from tests.chromium import OpenContext, assert_accessible
from tests.serving import NAME, PASSWORD, Serve, Served
from tests.turning import to_the_check

COUNT = 3


@pytest.fixture
def house(serve: Serve) -> Served:
    """The product at an address that can be printed."""
    return serve(public_url="https://koe.example.lg.jp")


def test_from_the_desk_to_the_hall_and_back(
    house: Served, desktop: OpenContext, phone: OpenContext, tmp_path: Path
) -> None:
    """Staff make a file; one visitor scans, answers and scans again; another one types."""
    desk = desktop(accept_downloads=True)
    survey_id = published(house, tmp_path)
    staff = at_the_desk(house, desk, survey_id)
    slips = made(staff, desk, tmp_path)
    assert len({token for token, _ in slips}) == COUNT
    (token, _), (_, number), (_, other) = slips

    visitor = phone().new_page()
    visitor.goto(f"{house.address}/T/{token}")
    expect(visitor.get_by_text("整理券を読み取りました。")).to_be_visible()
    assert_accessible(visitor)
    visitor.get_by_text("満足", exact=True).click()
    to_the_check(visitor)
    visitor.get_by_role("button", name="この内容で送信する").click()
    expect(visitor.get_by_role("heading", name="お答えを受け取りました")).to_be_visible()
    held = visitor.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert token not in held.upper()
    visitor.goto(f"{house.address}/T/{token}")
    expect(
        visitor.get_by_role("heading", name="この整理券は、すでに使われています")
    ).to_be_visible()
    assert_accessible(visitor)

    types(phone().new_page(), house, number)
    types_without_script(phone(java_script_enabled=False).new_page(), house, other)

    staff.reload()
    row = staff.get_by_role("row").filter(has_text="10月の説明会")
    expect(row).to_contain_text("100.0")
    assert_accessible(staff)


def types(page: Page, house: Served, number: str) -> None:
    """A person with script forgets the number, makes a slip of the pen, and gets it right."""
    page.goto(f"{house.address}{where(house)}")
    page.get_by_text("満足", exact=True).click()
    to_the_check(page)
    assert_accessible(page)
    page.get_by_role("button", name="この内容で送信する").click()
    expect(page.get_by_role("alert")).to_contain_text("番号を書いてください。")
    field = page.get_by_role("textbox", name="整理券の番号")
    expect(field).to_be_visible()
    assert_accessible(page)
    page.get_by_role("alert").get_by_role("link").click()
    expect(field).to_be_focused()
    field.fill(number[:-1] + ("2" if number[-1] != "2" else "3"))
    page.get_by_role("button", name="この内容で送信する").click()
    expect(page.get_by_role("alert")).to_contain_text("番号のどこかが違うようです。")
    field.fill(number.lower())
    page.get_by_role("button", name="この内容で送信する").click()
    expect(page.get_by_role("heading", name="お答えを受け取りました")).to_be_visible()


def types_without_script(page: Page, house: Served, number: str) -> None:
    """An old phone: one long page, and everything still there when it comes back."""
    page.goto(f"{house.address}{where(house)}")
    page.get_by_text("不満", exact=True).click()
    page.get_by_label("ご意見").fill("よかった")
    page.get_by_role("button", name="この内容で送信する").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("ご意見")).to_have_value("よかった")
    page.get_by_role("textbox", name="整理券の番号").fill(number.replace("-", " "))
    page.get_by_role("button", name="この内容で送信する").click()
    expect(page.get_by_role("heading", name="お答えを受け取りました")).to_be_visible()


def published(house: Served, folder: Path) -> str:
    """The id of a published survey."""
    file = folder / "survey.json"
    file.write_text(dump(document(SATISFACTION, OPINION)), encoding="utf-8")
    done = house.manage("surveys", "import", str(file), "--publish")
    survey_id: str = json.loads(done.stdout)["survey"]
    return survey_id


def at_the_desk(house: Served, desk: BrowserContext, survey_id: str) -> Page:
    """くばる, with its part on slips open."""
    staff = desk.new_page()
    staff.goto(house.setup_link)
    staff.get_by_label("名前").fill(NAME)
    staff.get_by_label("パスワード", exact=True).fill(PASSWORD)
    staff.get_by_label("パスワード（もう一度）").fill(PASSWORD)
    staff.get_by_role("button", name="アカウントをつくる").click()
    expect(staff.get_by_role("heading", name="ホーム")).to_be_visible()
    site = house.setup_link.partition("/staff-setup")[0]
    staff.goto(f"{site}/staff/distribute?survey={survey_id}&section=整理券")
    expect(staff.get_by_text("整理券はまだありません。")).to_be_visible()
    return staff


def made(staff: Page, desk: BrowserContext, folder: Path) -> list[tuple[str, str]]:
    """Token and number of each slip, as the file that was saved has them."""
    staff.get_by_role("button", name="整理券をつくる").click()
    staff.get_by_label("名称（例：10月の説明会）").fill("10月の説明会")
    staff.get_by_role("spinbutton", name="枚数").fill(str(COUNT))
    staff.get_by_role("button", name="つくる", exact=True).click()
    expect(staff.get_by_text("整理券「10月の説明会」をつくりました。")).to_be_visible()
    with desk.expect_page() as opening:
        staff.get_by_role("link", name="印刷するファイルをつくる").click()
    page = opening.value
    assert_accessible(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="3枚の整理券のファイルをつくる").click()
    assert coming.value.suggested_filename == "整理券-10月の説明会.html"
    file = folder / "slips.html"
    coming.value.save_as(file)
    page.reload()
    expect(page.get_by_role("button", name="もう一度つくる")).to_be_visible()
    assert_accessible(page)
    page.goto(file.as_uri())
    expect(page.get_by_text("ここまでで、すべてです（3枚）。")).to_be_visible()
    names = page.locator(".slip svg title").all_text_contents()
    tokens = [re.search(r"HTTPS://KOE\.EXAMPLE\.LG\.JP/T/(\w{30})", name) for name in names]
    numbers = page.locator(".number b").all_inner_texts()
    return [(token[1], number) for token, number in zip(tokens, numbers, strict=True) if token]


def where(house: Served) -> str:
    """The path of the placement, as it stands on the slips."""
    with closing(sqlite3.connect(Path(house.environment["KOEBAKO_DATA_DIR"]) / "koebako.db")) as db:
        return "/s/" + str(db.execute("SELECT placement FROM slip_batch").fetchone()[0])
