"""Questions as they stand on the page: numbered, with what was sent and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from models.document import Section, SurveyDocument
from models.errors import AnswerError
from models.multilingual import Language, pick
from models.questions import AnyQuestion
from models.questions.base import Fields
from residents import words

# Sentences that name an option, by the mark of that option.
_NAMED = {"exclusive": "exclusive", "other_not_chosen": "other"}

# Sentences that count things to choose.
_COUNTED = ("too_few", "too_many")


@dataclass(frozen=True)
class Asked:
    """A question on the page; `error` is a sentence, '' when nothing is wrong.

    Ids on the page are made of the number, so that no question key can collide with them.
    """

    number: int
    question: AnyQuestion
    sent: Fields
    error: str

    @property
    def id(self) -> str:
        """Id of the whole question; its first control is `{id}-1`."""
        return f"q{self.number}"

    @property
    def values(self) -> Sequence[str]:
        """Every value sent under the question's key."""
        return self.sent.get(self.question.key, ())

    def first(self, name: str) -> str:
        """The first value sent under `name`, '' without one."""
        return next(iter(self.sent.get(name, ())), "")


def sections(
    document: SurveyDocument, sent: Fields, sentences: Mapping[str, str]
) -> list[tuple[Section, list[Asked]]]:
    """Every section with its questions, numbered through from 1; `sentences` by question key."""
    numbers = count(1)
    return [
        (
            section,
            [
                Asked(next(numbers), question, sent, sentences.get(question.key, ""))
                for question in section.questions
            ],
        )
        for section in document.sections
    ]


def sentence(question: AnyQuestion, error: AnswerError, language: Language) -> str:
    """What to do about `error`, in words of `language`."""
    values: dict[str, str | int] = dict(error.limits)
    if error.code in _COUNTED:
        values = {name: words.things(language, number) for name, number in error.limits.items()}
    if mark := _NAMED.get(error.code):
        options = getattr(question, "options", ())
        values["option"] = next(
            (pick(option.label, language) for option in options if getattr(option, mark)), ""
        )
    return words.say(language, f"answer.{error.code}", **values)
