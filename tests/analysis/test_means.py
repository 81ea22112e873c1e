"""Means by group, against numbers worked out by hand, scipy and statsmodels."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from analysis import build
from analysis.association import LEAST
from analysis.codes import ABSENT
from analysis.means import Means, means
from tests.builders import EVERY, NUMBER, SCALE
from tests.crossed import both, part

AGE = part("age", "abc")
MANY = part("many", "xy", "any_of")
[GRADE], [AMOUNT] = SCALE.parts(), NUMBER.parts()


def of(pairs: list[tuple[Any, Any]], side: Any = AGE, head: Any = AMOUNT, **how: Any) -> Means:
    found = means(*both(side, head, pairs), **how)
    assert found is not None
    return found


def test_by_hand() -> None:
    """a: five 1 and five 3, mean 2, variance 10/9, standard error √(10/9/10) = 1/3; t of 9 degrees
    is 2.262157, so 2 ± 0.754. b: five 4 and five 6, mean 5, as wide. b less a is 3 ± 2.100922
    (18 degrees) · √(2/9) = 0.990; t = 3/0.4714 = 6.364, p = 5.39e-06."""
    found = of([("a", 1), ("a", 3), ("b", 4), ("b", 6)] * 5)
    a, b, c = found.groups
    assert (a.n, a.mean, a.deviation) == (10, Decimal("2.0"), Decimal("1.054092553"))
    assert a.interval == (Decimal("1.245947612"), Decimal("2.754052388"))
    assert (b.mean, c.n, c.mean, c.interval, c.difference) == (Decimal("5.0"), 0, None, None, None)
    assert b.difference is not None
    assert (b.difference.points, b.difference.others) == (Decimal("3.0"), Decimal("2.0"))
    assert [round(one, 3) for one in b.difference.interval] == [Decimal("2.010"), Decimal("3.990")]
    assert b.difference.p == pytest.approx(5.3947e-06, rel=1e-3)
    assert b.difference.marked
    assert (found.total.n, found.total.mean) == (20, Decimal("3.5"))


def test_everybody_counts_in_the_total_and_blanks_of_the_side_in_no_group() -> None:
    pairs: list[tuple[Any, Any]] = [("a", 1), (None, 4), ("b", None), (ABSENT, 9), ("b", ABSENT)]
    found = of(pairs)
    assert [(group.n, group.mean) for group in found.groups] == [
        *((1, Decimal("1.0")), (0, None), (0, None)),
    ]
    assert (found.total.n, found.total.mean) == (2, Decimal("2.5"))


def test_blanks_of_the_side_are_not_among_the_others() -> None:
    pairs: list[tuple[Any, Any]] = [("a", 1), ("a", 3), ("b", 4), ("b", 6)] * 5
    beside = of([*pairs, *[(None, 20)] * 30])
    assert [group.difference for group in beside.groups] == [
        group.difference for group in of(pairs).groups
    ]


def test_answers_outside_a_scale_are_no_numbers() -> None:
    found = of([("a", "5"), ("a", "unsure"), ("b", "2"), ("b", None)], head=GRADE)
    assert [(group.n, group.mean) for group in found.groups[:2]] == [
        (1, Decimal("5.0")),
        (1, Decimal("2.0")),
    ]


def test_only_scales_of_numbers_and_quantities_have_means() -> None:
    numeric = set()
    for question in EVERY:
        for one in question.parts():
            if means(*both(AGE, one, [("a", None)])) is not None:
                numeric.add(question.type)
    assert numeric == {"scale", "nps", "number", "matrix_single"}
    assert means(*both(AGE, part("steps", "pqr", "ordered"), [("a", "p")])) is None


numbers = st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 20)), min_size=20, max_size=80)


def _values(pairs: list[tuple[str, int]], group: str) -> tuple[NDArray[Any], NDArray[Any]]:
    ours = np.array([value for one, value in pairs if one == group], np.float64)
    return ours, np.array([value for one, value in pairs if one != group], np.float64)


@settings(max_examples=50)
@given(numbers)
def test_scipy_and_statsmodels_find_the_same(pairs: list[tuple[str, int]]) -> None:
    found = of(list(pairs))
    ps = []
    for group in found.groups:
        ours, others = _values(pairs, group.code)
        assert group.n == len(ours)
        if len(ours):
            assert float(group.mean or 0) == pytest.approx(ours.mean())
        if group.interval is not None:
            theirs = DescrStatsW(ours).tconfint_mean()
            assert list(map(float, group.interval)) == pytest.approx(list(theirs), abs=1e-8)
        spread = np.ptp(ours) + np.ptp(others) if len(ours) and len(others) else 0
        if min(len(ours), len(others)) < LEAST or not spread:
            assert group.difference is None
            continue
        difference = group.difference
        assert difference is not None
        assert difference.p == pytest.approx(stats.ttest_ind(ours, others, equal_var=False).pvalue)
        compared = CompareMeans(DescrStatsW(ours), DescrStatsW(others))
        reach = compared.tconfint_diff(usevar="unequal")
        assert list(map(float, difference.interval)) == pytest.approx(list(reach), abs=1e-8)
        ps.append(difference.p)
    qs = [group.difference.q for group in found.groups if group.difference is not None]
    assert qs == pytest.approx(multipletests(ps, method="fdr_bh")[1].tolist() if ps else [])


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("12345")), max_size=90))
def test_scipy_ranks_alike(pairs: list[tuple[str, str]]) -> None:
    found = of(list(pairs), head=GRADE).ranks
    groups = [[int(value) for one, value in pairs if one == group] for group in "abc"]
    enough = [group for group in groups if len(group) >= LEAST]
    if len(enough) < 2 or len({value for group in enough for value in group}) == 1:
        assert found is None
        return
    assert found is not None
    theirs = stats.kruskal(*enough)
    assert found.h == pytest.approx(theirs.statistic, abs=1e-9)
    assert found.p == pytest.approx(theirs.pvalue)
    assert (found.groups, found.freedom) == (len(enough), len(enough) - 1)


def test_ranks_by_hand() -> None:
    """Ten 5 and ten 1: mean ranks 15.5 and 5.5 around 10.5, each of ten ties.

    H = 19 · (10 · 25 + 10 · 25) / (20 · 25) = 19, as large as can be.
    """
    ranks = of([("a", "5"), ("b", "1")] * 10, head=GRADE).ranks
    assert ranks is not None
    assert ranks.h == pytest.approx(19.0)
    assert (ranks.freedom, ranks.groups) == (1, 2)


def test_numbers_and_several_answers_have_no_test_of_ranks() -> None:
    assert of([("a", 5), ("b", 1)] * 10).ranks is None
    assert of([(["x"], "5"), (["y"], "1")] * 10, side=MANY, head=GRADE).ranks is None


def test_several_answers_beside() -> None:
    """Who marked x and y is in both groups; the others of each are those who did not mark it."""
    pairs: list[tuple[Any, Any]] = [(["x"], 1), (["x"], 2), (["x", "y"], 6), (["y"], 7)] * 10
    x, y = of(pairs, side=MANY).groups
    assert (x.n, x.mean, y.n, y.mean) == (30, Decimal("3.0"), 20, Decimal("6.5"))
    assert x.difference is not None
    assert y.difference is not None
    assert (x.difference.others, y.difference.others) == (Decimal("7.0"), Decimal("1.5"))


@pytest.mark.parametrize(("size", "tested"), [(9, False), (10, True)])
def test_ten_people_are_needed(size: int, tested: bool) -> None:
    chance = np.random.default_rng(size)
    pairs = [("a", int(chance.integers(1, 9))) for _ in range(size)]
    found = of([*pairs, *[("b", int(chance.integers(1, 9))) for _ in range(30)]])
    a, b, _ = found.groups
    assert a.mean is not None
    assert (a.interval is not None, a.difference is not None) == (tested, tested)
    assert (b.interval is not None, b.difference is not None) == (True, tested)


def test_the_same_number_from_everybody_is_not_tested() -> None:
    a, b, _ = of([("a", 3), ("b", 3)] * 10).groups
    assert (a.mean, a.deviation) == (Decimal("3.0"), Decimal("0.0"))
    assert (a.interval, a.difference) == (None, None)
    assert b.difference is None


def test_a_mask_is_those_people_and_weights_stand_beside() -> None:
    pairs: list[tuple[Any, Any]] = [("a", 1), ("a", 3), ("b", 4), ("b", 6)] * 5
    mask = np.arange(len(pairs)) % 2 == 0
    assert of(pairs, mask=mask) == of(pairs[::2])
    weighed = of(pairs, weights=np.tile([3.0, 1.0, 1.0, 1.0], 5), mask=mask | ~mask)
    assert [group.weighed for group in weighed.groups] == [Decimal("1.5"), Decimal("5.0"), None]
    assert weighed.total.weighed == Decimal("2.666666667")
    assert [group.mean for group in weighed.groups] == [Decimal("2.0"), Decimal("5.0"), None]


def test_a_side_of_numbers_stands_by_the_classes_of_its_table() -> None:
    side = build.column(AMOUNT, [1, 2, 2, None])
    head = build.column(GRADE, ["1", "2", "4", "5"])
    found = means(side, head)
    assert found is not None
    assert [(group.code, group.n, group.mean) for group in found.groups] == [
        ("1", 1, Decimal("1.0")),
        ("2", 2, Decimal("3.0")),
    ]


@pytest.mark.parametrize("pairs", [[], [(None, None)], [(ABSENT, 3)], [("a", None)]])
def test_nobody(pairs: list[tuple[Any, Any]]) -> None:
    found = of(pairs, weights=np.ones(len(pairs)))
    assert [(group.n, group.mean, group.weighed) for group in found.groups] == [(0, None, None)] * 3
    assert (found.total.n, found.total.mean, found.total.small) == (0, None, True)
