"""Placements as they are read: by staff with their answers, for residents without counting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal
from sqlmodel import Session, col, select

from models import tables
from models.errors import NotFound
from models.placements.placement import SHARED, Placement, mode_of


def listing(session: Session, survey_id: str, *, moved: bool = False) -> list[Placement]:
    """The survey's placements in the order they were made, with the answers to this survey.

    `moved`: also those that lead to another survey by now. Answers that came by them stay here.
    """
    counts = _counts(session, tables.Response.survey_id == survey_id)
    mine = col(tables.Placement.survey_id) == survey_id
    if moved:
        led_to = literal(",") + col(tables.Placement.former) + ","
        mine |= led_to.contains(f",{survey_id},", autoescape=True)
    return [_read(row, counts.get(row.code, 0)) for row in _rows(session, mine)]


def names(session: Session, survey_id: str) -> dict[str, str]:
    """Code → name of every placement by which an answer to the survey can have come."""
    return {place.code: place.name for place in listing(session, survey_id, moved=True)}


def get(session: Session, code: str) -> Placement:
    """The placement with `code`. Raises NotFound."""
    row = row_of(session, code)
    here = (tables.Response.survey_id == row.survey_id) & (tables.Response.placement == row.code)
    return _read(row, _counts(session, here).get(row.code, 0))


def find(session: Session, code: str) -> Placement | None:
    """The placement with `code`, for residents' requests: nothing is counted."""
    row = session.get(tables.Placement, code) if _is_possible(code) else None
    return _read(row) if row is not None else None


def for_own_devices(session: Session, survey_id: str, code: str) -> str:
    """`code`, or instead of a shared device's the survey's first one that is none, if there is one.

    Raises NotFound.
    """
    if mode_of(row_of(session, code).kind) not in SHARED:
        return code
    others = session.exec(
        select(tables.Placement.code)
        .where(tables.Placement.survey_id == survey_id, col(tables.Placement.kind).not_in(SHARED))
        .order_by(col(tables.Placement.created_at), col(tables.Placement.code))
    )
    return others.first() or code


def in_use(session: Session) -> dict[str, list[Placement]]:
    """survey id → its placements in use, in the order they were made; nothing is counted."""
    found: dict[str, list[Placement]] = {}
    for row in _rows(session, col(tables.Placement.active)):
        found.setdefault(row.survey_id, []).append(_read(row))
    return found


def web_codes(session: Session) -> dict[str, Placement]:
    """survey id → the placement that its homepage links to: the first in use without own times,
    else the first in use."""
    return {
        survey_id: min(web, key=lambda place: place.is_timed)
        for survey_id, places in in_use(session).items()
        if (web := [place for place in places if place.kind == "web"])
    }


def arrivals(session: Session, survey_id: str) -> dict[str, list[tuple[datetime, int]]]:
    """Code → (hour in UTC, answers to this survey in it), in order of time.

    Hours and codes without answers are left out. See analysis.timeline.arrivals.
    """
    query = (
        select(tables.Response.placement, tables.Response.received, func.count())
        .where(tables.Response.survey_id == survey_id)
        .group_by(tables.Response.placement, col(tables.Response.received))
        .order_by(col(tables.Response.received))
    )
    found: dict[str, list[tuple[datetime, int]]] = {}
    for code, hour, number in session.exec(query):
        found.setdefault(code, []).append((hour, number))
    return found


def _counts(session: Session, among: Any) -> dict[str, int]:
    query = select(tables.Response.placement, func.count()).where(among)
    return dict(session.exec(query.group_by(tables.Response.placement)).all())


def _rows(session: Session, among: Any) -> Iterable[tables.Placement]:
    order = col(tables.Placement.created_at), col(tables.Placement.code)
    return session.exec(select(tables.Placement).where(among).order_by(*order))


def _read(row: tables.Placement, responses: int = 0) -> Placement:
    same = ("code", "survey_id", "name", "kind", "active", "place", "language", "opens_at")
    more = ("closes_at", "preset", "outdoor", "inspected_at", "created_at")
    said = {name: getattr(row, name) for name in (*same, *more)}
    return Placement(**said, responses=responses, former=former(row))


def row_of(session: Session, code: str) -> tables.Placement:
    """The row with `code`. Raises NotFound."""
    row = session.get(tables.Placement, code) if _is_possible(code) else None
    if row is None:
        raise NotFound("placement", code)
    return row


def former(row: tables.Placement) -> tuple[str, ...]:
    """The surveys that it led to before."""
    return tuple(row.former.split(",")) if row.former else ()


def _is_possible(code: str) -> bool:
    """Only what could be a code is looked for: PostgreSQL refuses texts with NUL in them."""
    return code.isascii() and code.isalnum()
