"""From stored answers to columns, as they come: what was read once is not read again.

All versions of a survey stand side by side (models.versions). A key that is not in the answers was
not asked, and null was left blank. A code that no version knows gets a category of its own behind
the others, so that no answer is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.codes import ABSENT, Codes, places_of
from analysis.columns import Answers, Column, Facet, Mask
from analysis.encoding import Encoder
from analysis.piles import Pile
from models.document import SurveyDocument
from models.flags import joined, split
from models.journey import WORDING
from models.origins import LANGUAGE_NAMES, MODES
from models.questions.base import NOT_ASKED, Category, Part
from models.responses import StoredResponse
from models.snapshot import Rows
from models.versions import has_two_wordings, merged_questions

_WORDINGS: Final = {"a": "1つ目の文", "b": "2つ目の文", NOT_ASKED: NOT_ASKED}


class Builder:
    """The answers of one survey, in the making."""

    def __init__(self, versions: Mapping[int, SurveyDocument]) -> None:
        self.versions = versions
        questions = merged_questions(versions)
        parts = [part for question in questions for part in question.parts()]
        self._encoders = {part.key: Encoder(part) for part in parts}
        self._facets = {name: _Series() for name in ("placement", "language", "mode", "version")}
        if has_two_wordings(versions):
            self._facets[WORDING] = _Series()
        self._flags = _Series()
        self._hours = Pile(np.empty(0, np.int64))
        self._numbers = Pile(np.empty(0, np.int64))
        self._order = Pile(np.empty(0, np.int64))
        self._n = 0
        self._in_order = True

    @property
    def n(self) -> int:
        """How many answers there are."""
        return self._n

    def add(self, rows: Rows) -> None:
        """More answers. Raises KeyError, and adds nothing, for a version that is not there."""
        for number in set(rows.versions) - set(self.versions):
            raise KeyError(number)
        for key, encoder in self._encoders.items():
            encoder.add([answers.get(key, ABSENT) for answers in rows.answers])
        told: dict[str, Sequence[object]] = {
            "placement": rows.placements,
            "language": rows.languages,
            "mode": rows.modes,
            "version": rows.versions,
            WORDING: [answers.get(WORDING, NOT_ASKED) for answers in rows.answers],
        }
        for name, facet in self._facets.items():
            facet.add(told[name])
        self._flags.add(rows.flags)
        self._hours.add(np.array(rows.hours, np.int64))
        self._numbers.add(np.array(rows.numbers, np.int64))
        self._order.add(np.array(rows.order, np.int64))
        self._n += len(rows.answers)
        self._in_order = False

    def order(self) -> list[int]:
        """What the rows of `answers` are sorted by (snapshot.Rows)."""
        found: list[int] = self._order.whole().tolist()
        return found

    def cut(self, last: int) -> None:
        """Forget the answers with a number above `last`."""
        kept = self._numbers.whole() <= last
        self._keep(kept)
        self._n = int(kept.sum())

    def answers(self, placements: Mapping[str, str]) -> Answers:
        """Everything so far; `placements` names their codes, and those of nobody too."""
        if not self._in_order:
            self._keep(np.argsort(self._order.whole(), kind="stable"))
            self._in_order = True
        words: dict[str, Mapping[str, str]] = {
            "placement": placements,
            "language": self._facets["language"].occurring(LANGUAGE_NAMES),
            "mode": self._facets["mode"].occurring(MODES),
            "version": {str(number): f"第{number}版" for number in sorted(self.versions)},
        }
        if WORDING in self._facets:
            words[WORDING] = self._facets[WORDING].occurring(_WORDINGS)
        return Answers(
            n=self._n,
            columns={key: encoder.column() for key, encoder in self._encoders.items()},
            facets={name: self._facets[name].facet(name, words[name]) for name in words},
            received=self._hours.whole(),
            flagged=self._flags.each(split),
        )

    def _keep(self, chosen: NDArray[Any]) -> None:
        for pile in self._piles():
            pile.keep(chosen)

    def _piles(self) -> Iterator[Pile]:
        yield from (self._hours, self._numbers, self._order, self._flags.pile)
        yield from (facet.pile for facet in self._facets.values())
        yield from (pile for encoder in self._encoders.values() for pile in encoder.piles)


class _Series:
    """One word about each answer."""

    def __init__(self) -> None:
        self._codes = Codes()
        self.pile = Pile(np.empty(0, np.int32))

    def add(self, words: Sequence[object]) -> None:
        self.pile.add(self._codes.read(words))

    def codes(self) -> set[str]:
        """Those that somebody has."""
        people = np.bincount(self.pile.whole(), minlength=len(self._codes.met))
        return {code for code, count in zip(self._codes.met, people, strict=True) if count}

    def occurring(self, words: Mapping[str, str]) -> dict[str, str]:
        """The words of those."""
        codes = self.codes()
        return {code: word for code, word in words.items() if code in codes}

    def facet(self, name: str, words: Mapping[str, str]) -> Facet:
        """Codes in the order of `words`, then those that have none."""
        met = self._codes.met
        order = (*words, *sorted(self.codes() - set(words)))
        categories = tuple(Category(code, {"ja": words.get(code, code)}) for code in order)
        return Facet(name, categories, places_of(met, order)[self.pile.whole()])

    def each(self, parted: Callable[[str], Sequence[str]]) -> dict[str, Mask]:
        """Who has which of the parts of their word."""
        numbers = self.pile.whole()
        there = self.codes()
        parts = [parted(word) if word in there else () for word in self._codes.met]
        return {
            part: np.isin(numbers, [n for n, found in enumerate(parts) if part in found])
            for part in sorted({part for found in parts for part in found})
        }


def answers(
    responses: Sequence[StoredResponse],
    versions: Mapping[int, SurveyDocument],
    placements: Mapping[str, str],
) -> Answers:
    """The columns of these responses, in the order given. Raises KeyError as Builder does."""
    builder = Builder(versions)
    builder.add(
        Rows(
            numbers=range(len(responses)),
            order=range(len(responses)),
            versions=[response.version for response in responses],
            placements=[response.placement for response in responses],
            languages=[response.language for response in responses],
            modes=[response.mode for response in responses],
            hours=[int(response.received.timestamp()) // 3600 for response in responses],
            flags=[joined(response.flags) for response in responses],
            answers=[response.answers for response in responses],
        )
    )
    return builder.answers(placements)


def column(part: Part, values: Sequence[object]) -> Column:
    """The column of stored values under `part.key`; ABSENT for 非該当."""
    encoder = Encoder(part)
    encoder.add(values)
    return encoder.column()
