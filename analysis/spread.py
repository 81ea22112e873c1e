"""Mean, spread and quantiles of values that occur so many times, or weigh so much, each.

Everything is worked out in decimals, as written: 0.1 and 0.2 make 0.3. What is counted by weights
follows the same formulas with the sum of the weights for n, so that weights of 1 change nothing.

- Standard deviation with n - 1, as Excel's STDEV.S and pandas have it.
- Quantiles by linear interpolation between the ordered values: type 7 of R. Hyndman and Y. Fan,
  "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996), as Excel's
  QUARTILE.INC and numpy have them; with weights as in wtd.quantile of F. Harrell's R package Hmisc.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, localcontext
from itertools import accumulate
from typing import Final

_DIGITS: Final = 40  # enough for any sum of what people write
_ALMOST: Final = Decimal("1e-9")  # what sums of weights may lack


@dataclass(frozen=True)
class Spread:
    """Values in rising order, at least one, with how often each occurs or how much it weighs."""

    values: tuple[Decimal, ...]
    counts: tuple[Decimal, ...]

    def mean(self) -> Decimal:
        """The arithmetic mean."""
        with localcontext(prec=_DIGITS):
            return self._sum(Decimal(0), 1) / sum(self.counts)

    def deviation(self) -> Decimal | None:
        """The standard deviation; None for a single value."""
        mean = self.mean()
        with localcontext(prec=_DIGITS):
            others = sum(self.counts) - 1
            return (self._sum(mean, 2) / others).sqrt() if others > 0 else None

    def quantile(self, share: Decimal) -> Decimal:
        """The value below which `share` of all lie."""
        with localcontext(prec=_DIGITS):
            heights = list(accumulate(self.counts))
            place = 1 + (heights[-1] - 1) * share
            whole = place.to_integral_value(ROUND_FLOOR)
            lower = self._at(heights, max(whole, Decimal(1)))
            upper = self._at(heights, whole + 1)
            return lower + (place - whole) * (upper - lower)

    def median(self) -> Decimal:
        """The value in the middle."""
        return self.quantile(Decimal("0.5"))

    def _sum(self, around: Decimal, power: int) -> Decimal:
        pairs = zip(self.values, self.counts, strict=True)
        return sum((count * (value - around) ** power for value, count in pairs), Decimal(0))

    def _at(self, heights: Sequence[Decimal], place: Decimal) -> Decimal:
        reached = (n for n, height in enumerate(heights) if height >= place - _ALMOST)
        return self.values[next(reached, -1)]


def spread(numbers: Sequence[float], counts: Sequence[float]) -> Spread | None:
    """The numbers with what each counts; None when there is nothing to count."""
    pairs = [
        (Decimal(str(number)), Decimal(count))
        for number, count in zip(numbers, counts, strict=True)
        if count
    ]
    if not pairs:
        return None
    values, amounts = zip(*sorted(pairs), strict=True)
    return Spread(values, amounts)
