"""A survey with all its answers, as they are together at one moment: whole, or what is new.

What is new is found by the rows' ids, and only where nothing before them has changed. A survey's
rows get their ids in the order in which they are committed: whoever stores holds the survey
(lifecycle.hold). PostgreSQL never gives an id twice; SQLite does once the highest row is gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import CursorResult, Select, bindparam, func, select
from sqlmodel import Session

from models import codings, placements, responses, surveys, tables
from models.codings import Codings
from models.document import SurveyDocument
from models.errors import NotFound
from models.questions.values import Answers
from models.responses import StoredResponse
from models.store import Store

CHUNK: Final = 4_000  # rows in memory at a time: some MB

# Said once: with every refresh of a page, building them anew would cost more than running them.
_tables = tables.Response.metadata.tables
_response, _survey = _tables["response"].c, _tables["survey"].c
_version, _placement = _tables["survey_version"].c, _tables["placement"].c
_ours = _response.survey_id == bindparam("survey_id")
_REVISIONS = select(_survey.data_revision, _survey.coding_revision).where(
    _survey.id == bindparam("survey_id")
)
_NUMBERS = select(_version.number).where(_version.survey_id == bindparam("survey_id"))
_PLACES = (
    select(_placement.code, _placement.name)
    .where(_placement.survey_id == bindparam("survey_id"))
    .order_by(_placement.created_at, _placement.code)
)
_FIRST = select(func.min(_response.id)).where(_ours)
_COUNT = select(func.count()).where(_ours, _response.id <= bindparam("last"))
_LAST = select(_response.receipt, _response.checksum).where(
    _ours, _response.id == bindparam("last")
)
_ROWS = (
    select(
        _response.id,
        _response.submission_id,
        _response.version,
        _response.placement,
        _response.language,
        _response.mode,
        _response.received,
        _response.flags,
        _response.answers,
    )
    # The empty text keeps SQLite from the survey's index, which would have it sort all rows.
    .where(_response.survey_id + "" == bindparam("survey_id"), _response.id > bindparam("last"))
    .order_by(_response.id)
)


@dataclass(frozen=True)
class Snapshot:
    """Answers with the published versions by number, and placements' names by code.

    `codings` are by the stored key of what people wrote.
    """

    responses: list[StoredResponse]
    versions: Mapping[int, SurveyDocument]
    placements: Mapping[str, str]
    codings: Mapping[str, Codings] = field(default_factory=dict)


class Bookmark(NamedTuple):
    """How far a survey was read: up to the row with the id `last`, which was its `rows`-th."""

    last: int
    rows: int
    receipt: str
    checksum: str


@dataclass(frozen=True)
class Rows:
    """Some answers side by side. `numbers` grow as they came, so they never leave the analysis;
    `order` is what rows are sorted by, and tells nothing of that. `hours` are since 1970 (UTC),
    `flags` as stored.
    """

    numbers: Sequence[int]
    order: Sequence[int]
    versions: Sequence[int]
    placements: Sequence[str]
    languages: Sequence[str]
    modes: Sequence[str]
    hours: Sequence[int]
    flags: Sequence[str]
    answers: Sequence[Answers]


def read(url: str, survey_id: str) -> Snapshot:
    """Everything at once from the database at `url`, read-only, as child processes do.

    Raises NotFound, StorageRefused.
    """
    store = Store(url, writable=False)
    try:
        with store.reading() as session:
            surveys.state(session, survey_id)  # NotFound for an id that is none
            return Snapshot(
                responses.stored(session, survey_id),
                surveys.versions(session, survey_id),
                placements.names(session, survey_id),
                codings.of(session, survey_id),
            )
    finally:
        store.close()


@contextmanager
def reading(url: str, survey_id: str) -> Iterator[Reading]:
    """The survey in the database at `url` at one moment, read-only, to take from it what is new.

    Raises NotFound, StorageRefused.
    """
    store = Store(url, writable=False)
    try:
        with store.reading() as session:
            yield Reading(session, survey_id)
    finally:
        store.close()


class Reading:
    """One survey in one read transaction. Raises NotFound when it does not exist."""

    def __init__(self, session: Session, survey_id: str) -> None:
        self._session = session
        self._survey_id = survey_id
        found = self._run(_REVISIONS).first()
        if found is None:
            raise NotFound("survey", survey_id)
        # While the first stays, so do the answers; while the second does, what codes hold of them.
        self.revision, self.coding_revision = found

    def version_numbers(self) -> set[int]:
        """The numbers of the frozen versions: what a number stands for never changes."""
        return set(self._run(_NUMBERS).scalars())

    def versions(self) -> dict[int, SurveyDocument]:
        """The frozen versions."""
        return surveys.versions(self._session, self._survey_id)

    def placements(self) -> dict[str, str]:
        """The names of the placements by code, in the order they were made; nothing is counted."""
        return dict(self._run(_PLACES).all())

    def codings(self) -> dict[str, Codings]:
        """What codes hold of the answers, by the stored key of what people wrote."""
        return codings.of(self._session, self._survey_id) if self.coding_revision else {}

    def holds(self, mark: Bookmark) -> bool:
        """Whether the rows up to the bookmark are still those that were read.

        While the row at the bookmark stands, no id below it was given again: so if there are as
        many rows as then, they are the same.
        """
        stands = self._run(_LAST, last=mark.last).first() == (mark.receipt, mark.checksum)
        return stands and self._run(_COUNT, last=mark.last).scalar_one() == mark.rows

    def rows_after(self, mark: Bookmark | None) -> Iterator[tuple[Rows, Bookmark]]:
        """The rows behind a bookmark that holds, or all rows: CHUNK at a time, each chunk with the
        bookmark at its end.
        """
        count = mark.rows if mark is not None else 0
        last = mark.last if mark is not None else (self._run(_FIRST).scalar() or 1) - 1
        for chunk in self._run(_ROWS, last=last, streamed=True).partitions():
            rows = _side_by_side(chunk)
            count += len(chunk)
            last = rows.numbers[-1]
            yield rows, Bookmark(last, count, *self._run(_LAST, last=last).one())

    def _run(
        self, statement: Select[*tuple[Any, ...]], *, streamed: bool = False, **where: int
    ) -> CursorResult[*tuple[Any, ...]]:
        options = {"yield_per": CHUNK} if streamed else {}
        parameters = {"survey_id": self._survey_id, **where}
        return self._session.connection().execute(statement, parameters, execution_options=options)


def response_id(order: int) -> str:
    """The response_id that a row is sorted by (Rows.order)."""
    return f"r{order:012x}"


def _side_by_side(chunk: Sequence[Sequence[Any]]) -> Rows:
    numbers, submissions, versions, placed, languages, modes, received, flagged, answers = zip(
        *chunk, strict=True
    )
    # All texts as one: a third of the time, for the keys are made once.
    parsed = json.loads(f"[{','.join(answers)}]")
    return Rows(
        numbers=numbers,
        order=[int(responses.public_id(submission)[1:], 16) for submission in submissions],
        versions=versions,
        placements=placed,
        languages=languages,
        modes=modes,
        hours=[int(moment.timestamp()) // 3600 for moment in received],
        flags=flagged,
        answers=parsed,
    )
