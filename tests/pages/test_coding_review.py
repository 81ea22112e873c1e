"""手で分類する: what is shown of each comment, and that a click is kept at once."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from models import codes
from models.codes import NOTHING, REST, Code
from models.codings import Codings
from models.store import Store
from pages.components import coding_lists
from tests.pages.coding_room import (
    PARK,
    ROAD,
    alike,
    by_hand,
    coded_survey,
    judged,
    look_at,
    machine,
    part,
    person,
    where,
)
from tests.pages.desk import shown
from tests.pages.nasty import NASTY
from tests.pages.reading_room import html, survey_of

KEY = f"read.review.q4.{person(0)}"


def review(survey_id: str, kind: str = "all") -> AppTest:
    """The section with one kind of comments."""
    at = part("coding_review", survey_id)
    return at if kind == "unseen" else at.selectbox(key="read.review.kind").select(kind).run()


def chosen(at: AppTest, number: int = 0) -> list[str]:
    """What is marked of a comment."""
    return list(at.button_group(key=f"read.review.q4.{person(number)}").value or ())


def test_without_codes_there_is_nothing(house: Store) -> None:
    assert shown(part("coding_review", survey_of(house, ["公園"]))) == ""


def test_what_counts_is_marked_with_whose_word_it_is(house: Store) -> None:
    survey_id = coded_survey(house, ["公園と道路", "よい", "まだ"])
    machine(house, survey_id, {0: ["park", "road"], 1: []})
    by_hand(house, survey_id, {0: {"road": False}})
    at = review(survey_id)
    assert [chosen(at, number) for number in range(3)] == [["park"], [], []]
    assert "規則：公園。職員が外した分類：道路。" in shown(at)
    assert "どの分類にも当てはまりません（規則）。" in shown(at)
    assert "まだ分類していません。" in shown(at)
    assert "職員が判断したご意見は1件です（ご意見は全部で3件）。" in shown(at)


def test_a_click_is_kept_at_once_and_choosing_again_undoes_it(house: Store) -> None:
    survey_id = coded_survey(house, ["公園と道路"])
    machine(house, survey_id, {0: ["park"]})
    at = review(survey_id, "unseen")
    at = at.button_group(key=KEY).select("road").run()
    assert judged(house, survey_id, "person") == {person(0): {"road": True}}
    assert "職員：道路。規則：公園。" in shown(at)  # still in the list of what nobody had seen
    at = at.button_group(key=KEY).unselect("park").run()
    assert judged(house, survey_id, "person") == {person(0): {"park": False, "road": True}}
    at = at.button_group(key=KEY).select("park").run()
    assert chosen(at) == ["park", "road"]
    at = at.button(key=f"read.review.判断を取り消す.{person(0)}").click().run()
    assert judged(house, survey_id, "person") == {}
    assert chosen(at) == ["park"]


def test_what_is_right_is_confirmed_for_every_code(house: Store) -> None:
    survey_id = coded_survey(house, ["公園"])
    machine(house, survey_id, {0: ["park"]})
    at = review(survey_id).button(key=f"read.review.これでよい.{person(0)}").click().run()
    assert judged(house, survey_id, "person") == {person(0): {"park": True, "road": False}}
    assert "職員が確認ずみ。職員：公園。" in shown(at)


def test_many_codes_are_chosen_from_a_list(house: Store) -> None:
    many = [Code(f"c{number}", f"分類{number}") for number in range(1, 14)]
    survey_id = coded_survey(house, ["公園"], many)
    at = review(survey_id).multiselect(key=KEY).select("分類7").run()
    assert judged(house, survey_id, "person") == {person(0): {"c7": True}}
    assert at.multiselect(key=KEY).value == ["c7"]


def test_a_code_that_was_removed_in_the_meantime_is_refused(house: Store) -> None:
    survey_id = coded_survey(house, ["公園"])
    at = review(survey_id)
    house.write(lambda s: codes.remove(s, survey_id, "q4", "road", by="sato"))
    at = at.button_group(key=KEY).select("road").run()
    assert "この分類は見つかりません。" in shown(at)
    assert judged(house, survey_id, "person") == {}


def test_ten_are_shown_and_a_page_is_turned(house: Store) -> None:
    at = review(coded_survey(house, alike(6)), "unseen")
    assert html(at).count("koe-voice") == 10
    at = next(one for one in at.button if one.label == "次へ").click().run()
    assert html(at).count("koe-voice") == 2


def test_words_of_residents_and_labels_are_no_markup(house: Store) -> None:
    labels = [Code(f"n{at}", text[:60]) for at, text in enumerate(NASTY[:8])]
    survey_id = coded_survey(house, ["<img src=x onerror=alert(1)> 公園"], labels)
    machine(house, survey_id, {0: [one.id for one in labels]})
    at = review(survey_id)
    assert "&lt;img src=x onerror=alert(1)&gt;" in html(at)
    assert "<img" not in html(at)
    assert not any("![x](" in one.value for one in at.caption)
    assert not any("![x](" in option for option in at.button_group(key=KEY).options)


@pytest.mark.parametrize(
    ("kind", "code", "places"),
    [
        ("unseen", "", {1, 2, 3}),
        ("uncoded", "", {3}),
        ("code", "park", {0, 1}),
        ("code", REST, {2}),
        ("all", "", {0, 1, 2, 3}),
    ],
)
def test_lists_hold_what_they_say(
    house: Store, kind: coding_lists.Kind, code: str, places: set[int]
) -> None:
    survey_id = coded_survey(house, ["公園1", "公園2", "よい", "まだ", "特になし"])
    machine(house, survey_id, {0: ["park"], 1: ["park"], 2: [], 4: [NOTHING]})
    by_hand(house, survey_id, {0: {"park": True}})
    found = coding_lists.listed(*where(), look_at(house, survey_id), kind, code)
    assert set(found.ids) == {person(at) for at in places}
    assert found.comments == 4


def test_what_nobody_saw_comes_in_an_order_of_its_own_that_stays(house: Store) -> None:
    survey_id = coded_survey(house, alike(20))
    first = coding_lists.listed(*where(), look_at(house, survey_id), "unseen").ids
    assert list(first) != sorted(first)
    by_hand(house, survey_id, {at: {"park": True} for at in (3, 30)})
    later = coding_lists.listed(*where(), look_at(house, survey_id), "unseen").ids
    assert list(later) == [one for one in first if one not in (person(3), person(30))]


def test_the_words_of_an_origin() -> None:
    told = {
        "rule": {"a": {"park": True}, "b": {NOTHING: True}},
        "example": {"a": {"road": True, "park": True}},
        "person": {"c": {"park": False}},
    }
    found = Codings((PARK, ROAD), told)  # type: ignore[arg-type] # its keys are ways
    assert coding_lists.said_of(found, "a") == "規則：公園。例：道路。"
    assert coding_lists.said_of(found, "b") == "「特になし」などの記入です（規則）。"
    assert coding_lists.said_of(found, "c") == "どの分類にも当てはまりません（職員）。"
