"""Choosing among options: one (SA, プルダウン) or several (MA), with その他 and exclusive ones.

その他 keeps its free text beside the choice, under `KEY.other`, in the form, in the stored
answers and in a column of its own. Written text chooses その他 where nothing contradicts it, so
that a person without JavaScript need not tick a box as well.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from models.errors import AnswerError
from models.multilingual import COMMA, Language
from models.questions.base import NOT_ASKED, Column, Part, Shape, clean, single
from models.questions.options import MAX_OPTIONS, Option, Options
from models.questions.values import Answers, Fields, StoredValue

MAX_OTHER = 400  # characters of the text beside その他


class _Choice(Options):
    """What SA and MA share: その他 with its text, and places."""

    limitable: ClassVar[bool] = True

    @property
    def other_key(self) -> str:
        """Form field and stored key of the text beside その他."""
        return f"{self.key}.other"

    @property
    def other_option(self) -> Option | None:
        """The option that carries a free text, if there is one."""
        return next((option for option in self.options if option.other), None)

    def fields(self) -> tuple[str, ...]:
        return (self.key, self.other_key) if self.other_option else (self.key,)

    def stored_keys(self) -> tuple[str, ...]:
        return self.fields()

    def _other_text(self, fields: Fields) -> str:
        if self.other_option is None:
            return ""
        text = clean(single(fields, self.other_key)).replace("\n", " ")
        if len(text) > MAX_OTHER:
            raise AnswerError("too_long", limit=MAX_OTHER, length=len(text))
        return text

    def _display(self, chosen: list[str], answers: Answers, language: Language) -> str:
        other, text = self.other_option, answers.get(self.other_key)
        words = []
        for value in chosen:
            word = self.label_of(value, language)
            has_text = other is not None and value == other.value and isinstance(text, str)
            words.append(f"{word}({text})" if has_text else word)
        return COMMA[language].join(words)

    def _other_column(self) -> tuple[Column, ...]:
        option = self.other_option
        if option is None:
            return ()
        return (Column(f"{self.key}_{option.value}_text", option.label, "text"),)

    def _other_cell(self, answers: Answers) -> tuple[str, ...]:
        if self.other_option is None:
            return ()
        text = answers.get(self.other_key)
        return (str(text or ""),) if self.key in answers else (NOT_ASKED,)


class _One(_Choice):
    """One option. Stored as the option's value."""

    shape: ClassVar[Shape] = "one_of"

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        chosen = single(fields, self.key)
        text = self._other_text(fields)
        other = self.other_option
        if not chosen and text and other is not None:
            chosen = other.value
        if not chosen:
            if self.required:
                raise AnswerError("choose_one")
            return {self.key: None}
        self._known(chosen)
        if not text:
            return {self.key: chosen}
        if other is None or chosen != other.value:
            raise AnswerError("other_not_chosen")
        return {self.key: chosen, self.other_key: text}

    def display(self, answers: Answers, language: Language = "ja") -> str:
        chosen = answers.get(self.key)
        return self._display([chosen], answers, language) if isinstance(chosen, str) else ""

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.key, self.label, "code", self._categories()), *self._other_column())

    def cells(self, answers: Answers) -> tuple[str, ...]:
        chosen = str(answers[self.key] or "") if self.key in answers else NOT_ASKED
        return (chosen, *self._other_cell(answers))

    def parts(self) -> tuple[Part, ...]:
        return (Part(self.key, self.label, self.shape, self._categories(), self._outside()),)


class SingleChoice(_One):
    """単一回答 (SA): one option, all of them in sight."""

    type: Literal["single_choice"] = "single_choice"
    title: ClassVar[str] = "単一回答（1つ選ぶ）"


class Dropdown(_One):
    """プルダウン: one option of a long, well-known list."""

    type: Literal["dropdown"] = "dropdown"
    title: ClassVar[str] = "プルダウン（長い一覧から1つ選ぶ）"


class MultipleChoice(_Choice):
    """複数回答 (MA): any number of options within min and max. Stored as values in option order."""

    type: Literal["multiple_choice"] = "multiple_choice"
    min_choices: int = Field(default=0, ge=0, le=MAX_OPTIONS)
    max_choices: int | None = Field(default=None, ge=1, le=MAX_OPTIONS)
    title: ClassVar[str] = "複数回答（いくつでも選ぶ）"
    shape: ClassVar[Shape] = "any_of"

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        sent = [value for value in fields.get(self.key, ()) if value]
        chosen = {self._known(value) for value in sent}
        if len(chosen) != len(sent):
            raise AnswerError("sent_twice")
        text = self._other_text(fields)
        if text and self.other_option is not None:
            chosen.add(self.other_option.value)
        self._check_number(chosen)
        if not chosen:
            return {self.key: None}
        in_order: list[str] = [o.value for o in self.options if o.value in chosen]
        return {self.key: in_order, **({self.other_key: text} if text else {})}

    def problems(self) -> tuple[str, ...]:
        most = len(self.options) if self.max_choices is None else self.max_choices
        impossible = self.min_choices > most or most > len(self.options)
        return (*super().problems(), *(("impossible_number",) if impossible else ()))

    def _check_number(self, chosen: set[str]) -> None:
        if not chosen:
            if self.required:
                raise AnswerError("choose_any")
            return
        if any(option.exclusive and option.value in chosen for option in self.options):
            if len(chosen) > 1:
                raise AnswerError("exclusive")
            return
        if len(chosen) < self.min_choices:
            raise AnswerError("too_few", limit=self.min_choices, length=len(chosen))
        if self.max_choices is not None and len(chosen) > self.max_choices:
            raise AnswerError("too_many", limit=self.max_choices, length=len(chosen))

    def _chosen(self, answers: Answers) -> list[str]:
        value = answers.get(self.key)
        return value if isinstance(value, list) else []

    def display(self, answers: Answers, language: Language = "ja") -> str:
        return self._display(self._chosen(answers), answers, language)

    def columns(self) -> tuple[Column, ...]:
        flags = tuple(
            Column(f"{self.key}_{option.value}", option.label, "flag") for option in self.options
        )
        return (*flags, *self._other_column())

    def cells(self, answers: Answers) -> tuple[str, ...]:
        if self.key not in answers:
            flags = (NOT_ASKED,) * len(self.options)
        elif answers[self.key] is None:
            flags = ("",) * len(self.options)
        else:
            chosen = self._chosen(answers)
            flags = tuple("1" if option.value in chosen else "0" for option in self.options)
        return (*flags, *self._other_cell(answers))

    def parts(self) -> tuple[Part, ...]:
        return (Part(self.key, self.label, self.shape, self._categories(), self._outside()),)
