from __future__ import annotations

import sqlite3
from pathlib import Path

from models import clock, surveys, templates
from models.store import Store
from pages.components import templates as picker
from tests.builders import document
from tests.pages.desk import STAFF, Open, labels, shown
from tests.stores import add_answers, add_survey


def test_empty_house_offers_a_survey_and_a_sample(staff: Open) -> None:
    at = staff()
    assert "調査がまだありません。" in shown(at)
    assert labels(at, "button") == [
        "ひな形からつくる",
        "新しい調査をつくる",
        "見本の調査でためす",
    ]


def test_new_survey_is_a_draft_and_opens_in_build(staff: Open, house: Store) -> None:
    at = staff().button(key="home.create").click().run()
    with house.reading() as session:
        [made] = surveys.listing(session)
    assert (made.phase, made.responses) == ("draft", 0)
    assert at.title[0].value == "つくる"
    assert at.query_params == {"survey": made.id}


def test_steps_are_noted_under_the_name_of_the_person(
    staff: Open, house: Store, tmp_path: Path
) -> None:
    staff().button(key="home.create").click().run()
    with sqlite3.connect(tmp_path / "koebako.db") as database:
        rows = database.execute("SELECT who, action FROM audit_entry ORDER BY id").fetchall()
    database.close()
    assert (STAFF, "survey.create") in rows
    assert {who for who, _ in rows} == {STAFF}


def test_sample_can_be_answered_at_once(staff: Open, house: Store) -> None:
    at = staff().button(key="home.sample").click().run()
    with house.reading() as session:
        [made] = surveys.listing(session)
    assert (made.phase, made.responses) == ("open", 0)
    assert at.title[0].value == "くばる"
    assert made.title in shown(at)


def test_surveys_are_listed_with_state_answers_and_closing_date(staff: Open, house: Store) -> None:
    add_survey(house, document(title="下書きの調査", closes_at=None), publish=False)
    answered = add_survey(house, publish=True)
    add_answers(house, answered, {"q1": ["good"]}, {"q1": ["bad"]})
    at = staff()
    assert "回答 2件　2099年12月25日(金) 17:00 まで" in shown(at)
    assert "回答 0件　締切なし" in shown(at)
    assert labels(at, "page_link")[:3] == ["つくる", "くばる", "みる"]
    assert "見本の調査でためす" not in labels(at, "button")


def test_template_becomes_a_draft_that_opens_in_build(staff: Open, house: Store) -> None:
    at = staff().button(key="templates.open").click().run()
    offered = [one.key for one in at.button if (one.key or "").startswith("templates.")]
    assert [f"templates.{name}" for name in templates.NAMES] == offered[1:]
    assert all(picker.ABOUT[name] in shown(at) for name in templates.NAMES)
    at = at.button(key="templates.slots").click().run()
    with house.reading() as session:
        [made] = surveys.listing(session)
        written = surveys.draft(session, made.id).document
    assert written == templates.load("slots", clock.now().date())
    assert at.title[0].value == "つくる"
    assert at.query_params["survey"] == made.id
    assert labels(staff(), "page_link").count("みる") == 1
    with house.reading() as session:
        assert len(surveys.listing(session)) == 1


def test_survey_is_duplicated_and_opens_in_build(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff().button(key=f"home.copy.{survey_id}").click().run()
    with house.reading() as session:
        listed = {one.id: one for one in surveys.listing(session)}
    [copy] = set(listed) - {survey_id}
    assert (listed[copy].phase, listed[copy].responses) == ("draft", 0)
    assert listed[survey_id].responses == 1
    assert at.title[0].value == "つくる"
    assert at.query_params["survey"] == copy
    assert "複製しました。" in shown(at)
