"""A board of votes, read and pressed as phones do."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from sqlmodel import Session

from models import surveys, votes
from models.store import Store
from residents import words
from tests.builders import document
from tests.residents.conftest import Site

GOOD, BAD = "満足", "不満"


CLOSED = words.say("ja", "phase.closed.title")


@pytest.fixture
def board(site: Site) -> dict[str, str]:
    """Option → the code that stands for it."""
    return board_of(site.store, site.survey_id)


def board_of(store: Store, survey_id: str) -> dict[str, str]:
    def make(session: Session) -> dict[str, str]:
        votes.create(session, survey_id, "q1", by="test")
        return {choice.value: choice.code for choice in votes.boards(session, survey_id)[0].choices}

    return store.write(make)


def fields(page: str) -> dict[str, str]:
    """Every hidden field of a page, as a browser without script would send it."""
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def vote(site: Site, code: str, **changes: Any) -> Any:
    """Read the code and press the button."""
    return press(site, code, fields(site.client.get(f"/s/{code}").text), **changes)


def press(site: Site, code: str, form: dict[str, str], **changes: Any) -> Any:
    sent = {**form, "_homepage": "", **changes}
    sent = {name: value for name, value in sent.items() if value is not None}
    end = {"_end": sent.pop("_end")}
    return site.client.post(f"/s/{code}", data={**sent, **end})


def link(page: str, path: str) -> str:
    """Where the link or form to `path` leads."""
    found: set[str] = set(re.findall(rf'(?:href|action)="(/s/\w+/{path}/[^"]+)"', page))
    [only] = found
    return only


def receipt_in(page: str) -> str:
    found = re.search(r'class="receipt"[^>]*>(\w+)<', page)
    assert found is not None
    return found[1]


def rest(site: Site, voted: Any) -> tuple[str, str]:
    """From the page that thanks for the vote to the other questions: their address and page."""
    address = link(site.client.get(voted.headers["location"]).text, "rest")
    return address, site.client.get(address).text


def send_rest(site: Site, address: str, page: str, **answers: Any) -> Any:
    form = fields(page)
    end = {"_end": form.pop("_end")}
    return site.client.post(address, data={**form, "q1": "good", **answers, **end})


def republish(site: Site, *questions: Any) -> None:
    def change(session: Session) -> None:
        draft = surveys.draft(session, site.survey_id)
        changed = document(*questions, languages=("ja", "en"))
        surveys.save_draft(session, site.survey_id, changed, draft.revision)
        surveys.publish(session, site.survey_id, by="test")

    site.store.write(change)
