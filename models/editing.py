"""Edits of a draft, as functions from document to document. Nothing is changed in place."""

from __future__ import annotations

from collections.abc import Callable, Collection

from models.document import Section, SurveyDocument
from models.errors import NotFound
from models.questions import QUESTION_TYPES, AnyQuestion
from models.questions.choice import Option


def add_question(
    document: SurveyDocument, type_name: str, used: Collection[str] = ()
) -> tuple[SurveyDocument, str]:
    """The document with a new, empty question at its end, and that question's key.

    Keys are q1, q2, …, without those in `used`: the key of a question that was published and
    removed still belongs to the answers it got.
    """
    taken = {question.key for question in document.questions()} | set(used)
    number = next(n for n in range(1, len(taken) + 2) if f"q{n}" not in taken)
    fields: dict[str, object] = {"key": f"q{number}"}
    if "options" in QUESTION_TYPES[type_name].model_fields:
        fields["options"] = (Option(value="a1"), Option(value="a2"))
    question = QUESTION_TYPES[type_name].model_validate(fields)
    *before, last = document.sections
    grown = last.model_copy(update={"questions": (*last.questions, question)})
    return _with_sections(document, (*before, grown)), question.key


def replace_question(document: SurveyDocument, question: AnyQuestion) -> SurveyDocument:
    """The document with the question of the same key replaced. Raises NotFound."""
    return _map(document, question.key, lambda _: (question,))


def remove_question(document: SurveyDocument, key: str) -> SurveyDocument:
    """The document without that question. Raises NotFound."""
    return _map(document, key, lambda _: ())


def move_question(document: SurveyDocument, key: str, steps: int) -> SurveyDocument:
    """The document with that question moved within its section, as far as there is room."""
    sections = []
    found = False
    for section in document.sections:
        order = list(section.questions)
        for index, question in enumerate(section.questions):
            if question.key == key:
                found = True
                order.pop(index)
                order.insert(min(max(index + steps, 0), len(order)), question)
        sections.append(section.model_copy(update={"questions": tuple(order)}))
    if not found:
        raise NotFound("question", key)
    return _with_sections(document, tuple(sections))


def replace_options(existing: tuple[Option, ...], labels: list[str]) -> tuple[Option, ...]:
    """Options for Japanese `labels` in this order: a known label keeps its option, new ones get
    the next free value, so that answers already given never change their meaning."""
    by_label = {option.label.get("ja", ""): option for option in existing}
    taken = {option.value for option in existing}
    options = []
    for label in labels:
        if label in by_label:
            options.append(by_label.pop(label))
            continue
        value = next(f"a{n}" for n in range(1, len(taken) + 2) if f"a{n}" not in taken)
        taken.add(value)
        options.append(Option(value=value, label={"ja": label}))
    return tuple(options)


def _map(
    document: SurveyDocument,
    key: str,
    change: Callable[[AnyQuestion], tuple[AnyQuestion, ...]],
) -> SurveyDocument:
    document_keys = {question.key for question in document.questions()}
    if key not in document_keys:
        raise NotFound("question", key)
    sections = tuple(
        section.model_copy(
            update={
                "questions": tuple(
                    new
                    for question in section.questions
                    for new in (change(question) if question.key == key else (question,))
                )
            }
        )
        for section in document.sections
    )
    return _with_sections(document, sections)


def _with_sections(document: SurveyDocument, sections: tuple[Section, ...]) -> SurveyDocument:
    # Validate again: unique keys and columns are invariants of every document, edited or loaded.
    return SurveyDocument.model_validate({**dict(document), "sections": sections})
