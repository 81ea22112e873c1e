"""Many questions at once."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from models.questions.scale import Scale
from models.questions.statement import Statement
from models.store import Store
from pages.components import bulk
from tests.builders import EVERY, NOTE, QUESTIONS, document
from tests.pages.desk import Open
from tests.pages.drafts import click, field, keys, saved
from tests.stores import add_survey

TWO_SECTIONS = [{"questions": QUESTIONS}, {"title": "おわりに", "questions": [NOTE]}]


def opened(staff: Open, survey_id: str, *chosen: str, **inputs: object) -> AppTest:
    """The dialog as it stands with these questions chosen. AppTest closes a dialog when anything
    in it is touched, so that its inputs are set beforehand."""
    at = staff("build.py", survey=survey_id, question="q3")
    at.session_state["build.bulk.chosen"] = list(chosen)
    for name, value in inputs.items():
        at.session_state[f"build.bulk.{name}"] = value
    return click(at, "bulk")


def test_required_is_set_for_many_and_never_for_an_explanation(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(*EVERY), publish=False)
    click(opened(staff, survey_id, *(question.key for question in EVERY)), "bulk.on")
    stored = saved(house, survey_id)
    assert all(q.required for q in stored.questions() if not isinstance(q, Statement))
    click(opened(staff, survey_id, "q1", "q6"), "bulk.off")
    stored = saved(house, survey_id)
    assert [q.key for q in stored.questions() if not q.required] == ["q1", "q6", "q15"]


def test_all_of_a_section_are_chosen_by_one_button(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(sections=TWO_SECTIONS), publish=False)
    at = click(opened(staff, survey_id), "bulk.all.0")
    assert at.session_state["build.bulk.chosen"] == ["q1", "q2", "q3", "q4"]
    at = click(opened(staff, survey_id), "bulk.all")
    assert at.session_state["build.bulk.chosen"] == ["q1", "q2", "q3", "q4", "q15"]
    at = click(opened(staff, survey_id, "q1"), "bulk.none")
    assert at.session_state["build.bulk.chosen"] == []


def test_many_move_to_another_section_in_their_order(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(sections=TWO_SECTIONS), publish=False)
    click(opened(staff, survey_id, "q4", "q2", section=1), "bulk.move")
    assert keys(house, survey_id) == [["q1", "q3"], ["q15", "q2", "q4"]]


def test_many_are_removed_only_when_that_was_confirmed(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = opened(staff, survey_id, "q2", "q4")
    assert at.button(key="build.bulk.remove").disabled
    assert field(at, "選んだ2問を下書きから削除する").value is False
    at = click(opened(staff, survey_id, "q2", "q4", sure=True), "bulk.remove")
    assert keys(house, survey_id) == [["q1", "q3"]]
    click(at, "undo")
    assert keys(house, survey_id) == [["q1", "q2", "q3", "q4"]]


def test_without_a_choice_nothing_can_be_done(staff: Open, house: Store) -> None:
    at = opened(staff, add_survey(house, publish=False))
    for name in ("on", "off", "remove"):
        assert at.button(key=f"build.bulk.{name}").disabled


def test_questions_without_words_are_called_by_their_type() -> None:
    assert bulk.names(document(Scale(key="a"))) == {"a": f"1. {Scale.title}"}
