"""What staff do with placements. Each verb is one transaction and one line of the audit log."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from models import audit, document, tables, tokens
from models.clock import now
from models.errors import NotAllowed, NotFound
from models.placements.placement import BOUND, KINDS
from models.placements.reading import former, row_of

CODE_LENGTH = 5
MAX_NAME = 100  # characters, of `name` and of `place`


def add(
    session: Session,
    survey_id: str,
    name: str,
    kind: str,
    *,
    by: str,
    place: str = "",
    language: str = "",
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    outdoor: bool = False,
    preset: str = "",
) -> str:
    """A new placement; returns its code.

    Times are aware. Raises NotFound and NotAllowed: 'unknown_kind', 'placement_option' (a vote
    without its option, or anything else with one), and those of `edit`.
    """
    survey = session.get(tables.Survey, survey_id)
    if survey is None:
        raise NotFound("survey", survey_id)
    if kind not in KINDS:
        raise NotAllowed("unknown_kind")
    if (kind == "vote") != bool(preset):
        raise NotAllowed("placement_option")
    row = tables.Placement(
        code=_free_code(session),
        survey_id=survey_id,
        name=name,
        kind=kind,
        created_at=now(),
        preset=preset,
    )
    _say(row, _languages(session, survey), name, place, language, opens_at, closes_at, outdoor)
    session.add(row)
    session.flush()
    audit.record(session, by, "placement.add", survey_id, f"{row.code} {row.name}")
    return row.code


def edit(
    session: Session,
    code: str,
    *,
    name: str,
    place: str,
    language: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    outdoor: bool,
    by: str,
) -> None:
    """Say anew what the placement is called, where it hangs and how it opens; times are aware.

    Raises NotFound and NotAllowed: 'placement_name', 'placement_place' (too long),
    'placement_language' (the survey is not in it), 'placement_times' (it would close before it
    opens).
    """
    row = row_of(session, code)
    survey = session.get_one(tables.Survey, row.survey_id)
    _say(row, _languages(session, survey), name, place, language, opens_at, closes_at, outdoor)
    session.add(row)
    audit.record(session, by, "placement.edit", row.survey_id, f"{code} {row.name}")


def repoint(session: Session, code: str, survey_id: str, *, by: str) -> None:
    """Let the code, as it hangs, lead to another survey from now on.

    Answers stay with the survey they were given to, and pages opened before are still sent there.
    Times of its own end; its language stays where the other survey has it. Raises NotFound and
    NotAllowed: 'repoint_bound' (slips, votes), 'repoint_same', 'repoint_unpublished'.
    """
    row = row_of(session, code)
    survey = session.get(tables.Survey, survey_id)
    if survey is None:
        raise NotFound("survey", survey_id)
    if row.kind in BOUND:
        raise NotAllowed("repoint_bound")
    if survey_id == row.survey_id:
        raise NotAllowed("repoint_same")
    if survey.state in ("draft", "test"):
        raise NotAllowed("repoint_unpublished")
    left = row.survey_id
    before = [one for one in former(row) if one not in (left, survey_id)]
    row.former = ",".join((*before, left))
    row.survey_id = survey_id
    row.opens_at = row.closes_at = None
    if row.language not in _languages(session, survey):
        row.language = ""
    session.add(row)
    audit.record(session, by, "placement.repoint", left, f"{code} → {survey_id}")


def switch(session: Session, code: str, *, active: bool, by: str) -> None:
    """Turn a placement on or off; an inactive code shows that it is no longer used."""
    row = row_of(session, code)
    row.active = active
    session.add(row)
    audit.record(session, by, "placement.on" if active else "placement.off", row.survey_id, code)


def inspect(session: Session, code: str, *, by: str) -> None:
    """Somebody has just looked at what hangs there, and found it as it should be."""
    row = row_of(session, code)
    row.inspected_at = now()
    session.add(row)
    audit.record(session, by, "placement.inspect", row.survey_id, code)


def _say(
    row: tables.Placement,
    languages: frozenset[str],
    name: str,
    place: str,
    language: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    outdoor: bool,
) -> None:
    """Put what staff say of a placement into its row, or raise NotAllowed."""
    name, place = name.strip(), place.strip()
    if not 0 < len(name) <= MAX_NAME:
        raise NotAllowed("placement_name")
    if len(place) > MAX_NAME:
        raise NotAllowed("placement_place")
    if language and language not in languages:
        raise NotAllowed("placement_language")
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise NotAllowed("placement_times")
    row.name, row.place, row.language, row.outdoor = name, place, language, outdoor
    row.opens_at, row.closes_at = opens_at, closes_at


def _languages(session: Session, survey: tables.Survey) -> frozenset[str]:
    """Those of the draft, and those that residents are offered now."""
    texts = [document.load_draft(survey.draft)]
    latest = session.get(tables.SurveyVersion, (survey.id, survey.version or 0))
    if latest is not None:
        texts.append(document.load_published(latest.document))
    return frozenset(language for text in texts for language in text.languages)


def _free_code(session: Session) -> str:
    while True:
        code = tokens.short(CODE_LENGTH)
        if session.get(tables.Placement, code) is None:
            return code
