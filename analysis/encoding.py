"""One column in the making: stored values become numbers as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from math import nan
from typing import Any, Final, assert_never

import numpy as np
from numpy.typing import NDArray

from analysis.codes import ABSENT, Codes, places_of
from analysis.columns import ANSWERED, BLANK, NOT_ASKED, Column
from analysis.piles import Pile
from models.questions.base import Category, Part

_EPOCH: Final = date(1970, 1, 1).toordinal()


class Encoder:
    """The column of one part, in the making."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._codes = Codes(category.code for category in part.categories)
        self._days = _Days({None: nan, ABSENT: nan})
        self._state = Pile(np.empty(0, np.uint8))
        self._content = _empty(part)

    @property
    def piles(self) -> Iterator[Pile]:
        """What has to be kept in step with the others."""
        yield self._state
        if self._content is not None:
            yield self._content

    def add(self, values: Sequence[object]) -> None:
        """The next people's stored values; ABSENT for 非該当."""
        states = (NOT_ASKED if v is ABSENT else BLANK if v is None else ANSWERED for v in values)
        self._state.add(np.fromiter(states, np.uint8, len(values)))
        if self._content is not None:
            self._content.add(self._encoded(values))

    def column(self) -> Column:
        """What was added; codes that no version knows stand sorted behind those that are known,
        and outside a scale.
        """
        met, codes, part = self._codes.met, self._codes.known, self.part
        if unknown := self._unknown():
            codes += unknown
            part = replace(
                part,
                categories=(*part.categories, *(Category(code, {"ja": code}) for code in unknown)),
                outside=part.outside | set(unknown),
            )
        state = self._state.whole()
        if self._content is None:
            return Column(part, state)
        content = self._content.whole()
        moved = places_of(met, codes) if met != codes else None
        match part.shape:
            case "one_of" | "ordered" | "place":
                return Column(part, state, codes=content if moved is None else moved[content])
            case "any_of":
                marks = content if moved is None else content[places_of(codes, met)[:-1]]
                return Column(part, state, marks=marks.T)
            case "ranked":
                places = content if moved is None else moved[content].astype(np.int16)
                return Column(part, state, places=places.T)
            case _:
                return Column(part, state, values=content)

    def _unknown(self) -> tuple[str, ...]:
        """The codes that no version knows and somebody chose; those of forgotten answers do not
        count.
        """
        numbers = range(len(self._codes.known), len(self._codes.met))
        if not numbers or self._content is None:
            return ()
        content = self._content.whole()
        if self.part.shape == "any_of":
            there = [bool(content[number].any()) for number in numbers]
        else:
            there = [bool((content == number).any()) for number in numbers]
        found = zip(self._codes.met[numbers.start :], there, strict=True)
        return tuple(sorted(code for code, is_there in found if is_there))

    def _encoded(self, values: Sequence[object]) -> NDArray[Any]:
        match self.part.shape:
            case "one_of" | "ordered" | "place":
                return np.maximum(self._codes.read(values), -1)
            case "any_of":
                people, _, numbers = self._chosen(values)
                marks = np.zeros((len(self._codes.met), len(values)), np.bool_)
                marks[numbers, people] = True
                return marks
            case "ranked":
                people, place, numbers = self._chosen(values)
                most = max(self.part.places, int(place.max(initial=-1)) + 1)
                places = np.full((most, len(values)), -1, np.int16)
                places[place, people] = numbers
                return places
            case "quantity":
                numbers_or_nan = (v if isinstance(v, int | float) else nan for v in values)
                return np.fromiter(numbers_or_nan, np.float64, len(values))
            case "moment":
                return np.fromiter(map(self._days.__getitem__, values), np.float64, len(values))
            case "prose":
                return np.empty((0, len(values)))
            case _:
                assert_never(self.part.shape)

    def _chosen(
        self, values: Sequence[object]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int32]]:
        """Of each thing chosen: the person, its place in their answer, the number of its code."""
        lists = [v if isinstance(v, list) else () for v in values]
        lengths = np.fromiter(map(len, lists), np.intp, len(lists))
        people = np.repeat(np.arange(len(lists)), lengths)
        place = np.arange(len(people)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return people, place, self._codes.read(list(chain.from_iterable(lists)))


class _Days(dict[object, float]):
    """Days since 1970-01-01 of ISO dates; NaN for what is none."""

    def __missing__(self, value: object) -> float:
        try:
            self[value] = float(date.fromisoformat(str(value)).toordinal() - _EPOCH)
        except ValueError:
            self[value] = nan
        return self[value]


def _empty(part: Part) -> Pile | None:
    """What the answers of this shape are piled up in; nothing is kept of people's words."""
    match part.shape:
        case "one_of" | "ordered" | "place":
            return Pile(np.empty(0, np.int32))
        case "any_of":
            return Pile(np.empty((len(part.categories), 0), np.bool_))
        case "ranked":
            return Pile(np.empty((part.places, 0), np.int16), fill=-1)
        case "quantity" | "moment":
            return Pile(np.empty(0, np.float64))
        case "prose":
            return None
        case _:
            assert_never(part.shape)
