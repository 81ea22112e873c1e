"""The survey as a document: what staff write, what is frozen at publishing, what files hold.

The structure is always valid (unique keys, known types, sane limits); a *draft* may still lack
words. `problems` lists what blocks publishing, each with the place it belongs to.
"""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from models.clock import JST
from models.errors import DefinitionError
from models.multilingual import Language, Text
from models.questions import AnyQuestion, comparing
from models.questions.conditions import Condition, Rule
from models.questions.values import Frozen

FORMAT: Final = 1
MAX_QUESTIONS = 200
MAX_SECTIONS = 50
MAX_COLUMNS = 10_000  # of all questions together; Excel ends at 16,384
RESERVED = frozenset(  # the form's own fields, and the columns that every file has
    {"submission_id", "version", "lang", "order", "wording", "receipt", "response_id"}
    | {"placement", "placement_name", "language", "mode", "received", "flags"}
)
RESULTS_MONTHS: Final = 2  # after closing: when results are usually shown, unless staff say else
MAX_PEOPLE: Final = 200_000_000  # to draw a sample from
MAX_BYTES = 1_000_000  # of a definition file


class Contact(Frozen):
    """Who to ask about the survey: the section in charge (所管課) and how to reach it."""

    section: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=200)


Design = Literal["simple", "stratified_two_stage"]


class Sample(Frozen):
    """Declares that the people asked were drawn at random, and how, so that results carry a ±.

    `population` is how many there were to draw from; None where nobody knows: then very many.
    """

    design: Design
    population: int | None = Field(default=None, ge=1, le=MAX_PEOPLE)


class Section(Frozen):
    """A page of the questionnaire: an optional heading and its questions, and when it is shown."""

    title: Text = Field(default_factory=dict)
    show_if: Condition | None = None
    questions: tuple[AnyQuestion, ...] = ()


class SurveyDocument(Frozen):
    """A whole survey definition. A time without an offset is Japan Standard Time."""

    format: Literal[1] = FORMAT
    title: Text = Field(default_factory=dict)
    purpose: Text = Field(default_factory=dict)
    contact: Contact = Contact()
    minutes: int = Field(default=3, ge=1, le=120)
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    retention_until: date | None = None
    results_on: date | None = None
    closed_message: Text = Field(default_factory=dict)
    languages: tuple[Language, ...] = ("ja",)
    sample: Sample | None = None
    hides_few: bool = False  # a promise: no tables or comments before ten answers (few_answers)
    sections: tuple[Section, ...] = Field(
        default=(Section(),), min_length=1, max_length=MAX_SECTIONS
    )

    @field_validator("opens_at", "closes_at")
    @classmethod
    def _in_japan(cls, value: datetime | None) -> datetime | None:
        return value.replace(tzinfo=JST) if value is not None and value.tzinfo is None else value

    @model_validator(mode="after")
    def _keys_are_distinct(self) -> Self:
        questions = list(self.questions())
        if len(questions) > MAX_QUESTIONS:
            raise ValueError(f"more than {MAX_QUESTIONS} questions")
        columns: list[str] = []
        for question in questions:
            columns += [column.name for column in question.columns()]
            if len(columns) > MAX_COLUMNS:
                raise ValueError(f"more than {MAX_COLUMNS} columns, at question {question.key}")
        for what, names in (
            ("question key", [question.key for question in questions]),
            ("column name", columns),
        ):
            twice = [name for name, count in Counter(names).items() if count > 1]
            if twice:
                raise ValueError(f"{what} used twice: {', '.join(twice)}")
        reserved = RESERVED & {name for question in questions for name in question.fields()}
        if reserved:
            raise ValueError(f"question key is reserved: {', '.join(sorted(reserved))}")
        return self

    @model_validator(mode="after")
    def _conditions_look_back(self) -> Self:
        """A condition reads answers that were given before: so none can loop or hang in the air."""
        for where, rule in looking_ahead(self.sections):
            raise ValueError(f"{where} depends on {rule.key}, which is not asked before it")
        return self

    def questions(self) -> Iterator[AnyQuestion]:
        """Every question in the order in which it is asked."""
        for section in self.sections:
            yield from section.questions

    @property
    def has_two_wordings(self) -> bool:
        """Whether half the readers see other words (A/B)."""
        return any(question.label_b for question in self.questions())

    @property
    def has_places(self) -> bool:
        """Whether an option can be full (定員)."""
        return any(
            option.places
            for question in self.questions()
            for option in getattr(question, "options", ())
        )

    def question(self, key: str) -> AnyQuestion:
        """The question with `key`; KeyError when there is none."""
        for question in self.questions():
            if question.key == key:
                return question
        raise KeyError(key)


def looking_ahead(sections: Sequence[Section]) -> Iterator[tuple[str, Rule]]:
    """Every rule over an answer that is not given before it, and where the rule stands."""
    before: set[str] = set()
    for number, section in enumerate(sections, start=1):
        for rule in _rules(section.show_if):
            if rule.key not in before:
                yield f"section {number}", rule
        for question in section.questions:
            for rule in _rules(question.show_if):
                if rule.key not in before:
                    yield f"question {question.key}", rule
            before.update(question.stored_keys())


def _rules(condition: Condition | None) -> tuple[Rule, ...]:
    return condition.rules if condition is not None else ()


def dump(document: SurveyDocument) -> str:
    """The document as canonical JSON text: the same document always gives the same text."""
    return json.dumps(document.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def load(text: str | bytes) -> SurveyDocument:
    """The document in a JSON text. Raises DefinitionError naming the first wrong place."""
    if len(text) > MAX_BYTES:
        raise DefinitionError("", f"larger than {MAX_BYTES} bytes")
    try:
        raw = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constants)
    except UnicodeDecodeError as error:
        raise DefinitionError("", "is not UTF-8 text") from error
    except RecursionError as error:
        raise DefinitionError("", "is nested too deeply") from error
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg}"
        raise DefinitionError(f"line {error.lineno} column {error.colno}", reason) from error
    except ValueError as error:  # of the parser itself: thousands of digits
        raise DefinitionError("", "holds a number that is too long") from error
    return read(raw)


def read(raw: object) -> SurveyDocument:
    """The document in plain values, as JSON has them. Raises DefinitionError likewise."""
    try:
        return SurveyDocument.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(_shown(str(step), 80) for step in first["loc"])
        raise DefinitionError(place, _shown(str(first["msg"]), 400)) from error


def _shown(words: str, length: int) -> str:
    """What a file says, fit for one line of a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words[:length])


@functools.lru_cache(maxsize=32)
def load_draft(text: str) -> SurveyDocument:
    """The same for the text of a draft, which one edit writes and reads several times."""
    return load(text)


@functools.lru_cache(maxsize=256)
def load_published(text: str) -> SurveyDocument:
    """The same for the text of a published version, which never changes and is read often."""
    return load(text)


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise DefinitionError(_shown(twice, 80), "is given twice")
    return found


def _no_constants(name: str) -> object:
    raise DefinitionError("", f"{name} is not a number")


@dataclass(frozen=True)
class Problem:
    """Something to mend at `place`, a document field or a question key; may block publishing."""

    code: str
    place: str
    blocks: bool = True


def problems(document: SurveyDocument) -> tuple[Problem, ...]:
    """What to mend before publishing, in the order of the page; empty when nothing is left."""
    contact = document.contact
    missing = (
        Problem("no_title", "title") if not document.title else None,
        Problem("no_purpose", "purpose") if not document.purpose else None,
        Problem("no_contact_section", "contact") if not contact.section else None,
        Problem("no_contact_way", "contact") if not (contact.phone or contact.email) else None,
        Problem("no_closes_at", "closes_at", blocks=False) if not document.closes_at else None,
        Problem("no_retention_until", "retention_until", blocks=False)
        if not document.retention_until
        else None,
        Problem("no_results_on", "results_on", blocks=False) if not document.results_on else None,
        Problem("no_questions", "questions") if not any(document.questions()) else None,
    )
    found = [problem for problem in missing if problem is not None]
    opens, closes = document.opens_at, document.closes_at
    if opens is not None and closes is not None and opens >= closes:
        found.append(Problem("closes_before_opening", "closes_at"))
    until = document.retention_until
    if closes is not None and until is not None and until < closes.astimezone(JST).date():
        found.append(Problem("deleted_before_closing", "retention_until"))
    results = document.results_on
    if closes is not None and results is not None and results < closes.astimezone(JST).date():
        found.append(Problem("results_before_closing", "results_on", blocks=False))
    unfit = _unfit_rules(document)
    for question in document.questions():
        codes = (*question.problems(), *unfit.pop(question.key, ()))
        found.extend(Problem(code, question.key) for code in codes)
    found.extend(Problem(code, place) for place, codes in unfit.items() for code in codes)
    return tuple(found)


def _unfit_rules(document: SurveyDocument) -> dict[str, tuple[str, ...]]:
    """Place → codes of rules that can never mean something; a section's place is its first
    question."""
    asking = {key: question for question in document.questions() for key in question.stored_keys()}
    found: dict[str, tuple[str, ...]] = {}
    for section in document.sections:
        first = section.questions[0].key if section.questions else "questions"
        asked = ((question.key, question.show_if) for question in section.questions)
        for place, condition in ((first, section.show_if), *asked):
            faults = (comparing.fault(rule, asking[rule.key]) for rule in _rules(condition))
            codes = (*found.get(place, ()), *(code for code in faults if code is not None))
            if codes:
                found[place] = tuple(dict.fromkeys(codes))
    return found
