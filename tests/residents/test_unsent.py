"""An answer that could not be sent, on the pages where there is no form any more."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from models import surveys
from tests.chromium import OpenContext, assert_accessible
from tests.residents.place import NOW, Place, opinions, send_in_vain, send_now


@pytest.fixture
def page(place: Place, phone: OpenContext) -> Page:
    """A page whose answer could not be sent, and the network is back."""
    page = phone(accept_downloads=True).new_page()
    page.goto(place.address)
    send_in_vain(place, page, "間に合わなかった")
    page.goto("about:blank")
    place.line.become("open")
    return page


def test_after_the_closing_it_is_sent_within_the_grace(place: Place, page: Page) -> None:
    place.store.write(lambda session: surveys.close(session, place.survey_id, by="test"))
    page.goto(place.address)
    expect(page.get_by_role("heading", name="受付は終了しました")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("区民まつりアンケート")
    assert_accessible(page)
    send_now(page)
    [stored] = place.stored()
    assert stored.answers["q4"] == "間に合わなかった"
    assert "late" in stored.flags
    assert page.evaluate("Object.keys(localStorage)") == []


def test_what_is_refused_can_still_be_saved_and_removed(place: Place, page: Page) -> None:
    place.store.write(lambda session: surveys.pause(session, place.survey_id, by="test"))
    page.goto(place.address)
    page.get_by_role("button", name=NOW).click()
    expect(page.get_by_text("いま送信されたお答えは、受け取っていません。")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="お答えをファイルに保存").click()
    assert "間に合わなかった" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="このお答えを消す").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="このお答えを消す").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert place.stored() == []


def test_it_shows_on_the_home_page_and_where_a_page_is_missing(place: Place, page: Page) -> None:
    for path in ("/s/zzzzz", "/"):
        page.goto(place.line.address + path)
        expect(page.get_by_role("alert")).to_contain_text("まだ送信されていません")
    place.line.become("dead")
    page.get_by_role("button", name=NOW).click()
    expect(page.get_by_text("電波が届かないようです。")).to_be_visible()
    place.line.become("open")
    send_now(page)
    assert opinions(place) == ["間に合わなかった"]
    page.goto(place.line.address)
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_day_later_nothing_is_left(place: Place, page: Page) -> None:
    page.goto(place.line.address)
    expect(page.get_by_role("alert")).to_be_visible()
    page.clock.install()
    page.clock.fast_forward("24:00:01")
    page.goto(place.line.address)
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage)") == []
