"""Answers to the sample surveys, as the form would send them. The same seed gives the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from models.clock import JST
from models.document import SurveyDocument
from models.questions import AnyQuestion
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.text import LongText, ShortText
from models.samples import profile
from models.samples.definitions import days_open
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

    Every answer is one the form would take. Opinions hang together: people who waited, did not
    understand or found no room are less satisfied, and comments follow from satisfaction.
    """
    rng = Random(f"{name} {seed}")  # noqa: S311  # invents sample data, keeps no secret
    plan = profile.read(name)
    words = wordings(rng, name, plan)
    found = []
    for _ in range(count):
        facts = _facts(rng, plan, document)
        language, placement = facts["language"][0], facts["placement"][0]
        fields = _fields(rng, plan, document, facts, words[language])
        ago = _days_ago(rng, plan["arrival"], placement, document)
        found.append(Answered(fields, placement, language, ago))
    return found


def _facts(rng: Random, plan: Profile, document: SurveyDocument) -> Facts:
    questions = {question.key: question for question in document.questions()}
    facts: Facts = {}
    for key, fact in plan["facts"].items():
        question = questions.get(key)
        if isinstance(question, MultipleChoice):
            facts[key] = profile.several(rng, fact, facts, question)
        else:
            facts[key] = profile.one(rng, fact, facts)
    return facts


def _fields(
    rng: Random, plan: Profile, document: SurveyDocument, facts: Facts, words: Wording
) -> dict[str, list[str]]:
    care = rng.choice(_CARE)
    fields: dict[str, list[str]] = {}
    for question in document.questions():
        blank = rng.random() * 100 < plan["blank"].get(question.key, 0) * care
        fields |= _blank(question) if blank else _filled(rng, question, facts, words)
    return fields


def _blank(question: AnyQuestion) -> dict[str, list[str]]:
    """An untouched question: choices send nothing, text fields send an empty text."""
    if isinstance(question, SingleChoice | MultipleChoice):
        return {question.other_key: [""]} if question.other_option else {}
    return {question.key: [""]}


def _filled(
    rng: Random, question: AnyQuestion, facts: Facts, words: Wording
) -> dict[str, list[str]]:
    said = facts[question.key]
    match question:
        case SingleChoice() | MultipleChoice():
            other = question.other_option
            writes = other is not None and other.value in said and rng.random() < _OTHER_WRITTEN
            text = {question.other_key: [words.line(question.other_key)]} if writes else {}
            return _blank(question) | {question.key: said} | text
        case ShortText():
            return {question.key: [words.line(question.key) if said == ["written"] else ""]}
        case LongText():
            silent = said == ["silent"]
            return {question.key: ["" if silent else words.comment(said[0], facts)]}
        case _:
            raise TypeError(f"no sample answers for questions of type {question.type}")


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
