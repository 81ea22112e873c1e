"""What people answered to closed questions, as coding rules ask for it: <年代=30代>."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.columns import Answers, Column, Mask
from analysis.filters import one_line
from analysis.text.normal import normalize
from models.multilingual import Language


def facts(
    answers: Answers, ids: Sequence[str], people: Sequence[str]
) -> dict[str, Mapping[str, Mask]]:
    """Question → answer → which of `people` gave it, for every question with codes.

    `ids` are the response_ids of the rows of `answers`, `people` those of comments, each any number
    of times. Questions go by their words and by their key, answers by their words and their code;
    words that two questions share name neither.
    """
    rows = {response_id: row for row, response_id in enumerate(ids)}
    places = np.array([rows.get(person, -1) for person in people], np.intp)
    closed = [
        column
        for column in answers.columns.values()
        if column.codes is not None or column.marks is not None
    ]
    shared = Counter(_worded(column.part.label) for column in closed)
    found: dict[str, Mapping[str, Mask]] = {}
    for column in closed:
        given = _Given(column, places)
        words = _worded(column.part.label)
        if words and shared[words] == 1:
            found[words] = given
        found.setdefault(column.part.key, given)
    return found


class _Given(Mapping[str, Mask]):
    """Who gave each answer to a question; worked out when it is asked for."""

    def __init__(self, column: Column, places: NDArray[np.intp]) -> None:
        self._column = column
        self._places = places
        categories = column.part.categories
        self._numbers = {one.code: number for number, one in enumerate(categories)}
        self._numbers |= {_worded(one.label): number for number, one in enumerate(categories)}

    def __getitem__(self, answer: str) -> Mask:
        number = self._numbers[answer]
        column = self._column
        if column.marks is not None:
            gave = column.marks[:, number]
        else:
            assert column.codes is not None
            gave = column.codes == number
        mask: Mask = np.zeros(len(self._places), np.bool_)
        there = self._places >= 0
        mask[there] = gave[self._places[there]]
        return mask

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _worded(label: Mapping[Language, str]) -> str:
    return normalize(one_line(label))
