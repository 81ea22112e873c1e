"""Whether any answers at all can make conditions true: the rules of a draft, searched.

Candidate answers go through the questions' own `parse` and the rules' own `holds`, so the search
knows nothing of types but which answers are worth trying. Where it cannot be sure, it says yes:
what it calls impossible is impossible.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

from models.document import SurveyDocument
from models.errors import AnswerError
from models.questions import AnyQuestion
from models.questions.conditions import Condition, Rule, number, text
from models.questions.day import Day
from models.questions.number import Number
from models.questions.options import Options
from models.questions.values import StoredValue

MOST_STEPS = 2_000  # conditions looked at for one question; beyond it, anything is thought possible

_Rules = dict[str, tuple[Rule, ...]]


class Reach:
    """Which conditions the answers to a document can fulfil."""

    def __init__(self, document: SurveyDocument) -> None:
        """Take the rules of `document`."""
        self._asker: dict[str, AnyQuestion] = {}
        self._conditions: dict[str, tuple[Condition, ...]] = {}
        self._steps = 0
        self._fitting: dict[tuple[Rule, ...], bool] = {}  # worked out already
        for section in document.sections:
            for question in section.questions:
                self._asker |= dict.fromkeys(question.stored_keys(), question)
                both = (section.show_if, question.show_if)
                self._conditions[question.key] = tuple(one for one in both if one is not None)

    def allows(self, *conditions: Condition) -> bool:
        """Whether some person's answers make all these conditions true at once."""
        self._steps = 0
        return self._search(conditions, {}, frozenset())

    def shows(self, key: str) -> bool:
        """Whether anybody is asked the question with `key`."""
        return self.allows(*self._conditions[key])

    def fits(self, rules: tuple[Rule, ...]) -> bool:
        """Whether one answer under one stored key fulfils all `rules`, which speak of that key."""
        if rules not in self._fitting:
            self._fitting[rules] = self._fits(rules)
        return self._fitting[rules]

    def _fits(self, rules: tuple[Rule, ...]) -> bool:
        key = rules[0].key
        question = self._asker[key]
        blank = [rule.op == "unanswered" for rule in rules]
        if any(blank):
            always = question.required and key in question.asked_keys()
            return all(blank) and not (always and not self._conditions[question.key])
        return any(
            all(rule.holds({key: value}) for rule in rules)
            for value in _values(question, key, rules)
        )

    def _search(
        self, pending: tuple[Condition, ...], known: _Rules, opened: frozenset[str]
    ) -> bool:
        """Try each way to fulfil the first pending condition on top of the rules already known."""
        self._steps += 1
        if not pending or self._steps > MOST_STEPS:
            return True
        first, *rest = pending
        ways = [first.rules] if first.match == "all" else [(rule,) for rule in first.rules]
        for way in ways:
            rules = dict(known)
            for rule in way:
                rules[rule.key] = (*rules.get(rule.key, ()), rule)
            if not all(self.fits(rules[key]) for key in {rule.key for rule in way}):
                continue
            # Who answered a question was asked it.
            asked = {rule.question_key for rule in way if rule.op != "unanswered"} - opened
            more = [one for key in sorted(asked) for one in self._conditions[key]]
            if self._search((*rest, *more), rules, opened | asked):
                return True
        return False


def _values(question: AnyQuestion, key: str, rules: tuple[Rule, ...]) -> Iterator[StoredValue]:
    """Answers under `key` that are worth trying, as they would be stored."""
    if key not in question.asked_keys():  # the text beside その他
        yield from _texts(rules)
        return
    part = next(part for part in question.parts() if part.key == key)
    codes = [category.code for category in part.categories]
    match part.shape:
        case "one_of" | "ordered" | "place":
            yield from codes
            return
        case "any_of" | "ranked":
            sendings = _lists(question, codes, rules)
        case "quantity":
            step = 10 ** -(question.decimals if isinstance(question, Number) else 0)
            sendings = ([one] for one in _numbers(rules, step))
        case "moment":
            sendings = ([one] for one in _days(question, rules))
        case "prose":
            sendings = ([one] for one in _texts(rules))
    lenient = question.model_copy(update={"required": question.required and part.shape == "ranked"})
    for sent in sendings:
        try:
            yield lenient.parse({key: sent})[key]
        except AnswerError:
            continue  # nobody can give this answer: not worth trying


def _lists(question: AnyQuestion, codes: list[str], rules: tuple[Rule, ...]) -> Iterator[list[str]]:
    """Each option alone, and what must be among the answers with as many others as fit."""
    yield from ([code] for code in codes)
    options = question.options if isinstance(question, Options) else ()
    alone = {option.value for option in options if option.exclusive}
    wanted = [text(rule.value) for rule in rules if rule.op in ("includes", "equals")]
    shunned = {text(rule.value) for rule in rules if rule.op == "excludes"}
    others = [code for code in codes if code not in shunned | alone | set(wanted)]
    for more in range(len(others) + 1):
        yield [*dict.fromkeys(wanted), *others[:more]]


def _numbers(rules: tuple[Rule, ...], step: float) -> Iterator[str]:
    """Every number that a rule names, and enough of its neighbours to go around the others."""
    named = [found for rule in rules if (found := number(rule.value)) is not None]
    for base in (*named, 0.0):
        for away in range(-len(rules) - 1, len(rules) + 2):
            yield f"{(math.floor(base / step) + away) * step:.4f}".rstrip("0").rstrip(".")


def _days(question: AnyQuestion, rules: tuple[Rule, ...]) -> Iterator[str]:
    """Days that a rule names, and as many around the question's limits, or around any day."""
    yield from (text(rule.value) for rule in rules if rule.value is not None)
    limits = (question.earliest, question.latest) if isinstance(question, Day) else ()
    for limit in [one for one in limits if one is not None] or [date(2026, 1, 1)]:
        for away in range(-len(rules), len(rules) + 1):
            yield (limit + timedelta(days=away)).isoformat()


def _texts(rules: tuple[Rule, ...]) -> Iterator[str]:
    yield from (text(rule.value) for rule in rules if rule.value is not None)
    yield from (digits for digits in _numbers(rules, 1) if digits.isdigit())
    yield from "あいうえおかきくけこさしすせそたちつてと"[: len(rules) + 1]
