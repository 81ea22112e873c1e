"""Every code of the house has words: read from the sources, so that a new code cannot be missed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from analysis.text.rules import RuleError
from models import errors, lifecycle
from models.document import Problem
from models.errors import KoebakoError, NotAllowed, NotFound, NotPublishable, StaleDraft
from models.lifecycle import Phase, State
from models.questions.base import Shape
from pages.components import words
from qr import links

ROOT = Path(__file__).resolve().parents[2]
INNER = [*ROOT.glob("models/**/*.py"), *ROOT.glob("qr/*.py")]


SHAPES = frozenset(get_args(Shape))


def calls(name: str) -> Iterator[ast.Call]:
    for file in INNER:
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name:
                yield node


def first_texts(name: str) -> set[str]:
    """The first argument of each call of `name` that is written out."""
    return {
        call.args[0].value
        for call in calls(name)
        if call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def codes_of_questions() -> set[str]:
    """Codes that a question's own `problems`, and those of a condition over it, may return."""
    found = set()
    for file in ROOT.glob("models/questions/*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.FunctionDef) and node.name in ("problems", "fault"):
                found |= {
                    part.value
                    for part in ast.walk(node)
                    if isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and part.value.isidentifier()
                    and part.value not in SHAPES
                }
    return found


def moves() -> set[str]:
    """`{verb}_{state}` for each step that a state does not allow."""
    states: tuple[State, ...] = get_args(State)
    return {
        f"{verb}_{state}"
        for verb, allowed in lifecycle.ALLOWED.items()
        for state in states
        if state not in allowed
    }


def test_every_problem_has_a_sentence_and_every_sentence_a_problem() -> None:
    codes = first_texts("Problem") | codes_of_questions()
    assert {"no_title", "too_few_options", "type_changed"} <= codes
    assert set(words.PROBLEMS) == codes


def test_every_place_of_a_problem_has_a_name() -> None:
    places = {
        call.args[1].value
        for call in calls("Problem")
        if len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
    }
    days = {"closes_at", "retention_until", "results_on"}
    assert places <= {"title", "purpose", "contact", "questions"} | days


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal() -> None:
    codes = first_texts("NotAllowed") | moves()
    assert {"placement_name", "public_url_local", "close_draft"} <= codes
    assert set(words.REFUSALS) == codes


def test_every_phase_and_every_kind_of_thing_has_a_name() -> None:
    assert set(words.PHASES) == set(get_args(Phase))
    assert first_texts("NotFound") <= set(words.KINDS_OF_THINGS)


REFUSED = [
    StaleDraft(3),
    NotPublishable((Problem("no_title", "title"),)),
    NotAllowed("placement_name"),
    NotFound("placement", "abc"),
    NotFound("aside", "7"),
    errors.PlacesFull({"q1": ("a",)}),
    errors.DefinitionError("sections.0", "is wrong"),
    errors.SurveyNotOpen("closed"),
    errors.StorageRefused("データベースを使えません。"),
    RuleError(3, "公園", "前の言葉との間に、かつ（&）か、または（|）を入れてください。"),
    words.Refusal(words.TOO_LARGE),
    errors.FormError("unknown"),
]


@pytest.mark.parametrize("error", REFUSED, ids=lambda error: type(error).__name__)
def test_refusal_is_a_japanese_sentence(error: KoebakoError) -> None:
    sentence = words.say(error)
    assert sentence.endswith("。")
    assert not any(c.isascii() and c.isalpha() for c in sentence)


def test_every_caution_about_the_address_has_a_sentence() -> None:
    assert set(words.CAUTIONS) == set(get_args(links.Caution))
