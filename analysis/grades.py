"""What a scale says beyond its counts: the mean, the two ends, and for 0 to 10 the NPS.

- The mean is that of the codes, where all of them are numbers.
- Top-2 and bottom-2 box, in reports 満足(計) and 不満(計): the first two and the last two steps
  together. Under four steps the two would overlap, and there is neither.
- NPS: those who answer 9 or 10 less those who answer 0 to 6, in percent of all who answered
  (F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.questions.base import Part

_BOXES_FROM = 4  # steps
_NPS_STEPS = tuple(str(number) for number in range(11))


@dataclass(frozen=True)
class Nps:
    """People by what they would do; `score` lies between -100 and 100, None without people."""

    promoters: int
    passives: int
    detractors: int

    @property
    def score(self) -> Decimal | None:
        """Promoters less detractors, in percent of all three."""
        people = self.promoters + self.passives + self.detractors
        return Decimal(100 * (self.promoters - self.detractors)) / people if people else None


@dataclass(frozen=True)
class Grades:
    """Answers on a scale: `n` people chose one of `steps`, which are its codes in order.

    Answers outside the scale, such as わからない, are not among them. `mean` is None where codes
    are no numbers or nobody answered; `first_two` and `last_two` are people, None where the scale
    is too short or an NPS.
    """

    steps: tuple[str, ...]
    n: int
    mean: Decimal | None
    first_two: int | None
    last_two: int | None
    nps: Nps | None


def graded(part: Part, counts: Mapping[str, int]) -> Grades:
    """The grades of `part`, from the people by code."""
    steps = tuple(c.code for c in part.categories if c.code not in part.outside)
    people = [counts.get(code, 0) for code in steps]
    n = sum(people)
    is_nps = steps == _NPS_STEPS
    boxes = len(steps) >= _BOXES_FROM and not is_nps
    return Grades(
        steps=steps,
        n=n,
        mean=_mean(steps, people) if n else None,
        first_two=sum(people[:2]) if boxes else None,
        last_two=sum(people[-2:]) if boxes else None,
        nps=Nps(sum(people[9:]), sum(people[7:9]), sum(people[:7])) if is_nps else None,
    )


def _mean(steps: tuple[str, ...], people: list[int]) -> Decimal | None:
    if not all(code.isascii() and code.isdigit() for code in steps):
        return None
    total = sum(int(code) * count for code, count in zip(steps, people, strict=True))
    return Decimal(total) / sum(people)
