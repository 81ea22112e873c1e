"""比べる, 小さな声 and the row of filters in real Chromium: accessible, and the choice kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.chromium import OpenContext, assert_accessible, settle
from tests.pages.test_screens import STAFF, sign_in, visit
from tests.serving import PASSWORD, Serve, Served, environment, manage


@pytest.fixture
def house(serve: Serve, tmp_path: Path) -> Served:
    data = tmp_path / "data"
    data.mkdir()
    added = manage(
        environment(data), "users", "add", STAFF, "--role", "admin", given=f"{PASSWORD}\n"
    )
    assert added.returncode == 0, added.stderr
    return serve(public_url="https://koe.example.lg.jp")


def test_filters_comparisons_and_voices_are_accessible(house: Served, phone: OpenContext) -> None:
    """On the narrowest screen; the wide one shows the same elements."""
    house.manage("demo")
    listed = json.loads(house.manage("surveys", "list", "--json").stdout)
    survey_id = max(listed, key=lambda survey: survey["responses"])["id"]
    page = sign_in(house, phone())
    visit(house, page, "results", survey=survey_id, view="比べる")
    assert_accessible(page)
    page.get_by_role("button", name="絞り込む").click()
    page.get_by_label("何で絞り込みますか").click()
    page.get_by_role("option", name="配布先").click()
    page.get_by_label("どれですか", exact=True).click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    settle(page)
    assert_accessible(page)
    page.get_by_role("button", name="この条件を加える").click()
    expect(page.get_by_text("配布先が「ホームページ」の回答をみています。")).to_be_visible()
    settle(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="保存した絞り込み").click()
    settle(page)
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_label("くらべるもの").click()
    page.get_by_role("option", name="いまの絞り込みと、それ以外").click()
    expect(page.get_by_text("いまの絞り込み n=").first).to_be_visible()
    settle(page)
    assert_accessible(page)
    page.get_by_text("小さな声", exact=True).click()
    expect(page.get_by_text("人数の少ないグループの答えは、")).to_be_visible()
    settle(page)
    assert_accessible(page)
    page.reload()
    expect(page.get_by_text("配布先が「ホームページ」の回答をみています。")).to_be_visible()
    expect(page.get_by_text("人数の少ないグループの答えは、")).to_be_visible()
