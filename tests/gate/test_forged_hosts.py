"""What a request says of its host is no address of ours: no code, no page takes it from there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.sync_api import Page

from models import document
from qr import links
from tests.builders import document as survey_of
from tests.qr.test_inspection import codes_of
from tests.serving import NAME, PASSWORD, Serve, Served

PUBLIC = "https://koe.example.lg.jp"
EVIL = "evil.example"
FORGED = {
    "x-forwarded-host": EVIL,
    "x-host": EVIL,
    "forwarded": f"host={EVIL};proto=https",
    "x-original-url": f"https://{EVIL}/s/zzzzz",
}


@pytest.fixture
def house(serve: Serve) -> Served:
    """The product at its public address, of which this machine is only the back door."""
    return serve(public_url=PUBLIC)


@pytest.fixture
def survey(house: Served, tmp_path: Path) -> tuple[str, str]:
    """Id and code of a published survey."""
    file = tmp_path / "survey.json"
    file.write_text(document.dump(survey_of()), encoding="utf-8")
    made = json.loads(house.manage("surveys", "import", str(file), "--publish").stdout)
    return made["survey"], made["code"]


@pytest.fixture
def staff(house: Served) -> Iterator[httpx2.Client]:
    """Somebody who has signed in, and whose requests are then forged."""
    token = urlsplit(house.setup_link).query.removeprefix("token=")
    fields = {"token": token, "name": NAME, "password": PASSWORD, "again": PASSWORD}
    with httpx2.Client(base_url=house.address, headers=FORGED) as client:
        client.post("/staff-setup", data=fields)
        client.post("/staff-login", data={"name": NAME, "password": PASSWORD})
        yield client


def test_posters_and_public_pages_hold_the_configured_address(
    house: Served, survey: tuple[str, str], staff: httpx2.Client, press: Page
) -> None:
    """Printed with a forged host in every request, read by a decoder: the ward's own address."""
    survey_id, code = survey
    url = links.answer_url(PUBLIC, code)
    for path in (f"/staff/print/{code}", f"/staff/inspection/{survey_id}"):
        answer = staff.get(path)
        assert answer.status_code == 200
        assert EVIL not in answer.text
    poster = staff.get(f"/staff/print/{code}").text
    assert codes_of(press, poster) == [links.code_text(url)]
    with httpx2.Client(base_url=house.address) as resident:
        for headers in (FORGED, FORGED | {"host": EVIL}):
            for path in ("/official", "/", f"/s/{code}", f"/S/{code.upper()}", "/nothing"):
                answer = resident.get(path, headers=headers)
                assert EVIL not in answer.text + str(answer.headers)
            official = resident.get("/official", headers=headers).text
            assert links.printed_text(url) in official
            assert PUBLIC in official
            form = {"q1": "good", "submission_id": "n-1", "_end": "1"}
            sent = resident.post(f"/s/{code}", data=form, headers=headers)
            assert re.fullmatch(rf"/s/{code}/receipt/\w+", sent.headers["location"])
