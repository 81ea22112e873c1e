"""Small questions for the tests of 点検, made in one line each."""

from __future__ import annotations

from typing import Any

from models.checkup import check
from models.questions import AnyQuestion
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.conditions import Condition, Rule
from models.questions.options import Option
from models.questions.text import ShortText
from tests.builders import document


def rule(key: str, op: str, value: str | float | None = None) -> Rule:
    return Rule.model_validate({"key": key, "op": op, "value": value})


def only_if(question: Any, *rules: Rule, match: str = "all") -> Any:
    """The question under a condition."""
    condition = Condition.model_validate({"match": match, "rules": list(rules)})
    return question.model_copy(update={"show_if": condition})


def choice(key: str, label: str, *labels: str, **more: Any) -> SingleChoice:
    options = [Option(value=f"a{n}", label={"ja": one}) for n, one in enumerate(labels, start=1)]
    return SingleChoice(key=key, label={"ja": label}, options=tuple(options), **more)


def many(key: str, label: str, *labels: str, **more: Any) -> MultipleChoice:
    options = [Option(value=f"a{n}", label={"ja": one}) for n, one in enumerate(labels, start=1)]
    return MultipleChoice(key=key, label={"ja": label}, options=tuple(options), **more)


def text(key: str, label: str, **more: Any) -> ShortText:
    return ShortText(key=key, label={"ja": label}, **more)


def found(*questions: AnyQuestion, **changes: Any) -> list[tuple[str, str]]:
    """(code, place) of every finding, in order."""
    return [(one.code, one.place) for one in check(document(*questions, **changes))]


YES = choice("yes", "はじめてですか", "はい", "いいえ", required=True)
