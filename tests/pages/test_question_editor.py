"""Options as staff write them: values are stable, その他 and 特にない stay at the end."""

from __future__ import annotations

import pytest

from models.questions import AnyQuestion
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.options import Option, Options
from pages.components.editor import options
from pages.components.editor.lines import read_with_places
from pages.components.editor.options import with_special
from tests.builders import EVERY, GRID, LIKED, SATISFACTION, SCALE

Choice = SingleChoice | MultipleChoice


def with_lines(question: Choice, published: AnyQuestion | None, text: str) -> Choice:
    return options.with_lines(question, published, read_with_places(text))


def pairs(question: Choice) -> list[tuple[str, str]]:
    return [(option.value, option.label["ja"]) for option in question.options]


def flags(question: Choice) -> list[tuple[str, bool, bool]]:
    return [(option.label["ja"], option.other, option.exclusive) for option in question.options]


@pytest.mark.parametrize("kind", [SingleChoice, MultipleChoice])
def test_lines_become_options_with_values_in_order(
    kind: type[SingleChoice | MultipleChoice],
) -> None:
    """The two unwritten options of a new question leave no gap in the values."""
    new = kind(key="q1", options=(Option(value="a1"), Option(value="a2")))
    assert pairs(with_lines(new, None, "赤\n\n 青 \n白\n")) == [
        ("a1", "赤"),
        ("a2", "青"),
        ("a3", "白"),
    ]


def test_known_lines_keep_their_values_in_any_order() -> None:
    assert pairs(with_lines(SATISFACTION, None, "不満\nふつう\n満足")) == [
        ("bad", "不満"),
        ("a1", "ふつう"),
        ("good", "満足"),
        ("other", "その他"),
    ]


def test_value_of_a_removed_option_is_never_given_to_another() -> None:
    """Published with a1 and a2, a2 removed since: a new option may not take over its answers."""
    published = with_lines(SingleChoice(key="q1"), None, "晴れ\n雨")
    draft = with_lines(published, published, "晴れ")
    assert pairs(with_lines(draft, published, "晴れ\n雪")) == [("a1", "晴れ"), ("a3", "雪")]


def test_option_that_comes_back_gets_its_old_value() -> None:
    published = with_lines(SingleChoice(key="q1"), None, "晴れ\n雨")
    draft = with_lines(published, published, "晴れ")
    assert pairs(with_lines(draft, published, "雨\n晴れ")) == [("a2", "雨"), ("a1", "晴れ")]


def test_special_options_stay_at_the_end_and_are_not_written_twice() -> None:
    changed = with_lines(LIKED, None, "ステージ\nその他\n花火")
    assert flags(changed) == [
        ("ステージ", False, False),
        ("花火", False, False),
        ("特にない", False, True),
        ("その他", True, False),
    ]
    assert dict(pairs(changed))["none"] == "特にない"


def test_special_options_are_switched_on_and_off() -> None:
    question = with_lines(MultipleChoice(key="q1"), None, "赤\n青")
    grown = with_special(question, None, "other", True)
    grown = with_special(grown, None, "exclusive", True)
    assert pairs(grown)[2:] == [("a3", "その他"), ("a4", "特にない")]
    assert flags(grown)[2:] == [("その他", True, False), ("特にない", False, True)]
    assert with_special(grown, None, "other", False).other_option is None


def test_written_line_becomes_the_special_option_instead_of_a_second_one() -> None:
    question = with_lines(SingleChoice(key="q1"), None, "赤\nその他")
    assert flags(with_special(question, None, "other", True)) == [
        ("赤", False, False),
        ("その他", True, False),
    ]


def test_words_in_other_languages_stay_when_japanese_options_change() -> None:
    changed = with_lines(SATISFACTION, None, "満足\n大満足")
    assert changed.options[0].label == {"ja": "満足", "en": "Yes"}


def test_places_are_read_changed_and_taken_away() -> None:
    question = with_lines(SingleChoice(key="q1"), None, "午前 | 20\n午後")
    assert [option.places for option in question.options] == [20, None]
    assert options.lines(question) == read_with_places("午前 | 20\n午後")
    changed = with_lines(question, question, "午前\n午後 | 5人")
    assert [(o.value, o.places) for o in changed.options] == [("a1", None), ("a2", 5)]


def test_steps_without_words_are_lines_too_and_keep_their_values() -> None:
    for question in (SCALE, GRID):
        lines = options.lines(question)
        assert [line.label for line in lines] == ["満足", "2", "どちらともいえない", "4", "不満"]
        again = options.with_lines(question, None, lines)
        assert [o.value for o in again.options] == [o.value for o in question.options]
        assert again.options[1].label == {"ja": "2"}


@pytest.mark.parametrize("question", [q for q in EVERY if isinstance(q, Options)])
def test_reading_the_shown_lines_changes_no_value(question: Options) -> None:
    again = options.with_lines(question, None, options.lines(question))
    assert {o.value for o in again.options} == {o.value for o in question.options}
