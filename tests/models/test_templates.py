"""The templates: whole, dated, answerable, and silent about who the person is."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest

from models import blocks, document, lifecycle
from models.clock import JST
from models.document import SurveyDocument
from models.journey import walk
from models.multilingual import pick
from models.questions import QUESTION_TYPES
from models.rehearsal import respondents
from models.templates import NAMES, load
from models.templates.definitions import FOLDER

TODAY = date(2026, 11, 24)
PERSONAL = re.compile(r"氏名|お名前|電話|メールアドレス|連絡先|住所|生年月日")


@pytest.fixture(params=NAMES)
def template(request: pytest.FixtureRequest) -> SurveyDocument:
    name: str = request.param
    return load(name, TODAY)


def test_there_is_a_file_for_each_name_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(NAMES)
    with pytest.raises(KeyError):
        load("election", TODAY)


def test_only_the_contact_is_left_to_fill(template: SurveyDocument) -> None:
    assert [(p.code, p.place) for p in document.problems(template)] == [
        ("no_contact_section", "contact"),
        ("no_contact_way", "contact"),
    ]


@pytest.mark.parametrize("later", range(0, 371, 53))
@pytest.mark.parametrize("name", NAMES)
def test_dates_make_sense_on_any_day(name: str, later: int) -> None:
    """Open at once, for two to four weeks; kept to the end of the next fiscal year."""
    morning = datetime(2026, 11, 24, 9, tzinfo=JST) + timedelta(days=later)
    loaded = load(name, morning.date())
    closes, until, results = loaded.closes_at, loaded.retention_until, loaded.results_on
    assert closes is not None
    assert until is not None
    assert results is not None
    assert timedelta(days=59) <= results - closes.date() <= timedelta(days=62)
    assert timedelta(days=14) <= closes - morning <= timedelta(days=29)
    assert (until.month, until.day) == (3, 31)
    assert timedelta(days=365) <= until - closes.date() <= timedelta(days=2 * 366)
    assert lifecycle.phase("open", loaded, morning) == "open"


def test_a_filled_form_is_read_without_errors(template: SurveyDocument) -> None:
    """Blank where that is allowed, and answered by invented people."""
    assert len(respondents(template, 12, 1)) == 12
    errors = walk(template, {}).errors
    assert set(errors) == {question.key for question in template.questions() if question.required}


def test_languages_are_complete(template: SurveyDocument) -> None:
    """A survey offered in a language says everything in it."""
    raw = document.dump(template)
    texts = re.findall(r'\{("(?:ja|en)": [^{}]*?)\}', raw)
    assert len(texts) > 20
    for language in template.languages:
        assert [text for text in texts if f'"{language}": ' not in text] == []


def test_nobody_is_asked_who_they_are(template: SurveyDocument) -> None:
    """Personal data is not kept apart yet, so no template asks for it."""
    assert [q.key for q in template.questions() if PERSONAL.search(pick(q.label))] == []
    for question in template.questions():
        if question.type == "long_text":
            assert "書かないでください" in pick(question.help)


@pytest.mark.parametrize("name", ["signup", "slots"])
def test_places_and_the_receipt_stand_in_for_a_name(name: str) -> None:
    loaded = load(name, TODAY)
    assert loaded.has_places
    [receipt] = [q for q in loaded.questions() if q.key == "receipt"]
    assert receipt.type == "statement"
    assert "この番号を見せてください" in pick(receipt.help)


def test_attributes_are_those_of_the_blocks() -> None:
    """So that results of different surveys can be put side by side."""
    known = {q.key: [q] for name in blocks.BLOCKS for q in blocks.questions(name)}
    known["age"] += blocks.questions("age")
    used = [q for name in NAMES for q in load(name, TODAY).questions() if q.key in known]
    assert len(used) > 12
    assert [q.key for q in used if q not in known[q.key]] == []


def test_together_they_show_every_type() -> None:
    used = {question.type for name in NAMES for question in load(name, TODAY).questions()}
    assert used == set(QUESTION_TYPES)
    assert any(q.show_if for name in NAMES for q in load(name, TODAY).questions())
