"""Places counted by the area around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.multilingual import Language
from models.questions.base import Part


@dataclass(frozen=True)
class Area:
    """People of one area, and the codes of its districts; its own code where it has none."""

    code: str
    label: dict[Language, str]
    count: float
    districts: frozenset[str]


@dataclass(frozen=True)
class Areas:
    """The areas of a place question, in its order."""

    areas: tuple[Area, ...]


def summed(part: Part, counts: Mapping[str, float]) -> Areas:
    """The people by code, or what they weigh, summed by area."""
    return Areas(
        tuple(
            Area(wider.code, wider.label, sum(counts.get(code, 0) for code in codes), codes)
            for wider, codes in part.groups
        )
    )
