"""A draft's sections and questions: finding them, and putting them together anew, checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from models import document as documents
from models.document import Section, SurveyDocument
from models.errors import NotAllowed, NotFound
from models.questions import AnyQuestion
from models.questions.conditions import Condition


def find(document: SurveyDocument, key: str) -> AnyQuestion:
    """The question with that key. Raises NotFound."""
    for question in document.questions():
        if question.key == key:
            return question
    raise NotFound("question", key)


def section(document: SurveyDocument, index: int) -> Section:
    """The section with that number, the first being 0. Raises NotFound."""
    if not 0 <= index < len(document.sections):
        raise NotFound("section", str(index))
    return document.sections[index]


def holding(section: Section, questions: Iterable[AnyQuestion]) -> Section:
    """The section with those questions instead of its own."""
    return section.model_copy(update={"questions": tuple(questions)})


def each(
    document: SurveyDocument, change: Callable[[AnyQuestion], tuple[AnyQuestion, ...]]
) -> SurveyDocument:
    """The document with each question replaced by what `change` makes of it."""
    return arranged(
        document,
        [
            holding(section, (new for question in section.questions for new in change(question)))
            for section in document.sections
        ],
    )


def one_step(document: SurveyDocument, key: str, step: int) -> list[Section]:
    """The sections with that question one place further down (1) or up (-1), if there is one."""
    sections = list(document.sections)
    here = next(n for n, one in enumerate(sections) if any(q.key == key for q in one.questions))
    order = list(sections[here].questions)
    place = next(n for n, question in enumerate(order) if question.key == key)
    question = order.pop(place)
    if 0 <= place + step <= len(order):
        order.insert(place + step, question)
        sections[here] = holding(sections[here], order)
    elif 0 <= here + step < len(sections):
        sections[here] = holding(sections[here], order)
        there = sections[here + step].questions
        sections[here + step] = holding(
            sections[here + step], (question, *there) if step > 0 else (*there, question)
        )
    return sections


def arranged(document: SurveyDocument, sections: Sequence[Section]) -> SurveyDocument:
    """The document with other sections: without rules over answers that are no longer asked for,
    and checked as if it had come from a file."""
    asked = {key for section in sections for q in section.questions for key in q.stored_keys()}
    gone = {key for q in document.questions() for key in q.stored_keys()} - asked
    sections = [_without(section, gone) for section in sections]
    if any(documents.looking_ahead(sections)):
        raise NotAllowed("moves_before_condition")
    raw = document.model_dump(exclude={"sections"})
    return documents.read(raw | {"sections": [section.model_dump() for section in sections]})


def _without(section: Section, gone: Collection[str]) -> Section:
    """The section without rules over these keys, and without conditions that have no rule left."""
    questions = (
        q.model_copy(update={"show_if": _remaining(q.show_if, gone)}) for q in section.questions
    )
    shown = section.model_copy(update={"show_if": _remaining(section.show_if, gone)})
    return holding(shown, questions)


def _remaining(condition: Condition | None, gone: Collection[str]) -> Condition | None:
    if condition is None:
        return None
    rules = tuple(rule for rule in condition.rules if rule.key not in gone)
    return condition.model_copy(update={"rules": rules}) if rules else None
