"""Tests of questions that allow several answers: by option, and by cell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats
from statsmodels.stats.multitest import multipletests

from analysis.association import association
from analysis.columns import Column
from analysis.crosstab import crosstab
from tests.crossed import both, marks, part, residuals

MANY = part("many", "xyz", "any_of")


def with_marks(size: int = 240) -> tuple[Column, Column, list[tuple[Any, Any]]]:
    """Groups a, b, c, of which a marks x, and c z, more often."""
    chance = np.random.default_rng(3)
    rates = {"a": (0.8, 0.5, 0.2), "b": (0.4, 0.5, 0.2), "c": (0.4, 0.5, 0.6)}
    pairs: list[tuple[Any, Any]] = []
    for number in range(size):
        group = "abc"[number % 3]
        chosen = [o for o, rate in zip("xyz", rates[group], strict=True) if chance.random() < rate]
        pairs.append((group, chosen or None))
    return *both(part("side", "abc"), MANY, pairs), pairs


def _by_option(pairs: list[tuple[Any, Any]], option: str) -> NDArray[np.int64]:
    """Who marked it and who did not, by group, of those who answered."""
    told = [(group, chosen) for group, chosen in pairs if chosen]
    return np.array(
        [
            [sum(g == group and (option in c) == marked for g, c in told) for group in "abc"]
            for marked in (True, False)
        ]
    )


def test_each_option_is_tested_for_itself() -> None:
    side, head, pairs = with_marks()
    found = association(crosstab(side, head))
    assert found.whole is None
    assert len(found.options) == 3
    theirs = [stats.chi2_contingency(_by_option(pairs, o), correction=False) for o in "xyz"]
    qs = multipletests([one.pvalue for one in theirs], method="fdr_bh")[1]
    for ours, their, q in zip(found.options, theirs, qs, strict=True):
        assert ours is not None
        assert (ours.freedom, ours.n) == (2, found.n)
        assert ours.chi_square == pytest.approx(their.statistic)
        assert ours.p == pytest.approx(their.pvalue)
        assert ours.q == pytest.approx(q)
    assert marks(found)[0][0] == marks(found)[2][2] == "higher"


def test_several_answers_beside_are_tested_line_by_line() -> None:
    side, head, _ = with_marks()
    found, turned = association(crosstab(head, side)), association(crosstab(side, head))
    assert (found.whole, found.n) == (None, turned.n)
    assert [(one and (one.p, one.q)) for one in found.options] == [
        (one and (one.p, one.q)) for one in turned.options
    ]
    assert residuals(found) == pytest.approx(residuals(turned).T)


def test_several_by_several_has_only_cells() -> None:
    """x and r go together: 40 mark both, 40 neither, 10 and 10 one. 2 · 2 tables of 100 people:
    χ² of the first is 100 · (1600 - 100)² / 50⁴ = 36, residual 6."""
    pairs: list[tuple[Any, Any]] = [(["x", "y"], ["r"])] * 40 + [(["y"], ["s"])] * 40
    pairs += [(["x"], ["s"])] * 10 + [(["y"], ["r", "s"])] * 10 + [(None, ["r"]), (["x"], None)] * 9
    found = association(crosstab(*both(MANY, part("other", "rs", "any_of"), pairs)))
    assert (found.n, found.whole, found.options) == (100, None, ())
    [x, y, z] = found.cells
    assert x[0] is not None
    assert x[0].residual == pytest.approx(6.0)
    assert x[0].marked == "higher"
    assert y[0] is not None
    assert z == (None, None)
    assert found.tested == 4


def test_an_option_of_nobody_and_one_of_everybody_have_no_test() -> None:
    pairs = [("a", ["x"]), ("b", ["x", "y"])] * 30
    found = association(crosstab(*both(part("side", "ab"), MANY, pairs)))
    assert [one is None for one in found.options] == [True, False, True]
    assert [[cell is None for cell in line] for line in found.cells] == [[True, False, True]] * 2
