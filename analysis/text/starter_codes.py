"""Codes to begin with: twenty policy fields of a municipality, each with its rule.

The words are the house's own, written with the invented comments of the tests in sight. They are a
start for staff, who change them: a comment may fall under several fields, or under none.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("starter_codes.csv")


@dataclass(frozen=True, slots=True)
class Starter:
    """A code with its rule, as it is first offered."""

    id: str
    label: str
    rule: str


@functools.cache
def starters() -> tuple[Starter, ...]:
    """The fields in their order; every rule can be read."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Starter(**row) for row in csv.DictReader(file))
