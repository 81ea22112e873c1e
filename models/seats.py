"""Places (定員): how many have chosen what only so many may choose. First come, first served.

Counted per option in the transaction that stores the answers, and given back when they are
deleted. Which options have how many places is what the newest published version says.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from models import tables
from models.document import SurveyDocument
from models.questions.values import Answers

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def taken(session: Session, survey_id: str) -> dict[str, dict[str, int]]:
    """Question key → option value → places taken; what nobody has chosen yet is not named."""
    found: dict[str, dict[str, int]] = {}
    for row in session.exec(select(tables.Seat).where(tables.Seat.survey_id == survey_id)):
        found.setdefault(row.key, {})[row.value] = row.taken
    return found


class Counting:
    """The places of one survey while answers are stored. The survey is held (lifecycle.hold)."""

    def __init__(self, session: Session, survey_id: str, document: SurveyDocument) -> None:
        self._session = session
        self._survey_id = survey_id
        self._document = document
        self._before = taken(session, survey_id)
        self._new: Counter[tuple[str, str]] = Counter()
        self._places: dict[tuple[str, str], int] = {}

    def full(self, answers: Answers) -> dict[str, tuple[str, ...]]:
        """Question key → options chosen in `answers` that have no place left."""
        found: dict[str, tuple[str, ...]] = {}
        for (key, value), places in _chosen(self._document, answers):
            if self._before.get(key, {}).get(value, 0) + self._new[key, value] >= places:
                found[key] = (*found.get(key, ()), value)
        return found

    def take(self, answers: Answers) -> None:
        """One place more of each option chosen in `answers`."""
        for seat, places in _chosen(self._document, answers):
            self._new[seat] += 1
            self._places[seat] = places

    def save(self) -> None:
        """Write what was taken. The database itself refuses more than there are places."""
        insert_or_add = _INSERT[self._session.get_bind().dialect.name]
        for (key, value), number in self._new.items():
            row = {"survey_id": self._survey_id, "key": key, "value": value, "taken": number}
            statement = insert_or_add(tables.Seat).values(row)
            raised = col(tables.Seat.taken) + number
            statement = statement.on_conflict_do_update(
                index_elements=["survey_id", "key", "value"],
                set_={"taken": raised},
                where=raised <= self._places[key, value],
            )
            counted = statement.execution_options(preserve_rowcount=True)
            written = self._session.connection().execute(counted).rowcount
            assert written == 1, "full() was asked while the survey was held"


def recount(session: Session, survey_id: str, document: SurveyDocument) -> None:
    """Count anew from the stored answers: another version has other places."""
    give_back(session, survey_id)
    if not document.has_places:
        return
    answers = session.exec(
        select(tables.Response.answers).where(tables.Response.survey_id == survey_id)
    )
    counts = Counter(seat for text in answers for seat, _ in _chosen(document, json.loads(text)))
    rows = [
        {"survey_id": survey_id, "key": key, "value": value, "taken": number}
        for (key, value), number in counts.items()
    ]
    if rows:
        session.connection().execute(insert(tables.Seat), rows)


def give_back(session: Session, survey_id: str) -> None:
    """Every place is free again."""
    session.execute(delete(tables.Seat).where(col(tables.Seat.survey_id) == survey_id))


def _chosen(document: SurveyDocument, answers: Answers) -> Iterable[tuple[tuple[str, str], int]]:
    """((question key, option value), places) of what `answers` chose and only so many may."""
    for question in document.questions():
        for value, places in question.limited(answers).items():
            yield (question.key, value), places
