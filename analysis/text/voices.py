"""One person, one voice: how many people say a thing, however often each of them does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def count(people: Sequence[str], said: Iterable[Iterable[T]]) -> Counter[T]:
    """The number of `people` who say each thing; `said` is parallel to `people`.

    Only of those who speak more than once is kept who said what: nearly all speak once.
    """
    times = Counter(people)
    counts: Counter[T] = Counter()
    several: defaultdict[str, dict[T, int]] = defaultdict(dict)
    for who, things in zip(people, said, strict=True):
        if times[who] > 1:
            several[who].update(dict.fromkeys(things, 1))
        else:
            counts.update(dict.fromkeys(things, 1))
    for things in several.values():
        counts.update(things)
    return counts
