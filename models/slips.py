"""One-time slips (整理券): made in batches, each good for one answer at its placement.

A slip is a row of two hashes, and storing its answer deletes the row (models.spending). So
nothing is left whose number, place or time could be laid beside the answer: of a used slip only
the count is known, and by its seal (models.slip_numbers) that there was such a slip. Slips of a
voided batch keep their rows, to say that they are void.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_, update
from sqlmodel import Session, col, select

from models import audit, lifecycle, placements, tables, tokens
from models.clock import now
from models.errors import NotAllowed, NotFound
from models.slip_numbers import Slip, fingerprint

MOST = 5_000  # slips of one batch
KIND = "slip"  # of the placement


@dataclass(frozen=True)
class Batch:
    """Slips made together for the placement with the code `placement`.

    `made` is how many are planned until they are issued, and how many there are from then on.
    `given` were handed out, None when all were; `used` have brought an answer.
    """

    id: str
    survey_id: str
    placement: str
    name: str
    held_on: date | None
    made: int
    given: int | None
    used: int
    issued_at: datetime | None
    voided_at: datetime | None

    @property
    def handed_out(self) -> int:
        """How many were handed out, as far as anybody has said."""
        return self.made if self.given is None else self.given


@dataclass(frozen=True)
class Found:
    """A slip that has not been used: the placement it is for, and whether its batch is void."""

    placement: str
    void: bool


def create(
    session: Session,
    survey_id: str,
    name: str,
    count: int,
    held_on: date | None,
    *,
    by: str,
    placement: str = "",
) -> str:
    """A new batch of `count` slips, to be issued; returns its id.

    They lead to `placement`, one of kind `slip` of this survey; '' makes a new one of that name.
    Raises NotFound (survey), NotAllowed (placement_name, slip_count, slip_placement).
    """
    name = name.strip()
    if not 0 < len(name) <= 100:
        raise NotAllowed("placement_name")
    if not 0 < count <= MOST:
        raise NotAllowed("slip_count")
    if placement:
        found = session.get(tables.Placement, placement)
        if found is None or (found.survey_id, found.kind) != (survey_id, KIND):
            raise NotAllowed("slip_placement")
    else:
        placement = placements.add(session, survey_id, name, KIND, by=by)
    row = tables.SlipBatch(
        id=tokens.short(8),
        survey_id=survey_id,
        placement=placement,
        name=name,
        held_on=held_on,
        made=count,
        created_at=now(),
    )
    session.add(row)
    audit.record(session, by, "slips.create", survey_id, f"{row.id} {name} {count}枚")
    return row.id


def listing(session: Session, survey_id: str) -> list[Batch]:
    """The batches of the survey's placements, the newest first."""
    return _read(session, tables.Placement.survey_id == survey_id)


def get(session: Session, batch_id: str) -> Batch:
    """The batch. Raises NotFound."""
    return _read(session, tables.SlipBatch.id == _row(session, batch_id).id)[0]


def issue(session: Session, batch_id: str, first: Sequence[Slip], *, by: str) -> None:
    """Begin to issue the batch, once, with its first slips; `add` the others.

    From now on `made` is how many there are: if printing breaks off, that is the truth. Raises
    NotFound, NotAllowed (slips_issued, slips_void).
    """
    row = _row(session, batch_id)
    planned = row.made
    claim = update(tables.SlipBatch).where(
        col(tables.SlipBatch.id) == batch_id,
        col(tables.SlipBatch.issued_at).is_(None),
        col(tables.SlipBatch.voided_at).is_(None),
    )
    claimed = session.connection().execute(claim.values(issued_at=now(), made=len(first)))
    if not claimed.rowcount:
        if row.voided_at is not None:
            raise NotAllowed("slips_void")
        raise NotAllowed("slips_issued")
    session.expire(row)
    _insert(session, batch_id, first)
    audit.record(session, by, "slips.issue", row.survey_id, f"{batch_id} {planned}枚")


def add(session: Session, batch_id: str, more: Sequence[Slip]) -> None:
    """More slips of a batch that is being issued. Raises NotAllowed('slips_void') once it is not
    good any more."""
    made = col(tables.SlipBatch.made)
    grow = update(tables.SlipBatch).where(
        col(tables.SlipBatch.id) == batch_id,
        col(tables.SlipBatch.issued_at).is_not(None),
        col(tables.SlipBatch.voided_at).is_(None),
    )
    if not session.connection().execute(grow.values(made=made + len(more))).rowcount:
        raise NotAllowed("slips_void")
    _insert(session, batch_id, more)


def hand_out(session: Session, batch_id: str, given: int | None, *, by: str) -> None:
    """Note how many slips were handed out; None when all were. Raises NotFound, NotAllowed
    ('slips_given') for a number that cannot be."""
    row = _row(session, batch_id)
    if given is not None and not 0 <= given <= row.made:
        raise NotAllowed("slips_given")
    row.given = given
    session.add(row)
    said = "全部" if given is None else f"{given}枚"
    audit.record(session, by, "slips.given", row.survey_id, f"{batch_id} {said}")


def void(session: Session, batch_id: str, *, by: str) -> None:
    """Let no slip of the batch bring another answer, for good; answers that came stay.

    The survey is held, so that an answer under way is either stored before or refused. Raises
    NotFound, NotAllowed('slips_void') for the second time.
    """
    batch = get(session, batch_id)
    lifecycle.hold(session, {batch.survey_id})
    row = _row(session, batch_id)
    session.refresh(row)
    if row.voided_at is not None:
        raise NotAllowed("slips_void")
    row.voided_at = now()
    row.spent = get(session, batch_id).used
    session.add(row)
    audit.record(session, by, "slips.void", batch.survey_id, f"{batch_id} {row.name}")


def make_again(session: Session, batch_id: str, count: int, *, by: str) -> str:
    """Void the batch and make one like it, of `count` slips; returns the new one's id.

    Raises what `void` and `create` raise.
    """
    old = get(session, batch_id)
    void(session, batch_id, by=by)
    more = {"by": by, "placement": old.placement}
    return create(session, old.survey_id, old.name, count, old.held_on, **more)


def find(session: Session, said: str) -> Found | None:
    """The slip with this token or number, as models.slip_numbers reads it; None once it is used."""
    wanted = fingerprint(said)
    query = (
        select(tables.SlipBatch.placement, tables.SlipBatch.voided_at)
        .join(tables.Slip, col(tables.Slip.batch_id) == tables.SlipBatch.id)
        .where(or_(col(tables.Slip.token_hash) == wanted, col(tables.Slip.code_hash) == wanted))
    )
    found = session.exec(query).first()
    return Found(found[0], found[1] is not None) if found is not None else None


def delete_all(session: Session, survey_id: str) -> None:
    """Delete every batch that was made for the survey, with its slips."""
    batches = select(tables.SlipBatch.id).where(tables.SlipBatch.survey_id == survey_id)
    session.execute(delete(tables.Slip).where(col(tables.Slip.batch_id).in_(batches)))
    session.execute(delete(tables.SlipBatch).where(col(tables.SlipBatch.survey_id) == survey_id))


def _read(session: Session, condition: ColumnElement[bool] | bool) -> list[Batch]:
    left = (
        select(tables.Slip.batch_id, func.count().label("number"))
        .group_by(tables.Slip.batch_id)
        .subquery()
    )
    query = (
        select(tables.SlipBatch, tables.Placement.survey_id, func.coalesce(left.c.number, 0))
        .join(tables.Placement, col(tables.Placement.code) == tables.SlipBatch.placement)
        .outerjoin(left, left.c.batch_id == tables.SlipBatch.id)
        .where(condition)
        .order_by(col(tables.SlipBatch.created_at).desc(), col(tables.SlipBatch.id))
    )
    return [_batch(row, survey_id, number) for row, survey_id, number in session.exec(query)]


def _batch(row: tables.SlipBatch, survey_id: str, left: int) -> Batch:
    used = row.spent
    if used is None:
        used = row.made - left if row.issued_at is not None else 0
    return Batch(
        id=row.id,
        survey_id=survey_id,
        placement=row.placement,
        name=row.name,
        held_on=row.held_on,
        made=row.made,
        given=row.given,
        used=used,
        issued_at=row.issued_at,
        voided_at=row.voided_at,
    )


def _insert(session: Session, batch_id: str, slips: Sequence[Slip]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "token_hash": fingerprint(slip.token),
            "code_hash": fingerprint(slip.code),
            "batch_id": batch_id,
        }
        for slip in slips
    ]
    session.connection().execute(insert(tables.Slip), rows)


def _row(session: Session, batch_id: str) -> tables.SlipBatch:
    # PostgreSQL refuses to look for a text with NUL in it; no batch has such an id.
    row = session.get(tables.SlipBatch, batch_id) if "\0" not in batch_id else None
    if row is None:
        raise NotFound("slip batch", batch_id)
    return row
