"""Who lives in the municipality: people counted by sex, age and area, and where that was read.

Figures are facts that somebody published. What they do not tell apart is not guessed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias

Sex = Literal["male", "female"]
Trait = Literal["age", "sex", "area"]

TRAITS: Final[tuple[Trait, ...]] = ("age", "sex", "area")
_SEXES: Final[dict[str | None, Sex | None]] = {"male": "male", "female": "female", None: None}


@dataclass(frozen=True, order=True)
class Ages:
    """Whole years from `low` to `high`, both included; without `high`, everybody from `low` on."""

    low: int
    high: int | None = None


@dataclass(frozen=True)
class Count:
    """So many people. None is what the count does not tell; in a table by age, an unknown age."""

    people: int
    sex: Sex | None = None
    ages: Ages | None = None
    area: str | None = None


@dataclass(frozen=True)
class Table:
    """Counts of one publication. `second_hand` says that it was not read where it is published."""

    counts: tuple[Count, ...]
    source: str
    as_of: date
    second_hand: bool = False

    @cached_property
    def tells(self) -> frozenset[Trait]:
        """What the counts tell apart."""
        told: dict[Trait, bool] = {
            "age": any(count.ages is not None for count in self.counts),
            "sex": any(count.sex is not None for count in self.counts),
            "area": any(count.area is not None for count in self.counts),
        }
        return frozenset(trait for trait, is_told in told.items() if is_told)


@dataclass(frozen=True)
class Figures:
    """The inhabitants of one municipality, in one table or more; the first is the main one."""

    name: str
    tables: tuple[Table, ...]

    def telling(self, *traits: Trait) -> Table | None:
        """The first table that tells all of these apart; None where there is none."""
        return next((table for table in self.tables if table.tells.issuperset(traits)), None)


_Row: TypeAlias = list[Any]


def dump(tables: tuple[Table, ...]) -> str:
    """The tables as JSON, a count as `[sex, low, high, area, people]`."""
    return json.dumps(
        [
            {
                "source": table.source,
                "as_of": table.as_of.isoformat(),
                "second_hand": table.second_hand,
                "counts": [_row(count) for count in table.counts],
            }
            for table in tables
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load(text: str) -> tuple[Table, ...]:
    """The tables that `dump` wrote."""
    return tuple(
        Table(
            counts=tuple(_count(*row) for row in table["counts"]),
            source=table["source"],
            as_of=date.fromisoformat(table["as_of"]),
            second_hand=table["second_hand"],
        )
        for table in json.loads(text)
    )


def _row(count: Count) -> _Row:
    ages = [count.ages.low, count.ages.high] if count.ages is not None else [None, None]
    return [count.sex, *ages, count.area, count.people]


def _count(
    sex: str | None, low: int | None, high: int | None, area: str | None, people: int
) -> Count:
    return Count(people, _SEXES[sex], Ages(low, high) if low is not None else None, area)
