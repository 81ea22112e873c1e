"""Numbers as tables print them: rounded half up, as Japanese offices do, and written plainly."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: Decimal, places: int) -> Decimal:
    """`value` with `places` decimals; a half is rounded away from zero (四捨五入)."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def settled(number: float, places: int) -> Decimal:
    """Half up, as if fitting had come to its very end: 1.3249999999 is 1.325."""
    return half_up(Decimal(f"{number:.7f}"), places)


def plainly(value: Decimal) -> str:
    """`value` with all its digits and no more: 3, 2.5, 1,000; never 1E+3."""
    return f"{value.normalize() + 0:,f}"
