"""Where the words of coding rules stand in comments: read once for all rules."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.text.readings import NEGATED, Reading
from analysis.text.rules import Phrase, Word
from analysis.text.tokens import Token

Mask: TypeAlias = NDArray[np.bool_]  # one for each reading
Place: TypeAlias = tuple[int, int]  # the first and the last token

_NOWHERE: Final[Mapping[int, list[Place]]] = {}


class WordIndex:
    """Where words stand in readings. `alike` gives spellings and names their counted form."""

    def __init__(
        self, readings: Sequence[Reading], words: Collection[Word], alike: Mapping[str, str]
    ) -> None:
        self._readings = readings
        self._texts = [_lower(reading.text) for reading in readings]
        self._alike = {form.lower(): into.lower() for form, into in alike.items()}
        self._wanted = {name for word in words for name in self._names(word)}
        bare = [name for name in self._wanted if not name.endswith(NEGATED)]
        self._starts = {name[:length] for name in bare for length in range(1, len(name) + 1)}
        self._found: defaultdict[str, dict[int, list[Place]]] = defaultdict(dict)
        for number, (reading, text) in enumerate(zip(readings, self._texts, strict=True)):
            for name, place in self._places(reading, text):
                self._found[name].setdefault(number, []).append(place)

    @property
    def texts(self) -> Sequence[str]:
        """The texts in lower case."""
        return self._texts

    def mask(self, item: Word | Phrase) -> Mask:
        """Which readings have the word or phrase."""
        if isinstance(item, Phrase):
            return np.array([item.text in text for text in self._texts], np.bool_)
        mask = np.zeros(len(self._readings), np.bool_)
        for name in self._names(item):
            mask[list(self._found.get(name, _NOWHERE))] = True
        return mask

    def places(self, number: int, item: Word | Phrase) -> list[Place]:
        """Where a reading has it, in order."""
        if isinstance(item, Phrase):
            return list(self._phrases(number, item.text))
        found = [
            place
            for name in self._names(item)
            for place in self._found.get(name, _NOWHERE).get(number, ())
        ]
        return sorted(set(found))

    def _names(self, word: Word) -> tuple[str, ...]:
        """The names that what is meant by a word is found under."""
        ending = NEGATED if word.denied else ""
        names = dict.fromkeys((word.text, self._alike.get(word.text, word.text)))
        return tuple(f"{name}{ending}" for name in names)

    def _places(self, reading: Reading, text: str) -> Iterator[tuple[str, Place]]:
        tokens = reading.tokens
        for at, token in enumerate(tokens):
            base = token.base.lower()
            if base in self._wanted:
                yield base, (at, at)
            if text[token.start : token.end] in self._starts:
                yield from self._spelled(tokens, text, at)
        places = {token.start: at for at, token in enumerate(tokens)}
        ends = {token.end: at for at, token in enumerate(tokens)}
        for term in reading.terms:
            name = term.text.lower()
            bare = name.removesuffix(NEGATED)
            names = {bare, f"{bare}{NEGATED}"} if term.negated else {name, bare}
            for one in sorted(names & self._wanted):
                first = places.get(term.start, 0)
                yield one, (first, ends.get(term.end, first))

    def _spelled(self, tokens: Sequence[Token], text: str, at: int) -> Iterator[tuple[str, Place]]:
        """The words that whole tokens from this one on spell out."""
        start = tokens[at].start
        for last in range(at, len(tokens)):
            spelled = text[start : tokens[last].end]
            if spelled not in self._starts:
                return
            if spelled in self._wanted:
                yield spelled, (at, last)

    def _phrases(self, number: int, phrase: str) -> Iterator[Place]:
        starts = [token.start for token in self._readings[number].tokens]
        text = self._texts[number]
        at = text.find(phrase)
        while at >= 0:
            first = max(bisect_right(starts, at) - 1, 0)
            yield first, max(bisect_right(starts, at + len(phrase) - 1) - 1, first)
            at = text.find(phrase, at + 1)


def _lower(text: str) -> str:
    """In lower case, where every character keeps its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text
