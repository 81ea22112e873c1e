"""Opening the answer page without network: what the service worker keeps, and what it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect

from models import surveys
from tests.chromium import PHONE, OpenContext, installed
from tests.residents.place import (
    KEPT,
    SCRIPT,
    Place,
    kept,
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


def test_a_browser_that_was_ended_opens_and_sends_later(
    place: Place, browser: Browser, tmp_path: Path
) -> None:
    """Without network the page comes from the worker, with the answer that could not be sent."""
    options: dict[str, Any] = PHONE | {
        "executable_path": installed() or browser.browser_type.executable_path,
        "args": ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        "chromium_sandbox": False,
    }
    start = browser.browser_type.launch_persistent_context
    context = start(tmp_path / "profile", **options)
    page = context.pages[0]
    page.goto(place.address)
    kept(page, place.code, SCRIPT)
    send_in_vain(place, page, "電池切れ")
    context.close()

    context = start(tmp_path / "profile", **options)
    page = context.pages[0]
    page.goto(place.address)
    shown_unsent(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    place.line.become("open")
    send_now(page)
    context.close()
    assert opinions(place) == ["電池切れ"]


def test_a_page_opened_before_opens_without_network(place: Place, phone: OpenContext) -> None:
    """Each opening has a number of its own, and says that it is an old view."""
    context = phone()
    first = context.new_page()
    first.goto(place.address)
    kept(first, place.code, SCRIPT)
    place.line.become("dead")
    pages = [context.new_page(), context.new_page()]
    written = ("一人目", "二人目")
    for page, opinion in zip(pages, written, strict=True):
        page.goto(place.address)
        expect(page.get_by_text(KEPT)).to_be_visible()
        send_in_vain(place, page, opinion)
    assert len({number(page) for page in (first, *pages)}) == 3
    place.line.become("open")
    send_each(place, pages, written)


def test_a_slow_network_does_not_keep_the_page_back(place: Place, phone: OpenContext) -> None:
    page = phone().new_page()
    page.goto(place.address)
    kept(page, place.code, SCRIPT)
    place.line.become("slow")
    page.goto(place.address)
    expect(page.get_by_text(KEPT)).to_be_visible()
    place.line.become("open")
    page.goto(place.address)
    expect(page.get_by_role("heading", name="区民まつりアンケート")).to_be_visible()
    expect(page.get_by_text(KEPT)).to_have_count(0)


def test_each_language_is_kept_and_another_is_better_than_none(
    place: Place, phone: OpenContext
) -> None:
    page = phone().new_page()
    page.goto(place.address)
    kept(page, place.code, SCRIPT)
    place.line.become("dead")
    page.goto(f"{place.address}?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    place.line.become("open")
    page.goto(f"{place.address}?lang=en")
    kept(page, "?lang=en")
    place.line.become("dead")
    page.goto(f"{place.address}?lang=en&from=poster")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_text("There is no connection")).to_be_visible()


def test_an_update_of_the_worker_leaves_the_kept_page(place: Place, phone: OpenContext) -> None:
    """Asked for without network, and arrived just before the network goes."""
    context = phone()
    page = context.new_page()
    page.goto(place.address)
    before = kept(page, place.code, SCRIPT)
    place.house.release = 2
    place.line.become("dead")
    update = "async () => (await navigator.serviceWorker.ready).update().then(() => 1, () => 0)"
    assert page.evaluate(update) == 0
    page.goto(place.address)
    expect(page.get_by_text(KEPT)).to_be_visible()
    place.line.become("open")
    changed = (
        "async () => { const change = new Promise((done) =>"
        " { navigator.serviceWorker.oncontrollerchange = done; });"
        " await (await navigator.serviceWorker.ready).update(); await change; }"
    )
    page.evaluate(changed)
    place.line.become("dead")
    page.goto(place.address)
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert kept(page, place.code) == before


def test_only_pages_of_ones_own_device_are_kept(place: Place, phone: OpenContext) -> None:
    """No receipt, no shared device, no reply to a sending; and no survey that is over."""
    kiosk = place.other_code("kiosk")
    page = phone().new_page()
    page.goto(place.address)
    kept(page, place.code, SCRIPT)
    page.goto(f"{place.line.address}/s/{kiosk}")
    expect(page.locator("#answers")).to_have_attribute("data-mode", "kiosk")
    page.goto(place.address)
    write(page, "よかった")
    send(page)
    receipt = received(page)
    found = kept(page, place.code)
    assert {url.split("?")[0].removeprefix(place.line.address) for url in found} == {
        f"/s/{place.code}",
        SCRIPT,
    }
    assert receipt not in "".join(found)
    place.store.write(lambda session: surveys.close(session, place.survey_id, by="test"))
    page.goto(place.address)
    assert kept(page, gone=(place.code,)) is not None
