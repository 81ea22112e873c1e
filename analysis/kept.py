"""The answers of the surveys that were looked at last, kept in this process: only what is new is
read. Meant for the child process (analysis.child), which lives as long as the server.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Final, NamedTuple

from analysis.build import Builder
from analysis.columns import Answers, Column
from analysis.text import coded
from models import snapshot
from models.document import SurveyDocument
from models.snapshot import CHUNK, Bookmark, Reading
from models.versions import merged_questions, sources

MOST: Final = 1_500_000  # answers kept of all surveys together; the last one is kept anyhow


class Found(NamedTuple):
    """A survey's answers, its frozen versions by number, its placements' names by code."""

    answers: Answers
    versions: Mapping[int, SurveyDocument]
    placements: Mapping[str, str]


class Survey:
    """What was read of a survey, with bookmarks to go back to where rows were replaced."""

    def __init__(self, reading: Reading) -> None:
        self.numbers = reading.version_numbers()
        self._builder = Builder(reading.versions())
        self._marks: list[Bookmark] = []
        self._revision: int | None = None
        self._codes: tuple[tuple[int, int], Mapping[str, Column]] | None = None
        self.read = 0  # answers read so far: what following costs

    @property
    def n(self) -> int:
        """How many answers are kept."""
        return self._builder.n

    def follow(self, reading: Reading) -> Found:
        """Read what is new. What was deleted or replaced is forgotten, with all that came later."""
        if reading.revision != self._revision:
            last = self._standing(reading)
            if self.n != (last.rows if last is not None else 0):
                self._builder.cut(last.last if last is not None else 0)
            for rows, mark in reading.rows_after(last):
                self._builder.add(rows)
                self.read += len(rows.answers)
                self._set(mark)
            self._revision = reading.revision
        placements = reading.placements()
        answers = self._builder.answers(placements)
        if reading.coding_revision:
            answers = self._coded(answers, reading)
        return Found(answers, self._builder.versions, placements)

    def _coded(self, answers: Answers, reading: Reading) -> Answers:
        """The answers with the codes of what people wrote, read once for each state of both."""
        state = (reading.revision, reading.coding_revision)
        if self._codes is None or self._codes[0] != state:
            ids = [snapshot.response_id(number) for number in self._builder.order()]
            questions = sources(merged_questions(self._builder.versions))
            found = coded.columns(answers, ids, reading.codings(), questions)
            self._codes = state, found
        return coded.beside(answers, self._codes[1])

    def _standing(self, reading: Reading) -> Bookmark | None:
        """The last bookmark that holds, None where none does; those behind it are gone."""
        while self._marks and not reading.holds(self._marks[-1]):
            self._marks.pop()
        return self._marks[-1] if self._marks else None

    def _set(self, mark: Bookmark) -> None:
        """Bookmarks lie a chunk apart, but for the last."""
        if len(self._marks) > 1 and self._marks[-1].rows - self._marks[-2].rows < CHUNK:
            self._marks.pop()
        self._marks.append(mark)


_kept: OrderedDict[tuple[str, str], Survey] = OrderedDict()


def answers_of(url: str, survey_id: str) -> Found:
    """The survey's answers as they are now in the database at `url`.

    Raises NotFound, StorageRefused.
    """
    with snapshot.reading(url, survey_id) as reading:
        # Taken out while it is worked on: what is left half read is not used again.
        survey = _kept.pop((url, survey_id), None)
        if survey is None or survey.numbers != reading.version_numbers():
            survey = Survey(reading)
        found = survey.follow(reading)
    _kept[url, survey_id] = survey
    while len(_kept) > 1 and sum(one.n for one in _kept.values()) > MOST:
        _kept.popitem(last=False)
    return found


def held() -> dict[tuple[str, str], int]:
    """(database, survey) → answers kept, the one looked at last at the end."""
    return {name: survey.n for name, survey in _kept.items()}


def forget() -> None:
    """Keep nothing any more."""
    _kept.clear()
