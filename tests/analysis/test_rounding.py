from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.rounding import half_up, plainly


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("0.25", 1, "0.3"), ("-0.25", 1, "-0.3"), ("2.445", 2, "2.45"), ("3", 2, "3.00")],
)
def test_a_half_goes_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert str(half_up(Decimal(value), places)) == rounded


@pytest.mark.parametrize(
    ("value", "written"),
    [("3.00", "3"), ("2.50", "2.5"), ("1E+3", "1,000"), ("-0", "0"), ("0.0001", "0.0001")],
)
def test_numbers_are_written_with_their_digits_only(value: str, written: str) -> None:
    assert plainly(Decimal(value)) == written
