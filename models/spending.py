"""Slips (整理券) while answers are stored: whose is still good, and gone once the answer is there.

Asked only for surveys that have a placement with slips. The survey is held (lifecycle.hold), which
puts all who store answers to it, or void its slips, into one order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, or_
from sqlmodel import Session, select

from models import tables

if TYPE_CHECKING:
    from models.responses import Submission

_tables = tables.Slip.metadata.tables
_slip, _batch, _placement = (_tables[name] for name in ("slip", "slip_batch", "placement"))
_CODES = select(_placement.c.code).where(
    _placement.c.code.in_(bindparam("codes", expanding=True)), _placement.c.kind == "slip"
)
_LEFT = (
    select(_slip.c.token_hash, _slip.c.code_hash, _batch.c.placement, _batch.c.voided_at)
    .join_from(_slip, _batch, _slip.c.batch_id == _batch.c.id)
    .where(
        or_(
            _slip.c.token_hash.in_(bindparam("hashes", expanding=True)),
            _slip.c.code_hash.in_(bindparam("hashes", expanding=True)),
        )
    )
)
_SPEND = delete(_slip).where(_slip.c.token_hash.in_(bindparam("tokens", expanding=True)))


@dataclass(frozen=True)
class _Left:
    token_hash: str
    placement: str
    void: bool


class Spending:
    """The slips that some submissions carry, before anything of them is stored."""

    def __init__(self, session: Session, submissions: Iterable[Submission]) -> None:
        carried = list(submissions)
        connection = session.connection()
        codes = list({one.placement for one in carried})
        self._session = session
        self._codes = frozenset(connection.execute(_CODES, {"codes": codes}).scalars())
        hashes = list({one.slip for one in carried if self.is_asked(one)} - {""})
        self._left: dict[str, _Left] = {}
        for token, code, placement, voided_at in connection.execute(_LEFT, {"hashes": hashes}):
            self._left[token] = self._left[code] = _Left(token, placement, voided_at is not None)
        self._taken: set[str] = set()

    def is_asked(self, submission: Submission) -> bool:
        """Whether answers need a slip where this one was given."""
        return submission.placement in self._codes

    def refusal(self, submission: Submission) -> str:
        """Why its slip is not good, as a code of SlipRefused; '' when it is, or none is needed.

        A slip that is in no table is called used: only who has its text can tell an invented one
        by its seal, and has done so before (models.slip_numbers).
        """
        if not self.is_asked(submission):
            return ""
        if not submission.slip:
            return "slip_missing"
        found = self._left.get(submission.slip)
        if found is None or found.token_hash in self._taken:
            return "slip_used"
        if found.placement != submission.placement:
            return "slip_elsewhere"
        return "slip_void" if found.void else ""

    def take(self, submission: Submission) -> None:
        """Its slip is good for no other from now on."""
        if self.is_asked(submission):
            self._taken.add(self._left[submission.slip].token_hash)

    def save(self) -> None:
        """Delete what was taken. The database itself says whether all of it was there."""
        if self._taken:
            gone = self._session.connection().execute(_SPEND, {"tokens": sorted(self._taken)})
            assert gone.rowcount == len(self._taken), (
                "refusal() was asked while the survey was held"
            )
