"""The survey as a document: what staff write, what is frozen at publishing, what files hold.

The structure is always valid (unique keys, known types, sane limits); a *draft* may still lack
words. `problems` lists what blocks publishing, each with the place it belongs to.
"""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from models.clock import JST
from models.errors import DefinitionError
from models.multilingual import Language, Text
from models.questions import AnyQuestion
from models.questions.base import Frozen

FORMAT: Final = 1
MAX_QUESTIONS = 200
RESERVED = frozenset(  # the form's own fields, and the columns that every file has
    {"submission_id", "version", "lang", "response_id"}
    | {"placement", "placement_name", "language", "mode", "received"}
)
MAX_BYTES = 1_000_000  # of a definition file


class Contact(Frozen):
    """Who to ask about the survey: the section in charge (所管課) and how to reach it."""

    section: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=200)


class Section(Frozen):
    """A page of the questionnaire: an optional heading and its questions."""

    title: Text = Field(default_factory=dict)
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
    languages: tuple[Language, ...] = ("ja",)
    sections: tuple[Section, ...] = Field(default=(Section(),), min_length=1, max_length=50)

    @field_validator("opens_at", "closes_at")
    @classmethod
    def _in_japan(cls, value: datetime | None) -> datetime | None:
        return value.replace(tzinfo=JST) if value is not None and value.tzinfo is None else value

    @model_validator(mode="after")
    def _keys_are_distinct(self) -> Self:
        questions = list(self.questions())
        if len(questions) > MAX_QUESTIONS:
            raise ValueError(f"more than {MAX_QUESTIONS} questions")
        for what, names in (
            ("question key", [question.key for question in questions]),
            ("column name", [c.name for question in questions for c in question.columns()]),
        ):
            twice = [name for name, count in Counter(names).items() if count > 1]
            if twice:
                raise ValueError(f"{what} used twice: {', '.join(twice)}")
        reserved = RESERVED & {name for question in questions for name in question.fields()}
        if reserved:
            raise ValueError(f"question key is reserved: {', '.join(sorted(reserved))}")
        return self

    @functools.cached_property
    def fields(self) -> frozenset[str]:
        """Names of every form field that a question reads."""
        return frozenset(name for question in self.questions() for name in question.fields())

    def questions(self) -> Iterator[AnyQuestion]:
        """Every question in the order in which it is asked."""
        for section in self.sections:
            yield from section.questions

    def question(self, key: str) -> AnyQuestion:
        """The question with `key`; KeyError when there is none."""
        for question in self.questions():
            if question.key == key:
                return question
        raise KeyError(key)


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
    try:
        return SurveyDocument.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise DefinitionError(place, str(first["msg"])) from error


@functools.lru_cache(maxsize=256)
def load_published(text: str) -> SurveyDocument:
    """The same for the text of a published version, which never changes and is read often."""
    return load(text)


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise DefinitionError(str(twice)[:80], "is given twice")
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
        Problem("no_questions", "questions") if not any(document.questions()) else None,
    )
    found = [problem for problem in missing if problem is not None]
    opens, closes = document.opens_at, document.closes_at
    if opens is not None and closes is not None and opens >= closes:
        found.append(Problem("closes_before_opening", "closes_at"))
    until = document.retention_until
    if closes is not None and until is not None and until < closes.astimezone(JST).date():
        found.append(Problem("deleted_before_closing", "retention_until"))
    for question in document.questions():
        found.extend(Problem(code, question.key) for code in question.problems())
    return tuple(found)
