"""Comments in topics on two levels, as numbers: who belongs where. `topics` puts it into words.

A topic has parts, and each comment belongs to one part; so a topic is merged, split or renamed
without asking where its comments are. How many topics: the cube root of the number of comments, at
most 10, and its square for the parts (the rule of the 広聴AI of Digital Democracy 2030), at most 10
a topic. Comments that repeat another go where that one goes and do not shape the topics.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.text.clusters import Clustering, Codes, cluster, means
from analysis.text.corpus import Corpus
from analysis.text.vectors import Floats, learn, place

MOST_TOPICS: Final = 10
MOST_PARTS: Final = 10  # of a topic
FEWEST: Final = 500  # comments that can be grouped: below, grouping is unreliable
UNSORTED: Final = ""  # the topic of comments that cannot be grouped: 分けられない
_SMALLEST: Final = 4  # comments of a part, on the average
_PART_RUNS: Final = 20
_PART_SAMPLE: Final = 500


@dataclass(frozen=True)
class Node:
    """A topic, or with a `parent` a part of one.

    `id` stays the same when the same comment stands in the middle. `stability` is None where people
    made the group. `name` is given by people, "" if they gave none.
    """

    id: str
    parent: str = ""
    stability: float | None = None
    name: str = ""


@dataclass(frozen=True, eq=False)
class Grouping:
    """Comments by `keys`, with their `vectors`, in topics.

    `topics` and `parts` are the nodes, largest first; every topic has a part. `codes` are the place
    in `parts` of each comment, -1 for 分けられない. A key is the response's id; further comments of
    the same response add #2, #3 to it. `different` comments shaped the topics: those with a known
    word that repeat no other.
    """

    keys: tuple[str, ...]
    vectors: Floats
    topics: tuple[Node, ...]
    parts: tuple[Node, ...]
    codes: Codes
    different: int = 0

    def topic_codes(self) -> Codes:
        """The place in `topics` of each comment, -1 for 分けられない."""
        place_of = {topic.id: place for place, topic in enumerate(self.topics)}
        above = np.array([place_of[part.parent] for part in self.parts] + [-1], np.intp)
        return above[self.codes]

    def members(self, topic: str) -> Codes:
        """The places of the comments of a topic or part. Raises KeyError if there is none such."""
        inside = [at for at, part in enumerate(self.parts) if topic in {part.id, part.parent}]
        if not inside:
            raise KeyError(topic)
        return np.flatnonzero(np.isin(self.codes, inside))

    @property
    def reliable(self) -> bool:
        """Whether there are enough comments to group them without people."""
        return self.different >= FEWEST


def group(
    corpus: Corpus, topics: int | None = None, parts: int | None = None, seed: int = 0
) -> Grouping:
    """The comments of the corpus in so many `topics` with so many `parts` in all, or by the rule.

    There are fewer where fewer comments differ, and none where no comment has a known word. The
    same corpus, numbers and seed give the same grouping.
    """
    folds = np.array(corpus.folds, np.intp)
    originals = np.flatnonzero(folds == np.arange(len(folds)))
    copies = np.bincount(folds, minlength=len(folds))[originals].tolist()
    vectors = place(learn([corpus.readings[at].plain for at in originals], copies=copies))
    known = vectors.any(axis=1)
    keys = tuple(comment_keys([comment.response_id for comment in corpus.comments]))
    told = [keys[index] for index in originals[known]]
    first, second = rule(len(told))
    nodes, leaves, codes = _grouped(vectors[known], told, topics or first, parts or second, seed)
    of_originals = np.full(len(originals), -1, np.intp)
    of_originals[known] = codes
    number = np.searchsorted(originals, folds)
    found = Grouping(keys, vectors[number], nodes, leaves, of_originals[number], len(told))
    return arrange(found)


def arrange(grouping: Grouping) -> Grouping:
    """The same with topics and parts in order, largest first, without those that are empty.

    Of two as large the one whose id comes first stands first.
    """
    codes, parts = grouping.codes, grouping.parts
    sizes = np.bincount(codes[codes >= 0], minlength=len(parts)).tolist()
    whole: Counter[str] = Counter()
    for part, size in zip(parts, sizes, strict=True):
        whole[part.parent] += size
    topics = sorted((t for t in grouping.topics if whole[t.id]), key=lambda t: (-whole[t.id], t.id))
    rank = {topic.id: place for place, topic in enumerate(topics)}
    order = sorted(
        (place for place, size in enumerate(sizes) if size),
        key=lambda place: (rank[parts[place].parent], -sizes[place], parts[place].id),
    )
    number = np.full(len(parts) + 1, -1, np.intp)  # the last one is for -1
    number[order] = np.arange(len(order))
    return replace(
        grouping,
        topics=tuple(topics),
        parts=tuple(parts[place] for place in order),
        codes=number[codes],
    )


def rule(comments: int) -> tuple[int, int]:
    """How many topics, and how many parts in all: 10 and 100 from 1,000 comments on."""
    root = max(2, round(comments ** (1 / 3)))
    topics = min(MOST_TOPICS, root)
    return topics, min(MOST_PARTS * topics, root * root)


def comment_keys(response_ids: Sequence[str]) -> list[str]:
    """A name for each comment: the response, and from its second comment on its number."""
    seen: Counter[str] = Counter()
    keys = []
    for response_id in response_ids:
        seen[response_id] += 1
        number = seen[response_id]
        keys.append(response_id if number == 1 else f"{response_id}#{number}")
    return keys


def middle(vectors: Floats, members: NDArray[np.intp]) -> Codes:
    """The members of a group, the one nearest to its mean first; between equals the earliest."""
    centre = means(vectors[members], np.zeros(len(members), np.intp), 1)[0]
    near = np.round((vectors[members] @ centre).astype(np.float64), 6)
    order: Codes = members[np.lexsort((members, -near))]
    return order


def node_id(level: str, key: str) -> str:
    """The id of the topic ("t") or part ("p") in whose middle the comment `key` stands."""
    return level + sha256(key.encode()).hexdigest()[:12]


def _grouped(
    vectors: Floats, keys: Sequence[str], topics: int, parts: int, seed: int
) -> tuple[tuple[Node, ...], tuple[Node, ...], Codes]:
    """Topics, parts, and the place in the parts of each comment."""
    codes = np.zeros(len(keys), np.intp)
    nodes: list[Node] = []
    leaves: list[Node] = []
    if not keys:
        return (), (), codes
    whole = cluster(vectors, topics, seed)
    for number, stability in enumerate(whole.stability.tolist()):
        members = np.flatnonzero(whole.codes == number)
        topic = node_id("t", keys[middle(vectors, members)[0]])
        nodes.append(Node(topic, stability=round(stability, 3)))
        inner = _divided(vectors[members], round(parts * len(members) / len(keys)), seed + number)
        codes[members] = inner.codes + len(leaves)
        for place_in, part_stability in enumerate(inner.stability.tolist()):
            key = keys[middle(vectors, members[inner.codes == place_in])[0]]
            leaves.append(Node(node_id("p", key), topic, round(part_stability, 3)))
    return tuple(nodes), tuple(leaves), codes


def _divided(vectors: Floats, parts: int, seed: int) -> Clustering:
    most = min(parts, MOST_PARTS, len(vectors) // _SMALLEST)
    return cluster(vectors, max(1, most), seed, runs=_PART_RUNS, sample=_PART_SAMPLE)
