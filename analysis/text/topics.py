"""Topics as staff read them: what they are called, how many people, and in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from analysis.text.clusters import Codes
from analysis.text.corpus import Corpus
from analysis.text.grouping import Grouping, Node, middle
from analysis.text.topic_labels import Spoken

EXAMPLES: Final = 3
_NEAREST: Final = 30  # comments among which the examples are chosen, of two thirds at most
_RELEVANCE: Final = 0.5  # against difference from those already chosen
_READABLE: Final = range(8, 201)  # characters of an example, where there are such comments


@dataclass(frozen=True)
class Topic:
    """A topic, or part of one, of so many `comments` by so many `respondents`.

    `name` is what staff called it, or its first terms. `terms` set it apart from the other topics,
    of a part from the other parts. `stability` is the share of it that is found again in
    resamples, None where staff made it. `examples` and `dissenting` are places of comments:
    typical ones unlike each other, and the one that fits least. A topic of one part shows no parts.
    """

    id: str
    name: str
    terms: tuple[str, ...]
    comments: int
    respondents: int
    stability: float | None
    examples: tuple[int, ...]
    dissenting: int | None
    parts: tuple[Topic, ...] = ()


@dataclass(frozen=True, eq=False)
class Topics:
    """All topics, largest first, of `comments` that say something by so many `respondents`.

    `codes` are the place in `topics` of each comment of the corpus, -1 for 分けられない, of which
    there are `unsorted`. `part_codes` are the place in the `parts` of its topic, -1 where it shows
    none. Unless `reliable`, there are too few comments to group them without people.
    """

    topics: tuple[Topic, ...]
    codes: Codes
    part_codes: Codes
    comments: int
    respondents: int
    unsorted: int
    reliable: bool


def describe(corpus: Corpus, grouping: Grouping) -> Topics:
    """The grouping of this corpus in words."""
    spoken = Spoken(corpus)
    codes = grouping.topic_codes()
    whole = spoken.labels(codes, len(grouping.topics))
    part_codes = np.full(len(codes), -1, np.intp)
    topics = []
    for place, node in enumerate(grouping.topics):
        inner = [at for at, part in enumerate(grouping.parts) if part.parent == node.id]
        parts: tuple[Topic, ...] = ()
        if len(inner) > 1:
            number = np.full(len(grouping.parts) + 1, -1, np.intp)
            number[inner] = np.arange(len(inner))
            inside = number[grouping.codes]
            part_codes = np.where(codes == place, inside, part_codes)
            labels = spoken.labels(inside, len(inner))
            parts = tuple(
                _topic(corpus, grouping, spoken, grouping.parts[at], labels[n], inside == n)
                for n, at in enumerate(inner)
            )
        topics.append(_topic(corpus, grouping, spoken, node, whole[place], codes == place, parts))
    return Topics(
        topics=tuple(topics),
        codes=codes,
        part_codes=part_codes,
        comments=len(codes),
        respondents=len(np.unique(spoken.people)),
        unsorted=int(np.count_nonzero(codes < 0)),
        reliable=grouping.reliable,
    )


def _topic(
    corpus: Corpus,
    grouping: Grouping,
    spoken: Spoken,
    node: Node,
    terms: tuple[str, ...],
    inside: np.ndarray[tuple[int], np.dtype[np.bool_]],
    parts: tuple[Topic, ...] = (),
) -> Topic:
    members = np.flatnonzero(inside)
    ordered = _different(corpus, middle(grouping.vectors, members))
    examples = _examples(corpus, grouping, ordered)
    others = [at for at in ordered if at not in examples]
    return Topic(
        id=node.id,
        name=node.name or spoken.name(terms) or _first_words(corpus, ordered[0]),
        terms=terms,
        comments=len(members),
        respondents=len(np.unique(spoken.people[members])),
        stability=node.stability,
        examples=examples,
        dissenting=others[-1] if others else None,
        parts=parts,
    )


def _different(corpus: Corpus, members: Codes) -> list[int]:
    """The members without those that say what an earlier one says, word for word or nearly."""
    first: dict[int, int] = {}
    for at in members.tolist():
        first.setdefault(corpus.folds[at], at)
    return list(first.values())


def _examples(corpus: Corpus, grouping: Grouping, ordered: Sequence[int]) -> tuple[int, ...]:
    """The comment nearest to the middle, and near ones unlike it: maximal marginal relevance.

    J. Carbonell and J. Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998.
    """
    readable = [at for at in ordered if len(corpus.readings[at].text) in _READABLE]
    chosen_from = readable if len(readable) >= EXAMPLES else ordered
    number = max(EXAMPLES, min(_NEAREST, len(chosen_from) * 2 // 3))
    near = np.array(chosen_from[:number], np.intp)
    vectors = grouping.vectors[near].astype(np.float64)
    relevance = vectors @ vectors.mean(axis=0)
    chosen = [0]
    while len(chosen) < min(EXAMPLES, len(near)):
        alike = (vectors @ vectors[chosen].T).max(axis=1)
        score = np.round(_RELEVANCE * relevance - (1 - _RELEVANCE) * alike, 6)
        score[chosen] = -np.inf
        chosen.append(int(score.argmax()))
    return tuple(near[chosen].tolist())


def _first_words(corpus: Corpus, at: int) -> str:
    text = " ".join(corpus.readings[at].text.split())
    return f"「{text[:12]}…」" if len(text) > 12 else f"「{text}」"
