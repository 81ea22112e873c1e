"""People by words, made by hand or drawn with a seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.text.incidence import Incidence


def of_marks(marks: NDArray[np.integer], terms: Sequence[str] = ()) -> Incidence:
    """People × words of 0 and 1; words in the order of an Incidence, named w0, w1 … by column."""
    names = terms or [f"w{column}" for column in range(marks.shape[1])]
    counts = marks.sum(axis=0).tolist()
    order = sorted(range(len(names)), key=lambda column: (-counts[column], names[column]))
    return Incidence(
        terms=tuple(names[column] for column in order),
        kinds=("名詞",) * len(names),
        matrix=csr_array(marks[:, order].astype(np.int8)),
        people=tuple(f"r{row:06}" for row in range(len(marks))),
    )


def of_people(said: Mapping[str, Sequence[int]], people: int) -> Incidence:
    """Each word with the numbers of the people who use it."""
    marks = np.zeros((people, len(said)), np.int8)
    for column, rows in enumerate(said.values()):
        marks[list(rows), column] = 1
    return of_marks(marks, list(said))


def drawn(people: int, words: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """Marks of independent words, the frequent ones as frequent and the rare as rare as in life."""
    shares = np.maximum(0.12 / (1 + np.arange(words)) ** 0.7, 12 / people)
    marks: NDArray[np.int64] = (chance.random((people, words)) < shares).astype(np.int64)
    return marks


def themed() -> Incidence:
    """800 people; words whose numbers leave the same remainder by 3 belong to one theme."""
    chance = np.random.default_rng(1)
    marks = drawn(800, 30, chance)
    for first in range(3):
        theme = chance.random(800) < 0.1
        marks[:, first::3] |= theme[:, None] & (chance.random((800, 10)) < 0.4)
    return of_marks(marks)


def unequal(people: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """A group from 0 to 5 for each person."""
    codes: NDArray[np.int64] = chance.choice(6, people, p=[0.35, 0.25, 0.15, 0.12, 0.08, 0.05])
    return codes


def planted(
    marks: NDArray[np.int64], codes: NDArray[np.int64], effects: int, chance: np.random.Generator
) -> tuple[NDArray[np.int64], list[tuple[int, int]]]:
    """A quarter of the people of other groups who use a word, moved to a group: new codes, and
    the words with their groups (the notes on text analysis, section 7)."""
    moved = codes.copy()
    columns = chance.choice(marks.shape[1], effects, replace=False)
    pairs = [(int(column), int(chance.integers(6))) for column in columns]
    for column, group in pairs:
        others = np.flatnonzero((marks[:, column] > 0) & (moved != group))
        moved[chance.choice(others, round(len(others) / 4), replace=False)] = group
    return moved, pairs
