"""Words that the same people write together, as a network; or words and groups of people.

- Ties are ranked by P. Jaccard's coefficient ("The distribution of the flora in the alpine zone",
  New Phytologist 11, 1912): of the people who use either, the share who use both.
- Only ties that are more than chance count: the log-likelihood ratio G² of the two by two table (T.
  Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
  Linguistics 19, 1993) of every pair of the words looked at, all adjusted together
  (analysis.multiplicity), and more people than expected. Where so few are expected that χ² is no
  approximation of it, p is Fisher's (analysis.exact).
- Fewer than SMALL_CELL people make no tie.

Communities and places are found by analysis.text.communities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, xlogy

from analysis.exact import fisher
from analysis.multiplicity import LEVEL, adjusted
from analysis.text.communities import SEED, arranged
from analysis.text.incidence import Incidence
from analysis.text.word_groups import SMALL_CELL, grouped

WORDS: Final = 60  # with most people
EDGES: Final = 90
GROUP: Final = "区分"  # the kind of a node that is a group of people
_EXPECTED: Final = 5  # people: from there on χ² is close enough


@dataclass(frozen=True)
class Node:
    """A word that so many `people` use, or a group of so many people.

    `community` counts from 0, the one of most people first; `x` and `y` are between 0 and 1.
    """

    text: str
    kind: str
    people: int
    community: int
    x: float
    y: float


@dataclass(frozen=True)
class Edge:
    """A tie of the nodes numbered `one` and `other`: `both` people have both."""

    one: int
    other: int
    both: int
    jaccard: float
    g2: float
    q: float


@dataclass(frozen=True)
class Network:
    """The strongest ties among the `words` most frequent words of `n` people.

    `nodes` have a tie, most people first; `edges` the strongest first. `significant` ties were
    found in so many `tests`, `edges` are the first of them. `few` groups are left out.
    """

    n: int
    words: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    tests: int
    significant: int
    few: tuple[str, ...] = ()

    @property
    def communities(self) -> tuple[tuple[Node, ...], ...]:
        """The nodes of each community."""
        most = max((node.community for node in self.nodes), default=-1)
        return tuple(
            tuple(node for node in self.nodes if node.community == number)
            for number in range(most + 1)
        )


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Everything that may be tied: nodes by number, and who has each and both."""

    n: int
    texts: tuple[str, ...]
    kinds: tuple[str, ...]
    people: NDArray[np.int64]
    one: NDArray[np.int64]
    other: NDArray[np.int64]
    both: NDArray[np.int64]


def network(
    incidence: Incidence, *, words: int = WORDS, edges: int = EDGES, seed: int = SEED
) -> Network:
    """Words tied to words, at most so many of each."""
    matrix = incidence.matrix[:, :words].astype(np.int64)
    together = (matrix.T @ matrix).toarray()
    used = together.diagonal()
    one, other = np.triu_indices(len(used), 1)
    terms, kinds = incidence.terms[:words], incidence.kinds[:words]
    people = len(incidence.people)
    pairs = _Pairs(people, terms, kinds, used, one, other, together[one, other])
    return _network(pairs, len(terms), edges, seed)


def group_network(
    incidence: Incidence,
    codes: NDArray[np.integer],
    labels: Sequence[str],
    *,
    words: int = WORDS,
    edges: int = EDGES,
    seed: int = SEED,
) -> Network:
    """Words tied to groups of people, at most so many of each.

    `codes` say for each person the place in `labels`, -1 for none; groups of fewer than
    word_groups.LEAST people are left out.
    """
    table = grouped(incidence, codes, labels)
    order = sorted(range(len(table.terms)), key=lambda row: (-table.used[row], table.terms[row]))
    rows = order[:words]
    one, other = np.indices((len(rows), len(table.groups))).reshape(2, -1)
    pairs = _Pairs(
        n=table.n,
        texts=(*(table.terms[row] for row in rows), *table.groups),
        kinds=(*(table.kinds[row] for row in rows), *(GROUP for _ in table.groups)),
        people=np.concatenate([table.used[rows], table.sizes]),
        one=one,
        other=other + len(rows),
        both=table.counts[rows].ravel(),
    )
    return _network(pairs, len(rows), edges, seed, table.few)


def log_likelihood(
    both: NDArray[np.int64], one: NDArray[np.int64], other: NDArray[np.int64], n: int
) -> NDArray[np.float64]:
    """G² of two by two tables: `both` of the people have one and the other, of `n` in all."""
    cells = np.array([both, one - both, other - both, n - one - other + both], np.float64)
    lines = np.array([one, one, n - one, n - one], np.float64)
    columns = np.array([other, n - other, other, n - other], np.float64)
    # Σ cell · ln(cell · n / (line · column)), with 0 · ln 0 = 0
    sums = xlogy(cells, cells) + xlogy(cells, max(n, 1)) - xlogy(cells, lines)
    found: NDArray[np.float64] = 2 * (sums - xlogy(cells, columns)).sum(axis=0)
    return np.maximum(found, 0)  # but for rounding


def _network(pairs: _Pairs, words: int, most: int, seed: int, few: tuple[str, ...] = ()) -> Network:
    tied = _tied(pairs)
    kept = tied[:most]
    numbers = sorted(
        {number for edge in kept for number in (edge.one, edge.other)},
        key=lambda number: (-pairs.people[number], pairs.texts[number], number),
    )
    place = {number: at for at, number in enumerate(numbers)}
    edges = tuple(
        Edge(place[edge.one], place[edge.other], edge.both, edge.jaccard, edge.g2, edge.q)
        for edge in kept
    )
    people = [int(pairs.people[number]) for number in numbers]
    weights = [(edge.one, edge.other, edge.jaccard) for edge in edges]
    nodes = tuple(
        Node(pairs.texts[number], pairs.kinds[number], count, community, x, y)
        for number, count, (community, x, y) in zip(
            numbers, people, arranged(people, weights, seed), strict=True
        )
    )
    return Network(pairs.n, words, nodes, edges, len(pairs.one), len(tied), few)


def _tied(pairs: _Pairs) -> list[Edge]:
    """The ties that are more than chance, the strongest first, by the numbers of `pairs`."""
    ours, theirs = pairs.people[pairs.one], pairs.people[pairs.other]
    g2 = log_likelihood(pairs.both, ours, theirs, pairs.n)
    expected = ours * theirs / max(1, pairs.n)
    p = chdtrc(1, g2)
    for at in np.flatnonzero((expected < _EXPECTED) & (pairs.both >= SMALL_CELL)).tolist():
        p[at] = fisher(int(pairs.both[at]), int(ours[at]), int(theirs[at]), pairs.n)
    q = np.array(adjusted(p.tolist()))
    jaccard = pairs.both / np.maximum(1, ours + theirs - pairs.both)
    found = [
        Edge(
            one=int(pairs.one[at]),
            other=int(pairs.other[at]),
            both=int(pairs.both[at]),
            jaccard=float(jaccard[at]),
            g2=float(g2[at]),
            q=float(q[at]),
        )
        for at in np.flatnonzero(
            (q <= LEVEL) & (pairs.both > expected) & (pairs.both >= SMALL_CELL)
        ).tolist()
    ]
    names = pairs.texts
    return sorted(
        found, key=lambda edge: (-edge.jaccard, -edge.both, names[edge.one], names[edge.other])
    )
