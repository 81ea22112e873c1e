"""What a sending says of itself: when its page was opened, from where it comes, what is unusual."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from models import asides, placements, surveys
from residents import app
from tests.builders import OPINION, document
from tests.residents.conftest import Site

DAY = 24 * 3600


def value_of(name: str, page: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def flags(site: Site) -> dict[str, tuple[str, ...]]:
    """The flags of every response, by its answer to q3."""
    return {str(kept.answers["q3"]): kept.flags for kept in site.stored()}


def test_a_page_that_was_read_for_a_minute_is_not_unusual(site: Site) -> None:
    assert site.send(issued=site.stamp(60), _homepage="").status_code == 303
    assert flags(site) == {"三軒茶屋": ()}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("unsigned",)),
        ({"issued": 0}, ("fast",)),
        ({"issued": 60, "_homepage": "https://spam.example"}, ("honeypot",)),
        ({"issued": 0, "_homepage": "x"}, ("fast", "honeypot")),
        ({"_homepage": " "}, ("unsigned",)),
    ],
)
def test_what_is_unusual_is_stored_and_flagged(
    site: Site, fields: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """Never dropped: the person sees the same receipt as everybody."""
    sent = fields | ({"issued": site.stamp(fields["issued"])} if "issued" in fields else {})
    assert site.send(**sent).status_code == 303
    assert flags(site) == {"三軒茶屋": expected}


def test_the_page_itself_brings_all_that_is_asked(site: Site) -> None:
    """What a browser without script sends back: every field of the page, and nothing is wrong."""
    page = site.client.get(f"/s/{site.code}").text
    own = {name: value_of(name, page) for name in ("submission_id", "issued", "version", "lang")}
    assert 'name="_homepage"' in page
    number = own.pop("submission_id")
    assert site.send(number, _homepage="", **own).status_code == 303
    assert flags(site) == {"三軒茶屋": ("fast",)}  # a test is no person


@pytest.mark.parametrize("ago", [2 * DAY, -DAY, None])
def test_a_page_too_old_comes_back_whole_and_can_be_sent(site: Site, ago: int | None) -> None:
    """422 with every answer, the same number and a fresh time; sent once more, it is stored."""
    stamp = site.stamp(ago) if ago is not None else "1764000000.aaaaaaaaaaaaaaaa"
    answer = site.send(issued=stamp)
    assert answer.status_code == 422
    assert "<title>まだ送信されていません" in answer.text
    assert "楽しかった</textarea>" in answer.text
    assert re.search(r'value="food"[^>]* checked', answer.text)
    assert value_of("submission_id", answer.text) == "n-1"
    assert site.stored() == []
    fresh = value_of("issued", answer.text)
    assert fresh != stamp
    assert site.send(issued=fresh).status_code == 303


def test_a_stamp_of_another_survey_is_none(site: Site) -> None:
    assert site.send(issued=site.stamp(60, "another")).status_code == 422
    assert site.stored() == []


def test_an_empty_stamp_is_not_a_missing_one(site: Site) -> None:
    assert site.send(issued="").status_code == 422
    assert site.send(issued=[site.stamp(60), site.stamp(60)]).status_code == 400
    assert site.stored() == []


def test_a_retry_after_days_gets_the_receipt_it_never_saw(site: Site) -> None:
    """The reply was lost, the phone sends again with the page of that day: the truth, one row.

    Also after the survey is closed, the poster is taken down, and by somebody without a stamp.
    """
    first = site.send(issued=site.stamp(60))
    stale = site.stamp(2 * DAY)
    assert site.send(issued=stale).headers["location"] == first.headers["location"]
    site.change(surveys.close, site.survey_id, by="test")
    for stamp in (stale, site.stamp(60), None):
        assert site.send(issued=stamp).headers["location"] == first.headers["location"]
    site.change(placements.switch, site.code, active=False, by="test")
    assert site.send(issued=stale).headers["location"] == first.headers["location"]
    assert len(site.stored()) == 1
    assert site.send(issued=stale, q1="bad").status_code == 403


def test_twenty_taps_at_once_are_one_answer(site: Site) -> None:
    """The same sending from one phone, over and over, before the first reply is there."""

    async def taps() -> list[httpx2.Response]:
        transport = httpx2.ASGITransport(app=app.create(site.store, "世田谷区"))
        form = {"q1": "good", "submission_id": "n-1", "issued": site.stamp(60), "_end": "1"}
        async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as phone:
            sendings = (phone.post(f"/s/{site.code}", data=form) for _ in range(20))
            return await asyncio.gather(*sendings)

    answers = asyncio.run(taps())
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert len(site.stored()) == 1


def test_a_mistake_does_not_cost_the_time_a_page_was_opened_at(site: Site) -> None:
    """The page that comes back keeps its stamp: no `fast`, and the grace after closing holds."""
    stamp = site.stamp(60)
    page = site.send(issued=stamp, q1=None)
    assert page.status_code == 422
    assert value_of("issued", page.text) == stamp


def test_a_page_opened_before_the_closing_may_still_be_sent(site: Site) -> None:
    """Closed by hand a moment ago: taken and flagged; one without a stamp, or opened later, not."""
    stamp = site.stamp(60)
    site.change(surveys.close, site.survey_id, by="test")
    assert site.send(issued=stamp).status_code == 303
    assert flags(site) == {"三軒茶屋": ("late",)}
    assert site.send("n-2", issued=stamp, q1=None).status_code == 422  # to be mended in the grace
    assert site.send("n-3").status_code == 403
    assert site.send("n-4", issued=site.stamp(-5)).status_code == 403
    assert site.send("n-5", issued=site.stamp(2 * DAY)).status_code == 403
    assert len(site.stored()) == 1


def test_no_grace_where_staff_took_the_poster_down_or_paused(site: Site) -> None:
    stamp = site.stamp(60)
    site.change(surveys.pause, site.survey_id, by="test")
    assert site.send(issued=stamp).status_code == 403
    site.change(surveys.reopen, site.survey_id, by="test")
    site.change(placements.switch, site.code, active=False, by="test")
    assert site.send(issued=stamp).status_code == 403
    site.change(surveys.close, site.survey_id, by="test")
    assert site.send(issued=stamp).status_code == 403
    assert site.stored() == []


def test_other_answers_under_one_number_are_put_aside_for_staff(site: Site) -> None:
    """409 and a fresh number for the person; staff find what came second, once."""
    site.send()
    for _ in range(2):
        assert site.send(q1="bad").status_code == 409
    with site.store.reading() as session:
        [aside] = asides.listing(session, site.survey_id)
    assert (aside.first.answers["q1"], aside.second.answers["q1"]) == ("good", "bad")


def test_another_language_keeps_every_answer(site: Site) -> None:
    """The button of a page without script: the same answers in English, nothing stored."""
    stamp = site.stamp(60)
    page = site.send(issued=stamp, _language="en", q1=None)
    assert page.status_code == 200
    assert '<html lang="en"' in page.text
    assert "Were you satisfied?" in page.text
    assert "楽しかった</textarea>" in page.text
    assert re.search(r'value="stage"[^>]* checked', page.text)
    assert (value_of("submission_id", page.text), value_of("lang", page.text)) == ("n-1", "en")
    assert value_of("issued", page.text) == stamp
    assert 'role="alert"' not in page.text
    assert site.stored() == []


@pytest.mark.parametrize("wanted", ["xx", "", "ja"])
def test_an_unknown_language_changes_nothing(site: Site, wanted: str) -> None:
    page = site.send(_language=wanted, lang="en")
    assert page.status_code == 200
    assert f'<html lang="{"ja" if wanted == "ja" else "en"}"' in page.text
    assert site.stored() == []


def test_a_language_for_a_page_with_nothing_on_it_is_a_blank_page(site: Site) -> None:
    """Its introduction is still there, in that language."""
    page = site.send(_language="en", q1=None, q2=None, q3="", q4="")
    assert 'id="intro"' in page.text
    assert " checked" not in page.text.partition("<body>")[2]


def test_who_is_too_late_is_told_so_in_the_language_of_the_page(site: Site) -> None:
    page = site.client.get(f"/s/{site.code}?lang=en").text
    assert f'action="/s/{site.code}?lang=en"' in page
    site.change(surveys.close, site.survey_id, by="test")
    form = {"q1": "good", "submission_id": "n-1", "lang": "en", "_end": "1"}
    answer = site.client.post(f"/s/{site.code}?lang=en", data=form)
    assert answer.status_code == 403
    assert '<html lang="en"' in answer.text


def test_our_script_is_told_where_the_receipt_is(site: Site) -> None:
    """201 and the address, the cookies as for a browser; every other outcome as for a browser."""

    def send(number: str, **fields: Any) -> Any:
        json = {"accept": "application/json"}
        stamp = site.stamp(60)
        return site.send_from(site.client, site.code, number, json, issued=stamp, **fields)

    answer = send("n-1", lang="en")
    assert (answer.status_code, answer.content) == (201, b"")
    assert answer.headers["cache-control"] == "no-store"
    names = [cookie.partition("=")[0] for cookie in answer.headers.get_list("set-cookie")]
    assert names == ["koebako-copy", *[f"koebako-{site.survey_id}"] * 2]
    assert site.client.get(answer.headers["location"]).status_code == 200
    assert send("n-1", lang="en").headers["location"] == answer.headers["location"]
    assert send("n-1", q1="bad").status_code == 409
    assert send("n-2", q1=None).status_code == 422
    site.change(surveys.pause, site.survey_id, by="test")
    assert send("n-3").status_code == 403


@pytest.mark.parametrize("name", ["issued", "_language", "_homepage"])
def test_the_new_fields_come_once(site: Site, name: str) -> None:
    assert site.send("n-1", **{name: ["1", "2"]}).status_code == 400
    assert site.stored() == []


def test_two_processes_know_each_other_s_pages(site: Site) -> None:
    """The key is the database's: a page of another app on it is taken."""
    with TestClient(app.create(site.store, "世田谷区"), follow_redirects=False) as other:
        page = other.get(f"/s/{site.code}").text
    answer = site.send(value_of("submission_id", page), issued=value_of("issued", page))
    assert answer.status_code == 303
    assert flags(site) == {"三軒茶屋": ("fast",)}


def test_a_trial_remembers_nobody(site: Site) -> None:
    """Staff who tried a survey out have not answered it."""
    trial = site.change(surveys.create, document(OPINION), by="test")
    site.change(surveys.start_test, trial, by="test")
    form = {"q4": "よい", "submission_id": "t-1", "_end": "1"}
    answer = site.client.post(f"/s/{site.code_of(trial)}", data=form)
    assert answer.status_code == 303
    [cookie] = answer.headers.get_list("set-cookie")
    assert cookie.startswith("koebako-copy=")
