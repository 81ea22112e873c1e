"""Residents' pages opened in a browser, under the headers they are really sent with."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route

from residents import assets, security
from tests.residents.everything import picture

ADDRESS = "https://koebako.example/s/k7m2p"
RECEIPT = "/s/k7m2p/receipt/k7m2pw9xq3td"


@dataclass
class Opened:
    """A page, what it asked for, the bodies it sent, and what the browser complained about."""

    page: Page
    asked: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def opened(
    where: BrowserContext | Page,
    html: str,
    after: str = "",
    at: str = "",
    *,
    script: bool = True,
) -> Iterator[Opened]:
    """`html` at ADDRESS, opened `at` a place in it; a sending leads to the page `after`.

    Without `script` the page's own does not arrive, but the browser still runs what tests run.
    In a context a new page is opened; a page is used as it is, and can be used again afterwards.
    """
    seen = Opened(where if isinstance(where, Page) else where.new_page())
    headers = {name.decode(): value.decode() for name, value in security.headers(*assets.STYLES)}
    headers["content-type"] = "text/html; charset=utf-8"

    def answer(route: Route) -> None:
        request = route.request
        path = urlsplit(request.url).path
        seen.asked.append(path)
        if path in assets.STATIC:
            file = assets.STATIC[path]
            arrives = script or not path.endswith(".js")
            route.fulfill(body=file.body if arrives else b"", content_type=file.media_type)
        elif path == "/sw.js":
            # What the real one does is told in test_offline.py; here every request is seen.
            route.fulfill(body=b"", content_type="text/javascript")
        elif path.startswith("/images/"):
            route.fulfill(body=base64.b64decode(picture()["data"]), content_type="image/png")
        elif request.method == "GET":
            route.fulfill(body=after if "/receipt/" in path else html, headers=headers)
        else:
            seen.sent.append(request.post_data or "")
            if request.headers["accept"] == "application/json":
                route.fulfill(status=201, headers={"location": RECEIPT})
            else:
                route.fulfill(body=after, headers=headers)

    def complain(message: ConsoleMessage) -> None:
        seen.complaints.append(message.text)

    context = seen.page.context  # also asked by what no page asks for: its service worker
    context.route("**/*", answer)
    seen.page.on("console", complain)
    seen.page.goto(ADDRESS + at)
    yield seen
    if seen.page is where:
        seen.page.remove_listener("console", complain)
        context.unroute("**/*", answer)
    assert seen.complaints == []
