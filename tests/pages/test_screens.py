"""The staff pages in real Chromium: whole, accessible, and showing nasty words as words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.builders import EVERY, document
from tests.chromium import DESKTOP, PHONE, OpenContext, assert_accessible, settle
from tests.pages.nasty import NASTY
from tests.serving import PASSWORD, Serve, Served, environment, manage

STAFF = "山田花子"
HEADINGS = {
    "": "ホーム",
    "build": "つくる",
    "distribute": "くばる",
    "results": "みる",
    "read": "よむ",
    "export": "だす",
}
SIZES: tuple[ViewportSize, ...] = (DESKTOP["viewport"], PHONE["viewport"])
# Where Markdown would show; `st.code` has a <pre> of its own for addresses to copy.
MARKUP = (
    "a[href*='evil'], img[src*='evil'], em, del, li, blockquote, .katex, h1 + h1, "
    "pre:not([data-testid='stCode'] pre)"
)


@pytest.fixture
def house(serve: Serve, tmp_path: Path) -> Served:
    data = tmp_path / "data"
    data.mkdir()
    added = manage(
        environment(data), "users", "add", STAFF, "--role", "admin", given=f"{PASSWORD}\n"
    )
    assert added.returncode == 0, added.stderr
    return serve(public_url="https://koe.example.lg.jp")


def sign_in(house: Served, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"{house.address}/staff/")
    page.get_by_label("名前").fill(STAFF)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    expect(page.get_by_role("heading", name="ホーム")).to_be_visible()
    return page


def visit(house: Served, page: Page, path: str, **query: str) -> None:
    """Open a page and wait until Streamlit has drawn it to its end."""
    address = "&".join(f"{name}={value}" for name, value in query.items())
    page.goto(f"{house.address}/staff/{path}?{address}")
    expect(page.get_by_role("heading", name=HEADINGS[path], level=1)).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    settle(page)


def imported(
    house: Served, folder: Path, definition: dict[str, object], *, publish: bool = True
) -> str:
    file = folder / "survey.json"
    file.write_text(json.dumps(definition), encoding="utf-8")
    options = ["--publish"] if publish else []
    done = house.manage("surveys", "import", str(file), *options)
    survey_id: str = json.loads(done.stdout)["survey"]
    return survey_id


def look(page: Page) -> None:
    """Nothing that axe finds and nothing to be reached sideways, in this width and in the other.

    A walk costs more than its looks: it is made once, at a desk or with a phone, and each thing is
    looked at as wide as both.
    """
    own = page.viewport_size
    assert own is not None
    for size in sorted(SIZES, key=lambda one: one != own):
        page.set_viewport_size(size)
        page.evaluate("new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))")
        settle(page)
        page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
        assert_accessible(page)
    page.set_viewport_size(own)


def test_every_page_is_accessible_until_signing_out(
    house: Served, phone: OpenContext, tmp_path: Path
) -> None:
    page = sign_in(house, phone())
    look(page)
    house.manage("demo")
    empty = imported(house, tmp_path, document().model_dump(mode="json"))
    full = json.loads(house.manage("surveys", "list", "--json").stdout)
    answered = next(survey["id"] for survey in full if survey["responses"])
    for path in HEADINGS:
        for survey_id in (empty, answered) if path else (empty,):
            visit(house, page, path, survey=survey_id)
            look(page)
    visit(house, page, "build", survey=answered, question="source")
    look(page)
    _sign_out(house, page)


def _sign_out(house: Served, page: Page) -> None:
    """It ends in the same tab."""
    expect(page.get_by_text(f"{STAFF}さん")).to_be_visible()
    page.get_by_role("link", name="ログアウト").click()
    expect(page.get_by_role("button", name="ログイン")).to_be_visible()
    page.goto(f"{house.address}/staff/")
    expect(page.get_by_role("button", name="ログイン")).to_be_visible()


EDITED = document(
    languages=("ja", "en"),
    sections=[
        {"title": "まつりについて", "questions": EVERY},
        {
            "title": "おわりに",
            "show_if": {"rules": [{"key": "q1", "op": "equals", "value": "bad"}]},
            "questions": [{"type": "long_text", "key": "why", "label": "なぜですか"}],
        },
    ],
)


def test_every_state_of_the_editor_is_accessible(
    house: Served, desktop: OpenContext, tmp_path: Path
) -> None:
    page = sign_in(house, desktop())
    survey_id = imported(house, tmp_path, EDITED.model_dump(mode="json"), publish=False)
    visit(house, page, "build", survey=survey_id, question="section-2")
    look(page)
    outline = page.get_by_role("radiogroup", name="調査のなかみ")
    for number, _ in enumerate(EDITED.questions(), start=1):
        outline.get_by_text(re.compile(rf"^{number}\. ")).click()
        expect(page.get_by_role("heading", name=f"質問{number}", exact=True)).to_be_visible()
        settle(page)
        look(page)
    page.get_by_text("くわしい設定").click()
    expect(page.get_by_text("前の質問の答えを文に入れる")).to_be_visible()
    page.get_by_role("button", name="条件を加える").click()
    expect(page.get_by_text("人だけに表示します。")).to_be_visible()
    settle(page)
    look(page)
    page.get_by_text("英語（").click()
    expect(page.get_by_label("質問の文　英語")).to_be_visible()
    settle(page)
    look(page)
    for button in ("まとめて直す", "削除"):
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        settle(page)
        look(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


HANDED_OUT = document(
    title={"ja": "まつり", "en": "Festival"},
    languages=("ja", "en"),
)


def test_every_part_of_handing_out_is_accessible(
    house: Served, phone: OpenContext, tmp_path: Path
) -> None:
    page = sign_in(house, phone())
    survey_id = imported(house, tmp_path, HANDED_OUT.model_dump(mode="json"))
    for part in ("整理券", "スキャンで一票", "会場の壁", "案内文"):
        visit(house, page, "distribute", survey=survey_id, section=part)
        expect(page.get_by_role("tab", name=part, selected=True)).to_be_visible()
        look(page)
    page.get_by_role("radio", name="ホームページ").click()
    expect(page.get_by_text("リンクカード", exact=True)).to_be_visible()
    settle(page)
    look(page)
    visit(house, page, "distribute", survey=survey_id)
    page.get_by_text("回答数を表でみる").click()
    expect(page.get_by_role("table")).to_be_visible()
    settle(page)
    look(page)
    page.get_by_role("button", name="ホームページ", exact=True).click()
    expect(page.get_by_role("button", name="配布先の一覧")).to_be_visible()
    for fold in ("印刷物の言葉", "ラベル用紙の寸法"):
        page.get_by_text(fold).click()
    expect(page.get_by_label("呼びかけの一行")).to_be_visible()
    settle(page)
    look(page)
    for button in ("配布先を追加", "直す", "停止する", "別の調査につなぐ"):
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        settle(page)
        look(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_was_printed_is_printed_again_with_one_click(
    house: Served, desktop: OpenContext, tmp_path: Path
) -> None:
    page = sign_in(house, desktop())
    survey_id = imported(house, tmp_path, HANDED_OUT.model_dump(mode="json"))
    visit(house, page, "distribute", survey=survey_id)
    page.get_by_role("button", name="ホームページ", exact=True).click()
    for link in ("A3ポスター", "A3ポスターを印刷"):
        with page.context.expect_page() as opening:
            page.get_by_role("link", name=link, exact=True).click()
        expect(opening.value.get_by_role("heading", name="まつり")).to_be_visible()
        assert opening.value.url.endswith("/poster-a3")
        opening.value.close()
        visit(house, page, "distribute", survey=survey_id)


def test_nasty_words_are_shown_as_they_are(
    house: Served, desktop: OpenContext, tmp_path: Path
) -> None:
    definition = document().model_dump(mode="json")
    questions = definition["sections"][0]["questions"]
    options = [{"value": f"a{n}", "label": {"ja": text}} for n, text in enumerate(NASTY)]
    questions[1] |= {"options": options, "max_choices": None, "label": {"ja": NASTY[4]}}
    definition["title"] = {"ja": NASTY[1]}
    survey_id = imported(house, tmp_path, definition)
    page = sign_in(house, desktop())
    for path in HEADINGS:
        visit(house, page, path, survey=survey_id)
        expect(page.get_by_role("heading").filter(has_text="evil.example/x.png")).to_be_visible()
        assert page.get_by_test_id("stMain").locator(MARKUP).count() == 0
    visit(house, page, "distribute", survey=survey_id)
    page.get_by_role("button", name="配布先を追加").click()
    page.get_by_label("名称").fill(f"{NASTY[0]}{NASTY[1]}:shark:")
    page.get_by_label("掲示場所").fill(NASTY[5])
    page.get_by_role("button", name="追加する").click()
    expect(page.get_by_role("button", name="配布先の一覧")).to_be_visible()  # it is opened
    settle(page)
    assert page.get_by_test_id("stMain").locator(MARKUP).count() == 0
    page.get_by_role("button", name="配布先の一覧").click()
    expect(page.get_by_role("button", name="evil.example/x.png")).to_be_visible()
    expect(page.get_by_text(NASTY[5])).to_be_visible()
    settle(page)
    assert page.get_by_test_id("stMain").locator(MARKUP).count() == 0
