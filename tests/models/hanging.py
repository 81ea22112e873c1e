"""Placements in a test: made, changed, read and answered at in one line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from models import placements, responses
from models.clock import JST
from models.errors import NotAllowed
from models.placements import Placement
from models.responses import Submission
from models.store import Store
from tests.builders import OPINION, document

DOCUMENT = document(OPINION, languages=("ja", "en"), closes_at=None)


HOUR = timedelta(hours=1)


TICK = timedelta(microseconds=1)


NOON = datetime(2026, 11, 23, 12, tzinfo=JST)


EVERYTHING: dict[str, Any] = {
    "place": "1階ロビー",
    "language": "en",
    "opens_at": NOON,
    "closes_at": NOON + 5 * HOUR,
    "outdoor": True,
}


def add(store: Store, survey_id: str, name: str = "駅", kind: str = "poster", **said: Any) -> str:
    return store.write(
        partial(placements.add, survey_id=survey_id, name=name, kind=kind, by="t", **said)
    )


def change(store: Store, verb: Any, code: str, **said: Any) -> None:
    store.write(partial(verb, code=code, by="t", **said))


def get(store: Store, code: str) -> Placement:
    with store.reading() as session:
        return placements.get(session, code)


def said(place: Placement) -> Placement:
    """The placement without when it was made."""
    assert place.created_at is not None
    return replace(place, created_at=None)


def send(
    store: Store,
    survey_id: str,
    code: str,
    number: str,
    at: datetime | None = None,
    issued_at: datetime | None = None,
) -> str | BaseException:
    """The receipt, or why there is none."""
    sent = Submission(survey_id, number, 1, code, {"q4": "よい"}, at=at, issued_at=issued_at)
    future = store.submit(responses.store, sent)
    return future.exception() or future.result()


def refusal(store: Store, work: Any) -> str:
    with pytest.raises(NotAllowed) as refused:
        store.write(work)
    return refused.value.code
