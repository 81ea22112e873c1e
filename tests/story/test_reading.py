"""よむ from the first line to what may be published: read, found, filed, crossed, hidden, saved."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from models.store import Store
from tests.chromium import OpenContext, settle
from tests.pages.nasty import NASTY
from tests.pages.reading_room import VIEWS, survey_of, ward
from tests.pages.test_screens import MARKUP, STAFF, look, sign_in, visit
from tests.serving import PASSWORD, Serve, Served, environment, manage

_PATIENCE = 60_000  # ms; the first look of a server loads the dictionary and cuts every comment
WORDS = ["休憩所がほしい。休憩所が遠い。", "休憩所が足りない。"]
CALL = "係の方は親切でした。電話は090-1234-5678です。"


@pytest.fixture
def house(serve: Serve, tmp_path: Path) -> tuple[Served, str]:
    """A server and its only survey, with real comments and such as would be markup."""
    data = tmp_path / "data"
    data.mkdir()
    users = ("users", "add", STAFF, "--role", "admin")
    manage(environment(data), *users, given=f"{PASSWORD}\n").check_returncode()
    store = Store(f"sqlite:///{data}/koebako.db")
    survey_id = survey_of(store, [*WORDS * 10, *NASTY, *ward(40), CALL])
    store.close()
    return serve(public_url="https://koe.example.lg.jp"), survey_id


def test_comments_are_read_and_made_ready_to_be_published(
    house: tuple[Served, str], desktop: OpenContext
) -> None:
    served, survey_id = house
    page = sign_in(served, desktop())
    page.goto(f"{served.address}/staff/read?survey={survey_id}")
    expect(page.get_by_role("radio", name=VIEWS[0])).to_be_attached(timeout=_PATIENCE)
    for view in VIEWS:
        visit(served, page, "read", survey=survey_id, view=quote(view))
        expect(page.get_by_role("radio", name=view)).to_be_checked()
        look(page)
        assert page.get_by_test_id("stMain").locator(MARKUP).count() == 0
    _a_word_leads_to_whole_comments(served, page, survey_id)
    _codes_cross_with_questions(served, page, survey_id)
    _what_names_a_person_is_hidden(served, page, survey_id)


def _a_word_leads_to_whole_comments(served: Served, page: Page, survey_id: str) -> None:
    """And from there to what their writers chose."""
    visit(served, page, "read", survey=survey_id, view=quote("要点"))
    page.get_by_role("button", name="言葉から読む").click()
    settle(page)
    box = page.get_by_role("combobox", name="言葉でさがす")
    box.fill("遠い")
    box.press("Enter")
    expect(page.get_by_text("10人が10か所に書いています。")).to_be_visible()
    line = page.locator(".koe-kwic details").first
    expect(line.locator(".said")).to_be_hidden()
    line.locator("summary").click()
    expect(line.locator(".said")).to_be_visible()
    expect(line.get_by_text("満足しましたか")).to_be_visible()
    settle(page)
    look(page)


def _codes_cross_with_questions(served: Served, page: Page, survey_id: str) -> None:
    """Fields of policy are offered, file every comment, and stand in クロス集計 as a question."""
    visit(served, page, "read", survey=survey_id, view=quote("分類"))
    page.get_by_role("button", name="加える", exact=True).click()
    expect(page.get_by_text("件のご意見を、規則で分類しました。")).to_be_visible()
    settle(page)
    look(page)
    page.get_by_role("link", name="クロス集計でみる").click()
    expect(page.get_by_role("heading", name="みる", level=1)).to_be_visible()
    settle(page)
    expect(page.get_by_text("ご意見の分類（").first).to_be_attached()


def _what_names_a_person_is_hidden(served: Served, page: Page, survey_id: str) -> None:
    visit(served, page, "read", survey=survey_id, view=quote("読む"))
    page.get_by_text("氏名や連絡先などかもしれないものだけ").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    settle(page)
    look(page)
    page.get_by_role("button", name="伏せる", exact=True).locator("visible=true").first.click()
    expect(page.get_by_text("伏せます")).to_be_visible()
    settle(page)
    with page.expect_download() as saving:
        page.get_by_role("button", name="公表用のCSV").click()
    published = saving.value.path().read_text(encoding="utf-8-sig")
    assert "係の方は親切でした。電話は●" in published
    assert "090" not in published
