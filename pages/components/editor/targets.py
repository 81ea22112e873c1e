"""What a condition can look at: earlier answers, each with its comparisons and its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.clock import now
from models.document import SurveyDocument
from models.multilingual import pick
from models.questions import AnyQuestion, comparing
from models.questions.base import Shape
from models.questions.conditions import BARE, ORDERED, Condition, Operator, Rule, number, text
from pages.components.editor.lines import one_line

# What follows 「問2」 before 「人」, with {} for the value.
_WORDS: dict[Operator, str] = {
    "equals": "で「{}」と答えた",
    "differs": "で「{}」以外を答えた",
    "includes": "で「{}」を選んだ",
    "excludes": "で「{}」を選ばなかった",
    "greater": "が「{}」より上の",
    "less": "が「{}」より下の",
    "answered": "に答えた",
    "unanswered": "に答えていない",
}
_NUMBERS: dict[Operator, str] = _WORDS | {
    "equals": "がちょうど{}の",
    "differs": "が{}ではない",
    "greater": "が{}より大きい",
    "less": "が{}より小さい",
}


@dataclass(frozen=True)
class Target:
    """An earlier answer: its stored key, 「問2」, its words, and which values it can have."""

    key: str
    name: str
    label: str
    shape: Shape
    phrases: Mapping[Operator, str]
    values: Mapping[str, str] = field(default_factory=dict)  # stored value → words
    unit: str = ""

    def first_rule(self) -> Rule:
        """The rule to begin with: the usual comparison with the first value."""
        return self.rule(next(iter(self.phrases)))

    def rule(self, op: Operator, value: str | float | None = None) -> Rule:
        """A rule with this comparison, with `value` where that can be compared, else the first."""
        if op in BARE:
            return Rule(key=self.key, op=op)
        if self.shape == "moment":
            day = value if isinstance(value, str) and value else f"{now():%Y-%m-%d}"
            return Rule(key=self.key, op=op, value=day)
        offered = self.offered(op)
        if not offered:
            return Rule(key=self.key, op=op, value=number(value) or 0.0)
        chosen = str(value) if str(value) in offered else next(iter(offered))
        return Rule(key=self.key, op=op, value=chosen)

    def offered(self, op: Operator) -> dict[str, str]:
        """The values that can be compared by `op`: by size, only those that are numbers."""
        return {
            value: words
            for value, words in self.values.items()
            if op not in ORDERED or number(value) is not None
        }


def before(document: SurveyDocument, part: str | int) -> dict[str, Target]:
    """Stored key → target, for all that is answered before the question `part`, or before the
    section of that number (0 for the first)."""
    found: dict[str, Target] = {}
    count = 0
    for index, section in enumerate(document.sections):
        if index == part:
            return found
        for question in section.questions:
            count += 1
            if question.key == part:
                return found
            found |= {one.key: one for one in _targets(f"問{count}", question)}
    return found


def sentence(condition: Condition, targets: Mapping[str, Target]) -> str:
    """The whole condition as one Japanese sentence."""
    joined = "、かつ、" if condition.match == "all" else "、または、"
    return f"{joined.join(phrase(rule, targets) for rule in condition.rules)}人だけに表示します。"


def phrase(rule: Rule, targets: Mapping[str, Target]) -> str:
    """One rule, as it stands before 「人」: 問2 で「はい」と答えた."""
    target = targets.get(rule.key) or Target(rule.key, f"「{rule.key}」", "", "one_of", _WORDS)
    value = text(rule.value)
    words = target.values.get(value, f"{value}{target.unit}")
    pattern = target.phrases.get(rule.op) or _WORDS[rule.op]
    return f"{target.name} {pattern.format(words)}"


def _targets(name: str, question: AnyQuestion) -> Iterator[Target]:
    for part in question.parts():
        label = one_line(pick(part.label))
        words = _NUMBERS if part.shape == "quantity" else _WORDS
        yield Target(
            key=part.key,
            name=f"{name}の「{label.rpartition('：')[2]}」" if "." in part.key else name,
            label=label,
            shape=part.shape,
            phrases={op: words[op] for op in comparing.operators(question, part.key)},
            values={c.code: one_line(pick(c.label)) or c.code for c in part.categories},
            unit=pick(part.unit),
        )
