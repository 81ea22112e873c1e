"""A code with times, a language or capitals of its own, as residents meet it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from starlette.testclient import TestClient

from models import placements, surveys
from models.clock import now
from residents import words
from tests.builders import document
from tests.residents.conftest import Site

HOUR = timedelta(hours=1)


def hang(site: Site, **said: Any) -> str:
    """A poster of the survey."""
    code: str = site.change(placements.add, site.survey_id, "駅", "poster", by="test", **said)
    return code


def say(site: Site, code: str, **said: Any) -> None:
    """Edit the poster."""
    fields = {"name": "駅", "place": "", "language": "", "opens_at": None, "closes_at": None}
    site.change(placements.edit, code, by="test", **{**fields, "outdoor": False, **said})


def send(site: Site, code: str, number: str, **fields: Any) -> Any:
    return site.send_from(site.client, code, number, **fields)


def publish(site: Site, **dates: datetime | None) -> None:
    """The survey anew, with these times."""
    new = document(languages=("ja", "en"), **dates)
    with site.store.reading() as session:
        revision = surveys.draft(session, site.survey_id).revision
    site.change(surveys.save_draft, site.survey_id, new, revision)
    site.change(surveys.publish, site.survey_id, by="test")


def test_a_code_that_begins_later_says_when_and_where_else(site: Site) -> None:
    """The survey goes on, so the words are about the address; nothing is stored before."""
    opens = now() + HOUR
    code = hang(site, opens_at=opens)
    page = site.client.get(f"/s/{code}")
    assert page.status_code == 200
    assert "<h1>このアドレスの受付はこれからです</h1>" in page.text
    assert f"{words.moment('ja', opens)}から回答できます。" in page.text
    assert f'href="/s/{site.code}"' in page.text
    assert "<form" not in page.text
    assert send(site, code, "n-1", issued=site.stamp(60)).status_code == 403
    assert site.stored() == []
    say(site, code, opens_at=now() - HOUR)
    assert send(site, code, "n-1", issued=site.stamp(60)).status_code == 303


def test_a_code_that_is_over_leads_to_the_homepages_own(site: Site) -> None:
    """Also when its page lay ready to be sent; the survey itself is open and says so."""
    code = hang(site)
    for _ in range(2):
        assert 'id="answers"' in site.client.get(f"/s/{code}").text
    say(site, code, closes_at=now() - HOUR)
    page = site.client.get(f"/s/{code}").text
    assert "このアドレスは、いまは使っていません" in page
    assert "アンケートは続いています" in page
    assert f'href="/s/{site.code}"' in page
    english = site.client.get(f"/s/{code}?lang=en").text
    assert f'href="/s/{site.code}?lang=en"' in english
    assert send(site, code, "n-1").status_code == 403
    assert 'id="answers"' in site.client.get(f"/s/{site.code}").text


def test_a_page_opened_before_the_codes_own_end_may_still_be_sent(site: Site) -> None:
    code = hang(site, closes_at=now() - timedelta(seconds=2))
    assert send(site, code, "n-1", issued=site.stamp(60)).status_code == 303
    assert send(site, code, "n-2", issued=site.stamp(-1)).status_code == 403
    assert send(site, code, "n-3").status_code == 403
    assert [kept.flags for kept in site.stored()] == [("late",)]
    say(site, code, closes_at=now() - HOUR)
    assert send(site, code, "n-4", issued=site.stamp(2 * 3600)).status_code == 403


def test_a_receipt_tells_where_the_survey_stands_not_the_code(site: Site) -> None:
    """The code is over, the survey still collects: so says the receipt, and leads others on."""
    code = hang(site)
    location = send(site, code, "n-1").headers["location"]
    assert f'<a href="/s/{code}">別の方のお答えを送る' in site.client.get(location).text
    say(site, code, closes_at=now() - HOUR)
    receipt = site.client.get(location).text
    assert '<li aria-current="step"><b>受付</b>' in receipt
    assert f'<a href="/s/{site.code}">別の方のお答えを送る' in receipt


def test_the_deadline_on_the_page_is_the_codes_own(site: Site) -> None:
    ends = now() + HOUR
    code = hang(site, closes_at=ends)
    for _ in range(2):
        assert words.moment("ja", ends) in site.client.get(f"/s/{code}").text
    say(site, code, closes_at=ends + HOUR)
    page = site.client.get(f"/s/{code}").text
    assert words.moment("ja", ends + HOUR) in page
    assert words.moment("ja", ends) not in page


def test_a_survey_that_is_over_or_not_begun_is_so_at_every_code(site: Site) -> None:
    """A code cannot open earlier or close later than its survey, and says the later beginning."""
    opens = now() + HOUR
    code = hang(site, opens_at=now() - HOUR, closes_at=now() + 9 * HOUR)
    later = hang(site, opens_at=opens + HOUR)
    publish(site, opens_at=opens, closes_at=None)
    for one, at in ((code, opens), (later, opens + HOUR)):
        page = site.client.get(f"/s/{one}").text
        assert "<h1>受付はこれからです</h1>" in page
        assert f"{words.moment('ja', at)}から回答できます。" in page
    publish(site, opens_at=None, closes_at=now() - HOUR)
    for one in (code, later):
        assert "<h1>受付は終了しました</h1>" in site.client.get(f"/s/{one}").text


def test_the_home_page_does_not_call_a_survey_ended_that_goes_on(site: Site) -> None:
    """Its only homepage code is over, a poster is not: it is neither open there nor ended."""
    hang(site)
    say(site, site.code, closes_at=now() - HOUR)
    home = site.client.get("/").text
    assert "締め切ったもの" not in home
    assert "区民まつり" not in home
    assert "区民まつり" in site.client.get("/official").text


@pytest.mark.parametrize("times", [1, 2])  # made for this reader, and prepared
def test_a_code_opens_in_its_language_until_the_reader_chooses(site: Site, times: int) -> None:
    code = hang(site, language="en")
    for _ in range(times):
        page = site.client.get(f"/s/{code}").text
    assert '<html lang="en"' in page
    assert f'action="/s/{code}"' in page
    assert 'href="/?lang=en"' in page
    for _ in range(times):
        japanese = site.client.get(f"/s/{code}?lang=ja").text
    assert '<html lang="ja"' in japanese
    assert f'action="/s/{code}?lang=ja"' in japanese
    assert 'href="/"' in japanese
    assert '<html lang="ja"' in site.client.get(f"/s/{site.code}").text
    say(site, code, language="")
    assert '<html lang="ja"' in site.client.get(f"/s/{code}").text


def test_the_language_chosen_stays_to_the_end(site: Site) -> None:
    """Mended, received and looked up again: never back in the language of the poster."""
    code = hang(site, language="en")
    again = send(site, code, "n-1", lang="ja", q1=None)
    assert '<html lang="ja"' in again.text
    for language in ("ja", "en"):
        answer = send(site, code, f"n-{language}", lang=language)
        receipt = site.client.get(answer.headers["location"]).text
        assert f'<html lang="{language}"' in receipt
        link = re.search(rf'href="(/s/{code}[^/"]*)"', receipt)
        assert link is not None
        assert f'<html lang="{language}"' in site.client.get(link[1]).text
    unsaid = send(site, code, "n-3", q1=None)
    assert '<html lang="en"' in unsaid.text


def test_a_code_that_is_over_says_so_in_its_language(site: Site) -> None:
    code = hang(site, language="en", closes_at=now() - HOUR)
    page = site.client.get(f"/s/{code}").text
    assert '<html lang="en"' in page
    assert f'href="/s/{site.code}?lang=en"' in page


def same(page: str) -> str:
    """The page without what each opening has of its own."""
    return re.sub(r'(name="(submission_id|issued)" value=")[^"]*', r"\1", page)


def test_an_address_in_capitals_is_the_same_page(site: Site) -> None:
    """As codes hold it, without a detour: first, prepared, in English, by HEAD, and unknown."""
    plain, capitals = f"/s/{site.code}", f"/S/{site.code.upper()}"
    for _ in range(2):
        answer = site.client.get(capitals)
        assert answer.status_code == 200
        assert same(answer.text) == same(site.client.get(plain).text)
    assert site.client.head(capitals).status_code == 200
    english = site.client.get(f"{capitals}?lang=en")
    assert same(english.text) == same(site.client.get(f"{plain}?lang=en").text)
    assert site.client.get(f"/s/{site.code.upper()}").status_code == 200
    for unknown in ("/S/ZZZZZ", "/T/ZZZZZ"):
        missing = site.client.get(unknown)
        assert missing.status_code == 404
        assert missing.text == site.client.get(unknown.lower()).text


def test_an_answer_sent_to_capitals_has_its_receipt_there_too(
    site: Site, device: TestClient
) -> None:
    """And the device is known wherever it comes back to."""
    capitals = f"/S/{site.code.upper()}"
    fields = {"q1": "good", "submission_id": "n-1", "issued": site.stamp(60), "_end": "1"}
    answer = device.post(capitals, data=fields)
    assert answer.status_code == 303
    location = answer.headers["location"]
    assert device.get(location).status_code == 200
    capital_receipt = device.get(location.upper())
    assert capital_receipt.status_code == 200
    assert location.rsplit("/", 1)[1] in capital_receipt.text
    assert device.get(f"{location}/copy").status_code == 200
    for address in (capitals, f"/s/{site.code}"):
        assert 'class="known">' in device.get(address).text
    [kept] = site.stored()
    assert kept.placement == site.code


def test_every_code_is_on_the_official_page_however_many(site: Site) -> None:
    add = partial(placements.add, survey_id=site.survey_id, kind="poster", by="test")

    def hang_all(session: Any) -> list[str]:
        return [add(session, name=f"場所{number}") for number in range(300)]

    codes = site.store.write(hang_all)
    page = site.client.get("/official").text
    assert all(f"KOE.EXAMPLE/S/{code.upper()}<" in page for code in codes)
