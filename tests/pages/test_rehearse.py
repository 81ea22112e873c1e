"""予行演習: results and files of people who do not exist, marked as such, and nothing stored."""

from __future__ import annotations

import csv
import io

import pytest

from models import clock, responses, surveys
from models import document as documents
from models.document import SurveyDocument
from models.rehearsal import PLACEMENTS
from models.store import Store
from models.templates import load as load_template
from pages.components import rehearsal
from tests.builders import EVERY, NOTE, SATISFACTION, document
from tests.pages import drawn
from tests.pages.desk import Open, labels, shown, takeaways
from tests.stores import add_survey

EVERYTHING = document(*EVERY)


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_draft_without_questions_says_what_to_do(staff: Open, house: Store) -> None:
    for empty in (SurveyDocument(), document(NOTE)):
        at = staff("rehearse.py", survey=add_survey(house, empty, publish=False))
        assert "答えてもらう質問がまだありません。" in shown(at)
        assert labels(at, "page_link") == ["つくるへ"]
        assert not at.slider


def test_every_question_has_its_results_and_all_say_that_they_are_samples(
    staff: Open, house: Store
) -> None:
    survey_id = add_survey(house, EVERYTHING, publish=False)
    at = staff("rehearse.py", survey=survey_id)
    assert "ここに出る回答は、すべて見本です。" in shown(at)
    assert "100人のうち、100人が送信できました。" in shown(at)
    asking = [question for question in EVERY if question.parts()]
    found = drawn.results(at)
    assert len(found) == len(drawn.figures(at)) == len(asking)
    assert {one.mark for one in found} == {"見本"}
    assert not takeaways(at)  # nothing of it is to be saved as if it were a result
    with house.reading() as session:
        assert responses.stored(session, survey_id) == []
        assert surveys.summary(session, survey_id).data_revision == 0


def test_more_people_and_other_people(staff: Open, house: Store) -> None:
    at = staff("rehearse.py", survey=add_survey(house, publish=False))
    first = drawn.column(drawn.tables(at)[0], 1)
    assert sum(map(int, first)) == 100
    assert drawn.column(drawn.tables(at.run())[0], 1) == first
    at = at.button(key="rehearse.again").click().run()
    assert drawn.column(drawn.tables(at)[0], 1) != first
    at = at.slider(key="rehearse.people").set_value(30).run()
    assert "30人のうち、30人が送信できました。" in shown(at)


def test_who_finds_no_place_is_told_of(staff: Open, house: Store) -> None:
    slots = load_template("slots", clock.now().date())
    at = staff("rehearse.py", survey=add_survey(house, slots, publish=False))
    assert "100人のうち、12人が送信できました。" in shown(at)
    assert "定員に空きがなかったか" in shown(at)


def test_files_are_offered_under_names_that_say_so(staff: Open, house: Store) -> None:
    at = staff("rehearse.py", survey=add_survey(house, publish=False))
    assert [label.replace("\\", "") for label in labels(at, "download_button")] == [
        "見本-responses.csv をダウンロード",
        "見本-codebook.csv をダウンロード",
    ]


@pytest.mark.parametrize("survey", [EVERYTHING, document(SATISFACTION)])
def test_files_are_those_that_residents_would_give(survey: SurveyDocument) -> None:
    text = documents.dump(survey)
    rows = lines(rehearsal.file(text, 40, 1, "responses.csv"))
    assert len(rows) == rehearsal.results(text, 40, 1).responses == 40
    assert {row["placement_name"] for row in rows} == set(PLACEMENTS.values())
    columns = [column.name for question in survey.questions() for column in question.columns()]
    assert set(columns) <= set(rows[0])
    explained = {row["column"] for row in lines(rehearsal.file(text, 40, 1, "codebook.csv"))}
    assert set(rows[0]) <= explained


def test_a_draft_that_nobody_can_send_yet_says_so(staff: Open, house: Store) -> None:
    """Its tables are empty, and the page stands."""
    unfinished = SATISFACTION.model_copy(update={"options": ()})
    at = staff("rehearse.py", survey=add_survey(house, document(unfinished), publish=False))
    assert "100人のうち、0人が送信できました。" in shown(at)
    assert "必須の質問に答えられませんでした" in shown(at)
