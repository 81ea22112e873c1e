"""標本誤差: how far a share of a random sample may lie from that of everybody, at 95 %.

Only for surveys that declare how people were drawn; among people who chose to answer there is no
sampling error to state. For n of N people and a share of P %:

- simple random sampling: ± 1.96 √{(N-n)/(N-1) · P(100-P)/n};
- 層化二段無作為抽出, as ward reports print it: ± 2 √{2 · (N-n)/(N-1) · P(100-P)/n}, a design effect
  of 2 and 2 for 1.96 (for example 世田谷区民意識調査, 標本誤差).

Without a known N the population counts as very large, which makes the error no smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from analysis.rounding import half_up
from models.document import Design, Sample

PERCENTS: Final = (50, 40, 30, 20, 10)  # each with its counterpart: 40 % or 60 %
_ROUND: Final = (3_000, 2_000, 1_500, 1_000, 800, 600, 400, 300, 200, 100, 50, 30)

# The factor before the root, and the design effect under it.
_FORMULAS: Final[dict[Design, tuple[Decimal, int]]] = {
    "simple": (Decimal("1.96"), 1),
    "stratified_two_stage": (Decimal(2), 2),
}


def error(sample: Sample, n: int, percent: Decimal | int = 50) -> Decimal:
    """± in points, with one decimal; n is the base of the percentage, at least 1."""
    factor, effect = _FORMULAS[sample.design]
    share = Decimal(percent)
    rest = Decimal(1)
    if sample.population is not None:
        rest = Decimal(max(sample.population - n, 0)) / max(sample.population - 1, 1)
    return half_up(factor * (effect * rest * share * (100 - share) / n).sqrt(), 1)


def table(sample: Sample, n: int) -> tuple[tuple[int, tuple[Decimal, ...]], ...]:
    """標本誤差早見表: for the base n and round ones under it, ± at each of PERCENTS."""
    bases: Sequence[int] = [n, *(one for one in _ROUND if one < n)] if n else []
    return tuple((base, tuple(error(sample, base, p) for p in PERCENTS)) for base in bases)
