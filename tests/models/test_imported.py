"""Answers from elsewhere: a closed survey of their own, whole or not at all, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from models import imported, integrity, parcels, placements, responses, surveys, tables
from models.errors import FileRefused, NotAllowed, SurveyNotOpen
from models.parcels import Entry, Head
from models.store import Store
from tests.builders import NUMBER, OPINION, document

SURVEY = document(NUMBER, OPINION, contact={})  # as imported: nobody to call stands in a file
MORNING = "2025-04-01T10:39:40+09:00"


def parcel(folder: Path, count: int = 3, digest: str = "d" * 64) -> Path:
    """A parcel of `count` answers; the first knows its time."""
    file = folder / f"{digest[:2]}.jsonl"
    with parcels.writing(file, Head(SURVEY, "前の調査.csv", digest)) as write:
        for row in range(count):
            write(Entry(row + 2, None if row else MORNING, {"q11": row, "q4": None}))
    return file


def add(store: Store, file: Path, *, again: bool = False) -> tuple[str, int]:
    return store.write(lambda session: imported.add(session, file, again=again, by="sato"))


def test_a_survey_of_its_own_that_takes_no_answers(store: Store, tmp_path: Path) -> None:
    survey_id, count = add(store, parcel(tmp_path, 1_201))
    with store.reading() as session:
        found = surveys.summary(session, survey_id)
        stored = responses.stored(session, survey_id)
        [place] = placements.listing(session, survey_id)
        assert integrity.damaged(session) == []
        assert not placements.web_codes(session)
        assert not placements.in_use(session)
        assert surveys.closed_at(session, survey_id) is None
    assert (found.phase, found.version, found.responses, count) == ("closed", 1, 1_201, 1_201)
    assert found.data_revision > 0
    assert not found.unpublished
    assert (place.active, place.name) == (False, "取り込んだファイル（前の調査.csv）")
    assert {(one.mode, one.placement) for one in stored} == {("import", place.code)}
    assert len({one.receipt for one in stored}) == 1_201
    first = next(one for one in stored if one.answers["q11"] == 0)
    assert first.received == datetime(2025, 4, 1, 1, tzinfo=UTC)
    assert sorted(int(str(one.answers["q11"])) for one in stored) == list(range(1_201))


def test_a_page_for_residents_is_refused_at_once(store: Store, tmp_path: Path) -> None:
    survey_id, _ = add(store, parcel(tmp_path))
    with store.reading() as session:
        [place] = placements.listing(session, survey_id)
    sent = responses.Submission(
        survey_id, "n-1", 1, place.code, {"q11": 1, "q4": None}, issued_at=datetime.now(UTC)
    )
    with pytest.raises(SurveyNotOpen):
        store.submit(responses.store, sent).result()


def test_nothing_is_half_imported(store: Store, tmp_path: Path) -> None:
    """The last of many entries is broken: no survey, no placement, no answer, no word of it."""
    file = parcel(tmp_path, 1_201)
    with file.open("a", encoding="utf-8") as lines:
        lines.write('[1204, "no time", {"q11": 1}]\n')
    with pytest.raises(ValueError, match="no time"):
        add(store, file)
    with store.reading() as session:
        for table in (tables.Survey, tables.Placement, tables.Response, tables.AuditEntry):
            assert session.exec(select(table)).first() is None


def test_the_same_file_is_known_again_and_may_come_again(store: Store, tmp_path: Path) -> None:
    file = parcel(tmp_path)
    first, _ = add(store, file)
    with pytest.raises(NotAllowed) as refusal:
        add(store, file)
    assert refusal.value.code == "imported_before"
    second, _ = add(store, file, again=True)
    other, _ = add(store, parcel(tmp_path, digest="e" * 64))
    with store.reading() as session:
        assert imported.former(session, "d" * 64) == [second, first]
        assert imported.former(session, "e" * 64) == [other]
        assert imported.former(session, "%" * 64) == []


def test_what_is_no_parcel_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="もう一度"):
        add(store, tmp_path / "gone")


def test_only_to_look_writes_nothing(tmp_path: Path) -> None:
    with parcels.writing(None, Head(SURVEY, "a.csv", "d")) as write:
        write(Entry(2, None, {}))
    assert list(tmp_path.iterdir()) == []
