"""What a new question begins with, and what stays of it when its type or its lines change."""

from __future__ import annotations

from typing import Any

import pytest

from models import editing
from models.document import dump, load, problems
from models.questions import QUESTION_TYPES
from models.questions.conditions import Condition, Rule
from models.questions.options import Option, Options
from tests.builders import EVERY, LIKED, SATISFACTION, SCALE, TOWN, document


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_a_new_question_begins_with_what_its_type_needs(name: str) -> None:
    """Written words and labels are all that is missing for publishing."""
    made, key = editing.add_question(document(sections=[{}]), name)
    assert key == "q1"
    missing = {problem.code for problem in problems(made)}
    assert missing <= {"no_label", "no_option_label", "no_row_label"}
    assert load(dump(made)) == made


def test_a_scale_begins_with_five_steps_and_a_way_out() -> None:
    """5件法, the best first, numbered downwards, and わからない outside it."""
    made, key = editing.add_question(document(), "scale")
    scale = made.question(key)
    assert isinstance(scale, Options)
    assert [(o.value, o.label["ja"]) for o in scale.options if not o.outside] == [
        ("5", "満足"),
        ("4", "やや満足"),
        ("3", "どちらともいえない"),
        ("2", "やや不満"),
        ("1", "不満"),
    ]
    assert [o.label["ja"] for o in scale.options if o.outside] == ["わからない"]


@pytest.mark.parametrize("new", QUESTION_TYPES)
@pytest.mark.parametrize("old", EVERY, ids=lambda question: question.type)
def test_changing_the_type_keeps_the_words(old: Any, new: str) -> None:
    """From every type to every type: words, key and condition stay; options among those that have
    options; and the question can be saved."""
    worded = old.model_copy(
        update={
            "help": {"ja": "補足", "en": "More"},
            "label_b": {"ja": "別の聞き方"},
            "show_if": Condition(rules=(Rule(key="q0", op="answered"),)),
        }
    )
    changed = editing.change_type(worded, new)
    assert changed.type == new
    for field in ("key", "label", "label_b", "help", "show_if"):
        assert getattr(changed, field) == getattr(worded, field)
    assert changed.required == (old.required and new != "statement")
    if isinstance(old, Options) and isinstance(changed, Options):
        assert [(o.value, o.label) for o in changed.options] == [
            (o.value, o.label) for o in old.options
        ]
    asker = TOWN.model_copy(update={"key": "q0"})
    made = document(asker, changed)
    assert load(dump(made)) == made


def test_changing_the_type_there_and_back_loses_no_option() -> None:
    """SA → 段階評価 → マトリクス → MA: the lines pasted from Excel are still there."""
    question: Any = SATISFACTION
    for name in ("scale", "matrix_single", "ranking", "multiple_choice", "single_choice"):
        question = editing.change_type(question, name)
    assert [o.label for o in question.options] == [o.label for o in SATISFACTION.options]
    unlimited = editing.change_type(
        SCALE.model_copy(
            update={"options": tuple(o.model_copy(update={"places": 3}) for o in SCALE.options)}
        ),
        "matrix_multiple",
    )
    assert isinstance(unlimited, Options)
    assert {option.places for option in unlimited.options} == {None}


def test_options_keep_their_values_when_lines_are_edited() -> None:
    """A label that stays keeps its stored value, wherever its line moves."""
    before = (
        Option(value="a1", label={"ja": "はい", "en": "Yes"}),
        Option(value="a2", label={"ja": "いいえ"}),
    )
    after = editing.replace_options(before, ["いいえ", "わからない", "はい"])
    assert [(option.value, option.label["ja"]) for option in after] == [
        ("a2", "いいえ"),
        ("a3", "わからない"),
        ("a1", "はい"),
    ]
    assert after[2].label["en"] == "Yes"
    assert LIKED.options[0] in editing.replace_options(LIKED.options, ["ステージ"])
    assert SATISFACTION.options == editing.replace_options(
        SATISFACTION.options, ["満足", "不満", "その他"]
    )
