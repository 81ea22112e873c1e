"""数値: one number with its unit, written the way people write numbers."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import Field

from models.errors import AnswerError
from models.multilingual import Language, Text, pick
from models.questions.base import NOT_ASKED, Column, Part, Question, Shape, clean, single
from models.questions.values import Answers, Fields, StoredValue

LARGEST = 1_000_000_000_000  # beyond it nobody counts, and floats stay exact to four decimals

_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_MINUS = str.maketrans(dict.fromkeys("−‐‑–—ー", "-"))


class Number(Question):
    """数値: stored as a JSON number, an integer wherever it is one.

    The written rule for what is taken: full-width characters are read as half-width (NFKC), every
    dash as a minus; spaces, commas between groups of three digits, and the question's own unit
    behind the number are left out. Anything else, such as 約10 or 10〜20, is asked again.
    """

    type: Literal["number"] = "number"
    unit: Text = Field(default_factory=dict)
    minimum: float | None = Field(default=None, ge=-LARGEST, le=LARGEST)
    maximum: float | None = Field(default=None, ge=-LARGEST, le=LARGEST)
    decimals: int = Field(default=0, ge=0, le=4)
    title: ClassVar[str] = "数値（数を書く）"
    shape: ClassVar[Shape] = "quantity"

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        text = self._tidy(single(fields, self.key))
        if not text:
            if self.required:
                raise AnswerError("write_number")
            return {self.key: None}
        if not _NUMBER.fullmatch(text):
            raise AnswerError("number")
        digits = text.replace(",", "")
        if len(digits.partition(".")[2]) > self.decimals:
            if self.decimals == 0:
                raise AnswerError("whole_number")
            raise AnswerError("decimals", limit=self.decimals)
        number = Decimal(digits)
        least = Decimal(str(self.minimum)) if self.minimum is not None else -Decimal(LARGEST)
        most = Decimal(str(self.maximum)) if self.maximum is not None else Decimal(LARGEST)
        if number < least:
            raise AnswerError("too_small", limit=plain(least))
        if number > most:
            raise AnswerError("too_large", limit=plain(most))
        return {self.key: plain(number)}

    def _tidy(self, raw: str) -> str:
        text = "".join(unicodedata.normalize("NFKC", clean(raw)).translate(_MINUS).split())
        for raw_unit in self.unit.values():
            unit = "".join(unicodedata.normalize("NFKC", raw_unit).split())
            if not unit[:1].isdigit():  # such a unit cannot be told from the number before it
                text = text.removesuffix(unit)
        return text

    def display(self, answers: Answers, language: Language = "ja") -> str:
        number = answers.get(self.key)
        if not isinstance(number, int | float):
            return ""
        unit = pick(self.unit, language)
        space = " " if unit.isascii() and unit else ""
        return f"{number:,}{space}{unit}"

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.key, self.label, "number"),)

    def cells(self, answers: Answers) -> tuple[str, ...]:
        if not self.was_asked(answers):
            return (NOT_ASKED,)
        number = answers[self.key]
        return ("" if number is None else str(number),)

    def parts(self) -> tuple[Part, ...]:
        return (Part(self.key, self.label, self.shape, unit=self.unit),)

    def problems(self) -> tuple[str, ...]:
        least, most = self.minimum, self.maximum
        impossible = least is not None and most is not None and least > most
        return (*super().problems(), *(("impossible_range",) if impossible else ()))


def plain(number: Decimal) -> int | float:
    """The number as JSON has it: 3, not 3.0."""
    whole = int(number)
    return whole if whole == number else float(number)
