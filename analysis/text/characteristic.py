"""Characteristic words: what one group of people writes about more than all others.

- Ranking: log-odds with an informative Dirichlet prior, divided by its standard error (B. Monroe,
  M. Colaresi and K. Quinn, "Fightin' words: lexical feature selection and evaluation for
  identifying the content of political conflict", Political Analysis 16, 2008, eqs. 16, 19, 21 and
  22). A word counts once for each person who uses it. The prior is the distribution of all words
  together, worth PRIOR uses: it keeps rare words from leading by chance.
- Marks: Fisher's exact test of each word in each group against all other people
  (analysis.differences), all of them adjusted together (analysis.multiplicity). With few people the
  prior is too strong for a test of its own.

The order says where to look, the mark whether it is more than chance. Cells of fewer than
SMALL_CELL people are not given, nor groups of fewer than LEAST (analysis.text.word_groups).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.association import Mark
from analysis.differences import Share, p_value
from analysis.multiplicity import LEVEL, adjusted
from analysis.text.incidence import Incidence
from analysis.text.word_groups import SMALL_CELL, WordGroups, grouped

SHOWN: Final = 10  # words of a group
PRIOR: Final = 500.0  # uses of words that the prior is worth
_ALIKE: Final = 9  # decimals of z


@dataclass(frozen=True)
class Word:
    """A word of a group beside all other people.

    `people` of the group use it and `others` of the rest; None for fewer than SMALL_CELL. `z` is
    the log-odds over its standard error. `marked` says which way its share differs, "" where that
    may be chance.
    """

    text: str
    kind: str
    people: int | None
    others: int | None
    log_odds: float
    z: float
    p: float
    q: float
    marked: Mark


@dataclass(frozen=True)
class Group:
    """A group of `n` people beside `others`: what it writes about more, and marked as less.

    `more` has the SHOWN words of highest z, marked or not; `less` only marked ones.
    """

    label: str
    n: int
    others: int
    more: tuple[Word, ...]
    less: tuple[Word, ...]

    @property
    def marked(self) -> bool:
        """Whether any word differs by more than chance."""
        return any(word.marked for word in (*self.more, *self.less))


@dataclass(frozen=True)
class Characteristic:
    """The words of all groups, of `n` people, after so many `tests`; `few` groups are left out."""

    n: int
    groups: tuple[Group, ...]
    few: tuple[str, ...]
    tests: int


def characteristic(
    incidence: Incidence,
    codes: NDArray[np.integer],
    labels: Sequence[str],
    *,
    shown: int = SHOWN,
    prior: float = PRIOR,
) -> Characteristic:
    """The words of each group; `codes` say for each person the place in `labels`, -1 for none."""
    table = grouped(incidence, codes, labels)
    if len(table.groups) < 2:
        return Characteristic(table.n, (), table.few, 0)
    odds, z = log_odds(table.counts, prior)
    p = _tested(table)
    q = np.array(adjusted(p.ravel().tolist())).reshape(p.shape)
    groups = tuple(
        _group(table, place, odds[:, place], z[:, place], p[:, place], q[:, place], shown)
        for place in range(len(table.groups))
    )
    return Characteristic(table.n, groups, table.few, p.size)


def log_odds(
    counts: NDArray[np.int64], prior: float = PRIOR
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of words × groups, each used by somebody: the log-odds against all other groups, and its z.

    Both are 0 where there is only one word.
    """
    used = counts.sum(axis=1, keepdims=True)
    uses = counts.sum(axis=0, keepdims=True)
    a = prior * used / max(1, used.sum())
    ours, theirs = counts + a, used - counts + a
    rest = uses + prior - ours, used.sum() - uses + prior - theirs
    if len(counts) < 2:
        return np.zeros(counts.shape), np.zeros(counts.shape)
    odds: NDArray[np.float64] = np.log(ours / rest[0]) - np.log(theirs / rest[1])
    z: NDArray[np.float64] = odds / np.sqrt(1 / ours + 1 / theirs)
    return odds, z


def _tested(table: WordGroups) -> NDArray[np.float64]:
    """p of each word in each group. Most cells are like another one, and are worked out once."""
    n, sizes = table.n, table.sizes.tolist()
    known: dict[tuple[int, int, int], float] = {}
    p = np.ones(table.counts.shape)
    for row, (line, used) in enumerate(
        zip(table.counts.tolist(), table.used.tolist(), strict=True)
    ):
        for column, (count, size) in enumerate(zip(line, sizes, strict=True)):
            cell = (count, used, size)
            if cell not in known:
                known[cell] = p_value(Share(count, size), Share(used - count, n - size))
            p[row, column] = known[cell]
    return p


def _group(
    table: WordGroups,
    place: int,
    odds: NDArray[np.float64],
    z: NDArray[np.float64],
    p: NDArray[np.float64],
    q: NDArray[np.float64],
    shown: int,
) -> Group:
    size = int(table.sizes[place])
    others = table.n - size
    counts = table.counts[:, place]
    apart = counts * others - (table.used - counts) * size  # the sign of the difference of shares
    marks: list[Mark] = [
        "" if one > LEVEL or not way else "higher" if way > 0 else "lower"
        for one, way in zip(q.tolist(), apart.tolist(), strict=True)
    ]
    keys = np.round(z, _ALIKE)
    order = sorted(range(len(table.terms)), key=lambda row: (-keys[row], table.terms[row]))

    def word(row: int) -> Word:
        return Word(
            text=table.terms[row],
            kind=table.kinds[row],
            people=_printed(int(counts[row])),
            others=_printed(int(table.used[row] - counts[row])),
            log_odds=float(odds[row]),
            z=float(z[row]),
            p=float(p[row]),
            q=float(q[row]),
            marked=marks[row],
        )

    more = [row for row in order if apart[row] > 0 and counts[row] >= SMALL_CELL][:shown]
    less = [row for row in reversed(order) if marks[row] == "lower"][:shown]
    return Group(table.groups[place], size, others, tuple(map(word, more)), tuple(map(word, less)))


def _printed(people: int) -> int | None:
    return people if people >= SMALL_CELL else None
