"""Texts as sets of character 3-grams, and which of them have most of these in common.

All pairs are never looked at. If two sets have to share at least a members, then in any order of
all members the first |A| - a + k of one and of the other share k (prefix filter: Chaudhuri, Ganti
and Kaushik 2006; Bayardo, Ma and Srikant 2007). With the rarest first, few others share three.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Ints: TypeAlias = NDArray[np.int64]

# More than .7 as a cosine: |A n B|^2 > .49 |A| |B|. In whole numbers, so that no rounding decides.
_SQUARE: Final = 49
_SHARED: Final = 3
_PAIRS: Final = 50_000  # counted exactly at a time


class Trigrams:
    """The 3-grams of some texts; a text is known by its index."""

    def __init__(self, texts: Sequence[str]) -> None:
        rows, grams, count = _coded(texts)
        kinds = int(grams.max()) + 1 if grams.size else 1
        # Numbers anew, so that rare ones come first.
        frequent = np.bincount(grams, minlength=kinds)
        number = np.empty(kinds, dtype=np.int64)
        number[np.argsort(frequent, kind="stable")] = np.arange(kinds)
        rows, grams = np.divmod(np.sort(rows * kinds + number[grams]), kinds)
        self._sizes = np.bincount(rows, minlength=count)
        starts = np.concatenate([[0], np.cumsum(self._sizes)])
        self._sets = _table(grams, starts, kinds)
        needed = -(-_SQUARE * self._sizes // 100)  # what any two that are alike share at least
        self._sure = np.minimum(_SHARED, needed)
        length = np.minimum(self._sizes, self._sizes - needed + self._sure)
        within = np.arange(grams.size) - np.repeat(starts[:-1], self._sizes)
        first = within < np.repeat(length, self._sizes)
        self._firsts = _table(grams[first], np.concatenate([[0], np.cumsum(length)]), kinds)

    def alike(self, some: Ints, others: Ints) -> tuple[Ints, Ints]:
        """The pairs of one of `some` and one of `others` that are alike, sorted by both."""
        if not some.size or not others.size:
            return some[:0], others[:0]
        shared = (self._firsts[some] @ self._firsts[others].T).tocoo()
        one, other = some[shared.coords[0]], others[shared.coords[1]]
        small = np.minimum(self._sizes[one], self._sizes[other])
        large = np.maximum(self._sizes[one], self._sizes[other])
        may = (shared.data >= np.minimum(self._sure[one], self._sure[other])) & (one != other)
        may &= 100 * small > _SQUARE * large
        one, other = one[may], other[may]
        are = np.concatenate(
            [np.empty(0, dtype=bool)]
            + [
                self._are_alike(one[start : start + _PAIRS], other[start : start + _PAIRS])
                for start in range(0, one.size, _PAIRS)
            ]
        )
        one, other = one[are], other[are]
        order = np.lexsort((other, one))
        return one[order], other[order]

    def _are_alike(self, one: Ints, other: Ints) -> NDArray[np.bool_]:
        shared = self._sets[one].multiply(self._sets[other]).sum(axis=1).astype(np.int64)
        enough: NDArray[np.bool_] = (
            100 * shared**2 > _SQUARE * self._sizes[one] * self._sizes[other]
        )
        return enough


def _coded(texts: Sequence[str]) -> tuple[Ints, Ints, int]:
    """Which text has which 3-gram, each once: index of the text, number of the 3-gram; how many
    texts there are.
    """
    joined = "".join(texts).encode("utf-32-le", "surrogatepass")
    characters = np.frombuffer(joined, "<u4").astype(np.int64)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    rows = np.repeat(np.arange(lengths.size), lengths)
    inside = rows[:-2] == rows[2:]
    rows = rows[:-2][inside]
    whole = (characters[:-2] << 42 | characters[1:-1] << 21 | characters[2:])[inside]
    _, grams = np.unique(whole, return_inverse=True)
    kinds = int(grams.max()) + 1 if grams.size else 1
    pairs = np.sort(rows * kinds + grams)
    rows, grams = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], kinds)
    return rows, grams, lengths.size


def _table(grams: Ints, starts: Ints, kinds: int) -> csr_array:
    ones = np.ones(grams.size, dtype=np.int32)
    shape = (starts.size - 1, kinds)
    return csr_array((ones, grams.astype(np.int32), starts.astype(np.int32)), shape=shape)
