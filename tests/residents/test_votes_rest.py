"""After a vote: the receipt, and the other questions, which make one answer of both."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from playwright.sync_api import expect
from starlette.testclient import TestClient

from models import keys, responses, surveys
from models.multilingual import LANGUAGES
from models.questions.options import Option
from models.store import Store
from residents import app, tickets, words
from residents.votes import TO_COMPLETE
from tests.builders import OPINION, SATISFACTION, document
from tests.chromium import OpenContext, assert_accessible
from tests.residents.conftest import Site
from tests.residents.network import reached
from tests.residents.polls import (
    BAD,
    CLOSED,
    GOOD,
    board_of,
    fields,
    link,
    republish,
    rest,
    send_rest,
    vote,
)
from tests.stores import add_survey


def test_the_rest_makes_one_answer_of_it(site: Site, board: dict[str, str]) -> None:
    """The story without script and cookies: scan, press, receipt, the rest, the same receipt."""
    voted = vote(site, board["good"])
    [first] = site.stored()
    address, page = rest(site, voted)
    assert "1票は受け付けています。" in page
    assert re.search(r'value="good"[^>]* checked', page)
    assert len(re.findall(r" checked[ >]", page.partition("<body>")[2])) == 1
    answer = send_rest(site, address, page, q1="bad", q4="よかった")
    assert answer.headers["location"] == f"/s/{board['good']}/receipt/{first.receipt}"
    [whole] = site.stored()
    assert whole.answers == {"q1": "bad", "q2": None, "q3": None, "q4": "よかった"}
    assert (whole.receipt, whole.mode) == (first.receipt, "web")
    thanks = site.client.get(answer.headers["location"]).text
    assert "お答えを受け取りました" in thanks
    assert "/rest/" not in thanks


def test_the_rest_is_answered_once(site: Site, board: dict[str, str]) -> None:
    """Sent again it gets the same receipt; other answers are another person's, as everywhere."""
    address, page = rest(site, vote(site, board["good"]))
    first = send_rest(site, address, page)
    assert send_rest(site, address, page).headers["location"] == first.headers["location"]
    for path in (address, address.replace("/rest/", "/voted/")):
        again = site.client.get(path)
        assert (again.status_code, again.headers["location"].split("?")[0]) == (
            303,
            first.headers["location"],
        )
    conflict = send_rest(site, address, page, q4="別")
    assert conflict.status_code == 409
    assert f'action="/s/{board["good"]}"' in conflict.text
    assert len(site.stored()) == 1


def test_a_mistake_in_the_rest_keeps_the_vote_and_the_way_back(
    site: Site, board: dict[str, str]
) -> None:
    address, page = rest(site, vote(site, board["good"]))
    wrong = send_rest(site, address, page, q4="長" * 300)
    assert wrong.status_code == 422
    assert f'action="{address}"' in wrong.text
    assert [stored.answers for stored in site.stored()] == [{"q1": "good"}]
    assert send_rest(site, address, wrong.text).status_code == 303
    english = send_rest(site, address, page, _language="en")
    assert f'action="{address}?lang=en"' in english.text
    assert len(site.stored()) == 1


def test_the_rest_ends_with_the_survey(site: Site, board: dict[str, str]) -> None:
    """No new page after the closing; a page from before is in time for a while, also twice."""
    voted = vote(site, board["good"])
    address, page = rest(site, voted)
    early = {"issued": site.stamp(60)}
    site.change(surveys.close, site.survey_id, by="test")
    assert CLOSED in site.client.get(address).text
    assert "/rest/" not in site.client.get(voted.headers["location"]).text
    assert send_rest(site, address, page, issued="").status_code == 403
    first = send_rest(site, address, page, **early)
    assert (first.status_code, len(site.stored())) == (303, 1)
    assert send_rest(site, address, page).headers["location"] == first.headers["location"]


def test_a_receipt_shows_nobody_s_vote_and_opens_no_rest(site: Site, board: dict[str, str]) -> None:
    """Who finds the number of somebody else learns nothing and can change nothing."""
    voted = vote(site, board["good"])
    [stored] = site.stored()
    page = site.client.get(f"/s/{board['good']}/receipt/{stored.receipt}").text
    assert "/rest/" not in page
    assert GOOD not in page
    address, blank = rest(site, voted)
    receipt, expiry, mac = address.rpartition("/")[2].split(".")
    for made_up in (receipt, f"{receipt}.{expiry}.{mac[::-1]}", f"{'a' * 12}.{expiry}.{mac}"):
        for kind in ("rest", "voted"):
            assert site.client.get(f"/s/{board['good']}/{kind}/{made_up}").status_code == 404
        refused = send_rest(site, f"/s/{board['good']}/rest/{made_up}", blank)
        assert refused.status_code == 404
    assert [one.answers for one in site.stored()] == [{"q1": "good"}]


def test_after_a_day_the_address_of_the_rest_opens_nothing(
    site: Site, board: dict[str, str]
) -> None:
    """But a page opened in time is still read, and told truly whether it is too old."""
    _, page = rest(site, vote(site, board["good"]))
    with site.store.reading() as session:
        key = keys.form_key(session)
    [stored] = site.stored()
    age = TO_COMPLETE + timedelta(hours=1)
    old = tickets.make(key, "rest", site.survey_id, stored.receipt, TO_COMPLETE - age)
    path = f"/s/{board['good']}/rest/{old}"
    assert site.client.get(path).headers["location"].split("?")[0].endswith(stored.receipt)
    assert send_rest(site, path, page, issued="").status_code == 422
    assert send_rest(site, path, page).status_code == 303


def test_a_survey_of_one_question_has_no_rest(site: Site, board: dict[str, str]) -> None:
    republish(site, SATISFACTION)
    page = site.client.get(vote(site, board["good"]).headers["location"]).text
    assert "1票を受け付けました" in page
    assert "/rest/" not in page


def test_the_copy_of_a_vote_tells_of_the_vote_alone(
    site: Site, board: dict[str, str], device: TestClient
) -> None:
    form = fields(device.get(f"/s/{board['good']}").text)
    end = {"_end": form.pop("_end")}
    voted = device.post(f"/s/{board['good']}", data={**form, **end})
    copy = device.get(link(device.get(voted.headers["location"]).text, "receipt")).text
    assert GOOD in copy
    assert "ご意見" not in copy


def test_a_trial_can_be_voted_in_and_completed(site: Site) -> None:
    trial = site.change(surveys.create, document(SATISFACTION, OPINION), by="test")
    site.change(surveys.start_test, trial, by="test")
    there = replace(site, survey_id=trial)
    code = board_of(site.store, trial)["good"]
    voted = vote(there, code)
    address, page = rest(there, voted)
    assert "set-cookie" in voted.headers
    assert send_rest(there, address, page).status_code == 303
    [stored] = there.stored()
    assert (stored.mode, stored.answers) == ("test", {"q1": "good", "q4": None})


LONG = "まちのみんなが集まって遊べる、大きな木のある丘の上のひろびろとした公園がよい"


FIVE_LANGUAGES = document(
    SATISFACTION.model_copy(
        update={
            "options": (
                Option(
                    value="good",
                    label={
                        "ja": LONG,
                        "ja-easy": "[大|おお]きな[木|き]のある[公園|こうえん]",
                        "en": "A spacious park with a big tree where the whole town can gather",
                        "zh-Hans": "有大树、大家可以聚集玩耍的公园",
                        "ko": "큰 나무가 있고 모두 모여 놀 수 있는 공원",
                    },
                ),
                Option(value="bad", label={"ja": BAD}),
            )
        }
    ),
    OPINION,
    languages=LANGUAGES,
)


def test_everybody_can_vote_on_a_phone(sqlite_store: Store, phone: OpenContext) -> None:
    """In all five languages, without script: nothing is wider than the screen, axe finds nothing;
    then the whole way, with a wrong scan mended, to one answer."""
    survey_id = add_survey(sqlite_store, FIVE_LANGUAGES, publish=True)
    codes = board_of(sqlite_store, survey_id)
    with reached(app.create(sqlite_store, "世田谷区")) as line:
        checked = phone().new_page()
        for language in LANGUAGES:
            checked.goto(f"{line.address}/s/{codes['good']}?lang={language}")
            checked.locator("summary").click()
            expect(checked.locator(".ballots a")).to_be_visible()
            assert not checked.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert_accessible(checked)
            checked.locator("button").click()
            expect(checked.locator(".receipt")).to_be_visible()
            assert "/voted/" in checked.url
            assert not checked.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert_accessible(checked)

        page = phone(java_script_enabled=False).new_page()
        page.goto(f"{line.address}/s/{codes['bad']}")
        page.get_by_text("ほかを選ぶ").click()
        page.get_by_role("link", name=LONG).click()
        page.get_by_role("button", name="に1票を入れる").click()
        number = page.locator(".receipt").inner_text()
        page.get_by_role("link", name="ほかの質問にも答える").click()
        page.get_by_label("ご意見").fill("楽しかった")
        page.get_by_role("button", name="この内容で送信する").click()
        expect(page.get_by_role("heading", name="お答えを受け取りました")).to_be_visible()
        assert page.locator(".receipt").inner_text() == number
    [whole] = [one for one in stored_in(sqlite_store, survey_id) if one.receipt == number]
    assert whole.answers == {"q1": "good", "q4": "楽しかった"}
    assert len(stored_in(sqlite_store, survey_id)) == len(LANGUAGES) + 1


def stored_in(store: Store, survey_id: str) -> Any:
    with store.reading() as session:
        return responses.stored(session, survey_id)


def test_a_draft_of_the_rest_is_kept_apart_from_the_next_vote(
    sqlite_store: Store, phone: OpenContext
) -> None:
    """With script: a reload keeps what was written, another language too; another person who votes
    with the same phone finds none of it."""
    survey_id = add_survey(sqlite_store, FIVE_LANGUAGES, publish=True)
    codes = board_of(sqlite_store, survey_id)
    with reached(app.create(sqlite_store, "世田谷区")) as line:
        page = phone().new_page()
        page.goto(f"{line.address}/s/{codes['good']}")
        page.locator("button").click()
        page.get_by_role("link", name="ほかの質問にも答える").click()
        opinion = page.locator("[name=q4]")
        opinion.fill("途中")
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(opinion).to_have_value("途中")
        expect(page.locator("[value=good]")).to_be_checked()
        page.reload()
        expect(opinion).to_have_value("途中")

        page.goto(f"{line.address}/s/{codes['bad']}")
        page.locator("button").click()
        page.get_by_role("link", name="ほかの質問にも答える").click()
        expect(page.locator("[value=bad]")).to_be_checked()
        expect(opinion).to_have_value("")
        opinion.fill("別の人")
        page.locator("#next").click()
        page.get_by_role("button", name="この内容で送信する").click()
        expect(page.get_by_role("heading", name="お答えを受け取りました")).to_be_visible()
    answers = [one.answers for one in stored_in(sqlite_store, survey_id)]
    assert sorted(answers, key=len) == [{"q1": "good"}, {"q1": "bad", "q4": "別の人"}]


def test_the_code_as_printed_opens_the_same_page(
    site: Site, board: dict[str, str], device: TestClient
) -> None:
    """In capitals, as the smaller code holds it: from reading to the rest."""
    printed = f"/S/{board['good'].upper()}"
    page = device.get(printed)
    assert page.status_code == 200
    form = fields(page.text)
    end = {"_end": form.pop("_end")}
    voted = device.post(printed, data={**form, **end})
    assert voted.status_code == 303
    assert "/rest/" in device.get(voted.headers["location"]).text
    assert words.say("ja", "known") in device.get(printed).text
    assert len(site.stored()) == 1
