"""What every question type promises: the verbs, and the small values they speak in.

A question reads its own form fields, keeps *stored values*, shows them back, and describes its
columns. It knows no HTML, SQL, pandas or Streamlit. Outside code dispatches on `shape` only.

In stored answers a key that is absent was not asked (非該当), None was asked and left blank
(無回答), and anything else is an answer. The three are kept apart by every verb here.

Whether a question is asked at all is data beside it, `show_if`, and decided by the journey.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Self

from pydantic import Field

from models.errors import AnswerError
from models.multilingual import Language, Text
from models.questions.conditions import Condition
from models.questions.values import Answers, Fields, Frozen, Key, StoredValue

Shape = Literal["one_of", "any_of", "ordered", "quantity", "moment", "prose", "ranked", "place"]

NOT_ASKED = "非該当"  # the code of 非該当 in every exported file; 無回答 is a blank cell

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Category:
    """One code of a column or part, with its label in the document's languages."""

    code: str
    label: dict[Language, str]


@dataclass(frozen=True)
class Column:
    """One column of `responses.csv`, and its entry in the codebook."""

    name: str
    label: dict[Language, str]
    kind: Literal["code", "flag", "text", "number", "date"]
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True)
class Part:
    """One table and chart: which stored key it counts, by which shape, over which categories.

    `outside` are codes of categories that lie outside an ordered scale, such as わからない: they
    are answers, and take no part in means and summed shares. `unit` is what a quantity counts,
    `places` how many places a ranking asks for; `groups` are wider categories, each with the
    codes it holds, such as an area with its districts. `line` are the words of a row of a matrix
    alone, without the question's.
    """

    key: str
    label: dict[Language, str]
    shape: Shape
    categories: tuple[Category, ...] = ()
    outside: frozenset[str] = frozenset()
    unit: dict[Language, str] = field(default_factory=dict)
    places: int = 0
    groups: tuple[tuple[Category, frozenset[str]], ...] = ()
    line: dict[Language, str] = field(default_factory=dict)


class Question(Frozen):
    """One question of a survey. `key` is stable once published; `label` may be corrected.

    `label_b` is a second wording, read by every other person (A/B); blank for one wording.
    """

    key: Key
    label: Text = Field(default_factory=dict)
    label_b: Text = Field(default_factory=dict)
    help: Text = Field(default_factory=dict)
    required: bool = False
    show_if: Condition | None = None

    # The name staff know the type by, and the verbs' dispatch word for everything outside.
    title: ClassVar[str]
    shape: ClassVar[Shape]

    def fields(self) -> tuple[str, ...]:
        """Names of the form fields this question reads: `KEY` or `KEY.part`."""
        return (self.key,)

    def asked_keys(self) -> tuple[str, ...]:
        """Keys that stand in the stored answers exactly when the question was asked."""
        return (self.key,)

    def stored_keys(self) -> tuple[str, ...]:
        """Keys this question may write into the stored answers; `asked_keys` come first."""
        return self.asked_keys()

    def was_asked(self, answers: Answers) -> bool:
        """False for 非該当."""
        return any(key in answers for key in self.asked_keys())

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        """Stored values from what was sent: all `asked_keys`, None for what was left blank.

        `fields` holds every value sent under each name of `fields()`. Raises AnswerError.
        """
        raise NotImplementedError

    def display(self, answers: Answers, language: Language = "ja") -> str:
        """The answer in words of `language`; '' for 無回答 and 非該当."""
        raise NotImplementedError

    def columns(self) -> tuple[Column, ...]:
        """The question's columns, in order; as many as `cells` returns."""
        raise NotImplementedError

    def cells(self, answers: Answers) -> tuple[str, ...]:
        """One cell a column: '' for 無回答, NOT_ASKED for 非該当."""
        raise NotImplementedError

    def parts(self) -> tuple[Part, ...]:
        """What is tabulated and charted of this question."""
        raise NotImplementedError

    def covering(self, older: Question) -> Self:
        """This question, able to count and show every value stored under `older` too.

        `older` is the same question in an earlier version: of the same type and key.
        """
        return self

    def limited(self, answers: Answers) -> dict[str, int]:
        """What was chosen that only so many people may choose: value → places (定員)."""
        return {}

    def problems(self) -> tuple[str, ...]:
        """Codes of what still blocks publishing this question."""
        return () if self.label else ("no_label",)


def single(fields: Fields, name: str) -> str:
    """The only value sent under `name`, '' when there is none; two values are an error."""
    values = fields.get(name, ())
    if len(values) > 1:
        raise AnswerError("sent_twice")
    return values[0] if values else ""


def one_code(fields: Fields, key: str, known: Collection[str], *, required: bool) -> str | None:
    """The code chosen under `key`, None for none. Raises AnswerError unless it is a known one."""
    chosen = single(fields, key)
    if not chosen:
        if required:
            raise AnswerError("choose_one")
        return None
    if chosen not in known:
        raise AnswerError("unknown_option")
    return chosen


def clean(text: str) -> str:
    """Text as it is stored: one kind of line break, no control characters, no blank edges.

    The written rule: CR LF and CR become LF; characters of category Cc other than LF and TAB are
    dropped (PostgreSQL cannot store NUL, and none of them can be typed on purpose); nothing else
    changes, so emoji, variation selectors and decomposed kana stay exactly as typed.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", unified).strip()
