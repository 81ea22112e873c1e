"""A real, empty database for a test, and ways to fill it.

`store` runs the test on SQLite and on PostgreSQL. The tables are made once in a run, by the steps
of every release, and copied for each test.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from models import placements, surveys
from models.document import SurveyDocument
from models.journey import walk
from models.responses import Submission
from models.responses import store as store_responses
from models.store import Store
from tests.builders import document


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database without a row, to be copied."""
    file = tmp_path_factory.mktemp("empty") / "koebako.db"
    Store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def sqlite_url(empty_file: Path, tmp_path: Path) -> str:
    """Address of an empty SQLite database in `tmp_path`."""
    shutil.copy(empty_file, tmp_path)
    return f"sqlite:///{tmp_path}/koebako.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """Address of an empty database, once of each kind."""
    if request.param == "sqlite":
        of_file: str = request.getfixturevalue("sqlite_url")
        return of_file
    url: str = request.getfixturevalue("postgres_database")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An opened store on it."""
    opened = Store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """A store on SQLite alone, for tests in which the kind of database plays no part."""
    opened = Store(sqlite_url)
    yield opened
    opened.close()


def add_survey(store: Store, definition: SurveyDocument | None = None, *, publish: bool) -> str:
    """A survey made by somebody else; returns its id."""

    def add(session: Session) -> str:
        survey_id = surveys.create(session, definition or document(), by="sato")
        if publish:
            surveys.publish(session, survey_id, by="sato")
        return survey_id

    return store.write(add)


def add_answers(store: Store, survey_id: str, *sent: dict[str, list[str]]) -> None:
    """Answers to the survey, through its homepage placement, as the form sends them."""
    with store.reading() as session:
        versions = surveys.versions(session, survey_id)
        code = placements.listing(session, survey_id)[0].code
        before = surveys.summary(session, survey_id).responses
    newest = max(versions)
    for number, fields in enumerate(sent, start=before):
        answers = walk(versions[newest], fields).answers
        submission = Submission(survey_id, f"test-{number:06}", newest, code, answers)
        outcome = store.submit(store_responses, submission).result()
        assert isinstance(outcome, str), outcome
