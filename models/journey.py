"""One person's way through a questionnaire: from sent fields to stored answers and errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.document import SurveyDocument
from models.errors import AnswerError
from models.questions import AnyQuestion
from models.questions.conditions import Condition
from models.questions.values import Answers, Fields, StoredValue

WORDING = "wording"  # form field and stored key: which of two wordings (a, b) the person read


@dataclass
class Walk:
    """What came of a sending: answers to every question asked, or the errors by question key.

    `dropped` are keys of questions that did not apply and had been answered all the same: such
    answers are not kept, and count as 非該当.
    """

    answers: dict[str, StoredValue] = field(default_factory=dict)
    errors: dict[str, AnswerError] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()


def walk(document: SurveyDocument, fields: Fields) -> Walk:
    """Read `fields` by the rules of `document`, in the order of the questions.

    Every question asked has its keys in the answers (None when left blank). Fields that belong
    to no question asked do not reach the answers. A question that could not be read counts as
    blank for the conditions behind it.
    """
    journey = Walk()
    for question, conditions in _steps(document):
        if not all(condition.holds(journey.answers) for condition in conditions):
            if any(value for name in question.fields() for value in fields.get(name, ())):
                journey.dropped += (question.key,)
            continue
        try:
            journey.answers.update(question.parse(fields))
        except AnswerError as error:
            journey.errors[question.key] = error
    if document.has_two_wordings:
        journey.answers[WORDING] = "b" if list(fields.get(WORDING, ())) == ["b"] else "a"
    return journey


def asked(document: SurveyDocument, answers: Answers) -> Iterator[AnyQuestion]:
    """The questions that apply to a person with these stored answers, in order."""
    for question, conditions in _steps(document):
        if all(condition.holds(answers) for condition in conditions):
            yield question


def _steps(document: SurveyDocument) -> Iterator[tuple[AnyQuestion, tuple[Condition, ...]]]:
    """Each question with its conditions, its section's first."""
    for section in document.sections:
        for question in section.questions:
            found = (section.show_if, question.show_if)
            yield question, tuple(condition for condition in found if condition is not None)
