"""スキャンで一票: reading a code shows an option, one press votes, and the rest may follow."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from models import asides, placements, surveys, votes
from residents import words
from tests.builders import LIKED, OPINION, SATISFACTION
from tests.residents.conftest import Site
from tests.residents.polls import (
    CLOSED,
    GOOD,
    fields,
    press,
    receipt_in,
    republish,
    vote,
)


def test_reading_a_code_stores_nothing(site: Site, board: dict[str, str]) -> None:
    """Previews of links and scanners ask by GET and HEAD, also with the option named."""
    for address in (f"/s/{board['good']}", f"/s/{board['good']}?pick=bad&lang=en"):
        for ask in (site.client.get, site.client.head):
            answer = ask(address)
            assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
            assert "set-cookie" not in answer.headers
    assert site.stored() == []


def test_a_code_shows_its_option_and_one_button(site: Site, board: dict[str, str]) -> None:
    page = site.client.get(f"/s/{board['good']}").text
    for said in (
        "世田谷区",
        "区民まつりアンケート",
        "満足しましたか",
        "地域振興課",
        "03-0000-0000",
    ):
        assert said in page
    assert re.findall(r"<button[^>]*>(.*?)</button>", page) == [f"「{GOOD}」に1票を入れる"]
    assert "<script" not in page
    assert fields(page)["q1"] == "good"


def test_one_press_is_one_vote(site: Site, board: dict[str, str]) -> None:
    """One question is answered, the others were not asked; nothing is unusual about it."""
    answer = vote(site, board["good"])
    assert answer.status_code == 303
    [stored] = site.stored()
    assert (stored.answers, stored.mode, stored.placement) == (
        {"q1": "good"},
        "vote",
        board["good"],
    )
    assert stored.flags == ()
    page = site.client.get(answer.headers["location"]).text
    assert "<h1>1票を受け付けました</h1>" in page
    assert GOOD in page
    assert receipt_in(page) == stored.receipt
    assert "ほかの質問にも答える（約3分）" in page


def test_a_double_tap_is_one_vote(site: Site, board: dict[str, str]) -> None:
    form = fields(site.client.get(f"/s/{board['good']}").text)
    receipts = {
        receipt_in(site.client.get(press(site, board["good"], form).headers["location"]).text)
        for _ in range(5)
    }
    assert receipts == {stored.receipt for stored in site.stored()}
    assert len(site.stored()) == 1


def test_who_read_the_wrong_code_chooses_another_option(site: Site, board: dict[str, str]) -> None:
    """The others are links; the one that was chosen stays so in another language."""
    page = site.client.get(f"/s/{board['good']}").text
    assert re.findall(r'href="\?pick=(\w+)"', page) == ["bad", "other"]
    other = site.client.get(f"/s/{board['good']}?pick=bad").text
    assert fields(other)["q1"] == "bad"
    assert 'href="?pick=bad&amp;lang=en"' in other
    english = site.client.get(f"/s/{board['good']}?pick=bad&lang=en").text
    assert "Vote for “No”" in english
    assert 'href="?pick=good&amp;lang=en"' in english
    assert fields(site.client.get(f"/s/{board['good']}?pick=nothing").text)["q1"] == "good"


def test_a_device_that_has_voted_is_told_so_and_may_vote_again(
    site: Site, board: dict[str, str], device: TestClient
) -> None:
    """A courtesy to families at one telephone; nobody is blocked, staff see a mark."""
    known = words.say("ja", "known")
    for told in (False, True):
        page = device.get(f"/s/{board['good']}").text
        assert (known in page) is told
        form = fields(page)
        end = {"_end": form.pop("_end")}
        assert device.post(f"/s/{board['good']}", data={**form, **end}).status_code == 303
    assert sorted(stored.flags for stored in site.stored()) == [(), ("repeat",)]


def test_a_program_that_fills_in_everything_is_marked(site: Site, board: dict[str, str]) -> None:
    assert vote(site, board["good"], _homepage="https://spam.example").status_code == 303
    assert vote(site, board["good"], issued=None).status_code == 303
    flags = sorted(stored.flags for stored in site.stored())
    assert flags == [("honeypot",), ("unsigned",)]


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"q1": None}, 422, "エラー"),
        ({"q1": "nothing"}, 422, "エラー"),
        ({"submission_id": None}, 400, "まだ送信されていません"),
        ({"issued": "1764000000.aaaaaaaaaaaaaaaa"}, 422, "まだ送信されていません"),
        ({"q9": "x"}, 400, ""),
        ({"_vote": ["1", "1"]}, 400, ""),
    ],
)
def test_a_broken_vote_is_refused_in_words(
    site: Site, board: dict[str, str], changes: dict[str, Any], status: int, said: str
) -> None:
    answer = vote(site, board["good"], **changes)
    assert answer.status_code == status
    assert said in answer.text
    assert site.stored() == []


def test_a_refused_vote_can_be_sent_from_the_page_that_says_so(
    site: Site, board: dict[str, str]
) -> None:
    answer = vote(site, board["good"], submission_id=None, q1="bad")
    form = fields(answer.text)
    assert form["q1"] == "bad"
    assert press(site, board["good"], form).status_code == 303


def test_another_option_from_the_same_page_is_a_conflict(site: Site, board: dict[str, str]) -> None:
    """The first vote stays; the second can be sent as another person's, and waits for staff."""
    form = fields(site.client.get(f"/s/{board['good']}").text)
    press(site, board["good"], form)
    answer = press(site, board["good"], form, q1="bad")
    assert answer.status_code == 409
    assert [stored.answers for stored in site.stored()] == [{"q1": "good"}]
    with site.store.reading() as session:
        assert asides.count(session, site.survey_id) == 1
    assert press(site, board["good"], fields(answer.text)).status_code == 303
    assert len(site.stored()) == 2


def test_a_vote_at_a_code_that_stands_for_nothing_is_refused(site: Site) -> None:
    answer = site.send(_vote="1")
    assert answer.status_code == 400
    assert site.stored() == []


def test_a_closed_survey_takes_no_vote_but_of_a_page_opened_before(
    site: Site, board: dict[str, str]
) -> None:
    form = fields(site.client.get(f"/s/{board['good']}").text)
    late = {**form, "submission_id": "n-2", "issued": site.stamp(60)}
    site.change(surveys.close, site.survey_id, by="test")
    assert CLOSED in site.client.get(f"/s/{board['good']}").text
    assert press(site, board["good"], late).status_code == 303
    assert press(site, board["good"], {**form, "issued": ""}).status_code == 403
    [stored] = site.stored()
    assert stored.flags == ("late",)


def test_codes_that_were_switched_off_say_so(site: Site, board: dict[str, str]) -> None:
    site.change(votes.switch, site.survey_id, "q1", active=False, by="test")
    page = site.client.get(f"/s/{board['good']}").text
    assert "このアドレスは、いまは使っていません" in page
    assert f"/s/{site.code}" in page


def test_an_option_that_is_gone_leads_to_the_others(site: Site, board: dict[str, str]) -> None:
    form = fields(site.client.get(f"/s/{board['bad']}").text)
    kept = tuple(option for option in SATISFACTION.options if option.value != "bad")
    republish(site, SATISFACTION.model_copy(update={"options": kept}), OPINION)
    page = site.client.get(f"/s/{board['bad']}").text
    assert "この選択肢は、いまは選べません" in page
    assert re.findall(r'href="\?pick=(\w+)"', page) == ["good", "other"]
    assert "<button" not in page
    # Who had read it before is counted still, with the page of that day.
    assert press(site, board["bad"], form).status_code == 303
    [stored] = site.stored()
    assert (stored.answers, stored.version) == ({"q1": "bad"}, 1)


def test_a_question_that_is_gone_leads_to_the_survey(site: Site, board: dict[str, str]) -> None:
    republish(site, LIKED, OPINION)
    page = site.client.get(f"/s/{board['good']}").text
    assert "この選択肢は、いまは選べません" in page
    assert f'href="/s/{site.code}"' in page
    site.change(placements.switch, site.code, active=False, by="test")
    assert words.say("ja", "phase.retired.ask") in site.client.get(f"/s/{board['good']}").text
