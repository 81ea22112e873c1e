"""Rankings: who put what in which place, and one score that sums it up.

The score is the mean of points over all who ranked something: with m places asked for, m points
for the first place, m - 1 for the second, and so on to 1; none where it was not ranked. That is the
count of J.-C. de Borda ("Mémoire sur les élections au scrutin", 1781) on the places that the form
has. Who fills fewer places gives the first place its m points all the same; other ways of counting
them are compared by P. Emerson, "The original Borda count and partial voting", Social Choice and
Welfare 40 (2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.questions.base import Part


@dataclass(frozen=True)
class Ranked:
    """One option: people who put it first, second, …, and its mean points."""

    code: str
    counts: tuple[int, ...]
    score: Decimal


@dataclass(frozen=True)
class Ranks:
    """`n` people ranked something, in up to `places` places."""

    n: int
    places: int
    options: tuple[Ranked, ...]


def ranked(part: Part, codes: Sequence[str], answers: Sequence[Sequence[str]]) -> Ranks:
    """The places of each of `codes` in the answers, the first place first."""
    places = max([part.places, *(len(answer) for answer in answers)])
    counts = {code: [0] * places for code in codes}
    for answer in answers:
        for place, code in enumerate(answer):
            counts[code][place] += 1
    options = [
        Ranked(code, tuple(found), _score(found, len(answers))) for code, found in counts.items()
    ]
    return Ranks(len(answers), places, tuple(options))


def _score(counts: Sequence[int], people: int) -> Decimal:
    points = sum(count * (len(counts) - place) for place, count in enumerate(counts))
    return Decimal(points) / people if people else Decimal(0)
