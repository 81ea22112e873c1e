"""Answers kept between calls: only what is new is read, and nothing that is gone stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from analysis import build, kept
from analysis.columns import Answers
from models import placements, responses, snapshot, surveys, tables, tokens
from models.clock import hour_of, now
from models.errors import NotFound
from models.snapshot import CHUNK
from models.store import Store
from tests.builders import LIKED, SATISFACTION, document
from tests.stores import add_answers, add_survey

GOOD, BAD = {"q1": ["good"], "q2": ["food"]}, {"q1": ["bad"]}
LIKELY = ('{"q1":"good","q2":["food"]}', '{"q1":"bad","q2":null}', '{"q1":"other"}')


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    kept.forget()
    yield
    kept.forget()


@pytest.fixture
def survey_id(store: Store) -> str:
    return add_survey(store, document(SATISFACTION, LIKED), publish=True)


class Follower:
    """A survey that is followed, and how many answers the last look read."""

    def __init__(self, url: str, survey_id: str) -> None:
        self._url, self._survey_id = url, survey_id
        with snapshot.reading(url, survey_id) as reading:
            self._survey = kept.Survey(reading)

    def look(self) -> tuple[Answers, int]:
        before = self._survey.read
        with snapshot.reading(self._url, self._survey_id) as reading:
            answers = self._survey.follow(reading).answers
        return answers, self._survey.read - before


def add_many(store: Store, survey_id: str, number: int) -> None:
    """Very many answers, as if they had been sent."""

    def add(session: Session) -> None:
        [place] = placements.listing(session, survey_id)
        rows = [
            {
                "survey_id": survey_id,
                "submission_id": tokens.unguessable(),
                "version": 1,
                "placement": place.code,
                "language": "ja",
                "mode": "web",
                "received": hour_of(now()),
                "answers": LIKELY[n % 3],
                "checksum": f"{n}",
                "receipt": tokens.short(responses.RECEIPT_LENGTH),
                "flags": "",
            }
            for n in range(number)
        ]
        session.connection().execute(insert(tables.Response), rows)
        raise_revision(session, survey_id)

    store.write(add)


def raise_revision(session: Session, survey_id: str) -> None:
    survey = update(tables.Survey).where(col(tables.Survey.id) == survey_id)
    session.execute(survey.values(data_revision=tables.Survey.data_revision + 1))


def remove(store: Store, survey_id: str, numbers: Sequence[int]) -> list[tables.Response]:
    """Delete rows of the survey, counted in the order they came; returns them."""

    def take(session: Session) -> list[tables.Response]:
        query = select(tables.Response).where(tables.Response.survey_id == survey_id)
        rows = session.exec(query.order_by(col(tables.Response.id))).all()
        gone = [rows[number] for number in numbers]
        ids = [row.id for row in gone]
        session.execute(delete(tables.Response).where(col(tables.Response.id).in_(ids)))
        raise_revision(session, survey_id)
        return gone

    return store.write(take)


def put_instead(store: Store, row: tables.Response, answers: str) -> None:
    """Store a row in the place of one that is gone: same submission and receipt."""

    def put(session: Session) -> None:
        changes = {"id": None, "answers": answers, "checksum": "another"}
        session.add(tables.Response(**(row.model_dump() | changes)))
        raise_revision(session, row.survey_id)

    store.write(put)


def codes(answers: Answers) -> NDArray[np.int32]:
    found = answers.columns["q1"].codes
    assert found is not None
    return found


def people(answers: Answers) -> dict[str, int]:
    counts = np.bincount(codes(answers) + 1, minlength=4)[1:].tolist()
    categories = answers.columns["q1"].part.categories
    return {category.code: count for category, count in zip(categories, counts, strict=True)}


def test_only_new_answers_are_read(store: Store, store_url: str, survey_id: str) -> None:
    add_answers(store, survey_id, GOOD, GOOD, BAD)
    follower = Follower(store_url, survey_id)
    first, read = follower.look()
    assert (people(first), read) == ({"good": 2, "bad": 1, "other": 0}, 3)
    assert follower.look()[1] == 0
    add_answers(store, survey_id, BAD)
    second, read = follower.look()
    assert (people(second), second.n, read) == ({"good": 2, "bad": 2, "other": 0}, 4, 1)
    assert first.n == len(first.received) == 3


def test_the_order_is_that_of_the_files_and_tells_nothing_of_arrival(
    store: Store, store_url: str, survey_id: str
) -> None:
    follower = Follower(store_url, survey_id)
    for number in range(12):
        add_answers(store, survey_id, GOOD if number % 2 else BAD)
        answers, _ = follower.look()
        with store.reading() as session:
            stored = responses.stored(session, survey_id)
            versions = surveys.versions(session, survey_id)
        expected = build.answers(stored, versions, {})
        np.testing.assert_array_equal(codes(answers), codes(expected))


def test_answers_that_are_gone_are_gone(store: Store, store_url: str, survey_id: str) -> None:
    add_answers(store, survey_id, GOOD, BAD, BAD, GOOD)
    follower = Follower(store_url, survey_id)
    follower.look()
    remove(store, survey_id, [1])
    assert people(follower.look()[0]) == {"good": 2, "bad": 1, "other": 0}
    store.write(lambda session: responses.delete_all(session, survey_id))
    assert follower.look()[0].n == 0
    add_many(store, survey_id, 6)
    assert people(follower.look()[0]) == {"good": 2, "bad": 2, "other": 2}


def test_a_row_with_the_id_of_one_that_is_gone_is_another_row(
    store: Store, store_url: str, survey_id: str
) -> None:
    """SQLite gives the highest id again once its row is gone."""
    add_answers(store, survey_id, GOOD, GOOD, GOOD)
    follower = Follower(store_url, survey_id)
    follower.look()
    remove(store, survey_id, [1, 2])
    add_answers(store, survey_id, BAD)
    add_answers(store, survey_id, BAD)
    assert people(follower.look()[0]) == {"good": 1, "bad": 2, "other": 0}


def test_an_answer_that_took_the_place_of_another_is_counted_in_its_stead(
    store: Store, store_url: str, survey_id: str
) -> None:
    add_answers(store, survey_id, GOOD, GOOD, BAD)
    follower = Follower(store_url, survey_id)
    follower.look()
    for number in (2, 0):
        [row] = remove(store, survey_id, [number])
        put_instead(store, row, '{"q1":"other","q2":null}')
        found, _ = follower.look()
        assert found.n == 3
    assert people(found) == {"good": 1, "bad": 0, "other": 2}


def test_of_many_answers_only_the_last_ones_are_read_again(
    store: Store, store_url: str, survey_id: str
) -> None:
    add_many(store, survey_id, 2 * CHUNK + 30)
    follower = Follower(store_url, survey_id)
    assert follower.look()[1] == 2 * CHUNK + 30
    for _ in range(3):  # bookmarks of small portions do not pile up
        add_answers(store, survey_id, GOOD)
        assert follower.look()[1] == 1
    remove(store, survey_id, [2 * CHUNK + 10])
    assert follower.look()[1] == 32
    remove(store, survey_id, [CHUNK + 10])
    found, read = follower.look()
    assert (found.n, read) == (2 * CHUNK + 31, CHUNK + 31)
    remove(store, survey_id, [5])
    assert follower.look()[1] == 2 * CHUNK + 30


def test_a_new_version_is_built_anew(store: Store, store_url: str, survey_id: str) -> None:
    add_answers(store, survey_id, GOOD)
    assert list(kept.answers_of(store_url, survey_id).answers.columns) == ["q1", "q2"]

    def publish(session: Session) -> None:
        draft = surveys.draft(session, survey_id)
        surveys.save_draft(session, survey_id, document(LIKED), draft.revision)
        surveys.publish(session, survey_id, by="sato")

    store.write(publish)
    answers, versions, _ = kept.answers_of(store_url, survey_id)
    assert (list(answers.columns), sorted(versions)) == (["q2", "q1"], [1, 2])
    assert people(answers)["good"] == 1


def test_a_renamed_placement_is_named_as_it_is_now(
    store: Store, store_url: str, survey_id: str
) -> None:
    add_answers(store, survey_id, GOOD)
    kept.answers_of(store_url, survey_id)
    place = update(tables.Placement).where(col(tables.Placement.survey_id) == survey_id)
    store.write(lambda session: session.execute(place.values(name="玄関の掲示")))
    answers, _, names = kept.answers_of(store_url, survey_id)
    assert list(names.values()) == ["玄関の掲示"]
    [category] = answers.facets["placement"].categories
    assert category.label == {"ja": "玄関の掲示"}


def test_a_survey_that_does_not_exist_is_refused(store: Store, store_url: str) -> None:
    with pytest.raises(NotFound):
        kept.answers_of(store_url, "nowhere1")


def test_what_was_looked_at_long_ago_makes_room(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/koebako.db"
    monkeypatch.setattr(kept, "MOST", 5)
    ids = [add_survey(sqlite_store, publish=True) for _ in range(3)]
    for one in ids:
        add_answers(sqlite_store, one, GOOD, BAD)
    for one in (*ids, ids[0]):
        assert kept.answers_of(url, one).answers.n == 2
    assert kept.held() == {(url, ids[2]): 2, (url, ids[0]): 2}
