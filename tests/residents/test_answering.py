"""Answering over HTTP, without JavaScript and without cookies."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from pathlib import Path

import pytest

from models import placements, surveys
from residents import assets
from tests.builders import TOWN, document
from tests.residents.conftest import Site


def test_the_form_is_shown_with_a_number_of_its_own(site: Site) -> None:
    """200, no cookie, never cached, and no two pages share a submission_id."""
    pages = [site.client.get(f"/s/{site.code}") for _ in range(2)]
    numbers = [re.findall(r'name="submission_id" value="([^"]+)"', page.text) for page in pages]
    assert [page.status_code for page in pages] == [200, 200]
    assert len(numbers[0]) == len(numbers[1]) == 1
    assert numbers[0] != numbers[1]
    assert "set-cookie" not in pages[0].headers
    assert pages[0].headers["cache-control"] == "no-store"


def test_compressed_and_plain_pages_are_the_same(site: Site) -> None:
    """The joined gzip stream is what the browser would have got without compression."""
    plain = site.client.get(f"/s/{site.code}", headers={"accept-encoding": "identity"})
    packed = site.client.get(f"/s/{site.code}", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    number = r'name="submission_id" value="[^"]+"'
    assert re.sub(number, "", plain.text) == re.sub(number, "", packed.text)


def test_the_way_through(site: Site) -> None:
    """POST → 303 → receipt; what was sent is what is stored."""
    answer = site.send()
    assert answer.status_code == 303
    receipt = site.client.get(answer.headers["location"])
    assert receipt.status_code == 200
    assert receipt.headers["cache-control"] == "no-store"
    number = answer.headers["location"].rsplit("/", 1)[1]
    assert number in receipt.text
    [kept] = site.stored()
    assert kept.answers == {
        "q1": "good",
        "q2": ["stage", "food"],
        "q3": "三軒茶屋",
        "q4": "楽しかった",
    }
    assert (kept.placement, kept.mode, kept.language, kept.version) == (site.code, "web", "ja", 1)


def test_multipart_is_taken_too(site: Site) -> None:
    """The other encoding that HTML forms know."""
    files = {"q1": "good", "q4": "改行\r\nあり", "submission_id": "m-1", "_end": "1"}
    parts = [(name, (None, value)) for name, value in files.items()]
    answer = site.client.post(f"/s/{site.code}", files=parts)
    assert answer.status_code == 303
    assert site.stored()[0].answers["q4"] == "改行\nあり"


def test_an_error_comes_back_with_every_answer_and_the_same_number(site: Site) -> None:
    """422; the title begins with エラー, the summary links to the question, all values are kept."""
    answer = site.send(q1=None, q2=["stage", "none"], q4="<b>残る</b>")
    page = answer.text
    assert answer.status_code == 422
    assert re.search(r"<title>エラー：", page)
    assert re.findall(r'href="#(q\d+[^"]*)"', page)
    assert "&lt;b&gt;残る&lt;/b&gt;" in page
    assert re.search(r'value="stage"[^>]* checked', page)
    assert 'name="submission_id" value="n-1"' in page
    assert site.stored() == []
    assert site.send().status_code == 303


def test_sending_again_gives_the_same_receipt(site: Site) -> None:
    """A retry after a lost reply, a reload of the POST: one row."""
    first, again = site.send(), site.send()
    assert first.headers["location"] == again.headers["location"]
    assert len(site.stored()) == 1


def test_the_same_number_with_other_answers_keeps_both_people(site: Site) -> None:
    """409; the page holds the second person's answers under a fresh number, ready to send."""
    site.send()
    second = site.send(q1="bad")
    assert second.status_code == 409
    fresh = re.search(r'name="submission_id" value="([^"]+)"', second.text)
    assert fresh is not None
    assert fresh[1] != "n-1"
    assert re.search(r'value="bad"[^>]* checked', second.text)
    assert site.send(fresh[1], q1="bad").status_code == 303
    assert sorted(str(kept.answers["q1"]) for kept in site.stored()) == ["bad", "good"]


@pytest.mark.parametrize("number", [None, "", "x" * 300, "' OR 1=1--", "日本"])
def test_without_a_good_number_nothing_is_stored_or_lost(site: Site, number: str | None) -> None:
    """400 with the form, its answers and a fresh number."""
    answer = site.send(submission_id=number)
    assert answer.status_code == 400
    assert "楽しかった" in answer.text
    assert site.stored() == []


def test_another_language_is_asked_stored_and_shown(site: Site) -> None:
    """?lang=en: English words, lang attribute, language of the answer, English receipt."""
    page = site.client.get(f"/s/{site.code}?lang=en").text
    assert '<html lang="en"' in page
    assert "Were you satisfied?" in page
    answer = site.send(lang="en")
    assert "lang=en" in answer.headers["location"]
    assert '<html lang="en"' in site.client.get(answer.headers["location"]).text
    assert site.stored()[0].language == "en"
    unknown = site.client.get(f"/s/{site.code}?lang=xx")
    assert '<html lang="ja"' in unknown.text


def test_a_page_loaded_before_a_new_version_is_still_taken(site: Site) -> None:
    """The version asked is the version stored; a form without one means the current version."""
    site.change(surveys.save_draft, site.survey_id, document(TOWN), 1)
    assert site.change(surveys.publish, site.survey_id, by="test") == 2
    assert site.send(version="1").status_code == 303
    only = {"q1": None, "q2": None, "q4": None}
    assert site.send("n-2", **only).status_code == 303
    assert sorted(kept.version for kept in site.stored()) == [1, 2]
    assert site.send("n-3", version="99").status_code == 403


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"opens_at": "2099-01-01T09:00"}, "2099年1月1日(木)"),
        ({"closes_at": "2020-01-01T17:00", "retention_until": "2030-01-01"}, "2020年1月1日(水)"),
    ],
)
def test_outside_its_time_a_survey_says_when(site: Site, changes: dict, said: str) -> None:  # type: ignore[type-arg] # keyword arguments
    """GET explains; POST is refused with the same page, and nothing is stored."""
    site.change(surveys.save_draft, site.survey_id, document(**changes), 1)
    site.change(surveys.publish, site.survey_id, by="test")
    page = site.client.get(f"/s/{site.code}")
    assert page.status_code == 200
    assert said in unescape(page.text)
    assert "<form" not in page.text
    assert site.send().status_code == 403
    assert site.stored() == []


def test_a_placement_switched_off_takes_nothing(site: Site) -> None:
    """The poster that was taken down."""
    site.change(placements.switch, site.code, active=False, by="test")
    assert "<form" not in site.client.get(f"/s/{site.code}").text
    assert site.send().status_code == 403


def test_unknown_things_are_pages_that_help(site: Site) -> None:
    """404 and 405 with a heading and a way on; drafts are as unknown as nonsense."""
    hidden = site.change(surveys.create, document(), by="test")
    with site.store.reading() as session:
        code = placements.listing(session, hidden)[0].code
    for path in (f"/s/{code}", "/s/zzzzz", "/nope", f"/s/{site.code}/receipt/aaaaaaaaaaaa"):
        answer = site.client.get(path)
        assert answer.status_code == 404
        assert "<h1" in answer.text
        assert 'href="/' in answer.text
    for verb in ("PUT", "DELETE", "PATCH"):
        assert site.client.request(verb, f"/s/{site.code}").status_code == 405


def test_a_receipt_belongs_to_its_survey(site: Site) -> None:
    """Another survey's receipt page does not exist."""
    number = site.send().headers["location"].rsplit("/", 1)[1]
    other = site.change(surveys.create, document(), by="test")
    site.change(surveys.publish, other, by="test")
    with site.store.reading() as session:
        code = placements.listing(session, other)[0].code
    assert site.client.get(f"/s/{code}/receipt/{number}").status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://testserver"}, 303),
        ({"origin": "https://koe.example"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({}, 303),
    ],
)
def test_other_sites_cannot_send_for_a_resident(
    site: Site, headers: dict[str, str], status: int
) -> None:
    """Browsers say where a form comes from; another site's is refused."""
    body = {"q1": "good", "submission_id": "n-1", "_end": "1"}
    answer = site.client.post(f"/s/{site.code}", data=body, headers=headers)
    assert answer.status_code == status
    assert len(site.stored()) == (status == 303)


def test_every_page_carries_the_security_headers(site: Site) -> None:
    """The policy allows exactly our own style sheet and script, and nobody may frame us."""
    for path in ("/", f"/s/{site.code}", "/nope"):
        headers = site.client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_the_home_page_lists_what_is_open(site: Site) -> None:
    """Open surveys with their link; a closed one disappears at once."""
    assert f'href="/s/{site.code}"' in site.client.get("/").text
    site.change(surveys.close, site.survey_id, by="test")
    assert f'href="/s/{site.code}"' not in site.client.get("/").text


def test_files_are_found_by_their_exact_name(site: Site) -> None:
    """Script and icon are served for good; nothing else is."""
    assert site.client.get(assets.SCRIPT_URL).status_code == 200
    for path in ("/assets/", "/assets/..%2f..%2fsettings.py", "/assets/style.css.map", "/.env"):
        assert site.client.get(path).status_code == 404


def test_the_service_worker_is_asked_for_anew_each_time(site: Site) -> None:
    """At the root, so that it may keep pages under /s/; a phone never holds on to an old one."""
    worker = site.client.get("/sw.js")
    assert worker.status_code == 200
    assert worker.headers["content-type"].startswith("text/javascript")
    assert worker.headers["cache-control"] == "no-cache"
    assert worker.content == assets.SERVICE_WORKER.body


@pytest.mark.parametrize(
    "path",
    [
        *("//koe.example/x", "//evil.example/a/", "/a/..%2fstaff", "/a/%00", "/a/x;y", "/%2e%2e/"),
        *("/s/%00", "/s/a%2fb", "/s/../staff", "/s/é", "/s/" + "a" * 3_000, "/s/a/receipt/%00"),
        *("/s/a/receipt/x/copy", "/images/a/1/%00", "/images/a/99999999999999999999/x"),
    ],
)
def test_odd_addresses_lead_nowhere(site: Site, path: str) -> None:
    """404 with words, and never a redirect, least of all to another host."""
    answer = site.client.get(f"http://testserver{path}")
    assert answer.status_code == 404
    assert "location" not in answer.headers
    assert "<h1" in answer.text


@pytest.mark.parametrize("verb", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "BREW"])
def test_other_verbs_do_nothing(site: Site, verb: str) -> None:
    assert site.client.request(verb, f"/s/{site.code}").status_code == 405
    assert site.stored() == []


def test_nothing_about_the_person_reaches_the_disk(site: Site, tmp_path: Path) -> None:
    """Neither the address nor the browser's name is in the database file after an answer."""
    agent, address = "Agent-Smith-4711", "203.0.113.77"
    headers = {"user-agent": agent, "x-forwarded-for": address}
    body = {"q1": "good", "submission_id": "n-1", "_end": "1"}
    site.client.post(f"/s/{site.code}", data=body, headers=headers)
    with sqlite3.connect(tmp_path / "koebako.db") as connection:
        everything = "\n".join(connection.iterdump())
    connection.close()
    assert '"q1":"good"' in everything
    assert agent not in everything
    assert address not in everything
    assert "testclient" not in everything


def test_health(site: Site) -> None:
    """200 while the database answers."""
    assert site.client.get("/healthz").status_code == 200
