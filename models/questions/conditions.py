"""When something is asked: rules over earlier answers, as data that server and page both read.

A rule holds only of an answer that is there: of 無回答 and 非該当 nothing is true but `unanswered`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self, assert_never

from pydantic import Field, model_validator

from models.questions.values import Answers, Frozen, StoredKey

Operator = Literal[
    "equals", "differs", "includes", "excludes", "greater", "less", "answered", "unanswered"
]

# Operators that compare with no value, and those that compare numbers.
BARE: frozenset[Operator] = frozenset({"answered", "unanswered"})
ORDERED: frozenset[Operator] = frozenset({"greater", "less"})


class Rule(Frozen):
    """One comparison: the answer stored under `key`, an operator, and a value where it needs one.

    `equals` and `differs` compare a single answer, `includes` and `excludes` several; `greater`
    and `less` compare numbers, also the codes of a scale that are numbers, and leave out the value
    itself.
    """

    key: StoredKey
    op: Operator
    value: Annotated[str, Field(max_length=400)] | float | None = None

    @model_validator(mode="after")
    def _has_what_it_compares_with(self) -> Self:
        if (self.value is None) != (self.op in BARE):
            raise ValueError(f"{self.op} takes {'no' if self.op in BARE else 'a'} value")
        if self.op in ORDERED and number(self.value) is None:
            raise ValueError(f"{self.op} takes a number")
        return self

    @property
    def question_key(self) -> str:
        """The key of the question whose answer is compared."""
        return self.key.partition(".")[0]

    def holds(self, answers: Answers) -> bool:
        """Whether the rule is true of these stored answers."""
        found = answers.get(self.key)
        if self.op == "unanswered":
            return found is None
        if found is None:
            return False
        chosen = [str(one) for one in found] if isinstance(found, list) else [text(found)]
        wanted = text(self.value)
        match self.op:
            case "answered":
                return True
            case "equals":
                return chosen == [wanted]
            case "differs":
                return chosen != [wanted]
            case "includes":
                return wanted in chosen
            case "excludes":
                return wanted not in chosen
            case "greater" | "less":
                return self._compares(found)
            case _:
                assert_never(self.op)

    def _compares(self, found: object) -> bool:
        here, limit = number(found), number(self.value)
        if here is None or limit is None:
            return False
        return here > limit if self.op == "greater" else here < limit


class Condition(Frozen):
    """Rules of which all, or any one, must hold."""

    match: Literal["all", "any"] = "all"
    rules: tuple[Rule, ...] = Field(min_length=1, max_length=20)

    def holds(self, answers: Answers) -> bool:
        """Whether the condition is true of these stored answers."""
        found = (rule.holds(answers) for rule in self.rules)
        return all(found) if self.match == "all" else any(found)


def number(value: object) -> float | None:
    """A stored value as a number, None when it is none: わからない on a scale is no number."""
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return float(value)
    return None


def text(value: object) -> str:
    """A value as it is compared, numbers as they are written: 3, 2.5, 3000000."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
