"""Figures of the population to hold answers against: one set is shipped, others are added.

Figures are never changed: who has newer ones adds them under another name.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import audit, inhabitants, tables, tokens
from models.clock import now
from models.errors import NotAllowed, NotFound
from models.inhabitants import Ages, Count, Figures, Sex, Table

SHIPPED: Final = "setagaya-2020"  # its id: no id that is drawn has a hyphen
MOST: Final = 50
MAX_NAME: Final = 100
MAX_SOURCE: Final = 300

_FILE: Final = Path(__file__).parent / "population" / "setagaya_2020.csv"
_SEXES: Final[dict[str, Sex | None]] = {"male": "male", "female": "female", "": None}


@dataclass(frozen=True)
class Population:
    """Figures as a list shows them."""

    id: str
    name: str
    source: str
    as_of: date


def listing(session: Session) -> list[Population]:
    """The shipped figures, then those that were added, the newest first."""
    rows = session.exec(
        select(tables.Population).order_by(
            col(tables.Population.as_of).desc(), col(tables.Population.created_at).desc()
        )
    )
    main = shipped().tables[0]
    first = Population(SHIPPED, shipped().name, main.source, main.as_of)
    return [first, *(Population(row.id, row.name, row.source, row.as_of) for row in rows)]


def get(session: Session, population_id: str) -> Figures:
    """The figures with that id. Raises NotFound."""
    if population_id == SHIPPED:
        return shipped()
    row = _row(session, population_id)
    return Figures(row.name, inhabitants.load(row.counts))


def add(session: Session, figures: Figures, *, by: str) -> str:
    """Keep these figures; returns their id. Raises NotAllowed (name, source, too many)."""
    name, main = figures.name.strip(), figures.tables[0]
    if not 0 < len(name) <= MAX_NAME:
        raise NotAllowed("population_name")
    if any(not 0 < len(table.source.strip()) <= MAX_SOURCE for table in figures.tables):
        raise NotAllowed("population_source")
    if session.exec(select(func.count()).select_from(tables.Population)).one() >= MOST:
        raise NotAllowed("too_many_populations")
    row = tables.Population(
        id=tokens.short(8),
        name=name,
        source=main.source.strip(),
        as_of=main.as_of,
        counts=inhabitants.dump(figures.tables),
        created_at=now(),
    )
    session.add(row)
    session.flush()
    audit.record(session, by, "population.add", row.id, name)
    return row.id


def remove(session: Session, population_id: str, *, by: str) -> None:
    """Forget figures that were added. Raises NotFound, NotAllowed (the shipped ones stay)."""
    if population_id == SHIPPED:
        raise NotAllowed("population_shipped")
    row = _row(session, population_id)
    session.delete(row)
    audit.record(session, by, "population.remove", population_id, row.name)


@cache
def shipped() -> Figures:
    """世田谷区, 令和2年国勢調査: sex by four age groups, and the areas from a secondary page.

    Nobody publishes sex by decades in a form that could be shipped, so it is not here.
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [
        Table(
            counts=tuple(_count(row) for row in lines),
            source=source,
            as_of=date.fromisoformat(as_of),
            second_hand=second_hand == "1",
        )
        for (as_of, second_hand, source), lines in groupby(
            rows, key=lambda row: (row["as_of"], row["second_hand"], row["source"])
        )
    ]
    return Figures("世田谷区（令和2年国勢調査）", tuple(found))


def _count(row: dict[str, str]) -> Count:
    low, high = row["age_from"], row["age_to"]
    return Count(
        people=int(row["people"]),
        sex=_SEXES[row["sex"]],
        ages=Ages(int(low), int(high) if high else None) if low else None,
        area=row["area"] or None,
    )


def _row(session: Session, population_id: str) -> tables.Population:
    possible = population_id.isascii() and population_id.isalnum()  # PostgreSQL refuses NUL
    row = session.get(tables.Population, population_id) if possible else None
    if row is None:
        raise NotFound("population", population_id)
    return row
