"""Slips (整理券): scanned or typed, one answer each, and words for whatever else happens."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from models import slip_numbers, slips
from models.multilingual import Language
from residents import tries, words
from residents.tries import Tries
from tests.residents.conftest import GOOD, Site
from tests.residents.hall import LANGUAGES, Hall, hall_with, invented, opened

FIELD = 'name="_slip"'


@pytest.fixture
def hall(site: Site) -> Hall:
    return opened(site)


def said(page: str) -> str:
    """The words of a page, without markup and readings."""
    return re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>|<[^>]+>", "", page)


def test_a_scan_opens_the_questions_and_uses_nothing_up(hall: Hall, device: TestClient) -> None:
    """Links are looked at by messengers and scanners before people open them."""
    slip = hall.slips[0]
    for path in (f"/T/{slip.token}", f"/t/{slip.token.lower()}", f"/t/{slip.token}"):
        for ask in (device.get, device.head):
            answer = ask(path)
            assert (answer.status_code, answer.headers["location"]) == (303, f"/s/{hall.code}")
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["referrer-policy"] == "no-referrer"
            cookie = answer.headers["set-cookie"].lower()
            for part in ("httponly", "samesite=lax", "path=/s/", "secure", "max-age=21600"):
                assert part in cookie
    assert hall.batch().used == 0
    assert hall.send(device).status_code == 303


def test_a_scanned_slip_is_named_in_a_quiet_line_and_answers_once(
    hall: Hall, device: TestClient
) -> None:
    hall.scan(device, hall.slips[0])
    page = device.get(f"/s/{hall.code}")
    assert "整理券を読み取りました。" in page.text
    assert FIELD not in page.text
    assert page.headers["cache-control"] == "no-store"
    done = hall.send(device)
    assert done.status_code == 303
    assert re.search(r'koebako-slip="";.*Max-Age=0;.*Path=/s/', done.headers["set-cookie"])
    assert "koebako-slip" not in device.cookies
    used = hall.scan(device, hall.slips[0])
    assert used.status_code == 410
    assert "この整理券は、すでに使われています" in said(used.text)
    assert FIELD in device.get(f"/s/{hall.code}").text
    assert hall.batch().used == len(hall.site.stored()) == 1


def test_who_has_no_camera_and_no_cookies_types_the_number(hall: Hall) -> None:
    """Right above the button; a page that comes back keeps every answer, and the number."""
    plain = hall.site.client
    page = plain.get(f"/s/{hall.code}").text
    assert FIELD in page
    assert page.index(FIELD) < page.index('id="send"')
    missing = hall.send(plain)
    assert missing.status_code == 422
    assert "エラー" in missing.text.split("</title>")[0]
    assert '<a href="#slip">整理券の番号：' in missing.text
    assert "楽しかった</textarea>" in missing.text
    typed = slip_numbers.grouped(hall.slips[0].code).lower()
    blank = hall.send(plain, q1="", _slip=typed)
    assert (blank.status_code, "#slip" in blank.text) == (422, False)
    assert f'value="{typed}"' in blank.text
    assert hall.send(plain, _slip=typed).status_code == 303
    assert hall.send(plain, "n-2", _slip=typed).status_code == 422
    assert hall.batch().used == len(hall.site.stored()) == 1


def test_every_reason_against_a_number_is_told(hall: Hall, site: Site) -> None:
    plain = site.client
    other = hall_with(site, 1).slips[0]
    code = hall.slips[0].code
    wrong = {
        code[:-1] + ("2" if code[-1] != "2" else "3"): "slip_mistyped",
        "あいうえお": "slip_mistyped",
        invented(site): "slip_unknown",
        other.code: "slip_elsewhere",
    }
    for typed, reason in wrong.items():
        answer = hall.send(plain, _slip=typed)
        assert answer.status_code == 422
        assert words.say("ja", f"refused.{reason}") in said(answer.text), typed
        assert 'aria-invalid="true"' in answer.text
    site.change(slips.void, hall.batch_id, by="test")
    void = hall.send(plain, _slip=code)
    assert words.say("ja", "refused.slip_void") in said(void.text)
    assert site.stored() == []


def test_the_same_sending_again_gets_its_receipt_though_the_slip_is_gone(
    hall: Hall, device: TestClient
) -> None:
    """Its cookie was taken back with the first receipt, which the phone may never have heard."""
    hall.scan(device, hall.slips[0])
    first = hall.send(device).headers["location"]
    assert hall.send(device).headers["location"] == first
    assert hall.send(device, _slip=hall.slips[0].code).headers["location"] == first
    assert hall.send(device, q1="bad").status_code == 422
    assert len(hall.site.stored()) == 1


def test_a_slip_scanned_for_another_survey_does_not_open_this_one(
    hall: Hall, site: Site, device: TestClient
) -> None:
    other = hall_with(site, 1)
    other.scan(device, other.slips[0])
    assert FIELD in device.get(f"/s/{hall.code}").text
    answer = hall.send(device)
    assert answer.status_code == 422
    assert words.say("ja", "refused.slip_elsewhere") in said(answer.text)
    assert hall.send(device, _slip=hall.slips[0].code).status_code == 303  # typed comes first
    assert other.batch().used == 0


def test_fifty_phones_with_one_slip_are_one_answer(hall: Hall) -> None:
    async def crowd() -> list[httpx2.Response]:
        transport = httpx2.ASGITransport(app=hall.site.client.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://koe.example") as phones:
            form = {**GOOD, "_slip": hall.slips[0].code}
            sending = (
                phones.post(f"/s/{hall.code}", data={**form, "submission_id": f"n{n}", "_end": "1"})
                for n in range(50)
            )
            return await asyncio.gather(*sending)

    statuses = Counter(answer.status_code for answer in asyncio.run(crowd()))
    assert statuses == {303: 1, 422: 49}
    assert len(hall.site.stored()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_every_language(
    hall: Hall, device: TestClient, language: Language
) -> None:
    query = f"?lang={language}"

    def shows(page: str, key: str) -> bool:
        return words.say(language, key) in said(page)

    blank = device.get(f"/s/{hall.code}{query}").text
    assert shows(blank, "slip.label")
    assert shows(blank, "slip.help")
    sent = {**GOOD, "submission_id": "n-1", "lang": language, "_end": "1"}
    refused = device.post(f"/s/{hall.code}", data=sent)
    assert shows(refused.text, "refused.slip_missing")
    slip = hall.slips[LANGUAGES.index(language) % 3]
    device.get(f"/t/{slip.token}")
    assert shows(device.get(f"/s/{hall.code}{query}").text, "slip.read")
    assert device.post(f"/s/{hall.code}", data=sent).status_code == 303
    used, unknown = f"/t/{slip.token}{query}", f"/t/{'2' * 30}{query}"
    hall.site.change(slips.void, hall.batch_id, by="test")
    left = next(one for one in hall.slips if one is not slip)
    for path, code in ((used, "used"), (unknown, "unknown"), (f"/t/{left.token}{query}", "void")):
        page = device.get(path)
        assert page.headers["referrer-policy"] == "no-referrer"
        assert shows(page.text, f"error.slip_{code}.title")
        assert shows(page.text, f"error.slip_{code}.next")


def test_other_languages_keep_the_number_that_was_typed(hall: Hall) -> None:
    """A button of the form: nothing is refused yet."""
    page = hall.send(hall.site.client, _slip="abc", _language="en")
    assert page.status_code == 200
    assert 'value="abc"' in page.text
    assert "slip-error" not in page.text


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("en-US,en;q=0.9", "en"),
        ("fr-FR, ko;q=0.8", "ko"),
        ("zh-TW", "zh-Hans"),
        ("fr", "ja"),
        ("", "ja"),
    ],
)
def test_a_slip_that_is_no_survey_s_is_told_of_in_the_reader_s_language(
    hall: Hall, wanted: str, shown: Language
) -> None:
    page = hall.site.client.get("/t/nothing", headers={"accept-language": wanted})
    assert (page.status_code, page.headers["cache-control"]) == (404, "no-store")
    assert words.say(shown, "error.slip_unknown.title") in said(page.text)


def test_after_many_wrong_numbers_scanned_slips_go_on(hall: Hall, device: TestClient) -> None:
    """429 with every answer and the number in it; a slip of the pen is no try."""
    plain, number = hall.site.client, invented(hall.site)
    mistyped = number[:-1] + ("2" if number[-1] != "2" else "3")
    for _ in range(tries.MOST + 5):
        assert hall.send(plain, _slip=mistyped).status_code == 422
    statuses = [hall.send(plain, _slip=number).status_code for _ in range(tries.MOST + 1)]
    assert statuses == [422] * tries.MOST + [429]
    late = hall.send(plain, _slip=hall.slips[0].code)
    assert late.status_code == 429
    assert late.headers["retry-after"] == "60"
    assert "楽しかった</textarea>" in late.text
    assert f'value="{hall.slips[0].code}"' in late.text
    assert words.say("ja", "refused.slip_wait") in said(late.text)
    hall.scan(device, hall.slips[0])
    assert hall.send(device).status_code == 303
    other = hall_with(hall.site, 1)
    assert other.send(plain, "n-9", _slip=other.slips[0].code).status_code == 303


def test_after_many_invented_tokens_real_ones_go_on(hall: Hall, device: TestClient) -> None:
    answers = [device.get(f"/t/{'2' * 30}") for _ in range(tries.MOST + 1)]
    assert Counter(answer.status_code for answer in answers) == {404: tries.MOST, 429: 1}
    assert answers[-1].headers["retry-after"] == "60"
    assert hall.scan(device, hall.slips[0]).status_code == 303


def test_the_minute_ends() -> None:
    moment = [1_000.0]
    counted = Tries(lambda: moment[0])
    for _ in range(tries.MOST):
        assert not counted.too_many("ab3de")
        counted.wrong("ab3de")
    assert counted.too_many("ab3de")
    assert not counted.too_many("other")
    moment[0] += tries.MINUTE
    assert not counted.too_many("ab3de")
    counted.wrong("ab3de")
    assert not counted.too_many("ab3de")


def test_a_database_that_cannot_be_read_is_no_reason_against_a_slip(
    hall: Hall, tmp_path: Path, device: TestClient
) -> None:
    """503 with every answer; afterwards the same sending is stored."""
    hall.scan(device, hall.slips[0])
    with closing(sqlite3.connect(tmp_path / "koebako.db")) as other:
        other.execute("ALTER TABLE slip RENAME TO gone")
        for fields in ({}, {"_slip": hall.slips[1].code}):
            answer = hall.send(device, **fields)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert "楽しかった</textarea>" in answer.text
            assert "slip-error" not in answer.text
        assert hall.scan(device, hall.slips[0]).status_code == 503
        other.execute("ALTER TABLE gone RENAME TO slip")
    assert hall.send(device).status_code == 303


def test_ordinary_placements_know_nothing_of_slips(hall: Hall, device: TestClient) -> None:
    hall.scan(device, hall.slips[0])
    web = hall.site.code
    page = device.get(f"/s/{web}").text
    assert "slip" not in page
    assert "整理券" not in page
    assert hall.site.send_from(device, web, "n-1").status_code == 303
    assert "koebako-slip" in device.cookies
    assert hall.batch().used == 0
