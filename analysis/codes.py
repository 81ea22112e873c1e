"""Codes as numbers, in the order in which they are met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

ABSENT: Final = object()  # what stands for a key that is not in the answers


class Codes(dict[object, int]):
    """The number of each code, -1 for a blank, -2 for ABSENT; a new code gets the next number."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        super().__init__({ABSENT: -2, None: -1})
        self.known = tuple(known)
        self._met = list(self.known)
        self.update((code, number) for number, code in enumerate(self._met))

    def __missing__(self, value: object) -> int:
        code = str(value)
        if code not in self:
            self[code] = len(self._met)
            self._met.append(code)
        self[value] = self[code]
        return self[code]

    @property
    def met(self) -> tuple[str, ...]:
        """All codes by their numbers."""
        return tuple(self._met)

    def read(self, values: Sequence[object]) -> NDArray[np.int32]:
        """The numbers of many values."""
        return np.fromiter(map(self.__getitem__, values), np.int32, len(values))


def places_of(codes: Sequence[str], order: Sequence[str]) -> NDArray[np.int32]:
    """Where the code of each number stands in `order`; -1 for none, and for the number -1."""
    places = {code: place for place, code in enumerate(order)}
    return np.array([*(places.get(code, -1) for code in codes), -1], np.int32)
