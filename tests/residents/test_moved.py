"""A code that leads to another survey by now: what belongs to the one before still finds it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from models import placements, responses, surveys
from models.responses import StoredResponse
from tests.builders import OPINION, SATISFACTION, document
from tests.chromium import OpenContext
from tests.residents.conftest import Site
from tests.residents.everything import picture
from tests.residents.place import Place, kept, received, send, shown_unsent, write

MAP = {"type": "statement", "key": "map", "label": "会場", "image": picture()}
# The same keys as the survey before: whatever is mixed up would not be refused.
NEXT = document(SATISFACTION, OPINION, title="次の調査", languages=("ja", "en"))
DAY = 24 * 3600


def published(site: Site, definition: Any = NEXT) -> str:
    """Another open survey."""
    survey_id: str = site.change(surveys.create, definition, by="test")
    site.change(surveys.publish, survey_id, by="test")
    return survey_id


def move(site: Site, survey_id: str) -> None:
    """Let the code lead there."""
    site.change(placements.repoint, site.code, survey_id, by="test")


def answers(site: Site, survey_id: str) -> list[StoredResponse]:
    with site.store.reading() as session:
        return responses.stored(session, survey_id)


def own(page: str) -> dict[str, str]:
    """The fields of its own that a page sends."""
    names = ("submission_id", "issued", "version", "lang")
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in names}
    return {name: match[1] for name, match in found.items() if match is not None}


def test_a_code_shows_the_new_survey_at_once(site: Site) -> None:
    """Also where the old page lay ready to be sent, under the same code and version."""
    for _ in range(2):
        assert "区民まつり" in site.client.get(f"/s/{site.code}").text
    move(site, published(site))
    for _ in range(2):
        page = site.client.get(f"/s/{site.code}").text
        assert "次の調査" in page
        assert "区民まつり" not in page


def test_a_page_opened_before_goes_to_the_survey_it_was_opened_for(site: Site) -> None:
    """Stored there, with its code; a page opened now goes to the new one."""
    before = own(site.client.get(f"/s/{site.code}").text)
    new = published(site)
    move(site, new)
    after = own(site.client.get(f"/s/{site.code}").text)
    assert site.send(before.pop("submission_id"), **before).status_code == 303
    fields = {"q1": "bad", "q4": "あとから", "q2": None, "q3": None}
    assert site.send(after.pop("submission_id"), **after, **fields).status_code == 303
    [old_answer], [new_answer] = answers(site, site.survey_id), answers(site, new)
    assert (old_answer.placement, old_answer.answers["q3"]) == (site.code, "三軒茶屋")
    assert (new_answer.placement, new_answer.answers) == (
        site.code,
        {"q1": "bad", "q4": "あとから"},
    )


def test_what_is_to_be_mended_comes_back_as_the_page_it_was(site: Site) -> None:
    """Questions, pictures, stamp and language switch of the old survey; then it is stored."""
    old = published(site, document(MAP, SATISFACTION, OPINION, languages=("ja", "en")))
    move(site, old)
    before = own(site.client.get(f"/s/{site.code}").text)
    new = published(site)
    move(site, new)
    fields: dict[str, Any] = {"q2": None, "q3": None, "q4": "古い", "issued": before["issued"]}
    for changes in ({"q1": None}, {"q1": "good", "_language": "en"}):
        again = site.send("n-1", **fields | changes)
        picture_at = re.search(r'<img src="([^"]+)"', again.text)
        assert picture_at is not None
        assert site.client.get(picture_at[1]).content.startswith(b"\x89PNG")
        assert "次の調査" not in again.text
        assert own(again.text)["issued"] == before["issued"]
    assert site.send("n-1", **fields, q1="good").status_code == 303
    assert [len(answers(site, one)) for one in (old, new)] == [1, 0]


def test_pictures_are_those_of_their_survey(site: Site) -> None:
    """A browser keeps them for good: another survey's have another address."""
    old = published(site, document(MAP, OPINION))
    move(site, old)
    address = re.search(r'<img src="([^"]+)"', site.client.get(f"/s/{site.code}").text)
    assert address is not None
    before = site.client.get(address[1])
    other = {**MAP, "image": picture() | {"alt": "別の地図"}}
    new = published(site, document(other, OPINION))
    move(site, new)
    moved = re.search(r'<img src="([^"]+)"', site.client.get(f"/s/{site.code}").text)
    assert moved is not None
    assert moved[1] != address[1]
    assert site.client.get(address[1]).content == before.content
    assert site.client.get(f"/images/{site.code}/{published(site)}/1/map").status_code == 404


@pytest.mark.parametrize("ago", [60, 3 * DAY, None])
def test_a_sending_repeated_after_the_move_gets_its_old_receipt(
    site: Site, ago: int | None
) -> None:
    """Whatever its stamp says by then, and without any: it is never counted in the new survey."""
    fields: dict[str, Any] = {"q2": None, "q3": None}
    first = site.send(issued=site.stamp(60), **fields)
    new = published(site)
    move(site, new)
    stamp = site.stamp(ago) if ago is not None else None
    again = site.send(issued=stamp, **fields)
    assert (again.status_code, again.headers["location"]) == (303, first.headers["location"])
    assert [len(answers(site, one)) for one in (site.survey_id, new)] == [1, 0]


def test_a_page_too_old_comes_back_as_the_page_it_was(site: Site) -> None:
    move(site, published(site))
    answer = site.send(issued=site.stamp(2 * DAY))
    assert answer.status_code == 422
    assert "区民まつり" in answer.text
    assert site.send(issued=own(answer.text)["issued"]).status_code == 303
    assert len(site.stored()) == 1


def test_the_old_survey_has_its_own_end(site: Site) -> None:
    """Closed after the move: the grace as ever, then its own page says so, not the new one's."""
    stamp = site.stamp(60)
    new = published(site)
    move(site, new)
    site.change(surveys.close, site.survey_id, by="test")
    assert site.send("n-1", issued=stamp).status_code == 303
    refused = site.send("n-2", issued=site.stamp(-5))
    assert refused.status_code == 403
    assert "<h1>受付は終了しました</h1>" in refused.text
    assert "区民まつり" in refused.text
    assert "次の調査" in site.client.get(f"/s/{site.code}").text
    assert [len(answers(site, one)) for one in (site.survey_id, new)] == [1, 0]


def test_receipts_and_copies_of_the_survey_before_still_open(
    site: Site, device: TestClient
) -> None:
    form = {"q1": "good", "submission_id": "n-1", "issued": site.stamp(60), "_end": "1"}
    location = device.post(f"/s/{site.code}", data=form).headers["location"]
    other = site.change(surveys.create, NEXT, by="test")  # of no code that ever hung here
    move(site, published(site))
    receipt = device.get(location)
    assert "区民まつり" in receipt.text
    assert "別の方のお答えを送る" not in receipt.text  # the code asks something else now
    copy = device.get(f"{location}/copy")
    assert copy.status_code == 200
    assert "満足しましたか" in copy.text
    number = location.rsplit("/", 1)[1]
    found = site.client.get("/voice", params={"number": number})
    assert found.headers["location"] == location
    assert site.client.get(f"/s/{site.code}/receipt/k7m2pw9xq3td").status_code == 404
    assert site.client.get(f"/s/{site.code_of(other)}/receipt/{number}").status_code == 404


def test_a_device_is_known_to_the_survey_it_answered(site: Site, device: TestClient) -> None:
    form = {"q1": "good", "submission_id": "n-1", "issued": site.stamp(60), "_end": "1"}
    device.post(f"/s/{site.code}", data=form)
    assert 'class="known">' in device.get(f"/s/{site.code}").text
    move(site, published(site))
    assert 'class="known">' not in device.get(f"/s/{site.code}").text


def test_a_page_of_a_test_that_is_over_is_stored_nowhere(site: Site) -> None:
    tried = site.change(surveys.create, NEXT, by="test")
    site.change(surveys.start_test, tried, by="test")
    code = site.code_of(tried)
    page = own(site.client.get(f"/s/{code}").text)
    new = published(site)
    site.change(placements.repoint, code, new, by="test")
    site.change(surveys.stop_test, tried, by="test")
    fields = {"q1": "good", "submission_id": page["submission_id"], "issued": page["issued"]}
    answer = site.client.post(f"/s/{code}", data={**fields, "_end": "1"})
    assert answer.status_code == 422
    assert answers(site, new) == []


def moved(place: Place) -> str:
    """The place's code leads to another survey."""

    def work(session: Any) -> str:
        new = surveys.create(session, NEXT, by="test")
        surveys.publish(session, new, by="test")
        placements.repoint(session, place.code, new, by="test")
        return new

    return place.store.write(work)


def test_a_draft_is_not_poured_into_another_survey(place: Place, phone: OpenContext) -> None:
    """It waits for its own: when the code leads back, it is there."""
    context = phone()
    page = context.new_page()
    page.goto(place.address)
    write(page, "前の調査に")
    page.goto("about:blank")
    moved(place)
    page.goto(place.address)
    expect(page.get_by_role("heading", name="次の調査")).to_be_visible()
    expect(page.get_by_label("ご意見")).to_have_value("")
    expect(page.locator("#kept")).to_be_hidden()
    expect(page.locator(":checked")).to_have_count(0)
    place.store.write(
        lambda session: placements.repoint(session, place.code, place.survey_id, by="test")
    )
    page.goto(place.address)
    expect(page.locator("#kept")).to_be_visible()
    expect(page.get_by_label("ご意見")).to_have_value("前の調査に")


def test_what_could_not_be_sent_is_sent_to_the_survey_it_was_for(
    place: Place, phone: OpenContext
) -> None:
    """When the code is opened again; nothing of it shows in the new survey's form."""
    page = phone().new_page()
    page.goto(place.address)
    write(page, "圏外から")
    place.line.become("dead")
    send(page)
    shown_unsent(page)
    page.goto("about:blank")
    new = moved(place)
    place.line.become("open")
    place.house.refusal = 503
    page.goto(place.address)
    shown_unsent(page)
    expect(page.get_by_role("heading", name="次の調査")).to_be_visible()
    expect(page.locator("[name=q4]")).to_have_value("")
    place.house.refusal = None
    page.get_by_role("button", name="いま送る").click()
    received(page)
    [stored] = place.stored()
    assert stored.answers["q4"] == "圏外から"
    page.goto(place.address)
    expect(page.get_by_role("heading", name="次の調査")).to_be_visible()
    expect(page.get_by_label("ご意見")).to_have_value("")
    with place.store.reading() as session:
        assert responses.stored(session, new) == []


def test_a_scan_in_capitals_finds_the_draft_and_is_kept_for_no_network(
    place: Place, phone: OpenContext
) -> None:
    page = phone().new_page()
    page.goto(place.address)
    write(page, "書きかけ")
    page.goto("about:blank")
    capitals = f"{place.line.address}/S/{place.code.upper()}"
    page.goto(capitals)
    assert page.url.startswith(capitals)
    expect(page.get_by_label("ご意見")).to_have_value("書きかけ")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.reload()  # under the worker of these addresses
    kept(page, f"/s/{place.code}")
    place.line.become("dead")
    page.goto(capitals)
    expect(page.get_by_label("ご意見")).to_have_value("書きかけ")
