"""Options, and what every question made of them shares."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from models.errors import AnswerError
from models.multilingual import Language, Text, pick
from models.questions.base import Category, Question
from models.questions.values import Answers, Frozen, Value

MAX_OPTIONS = 200


class Option(Frozen):
    """One option. `value` is stored and never changes once published; `label` is shown.

    `other` carries a free text, `exclusive` stands alone, `outside` is an answer outside the scale
    (わからない). `places` is how many people may choose it (定員); None for any number.
    """

    value: Value
    label: Text = Field(default_factory=dict)
    other: bool = False
    exclusive: bool = False
    outside: bool = False
    places: int | None = Field(default=None, ge=1, le=100_000)

    @property
    def stays_last(self) -> bool:
        """Where options stand in random order, this one keeps its place at the end."""
        return self.other or self.exclusive or self.outside


class Options(Question):
    """What every type with options shares: unique values, at most one of them その他.

    With `shuffle`, each reader finds the options in another order.
    """

    options: tuple[Option, ...] = Field(default=(), max_length=MAX_OPTIONS)
    shuffle: bool = False

    # Whether an option may have places (定員): whoever chooses it takes one.
    limitable: ClassVar[bool] = False

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
            "places_unsuitable": not self.limitable and any(o.places for o in self.options),
        }
        return (*super().problems(), *(code for code, is_so in found.items() if is_so))

    def label_of(self, value: str, language: Language = "ja") -> str:
        """The label of a stored value in `language`; the value itself if the label is missing."""
        labels = {option.value: pick(option.label, language) for option in self.options}
        return labels.get(value) or value

    def _categories(self) -> tuple[Category, ...]:
        return tuple(Category(option.value, option.label) for option in self.options)

    def _outside(self) -> frozenset[str]:
        return frozenset(option.value for option in self.options if option.outside)

    def _known(self, value: str) -> str:
        if all(option.value != value for option in self.options):
            raise AnswerError("unknown_option")
        return value

    def covering(self, older: Question) -> Self:
        assert isinstance(older, Options)
        current = {option.value for option in self.options}
        removed = tuple(option for option in older.options if option.value not in current)
        return self.model_copy(update={"options": (*self.options, *removed)})

    def limited(self, answers: Answers) -> dict[str, int]:
        if not self.limitable:
            return {}
        found = answers.get(self.key)
        chosen = found if isinstance(found, list) else [found]
        return {o.value: o.places for o in self.options if o.places and o.value in chosen}
