"""How far people are for or against, and what their ratings teach of it: no Streamlit here.

Everybody's comments are taken, whoever is looked at: a filter changes no value, only whose count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from analysis import filters
from analysis.text import calibration, cycles, kept
from analysis.text.calibration import End, Rated
from analysis.text.kept import Arrays
from analysis.text.leaning_tables import LeaningTable, by_attribute, by_topic, leaning_of_people
from analysis.text.leanings import by_comments, by_ratings, held_out
from analysis.text.stances import stance
from pages.components import reading_desk, reading_topics
from pages.components.reading_desk import Desk, Look, attributes


class Rating(NamedTuple):
    """A rating question by name, the words of its first and last step, and its `good` end.

    `good` is None where the words do not tell which it is.
    """

    name: str
    ends: tuple[str, str]
    good: End | None


class Lesson(NamedTuple):
    """What ratings taught: `high` and `low` are the comments of those who rated so.

    `taught_by` of them taught, 0 where they are too few. `before` and `after` are chances that of
    two comments the one rated high has the higher value, without ratings and by the ratings of
    others alone; None where that cannot be told.
    """

    high: int
    low: int
    taught_by: int
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Leaned:
    """The means of a look, and what ratings taught if any were to."""

    table: LeaningTable
    lesson: Lesson | None


def ratings(url: str, file: Path, look: Look) -> dict[str, Rating]:
    """Key → rating question, in the order of the questions."""
    answers = reading_desk.view(url, file, look).desk.answers
    parts = (one.part for one in answers.columns.values() if calibration.is_rating(one.part))
    return {
        part.key: Rating(
            filters.one_line(part.label), calibration.ends(part), calibration.good_end(part)
        )
        for part in parts
    }


def leanings(
    url: str, file: Path, look: Look, attribute: str, rating: str = "", good: End = "last"
) -> Leaned:
    """Means by attribute or, where that is blank, by topic; as `rating` teaches, if there is one.

    `good` is the end of its scale that is good.
    """
    seen = reading_desk.view(url, file, look)
    found, lesson = _of_desk(seen.desk, look, rating, good)
    ids = (one.response_id for one in seen.desk.corpus.comments)
    value = dict(zip(ids, found.tolist(), strict=True))
    spoken = ((one.response_id, value[one.response_id]) for one in seen.corpus.comments)
    people = leaning_of_people(spoken, seen.incidence.people)
    if attribute:
        by = attributes(seen.desk.answers)[attribute]
        return Leaned(by_attribute(people, by.codes[seen.rows], by.labels), lesson)
    return Leaned(by_topic(people, reading_topics.people_of(seen, look)), lesson)


_Taught = tuple[NDArray[np.float64], Lesson | None]


def _of_desk(desk: Desk, look: Look, rating: str, good: End) -> _Taught:
    """The polarity of each comment of a desk, kept there and, for the next start, in its file."""
    rated = _rated(desk, rating, good) if rating else None
    name = b"" if rated is None else b"|".join(side.tobytes() for side in rated)
    of_desk = _kept.setdefault(desk, {})
    if name not in of_desk:
        with cycles.unsearched():
            of_desk[name] = kept.once(
                kept.place(
                    desk.file, f"leanings {look.survey} {look.source} {rating}", _parts(desk, rated)
                ),
                lambda: _worked_out(desk, rated),
                _packed,
                _unpacked,
            )
    return of_desk[name]


def _parts(desk: Desk, rated: Rated | None) -> Iterator[str]:
    """All that the values follow from, besides the rules."""
    for side in rated or ():
        yield side.tobytes().hex()
    for reading in desk.corpus.readings:
        yield reading.text


def _worked_out(desk: Desk, rated: Rated | None) -> _Taught:
    stances = [stance(one.text, one.tokens) for one in desk.corpus.readings]
    guessed = by_comments(stances)
    if rated is None:
        return guessed.values, None
    learned = by_ratings(stances, *rated, guessed)
    high, low = (int(side.sum()) for side in rated)
    if learned.teacher != "ratings":
        return learned.values, Lesson(high, low, 0, None, None)
    tried = held_out(stances, *rated, desk.corpus.folds, guessed)
    before = np.where(np.isnan(tried), np.nan, guessed.values)
    lesson = Lesson(
        high, low, learned.taught_by, calibration.auc(before, rated), calibration.auc(tried, rated)
    )
    return learned.values, lesson


def _rated(desk: Desk, rating: str, good: End) -> Rated:
    """Who rated high and low, parallel to the comments of the desk."""
    column = desk.answers.columns[rating]
    rows = np.array([desk.rows[one.response_id] for one in desk.corpus.comments], np.intp)
    assert column.codes is not None  # it is a scale
    return calibration.by_position(column.part, column.codes[rows], good)


def _packed(found: _Taught) -> Arrays:
    return {"values": found[0], "lesson": kept.words(found[1])}


def _unpacked(arrays: Arrays) -> _Taught:
    told = kept.of_words(arrays["lesson"])
    return arrays["values"], Lesson(*told) if told else None


_kept: WeakKeyDictionary[Desk, dict[bytes, _Taught]] = WeakKeyDictionary()
