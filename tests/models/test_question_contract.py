"""What every question type promises, tried on every type; and what a new type must bring along."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import AnswerError
from models.multilingual import LANGUAGES
from models.questions import QUESTION_TYPES, AnyQuestion
from models.questions.base import NOT_ASKED, Shape
from tests.builders import EVERY, LIKED, OPINION, SATISFACTION, TOWN

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {question.type: question for question in EVERY}
ASKING = tuple(question for question in EVERY if question.asked_keys())

NASTY = st.text(max_size=40) | st.sampled_from(
    ["", " ", "a\x00b", "=1+1", "<b>", "\u202e", "か\u3099", "other"]
)


def a_value(question: AnyQuestion) -> st.SearchStrategy[str]:
    """A code of the question, or what nobody should send."""
    codes = [category.code for part in question.parts() for category in part.categories]
    usual = st.sampled_from([*codes, "1", "１２", "3,000", "2.5", "2026-11-23", "令和8年11月23日"])
    return usual | NASTY


def sent(question: AnyQuestion) -> st.SearchStrategy[dict[str, list[str]]]:
    return st.fixed_dictionaries(
        {}, optional={name: st.lists(a_value(question), max_size=3) for name in question.fields()}
    )


@given(data=st.data(), question=st.sampled_from(EVERY))
def test_whatever_is_sent_is_refused_with_a_code_or_kept_whole(
    data: st.DataObject, question: AnyQuestion
) -> None:
    """parse → JSON → display, cells and parts agree with each other for every accepted sending."""
    fields = data.draw(sent(question))
    try:
        stored = question.parse(fields)
    except AnswerError:
        return  # every code has its words: tests/residents/test_locales.py
    assert set(question.asked_keys()) <= set(stored) <= set(question.stored_keys())
    assert question.was_asked(stored) == bool(question.asked_keys())
    assert json.loads(json.dumps(stored)) == stored
    assert len(question.cells(stored)) == len(question.columns())
    assert NOT_ASKED not in question.cells(stored)
    for language in LANGUAGES:
        answered = any(stored[key] is not None for key in question.asked_keys())
        assert bool(question.display(stored, language)) == answered
    for part in question.parts():
        value = stored[part.key]
        codes = {category.code for category in part.categories}
        chosen = set(value if isinstance(value, list) else [value] if value else [])
        assert not codes or chosen <= codes
        assert part.outside <= codes
    assert question.covering(question) == question


@pytest.mark.parametrize("question", ASKING, ids=lambda question: question.type)
def test_not_asked_blank_and_answered_are_three_things(question: AnyQuestion) -> None:
    """非該当, 無回答 and an answer differ in every cell that shows them."""
    optional = question.model_copy(update={"required": False})
    blank = optional.parse({})
    assert set(question.cells({})) == {NOT_ASKED}
    assert set(question.cells(blank)) == {""}
    assert blank == dict.fromkeys(question.asked_keys())
    assert question.display({}) == question.display(blank) == ""


@pytest.mark.parametrize("question", ASKING, ids=lambda question: question.type)
def test_a_required_question_refuses_blank_space(question: AnyQuestion) -> None:
    """Spaces and nothing are the same: no answer."""
    required = question.model_copy(update={"required": True})
    for nothing in ({}, {name: [""] for name in question.fields()}):
        with pytest.raises(AnswerError):
            required.parse(nothing)


@pytest.mark.parametrize("question", ASKING, ids=lambda question: question.type)
def test_names_are_its_own_and_unique(question: AnyQuestion) -> None:
    """Fields and columns start with the key, so that two questions never share one."""
    names = [*question.fields(), *(column.name for column in question.columns())]
    assert all(re.fullmatch(rf"{question.key}([._].+)?", name) for name in names)
    columns = [column.name for column in question.columns()]
    assert len(set(columns)) == len(columns)


def test_every_type_is_tried_here() -> None:
    """A type that is not among the samples is not covered by the contract."""
    assert set(SAMPLES) == set(QUESTION_TYPES)


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_nothing_is_missing_for_the_type(name: str) -> None:
    """Template, staff editor, documentation, a title for staff and a place in a sample survey."""
    template = ROOT / "residents" / "templates" / "questions" / f"{name}.html"
    editor = (ROOT / "pages" / "components" / "question_editor.py").read_text(encoding="utf-8")
    manual = (ROOT / "docs" / "question-types.md").read_text(encoding="utf-8")
    examples = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "models" / "samples").glob("*.json")
    )
    assert template.exists()
    assert QUESTION_TYPES[name].__name__ in editor or f'"{name}"' in editor
    assert f"`{name}`" in manual
    assert f'"{name}"' in examples
    assert QUESTION_TYPES[name].title
    assert QUESTION_TYPES[name].shape in get_args(Shape)


def test_single_choice() -> None:
    """SA: one known option; その他 with its text; contradictions are named."""
    assert SATISFACTION.parse({"q1": ["good"]}) == {"q1": "good"}
    assert SATISFACTION.parse({"q1": ["other"], "q1.other": [" 雨 "]}) == {
        "q1": "other",
        "q1.other": "雨",
    }
    assert SATISFACTION.parse({"q1.other": ["雨"]})["q1"] == "other"
    assert SATISFACTION.display({"q1": "other", "q1.other": "雨"}, "en") == "Other(雨)"
    assert SATISFACTION.cells({"q1": "other", "q1.other": "雨"}) == ("other", "雨")
    for fields, code in (
        ({"q1": ["99"]}, "unknown_option"),
        ({"q1": ["good", "bad"]}, "sent_twice"),
        ({"q1": ["good"], "q1.other": ["雨"]}, "other_not_chosen"),
        ({"q1": ["other"], "q1.other": ["あ" * 401]}, "too_long"),
        ({}, "choose_one"),
    ):
        with pytest.raises(AnswerError, match=code):
            SATISFACTION.parse(fields)


def test_multiple_choice() -> None:
    """MA: option order, limits, exclusive options, and その他 chosen by its text."""
    assert LIKED.parse({"q2": ["food", "stage"]}) == {"q2": ["stage", "food"]}
    assert LIKED.parse({"q2": ["none"]}) == {"q2": ["none"]}
    assert LIKED.parse({"q2": ["food"], "q2.other": ["花火"]}) == {
        "q2": ["food", "other"],
        "q2.other": "花火",
    }
    assert LIKED.cells({"q2": ["stage", "other"], "q2.other": "花火"}) == (
        *("1", "0", "0", "0", "1"),
        "花火",
    )
    strict = LIKED.model_copy(update={"min_choices": 2, "required": True})
    for question, fields, code in (
        (LIKED, {"q2": ["stage", "none"]}, "exclusive"),
        (LIKED, {"q2": ["stage", "food", "stamp"]}, "too_many"),
        (LIKED, {"q2": ["stage", "stage"]}, "sent_twice"),
        (LIKED, {"q2": ["stage", "?"]}, "unknown_option"),
        (strict, {"q2": ["stage"]}, "too_few"),
        (strict, {}, "choose_any"),
    ):
        with pytest.raises(AnswerError, match=code):
            question.parse(fields)
    assert strict.parse({"q2": ["none"]}) == {"q2": ["none"]}  # an exclusive answer is complete


def test_text() -> None:
    """Text is kept as typed but for line breaks, control characters and blank edges."""
    assert TOWN.parse({"q3": [" 三軒\r\n茶屋\x00 "]}) == {"q3": "三軒 茶屋"}
    assert OPINION.parse({"q4": ["一行目\r\n二行目\r三行目"]}) == {"q4": "一行目\n二行目\n三行目"}
    for kept in ("👨‍👩‍👧 𠮷 ｶﾞ", "か\u3099", "\u202eabc", "葛\U000e0100飾"):
        assert OPINION.parse({"q4": [kept]}) == {"q4": kept}
    assert OPINION.parse({"q4": ["あ" * 200]}) == {"q4": "あ" * 200}
    with pytest.raises(AnswerError, match="too_long") as refusal:
        OPINION.parse({"q4": ["あ" * 201]})
    assert refusal.value.limits == {"limit": 200, "length": 201}
