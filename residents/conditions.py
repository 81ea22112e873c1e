"""Conditions in words, for readers whose browser does not follow them by itself.

A rule becomes a clause about one question, a condition a sentence that says who should answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from models.document import SurveyDocument
from models.multilingual import Language, pick
from models.questions import AnyQuestion
from models.questions.conditions import ORDERED, Condition, Rule, number, text
from models.questions.matrix import MatrixMultiple, MatrixSingle
from residents import words

Asks = Literal["question", "section", "statement"]

_JOINTS = {"all": "if.and", "any": "if.or"}


def sentence(
    document: SurveyDocument,
    numbers: Mapping[str, int],
    condition: Condition,
    asks: Asks,
    language: Language,
) -> str:
    """Who should answer; `numbers` are the questions' numbers on the page, by key."""
    clauses = [
        _clause(document.question(rule.question_key), numbers[rule.question_key], rule, language)
        for rule in condition.rules
    ]
    joint = words.spell(language, _JOINTS[condition.match])
    return words.spell(language, f"if.{asks}", clauses=joint.join(clauses))


def _clause(question: AnyQuestion, on_page: int, rule: Rule, language: Language) -> str:
    where = _place(question, on_page, rule.key, language)
    answer = _answer(question, rule, language)
    if rule.op not in ORDERED:
        return words.spell(language, f"if.{rule.op}", where=where, answer=_quoted(answer, language))
    # A grade is no quantity: those that are meant are named instead.
    if grades := _grades(question, rule, language):
        either = words.spell(language, "if.either").join(grades)
        return words.spell(language, "if.equals", where=where, answer=either)
    return words.spell(language, f"if.{rule.op}", where=where, answer=answer)


def _place(question: AnyQuestion, on_page: int, key: str, language: Language) -> str:
    """The question, and within it the row, or the option whose text is meant."""
    name = ""
    if isinstance(question, MatrixSingle | MatrixMultiple):
        rows = {
            question.row_key(row): pick(row.label, language) or row.value for row in question.rows
        }
        name = rows.get(key, "")
    elif key != question.key:
        other = next((o for o in getattr(question, "options", ()) if o.other), None)
        name = (pick(other.label, language) or other.value) if other is not None else ""
    if name:
        return words.spell(language, "if.part", number=on_page, part=name)
    return words.spell(language, "if.whole", number=on_page)


def _labels(question: AnyQuestion, key: str, language: Language) -> dict[str, str]:
    """code → words of what can be chosen under the stored key; empty where people write."""
    for part in question.parts():
        if part.key == key:
            return {c.code: pick(c.label, language) or c.code for c in part.categories}
    return {}


def _grades(question: AnyQuestion, rule: Rule, language: Language) -> list[str]:
    limit = number(rule.value)
    labels = _labels(question, rule.key, language)
    if limit is None:
        return []
    return [
        _quoted(label, language)
        for code, label in labels.items()
        if (grade := number(code)) is not None
        and (grade > limit if rule.op == "greater" else grade < limit)
    ]


def _answer(question: AnyQuestion, rule: Rule, language: Language) -> str:
    """What the rule compares with, as people would say it."""
    if rule.value is None:
        return ""
    labels = _labels(question, rule.key, language)
    amount = number(rule.value)
    match question.shape:
        case "quantity" if amount is not None:
            whole = int(amount) if amount.is_integer() else amount
            return question.display({question.key: whole}, language)
        case "moment" if isinstance(rule.value, str):
            try:
                return words.day(language, date.fromisoformat(rule.value))
            except ValueError:  # staff wrote something that is no date: shown as written
                return rule.value
        case _:
            return labels.get(text(rule.value), text(rule.value))


def _quoted(text: str, language: Language) -> str:
    return words.spell(language, "if.quoted", answer=text) if text else ""
