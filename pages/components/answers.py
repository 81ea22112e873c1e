"""What is worked out from all answers of a survey, in the child process: no Streamlit here.

The child reads the database at `url` itself, so that the process that serves residents neither
holds the answers nor waits while they are counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis import frames
from analysis.tabulate import Tabulation, tabulate
from analysis.text.comments import Comment
from analysis.text.kwic import Line, find
from analysis.text.terms import TermTable, count_terms
from models import snapshot


@dataclass(frozen=True)
class Written:
    """What was written under one stored key, and how many people left it blank."""

    comments: list[Comment]
    blank: int


def tabulations(url: str, survey_id: str) -> list[Tabulation]:
    """One table for each part of each question, in the order of the questions."""
    found = snapshot.read(url, survey_id)
    frame = frames.load(found.responses, found.versions)
    questions = frames.merged_questions(found.versions)
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
