"""Who speaks of what: people by terms. All statistics of words start from here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Incidence:
    """Which respondents speak of which terms, however often and in however many comments.

    `matrix` has one row a respondent (parallel to `people`, sorted by id) and one column a term
    (parallel to `terms` and `kinds`): int8, 1 where the person uses the term. Terms stand with most
    respondents first, then by text. People who use none of the terms have an empty row: the number
    of rows is the base of every share.
    """

    terms: tuple[str, ...]
    kinds: tuple[str, ...]
    matrix: csr_array
    people: tuple[str, ...]

    def respondents(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """How many people use each term, parallel to `terms`."""
        counts = self.matrix.astype(np.int64).sum(axis=0)
        return np.asarray(counts, dtype=np.int64)


def gather(
    people: Iterable[str], said: Iterable[tuple[str, str]], kinds: Mapping[str, str], least: int = 1
) -> Incidence:
    """The table of `people` by the terms that at least `least` of them use.

    `said` are pairs of respondent and term, each any number of times; `kinds` names the kind of
    every term. The same pairs in any order give the same table.
    """
    rows = tuple(sorted(set(people)))
    number = {person: index for index, person in enumerate(rows)}
    pairs = {(number[person], term) for person, term in said}
    counts: dict[str, int] = {}
    for _, term in pairs:
        counts[term] = counts.get(term, 0) + 1
    terms = sorted((t for t in counts if counts[t] >= least), key=lambda t: (-counts[t], t))
    column = {term: index for index, term in enumerate(terms)}
    places = sorted((row, column[term]) for row, term in pairs if term in column)
    matrix = csr_array(
        (
            np.ones(len(places), dtype=np.int8),
            (
                np.fromiter((row for row, _ in places), dtype=np.int32, count=len(places)),
                np.fromiter((at for _, at in places), dtype=np.int32, count=len(places)),
            ),
        ),
        shape=(len(rows), len(terms)),
    )
    return Incidence(tuple(terms), tuple(kinds[term] for term in terms), matrix, rows)
