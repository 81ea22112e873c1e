"""スキャンで一票: a code for each option of a question. Reading one shows it; one press votes.

A board is the codes of one question together, as they hang on one poster. Each is a placement of
kind `vote`, with `KEY=VALUE` as its preset.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import audit, piping, placements, surveys, tables
from models.document import SurveyDocument
from models.errors import NotAllowed, NotFound
from models.questions.choice import Dropdown, SingleChoice

KIND = "vote"
FEWEST, MOST = 2, 8  # options: more codes on one sheet are too near each other
_NAME_LENGTH = 100  # of a placement


@dataclass(frozen=True)
class Choice:
    """One option's code. `votes` chose it on this board, also by the code of another option."""

    code: str
    value: str
    name: str
    active: bool
    votes: int


@dataclass(frozen=True)
class Board:
    """The codes of the question `key`, in the order in which they were made."""

    key: str
    choices: tuple[Choice, ...]

    @property
    def active(self) -> bool:
        """Whether any of the codes is in use."""
        return any(choice.active for choice in self.choices)

    @property
    def votes(self) -> int:
        """How many have voted."""
        return sum(choice.votes for choice in self.choices)


def votable(document: SurveyDocument, key: str) -> SingleChoice | Dropdown:
    """The question `key`, on which people can vote by one scan. Raises NotAllowed when they cannot.

    Who votes is asked this one question and no other, without the words of the others around it.
    """
    found = next((one for one in document.questions() if one.key == key), None)
    if not isinstance(found, SingleChoice | Dropdown):
        raise NotAllowed("vote_not_single")
    section = next(one for one in document.sections if found in one.questions)
    if found.show_if is not None or section.show_if is not None:
        raise NotAllowed("vote_conditional")
    if any(option.places for option in found.options):
        raise NotAllowed("vote_places")
    if not FEWEST <= len(found.options) <= MOST:
        raise NotAllowed("vote_options")
    if found.label_b:
        raise NotAllowed("vote_wordings")
    others = {name for other in document.questions() for name in other.asked_keys()} - {key}
    if any(piping.quoted_in(said, others) for said in found.label.values()):
        raise NotAllowed("vote_quotes")
    return found


def question(document: SurveyDocument, key: str) -> SingleChoice | Dropdown | None:
    """The same, None when people cannot vote on it."""
    try:
        return votable(document, key)
    except NotAllowed:
        return None


def fitting(document: SurveyDocument) -> tuple[SingleChoice | Dropdown, ...]:
    """The questions that people can vote on, in their order."""
    found = (question(document, one.key) for one in document.questions())
    return tuple(one for one in found if one is not None)


def asks_more(document: SurveyDocument) -> bool:
    """Whether there are other questions to answer after a vote."""
    return sum(bool(one.asked_keys()) for one in document.questions()) > 1


def create(session: Session, survey_id: str, key: str, *, by: str) -> list[str]:
    """A code for each option of the question `key` as published; returns those made now.

    Asked again, it makes only codes for options added since. Raises NotFound, NotAllowed.
    """
    surveys.state(session, survey_id)  # NotFound for an id that is none
    versions = surveys.versions(session, survey_id)
    if not versions:
        raise NotAllowed("vote_unpublished")
    asked = votable(versions[max(versions)], key)
    there = {placement.preset for placement in _placements(session, survey_id)}
    presets = {f"{key}={option.value}": asked.label_of(option.value) for option in asked.options}
    made = [
        placements.add(session, survey_id, name[:_NAME_LENGTH], KIND, by=by, preset=preset)
        for preset, name in presets.items()
        if preset not in there
    ]
    audit.record(session, by, "vote.create", survey_id, f"{key} {' '.join(made)}")
    return made


def boards(session: Session, survey_id: str) -> list[Board]:
    """Every board of the survey, the first one made first."""
    rows = _placements(session, survey_id)
    votes = _votes(session, survey_id, rows)
    found: dict[str, tuple[Choice, ...]] = {}
    for row in rows:
        key, _, value = row.preset.partition("=")
        choice = Choice(row.code, value, row.name, row.active, votes[key, value])
        found[key] = (*found.get(key, ()), choice)
    return [Board(key, choices) for key, choices in found.items()]


def board(session: Session, survey_id: str, key: str) -> Board:
    """The board of the question `key`. Raises NotFound."""
    for one in boards(session, survey_id):
        if one.key == key:
            return one
    raise NotFound("placement", key)


def switch(session: Session, survey_id: str, key: str, *, active: bool, by: str) -> None:
    """Turn all codes of a board on or off together. Raises NotFound."""
    for choice in board(session, survey_id, key).choices:
        placements.switch(session, choice.code, active=active, by=by)


def _placements(session: Session, survey_id: str) -> list[tables.Placement]:
    rows = session.exec(
        select(tables.Placement)
        .where(tables.Placement.survey_id == survey_id, tables.Placement.kind == KIND)
        .order_by(col(tables.Placement.created_at), col(tables.Placement.code))
    )
    return list(rows)


def _votes(
    session: Session, survey_id: str, rows: list[tables.Placement]
) -> Counter[tuple[str, str]]:
    """(question key, option value) → how many chose it by the codes of these placements."""
    keys = {row.code: row.preset.partition("=")[0] for row in rows}
    counted = session.exec(
        select(tables.Response.placement, tables.Response.answers, func.count())
        .where(tables.Response.survey_id == survey_id, col(tables.Response.placement).in_(keys))
        .group_by(tables.Response.placement, tables.Response.answers)
    )
    found = Counter[tuple[str, str]]()
    for code, answers, number in counted:
        value = json.loads(answers).get(keys[code])
        found[keys[code], str(value)] += number
    return found
