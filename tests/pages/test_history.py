"""The last ten edits of a tab can be taken back, unless somebody else has saved since."""

from __future__ import annotations

from models.store import Store
from pages.components import history, words
from tests.builders import document
from tests.pages.desk import Open, shown
from tests.pages.drafts import choose, click, draft, field, save_as_somebody_else, saved
from tests.stores import add_survey


def test_nothing_done_is_nothing_to_take_back(staff: Open, house: Store) -> None:
    at = staff("build.py", survey=add_survey(house, publish=False))
    assert at.button(key="build.undo").disabled


def test_edits_are_taken_back_one_by_one(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id, question="q3")
    at = field(at, "質問の文").set_value("一").run()
    at = field(at, "質問の文").set_value("二").run()
    at = field(at, "必須").set_value(True).run()
    at = click(at, "undo")
    assert not field(at, "必須").value
    assert field(at, "質問の文").value == "二"
    at = click(at, "undo")
    assert field(at, "質問の文").value == "一"
    assert draft(house, survey_id).revision == 6  # taking back is an edit, too
    at = click(at, "undo")
    assert saved(house, survey_id) == document()
    assert at.button(key="build.undo").disabled


def test_what_was_added_or_removed_comes_back_to_its_place(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id, question="q2")
    at = click(click(at, "remove"), "yes")
    at = click(at, "undo")
    assert saved(house, survey_id) == document()
    assert at.query_params["question"] == "q2"
    at = choose(at, "質問を追加", "scale")
    at = click(at, "undo")
    assert saved(house, survey_id) == document()
    assert at.query_params["question"] == "q2"


def test_ten_edits_are_remembered(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id)
    for number in range(1, history.MOST + 3):
        at = field(at, "調査の名前").set_value(f"名前{number}").run()
    for _ in range(history.MOST):
        at = click(at, "undo")
    assert at.button(key="build.undo").disabled
    assert saved(house, survey_id).title == {"ja": "名前2"}


def test_nothing_is_taken_back_over_somebody_elses_work(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id)
    at = field(at, "調査の名前").set_value("わたしの名前").run()
    theirs = document(title="ほかの人の名前")
    save_as_somebody_else(house, survey_id, theirs)
    at = click(at, "undo")
    assert saved(house, survey_id) == theirs
    assert at.warning[0].value == words.CHANGED
    assert at.button(key="build.undo").disabled
    at = click(at, "read_again")
    assert at.button(key="build.undo").disabled  # its past is another draft's
    assert "ほかの人の名前" in shown(at)


def test_other_survey_has_a_past_of_its_own(staff: Open, house: Store) -> None:
    at = staff("build.py", survey=add_survey(house, publish=False))
    at = field(at, "調査の名前").set_value("わたしの名前").run()
    at.query_params["survey"] = add_survey(house, publish=False)
    assert at.run().button(key="build.undo").disabled
