"""What is worked out from all answers of a survey, in the child process: no Streamlit here.

The child reads the database at `url` itself, so that the process that serves residents neither
holds the answers nor waits while they are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from analysis import frames
from analysis.tabulate import Tabulation, tabulate
from analysis.text.comments import Comment
from analysis.text.kwic import Line, find
from analysis.text.terms import TermTable, count_terms
from models import snapshot
from models.document import SurveyDocument
from models.responses import StoredResponse
from models.versions import merged_questions


@dataclass(frozen=True)
class Written:
    """What was written under one stored key, and how many people left it blank."""

    comments: list[Comment]
    blank: int


@dataclass(frozen=True)
class Results:
    """All that みる shows of the `people` who are counted; `flagged` of everybody carry a flag.

    `hours` and `placements` are pairs with the number of people; placements of nobody are there.
    """

    people: int
    flagged: int
    hours: list[tuple[datetime, int]]
    placements: list[tuple[str, int]]
    modes: Mapping[str, int]
    tables: list[Tabulation]


def results(url: str, survey_id: str, without: Sequence[str] = ()) -> Results:
    """What みる shows, leaving out whoever carries a flag of `without`."""
    found = snapshot.read(url, survey_id)
    counted = [response for response in found.responses if not set(without) & set(response.flags)]
    came_by = Counter(response.placement for response in counted)
    return Results(
        people=len(counted),
        flagged=sum(bool(response.flags) for response in found.responses),
        hours=sorted(Counter(response.received for response in counted).items()),
        placements=[(name, came_by[code]) for code, name in found.placements.items()],
        modes=Counter(response.mode for response in counted),
        tables=tables(counted, found.versions),
    )


def tables(
    responses: Sequence[StoredResponse], versions: Mapping[int, SurveyDocument]
) -> list[Tabulation]:
    """One table for each part of each question, in the order of the questions."""
    frame = frames.load(responses, versions)
    questions = merged_questions(versions)
    return [tabulate(part, frame) for question in questions for part in question.parts()]


def written(url: str, survey_id: str, stored_key: str) -> Written:
    """The comments under `stored_key`, such as `q3`, or `q1.other` for the text beside その他."""
    found = snapshot.read(url, survey_id)
    asking = {
        number: [
            question for question in document.questions() if stored_key in question.stored_keys()
        ]
        for number, document in found.versions.items()
    }
    asked = [
        response
        for response in found.responses
        if any(question.was_asked(response.answers) for question in asking[response.version])
    ]
    comments = [
        Comment(response.response_id, text)
        for response in asked
        if isinstance(text := response.answers.get(stored_key), str)
    ]
    return Written(comments, len(asked) - len(comments))


def terms(url: str, survey_id: str, stored_key: str) -> TermTable:
    """The terms of those comments."""
    return count_terms(written(url, survey_id, stored_key).comments)


def places(url: str, survey_id: str, stored_key: str, term: str) -> tuple[Line, ...]:
    """Every place of `term` in those comments."""
    return find(written(url, survey_id, stored_key).comments, term)
