"""Placements: each poster, handout and link has a code of its own; answers keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import audit, tables, tokens
from models.clock import now
from models.errors import NotAllowed, NotFound

# kind → the word staff know it by, in the order in which they are offered
KINDS = {
    "web": "ホームページ",
    "poster": "ポスター",
    "handout": "配布資料",
    "table": "机上・受付",
    "newsletter": "広報紙",
    "message": "メール・LINE",
    "kiosk": "据え置き端末",
    "interview": "職員による聞き取り",
}
Mode = Literal["web", "kiosk", "interview"]
# On a device that people share, a page keeps nothing of the one before.
SHARED: frozenset[Mode] = frozenset({"kiosk", "interview"})
CODE_LENGTH = 5
MAX_PLACEMENTS = 200  # of one survey


@dataclass(frozen=True)
class Placement:
    """One placement, with how many answers came by it."""

    code: str
    survey_id: str
    name: str
    kind: str
    active: bool
    responses: int


def mode_of(kind: str) -> Mode:
    """How people answer at a placement of this kind; it is stored with each answer."""
    return "kiosk" if kind == "kiosk" else "interview" if kind == "interview" else "web"


def listing(session: Session, survey_id: str) -> list[Placement]:
    """The survey's placements in the order they were made."""
    query = (
        select(tables.Response.placement, func.count())
        .where(tables.Response.survey_id == survey_id)
        .group_by(tables.Response.placement)
    )
    counts = dict(session.exec(query).all())
    rows = session.exec(
        select(tables.Placement)
        .where(tables.Placement.survey_id == survey_id)
        .order_by(col(tables.Placement.created_at), col(tables.Placement.code))
    )
    return [
        Placement(r.code, r.survey_id, r.name, r.kind, r.active, counts.get(r.code, 0))
        for r in rows
    ]


def get(session: Session, code: str) -> Placement:
    """The placement with `code`. Raises NotFound."""
    row = _row(session, code)
    return next(p for p in listing(session, row.survey_id) if p.code == row.code)


def find(session: Session, code: str) -> tuple[str, bool, str] | None:
    """(survey id, is the code in use, its kind) for residents' requests: nothing is counted."""
    row = session.get(tables.Placement, code) if _is_possible(code) else None
    return (row.survey_id, row.active, row.kind) if row is not None else None


def for_own_devices(session: Session, code: str) -> str:
    """`code`, or instead of a shared device's the survey's first one that is none, if there is one.

    Raises NotFound."""
    row = _row(session, code)
    if mode_of(row.kind) not in SHARED:
        return code
    others = session.exec(
        select(tables.Placement.code)
        .where(
            tables.Placement.survey_id == row.survey_id,
            col(tables.Placement.kind).not_in(SHARED),
        )
        .order_by(col(tables.Placement.created_at), col(tables.Placement.code))
    )
    return others.first() or code


def web_codes(session: Session) -> dict[str, str]:
    """survey id → its first code for the homepage that is in use."""
    rows = session.exec(
        select(tables.Placement)
        .where(tables.Placement.kind == "web", col(tables.Placement.active))
        .order_by(col(tables.Placement.created_at).desc())
    )
    return {row.survey_id: row.code for row in rows}


def in_use(session: Session) -> dict[str, list[tuple[str, str]]]:
    """survey id → (code, kind) of each of its placements in use, in the order they were made."""
    rows = session.exec(
        select(tables.Placement)
        .where(col(tables.Placement.active))
        .order_by(col(tables.Placement.created_at), col(tables.Placement.code))
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row.survey_id, []).append((row.code, row.kind))
    return found


def add(session: Session, survey_id: str, name: str, kind: str, *, by: str) -> str:
    """A new placement; returns its code. Raises NotFound, NotAllowed (unknown kind, no name)."""
    if session.get(tables.Survey, survey_id) is None:
        raise NotFound("survey", survey_id)
    name = name.strip()
    if kind not in KINDS:
        raise NotAllowed("unknown_kind")
    if not 0 < len(name) <= 100:
        raise NotAllowed("placement_name")
    if len(listing(session, survey_id)) >= MAX_PLACEMENTS:
        raise NotAllowed("too_many_placements")
    code = _free_code(session)
    row = tables.Placement(code=code, survey_id=survey_id, name=name, kind=kind, created_at=now())
    session.add(row)
    session.flush()
    audit.record(session, by, "placement.add", survey_id, f"{code} {name}")
    return code


def switch(session: Session, code: str, *, active: bool, by: str) -> None:
    """Turn a placement on or off; an inactive code shows that it is no longer used."""
    row = _row(session, code)
    row.active = active
    session.add(row)
    audit.record(session, by, "placement.on" if active else "placement.off", row.survey_id, code)


def _row(session: Session, code: str) -> tables.Placement:
    row = session.get(tables.Placement, code) if _is_possible(code) else None
    if row is None:
        raise NotFound("placement", code)
    return row


def _is_possible(code: str) -> bool:
    """Only what could be a code is looked for: PostgreSQL refuses texts with NUL in them."""
    return code.isascii() and code.isalnum()


def _free_code(session: Session) -> str:
    while True:
        code = tokens.short(CODE_LENGTH)
        if session.get(tables.Placement, code) is None:
            return code
