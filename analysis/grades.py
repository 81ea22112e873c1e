"""What a scale says beyond its counts: the mean, the two ends, and for 0 to 10 the NPS.

- Mean, median and standard deviation are those of the codes, where all of them are numbers
  (analysis.spread).
- Top-2 and bottom-2 box, in reports 満足(計) and 不満(計): the first two and the last two steps
  together. Under four steps the two would overlap, and there is neither.
- NPS: those who answer 9 or 10 less those who answer 0 to 6, in percent of all who answered
  (F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from analysis.spread import Spread, spread
from models.questions.base import Part

_BOXES_FROM = 4  # steps
_NPS_STEPS = tuple(str(number) for number in range(11))


@dataclass(frozen=True)
class Nps:
    """People by what they would do; `score` lies between -100 and 100, None without people."""

    promoters: float
    passives: float
    detractors: float

    @property
    def score(self) -> Decimal | None:
        """Promoters less detractors, in percent of all three."""
        people = self.promoters + self.passives + self.detractors
        if not people:
            return None
        return Decimal(100 * (self.promoters - self.detractors)) / Decimal(people)


@dataclass(frozen=True)
class Grades:
    """Answers on a scale: `n` people chose one of `steps`, which are its codes in order.

    Answers outside the scale, such as わからない, are not among them. `mean`, `median` and
    `deviation` are None where codes are no numbers or too few answered; `first_two` and `last_two`
    are people, None where the scale is too short or an NPS.
    """

    steps: tuple[str, ...]
    n: float
    mean: Decimal | None
    first_two: float | None
    last_two: float | None
    nps: Nps | None
    median: Decimal | None = None
    deviation: Decimal | None = None


def graded(part: Part, counts: Mapping[str, float]) -> Grades:
    """The grades of `part`, from the people by code, or from what they weigh."""
    steps = tuple(c.code for c in part.categories if c.code not in part.outside)
    people = [counts.get(code, 0) for code in steps]
    n = sum(people)
    is_nps = steps == _NPS_STEPS
    boxes = len(steps) >= _BOXES_FROM and not is_nps
    numbers = _numbers(steps, people)
    return Grades(
        steps=steps,
        n=n,
        mean=numbers.mean() if numbers else None,
        first_two=sum(people[:2]) if boxes else None,
        last_two=sum(people[-2:]) if boxes else None,
        nps=Nps(sum(people[9:]), sum(people[7:9]), sum(people[:7])) if is_nps else None,
        median=numbers.median() if numbers else None,
        deviation=numbers.deviation() if numbers else None,
    )


def _numbers(steps: tuple[str, ...], people: list[float]) -> Spread | None:
    if not all(code.isascii() and code.isdigit() for code in steps):
        return None
    return spread([int(code) for code in steps], people)
