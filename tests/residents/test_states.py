"""What changes while a survey lives: places that fill up, trials, pauses, pictures."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models import surveys
from models.document import SurveyDocument
from residents import assets, preview
from tests.builders import OPINION, document
from tests.residents.conftest import Site
from tests.residents.everything import picture

SLOTS = {
    "type": "single_choice",
    "key": "q1",
    "label": "参加する回",
    "required": True,
    "options": [
        {"value": "am", "label": "午前", "places": 2},
        {"value": "pm", "label": "午後"},
    ],
}
MAP = {"type": "statement", "key": "map", "label": "会場", "image": picture()}
ONLY = {"q2": None, "q3": None}


def publish(site: Site, made: SurveyDocument) -> None:
    site.change(surveys.save_draft, site.survey_id, made, 1)
    site.change(surveys.publish, site.survey_id, by="test")


@pytest.fixture
def slots(site: Site) -> Site:
    """A sign-up with two places in the morning."""
    publish(site, document(SLOTS, OPINION))
    return site


def test_the_page_says_how_many_places_are_left_now(slots: Site) -> None:
    """Every reader sees the count of this moment, however the page is asked for."""
    for number, left in enumerate(("残り2", "残り1", "満員です")):
        for query in ("", "?lang=ja"):
            assert left in slots.client.get(f"/s/{slots.code}{query}").text
        slots.send(f"n-{number}", q1="am", **ONLY)
    assert re.search(r'value="am"[^>]* disabled', slots.client.get(f"/s/{slots.code}").text)


def test_who_comes_too_late_keeps_the_other_answers(slots: Site) -> None:
    """422, the full option named and not chosen, everything else still there; then it is sent."""
    for number in range(2):
        assert slots.send(f"n-{number}", q1="am", **ONLY).status_code == 303
    late = slots.send("n-9", q1="am", q4="楽しみです", **ONLY)
    assert late.status_code == 422
    assert "「午前」は、いま満員になりました。ほかを選び直してください。" in late.text
    assert re.search(r'value="am"[^>]* disabled', late.text)
    assert not re.search(r'value="am"[^>]* checked', late.text)
    assert "楽しみです</textarea>" in late.text
    assert 'name="submission_id" value="n-9"' in late.text
    assert slots.send("n-9", q1="pm", q4="楽しみです", **ONLY).status_code == 303
    assert slots.send("n-0", q1="am", **ONLY).status_code == 303  # the same sending once more
    assert sorted(str(kept.answers["q1"]) for kept in slots.stored()) == ["am", "am", "pm"]


def test_in_a_trial_the_form_works_and_says_so(site: Site) -> None:
    """Banner on form, error page and receipt; what is sent is stored as a test answer."""
    trial = site.change(surveys.create, document(), by="test")
    site.change(surveys.start_test, trial, by="test")
    code = site.code_of(trial)
    said = "試行中です。ここでのお答えは、公開の前に消します。"
    fields = {"q1": "good", "submission_id": "t-1", "_end": "1"}
    assert said in site.client.get(f"/s/{code}").text
    assert said in site.client.post(f"/s/{code}", data={**fields, "q1": ""}).text
    done = site.client.post(f"/s/{code}", data=fields)
    assert done.status_code == 303
    assert said in site.client.get(done.headers["location"]).text
    assert f"/s/{code}" not in site.client.get("/").text
    site.change(surveys.publish, trial, by="test")
    assert said not in site.client.get(f"/s/{code}").text


def test_a_trial_of_another_draft_shows_that_draft(site: Site) -> None:
    """The version's number may be the same; the page is not."""
    trial = site.change(surveys.create, document(), by="test")
    site.change(surveys.start_test, trial, by="test")
    code = site.code_of(trial)
    assert "区民まつり" in site.client.get(f"/s/{code}").text
    site.change(surveys.save_draft, trial, document(title="お月見"), 1)
    site.change(surveys.start_test, trial, by="test")
    assert "お月見" in site.client.get(f"/s/{code}").text
    site.change(surveys.save_draft, trial, document(title="花火"), 2)
    site.change(surveys.publish, trial, by="test")
    assert "花火" in site.client.get(f"/s/{code}").text


def test_a_pause_says_so_and_takes_nothing(site: Site) -> None:
    site.change(surveys.pause, site.survey_id, by="test")
    page = site.client.get(f"/s/{site.code}").text
    assert "いまは受付を止めています" in page
    assert "<form" not in page
    assert site.send().status_code == 403
    site.change(surveys.reopen, site.survey_id, by="test")
    assert site.send().status_code == 303


def test_a_closed_survey_says_what_staff_wrote(site: Site) -> None:
    publish(site, document(closed_message={"ja": "結果は10月の\n区のおしらせに載せます。"}))
    site.change(surveys.close, site.survey_id, by="test")
    page = site.client.get(f"/s/{site.code}").text
    assert '<p class="lines">結果は10月の\n区のおしらせに載せます。</p>' in page
    assert "ご協力ありがとうございました。" not in page


def test_pictures_are_files_that_never_change(site: Site) -> None:
    """Found where the page says, kept by browsers for good; nothing else is found there."""
    publish(site, document(MAP, OPINION))
    page = site.client.get(f"/s/{site.code}").text
    found = re.search(r'<img src="([^"]+)" alt="会場の地図" width="320" height="160"', page)
    assert found is not None
    answer = site.client.get(found[1])
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    code = site.code
    for path in (f"{code}/2/q4", f"{code}/1/map", f"{code}/9/map", "zzzzz/2/map", f"{code}/2/x"):
        assert site.client.get(f"/images/{path}").status_code == 404


def test_pictures_of_drafts_are_in_the_preview_only(site: Site) -> None:
    survey_id = site.change(surveys.create, document(MAP, OPINION), by="test")
    code = site.code_of(survey_id)
    assert site.client.get(f"/images/{code}/1/map").status_code == 404
    app: Starlette = preview.create(site.store, "世田谷区", "/staff/preview")
    with TestClient(app) as staff:
        page = staff.get(f"/staff/preview/{survey_id}").text
        found = re.search(r'<img src="([^"]+)"', page)
        assert found is not None
        answer = staff.get(found[1])
        assert answer.content.startswith(b"\x89PNG")
        assert answer.headers["cache-control"] == "no-store"
        assert staff.get(f"/staff/preview/{survey_id}/images/q4").status_code == 404
        assert staff.get("/staff/preview/nobody/images/map").status_code == 404


def test_the_script_comes_compressed_to_who_can_read_it(site: Site) -> None:
    answers = [
        site.client.get(assets.SCRIPT_URL, headers={"accept-encoding": encoding})
        for encoding in ("gzip", "identity")
    ]
    assert [answer.headers.get("content-encoding") for answer in answers] == ["gzip", None]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("name", ["order", "wording"])
def test_the_forms_own_fields_come_once(site: Site, name: str) -> None:
    assert site.send("n-1", **{name: ["1", "2"]}).status_code == 400
    assert site.stored() == []
