"""The press of the printed sheets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def press(browser: Browser) -> Iterator[Page]:
    """A page that shows sheets as they are printed: one for all, as each is written over the last.

    A page of its own would cost as much as the printing.
    """
    page = browser.new_page()
    page.emulate_media(media="print")
    yield page
    page.close()
