"""Writing in one's own words: a line (短文) or as much as needed (自由記述)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from models.errors import AnswerError
from models.multilingual import Language
from models.questions.base import NOT_ASKED, Column, Part, Question, Shape, clean, single
from models.questions.values import Answers, Fields, StoredValue


class _Text(Question):
    """What both lengths share: one cleaned string, limited in characters."""

    max_chars: int
    shape: ClassVar[Shape] = "prose"

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        text = self._tidy(single(fields, self.key))
        if not text and self.required:
            raise AnswerError("write")
        if len(text) > self.max_chars:
            raise AnswerError("too_long", limit=self.max_chars, length=len(text))
        return {self.key: text or None}

    def _tidy(self, raw: str) -> str:
        return clean(raw)

    def display(self, answers: Answers, language: Language = "ja") -> str:
        return str(answers.get(self.key) or "")

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.key, self.label, "text"),)

    def cells(self, answers: Answers) -> tuple[str, ...]:
        return (str(answers[self.key] or ""),) if self.key in answers else (NOT_ASKED,)

    def parts(self) -> tuple[Part, ...]:
        return (Part(self.key, self.label, self.shape),)


class ShortText(_Text):
    """短文: one line; line breaks become spaces."""

    type: Literal["short_text"] = "short_text"
    max_chars: int = Field(default=100, ge=1, le=400)
    title: ClassVar[str] = "短文（1行で書く）"

    def _tidy(self, raw: str) -> str:
        return clean(raw).replace("\n", " ")


class LongText(_Text):
    """自由記述: several lines, kept as written."""

    type: Literal["long_text"] = "long_text"
    max_chars: int = Field(default=1_000, ge=1, le=4_000)
    title: ClassVar[str] = "自由記述（文章で書く）"
