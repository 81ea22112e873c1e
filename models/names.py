"""Names of places and services that staff add to the shipped list, correct in it, or take off it.

Only the changes are kept here. The list itself comes with the product (analysis.text.names), and
what becomes of both is worked out there.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, select

from models import audit, tables
from models.clock import now
from models.errors import NotAllowed, NotFound
from models.questions.base import clean

KINDS: Final = ("町", "地区", "施設", "事業", "駅", "略称", "用語")
MOST: Final = 1_000
MAX_NAME: Final = 40
MAX_CANONICAL: Final = 60
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WardName:
    """A way of writing a name, and the one that is counted and shown (三茶 → 三軒茶屋).

    What is not `active` takes the name of the shipped list away.
    """

    name: str
    canonical: str
    kind: str
    active: bool = True


def listing(session: Session) -> list[WardName]:
    """What staff changed, by name."""
    rows = session.exec(select(tables.WardName))
    found = [WardName(row.name, row.canonical, row.kind, row.active) for row in rows]
    return sorted(found, key=lambda name: name.name)


def revision(session: Session) -> int:
    """A number that is another one after each change; 0 as long as there is none."""
    query = select(func.count(), func.max(tables.WardName.changed_at))
    count, last = session.exec(query).one()
    if last is None:
        return 0
    return (last - _BEGINNING) // timedelta(microseconds=1) * (MOST + 1) + int(count)


def save(
    session: Session, name: str, canonical: str, kind: str, *, by: str, active: bool = True
) -> WardName:
    """Add a name or change what was said of it; returns it as it is stored.

    Without `canonical` the name stands for itself. Raises NotAllowed: 'ward_name' (missing or too
    long), 'ward_name_kind', 'too_many_ward_names'.
    """
    name = _folded(name)
    canonical = _folded(canonical) or name
    if not 0 < len(name) <= MAX_NAME or len(canonical) > MAX_CANONICAL:
        raise NotAllowed("ward_name")
    if kind not in KINDS:
        raise NotAllowed("ward_name_kind")
    row = session.get(tables.WardName, name)
    if row is None and len(listing(session)) >= MOST:
        raise NotAllowed("too_many_ward_names")
    stored = row or tables.WardName(name=name, canonical="", kind="", changed_at=now())
    stored.canonical, stored.kind, stored.active, stored.changed_at = canonical, kind, active, now()
    session.add(stored)
    step = "ward_name.save" if active else "ward_name.switch_off"
    audit.record(session, by, step, "names", f"{name} → {canonical}（{kind}）")
    return WardName(name, canonical, kind, active)


def remove(session: Session, name: str, *, by: str) -> None:
    """Forget what staff said of the name: the shipped list decides again. Raises NotFound."""
    row = session.get(tables.WardName, _folded(name))
    if row is None:
        raise NotFound("ward name", name)
    session.delete(row)
    audit.record(session, by, "ward_name.remove", "names", row.name)


def reset(session: Session, *, by: str) -> int:
    """Forget all changes; returns how many there were."""
    rows = session.exec(select(tables.WardName)).all()
    for row in rows:
        session.delete(row)
    audit.record(session, by, "ward_name.reset", "names", f"{len(rows)}件")
    return len(rows)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", clean(name)).split())
