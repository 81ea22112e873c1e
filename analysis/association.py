"""Whether answers differ between groups: the tests that stand behind a cross table.

They are made on counts of people, also where the table has weights, and without 無回答.

- One answer by one answer: χ² of independence (K. Pearson, 1900). By the rule of W. Cochran ("Some
  methods for strengthening the common χ² tests", Biometrics 10, 1954), where an expected count is
  under 1, or more than a fifth of them under 5, an exact test takes its place (analysis.exact).
- Its size is Cramér's V (H. Cramér, "Mathematical Methods of Statistics", 1946), in the words of
  J. Cohen ("Statistical Power Analysis for the Behavioral Sciences", 2nd ed., 1988): w, which is V
  times the root of the smaller number of rows or columns less 1, from 0.1 small, 0.3 medium, 0.5
  large.
- Several answers: never one χ² of the whole table, whose cells are not independent; instead each
  option for itself, those who marked it against those who did not (A. Agresti and I.-M. Liu,
  "Modeling a categorical variable allowing arbitrarily many category choices", Biometrics 55,
  1999).
- Each cell: its group against all others. The adjusted residual (S. Haberman, "The analysis of
  residuals in cross-classified tables", Biometrics 29, 1973) is the root of that two-by-two χ²,
  with its sign. Where an expected count of those four is under 5, p is Fisher's.
- All cells of a table are adjusted together, and so are all options (analysis.multiplicity).

Nothing is tested with fewer than LEAST people; a group of fewer has no cell tested.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, ndtr

from analysis.crosstab import Crosstab
from analysis.exact import fisher, freeman_halton
from analysis.multiplicity import LEVEL, adjusted

LEAST: Final = 10
_EXPECTED: Final = 5  # people: from there on χ² is close enough
_FEW: Final = 0.2  # of the cells may have fewer

Method = Literal["chi_square", "fisher", "freeman_halton"]
Size = Literal["none", "small", "medium", "large"]
Mark = Literal["higher", "lower", ""]
Reason = Literal["few_people", "one_group", "one_answer"]

_SIZES: Final[tuple[tuple[float, Size], ...]] = ((0.5, "large"), (0.3, "medium"), (0.1, "small"))


@dataclass(frozen=True)
class Outcome:
    """One test of independence, of `n` people; `p` by `method`.

    `chi_square`, `freedom` and `v` describe the table whatever the method. A p that was drawn has a
    standard `error`, and says of how many `draws`. `q` is p adjusted, where it is one of several.
    """

    n: int
    method: Method
    p: float
    chi_square: float
    freedom: int
    v: float
    size: Size
    error: float | None = None
    draws: int | None = None
    q: float | None = None


@dataclass(frozen=True)
class Cell:
    """One cell against the other groups: the adjusted residual, p and q.

    `marked` says where its percentage lies, seen from 全体, when that is no mere chance; "" when it
    may be, and when 無回答 turns the printed percentages the other way.
    """

    residual: float
    p: float
    exact: bool
    q: float = 1.0
    marked: Mark = ""


@dataclass(frozen=True)
class Association:
    """The tests of one table, of `n` people who answered both questions.

    `whole` tests one answer by one answer. `options` has instead a test for each option of the
    question that allows several, the head if both do not; None where nobody or everybody chose it.
    Where both allow several there are only cells. `cells` stand as in the table, without 無回答;
    None where there is no test. `reason` says why there is none at all.
    """

    n: int
    whole: Outcome | None
    options: tuple[Outcome | None, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    reason: Reason | None

    @property
    def tested(self) -> int:
        """Over how many cells q is adjusted."""
        return sum(cell is not None for line in self.cells for cell in line)


def association(table: Crosstab) -> Association:
    """The tests of a cross table."""
    several = table.side.shape == "any_of", table.head.shape == "any_of"
    found = _answered(table, *several)
    reason = _reason(found)
    if reason is not None:
        nothing = (None,) * (len(table.columns) - 1)
        return Association(found.n, None, (), (nothing,) * len(table.lines), reason)
    return Association(
        n=found.n,
        whole=None if any(several) else _tested(found.people),
        options=_options(found, *several),
        cells=_cells(table, found),
        reason=None,
    )


@dataclass(frozen=True)
class _Answered:
    """The people who answered both: in each cell, line, column, and all of them."""

    people: NDArray[np.int64]
    lines: NDArray[np.int64]
    columns: NDArray[np.int64]
    n: int


def _answered(table: Crosstab, of_side: bool, of_head: bool) -> _Answered:
    """Where each person has one answer, an answer that is in no category does not count."""
    every = [(*line.counts, line.n) for line in (*table.lines, table.no_answer, table.total)]
    *counts, no_answer, total = np.array(every, np.int64)
    people = np.array([line[:-2] for line in counts], np.int64).reshape(
        len(counts), len(table.columns) - 1
    )
    whole = total - no_answer
    lines = np.array([line[-1] - line[-2] for line in counts]) if of_head else people.sum(axis=1)
    columns = whole[:-2] if of_side else people.sum(axis=0)
    n = whole[-1] - whole[-2] if of_side and of_head else (columns if of_side else lines).sum()
    return _Answered(people, lines, columns, int(n))


def _reason(found: _Answered) -> Reason | None:
    if found.n < LEAST:
        return "few_people"
    if not np.any((found.lines > 0) & (found.lines < found.n)):
        return "one_group"
    if not np.any((found.columns > 0) & (found.columns < found.n)):
        return "one_answer"
    return None


def _options(found: _Answered, of_side: bool, of_head: bool) -> tuple[Outcome | None, ...]:
    """The marks of the question that allows several against the groups of the other."""
    if of_side == of_head:
        return ()
    marked, groups = (found.people.T, found.lines) if of_head else (found.people, found.columns)
    tables = [np.array([marks, groups - marks]) for marks in marked]
    there = [bool(np.all(table.sum(axis=1) > 0)) for table in tables]
    tests = [
        _tested(table, len(tables)) if is_there else None
        for table, is_there in zip(tables, there, strict=True)
    ]
    made = [test for test in tests if test is not None]
    qs = iter(adjusted([test.p for test in made]))
    return tuple(None if test is None else replace(test, q=next(qs)) for test in tests)


def _tested(table: NDArray[np.int64], tables: int = 1) -> Outcome:
    """The test of a table of people, of whom each stands in one cell."""
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    n = int(table.sum())
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
    chi_square = float(((table - expected) ** 2 / expected).sum())
    height, width = table.shape
    freedom = (height - 1) * (width - 1)
    w = sqrt(chi_square / n)
    found = Outcome(
        n=n,
        method="chi_square",
        p=float(chdtrc(freedom, chi_square)),
        chi_square=chi_square,
        freedom=freedom,
        v=w / sqrt(min(height, width) - 1),
        size=next((size for bound, size in _SIZES if w >= bound), "none"),
    )
    if expected.min() >= 1 and np.mean(expected < _EXPECTED) <= _FEW:
        return found
    if table.shape == (2, 2):
        one, other = int(table[0].sum()), int(table[:, 0].sum())
        return replace(found, method="fisher", p=fisher(int(table[0, 0]), one, other, n))
    drawn = freeman_halton(table, tables)
    return replace(found, method="freeman_halton", p=drawn.p, error=drawn.error, draws=drawn.draws)


def _cells(table: Crosstab, found: _Answered) -> tuple[tuple[Cell | None, ...], ...]:
    n, people = found.n, found.people
    lines, columns = found.lines[:, None] / n, found.columns[None, :] / n
    expected = lines * columns * n
    with np.errstate(invalid="ignore", divide="ignore"):  # whole columns and lines are left out
        residuals = (people - expected) / np.sqrt(expected * (1 - lines) * (1 - columns))
    least = np.minimum(lines, 1 - lines) * np.minimum(columns, 1 - columns) * n
    p = 2 * ndtr(-np.abs(residuals))
    others = np.minimum(found.lines, n - found.lines)[:, None]
    there = (others >= LEAST) & (found.columns > 0) & (found.columns < n)
    places = np.argwhere(there).tolist()
    cells = [
        Cell(
            residual=float(residuals[line, column]),
            p=_exactly(found, line, column) if exact else float(p[line, column]),
            exact=exact,
        )
        for line, column in places
        for exact in [bool(least[line, column] < _EXPECTED)]
    ]
    rows: list[list[Cell | None]] = [[None] * people.shape[1] for _ in table.lines]
    printed = [table.percents(line) for line in (*table.lines, table.total)]
    qs = adjusted([cell.p for cell in cells])
    for (line, column), cell, q in zip(places, cells, qs, strict=True):
        points = float(printed[line][column] - printed[-1][column])
        rows[line][column] = replace(cell, q=q, marked=_marked(cell.residual, points, q))
    return tuple(map(tuple, rows))


def _exactly(found: _Answered, line: int, column: int) -> float:
    one, other = int(found.lines[line]), int(found.columns[column])
    return fisher(int(found.people[line, column]), one, other, found.n)


def _marked(residual: float, points: float, q: float) -> Mark:
    if q > LEVEL or residual * points <= 0:
        return ""
    return "higher" if points > 0 else "lower"
