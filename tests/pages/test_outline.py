"""Sections and questions: added, moved, copied, renamed, taken away."""

from __future__ import annotations

import pytest

from models import blocks
from models.questions.choice import MultipleChoice
from models.questions.conditions import Condition, Rule
from models.store import Store
from pages.components import outline, words
from tests.builders import LIKED, QUESTIONS, SATISFACTION, TOWN, document
from tests.pages.desk import Open, elements, labels, shown
from tests.pages.drafts import choose, click, field, keys, save_as_somebody_else, saved
from tests.stores import add_survey

TWO = document(
    sections=[
        {"title": "まつりについて", "questions": [SATISFACTION, LIKED]},
        {"title": "あなたについて", "questions": [TOWN]},
    ]
)


@pytest.fixture
def survey_id(house: Store) -> str:
    return add_survey(house, TWO, publish=False)


def test_section_without_heading_alone_is_not_shown_as_one(staff: Open, house: Store) -> None:
    at = staff("build.py", survey=add_survey(house, publish=False))
    assert [option.partition(" ")[0] for option in at.radio[0].options] == [
        "調査の設定",
        *(f"{number}\\." for number in range(1, 5)),
    ]


def test_sections_stand_over_their_questions(staff: Open, survey_id: str) -> None:
    at = staff("build.py", survey=survey_id)
    assert at.radio[0].options[1].startswith("**第1部 まつりについて**")
    assert at.radio[0].options[4].startswith("**第2部 あなたについて**")


def test_question_goes_into_the_chosen_section(staff: Open, house: Store, survey_id: str) -> None:
    at = staff("build.py", survey=survey_id, question="section-1")
    at = choose(at, "質問を追加", "number")
    assert keys(house, survey_id) == [["q1", "q2", "q4"], ["q3"]]
    assert at.query_params["question"] == "q4"
    at.radio[0].set_value("").run()
    choose(at, "質問を追加", "date")
    assert keys(house, survey_id) == [["q1", "q2", "q4"], ["q3", "q5"]]


def test_attribute_block_is_one_choice(staff: Open, house: Store, survey_id: str) -> None:
    at = staff("build.py", survey=survey_id, question="q1")
    for name in blocks.BLOCKS:
        at = choose(at, "年代・性別などを追加", name)
    added = keys(house, survey_id)[0][2:]
    assert added == ["age", "age_2", "gender", "residence", "relation"]
    assert at.query_params["question"] == "relation"


def test_question_moves_on_into_the_next_section(staff: Open, house: Store, survey_id: str) -> None:
    at = staff("build.py", survey=survey_id, question="q2")
    at = click(at, "down")
    assert keys(house, survey_id) == [["q1"], ["q2", "q3"]]
    assert at.query_params["question"] == "q2"
    at = click(click(at, "up"), "up")
    assert keys(house, survey_id) == [["q2", "q1"], ["q3"]]
    assert field(at, "質問の文").value == "よかったもの"


def test_question_never_moves_before_what_it_depends_on(staff: Open, house: Store) -> None:
    asked = Condition(rules=(Rule(key="q1", op="answered"),))
    follower = LIKED.model_copy(update={"show_if": asked})
    survey_id = add_survey(house, document(SATISFACTION, follower), publish=False)
    at = click(staff("build.py", survey=survey_id, question="q2"), "up")
    assert at.error[0].value == f"エラー：{words.REFUSALS['moves_before_condition']}"
    assert keys(house, survey_id) == [["q1", "q2"]]


def test_copy_stands_behind_its_original(staff: Open, house: Store, survey_id: str) -> None:
    at = click(staff("build.py", survey=survey_id, question="q1"), "copy")
    assert keys(house, survey_id) == [["q1", "q4", "q2"], ["q3"]]
    assert at.query_params["question"] == "q4"
    copy = saved(house, survey_id).question("q4")
    assert copy.model_copy(update={"key": "q1"}) == SATISFACTION


def test_section_is_added_named_moved_and_taken_away(
    staff: Open, house: Store, survey_id: str
) -> None:
    at = click(staff("build.py", survey=survey_id), "section.add")
    assert at.query_params["question"] == "section-3"
    at = field(at, "見出し").set_value("おわりに").run()
    at = click(at, "up")
    assert at.query_params["question"] == "section-2"
    assert field(at, "見出し").value == "おわりに"
    assert keys(house, survey_id) == [["q1", "q2"], [], ["q3"]]
    at.radio[0].set_value("section-3").run()
    at = click(click(at, "remove"), "yes")
    assert keys(house, survey_id) == [["q1", "q2"], ["q3"]]
    assert saved(house, survey_id).sections[1].title == {"ja": "おわりに"}
    assert at.query_params["question"] == "section-2"


def test_only_section_cannot_be_taken_away(staff: Open, house: Store) -> None:
    sections = [{"title": "一つだけ", "questions": QUESTIONS}]
    survey_id = add_survey(house, document(sections=sections), publish=False)
    at = staff("build.py", survey=survey_id, question="section-1")
    assert "build.remove" not in [button.key for button in at.button]


def test_preview_follows_the_section(staff: Open, survey_id: str) -> None:
    at = staff("build.py", survey=survey_id, question="section-2")
    assert elements(at, "iframe")[0].proto.src == f"/staff/preview/{survey_id}?rev=1#at-q3"


def test_type_changes_without_losing_words(staff: Open, house: Store, survey_id: str) -> None:
    at = staff("build.py", survey=survey_id, question="q1")
    field(at, "種類").select(MultipleChoice.title).run()
    changed = saved(house, survey_id).question("q1")
    assert isinstance(changed, MultipleChoice)
    assert changed.options == SATISFACTION.options
    assert changed.label == SATISFACTION.label


def test_type_of_a_published_question_is_fixed(staff: Open, house: Store) -> None:
    at = staff("build.py", survey=add_survey(house, publish=True), question="q1")
    assert field(at, "種類").disabled


def test_new_question_is_not_chosen_when_it_was_refused(
    staff: Open, house: Store, survey_id: str
) -> None:
    at = staff("build.py", survey=survey_id, question="q2")
    save_as_somebody_else(house, survey_id, document())
    at = choose(at, "質問を追加", "scale")
    assert at.query_params["question"] == "q2"
    assert field(at, "質問の文").value == "よかったもの"
    assert "保存していない、あなたの変更" in shown(at)


def test_parts_have_names_that_lead_to_them() -> None:
    assert outline.part_of(TWO, "section-2") == ("section", "section-2", 1)
    assert outline.part_of(TWO, "q3") == ("question", "q3", 1)
    assert outline.part_of(TWO, "nowhere") == ("settings", "", 1)


def test_menus_offer_every_type_and_block(staff: Open, survey_id: str) -> None:
    at = staff("build.py", survey=survey_id)
    assert labels(at, "menu_button") == ["質問を追加", "年代・性別などを追加"]
