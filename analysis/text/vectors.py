"""Words and comments as vectors, learned from the comments of one survey and nothing else.

- Words that stand in the same comments mean something alike: positive pointwise mutual information
  of words within a comment, contexts smoothed by the power 0.75, then a truncated singular value
  decomposition with the root of the values (O. Levy, Y. Goldberg and I. Dagan, "Improving
  distributional similarity with lessons learned from word embeddings", TACL 3, 2015).
- Beside the words stand their pieces, kanji and pairs of characters: 駐車場 and 駐車 share two.
  In small surveys most words are rare; their pieces are not (after P. Bojanowski et al., "Enriching
  word vectors with subword information", TACL 5, 2017).
- A comment is the mean of its words and pieces, weighted by the inverse of how many comments have
  them, on the unit sphere.

Measured by bench/text_topics.py. The same comments in the same order give the same vectors.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

DIMENSIONS: Final = 50
_MORE: Final = (2_000, 10_000, 50_000)  # comments: two must have a word or piece, then 3, 4, 5
_MOST: Final = 12_000  # words and pieces, the most frequent
_LONGEST: Final = 200  # different words and pieces that are read of one comment
_SMOOTHING: Final = 0.75
_DENSE: Final = 400  # words and pieces: so few are decomposed as a whole
_PIECE: Final = " "  # opens the name of a piece, and no word
_OWN: Final = 0.01  # nats a word tells of itself at least, where all comments are the same
_NOTHING: Final = 1e-6

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Space:
    """The words and pieces of some comments, with their vectors.

    `names` are sorted; those of pieces begin with a blank. `presence` has a row a comment and a
    column a name, 1 where the comment has it (float32). `vectors` (names × dimensions) and
    `weights` (the idf of each name) are parallel to `names`.
    """

    names: tuple[str, ...]
    presence: csr_array
    vectors: Floats
    weights: Floats


def learn(
    comments: Sequence[Sequence[str]],
    dimensions: int = DIMENSIONS,
    copies: Sequence[int] | None = None,
) -> Space:
    """The space of comments, each given as its plain words in order (`Reading.plain`).

    A comment may stand for several equal ones: `copies` says for how many, itself among them. It
    teaches as one, but a word that only they have is known. Too few words for so many `dimensions`
    have fewer. Comments without words are rows of zeros.
    """
    presence, names = _presence(comments, copies or [1] * len(comments))
    used = np.asarray(presence.sum(axis=0), np.float64)
    weights = np.log((1 + len(comments)) / used) if names else np.zeros(0)
    vectors = _decomposed(_information(presence), dimensions)
    return Space(names, presence, vectors, weights.astype(np.float32))


def place(space: Space) -> Floats:
    """Comments × dimensions: unit vectors, and zeros for a comment of which no word is known."""
    weighted = space.vectors * space.weights[:, None]
    return unit(np.asarray(space.presence @ weighted, np.float32))


def unit(vectors: Floats) -> Floats:
    """Rows of length 1; rows too short to have a direction become zeros."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    known = lengths > _NOTHING
    directions: Floats = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=known)
    return directions


def _presence(
    comments: Sequence[Sequence[str]], copies: Sequence[int]
) -> tuple[csr_array, tuple[str, ...]]:
    """Comments × names, and the names, both without names that too few comments have."""
    known: dict[str, tuple[str, ...]] = {}
    rows: list[list[str]] = []
    used: Counter[str] = Counter()
    for words, number in zip(comments, copies, strict=True):
        for word in words:
            if word not in known:
                known[word] = (word, *_pieces(word))
        row = list(dict.fromkeys(chain.from_iterable(known[word] for word in words)))[:_LONGEST]
        used.update(row if number == 1 else dict.fromkeys(row, number))
        rows.append(row)
    least = 2 + bisect(_MORE, len(comments))
    ranked = sorted((n for n in used if used[n] >= least), key=lambda name: (-used[name], name))
    names = sorted(ranked[:_MOST])
    column = {name: index for index, name in enumerate(names)}
    places = [sorted(column[name] for name in row if name in column) for row in rows]
    ends = np.cumsum([0, *map(len, places)])
    flat = np.fromiter((at for row in places for at in row), np.int32, int(ends[-1]))
    ones = np.ones(len(flat), np.float32)
    matrix = csr_array((ones, flat, ends.astype(np.int32)), shape=(len(comments), len(names)))
    return matrix, tuple(names)


def _pieces(word: str) -> Iterator[str]:
    """Pairs of characters of a word of three or more, and kanji of a word of two or more."""
    if len(word) > 2:
        yield from (f"{_PIECE}{one}{other}" for one, other in pairwise(word))
    if len(word) > 1:
        yield from (f"{_PIECE}{one}" for one in word if "一" <= one <= "鿿")


def _information(presence: csr_array) -> csr_array:
    """Positive pointwise mutual information of names by names, in nats, contexts smoothed."""
    joint: csr_array = (presence.T @ presence).tocsr()
    each = np.asarray(joint.sum(axis=1), np.float64)
    context = each**_SMOOTHING
    context /= context.sum() or 1.0
    # In place and in rows: with 100,000 comments every other copy is 15 MB.
    np.log(joint.data, out=joint.data)
    joint.data -= np.repeat(np.log(each).astype(np.float32), np.diff(joint.indptr))
    joint.data -= np.log(context).astype(np.float32)[joint.indices]
    np.maximum(joint.data, 0, out=joint.data)
    joint.setdiag(np.maximum(joint.diagonal(), _OWN))
    joint.eliminate_zeros()
    return joint


def _decomposed(matrix: csr_array, dimensions: int) -> Floats:
    """Left singular vectors times the roots of their values, largest first, signs fixed."""
    size = matrix.shape[0]
    if size <= max(_DENSE, dimensions + 1):
        left, values, _ = np.linalg.svd(matrix.toarray().astype(np.float64))
        left, values = left[:, :dimensions], values[:dimensions]
    else:
        left, values, _ = svds(matrix, dimensions, v0=np.ones(size, np.float32), solver="arpack")
        left, values = left[:, ::-1], values[::-1]
    vectors: NDArray[np.float64] = left * np.sqrt(np.maximum(values, 0))
    if size:
        heads = np.abs(vectors).argmax(axis=0)
        vectors *= np.where(vectors[heads, np.arange(vectors.shape[1])] < 0, -1.0, 1.0)
    return vectors.astype(np.float32)
