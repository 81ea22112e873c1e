"""Numbers: statistics against numpy and pandas, and classes that are round and cover everything."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantities import Quantity, categories, measured
from models.multilingual import Language
from models.questions.number import LARGEST, plain

UNIT: dict[Language, str] = {"ja": "人", "en": "people"}


def stored(units: int, decimals: int) -> int | float:
    """A number as the question stores it."""
    return plain(Decimal(units).scaleb(-decimals))


wholes = st.integers(-LARGEST, LARGEST)
usual = st.integers(0, 200)
reals = st.builds(stored, st.integers(-(10**9), 10**9), st.integers(0, 4))


def decimals(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


def known(numbers: list[int | float] | list[int]) -> Quantity:
    counts = Counter(numbers)
    found = measured(list(counts), list(counts.values()))
    assert found is not None
    return found


def table(
    numbers: list[int | float] | list[int], language: Language = "ja"
) -> list[tuple[str, float]]:
    found = known(numbers)
    labels = [category.label[language] for category in categories(found, UNIT)]
    return list(zip(labels, (one.count for one in found.intervals), strict=True))


def test_by_hand() -> None:
    """2, 4, 4, 5, 10: mean 5; squares 9+1+1+0+25 = 36, over 4 is 9, its root 3."""
    found = known([10, 4, 2, 5, 4])
    assert (found.n, found.mean, found.median, found.deviation) == (5, *decimals(5, 4, 3))
    ends = (found.least, found.lower_quartile, found.upper_quartile, found.most)
    assert ends == decimals(2, 4, 5, 10)


def test_decimals_are_exact() -> None:
    found = known([0.1, 0.2])
    assert (found.mean, found.median) == (Decimal("0.15"), Decimal("0.15"))
    assert known([0.1] * 3).deviation == 0


def test_no_numbers_and_one() -> None:
    assert measured([], []) is None
    found = known([7])
    assert (found.mean, found.median, found.deviation) == (*decimals(7, 7), None)
    assert (found.lower_quartile, found.upper_quartile) == decimals(7, 7)
    assert table([7]) == [("7人", 1)]


def test_small_whole_numbers_stand_one_by_one() -> None:
    assert table([1, 2, 2, 4]) == [("1人", 1), ("2人", 2), ("3人", 0), ("4人", 1)]


def test_larger_ones_in_round_classes() -> None:
    """40 people allow 7 classes (Sturges): 0 to 39 in tens."""
    assert table(list(range(40))) == [
        ("0～9人", 10),
        ("10～19人", 10),
        ("20～29人", 10),
        ("30～39人", 10),
    ]
    assert table([*range(0, 4000, 100)], "en")[0] == ("0–999 people", 10)
    assert table([*range(0, 4000, 100)])[1] == ("1,000～1,999人", 10)


def test_fractions_say_where_a_class_ends() -> None:
    assert table([0.5, 0.9, 1, 1.4]) == [("0.5人以上1人未満", 2), ("1人以上1.5人未満", 2)]
    assert table([0.5, 0.9, 1, 1.4], "en")[0] == ("0.5 to under 1 people", 2)


def test_a_wild_number_does_not_flatten_the_rest() -> None:
    found = table([1, 2, 2, 3, 3, 3, 4, 1_000_000])
    assert found == [("1人", 1), ("2人", 2), ("3人", 3), ("4人", 1), ("5人以上", 1)]
    assert table([-9_000, *range(20, 50)])[0] == ("20人未満", 1)
    assert table([-9_000, *range(20, 50)], "en")[0] == ("under 20 people", 1)


def test_codes_of_classes_are_distinct() -> None:
    found = known([-9_000.5, *range(1_000, 1_500), 10**9])
    codes = [category.code for category in categories(found, {})]
    assert len(set(codes)) == len(codes)
    assert codes[0] == "under"
    assert "," not in "".join(codes)


@given(st.lists(st.one_of(usual, wholes, reals), min_size=2, max_size=60))
def test_statistics_agree_with_numpy_and_pandas(numbers: list[int | float]) -> None:
    found = known(numbers)
    series = pd.Series([float(number) for number in numbers])
    lower, upper = np.percentile(series, [25, 75], method="linear")
    assert found.deviation is not None
    ours = (found.mean, found.median, found.deviation, found.lower_quartile, found.upper_quartile)
    theirs = (series.mean(), np.median(series), series.std(ddof=1), lower, upper)
    # What floats lose of numbers this large.
    lost = 1e-6 * max(1.0, float(series.abs().max()) * 1e-6)
    assert [float(x) for x in ours] == pytest.approx(list(theirs), rel=1e-9, abs=lost)


@given(st.lists(st.one_of(usual, wholes, reals), min_size=1, max_size=60))
def test_classes_touch_cover_every_number_and_are_few(numbers: list[int | float]) -> None:
    """Counted again, bound by bound; widths are 1, 2 or 5 times a power of ten."""
    found = known(numbers)
    bounds = [one.low for one in found.intervals if one.low is not None]
    bounds += [one.high for one in found.intervals[-1:] if one.high is not None]
    for one, following in zip(found.intervals, found.intervals[1:], strict=False):
        assert one.high == following.low
    closed = [one for one in found.intervals if one.low is not None and one.high is not None]
    widths = {one.high - one.low for one in closed if one.low is not None and one.high is not None}
    assert len(widths) == 1
    assert str(widths.pop().normalize().as_tuple().digits) in ("(1,)", "(2,)", "(5,)")
    values = [Decimal(str(number)) for number in numbers]
    place = [sum(value >= bound for bound in bounds) for value in values]
    opens_below = found.intervals[0].low is None
    for number, one in enumerate(found.intervals):
        assert one.count == place.count(number + (0 if opens_below else 1))
    assert sum(one.count for one in found.intervals) == found.n == len(numbers)
    allowed = max(12, 1 + int(np.ceil(np.log2(len(numbers)))))
    assert len(closed) <= allowed
