"""A real browser for tests, with a guard: no request leaves the house, no script fails unseen.

`phone` and `desktop` open browser contexts: `page = phone().new_page()`. Options of Playwright's
`new_context` may be given: `phone(java_script_enabled=False)`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

OpenContext: TypeAlias = Callable[..., BrowserContext]

OURS = frozenset({"127.0.0.1", "localhost", "koebako.example", "koebako.lan"})

_JAPAN = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo"}
PHONE: dict[str, Any] = _JAPAN | {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP: dict[str, Any] = _JAPAN | {"viewport": {"width": 1280, "height": 900}}

# A busy machine makes a page late, not wrong: an expectation ends as soon as it is met.
expect.set_options(timeout=30_000)

_LOOKS = 3
_STANDS_STILL = """() => document.getAnimations().every(
    one => !(one instanceof CSSTransition) || one.playState !== 'running')"""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# These two names are this machine; no other name or address is ever asked or reached.
_REACHABLE = (
    "MAP koebako.example 127.0.0.1, MAP koebako.lan 127.0.0.1, MAP * ~NOTFOUND, "
    "EXCLUDE 127.0.0.1, EXCLUDE localhost"
)
# The address bar's own pages (the first three), made anew for every context and never seen, and a
# renderer in reserve take two thirds of what an empty context costs. The list takes the place of
# Playwright's, which therefore follows.
_NOT_NEEDED = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "PreloadTopChromeWebUI"),
    "SpareRendererForSitePerProcess",
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "AimEnabled"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"),
)
_ARGUMENTS = (
    f"--disable-features={','.join(_NOT_NEEDED)}",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--host-resolver-rules={_REACHABLE}",
)


def installed() -> Path | None:
    """Chromium or Chrome of this machine; None without one.

    A snap does not count: it cannot read the profile folders that Playwright makes, and
    Ubuntu's chromium-browser without the snap is a script that only says so.
    """
    for program in _PROGRAMS:
        found = shutil.which(program)
        if found and not _is_snap(Path(found)):
            return Path(found)
    return None


def _is_snap(program: Path) -> bool:
    if "/snap/" in f"{program}{program.resolve()}":
        return True
    with program.open("rb") as file:
        start = file.read(4096)
    return start.startswith(b"#!") and b"/snap/bin/" in start


def downloaded(playwright: Playwright) -> Path | None:
    """The Chromium that `playwright install chromium` fetched; None without one."""
    program = Path(playwright.chromium.executable_path)
    return program if program.exists() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last, and of them the long walks first.

    Playwright keeps an event loop marked as running in the main thread until the browser
    closes; any asyncio.run() after that would be refused. And two workers end together when
    what is left in the end is short.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, bool]:
    in_browser = "browser" in getattr(item, "fixturenames", ())
    walks = item.path.parent.name == "story" or item.path.stem.endswith(("screen", "screens"))
    return in_browser, in_browser and not walks


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    with sync_playwright() as playwright:
        program = installed() or downloaded(playwright)
        if program is None:
            pytest.fail("Chromium is not installed; `make system-needs` installs it", pytrace=False)
        browser = playwright.chromium.launch(
            executable_path=program,
            args=_ARGUMENTS,
            chromium_sandbox=False,  # it refuses to start for root and in most containers
        )
        yield browser
        browser.close()


@contextmanager
def guarded(browser: Browser, profile: dict[str, Any]) -> Iterator[OpenContext]:
    """Opens contexts of one profile; leaving closes them and fails on what no page may do.

    That is: a request or WebSocket to a host that is not ours, and an exception in a script
    that nobody caught.
    """
    contexts: list[BrowserContext] = []
    wrongs: list[str] = []

    def note(url: str) -> None:
        host = urlsplit(url).hostname  # None for data: and blob:, which stay in the page
        if host is not None and host not in OURS:
            report(f"request to a foreign host: {url}")

    def report(wrong: str) -> None:
        """With the test in which it came: others may share its page."""
        wrongs.append(f"{os.environ.get('PYTEST_CURRENT_TEST', '')}: {wrong}")

    def open_context(**options: Any) -> BrowserContext:
        context = browser.new_context(**{**profile, **options})
        context.on("request", lambda request: note(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: note(socket.url)))
        context.on("weberror", lambda failure: report(f"page error: {failure.error.stack}"))
        contexts.append(context)
        return context

    try:
        yield open_context
    finally:
        for context in contexts:
            context.close()
    if wrongs:
        pytest.fail("\n".join(wrongs), pytrace=False)


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """One page of an office computer for the tests of a module that only look at what they open.

    A look in a page of its own costs several times as much. Nothing that an earlier page of the
    same address had kept is there for the next.
    """
    with guarded(browser, DESKTOP) as open_context:
        page = open_context().new_page()
        page.add_init_script("localStorage.clear(); sessionStorage.clear()")
        yield page


@pytest.fixture(scope="session")
def press(browser: Browser) -> Iterator[Page]:
    """A page that shows sheets as they are printed: one for all, as each is written over the last.

    A page of its own would cost as much as the printing.
    """
    page = browser.new_page()
    page.emulate_media(media="print")
    yield page
    page.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[OpenContext]:
    """Opens contexts of a phone held upright, with touch."""
    with guarded(browser, PHONE) as open_context:
        yield open_context


@pytest.fixture
def desktop(browser: Browser) -> Iterator[OpenContext]:
    """Opens contexts of an office computer."""
    with guarded(browser, DESKTOP) as open_context:
        yield open_context


def settle(page: Page) -> None:
    """Until Streamlit has run the page to its end and taken away what stood there before."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


def assert_accessible(page: Page, *rules: str) -> None:
    """Fail with rule, place and remedy for each breach of WCAG 2.2 A and AA that axe can see.

    `rules` names the few that a second look at the same page is about.
    """
    options = {
        "runOnly": list(rules) or _RULES,
        "resultTypes": ["violations"],
        "iframes": False,  # there is no axe in them to answer; each run waits half a second for it
        "preload": {"assets": ["media"]},  # copies of the styles are for a rule that is not run
    }
    violations = _violations(page, options)
    breaches = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        f"  at {node['target']}: {node['html']}\n"
        f"  {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not breaches, f"{page.url}\n" + "\n".join(breaches)


def _violations(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """What axe finds in each of a few looks, so that nothing is reported of what passes by.

    A page of Streamlit that follows its answers may run anew while axe looks at it; what waits for
    that is drawn pale, and comes back slowly.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = []
    for _ in range(_LOOKS):
        if page.get_by_test_id("stApp").count():
            settle(page)
            page.wait_for_function(_STANDS_STILL)
        found = page.evaluate("options => axe.run(options)", options)["violations"]
        if not found:
            break
    return found
