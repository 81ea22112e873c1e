"""Questions as they stand on the page: numbered, with what was sent and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from models import piping
from models.document import Section, SurveyDocument
from models.errors import AnswerError
from models.multilingual import Language, Text
from models.questions import AnyQuestion
from models.questions.conditions import Condition
from models.questions.matrix import Row
from models.questions.options import Option, Options
from models.questions.values import Fields
from residents import conditions, variants
from residents.readings import reading
from residents.sentences import row_at_fault, sentence

# question key → option value → how many people chose it, of options with limited places (定員).
Taken = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Sending:
    """What a page is made for: a reader's language and seed, and what came of a sending, if any.

    `full` are options, by question key, that were taken while the reader was choosing them.
    """

    language: Language
    seed: int = 0
    sent: Fields = field(default_factory=dict)
    errors: Mapping[str, AnswerError] = field(default_factory=dict)
    taken: Taken | None = field(default_factory=dict)
    full: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A question, or something to read, on the page.

    Ids on the page are made of `place`, so that no question key can collide with them. `number`
    is what readers see: what is only read has none and is not counted. `only` says in words who
    is asked, `reading` tells the script how to read the answer, `earlier` holds the numbers of
    the questions before, whose answers may be quoted.
    """

    place: int
    number: int
    question: AnyQuestion
    sending: Sending
    only: str = ""
    reading: str = ""
    earlier: Mapping[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Id of the whole question; the control to begin with is `{id}-1`."""
        return f"q{self.place}"

    @property
    def label(self) -> Text:
        """The question in the wording that this reader gets."""
        return variants.label(self.question, self.sending.seed)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options in the order in which this reader finds them."""
        assert isinstance(self.question, Options)
        return variants.options(self.question, self.sending.seed)

    @cached_property
    def error(self) -> str:
        """What to do about the answer that was sent; '' when nothing is wrong."""
        error = self.sending.errors.get(self.question.key)
        if error is None:
            return ""
        full = self.sending.full.get(self.question.key, ())
        row = self.wrong_row
        return sentence(self.question, error, self.sending.language, row=row, full=full)

    @property
    def wrong_text(self) -> bool:
        """Whether it is the text beside その他 that must be mended, and not what was chosen."""
        error = self.sending.errors.get(self.question.key)
        beside = getattr(self.question, "other_option", None) is not None
        return beside and error is not None and error.code == "too_long"

    @property
    def wrong(self) -> bool:
        """Whether the question's own controls must be mended."""
        return bool(self.error) and not self.wrong_text

    @property
    def begin(self) -> str:
        """Id of the control at which to begin mending."""
        return f"{self.id}-other" if self.wrong_text else f"{self.id}-1"

    @property
    def about_text(self) -> bool:
        """Whether the error speaks of the text beside その他."""
        error = self.sending.errors.get(self.question.key)
        return self.wrong_text or (error is not None and error.code == "other_not_chosen")

    @cached_property
    def wrong_row(self) -> Row | None:
        """The row of a matrix at which to begin mending."""
        wrong = self.question.key in self.sending.errors
        return row_at_fault(self.question, self.sending.sent) if wrong else None

    @cached_property
    def left(self) -> Mapping[str, int]:
        """How many may still choose an option, by value, of those with limited places (定員)."""
        left = dict.fromkeys(self.sending.full.get(self.question.key, ()), 0)
        if self.sending.taken is None:
            return left
        taken = self.sending.taken.get(self.question.key, {})
        limited = (option for option in getattr(self.question, "options", ()) if option.places)
        counts = {o.value: max(0, o.places - taken.get(o.value, 0)) for o in limited}
        return counts | left

    @property
    def values(self) -> Sequence[str]:
        """Every value sent under the question's key, but for options that are full by now."""
        sent = self.sending.sent.get(self.question.key, ())
        return [value for value in sent if self.left.get(value, 1)]

    def all(self, name: str) -> Sequence[str]:
        """Every value sent under `name`."""
        return self.sending.sent.get(name, ())

    def first(self, name: str) -> str:
        """The first value sent under `name`, '' without one."""
        return next(iter(self.all(name)), "")


@dataclass(frozen=True)
class Part:
    """A section on the page: `only` says in words who is asked, '' for everybody."""

    section: Section
    only: str
    questions: tuple[Asked, ...]


def parts(document: SurveyDocument, sending: Sending) -> list[Part]:
    """Every section with its questions, numbered through from 1."""
    numbers = _numbers(document)
    wanted, quoted = _compared(document), _quoted(document)
    earlier: dict[str, int] = {}
    found, place = [], count(1)

    def only(condition: Condition | None, asks: conditions.Asks) -> str:
        if condition is None:
            return ""
        return conditions.sentence(document, numbers, condition, asks, sending.language)

    for section in document.sections:
        questions = []
        for question in section.questions:
            key = question.key
            asks: conditions.Asks = "question" if key in numbers else "statement"
            told = key in quoted | wanted
            asked = Asked(
                place=next(place),
                number=numbers.get(key, 0),
                question=question,
                sending=sending,
                only=only(question.show_if, asks),
                reading=reading(question, sending.language, quoted=key in quoted) if told else "",
                earlier=dict(earlier) if quoted else {},
            )
            questions.append(asked)
            if key in numbers:
                earlier[key] = numbers[key]
        found.append(Part(section, only(section.show_if, "section"), tuple(questions)))
    return found


def _numbers(document: SurveyDocument) -> dict[str, int]:
    """key → number of every question; what is only read has none."""
    asking = (question for question in document.questions() if question.asked_keys())
    return {question.key: number for number, question in enumerate(asking, start=1)}


def _compared(document: SurveyDocument) -> frozenset[str]:
    """Keys of questions whose answers decide whether another one is asked."""
    owners = (*document.sections, *document.questions())
    held = (owner.show_if.rules for owner in owners if owner.show_if is not None)
    return frozenset(rule.question_key for rules in held for rule in rules)


def _quoted(document: SurveyDocument) -> frozenset[str]:
    """Keys of questions whose answers later ones quote."""
    before: set[str] = set()
    found: set[str] = set()
    for question in document.questions():
        for text in (question.label, question.label_b, question.help):
            for said in text.values():
                found |= piping.quoted_in(said, before)
        if question.asked_keys():
            before.add(question.key)
    return frozenset(found)
