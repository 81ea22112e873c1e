"""分類 in real Chromium: a click costs no more than itself, and what it changed is counted then."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import expect

from models.store import Store
from tests.chromium import OpenContext, assert_accessible, settle
from tests.pages.coding_room import alike, by_hand, coded_survey, machine
from tests.pages.test_screens import MARKUP, SIZES, STAFF, sign_in
from tests.serving import PASSWORD, Serve, environment, manage

_PATIENCE = 60_000  # ms; the first look of a server loads the dictionary


def test_codes_are_given_by_hand_and_by_example(
    serve: Serve, tmp_path: Path, desktop: OpenContext
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    users = ("users", "add", STAFF, "--role", "admin")
    manage(environment(data), *users, given=f"{PASSWORD}\n").check_returncode()
    store = Store(f"sqlite:///{data}/koebako.db")
    survey_id = coded_survey(store, [*alike(8), "<b>x</b> ![x](http://evil.example/x.png) 案内"])
    machine(store, survey_id, {16: []})
    by_hand(store, survey_id, {at: {"park": True} for at in range(5)})
    by_hand(store, survey_id, {at: {"road": True} for at in range(8, 13)})
    store.close()
    served = serve(public_url="https://koe.example.lg.jp")
    page = sign_in(served, desktop())
    page.goto(f"{served.address}/staff/read?survey={survey_id}&view={quote('分類')}")
    page.get_by_role("radio", name="手で").click(timeout=_PATIENCE)
    expect(page.get_by_role("button", name="これでよい").first).to_be_visible()
    settle(page)
    line = page.get_by_role("row", name="公園").first
    expect(line).to_contain_text("5")

    strange = page.get_by_test_id("stLayoutWrapper").filter(has_text="evil.example").last
    strange.get_by_role("button", name="公園").click()
    expect(page.get_by_text("職員が判断したご意見は11件です")).to_be_visible()
    expect(strange.get_by_text("職員：公園。")).to_be_visible()  # and the comment has not moved
    expect(line).to_contain_text("5")
    page.get_by_role("button", name="数えなおす").first.click()
    expect(line).to_contain_text("6")
    expect(page.get_by_role("button", name="数えなおす")).to_have_count(0)

    page.get_by_role("radio", name="例から").click()
    page.get_by_role("button", name="例から提案する").click()
    expect(page.get_by_text("6件に分類を提案します。")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="はい", exact=True).first.click()
    expect(page.get_by_text("はい、と判断しました。")).to_be_visible()
    for size in SIZES:
        page.set_viewport_size(size)
        settle(page)
        assert_accessible(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.get_by_test_id("stMain").locator(MARKUP).count() == 0
