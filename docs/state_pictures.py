"""Every state in which residents can meet a page, as pictures for docs/ja/answering.md; taken by
docs/screenshots.py without a server."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Browser, Page

from tests import chromium
from tests.accessibility.states import STATES
from tests.residents.opened import opened

WIDTH, HEIGHT = 390, 844
# Where a page is opened whose first questions another picture shows.
PLACES = {"every type": "#q6", "filled": "#q9", "every type sent back": "#q10"}
MOST_HEIGHT = 1_600  # px of a page that are shown; what is below looks the same
MOST_BYTES = 60_000

_LOADED = "[...document.images].every(one => one.complete || !one.offsetParent)"


class Save(Protocol):
    """Takes the window as a picture with a name, of at most so many bytes."""

    def __call__(self, page: Page, name: str, most: int) -> None: ...


def name(state: str) -> str:
    """The name of the picture of a state."""
    return f"state-{state.replace(' ', '-')}"


def take(browser: Browser, save: Save) -> None:
    """A picture of each state, in Japanese, as high as the page."""
    for state, page_in in STATES.items():
        with chromium.guarded(browser, chromium.PHONE) as phone:
            window = {"width": WIDTH, "height": HEIGHT}
            context = phone(reduced_motion="reduce", device_scale_factor=1, viewport=window)
            with opened(context, page_in("ja"), at=PLACES.get(state, "")) as seen:
                height = seen.page.evaluate("document.documentElement.scrollHeight")
                seen.page.set_viewport_size({"width": WIDTH, "height": min(height, MOST_HEIGHT)})
                seen.page.evaluate("scrollTo(0, 0)")
                seen.page.wait_for_function(_LOADED)
                save(seen.page, name(state), MOST_BYTES)
