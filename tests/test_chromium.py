from __future__ import annotations

import asyncio
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import DESKTOP, OpenContext, assert_accessible, guarded

_PAGE = b"""<!doctype html><html lang="ja"><title>koe</title><main><h1>koe</h1></main>
<script>document.title = navigator.language + " " + devicePixelRatio + " " + innerWidth</script>"""


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(_PAGE)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_phone_is_japanese_and_narrow_and_finds_koebako_example(
    phone: OpenContext, port: int
) -> None:
    page = phone().new_page()
    page.goto(f"http://koebako.example:{port}/")
    assert page.title().startswith("ja-JP 2 ")
    assert page.evaluate("[matchMedia('(pointer: coarse)').matches, screen.width]") == [True, 390]
    assert page.evaluate("new Date(0).getHours()") == 9


def test_desktop_is_japanese_and_wide(desktop: OpenContext, port: int) -> None:
    page = desktop().new_page()
    page.goto(f"http://127.0.0.1:{port}/")
    assert page.title() == "ja-JP 1 1280"


def test_options_of_a_context_can_be_given(phone: OpenContext, port: int) -> None:
    page = phone(java_script_enabled=False).new_page()
    page.goto(f"http://localhost:{port}/")
    assert page.title() == "koe"


def show(page: Page, html: str) -> None:
    """Set the content and let pass one turn of the page's event loop: what comes late has come."""
    page.set_content(html)
    page.evaluate("() => new Promise(done => setTimeout(done))")


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ('<img src="http://elsewhere.example/x.png">', "foreign host: http://elsewhere.example/x"),
        ('<img src="http://192.0.2.1/x.png">', "foreign host: http://192.0.2.1/x.png"),
        ("<script>new WebSocket('ws://elsewhere.example/')</script>", "ws://elsewhere.example/"),
        ("<script>throw new Error('broken')</script>", "page error: Error: broken"),
        ("<script>Promise.reject(new Error('late'))</script>", "page error: Error: late"),
    ],
)
def test_guard_fails_on_what_no_page_may_do(browser: Browser, html: str, wrong: str) -> None:
    with (
        pytest.raises(pytest.fail.Exception, match=wrong),
        guarded(browser, DESKTOP) as open_context,
    ):
        show(open_context().new_page(), html)


def test_accessible_page_passes_under_a_strict_content_security_policy(
    desktop: OpenContext,
) -> None:
    page = desktop().new_page()
    page.set_content(
        '<html lang="ja"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        "<title>koe</title><main><h1>koe</h1></main>"
    )
    assert_accessible(page)


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<input type="text">', "label (critical)"),
        ('<p style="color: #aaa; background: #fff">koe</p>', "color-contrast (serious)"),
        ('<a href="/a" style="font-size: 8px">a</a><br><a href="/b">b</a>', "target-size"),
    ],
)
def test_inaccessible_page_fails_with_rule_place_and_remedy(
    desktop: OpenContext, html: str, rule: str
) -> None:
    page = desktop().new_page()
    page.set_content(f'<html lang="ja"><title>koe</title><main>{html}</main>')
    with pytest.raises(AssertionError) as failure:
        assert_accessible(page)
    assert rule in str(failure.value)
    assert html.partition(">")[0] in str(failure.value)
    assert "Fix " in str(failure.value)


def test_what_streamlit_draws_pale_for_a_moment_is_no_breach(desktop: OpenContext) -> None:
    page = desktop().new_page()
    page.set_content(
        '<html lang="ja"><title>koe</title><main data-testid="stApp" data-test-script-state='
        '"notRunning"><p style="transition: opacity .3s; opacity: .2">koe</p></main>'
    )
    page.locator("p").evaluate("one => { getComputedStyle(one).opacity; one.style.opacity = 1 }")
    assert_accessible(page)
    page.locator("p").evaluate("one => { one.style.opacity = .2 }")
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_accessible(page)


def test_browser_tests_come_last_since_the_browser_occupies_asyncio(
    request: pytest.FixtureRequest,
) -> None:
    uses_browser = [
        "browser" in item.fixturenames
        for item in request.session.items
        if isinstance(item, pytest.Function)
    ]
    assert uses_browser == sorted(uses_browser)
    assert asyncio.run(asyncio.sleep(0, "free")) == "free"
