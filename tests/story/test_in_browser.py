"""The main job as people do it: a staff member at a desk, a visitor with a phone, real Chromium."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.chromium import OpenContext, assert_accessible, settle
from tests.qr.paper import codes_in, raster
from tests.serving import NAME, PASSWORD, Serve, Served, free_port
from tests.turning import to_the_check

TITLE = "駅前ひろば コンサート アンケート"
QUESTIONS = [
    ("単一回答", "全体としていかがでしたか", "満足\nどちらともいえない\n不満"),
    ("複数回答", "よかったものを選んでください", "演奏\n会場\n飲食"),
    ("単一回答", "どちらからお越しですか", "区内\n区外"),
    ("短文", "お住まいの町", None),
    ("自由記述", "ご意見をお聞かせください", None),
]
OPINIONS = (
    "待ち時間が長く、日陰の休憩所がほしい。",
    "休憩所がもっとあるとよい。",
    "=1+1 特になし\n以上",
)


@pytest.fixture
def house(serve: Serve) -> Served:
    """The product at an address that can be printed: without https, only within a network."""
    port = free_port()
    return serve(port=port, public_url=f"http://koebako.lan:{port}")


def test_the_whole_way(
    house: Served, desktop: OpenContext, phone: OpenContext, tmp_path: Path
) -> None:
    """First start → account → survey → publish → poster → scan → answer → results → words → CSV."""
    desk = desktop(accept_downloads=True)
    staff = make_the_first_account(house, desk)
    build_a_survey(staff)
    publish(staff)
    address = print_the_poster(house, desk, staff)
    assert address.lower().startswith(f"http://koebako.lan:{house.port}/s/")

    staff.get_by_role("link", name="みる").click()
    expect(staff.get_by_text("まだ回答がありません")).to_be_visible()
    answer(phone(), address, "満足", ["演奏", "会場"], OPINIONS[0])
    expect(
        staff.get_by_text("回答 1件", exact=True)
    ).to_be_visible()  # the open page moved by itself
    answer(phone(java_script_enabled=False), address, "不満", ["飲食"], OPINIONS[1])
    answer_with_an_error_first(phone(), address, OPINIONS[2])
    expect(staff.get_by_text("回答 3件", exact=True)).to_be_visible()
    see_the_results(staff)
    read_the_words(staff)
    assert exported(staff, tmp_path) == expected_csv(house, address)


def make_the_first_account(house: Served, desk: BrowserContext) -> Page:
    """The one-time link from the terminal leads to an account and on to ホーム."""
    page = desk.new_page()
    page.goto(house.setup_link)
    assert_accessible(page)
    page.get_by_label("名前").fill(NAME)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    page.get_by_label("パスワード（もう一度）").fill(PASSWORD)
    page.get_by_role("button", name="アカウントをつくる").click()
    expect(page.get_by_role("heading", name="ホーム")).to_be_visible()
    assert_accessible(page)
    return page


def fill(page: Page, label: str, text: str) -> None:
    """Write into a field of the editor and leave it, which saves."""
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")


def build_a_survey(page: Page) -> None:
    """Five questions, each seen in the phone preview before the next is begun."""
    page.get_by_role("button", name="新しい調査をつくる").click()
    preview = page.frame_locator("iframe")
    expect(page.get_by_role("button", name="公開する")).to_be_disabled()
    fill(page, "調査の名前", TITLE)
    expect(preview.get_by_role("heading", name=TITLE)).to_be_visible()
    fill(page, "調査の目的（区民の画面のはじめに出ます）", "次のコンサートをよりよくするため。")
    expect(preview.get_by_text("次のコンサートを")).to_be_visible()
    fill(page, "所管課", "文化・芸術振興課")
    fill(page, "電話番号", "03-0000-0000")
    expect(preview.get_by_text("03-0000-0000")).to_be_visible()
    for number, (kind, text, options) in enumerate(QUESTIONS, start=1):
        page.get_by_role("button", name="質問を追加").click()
        page.get_by_role("menuitem", name=kind).or_(page.get_by_role("option", name=kind)).click()
        expect(page.get_by_role("radio", name=f"{number}. （まだ")).to_be_checked()
        settle(page)
        fill(page, "質問の文", text)
        expect(preview.get_by_text(text)).to_be_visible()
        if options is not None:
            fill(page, "選択肢（1行に1つ）", options)
            expect(preview.get_by_text(options.splitlines()[-1], exact=True).last).to_be_visible()
    page.get_by_text("1. 全体としていかがでしたか").click()
    expect(page.get_by_role("radio", name="1. ")).to_be_checked()
    settle(page)
    # The old part of the page may still be there beside the new one.
    expect(page.get_by_label("質問の文").last).to_have_value(QUESTIONS[0][1])
    page.get_by_text("必須", exact=True).click()
    expect(preview.get_by_text("必須", exact=True)).to_be_visible()
    expect(page.get_by_text("公開できます。", exact=True)).to_be_visible()
    assert_accessible(page)


def publish(page: Page) -> None:
    """公開する asks once, then the survey is open."""
    page.get_by_role("button", name="公開する").click()
    page.get_by_role("dialog").get_by_role("button", name="公開する").click()
    expect(page.get_by_text("受付中")).to_be_visible()
    page.get_by_role("link", name="くばるへ").click()


def print_the_poster(house: Served, desk: BrowserContext, page: Page) -> str:
    """The poster printed to PDF and scanned; returns the address in its QR code."""
    link = page.get_by_role("link", name="A4ポスターを印刷")
    expect(link).to_be_visible()
    assert_accessible(page)
    with desk.expect_page() as opened:
        link.click()
    poster = opened.value
    expect(poster.get_by_text("文化・芸術振興課").first).to_be_visible()
    assert_accessible(poster)
    paper = raster(poster.pdf(prefer_css_page_size=True), dpi=200)
    poster.close()
    [address] = codes_in(paper)
    assert f"koebako.lan:{house.port}" in address.lower()
    return address


def answer(visitor: BrowserContext, address: str, felt: str, liked: list[str], said: str) -> None:
    """One visitor: scan, tick, write, send, receipt."""
    page = visitor.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.get_by_role("radio", name=felt).check()
    for option in liked:
        page.get_by_role("checkbox", name=option).check()
    page.get_by_role("radio", name="区内").check()
    page.get_by_label("お住まいの町").fill("三軒茶屋")
    page.get_by_label("ご意見をお聞かせください").fill(said)
    if page.locator("#next:visible").count():  # without script all is on one page
        to_the_check(page)
    page.get_by_role("button", name="この内容で送信する").click()
    page.wait_for_url("**/receipt/**")
    page.close()


def answer_with_an_error_first(visitor: BrowserContext, address: str, said: str) -> None:
    """A forgotten question: the page says so, keeps all that was written, and takes it then."""
    page = visitor.new_page()
    page.goto(address)
    assert_accessible(page)
    page.get_by_label("ご意見をお聞かせください").fill(said)
    to_the_check(page)
    page.get_by_role("button", name="この内容で送信する").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.title().startswith("エラー：")
    assert_accessible(page)
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    assert page.get_by_label("ご意見をお聞かせください").input_value() == said
    page.get_by_role("radio", name="満足", exact=True).check()
    to_the_check(page)
    page.get_by_role("button", name="この内容で送信する").click()
    page.wait_for_url("**/receipt/**")
    assert_accessible(page)
    page.close()


def see_the_results(page: Page) -> None:
    """Counts in tables, n, and the fixed caution."""
    expect(page.get_by_text("この結果は回答者の集計であり")).to_be_visible()
    for _, text, _ in QUESTIONS[:3]:
        expect(page.get_by_role("heading", name=text)).to_be_visible()
    expect(page.get_by_text("参考値").first).to_be_visible()
    expect(page.locator("figure img").first).to_be_visible()
    assert_accessible(page)


def read_the_words(page: Page) -> None:
    """休憩所 was written by two people; choosing it shows both places."""
    page.get_by_role("link", name="よむ").click()
    page.get_by_label("質問", exact=True).click()
    page.get_by_role("option", name="ご意見をお聞かせください").click()
    expect(page.get_by_text("ご意見 3人")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="言葉から読む").click()
    settle(page)
    word = page.get_by_label("言葉でさがす")
    word.fill("休憩所")
    word.press("Enter")
    expect(page.get_by_text("2人が2か所に書いています。")).to_be_visible()
    settle(page)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    assert_accessible(page)


def exported(page: Page, folder: Path) -> str:
    """responses.csv as downloaded, decoded as Excel would."""
    page.get_by_role("link", name="だす").click()
    first = page.get_by_role("button", name="ダウンロード").first
    expect(first).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as download:
        first.click()
    assert download.value.suggested_filename == "responses.csv"
    file = folder / "responses.csv"
    download.value.save_as(file)
    return file.read_bytes().decode("utf-8-sig")


def expected_csv(house: Served, address: str) -> str:
    """The whole file, written a second time from what the three visitors did."""
    code = address.rsplit("/", 1)[1].lower()
    ids, arrivals = stored_ids_and_arrivals(house)
    header = [
        *("response_id", "version", "placement", "placement_name", "language", "mode", "received"),
        "flags",
        *("q1", "q2_a1", "q2_a2", "q2_a3", "q3", "q4", "q5"),
    ]
    place = ["1", code, "ホームページ", "ja", "web"]
    people = {
        OPINIONS[0]: ["a1", "1", "1", "0", "a1", "三軒茶屋", OPINIONS[0]],
        OPINIONS[1]: ["a3", "0", "0", "1", "a1", "三軒茶屋", OPINIONS[1]],
        OPINIONS[2]: ["a1", "", "", "", "", "", "'=1+1 特になし 以上"],
    }
    rows = [[ids[said], *place, *arrivals[said], *cells] for said, cells in people.items()]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([header, *sorted(rows)])
    return text.getvalue()


def stored_ids_and_arrivals(house: Served) -> tuple[dict[str, str], dict[str, list[str]]]:
    """By opinion: the response's id (from its submission_id); the hour in Japan, and flags."""
    data = Path(house.environment["KOEBAKO_DATA_DIR"]) / "koebako.db"
    database = sqlite3.connect(f"file:{data}?mode=ro", uri=True)
    query = "SELECT answers, submission_id, received, flags FROM response"
    rows = database.execute(query).fetchall()
    database.close()
    japan = timezone(timedelta(hours=9))
    ids, arrivals = {}, {}
    for answers, number, received, flags in rows:
        said = json.loads(answers)["q5"]
        ids[said] = "r" + hashlib.sha256(number.encode()).hexdigest()[:12]
        at = datetime.fromisoformat(received).replace(tzinfo=UTC).astimezone(japan)
        arrivals[said] = [at.isoformat(timespec="minutes"), flags.replace(",", " ")]
    return ids, arrivals
