"""Choosing among options: one (SA) or several (MA), with その他 and exclusive options.

その他 keeps its free text beside the choice, under `KEY.other`, in the form, in the stored
answers and in a column of its own. Written text chooses その他 where nothing contradicts it, so
that a person without JavaScript need not tick a box as well.
"""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from models.errors import AnswerError
from models.multilingual import Language, Text, pick
from models.questions.base import (
    NOT_ASKED,
    Answers,
    Category,
    Column,
    Fields,
    Frozen,
    Part,
    Question,
    Shape,
    StoredValue,
    Value,
    clean,
    single,
)

MAX_OPTIONS = 200
MAX_OTHER = 400  # characters of the text beside その他


class Option(Frozen):
    """One option. `value` is stored and never changes once published; `label` is shown."""

    value: Value
    label: Text = Field(default_factory=dict)
    other: bool = False
    exclusive: bool = False


class _Choice(Question):
    """What SA and MA share: options with unique values, at most one of them その他."""

    options: tuple[Option, ...] = Field(default=(), max_length=MAX_OPTIONS)

    @model_validator(mode="after")
    def _options_are_distinct(self) -> Self:
        values = [option.value for option in self.options]
        if len(set(values)) != len(values):
            raise ValueError("two options have the same value")
        if sum(option.other for option in self.options) > 1:
            raise ValueError("more than one option is marked as other")
        return self

    def problems(self) -> tuple[str, ...]:
        labels = [pick(option.label) for option in self.options]
        written = [label for label in labels if label]
        found = {
            "too_few_options": len(labels) < 2,
            "no_option_label": len(written) < len(labels),
            "same_option_label": len(set(written)) < len(written),
        }
        return (*super().problems(), *(code for code, is_so in found.items() if is_so))

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

    def label_of(self, value: str, language: Language = "ja") -> str:
        """The label of a stored value in `language`; the value itself if the label is missing."""
        labels = {option.value: pick(option.label, language) for option in self.options}
        return labels.get(value) or value

    def _categories(self) -> tuple[Category, ...]:
        return tuple(Category(option.value, option.label) for option in self.options)

    def _known(self, value: str) -> str:
        if all(option.value != value for option in self.options):
            raise AnswerError("unknown_option")
        return value

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
        return "、".join(words) if language in ("ja", "ja-easy") else ", ".join(words)

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


class SingleChoice(_Choice):
    """単一回答 (SA): one option. Stored as the option's value."""

    type: Literal["single_choice"] = "single_choice"
    title: ClassVar[str] = "単一回答（1つ選ぶ）"
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
        return (Part(self.key, self.label, self.shape, self._categories()),)


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
        return (Part(self.key, self.label, self.shape, self._categories()),)
