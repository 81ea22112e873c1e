"""Answers to the sample surveys, as the form would send them. The same seed gives the same ones."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import assert_never

from models.clock import JST
from models.document import SurveyDocument
from models.journey import walk
from models.questions import AnyQuestion
from models.questions.choice import Dropdown, MultipleChoice, SingleChoice
from models.questions.consent import Consent
from models.questions.day import Day
from models.questions.matrix import MatrixMultiple, MatrixSingle
from models.questions.number import Number
from models.questions.place import Place
from models.questions.ranking import Ranking
from models.questions.scale import Nps, Scale
from models.questions.statement import Statement
from models.questions.text import LongText, ShortText
from models.samples import profile
from models.samples.definitions import days_open, opening_day
from models.samples.profile import Arrival, Facts, Profile
from models.samples.wording import Wording, wordings

_OTHER_WRITTEN = 0.9  # of those who choose その他
_CARE = (0.4, 1.0, 1.6)  # times the usual rate of blanks: people differ in patience


@dataclass(frozen=True)
class Answered:
    """One person's sending: fields as an HTML form sends them, without its hidden fields.

    `placement_kind` is a key of `placements.KINDS`. `days_ago` counts back from the midnight
    with which the day given to `load` began (see `sent_at`).
    """

    fields: dict[str, list[str]]
    placement_kind: str
    language: str
    days_ago: float


def sent_at(answered: Answered, today: date) -> datetime:
    """When the answer was sent; `today` is the day given to `load`."""
    return datetime.combine(today, time(0), JST) - timedelta(days=answered.days_ago)


def generate(name: str, document: SurveyDocument, count: int, seed: int) -> list[Answered]:
    """`count` answers to the sample survey `name`; `document` is what `load` returned.

    Every answer is one the form would take, and only to what the person is asked. Opinions hang
    together: people who waited, did not understand or found no room are less satisfied, and
    comments follow from satisfaction.
    """
    rng = Random(f"{name} {seed}")  # noqa: S311  # invents sample data, keeps no secret
    plan = profile.read(name)
    words = wordings(rng, name, plan)
    found = []
    for _ in range(count):
        facts = _facts(rng, plan, document)
        language, placement = facts["language"][0], facts["placement"][0]
        ago = _days_ago(rng, plan["arrival"], placement, document)
        day = opening_day(document) + timedelta(days=days_open(document) - math.ceil(ago))
        fields = _fields(rng, plan, document, facts, words[language], day)
        found.append(Answered(_applying(document, fields), placement, language, ago))
    return found


def _facts(rng: Random, plan: Profile, document: SurveyDocument) -> Facts:
    questions = {key: q for q in document.questions() for key in q.stored_keys()}
    facts: Facts = {}
    for key, fact in plan["facts"].items():
        match questions.get(key):
            case MultipleChoice() as question:
                facts[key] = profile.several(
                    rng, fact, facts, question.options, question.max_choices
                )
            case MatrixMultiple() as question:
                facts[key] = profile.several(rng, fact, facts, question.options)
            case Ranking() as question:
                facts[key] = profile.ranked(rng, fact, facts, len(question.places))
            case Place() as question:
                facts[key] = profile.one(rng, fact, facts)
                facts[f"{key}_area"] = [question.cells({key: facts[key][0]})[1]]
            case _:
                facts[key] = profile.one(rng, fact, facts)
    return facts


def _fields(
    rng: Random, plan: Profile, document: SurveyDocument, facts: Facts, words: Wording, day: date
) -> dict[str, list[str]]:
    care = rng.choice(_CARE)

    def is_blank(key: str) -> bool:
        return rng.random() * 100 < plan["blank"].get(key, 0) * care

    fields: dict[str, list[str]] = {}
    for question in document.questions():
        if is_blank(question.key):
            fields |= _blank(question)
        else:
            filled = _filled(rng, question, facts, words, day)
            fields |= {
                name: values
                for name, values in filled.items()
                if name not in plan["blank"] or name == question.key or not is_blank(name)
            }
    return fields


def _applying(document: SurveyDocument, fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """The fields without those of questions that the person was never shown."""
    dropped = walk(document, fields).dropped
    hidden = {name for key in dropped for name in document.question(key).fields()}
    return {name: values for name, values in fields.items() if name not in hidden}


def _blank(question: AnyQuestion) -> dict[str, list[str]]:
    """An untouched question: what is ticked sends nothing, all that is written or picked does."""
    match question:
        case SingleChoice() | MultipleChoice():
            return {question.other_key: [""]} if question.other_option else {}
        case Ranking():
            return {question.key: [""] * len(question.places)}
        case Dropdown() | Place() | Number() | Day() | ShortText() | LongText():
            return {question.key: [""]}
        case _:
            return {}


def _filled(
    rng: Random, question: AnyQuestion, facts: Facts, words: Wording, day: date
) -> dict[str, list[str]]:
    """What the person sends on `day`."""
    match question:
        case Statement():
            return {}
        case MatrixSingle() | MatrixMultiple():
            return {key: facts[key] for key in question.asked_keys()}
    said = facts[question.key]
    match question:
        case SingleChoice() | MultipleChoice():
            other = question.other_option
            writes = other is not None and other.value in said and rng.random() < _OTHER_WRITTEN
            text = {question.other_key: [words.line(question.other_key)]} if writes else {}
            return _blank(question) | {question.key: said} | text
        case Ranking():
            return {question.key: said + [""] * (len(question.places) - len(said))}
        case Day():
            return {question.key: [(day - timedelta(days=int(said[0]))).isoformat()]}
        case ShortText():
            return {question.key: [words.line(question.key) if said == ["written"] else ""]}
        case LongText():
            silent = said == ["silent"]
            return {question.key: ["" if silent else words.comment(said[0], facts)]}
        case Dropdown() | Scale() | Nps() | Place() | Number() | Consent():
            return {question.key: said}
        case _:
            assert_never(question)


def _days_ago(rng: Random, plan: Arrival, placement: str, document: SurveyDocument) -> float:
    """Days before the midnight that `Answered` speaks of: most on the first days, then fewer."""
    length, opens = days_open(document), document.opens_at
    shares = plan["days"][placement][:length]
    day = rng.choices(range(len(shares)), weights=shares)[0]
    on_site = day < plan["event_days"] and placement in plan["on_site"]
    hours = plan["event_hours" if on_site else "home_hours"]
    first = opens.hour if day == 0 and opens is not None else 0
    hour = int(profile.weighted(rng, {h: s for h, s in hours.items() if int(h) >= first}))
    return length - day - (hour + rng.random()) / 24
