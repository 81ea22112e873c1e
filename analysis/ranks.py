"""Rankings: who put what in which place, and scores that sum it up.

The score is the mean of points over all who ranked something: with m places asked for, m points
for the first place, m - 1 for the second, and so on to 1; none where it was not ranked. That is the
count of J.-C. de Borda ("Mémoire sur les élections au scrutin", 1781) on the places that the form
has. Who fills fewer places gives the first place its m points all the same; other ways of counting
them are compared by P. Emerson, "The original Borda count and partial voting", Social Choice and
Welfare 40 (2013). The mean place is that of those who ranked the option: it says nothing of how
many they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Ranked:
    """One option: people who put it first, second, …, and its mean points."""

    code: str
    counts: tuple[float, ...]
    score: Decimal

    @property
    def mean_place(self) -> Decimal | None:
        """Where those who ranked it put it on average; None where nobody did."""
        people = sum(map(Decimal, self.counts))
        places = sum(place * Decimal(count) for place, count in enumerate(self.counts, start=1))
        return places / people if people else None


@dataclass(frozen=True)
class Ranks:
    """`n` people ranked something, in up to `places` places."""

    n: float
    places: int
    options: tuple[Ranked, ...]


def ranked(codes: Sequence[str], counts: Sequence[Sequence[float]], people: float) -> Ranks:
    """The `counts` of each code by place, the first place first, of the people who ranked."""
    places = len(counts[0]) if counts else 0
    options = [
        Ranked(code, tuple(found), _score(found, people))
        for code, found in zip(codes, counts, strict=True)
    ]
    return Ranks(people, places, tuple(options))


def _score(counts: Sequence[float], people: float) -> Decimal:
    points = sum(Decimal(count) * (len(counts) - place) for place, count in enumerate(counts))
    return points / Decimal(people) if people else Decimal(0)
