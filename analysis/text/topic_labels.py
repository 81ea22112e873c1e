"""What a topic is called: the terms that set it apart from the other topics.

Ranked by log-odds with an informative Dirichlet prior over its standard error
(analysis.text.characteristic), counted by people: who writes twice about a topic is one voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.text.characteristic import log_odds
from analysis.text.clusters import Codes
from analysis.text.corpus import Corpus

SHOWN: Final = 5  # terms of a topic
_NAMED: Final = 3  # of them in its name
_NOUNS: Final = ("名詞", "固有名")
_LEAST: Final = 2  # people who use a term in the topic
_ALIKE: Final = 9  # decimals of z


class Spoken:
    """Who uses which term in which comment, ready to be counted by topics."""

    def __init__(self, corpus: Corpus) -> None:
        terms = sorted({term.text for reading in corpus.readings for term in reading.terms})
        column = {term: at for at, term in enumerate(terms)}
        rows = [sorted({column[t.text] for t in reading.terms}) for reading in corpus.readings]
        ends = np.cumsum([0, *map(len, rows)])
        flat = np.fromiter((at for row in rows for at in row), np.int32, int(ends[-1]))
        ones = np.ones(len(flat), np.int32)
        self.nouns = {t.text for r in corpus.readings for t in r.terms if t.kind in _NOUNS}
        person: dict[str, int] = {}
        for comment in corpus.comments:
            person.setdefault(comment.response_id, len(person))
        self.terms = tuple(terms)
        self.people: Codes = np.array([person[c.response_id] for c in corpus.comments], np.intp)
        self._uses = csr_array((ones, flat, ends), shape=(len(rows), len(terms)))

    def counts(self, codes: Codes, groups: int) -> NDArray[np.int64]:
        """Terms × groups: how many people use the term in a comment of the group (-1: in none)."""
        inside = np.flatnonzero(codes >= 0)
        voices, voice = np.unique(self.people[inside] * groups + codes[inside], return_inverse=True)
        member = csr_array(
            (np.ones(len(inside), np.int32), (voice, inside)), shape=(len(voices), len(codes))
        )
        used = member @ self._uses
        used.data[:] = 1
        of_group = csr_array(
            (np.ones(len(voices), np.int64), (voices % groups, np.arange(len(voices)))),
            shape=(groups, len(voices)),
        )
        counted: NDArray[np.int64] = (of_group @ used).toarray().T
        return counted

    def labels(self, codes: Codes, groups: int) -> tuple[tuple[str, ...], ...]:
        """The terms of each group against the other groups, at most SHOWN, the strongest first.

        A group without others has the terms of most people. A term that is part of one before it,
        or has one before it as its part, is left out: 駐車 beside 駐車場.
        """
        if not groups:
            return ()
        counts = self.counts(codes, groups)
        used = np.flatnonzero(counts.any(axis=1))
        weight = counts.astype(np.float64)
        if groups > 1:
            weight = np.zeros(counts.shape)
            weight[used] = log_odds(counts[used])[1]
        weight = np.round(weight, _ALIKE)
        return tuple(
            self._chosen(
                sorted(
                    (at for at in used.tolist() if weight[at, group] > 0),
                    key=lambda at: (-weight[at, group], self.terms[at]),
                ),
                counts[:, group],
            )
            for group in range(groups)
        )

    def _chosen(self, ranked: Sequence[int], counts: NDArray[np.int64]) -> tuple[str, ...]:
        chosen: list[str] = []
        for at in ranked:
            term = self.terms[at]
            if counts[at] >= _LEAST and not any(term in one or one in term for one in chosen):
                chosen.append(term)
            if len(chosen) == SHOWN:
                break
        return tuple(chosen)

    def name(self, terms: Sequence[str]) -> str:
        """The first terms in a row, what is spoken of before what is said about it."""
        return "・".join(sorted(terms[:_NAMED], key=lambda term: term not in self.nouns))
