"""One person's way through a questionnaire: from sent fields to stored answers and errors."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.document import SurveyDocument
from models.errors import AnswerError
from models.questions.base import Fields, StoredValue


@dataclass(frozen=True)
class Walk:
    """What came of a sending: answers to every question asked, or the errors by question key."""

    answers: dict[str, StoredValue] = field(default_factory=dict)
    errors: dict[str, AnswerError] = field(default_factory=dict)


def walk(document: SurveyDocument, fields: Fields) -> Walk:
    """Read `fields` by the rules of `document`, in the order of the questions.

    Every question asked has its key in the answers (None when left blank). Fields that belong
    to no question do not reach the answers.
    """
    journey = Walk()
    for question in document.questions():
        try:
            journey.answers.update(question.parse(fields))
        except AnswerError as error:
            journey.errors[question.key] = error
    return journey
