"""Edits of a draft, as functions from document to document. Nothing is changed in place.

Every result is a valid document. An edit that would put a condition before the answer it reads is
refused: NotAllowed("moves_before_condition").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count

from models import layout, starting
from models.document import MAX_QUESTIONS, MAX_SECTIONS, RESERVED, Section, SurveyDocument
from models.errors import NotAllowed
from models.multilingual import Text
from models.questions import AnyQuestion
from models.questions.conditions import Condition
from models.questions.options import Option


def add_question(
    document: SurveyDocument,
    type_name: str,
    used: Collection[str] = (),
    section: int | None = None,
) -> tuple[SurveyDocument, str]:
    """The document with a new question at the end of that section, the last one without a number;
    and the question's key.

    Keys are q1, q2, …, without those in `used`: the key of a question that was published and
    removed still belongs to the answers it got.
    """
    new = _free(document, starting.question(type_name, "q1"), used)
    return _append(document, new, section), new.key


def add_questions(
    document: SurveyDocument,
    questions: Sequence[AnyQuestion],
    used: Collection[str] = (),
    section: int | None = None,
) -> tuple[SurveyDocument, tuple[str, ...]]:
    """The document with ready-made questions at the end of that section, and their keys.

    A question keeps its own key where that is free, and gets a number behind it otherwise; rules
    among the questions follow.
    """
    keys: dict[str, str] = {}
    for question in questions:
        names = (question.key, *(f"{question.key[:26]}_{number}" for number in range(2, 500)))
        new = _free(document, _following(question, keys), used, names)
        keys[question.key] = new.key
        document = _append(document, new, section)
    return document, tuple(keys.values())


def duplicate_question(
    document: SurveyDocument, key: str, used: Collection[str] = ()
) -> tuple[SurveyDocument, str]:
    """The document with a copy of that question right behind it, and the copy's key."""
    copy = _free(document, layout.find(document, key), used)
    _require_room(document)
    return layout.each(document, lambda q: (q, copy) if q.key == key else (q,)), copy.key


def replace_question(document: SurveyDocument, question: AnyQuestion) -> SurveyDocument:
    """The document with the question of the same key replaced; rules over a row or a text that it
    no longer has are dropped. Raises NotFound."""
    layout.find(document, question.key)
    return layout.each(document, lambda q: (question if q.key == question.key else q,))


def change_type(question: AnyQuestion, type_name: str) -> AnyQuestion:
    """The question as one of another type, with all words, options and rows that both have."""
    return starting.change_type(question, type_name)


def remove_question(document: SurveyDocument, key: str) -> SurveyDocument:
    """The document without that question and without the rules that read it. Raises NotFound."""
    return remove_questions(document, (key,))


def remove_questions(document: SurveyDocument, keys: Collection[str]) -> SurveyDocument:
    """The same for several."""
    for key in keys:
        layout.find(document, key)
    return layout.each(document, lambda q: () if q.key in keys else (q,))


def move_question(document: SurveyDocument, key: str, steps: int) -> SurveyDocument:
    """The document with that question moved down by `steps` (up when negative), as far as there is
    room. At the edge of a section a step leads into the next one."""
    layout.find(document, key)
    for _ in range(abs(steps)):
        document = layout.arranged(document, layout.one_step(document, key, 1 if steps > 0 else -1))
    return document


def move_questions(document: SurveyDocument, keys: Collection[str], section: int) -> SurveyDocument:
    """The document with those questions at the end of that section, in the order they had."""
    for key in keys:
        layout.find(document, key)
    layout.section(document, section)
    moved = [q for q in document.questions() if q.key in keys]
    sections = [
        layout.holding(one, (q for q in one.questions if q.key not in keys))
        for one in document.sections
    ]
    sections[section] = layout.holding(sections[section], (*sections[section].questions, *moved))
    return layout.arranged(document, sections)


def set_condition(
    document: SurveyDocument, key: str, condition: Condition | None
) -> SurveyDocument:
    """The document in which that question is asked when `condition` holds; always without one."""
    changed = layout.find(document, key).model_copy(update={"show_if": condition})
    return replace_question(document, changed)


def set_required(document: SurveyDocument, keys: Collection[str], on: bool) -> SurveyDocument:
    """The document in which those questions must, or need not, be answered; what only stands there
    to be read never must."""
    for key in keys:
        layout.find(document, key)

    def change(question: AnyQuestion) -> tuple[AnyQuestion, ...]:
        if question.key not in keys or question.type == "statement":
            return (question,)
        return (question.model_copy(update={"required": on}),)

    return layout.each(document, change)


def add_section(document: SurveyDocument) -> SurveyDocument:
    """The document with a new, empty section at its end."""
    if len(document.sections) >= MAX_SECTIONS:
        raise NotAllowed("too_many_sections")
    return layout.arranged(document, (*document.sections, Section()))


def remove_section(document: SurveyDocument, index: int) -> SurveyDocument:
    """The document without that section: its questions join the section before it, those of the
    first the one behind it. Its condition goes with it. Raises NotAllowed for the only one."""
    gone = layout.section(document, index)
    rest = [*document.sections[:index], *document.sections[index + 1 :]]
    if not rest:
        raise NotAllowed("last_section")
    host = max(index - 1, 0)
    before, behind = (rest[host], gone) if index else (gone, rest[host])
    rest[host] = layout.holding(rest[host], (*before.questions, *behind.questions))
    return layout.arranged(document, rest)


def rename_section(document: SurveyDocument, index: int, title: Text) -> SurveyDocument:
    """The document with another heading over that section."""
    return _replace_section(document, index, title=title)


def set_section_condition(
    document: SurveyDocument, index: int, condition: Condition | None
) -> SurveyDocument:
    """The document in which that section is shown when `condition` holds."""
    return _replace_section(document, index, show_if=condition)


def move_section(document: SurveyDocument, index: int, steps: int) -> SurveyDocument:
    """The document with that section moved, as far as there is room."""
    moved = layout.section(document, index)
    order = [*document.sections[:index], *document.sections[index + 1 :]]
    order.insert(min(max(index + steps, 0), len(order)), moved)
    return layout.arranged(document, order)


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


def _free(
    document: SurveyDocument,
    question: AnyQuestion,
    used: Collection[str],
    names: Iterable[str] | None = None,
) -> AnyQuestion:
    """The question under the first of `names` (q1, q2, …) that clashes with nothing."""
    others = list(document.questions())
    keys = {other.key for other in others} | set(used) | RESERVED
    columns = {column.name for other in others for column in other.columns()}
    for name in names or (f"q{number}" for number in count(1)):
        named = question.model_copy(update={"key": name})
        if name not in keys and columns.isdisjoint(column.name for column in named.columns()):
            return named
    raise NotAllowed("too_many_questions")


def _following(question: AnyQuestion, keys: Mapping[str, str]) -> AnyQuestion:
    """The question with its rules over questions that have a new key, as `keys` says."""
    if question.show_if is None:
        return question
    rules = []
    for rule in question.show_if.rules:
        key, dot, rest = rule.key.partition(".")
        rules.append(rule.model_copy(update={"key": f"{keys.get(key, key)}{dot}{rest}"}))
    condition = question.show_if.model_copy(update={"rules": tuple(rules)})
    return question.model_copy(update={"show_if": condition})


def _append(document: SurveyDocument, question: AnyQuestion, section: int | None) -> SurveyDocument:
    _require_room(document)
    sections = list(document.sections)
    index = len(sections) - 1 if section is None else section
    host = layout.section(document, index)
    sections[index] = layout.holding(host, (*host.questions, question))
    return layout.arranged(document, sections)


def _require_room(document: SurveyDocument) -> None:
    if sum(1 for _ in document.questions()) >= MAX_QUESTIONS:
        raise NotAllowed("too_many_questions")


def _replace_section(document: SurveyDocument, index: int, **changes: object) -> SurveyDocument:
    sections = list(document.sections)
    sections[index] = layout.section(document, index).model_copy(update=changes)
    return layout.arranged(document, sections)
