"""Posters behind the guard: printed when the address is public, refused in words when it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

import settings
from gate import prints
from models import placements, surveys
from models.store import Store
from tests.builders import document


def poster(store: Store, tmp_path: Path, public_url: str) -> tuple[int, str, str]:
    """Status, text and code of the poster page of a fresh survey."""

    def make(session: Session) -> str:
        survey_id = surveys.create(session, document(), by="test")
        return placements.listing(session, survey_id)[0].code

    code = store.write(make)
    chosen = settings.Settings(data_dir=tmp_path, public_url=public_url)
    with TestClient(prints.create(store, chosen, "/staff/print")) as client:
        answer = client.get(f"/staff/print/{code}")
        assert client.get("/staff/print/zzzzz").status_code in (404, 409)
        assert "print" in client.get("/staff/print/print.js").text
    return answer.status_code, answer.text, code


def test_a_poster_names_everything_a_visitor_needs(sqlite_store: Store, tmp_path: Path) -> None:
    """Title, address as text, deadline, minutes, section and phone."""
    status, text, code = poster(sqlite_store, tmp_path, "https://koe.example.lg.jp")
    assert status == 200
    words = re.sub(r"<[^>]+>", "", text)
    for piece in (f"koe.example.lg.jp/s/{code}", "区民まつり", "2099年12月25日", "地域振興課"):
        assert piece in words
    assert "03-0000-0000" in text


@pytest.mark.parametrize("address", ["", "http://localhost:8501", "http://127.0.0.1:8501"])
def test_no_poster_for_an_address_only_this_machine_knows(
    sqlite_store: Store, tmp_path: Path, address: str
) -> None:
    """The refusal says what to set."""
    status, text, _ = poster(sqlite_store, tmp_path, address)
    assert status == 409
    assert "KOEBAKO_PUBLIC_URL" in text
