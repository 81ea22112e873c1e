"""The preview of a draft: the page residents will see, for staff alone, and it sends nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient

from models import placements, responses, surveys, tokens
from models.document import SurveyDocument
from models.store import Store
from residents import app, preview
from tests.builders import TOWN, document
from tests.residents.questionnaire import DOCUMENT, Form, read, title
from tests.serving import NAME, PASSWORD, Serve
from tests.stores import add_survey

PREFIX = "/staff/preview"
SAID = "プレビュー（送信されません）"


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    """The preview alone, on each kind of database, without the guard in front of it."""
    with TestClient(preview.create(store, "世田谷区", PREFIX), follow_redirects=False) as client:
        yield client


def test_the_draft_is_shown_as_residents_will_see_it(store: Store, client: TestClient) -> None:
    """Title, questions and all options; and the words that say what this is."""
    survey_id = add_survey(store, DOCUMENT, publish=False)
    answer = client.get(f"{PREFIX}/{survey_id}")
    assert answer.status_code == 200
    assert title(answer.text) == "公園の再整備についてのアンケート | 世田谷区"
    form = Form(answer.text)
    for question in DOCUMENT.questions():
        assert set(question.fields()) <= set(form.names)
        assert str(question.label["ja"]) in read(answer.text)
    assert answer.text.count(SAID) == 2


def test_the_draft_is_shown_and_not_what_is_published(store: Store, client: TestClient) -> None:
    """What was saved a moment ago, each time; residents still see the published version."""
    survey_id = add_survey(store, publish=True)
    changed = document(TOWN, title="新しい題")
    store.write(lambda session: surveys.save_draft(session, survey_id, changed, 1))
    assert title(client.get(f"{PREFIX}/{survey_id}").text).startswith("新しい題")
    with store.reading() as session:
        code = placements.listing(session, survey_id)[0].code
    with TestClient(app.create(store, "世田谷区")) as residents:
        assert title(residents.get(f"/s/{code}").text).startswith("区民まつりアンケート")


@pytest.mark.parametrize("draft", [SurveyDocument(), document(title="", purpose="")])
def test_an_unfinished_draft_is_shown(
    store: Store, client: TestClient, draft: SurveyDocument
) -> None:
    """From the first word on."""
    survey_id = add_survey(store, draft, publish=False)
    answer = client.get(f"{PREFIX}/{survey_id}")
    assert answer.status_code == 200
    assert "（まだ書かれていません）" in read(answer.text)


def test_each_language_can_be_seen(store: Store, client: TestClient) -> None:
    """As residents choose it; another one is the first that is offered."""
    survey_id = add_survey(store, DOCUMENT, publish=False)
    shown = {
        language: client.get(f"{PREFIX}/{survey_id}", params={"lang": language}).text
        for language in ("ja", "en", "xx")
    }
    assert "Survey on renewing the park" in title(shown["en"])
    assert '<html lang="en">' in shown["en"]
    assert shown["xx"] == shown["ja"]


def test_no_form_in_it_can_be_sent(store: Store, client: TestClient) -> None:
    """Its default button is disabled, so the Enter key does nothing; no other button sends.

    And where the form would go there is no survey: `preview` cannot be anybody's code.
    """
    survey_id = add_survey(store, publish=True)
    form = Form(client.get(f"{PREFIX}/{survey_id}").text)
    buttons = [found for tag, found in form.tags if tag == "button"]
    assert "disabled" in buttons[0]
    assert buttons[0].get("type", "submit") == "submit"
    assert all("disabled" in one or one.get("type") == "button" for one in buttons)
    assert [one for tag, one in form.tags if one.get("type") in ("submit", "image")] == []
    assert [one for tag, one in form.tags if "formaction" in one or "form" in one] == []
    assert len([tag for tag, _ in form.tags if tag == "form"]) == 1
    assert form.form["action"] == "/s/preview"
    assert not set("preview") <= set(tokens.ALPHABET)


def test_what_a_preview_would_send_is_not_taken(store: Store, client: TestClient) -> None:
    """Somebody enables the button: nothing is stored, here or at the residents' pages."""
    survey_id = add_survey(store, publish=True)
    fields = dict(Form(client.get(f"{PREFIX}/{survey_id}").text).fields) | {"q1": "good"}
    assert client.post(f"{PREFIX}/{survey_id}", data=fields).status_code == 405
    with TestClient(app.create(store, "世田谷区")) as residents:
        assert residents.post("/s/preview", data=fields).status_code in (400, 404)
    with store.reading() as session:
        assert responses.stored(session, survey_id) == []


def test_only_our_own_pages_may_frame_it(store: Store, client: TestClient) -> None:
    """つくる shows it in a frame; the residents' own page is framed by nobody."""
    survey_id = add_survey(store, publish=True)
    with store.reading() as session:
        code = placements.listing(session, survey_id)[0].code
    with TestClient(app.create(store, "世田谷区")) as residents:
        public = residents.get(f"/s/{code}").headers["content-security-policy"]
    shown = client.get(f"{PREFIX}/{survey_id}").headers
    framed = public.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    assert shown["content-security-policy"] == framed != public
    assert "x-frame-options" not in shown
    assert shown["cache-control"] == "no-store"
    assert shown["x-content-type-options"] == "nosniff"


def test_an_unknown_survey_is_not_found(client: TestClient) -> None:
    """Whatever is written there; and there is no list of drafts."""
    for name in ("nothing", "preview", "x" * 500, "%00", "%27%20OR%201=1--", "é"):
        answer = client.get(f"{PREFIX}/{name}")
        assert (answer.status_code, answer.text) == (404, "調査がありません。"), name
    for path in (PREFIX, f"{PREFIX}/", f"{PREFIX}/a/b", "/"):
        assert client.get(path).status_code in (307, 404), path


def test_in_the_running_product_it_is_for_staff_alone(serve: Serve, tmp_path: Path) -> None:
    """Behind the guard, with its own policy in place of the guard's, and with its files."""
    house = serve()
    file = tmp_path / "survey.json"
    file.write_text(document().model_dump_json())
    imported = house.manage("surveys", "import", str(file))
    found = re.search(r'"survey": "(\w+)"', imported.stdout)
    assert found is not None
    path = f"{PREFIX}/{found[1]}"
    with httpx2.Client(base_url=house.address) as client:
        assert client.get(path).status_code == 401
        assert client.get(path, headers={"accept": "text/html"}).status_code == 303
        token = urlsplit(house.setup_link).query.removeprefix("token=")
        fields = {"token": token, "name": NAME, "password": PASSWORD, "again": PASSWORD}
        assert client.post("/staff-setup", data=fields).status_code == 303
        page = client.get(path)
        assert "区民まつりアンケート" in page.text
        [policy] = page.headers.get_list("content-security-policy")
        assert policy.endswith("frame-ancestors 'self'")
        [script] = re.findall(r'<script src="([^"]+)"', page.text)
        assert client.get(script).status_code == 200
        assert client.get(f"{PREFIX}/nothing").status_code == 404
