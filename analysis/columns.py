"""Answers side by side: one column for each part of a question, ready to be counted.

A column knows of each person whether they answered (0), left it blank (無回答, 1) or were not asked
(非該当, 2). What they answered stands beside it as numbers: positions in the part's categories,
marks, places, or values. Columns are never changed; filters and weights are arrays of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models.questions.base import Category, Part

ANSWERED: Final = 0
BLANK: Final = 1
NOT_ASKED: Final = 2

Mask: TypeAlias = NDArray[np.bool_]  # one for each person
Weights: TypeAlias = NDArray[np.float64]  # the same


@dataclass(frozen=True)
class Column:
    """The answers to one part, a row for each person; what the shape has not is None.

    `part.categories` name every code that occurs, also those that no version knows any more.
    """

    part: Part
    state: NDArray[np.uint8]
    codes: NDArray[np.int32] | None = None  # one_of, ordered, place: the category, -1 for none
    marks: NDArray[np.bool_] | None = None  # any_of: people × categories
    places: NDArray[np.int16] | None = None  # ranked: people × places: the category, -1 for none
    values: NDArray[np.float64] | None = None  # quantity; moment: days since 1970-01-01; NaN

    @property
    def answered(self) -> Mask:
        """Who answered."""
        answered: Mask = self.state == ANSWERED
        return answered

    @property
    def asked(self) -> Mask:
        """Who was asked: the base n."""
        asked: Mask = self.state != NOT_ASKED
        return asked


@dataclass(frozen=True)
class Facet:
    """What is known of each answer beside its content, such as its placement.

    Placements and versions of nobody are among the categories too.
    """

    name: str
    categories: tuple[Category, ...]
    codes: NDArray[np.int32]


@dataclass(frozen=True)
class Answers:
    """All answers of a survey at one data_revision, in no order that tells of arrival.

    `columns` are by part key, in the order of the questions; `facets` are placement, language, mode
    and version, and wording where half the readers saw other words. `received` are hours since
    1970-01-01 (UTC); `flagged` says who carries which flag.
    """

    n: int
    columns: Mapping[str, Column]
    facets: Mapping[str, Facet]
    received: NDArray[np.int64]
    flagged: Mapping[str, Mask]

    def carrying(self, flags: Iterable[str]) -> Mask:
        """Who carries any of these flags."""
        found = np.zeros(self.n, np.bool_)
        for flag in set(flags) & set(self.flagged):
            found |= self.flagged[flag]
        return found
