from __future__ import annotations

from analysis import build, sides
from analysis.sides import is_attribute
from models import blocks
from models.questions.place import Place
from tests.builders import EVERY, HOME, document


def standing(*questions: object) -> list[tuple[str, list[str]]]:
    found = sides.standing(build.answers([], {1: document(*questions)}, {}))
    return [(column.part.key, [c.code for c in column.part.categories]) for column in found]


def test_the_ready_made_questions_are_known_by_their_keys() -> None:
    ready = [question for name in blocks.BLOCKS for question in blocks.questions(name)]
    assert {question.key for question in ready} == set(sides.KEYS)
    assert all(is_attribute(part) for question in ready for part in question.parts())


def test_sides_stand_in_their_own_order_and_places_by_area() -> None:
    [age], [gender], [home], [relation] = (
        blocks.questions(name) for name in ("age_with_children", "gender", "residence", "relation")
    )
    again = gender.model_copy(update={"key": "gender_2"})
    found = standing(relation, again, home, gender, age)
    assert [key for key, _ in found] == ["age", "gender_2", "gender", "residence", "relation"]
    assert isinstance(home, Place)
    assert dict(found)["residence"] == [area.value for area in home.areas]
    assert len(dict(found)["residence"]) == 6  # five areas and 区外


def test_any_place_is_a_side_and_other_questions_are_not() -> None:
    others = [question for question in EVERY if question.key != HOME.key]
    age = others[0].model_copy(update={"key": "age_group"})
    assert standing(*others[1:], age) == []
    assert standing(*others, HOME) == [("q13", ["tamagawa", "outside"])]


def test_words_are_no_side_whatever_their_key() -> None:
    assert standing(EVERY[3].model_copy(update={"key": "age"}), EVERY[0]) == []
