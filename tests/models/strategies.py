"""Hypothesis strategies: whole survey documents of all types with conditions, and sendings.

`documents()` can be published. `drafts()` may lack words. `sendings(document)` are fields as a
form sends them, each of which its question takes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from models.document import SurveyDocument
from models.multilingual import LANGUAGES
from models.questions import QUESTION_TYPES, AnyQuestion, comparing
from models.questions.choice import MultipleChoice
from models.questions.conditions import BARE, ORDERED
from models.questions.day import Day
from models.questions.matrix import MatrixMultiple
from models.questions.number import Number
from models.questions.ranking import Ranking
from models.questions.statement import Statement
from models.questions.text import LongText, ShortText

Fields = dict[str, list[str]]
Draw = Callable[[st.SearchStrategy[Any]], Any]

MOST = 7  # questions of a document

_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"])
_WORDS = st.text(_CHARACTERS, min_size=1, max_size=8) | st.sampled_from(
    ["満足", "=1+1", "<b>&amp;</b>", "か\u3099", "👨‍👩‍👧", "{q1}", "$(rm)", '"', "\u202eabc"]
)
_LENGTHS = st.none() | st.integers(1, 12)


@st.composite
def texts(draw: Draw, *, blank: bool, ending: str = "") -> dict[str, str]:
    """Words by language, Japanese always among them unless they may be blank."""
    languages = draw(st.sets(st.sampled_from(LANGUAGES), max_size=2))
    if not blank:
        languages |= {"ja"}
    return {language: draw(_WORDS) + ending for language in sorted(languages)}


@st.composite
def named(draw: Draw, prefix: str, least: int, most: int, *, blank: bool) -> list[dict[str, Any]]:
    """Options, rows or districts: distinct values, labels that differ."""
    return [
        {"value": f"{prefix}{number}", "label": draw(texts(blank=blank, ending=str(number)))}
        for number in range(draw(st.integers(least, most)))
    ]


@st.composite
def questions(draw: Draw, key: str, *, blank: bool) -> dict[str, Any]:
    """One question of any type, as plain values."""
    name = draw(st.sampled_from(sorted(QUESTION_TYPES)))
    made: dict[str, Any] = {
        "type": name,
        "key": key,
        "label": draw(texts(blank=blank)),
        "help": draw(texts(blank=True)),
        "label_b": draw(st.just({}) | texts(blank=True)),
    }
    if name != "statement":
        made["required"] = draw(st.booleans())
    if "options" in QUESTION_TYPES[name].model_fields:
        _add_options(draw, made, blank=blank)
    if "rows" in QUESTION_TYPES[name].model_fields:
        made["rows"] = draw(named("r", 1, 3, blank=blank))
    match name:
        case "number":
            made["minimum"], made["maximum"] = draw(
                st.sampled_from([(None, None), (0, None), (-5.5, 20), (1, 1)])
            )
            made["decimals"] = draw(st.integers(0, 4))
            made["unit"] = draw(texts(blank=True))
        case "date":
            made["earliest"] = draw(st.none() | st.dates(date(1990, 1, 1), date(2020, 1, 1)))
            made["latest"] = draw(st.none() | st.dates(date(2020, 1, 2), date(2040, 1, 1)))
        case "place":
            areas = draw(named("area", 2, 3, blank=blank))
            for area in areas:
                area["districts"] = draw(named(f"{area['value']}_", 0, 2, blank=blank))
            made["areas"] = areas
        case "nps":
            made["unsure"] = draw(st.booleans())
        case "short_text" | "long_text":
            made["max_chars"] = draw(st.integers(1, 30))
        case "multiple_choice":
            made["max_choices"] = draw(st.none() | st.integers(1, 2))
        case "ranking":
            made["ranks"] = draw(st.integers(1, len(made["options"])))
    return made


def _add_options(draw: Draw, made: dict[str, Any], *, blank: bool) -> None:
    options = draw(named("a", 3, 5, blank=blank))
    numbered = draw(st.booleans())
    for number, option in enumerate(options, start=1):
        if numbered:
            option["value"] = str(number)
    kind = made["type"]
    made["shuffle"] = draw(st.booleans())
    if kind in ("single_choice", "dropdown", "multiple_choice"):
        options[-1]["other"] = draw(st.booleans())
        options[0]["places"] = draw(_LENGTHS)
    if kind in ("multiple_choice", "matrix_multiple"):
        options[1]["exclusive"] = draw(st.booleans())
    if kind in ("scale", "matrix_single"):
        options.append({"value": "unsure", "label": {"ja": "わからない"}, "outside": True})
    made["options"] = options


@st.composite
def conditions(draw: Draw, earlier: list[AnyQuestion]) -> dict[str, Any] | None:
    """A condition over answers given before; None in half of the cases."""
    readable = [(question, key) for question in earlier for key in question.stored_keys()]
    if not readable or draw(st.booleans()):
        return None
    chosen = draw(st.lists(st.sampled_from(readable), min_size=1, max_size=3))
    rules = []
    for question, key in chosen:
        operator = draw(st.sampled_from(comparing.operators(question, key)))
        rule: dict[str, Any] = {"key": key, "op": operator}
        if operator not in BARE:
            rule["value"] = draw(_comparable(question, key, number=operator in ORDERED))
        rules.append(rule)
    return {"match": draw(st.sampled_from(["all", "any"])), "rules": rules}


def _comparable(question: AnyQuestion, key: str, *, number: bool) -> st.SearchStrategy[Any]:
    part = next(part for part in question.parts() if part.key == key)
    if number or part.shape == "quantity":
        return st.sampled_from([-1.0, 0.0, 1.0, 2.0, 2.5, 3.0, 20.0])
    if part.shape == "moment":
        return st.dates(date(2019, 12, 30), date(2020, 1, 3)).map(date.isoformat)
    return st.sampled_from([category.code for category in part.categories])


@st.composite
def _documents(draw: Draw, *, blank: bool) -> SurveyDocument:
    sections: list[dict[str, Any]] = [{"title": {}, "questions": []}]
    earlier: list[AnyQuestion] = []
    for number in range(1, draw(st.integers(1, MOST)) + 1):
        if number > 1 and draw(st.integers(0, 3)) == 0:
            condition = draw(conditions(earlier))
            title = draw(texts(blank=True))
            sections.append({"title": title, "show_if": condition, "questions": []})
        made = draw(questions(f"q{number}", blank=blank))
        made["show_if"] = draw(conditions(earlier))
        sections[-1]["questions"].append(made)
        earlier.append(QUESTION_TYPES[made["type"]].model_validate(made))
    fields: dict[str, Any] = {
        "title": draw(texts(blank=blank)),
        "purpose": draw(texts(blank=blank)),
        "contact": {"section": "地域振興課", "phone": "" if blank else "03-0000-0000"},
        "minutes": draw(st.integers(1, 120)),
        "closes_at": draw(st.none() | st.just("2099-12-25T17:00")),
        "sections": sections,
    }
    return SurveyDocument.model_validate(fields)


def documents() -> st.SearchStrategy[SurveyDocument]:
    """Documents that can be published."""
    return _documents(blank=False)


def drafts() -> st.SearchStrategy[SurveyDocument]:
    """Documents as they are while somebody writes them."""
    return _documents(blank=True)


@st.composite
def sendings(draw: Draw, document: SurveyDocument) -> Fields:
    """Fields of every question that is not left blank, whether it will be asked or not."""
    fields: Fields = {}
    for question in document.questions():
        if question.required or draw(st.integers(0, 3)):
            fields |= draw(answers(question))
    return fields


@st.composite
def answers(draw: Draw, question: AnyQuestion) -> Fields:
    """Fields that say something to the question, and that it takes."""
    key = question.key
    match question:
        case Statement():
            return {}
        case ShortText() | LongText():
            text = draw(st.text(_CHARACTERS, min_size=1, max_size=question.max_chars))
            return {key: [text]}
        case Number():
            return {key: [draw(_numbers(question))]}
        case Day():
            first, last = question.earliest, question.latest
            day = draw(st.dates(first or date(1990, 1, 1), last or date(2040, 1, 1)))
            return {key: [day.isoformat()]}
        case Ranking():
            values = [option.value for option in question.options]
            return {key: draw(st.permutations(values))[: len(question.places)]}
        case MultipleChoice() | MatrixMultiple():
            most = getattr(question, "max_choices", None)
            names = (key,) if isinstance(question, MultipleChoice) else question.asked_keys()
            return {name: draw(_several(question, most)) for name in names}
        case _:
            codes = {part.key: [one.code for one in part.categories] for part in question.parts()}
            fields = {name: [draw(st.sampled_from(codes[name]))] for name in codes}
            other = getattr(question, "other_option", None)
            if other is not None and fields[key] == [other.value]:
                fields[f"{key}.other"] = [draw(st.just("") | _WORDS)]
            return fields


def _several(
    question: MultipleChoice | MatrixMultiple, most: int | None
) -> st.SearchStrategy[list[str]]:
    usual = [option.value for option in question.options if not option.exclusive]
    alone = [[option.value] for option in question.options if option.exclusive]
    several = st.lists(st.sampled_from(usual), min_size=1, max_size=most, unique=True)
    return several | st.sampled_from(alone) if alone else several


def _numbers(question: Number) -> st.SearchStrategy[str]:
    least = -1000 if question.minimum is None else question.minimum
    most = 1000 if question.maximum is None else question.maximum
    usual = [number for number in (-5, 0, 1, 2, 3, 20, 1000) if least <= number <= most]
    return st.sampled_from([str(number) for number in usual])
