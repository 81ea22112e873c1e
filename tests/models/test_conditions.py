"""Conditions: what a rule is true of, what a definition may say, and what blocks publishing."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from models.document import Problem, SurveyDocument, dump, load, problems
from models.errors import DefinitionError
from models.questions import comparing
from models.questions.conditions import Condition, Operator, Rule
from tests.builders import (
    DAY,
    EVERY,
    FIVE,
    GRID_MANY,
    HOME,
    LIKED,
    NUMBER,
    RANKING,
    SATISFACTION,
    SCALE,
    TOWN,
    document,
)
from tests.models.strategies import documents


@pytest.mark.parametrize(
    ("found", "true_of"),
    [
        (None, {"unanswered"}),
        ("3", {"answered", "equals", "includes"}),
        ("a1", {"answered", "differs", "excludes"}),
        ("4", {"answered", "differs", "excludes", "greater"}),
        (3, {"answered", "equals", "includes"}),
        (2.5, {"answered", "differs", "excludes", "less"}),
        (["3"], {"answered", "equals", "includes"}),
        (["3", "4"], {"answered", "differs", "includes"}),
        (["1", "2"], {"answered", "differs", "excludes"}),
    ],
)
@pytest.mark.parametrize("value", ["3", 3, 3.0])
def test_what_each_operator_is_true_of(found: Any, true_of: set[str], value: Any) -> None:
    """Of 無回答 and 非該当 nothing is true but `unanswered`; 3 and "3" are the same."""
    compared = ("equals", "differs", "includes", "excludes", "greater", "less")
    rules = [Rule(key="q1", op=op, value=value) for op in compared]
    rules += [Rule(key="q1", op="answered"), Rule(key="q1", op="unanswered")]
    assert {rule.op for rule in rules if rule.holds({"q1": found})} == true_of
    if found is None:
        assert {rule.op for rule in rules if rule.holds({})} == true_of


@pytest.mark.parametrize("number", [3_000_000, 1_000_000_000_000, 0, -7, 0.1, 1234.5678])
def test_numbers_are_compared_whole(number: float) -> None:
    """A price or a year's income equals itself, however long it is."""
    assert Rule(key="q1", op="equals", value=number).holds({"q1": number})
    assert not Rule(key="q1", op="greater", value=number).holds({"q1": number})


@pytest.mark.parametrize(
    "raw",
    [
        {"key": "q1", "op": "equals"},
        {"key": "q1", "op": "answered", "value": "a"},
        {"key": "q1", "op": "greater", "value": "多い"},
        {"key": "q1", "op": "matches", "value": ".*"},
        {"key": "q1 or 1=1", "op": "answered"},
        {"key": "q1", "op": "equals", "value": math.inf},
        {"key": "q1", "op": "equals", "value": ["a"]},
        {"key": "q1", "op": "equals", "value": "a" * 401},
    ],
)
def test_a_rule_says_what_it_can_mean(raw: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Rule.model_validate(raw)


def on(key: str, op: Operator = "answered", value: str | float | None = None) -> Condition:
    return Condition(rules=(Rule(key=key, op=op, value=value),))


def definition(*questions: Any, section: Condition | None = None) -> str:
    """The JSON text of a document whose second section holds the last question."""
    made = json.loads(dump(document()))
    *first, last = [question.model_dump(mode="json") for question in questions]
    condition = section.model_dump() if section is not None else None
    made["sections"] = [{"questions": first}, {"questions": [last], "show_if": condition}]
    return json.dumps(made)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (definition(SATISFACTION, TOWN.model_copy(update={"show_if": on("q9")})), "question q3"),
        (definition(TOWN.model_copy(update={"show_if": on("q1")}), SATISFACTION), "question q3"),
        (definition(SATISFACTION, TOWN.model_copy(update={"show_if": on("q3")})), "question q3"),
        (definition(SATISFACTION, TOWN, section=on("q3")), "section 2"),
        (definition(SATISFACTION, TOWN, section=on("nothing")), "section 2"),
        (definition(GRID_MANY, TOWN, section=on("q9")), "section 2"),  # a row is meant: q9.hall
        (definition(GRID_MANY, TOWN, section=on("q9.roof")), "section 2"),
        (definition(LIKED, TOWN, section=on("q2.stage")), "section 2"),
    ],
)
def test_conditions_that_refer_to_nothing_given_before_are_refused(text: str, named: str) -> None:
    """To nothing, to a later question or to itself, so that none can loop; the place is named."""
    with pytest.raises(DefinitionError, match=f"{named} depends on "):
        load(text)


@pytest.mark.parametrize(
    ("question", "condition", "code"),
    [
        (SATISFACTION, on("q1", "equals", "bad"), None),
        (SATISFACTION, on("q1", "equals", "soso"), "condition_value"),
        (SATISFACTION, on("q1", "includes", "bad"), "condition_operator"),
        (SATISFACTION, on("q1", "greater", 3), "condition_operator"),
        (SATISFACTION, on("q1.other", "answered"), None),
        (SATISFACTION, on("q1.other", "equals", "雨"), "condition_operator"),
        (LIKED, on("q2", "includes", "food"), None),
        (LIKED, on("q2", "equals", "food"), "condition_operator"),
        (LIKED, on("q2", "excludes", "rain"), "condition_value"),
        (TOWN, on("q3", "unanswered"), None),
        (TOWN, on("q3", "equals", "用賀"), "condition_operator"),
        (SCALE, on("q6", "less", 3), None),
        (SCALE, on("q6", "equals", 5), None),
        (SCALE, on("q6", "equals", "6"), "condition_value"),
        (SCALE, on("q6", "equals", "unsure"), None),
        (GRID_MANY, on("q9.hall", "includes", "food"), None),
        (GRID_MANY, on("q9.hall", "greater", 1), "condition_operator"),
        (RANKING, on("q10", "includes", "food"), None),
        (NUMBER, on("q11", "greater", 2.5), None),
        (NUMBER, on("q11", "equals", "３人"), "condition_value"),
        (NUMBER, on("q11", "equals", "nan"), "condition_value"),
        (NUMBER, on("q11", "equals", "12"), None),
        (DAY, on("q12", "equals", "2026-11-23"), None),
        (DAY, on("q12", "equals", "11月23日"), "condition_value"),
        (DAY, on("q12", "greater", 20261123), "condition_operator"),
        (HOME, on("q13", "equals", "yoga"), None),
        (HOME, on("q13", "equals", "tamagawa"), "condition_value"),
    ],
)
def test_a_rule_that_can_never_mean_something_blocks_publishing(
    question: Any, condition: Condition, code: str | None
) -> None:
    """The value must be one that can be stored, the operator one that suits the type."""
    last = EVERY[-1].model_copy(update={"show_if": condition})
    made = document(question, last)
    assert problems(made) == ((Problem(code, last.key),) if code else ())
    in_section = load(definition(question, EVERY[-1], section=condition))
    assert problems(in_section) == problems(made)


def test_an_option_that_is_gone_is_found_again() -> None:
    """A rule outlives the option it waits for: the draft stays readable and says so."""
    gone = LIKED.model_copy(update={"options": LIKED.options[1:]})
    follower = TOWN.model_copy(update={"show_if": on("q2", "includes", "stage")})
    assert problems(document(gone, follower)) == (Problem("condition_value", "q3"),)


@given(made=documents())
def test_generated_documents_can_be_published(made: SurveyDocument) -> None:
    """What `operators` offers suits; so nothing in such a document is in the way."""
    assert [problem for problem in problems(made) if problem.blocks] == []
    for question in made.questions():
        for key in question.stored_keys():
            assert {"answered", "unanswered"} <= set(comparing.operators(question, key))


def test_places_belong_on_options_that_take_one() -> None:
    """定員 on a scale would be shown to nobody and counted by nobody."""
    limited = tuple(option.model_copy(update={"places": 5}) for option in FIVE)
    made = document(SCALE.model_copy(update={"options": limited}))
    assert problems(made) == (Problem("places_unsuitable", "q6"),)
    assert made.question("q6").limited({"q6": "5"}) == {}
    liked = LIKED.model_copy(update={"options": (LIKED.options[0], *limited[1:])})
    assert liked.limited({"q2": ["stage", "3"]}) == {"3": 5}
