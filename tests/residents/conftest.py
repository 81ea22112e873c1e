"""The residents' app on a real database, asked as a browser without JavaScript would ask it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from models import keys, placements, responses, surveys
from models.responses import StoredResponse
from models.store import Store
from residents import app
from residents.form_time import Stamps
from tests.builders import document

GOOD = {"q1": "good", "q2": ["stage", "food"], "q3": "三軒茶屋", "q4": "楽しかった"}


@dataclass
class Site:
    """The app, a published survey in it, and a look at what is stored."""

    client: TestClient
    store: Store
    survey_id: str
    code: str

    def send(self, number: str = "n-1", **fields: Any) -> Any:
        """POST a form as the page would, with `fields` over the good ones."""
        return self.send_from(self.client, self.code, number, **fields)

    def send_from(
        self,
        device: TestClient,
        code: str,
        number: str,
        headers: dict[str, str] | None = None,
        **fields: Any,
    ) -> Any:
        """The same from another device, by another code of the survey."""
        sent = {**GOOD, "submission_id": number} | fields
        kept = {name: value for name, value in sent.items() if value is not None}
        return device.post(f"/s/{code}", data={**kept, "_end": "1"}, headers=headers)

    def stamp(self, ago: float = 60, survey_id: str = "") -> str:
        """The signed time of a page that was opened so many seconds ago."""
        with self.store.reading() as session:
            stamps = Stamps(keys.form_key(session))
        return stamps.at(survey_id or self.survey_id, int(time.time() - ago))

    def send_raw(self, body: bytes, kind: str = "application/x-www-form-urlencoded") -> Any:
        """POST these very bytes."""
        return self.client.post(f"/s/{self.code}", content=body, headers={"content-type": kind})

    def stored(self) -> list[StoredResponse]:
        """Every stored response."""
        with self.store.reading() as session:
            return responses.stored(session, self.survey_id)

    def code_of(self, survey_id: str) -> str:
        """The code of another survey's first placement."""
        with self.store.reading() as session:
            return placements.listing(session, survey_id)[0].code

    def change(self, verb: Any, *arguments: Any, **named: Any) -> Any:
        """Run a verb of `models` on the survey."""
        return self.store.write(lambda session: verb(session, *arguments, **named))


@pytest.fixture
def site(sqlite_store: Store) -> Iterator[Site]:
    """A published survey with one question of every type, in Japanese and English."""

    def make(session: Session) -> tuple[str, str]:
        survey_id = surveys.create(session, document(languages=("ja", "en")), by="test")
        surveys.publish(session, survey_id, by="test")
        return survey_id, placements.listing(session, survey_id)[0].code

    survey_id, code = sqlite_store.write(make)
    application = app.create(sqlite_store, "世田谷区", "https://koe.example")
    with TestClient(application, follow_redirects=False, raise_server_exceptions=False) as client:
        yield Site(client, sqlite_store, survey_id, code)


@pytest.fixture
def device(site: Site) -> Iterator[TestClient]:
    """A phone at the public address that keeps cookies; `site.client` gets none over HTTP."""
    with TestClient(
        site.client.app, base_url="https://koe.example", follow_redirects=False
    ) as client:
        yield client
