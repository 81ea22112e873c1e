"""Words by groups of people: how many of each group speak of what.

Groups of fewer than LEAST people are left out of every number and only named: what they wrote
could point at persons, also by subtracting the others from everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.text.incidence import Incidence

LEAST: Final = 10  # people of a group
SMALL_CELL: Final = 5  # people: fewer are neither printed nor drawn


@dataclass(frozen=True, eq=False)
class WordGroups:
    """The people of `groups` by the words they use.

    `counts` are terms × groups, people who use a word; `sizes` are the people of each group, and
    `n` all of them. `few` names the groups left out, of somebody but fewer than LEAST.
    """

    terms: tuple[str, ...]
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    sizes: NDArray[np.int64]
    counts: NDArray[np.int64]
    few: tuple[str, ...]

    @property
    def n(self) -> int:
        """All people of the groups."""
        return int(self.sizes.sum())

    @property
    def used(self) -> NDArray[np.int64]:
        """How many of these people use each word."""
        used: NDArray[np.int64] = self.counts.sum(axis=1)
        return used


def grouped(incidence: Incidence, codes: NDArray[np.integer], labels: Sequence[str]) -> WordGroups:
    """The words of each group; `codes` say for each person the place in `labels`, -1 for none.

    Words that fewer than SMALL_CELL of the people of all groups use are left out. ValueError if
    codes and people, or codes and labels, do not fit.
    """
    if codes.shape != (len(incidence.people),):
        raise ValueError(f"{codes.shape} codes for {len(incidence.people)} people")
    if codes.size and not -1 <= int(codes.min()) <= int(codes.max()) < len(labels):
        raise ValueError("a code is neither -1 nor the place of a label")
    sizes = np.bincount(codes[codes >= 0], minlength=len(labels)).astype(np.int64)
    kept = np.flatnonzero(sizes >= LEAST)
    counts = tallied(incidence, codes, len(labels))[:, kept]
    there = np.flatnonzero(counts.sum(axis=1) >= SMALL_CELL).tolist()
    few = np.flatnonzero((sizes > 0) & (sizes < LEAST)).tolist()
    return WordGroups(
        terms=tuple(incidence.terms[place] for place in there),
        kinds=tuple(incidence.kinds[place] for place in there),
        groups=tuple(labels[place] for place in kept.tolist()),
        sizes=sizes[kept],
        counts=counts[there],
        few=tuple(labels[place] for place in few),
    )


def tallied(incidence: Incidence, codes: NDArray[np.integer], groups: int) -> NDArray[np.int64]:
    """How many people of each group use each term (terms × groups); those of -1 do not count."""
    places = incidence.matrix.tocoo()
    group = codes.astype(np.int64)[places.row]
    cells = (places.col.astype(np.int64) * groups + group)[group >= 0]
    shape = len(incidence.terms), groups
    return np.bincount(cells, minlength=shape[0] * shape[1]).astype(np.int64).reshape(shape)
