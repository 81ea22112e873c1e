"""Codes of what people wrote, as columns of files: KEY_code_ID, 1 where a code holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.text import coded
from models.codes import UNREAD
from models.codings import Codings
from models.document import SurveyDocument
from models.questions.base import NOT_ASKED, Column
from models.responses import StoredResponse
from models.versions import merged_questions, sources


@dataclass(frozen=True)
class Coded:
    """The columns of one source: its codes, then what stands outside them."""

    source: str
    label: str
    codings: Codings
    columns: tuple[Column, ...]
    settled: Mapping[str, frozenset[str]]

    @property
    def question(self) -> str:
        """The key of the question."""
        return self.source.partition(".")[0]

    def values(self, response: StoredResponse) -> tuple[str, ...]:
        """What stands in the columns: blank where nothing was written, or NOT_ASKED."""
        if self.source not in response.answers:
            return (NOT_ASKED,) * len(self.columns)
        if not response.answers[self.source]:
            return ("",) * len(self.columns)
        held = self.settled.get(response.response_id, frozenset({UNREAD}))
        codes = coded.categories(self.codings, unread=True)
        return tuple("1" if category.code in held else "0" for category in codes)


def blocks(versions: Mapping[int, SurveyDocument], codings: Mapping[str, Codings]) -> list[Coded]:
    """The coded sources of the survey in the order of its questions.

    A name that a question's column has already gets a _ behind it.
    """
    questions = merged_questions(versions)
    taken = {column.name for question in questions for column in question.columns()}
    found = []
    for source, words in sources(questions).items():
        if source in codings:
            key = coded.key_of(source).replace(".", "_")
            names = {
                category.code: _free(f"{key}_{category.code}", taken)
                for category in coded.categories(codings[source], unread=True)
            }
            columns = tuple(
                Column(names[category.code], category.label, "flag")
                for category in coded.categories(codings[source], unread=True)
            )
            settled = codings[source].settled()
            found.append(Coded(source, coded.label_of(words), codings[source], columns, settled))
    return found


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name
