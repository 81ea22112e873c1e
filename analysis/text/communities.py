"""Which nodes of a network belong together, and where they are drawn.

- Communities: V. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, "Fast unfolding of
  communities in large networks", J. Statistical Mechanics (2008) P10008, as in networkx, with a
  seed.
- Places: T. Fruchterman and E. Reingold, "Graph drawing by force-directed placement", Software:
  Practice and Experience 21 (1991), as in networkx, with a seed. Each connected part is laid out
  for itself, since unconnected nodes only push each other away; the parts are set in rows.

The same network gives the same picture in every process.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

SEED: Final = 20260401
_ITERATIONS: Final = 100
_GAP: Final = 0.35  # between parts, in distances between two nodes
_DECIMALS: Final = 6


def arranged(
    people: Sequence[int], edges: Sequence[tuple[int, int, float]], seed: int = SEED
) -> list[tuple[int, float, float]]:
    """For each node its community, x and y; `edges` are (node, node, weight over 0).

    Communities count from 0, the one of most people first; x and y fill 0 to 1.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(len(people)))
    graph.add_weighted_edges_from(edges)
    community = _communities(graph, people, seed)
    places = _unit(_placed(graph, seed))
    return [(number, x, y) for number, (x, y) in zip(community, places.tolist(), strict=True)]


def _communities(graph: nx.Graph, people: Sequence[int], seed: int) -> list[int]:
    if not graph:
        return []
    found = [sorted(one) for one in nx.community.louvain_communities(graph, seed=seed)]
    found.sort(key=lambda nodes: (-sum(people[node] for node in nodes), nodes))
    number = {node: at for at, nodes in enumerate(found) for node in nodes}
    return [number[node] for node in range(len(people))]


def _placed(graph: nx.Graph, seed: int) -> NDArray[np.float64]:
    """Places with about one unit between two neighbours: the largest part first, then in rows."""
    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda nodes: (-len(nodes), nodes))
    places = np.zeros((len(graph), 2))
    laid = [_laid(graph.subgraph(part), part, seed) for part in parts]
    sizes = [np.ptp(one, axis=0) for one in laid]
    widest = max((size[0] for size in sizes), default=0.0)
    widest = max(widest, sqrt(sum((w + _GAP) * (h + _GAP) for w, h in sizes)))
    x = y = height = 0.0
    for part, one, (wide, high) in zip(parts, laid, sizes, strict=True):
        if x and x + wide > widest:
            x, y, height = 0.0, y + height + _GAP, 0.0
        places[part] = one - one.min(axis=0) + (x, y)
        x, height = x + wide + _GAP, max(height, high)
    return places


def _laid(part: nx.Graph, nodes: Sequence[int], seed: int) -> NDArray[np.float64]:
    """One connected part, lying with its longer side across."""
    # A subgraph lists its nodes in no promised order.
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(
        sorted((min(a, b), max(a, b), weight) for a, b, weight in part.edges(data="weight"))
    )
    found = nx.spring_layout(
        graph, seed=seed, iterations=_ITERATIONS, weight=None, method="force", scale=None
    )
    places = np.array([found[node] for node in nodes]) * sqrt(len(nodes))
    across = np.linalg.svd(places - places.mean(axis=0), full_matrices=False)[2]
    turned: NDArray[np.float64] = (places - places.mean(axis=0)) @ across.T
    return turned * np.where(turned[0] < 0, -1.0, 1.0)  # the first node right and below


def _unit(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same, filling 0 to 1 in both directions; in the middle of one that has no extent."""
    if not len(places):
        return places
    low, extent = places.min(axis=0), np.ptp(places, axis=0)
    filled: NDArray[np.float64] = (places - low) / np.where(extent > 0, extent, 1) + np.where(
        extent > 0, 0, 0.5
    )
    return filled.round(_DECIMALS)
