"""± of declared random samples, as ward reports print it."""

from __future__ import annotations

import pytest

from analysis.sampling import PERCENTS, error, table
from models.document import Design, Sample


@pytest.mark.parametrize(
    ("design", "n", "percent", "expected"),
    [
        # 層化二段, as printed in ward reports: n = 1,000 ±4.5, n = 100 ±14.1 at 50 %.
        ("stratified_two_stage", 1_000, 50, "4.5"),
        ("stratified_two_stage", 100, 50, "14.1"),
        ("stratified_two_stage", 2_086, 50, "3.1"),
        ("stratified_two_stage", 1_000, 10, "2.7"),
        ("stratified_two_stage", 1_000, 90, "2.7"),
        ("simple", 100, 50, "9.8"),
        ("simple", 200, 50, "6.9"),
        ("simple", 400, 50, "4.9"),
        ("simple", 1_000, 50, "3.1"),
        ("simple", 400, 0, "0.0"),
    ],
)
def test_errors_are_those_of_printed_tables(
    design: Design, n: int, percent: int, expected: str
) -> None:
    assert str(error(Sample(design=design, population=780_000), n, percent)) == expected


def test_a_large_part_of_a_small_population_errs_less() -> None:
    """n = 500 of N = 1,000: √(500/999) times as much; all of them do not err at all."""
    few, many = Sample(design="simple", population=1_000), Sample(design="simple")
    assert str(error(many, 500)) == "4.4"
    assert str(error(few, 500)) == "3.1"
    assert str(error(few, 1_000)) == "0.0"
    assert str(error(few, 1_200)) == "0.0"
    assert str(error(Sample(design="simple", population=1), 1)) == "0.0"


def test_the_table_begins_with_the_base_itself() -> None:
    found = table(Sample(design="stratified_two_stage", population=780_000), 450)
    assert [n for n, _ in found] == [450, 400, 300, 200, 100, 50, 30]
    assert PERCENTS == (50, 40, 30, 20, 10)
    assert [str(one) for one in found[1][1]] == ["7.1", "6.9", "6.5", "5.7", "4.2"]
    assert table(Sample(design="simple"), 0) == ()
