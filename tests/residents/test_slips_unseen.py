"""What is on a slip stands in no log, whatever happens to the request that brings it."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from residents.tries import MOST
from tests.residents.conftest import GOOD, Site
from tests.residents.hall import Hall, opened
from tests.residents.test_overload import listening
from tests.serving import Serve, Served

COUNT = 4


@pytest.fixture
def hall(site: Site) -> Hall:
    return opened(site, COUNT)


@pytest.fixture
def house(hall: Hall, serve: Serve, tmp_path: Path) -> Served:
    """The product on the hall's data."""
    hall.site.store.close()
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "koebako.db").rename(data / "koebako.db")
    return serve()


def change(house: Served, statement: str) -> None:
    """Do to the database behind the server's back what no part of the product does."""
    file = Path(house.environment["KOEBAKO_DATA_DIR"]) / "koebako.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA busy_timeout = 5000")
        other.execute(statement)
        other.commit()


def test_no_token_and_no_number_is_in_what_the_server_says(house: Served, hall: Hall) -> None:
    """Good, used, unknown, refused, broken off, 503, 500: every line of the whole output."""
    used, cut, kept, last = hall.slips
    page = f"/s/{hall.code}"

    def form(number: str, code: str) -> dict[str, object]:
        return {**GOOD, "submission_id": number, "_slip": code, "_end": "1"}

    with httpx2.Client(base_url=house.address) as client:
        statuses = [client.get(f"/T/{slip.token}").status_code for slip in (used, kept)]
        statuses.append(client.post(page, data=form("n-1", used.code)).status_code)
        statuses.append(client.get(f"/t/{used.token}").status_code)
        statuses.append(client.post(page, data=form("n-2", used.code)).status_code)
        statuses.append(client.post(f"/t/{cut.token}").status_code)
        assert statuses == [303, 303, 303, 410, 422, 405]
        wrong = [client.get(f"/t/{cut.token}x").status_code for _ in range(MOST + 1)]
        assert wrong == [404] * MOST + [429]

        change(house, "ALTER TABLE slip RENAME TO gone")
        assert client.get(f"/t/{kept.token}").status_code == 503
        assert client.post(page, data=form("n-3", kept.code)).status_code == 503
        change(house, "ALTER TABLE gone RENAME TO slip")

    # After such an end the server closes the connection: each has its own.
    change(house, "UPDATE slip_batch SET voided_at = 'no moment at all'")
    assert httpx2.get(f"{house.address}/t/{last.token}").status_code == 500
    assert httpx2.post(house.address + page, data=form("n-4", last.code)).status_code == 500
    house.stop()
    said = "".join(house.said).upper()
    assert "VALUEERROR" in said  # what went wrong is told, and where
    for slip in hall.slips:
        assert slip.token not in said
        assert slip.code not in said


def test_no_token_is_in_any_log_at_an_overload(
    hall: Hall, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every logger at its loudest, and both streams of the process."""
    caplog.set_level(logging.DEBUG)
    token = hall.slips[0].token
    with listening(hall.site, 0) as port:
        address = f"http://127.0.0.1:{port}"
        with httpx2.Client(base_url=address) as client:
            assert client.get("/t/" + token).status_code == 503
    ours = [one for one in caplog.records if not one.name.startswith(("httpx2", "httpcore2"))]
    said = "".join(one.getMessage() for one in ours) + "".join(capfd.readouterr())
    assert token not in said.upper()
