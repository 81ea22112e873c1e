"""What the answer to a question can be compared with: for the editor's choices and for 点検."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date

from models.questions import conditions
from models.questions.base import Part, Question, Shape
from models.questions.conditions import BARE, ORDERED, Operator, Rule

# Operators that suit an answer, in the order in which they are offered; BARE ones suit every one.
SUITABLE: Mapping[Shape, tuple[Operator, ...]] = {
    "one_of": ("equals", "differs"),
    "any_of": ("includes", "excludes"),
    "ordered": ("equals", "differs", "greater", "less"),
    "quantity": ("equals", "differs", "greater", "less"),
    "moment": ("equals", "differs"),
    "prose": (),
    "ranked": ("includes", "excludes"),
    "place": ("equals", "differs"),
}


def operators(question: Question, key: str) -> tuple[Operator, ...]:
    """Operators that suit the answer that `question` stores under `key`, one of its keys.

    The text beside その他 is prose; a scale is compared by size where its codes are numbers.
    """
    part = _part(question, key)
    suitable = SUITABLE[part.shape] if part is not None else ()
    if (
        part is not None
        and part.categories
        and not any(_is_number(c.code) for c in part.categories)
    ):
        suitable = tuple(one for one in suitable if one not in ORDERED)
    return (*suitable, "answered", "unanswered")


def fault(rule: Rule, question: Question) -> str | None:
    """Code of what keeps a rule over `question` from ever meaning something, or None."""
    if rule.op not in operators(question, rule.key):
        return "condition_operator"
    part = _part(question, rule.key)
    if rule.op in BARE or part is None:
        return None
    wanted = conditions.text(rule.value)
    if rule.op in ORDERED:
        known = True  # the rule itself takes nothing but a number
    elif part.shape == "quantity":
        known = _is_written(wanted, _number)
    elif part.shape == "moment":
        known = _is_written(wanted, _day)
    else:
        known = any(category.code == wanted for category in part.categories)
    return None if known else "condition_value"


def _part(question: Question, key: str) -> Part | None:
    return next((part for part in question.parts() if part.key == key), None)


def _is_number(code: str) -> bool:
    return conditions.number(code) is not None


def _number(value: str) -> str:
    number = float(value)
    return conditions.text(number) if math.isfinite(number) else ""


def _day(value: str) -> str:
    return date.fromisoformat(value).isoformat()


def _is_written(value: str, written: Callable[[str], str]) -> bool:
    """Whether `value` is what `written` makes of it: only then can it equal a stored value."""
    try:
        return written(value) == value
    except ValueError:
        return False
