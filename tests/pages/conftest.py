"""The staff pages on a real database of the test's own, run by Streamlit's AppTest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import settings
from models import store as stores
from models.store import Store
from tests.pages.desk import PUBLIC_URL, STAFF, Open


@pytest.fixture
def house(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An open, empty store that the pages work on, with an address that can be printed."""
    chosen = settings.Settings(data_dir=tmp_path, public_url=PUBLIC_URL)
    monkeypatch.setattr(settings, "_chosen", [chosen])
    opened = Store(sqlite_url)
    stores.use(opened)
    yield opened
    stores.use(None)
    opened.close()


@pytest.fixture
def staff(house: Store) -> Open:
    """Open a page as a signed-in person: `staff("build.py", survey=ID)`; home.py without."""

    def open_page(page: str = "home.py", **query: str) -> AppTest:
        at = AppTest.from_file(str(settings.ROOT / "pages" / "staff.py"), default_timeout=30)
        # The guard's header is UTF-8; ASGI servers hand it over as Latin-1.
        at.user = {"login": STAFF.encode().decode("latin-1")}
        at.run()
        for name, value in query.items():
            at.query_params[name] = value
        if page != "home.py":
            at.switch_page(page)
        return at.run()

    return open_page
