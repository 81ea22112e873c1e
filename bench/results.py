"""What a staff member waits for in みる: from a click to a page that is drawn to its end.

Twenty questions with 300 and with 100,000 answers, in Chromium on a desktop. Each interaction is
done several times; the medians are printed, and beside them the ratio of the large survey to the
small one, which is what the answers cost. Bars: 1 s for an interaction at 100,000 answers, and 2 s
from an answer to the page that counts it.
"""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx2
from playwright.sync_api import Page, sync_playwright

from bench import twenty
from bench.analysis import add, published
from models import document, placements
from models.store import Store
from tests import chromium
from tests.serving import NAME, PASSWORD, Served, environment, free_port, start

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')

SMALL, LARGE = 300, 100_000
ROUNDS = 5
PAGE_BAR, LIVE_BAR = 1.0, 2.0

# Drawn to its end: no script runs, nothing old is left, every chart has its picture.
DRAWN = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === "notRunning"
    && !document.querySelector('[data-stale="true"]')
    && [...document.querySelectorAll("main img, .stMain img")].every((at) => at.complete);
}"""


def drawn(page: Page, act: Callable[[], object], seen: Callable[[], object]) -> float:
    """Seconds from `act` until what is `seen` stands on a page that is drawn to its end."""
    began = time.perf_counter()
    act()
    seen()
    page.wait_for_function(DRAWN, polling="raf", timeout=60_000)
    return time.perf_counter() - began


def interactions(page: Page, address: str) -> Mapping[str, float]:
    """Medians of the waits for everything that is done most, in seconds."""
    waits: dict[str, list[float]] = {}

    def note(name: str, act: Callable[[], object], seen: Callable[[], object]) -> None:
        waits.setdefault(name, []).append(drawn(page, act, seen))

    def view(name: str) -> Callable[[], object]:
        return page.get_by_role("radio", name=name, exact=True).click

    def heading(name: str | re.Pattern[str]) -> Callable[[], object]:
        return page.get_by_role("heading", name=name).first.wait_for

    for _ in range(ROUNDS):
        note("open", lambda: page.goto(address), heading("質問ごとの集計"))
        note("to cross tables", view("クロス集計"), heading(re.compile(" × ")))
        note("to whose voices", view("誰の声か"), page.get_by_text("人口").first.wait_for)
        note("back to tables", view("単純集計"), heading("質問ごとの集計"))
    return {name: statistics.median(found) for name, found in waits.items()}


def live(page: Page, address: str, product: Served, code: str, number: int) -> float:
    """The median of seconds from the receipt of an answer until the page has counted it."""
    page.goto(address)
    page.get_by_role("heading", name="質問ごとの集計").wait_for()
    page.wait_for_function(DRAWN, timeout=60_000)
    waits = []
    with httpx2.Client(base_url=product.address) as phone:
        for more in range(1, ROUNDS + 1):
            own = dict(_HIDDEN.findall(phone.get(f"/s/{code}").text))
            end = own.pop("_end")
            sent = phone.post(f"/s/{code}", data=own | twenty.answers(more) | {"_end": end})
            assert sent.status_code == httpx2.codes.SEE_OTHER
            counted = page.get_by_text(f"n={number + more:,}").first
            waits.append(drawn(page, lambda: None, counted.wait_for))
    return statistics.median(waits)


def prepared(folder: Path) -> Mapping[int, tuple[str, str]]:
    """A survey of each size, before the server starts; size → its id and its code."""
    definition = document.load(twenty.definition())
    store = Store(f"sqlite:///{folder}/koebako.db")
    try:
        found = {}
        for number in (SMALL, LARGE):
            survey_id = published(store, definition)
            add(store, survey_id, definition, number)
            with store.reading() as session:
                found[number] = (survey_id, placements.listing(session, survey_id)[0].code)
        return found
    finally:
        store.close()


def sign_in(page: Page, product: Served) -> str:
    """The first account; returns the address that this page may speak to."""
    page.goto(product.setup_link)
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.get_by_role("button").click()
    page.get_by_role("heading", level=1).first.wait_for()
    return product.setup_link.partition("/staff-setup")[0]


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        found = prepared(Path(name))
        product = start(environment(Path(name)), free_port())
        program = chromium.installed() or chromium.downloaded(playwright)
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=False)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        here = sign_in(page, product)
        addresses = {
            number: f"{here}/staff/results?survey={survey_id}"
            for number, (survey_id, _) in found.items()
        }
        waits = {number: interactions(page, address) for number, address in addresses.items()}
        for action, small in waits[SMALL].items():
            large = waits[LARGE][action]
            missed = "  ABOVE THE BAR" if large > PAGE_BAR else ""
            print(
                f"{action:16} {small:5.2f} s at {SMALL:,}, {large:5.2f} s at {LARGE:,}, "
                f"ratio {large / small:4.2f} (bar {PAGE_BAR} s){missed}"
            )
        for number, (_, code) in found.items():
            seconds = live(page, addresses[number], product, code, number)
            missed = "  ABOVE THE BAR" if seconds > LIVE_BAR else ""
            print(f"answer counted   {seconds:5.2f} s at {number:,} (bar {LIVE_BAR} s){missed}")
        browser.close()
        product.stop()


if __name__ == "__main__":
    main()
