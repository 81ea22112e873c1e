"""A survey behind a line that can be cut, and how a person answers it in a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from models import placements, surveys
from models.responses import StoredResponse, stored
from models.store import Store
from residents import app, assets
from tests.builders import LIKED, OPINION, SATISFACTION, document
from tests.residents.network import Line, reached

SEND = "この内容で送信する"
NOW = "いま送る"
KEPT = "通信できないため、前に開いた画面を表示しています。"
SCRIPT = "/assets/answer.js"
UNSENT = "まだ送信されていません"
RECEIVED = "お答えを受け取りました"
LATER = "電波が届かないようです。"
SURVEY = document(SATISFACTION, LIKED, OPINION, languages=("ja", "en"))


# Waits until the service worker keeps what is named, and nothing of what is not to be kept.
_KEPT = """async ([kept, gone]) => {
  for (;;) {
    const found = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    }
    const there = (part) => found.some((url) => url.endsWith(part) || url.includes(part + "?v="));
    if (kept.every(there) && !gone.some(there)) return found;
    await new Promise((again) => setTimeout(again, 20));
  }
}"""


class House:
    """The app, which may get another service worker by an update, or be too busy for sendings."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.release = 1
        self.refusal: int | None = None  # the status that a sending gets instead of being read

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One response."""
        app = self._app
        if scope["type"] == "http" and scope["path"] == "/sw.js" and self.release > 1:
            body = assets.SERVICE_WORKER.body + b"// release %d" % self.release
            app = Response(body, media_type="text/javascript")
        elif scope["type"] == "http" and scope["method"] == "POST" and self.refusal:
            app = Response(status_code=self.refusal)
        await app(scope, receive, send)


@dataclass
class Place:
    """A published survey behind a line."""

    line: Line
    store: Store
    survey_id: str
    code: str
    house: House

    @property
    def address(self) -> str:
        return f"{self.line.address}/s/{self.code}"

    def stored(self) -> list[StoredResponse]:
        """Every stored response."""
        with self.store.reading() as session:
            return stored(session, self.survey_id)

    def other_code(self, kind: str) -> str:
        """The code of a new placement."""

        def add(session: Session) -> str:
            return placements.add(session, self.survey_id, kind, kind, by="test")

        return self.store.write(add)


@pytest.fixture
def place(sqlite_store: Store) -> Iterator[Place]:
    """The residents' app with a survey of three questions."""

    def make(session: Session) -> tuple[str, str]:
        survey_id = surveys.create(session, SURVEY, by="test")
        surveys.publish(session, survey_id, by="test")
        return survey_id, placements.listing(session, survey_id)[0].code

    survey_id, code = sqlite_store.write(make)
    house = House(app.create(sqlite_store, "世田谷区"))
    with reached(house) as line:
        yield Place(line, sqlite_store, survey_id, code, house)


def write(page: Page, opinion: str) -> None:
    """Answer all but send: the page to check is open."""
    page.get_by_text("満足", exact=True).click()
    page.get_by_label("ご意見").fill(opinion)
    page.locator("#next").click()
    expect(page.get_by_role("button", name=SEND)).to_be_visible()


def send(page: Page) -> None:
    page.get_by_role("button", name=SEND).click()


def send_in_vain(place: Place, page: Page, opinion: str) -> None:
    """Answer and send while no connection holds, until the page says so."""
    write(page, opinion)
    place.line.become("dead")
    send(page)
    shown_unsent(page)


_PRESS = """name => [...document.querySelectorAll("button")]
  .find((button) => button.textContent.trim() === name)?.click()"""


def send_now(page: Page) -> str:
    """Send what waits by its button, unless the page has just done so; the receipt's number."""
    page.evaluate(_PRESS, NOW)
    return received(page)


def send_each(place: Place, pages: Sequence[Page], written: Sequence[str]) -> None:
    """Send what waits on each page: everything is stored once, under the receipts shown."""
    receipts = set()
    for page in pages:
        page.bring_to_front()
        receipts.add(send_now(page))
    assert opinions(place) == sorted(written)
    assert {response.receipt for response in place.stored()} == receipts


def number(page: Page) -> str:
    """The number that this page sends under."""
    return page.locator("[name=submission_id]").input_value()


def opinions(place: Place) -> Sequence[object]:
    """What everybody wrote, in any order."""
    return sorted(str(response.answers["q4"]) for response in place.stored())


def received(page: Page) -> str:
    """The number on the receipt page."""
    expect(page.get_by_role("heading", name=RECEIVED)).to_be_visible()
    return page.url.rsplit("/", 1)[1]


def shown_unsent(page: Page) -> None:
    expect(page.get_by_role("alert").get_by_role("heading", name=UNSENT)).to_be_visible()
    expect(page.get_by_text(LATER)).to_be_visible()


def kept(page: Page, *there: str, gone: tuple[str, ...] = ()) -> list[str]:
    """What the service worker keeps, as soon as it keeps these and those no more."""
    found: list[str] = page.evaluate(_KEPT, [list(there), list(gone)])
    return found
