"""Texts by the runs of one to three characters they contain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

LONGEST: Final = 3
_MIXING: Final = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: spreads the codes of a run


class Runs:
    """The runs that at least `least` of the texts contain, as columns.

    Runs are kept as 64-bit codes in ascending order; that two of them share a code is less likely
    than one in a million for any survey. Blanks count as one character, and no run crosses a text.
    """

    def __init__(self, texts: Sequence[str], least: int = 3) -> None:
        codes, _ = _runs(texts)
        runs, people = np.unique(codes, return_counts=True)
        self._runs = runs[people >= least]

    def __len__(self) -> int:
        return len(self._runs)

    def matrix(self, texts: Sequence[str]) -> sparse.csr_array:
        """Texts × runs: each row has length 1 or is empty; a run counts once in a text."""
        codes, rows = _runs(texts)
        shape = (len(texts), len(self._runs))
        if not len(self._runs) or not len(codes):
            return sparse.csr_array(shape, dtype=np.float64)
        at = np.minimum(np.searchsorted(self._runs, codes), len(self._runs) - 1)
        known = self._runs[at] == codes
        rows, columns = rows[known], at[known]
        lengths = np.sqrt(np.bincount(rows, minlength=len(texts)))
        order = np.lexsort((columns, rows))
        values = 1 / lengths[rows[order]]
        return sparse.csr_array((values, (rows[order], columns[order])), shape=shape)


def _runs(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The distinct runs of each text, with the number of the text."""
    joined = [" ".join(text.split()) for text in texts]
    lengths = np.array([len(text) for text in joined], np.int64)
    raw = "".join(joined).encode("utf-32-le", "surrogatepass")
    characters = np.frombuffer(raw, np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(joined)), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(characters))  # to the text's end
    codes, rows = [], []
    code = np.zeros(len(characters), np.uint64)
    for size in range(1, LONGEST + 1):
        code[: len(code) - size + 1] = _mixed(code[: len(code) - size + 1], characters[size - 1 :])
        whole = left >= size
        codes.append(code[whole])
        rows.append(owner[whole])
    pairs = np.stack([np.concatenate(codes), np.concatenate(rows).astype(np.uint64)])
    order = np.lexsort(pairs)
    pairs = pairs[:, order]
    new = np.ones(pairs.shape[1], bool)
    new[1:] = (pairs[:, 1:] != pairs[:, :-1]).any(axis=0)
    return pairs[0, new], pairs[1, new].astype(np.int64)


def _mixed(code: NDArray[np.uint64], following: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (code ^ (code >> np.uint64(29))) * _MIXING + following + np.uint64(1)
    return np.asarray(mixed, np.uint64)
