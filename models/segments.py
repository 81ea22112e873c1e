"""Segments: filters that staff have named, for everyone who works on the survey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, select

from models import audit, filters, lifecycle, tables, tokens
from models.clock import now
from models.errors import NotAllowed, NotFound
from models.filters import Rules
from models.questions.base import clean

MAX_SEGMENTS: Final = 50  # of one survey
MAX_NAME: Final = 60


@dataclass(frozen=True)
class Segment:
    """Rules with a name."""

    id: str
    name: str
    rules: Rules


def listing(session: Session, survey_id: str) -> list[Segment]:
    """The survey's segments by name."""
    rows = session.exec(select(tables.Segment).where(tables.Segment.survey_id == survey_id))
    found = [Segment(row.id, row.name, filters.read(row.rules)) for row in rows]
    return sorted(found, key=lambda segment: segment.name)


def save(session: Session, survey_id: str, name: str, rules: Rules, *, by: str) -> str:
    """A new segment; returns its id.

    Raises NotFound, and NotAllowed for rules of everybody, one too many, a name that is missing,
    too long or taken.
    """
    others = _others(session, survey_id)
    name = _free_name(name, others)
    if not rules.rules:
        raise NotAllowed("segment_of_everybody")
    if len(others) >= MAX_SEGMENTS:
        raise NotAllowed("too_many_segments")
    row = tables.Segment(
        id=tokens.short(12),
        survey_id=survey_id,
        name=name,
        rules=rules.text,
        created_at=now(),
    )
    session.add(row)
    audit.record(session, by, "segment.save", survey_id, name)
    return row.id


def rename(session: Session, segment_id: str, name: str, *, by: str) -> None:
    """Another name for the same rules. Raises NotFound, NotAllowed as `save` does."""
    row = _row(session, segment_id)
    others = [other for other in _others(session, row.survey_id) if other.id != segment_id]
    before, row.name = row.name, _free_name(name, others)
    session.add(row)
    audit.record(session, by, "segment.rename", row.survey_id, f"{before} → {row.name}")


def delete(session: Session, segment_id: str, *, by: str) -> None:
    """Forget the name and its rules; no answer is touched. Raises NotFound."""
    row = _row(session, segment_id)
    session.delete(row)
    audit.record(session, by, "segment.delete", row.survey_id, row.name)


def _row(session: Session, segment_id: str) -> tables.Segment:
    row = session.get(tables.Segment, segment_id)
    if row is None:
        raise NotFound("segment", segment_id)
    return row


def _others(session: Session, survey_id: str) -> list[Segment]:
    """The survey's segments, the survey held: of two who save at once the second sees the first."""
    if survey_id not in lifecycle.hold(session, {survey_id}):
        raise NotFound("survey", survey_id)
    return listing(session, survey_id)


def _free_name(name: str, others: list[Segment]) -> str:
    name = " ".join(clean(name).split())
    if not 0 < len(name) <= MAX_NAME:
        raise NotAllowed("segment_name")
    if any(other.name == name for other in others):
        raise NotAllowed("segment_name_taken")
    return name
