"""The sample surveys as documents, and the comments people write in them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import chain

import pytest

from models import document, lifecycle
from models.clock import JST
from models.document import SurveyDocument
from models.errors import NotFound
from models.questions import QUESTION_TYPES
from models.samples import NAMES, load, profile
from models.samples.wording import Comment, comments

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def documents() -> dict[str, SurveyDocument]:
    return {name: load(name, TODAY) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_to_mend_before_publishing(
    documents: dict[str, SurveyDocument], name: str
) -> None:
    assert document.problems(documents[name]) == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("later", range(0, 371, 53))  # another weekday each time, across years
def test_a_survey_is_open_on_the_day_it_is_loaded(name: str, later: int) -> None:
    today = TODAY + timedelta(days=later)
    loaded = load(name, today)
    for hour in (0, 12, 23):
        moment = datetime.combine(today, time(hour), JST)
        assert lifecycle.phase("open", loaded, moment) == "open"


def test_the_festival_begins_on_a_saturday_and_the_drill_on_a_sunday(
    documents: dict[str, SurveyDocument],
) -> None:
    days = {name: documents[name].opens_at for name in NAMES}
    weekdays = {name: day.strftime("%A") for name, day in days.items() if day}
    assert weekdays == {"festival": "Saturday", "drill": "Sunday", "childcare": "Tuesday"}


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(NotFound):
        load("election", TODAY)


def test_the_festival_is_whole_in_english(documents: dict[str, SurveyDocument]) -> None:
    festival = documents["festival"]
    texts = [festival.title, festival.purpose, *(section.title for section in festival.sections)]
    for question in festival.questions():
        texts += [question.label, *([question.help] if question.help else [])]
        if question.type != "nps":  # its numbers need no words; its ends are English by default
            texts += [c.label for part in question.parts() for c in part.categories]
        texts += [part.unit for part in question.parts() if part.unit]
        texts += [wider.label for part in question.parts() for wider, _ in part.groups]
    assert festival.languages == ("ja", "en")
    assert [text for text in texts if set(text) != {"ja", "en"}] == []


def test_the_samples_use_every_type_of_question(documents: dict[str, SurveyDocument]) -> None:
    used = {question.type for name in NAMES for question in documents[name].questions()}
    assert used == set(QUESTION_TYPES)


def all_comments(name: str) -> list[Comment]:
    languages = profile.read(name)["facts"]["language"]["percent"]
    return [comment for language in languages for comment in comments(name, language)]


@pytest.mark.parametrize("name", NAMES)
def test_comments_are_distinct_and_personal_data_is_not_in_them(name: str) -> None:
    texts = [comment.text for comment in all_comments(name) if comment.tone != "none"]
    assert len(texts) == len(set(texts)) >= 110
    assert [text for text in texts if "@" in text or "03-" in text or "090" in text] == []
    assert all(0 < len(text) <= 1_000 for text in texts)


@pytest.mark.parametrize("name", NAMES)
def test_conditions_name_only_what_the_survey_asks(
    documents: dict[str, SurveyDocument], name: str
) -> None:
    plan = profile.read(name)
    values = {key: set(fact["percent"]) for key, fact in plan["facts"].items()}
    for question in documents[name].questions():
        for part in question.parts():
            codes = {category.code for category in part.categories}
            assert not codes or values[part.key] == codes
            if part.groups:
                values[f"{part.key}_area"] = {wider.code for wider, _ in part.groups}
    rules = chain.from_iterable(fact.get("rules", []) for fact in plan["facts"].values())
    conditions = [rule["when"] for rule in rules] + [c.suits for c in all_comments(name)]
    for condition in conditions:
        for key, allowed in profile.terms(condition):
            assert allowed <= values[key], condition
