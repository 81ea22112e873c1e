"""Sending where the network comes and goes: real browser, real server, a line that can be cut."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import expect

from tests.chromium import OpenContext
from tests.residents.place import (
    NOW,
    Place,
    number,
    opinions,
    received,
    send,
    send_each,
    send_in_vain,
    send_now,
    shown_unsent,
    write,
)

_WITHOUT_WORKER = "Object.defineProperty(Navigator.prototype, 'serviceWorker', {value: undefined})"
_WITHOUT_STORAGE = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})"
)


def test_a_sending_shows_its_receipt_and_leaves_nothing(place: Place, phone: OpenContext) -> None:
    page = phone().new_page()
    page.goto(place.address)
    write(page, "よかった")
    send(page)
    receipt = received(page)
    assert [response.receipt for response in place.stored()] == [receipt]
    assert page.evaluate("Object.keys(localStorage)") == []
    page.go_back()
    assert not page.url.endswith(receipt)


def test_without_network_it_waits_and_goes_when_the_network_is_back(
    place: Place, phone: OpenContext
) -> None:
    context = phone()
    page = context.new_page()
    page.goto(place.address)
    write(page, "電波なし")
    context.set_offline(True)
    send(page)
    shown_unsent(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_text("電波なし")).to_be_visible()  # still on the page to check
    assert place.stored() == []
    context.set_offline(False)  # the browser says `online`
    received(page)
    assert opinions(place) == ["電波なし"]


def test_a_reply_that_is_lost_does_not_count_twice(place: Place, phone: OpenContext) -> None:
    page = phone().new_page()
    page.goto(place.address)
    write(page, "届いたか分からない")
    place.line.become("deaf")
    send(page)
    assert place.line.lost.acquire(timeout=30)
    [stored] = place.stored()
    shown_unsent(page)
    place.line.become("open")
    assert send_now(page) == stored.receipt
    assert [response.receipt for response in place.stored()] == [stored.receipt]


def test_what_was_sent_is_held_until_it_is_settled(place: Place, phone: OpenContext) -> None:
    """Other answers under the same number would be another sending."""
    page = phone().new_page()
    page.goto(place.address)
    write(page, "はじめの意見")
    place.line.become("deaf")
    send(page)
    assert place.line.lost.acquire(timeout=30)
    shown_unsent(page)
    expect(page.get_by_role("link", name="変える").first).to_be_hidden()
    page.go_back()
    area = page.get_by_label("ご意見")
    expect(area).to_be_visible()
    assert area.evaluate("area => { area.focus(); return document.activeElement !== area }")
    place.line.become("open")
    send_now(page)
    assert opinions(place) == ["はじめの意見"]


def test_it_is_tried_again_by_itself_and_a_slow_network_counts_as_none(
    place: Place, phone: OpenContext
) -> None:
    context = phone()
    page = context.new_page()
    page.clock.install()
    page.goto(place.address)
    write(page, "おそい")
    place.line.become("slow")
    send(page)
    expect(page.get_by_role("button", name="送信しています…")).to_be_disabled()
    page.clock.fast_forward(20_000)
    shown_unsent(page)
    place.line.become("dead")
    page.clock.fast_forward(5_000)
    expect(page.get_by_role("button", name=NOW)).to_be_visible()
    place.line.become("open")
    page.clock.fast_forward(10_000)
    received(page)
    assert opinions(place) == ["おそい"]


def test_a_tab_that_was_closed_sends_when_it_opens_again(place: Place, phone: OpenContext) -> None:
    context = phone()
    page = context.new_page()
    page.goto(place.address)
    write(page, "閉じた")
    place.line.become("deaf")
    send(page)
    assert place.line.lost.acquire(timeout=30)
    shown_unsent(page)
    page.close()
    place.line.become("open")
    page = context.new_page()
    page.goto(place.address)
    received(page)
    assert opinions(place) == ["閉じた"]


def test_two_tabs_send_two_answers(place: Place, phone: OpenContext) -> None:
    context = phone()
    pages = [context.new_page(), context.new_page()]
    written = ("左", "右")
    for page, opinion in zip(pages, written, strict=True):
        page.goto(place.address)
        write(page, opinion)
    place.line.become("dead")
    for page in pages:
        page.bring_to_front()
        send(page)
        shown_unsent(page)
    place.line.become("open")
    send_each(place, pages, written)


def test_the_file_holds_questions_answers_and_the_number(place: Place, phone: OpenContext) -> None:
    page = phone(accept_downloads=True).new_page()
    page.goto(place.address)
    send_in_vain(place, page, "一行目\n二行目")
    with page.expect_download() as download:
        page.get_by_role("button", name="お答えをファイルに保存").click()
    assert download.value.suggested_filename == "koebako.txt"
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines() == [
        "区民まつりアンケート",
        "",
        "問1 満足しましたか",
        "満足",
        "",
        "問2 よかったもの",
        "お答えなし",
        "",
        "問3 ご意見",
        "一行目",
        "二行目",
        "",
        f"番号 {number(page)}",
        place.address,
    ]


def test_without_service_worker_or_storage_it_is_kept_in_the_page(
    place: Place, phone: OpenContext
) -> None:
    """Leaving the page would lose it, so the browser asks."""
    context = phone()
    context.add_init_script(_WITHOUT_WORKER)
    context.add_init_script(_WITHOUT_STORAGE)
    page = context.new_page()
    page.goto(place.address)
    send_in_vain(place, page, "何も残せない端末")
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    place.line.become("open")
    send_now(page)
    assert opinions(place) == ["何も残せない端末"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_is_too_busy_is_asked_again(
    place: Place, phone: OpenContext, status: int
) -> None:
    page = phone().new_page()
    page.clock.install()
    page.goto(place.address)
    write(page, "混雑")
    place.house.refusal = status
    send(page)
    shown_unsent(page)
    place.house.refusal = None
    page.clock.fast_forward(5_000)
    received(page)
    assert opinions(place) == ["混雑"]


def test_what_the_server_wants_mended_is_mended_on_its_page(
    place: Place, phone: OpenContext
) -> None:
    page = phone().new_page()
    page.goto(place.address)
    page.get_by_label("ご意見").fill("先に意見")
    page.locator("#next").click()
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("問1")
    page.get_by_text("満足", exact=True).click()
    page.locator("#next").click()
    send(page)
    received(page)
    assert opinions(place) == ["先に意見"]


def test_another_answer_under_the_same_number_is_told_so(place: Place, phone: OpenContext) -> None:
    page = phone().new_page()
    page.goto(place.address)
    write(page, "あとの意見")
    first = {"q1": "bad", "q4": "先の意見", "submission_id": number(page), "_end": "1"}
    assert httpx2.post(place.address, data=first).status_code == 303
    before = number(page)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("前のお答えは受け取っています")
    assert number(page) != before
    assert opinions(place) == ["先の意見"]
    assert before not in page.evaluate("JSON.stringify(localStorage)")


def test_a_shared_device_keeps_nothing_and_stays_while_an_answer_waits(
    place: Place, phone: OpenContext
) -> None:
    kiosk = place.other_code("kiosk")
    page = phone().new_page()
    page.clock.install()
    page.goto(f"{place.line.address}/s/{kiosk}")
    send_in_vain(place, page, "据え置き端末")
    page.clock.fast_forward(90_000)
    expect(page.get_by_role("button", name=NOW)).to_be_visible()
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage)") == []
    place.line.become("open")
    send_now(page)
    assert [(one.mode, one.answers["q4"]) for one in place.stored()] == [("kiosk", "据え置き端末")]
