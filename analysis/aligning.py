"""Two surveys side by side: the questions that both have asked, by key, their answers by code.

Keys such as q1 are given out in every survey, so the same key alone does not make it the same
question. Two count as one when they are of the same kind, their words are alike (LIKENESS), and at
least half of the answers whose codes they share read the same. Steps of a scale must all be there
in both, and a number must have one unit. What is left out, and what is compared although its words
differ, is named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from analysis.columns import Answers, Column
from analysis.filters import one_line
from models.questions.base import Category, Part

LIKENESS: Final = 0.5  # of 1: a rule of the house

Reason = Literal["shape", "words", "answers", "steps", "unit"]


@dataclass(frozen=True)
class Apart:
    """A key that both surveys have, and that is not compared, with the words of both."""

    key: str
    reason: Reason
    here: str
    there: str


@dataclass(frozen=True)
class Reworded:
    """Compared, although a question or an answer (with `code`) reads differently in the other."""

    key: str
    code: str
    here: str
    there: str


@dataclass(frozen=True)
class Unshared:
    """An answer to a question that is compared, and that only one of the surveys offers."""

    key: str
    answer: str
    only_here: bool


@dataclass(frozen=True)
class Aligned:
    """The shared questions, first the people of one survey and then those of the other.

    The words are those of the first.
    """

    columns: tuple[Column, ...]
    apart: tuple[Apart, ...]
    reworded: tuple[Reworded, ...]
    unshared: tuple[Unshared, ...]


def aligned(here: Answers, there: Answers) -> Aligned:
    """What two surveys share."""
    columns, apart = [], []
    reworded: list[Reworded] = []
    unshared: list[Unshared] = []
    for key, column in here.columns.items():
        other = there.columns.get(key)
        if other is None:
            continue
        reason = _reason(column.part, other.part)
        if reason is not None:
            apart.append(Apart(key, reason, _words(column.part), _words(other.part)))
            continue
        columns.append(_joined(column, other))
        reworded += _reworded(column.part, other.part)
        unshared += _unshared(column.part, other.part)
    return Aligned(tuple(columns), tuple(apart), tuple(reworded), tuple(unshared))


def _reason(here: Part, there: Part) -> Reason | None:
    """Why the two are not compared; None where they are."""
    if here.shape != there.shape:
        return "shape"
    if _normal(one_line(here.unit)) != _normal(one_line(there.unit)):
        return "unit"
    if SequenceMatcher(None, _normal(_words(here)), _normal(_words(there))).ratio() < LIKENESS:
        return "words"
    labels, others = _labels(here), _labels(there)
    shared = labels.keys() & others.keys()
    same = sum(_normal(labels[code]) == _normal(others[code]) for code in shared)
    if (labels or others) and (not shared or 2 * same < len(shared)):
        return "answers"
    if here.shape == "ordered" and _steps(here) != _steps(there):
        return "steps"
    return None


def _reworded(here: Part, there: Part) -> Iterator[Reworded]:
    if _normal(_words(here)) != _normal(_words(there)):
        yield Reworded(here.key, "", _words(here), _words(there))
    others = _labels(there)
    for code, words in _labels(here).items():
        if code in others and _normal(words) != _normal(others[code]):
            yield Reworded(here.key, code, words, others[code])


def _unshared(here: Part, there: Part) -> Iterator[Unshared]:
    labels, others = _labels(here), _labels(there)
    for one, other, only_here in ((labels, others, True), (others, labels, False)):
        yield from (
            Unshared(here.key, words, only_here) for code, words in one.items() if code not in other
        )


def _joined(here: Column, there: Column) -> Column:
    """The people of both; answers that only the other survey offers come last."""
    part, other = here.part, there.part
    known = {category.code for category in part.categories}
    categories = (*part.categories, *(c for c in other.categories if c.code not in known))
    places = {category.code: place for place, category in enumerate(categories)}
    # The last is for -1, which stands for none.
    moved = np.array([*(places[category.code] for category in other.categories), -1])
    areas = {area.code for area, _ in part.groups}
    return Column(
        replace(
            part,
            categories=categories,
            outside=part.outside | (other.outside - known),
            groups=(*part.groups, *(g for g in other.groups if g[0].code not in areas)),
            places=max(part.places, other.places),
        ),
        np.concatenate([here.state, there.state]),
        codes=_moved(here.codes, there.codes, moved),
        marks=_marks(here, there, categories),
        places=_ranks(here, there, moved),
        values=None
        if here.values is None or there.values is None
        else np.concatenate([here.values, there.values]),
    )


def _moved(
    here: NDArray[np.int32] | None, there: NDArray[np.int32] | None, moved: NDArray[Any]
) -> NDArray[np.int32] | None:
    if here is None or there is None:
        return None
    return np.concatenate([here, moved[there]]).astype(np.int32)


def _marks(here: Column, there: Column, categories: Sequence[Category]) -> NDArray[np.bool_] | None:
    if here.marks is None or there.marks is None:
        return None
    marks = []
    for column in (here, there):
        assert column.marks is not None
        places = {category.code: n for n, category in enumerate(column.part.categories)}
        nobody = np.zeros(len(column.state), np.bool_)
        marks.append(
            [
                column.marks[:, places[category.code]] if category.code in places else nobody
                for category in categories
            ]
        )
    return np.concatenate([np.array(one, np.bool_) for one in marks], axis=1).T


def _ranks(here: Column, there: Column, moved: NDArray[Any]) -> NDArray[np.int16] | None:
    if here.places is None or there.places is None:
        return None
    both = here.places, moved[there.places]
    width = max(places.shape[1] for places in both)
    padded = [
        np.pad(places, ((0, 0), (0, width - places.shape[1])), constant_values=-1)
        for places in both
    ]
    return np.concatenate(padded).astype(np.int16)


def _labels(part: Part) -> Mapping[str, str]:
    return {category.code: one_line(category.label) for category in part.categories}


def _steps(part: Part) -> tuple[str, ...]:
    return tuple(c.code for c in part.categories if c.code not in part.outside)


def _words(part: Part) -> str:
    return one_line(part.label)


def _normal(words: str) -> str:
    """Without what a reader does not see: widths of letters, spaces."""
    return "".join(unicodedata.normalize("NFKC", words).split())
