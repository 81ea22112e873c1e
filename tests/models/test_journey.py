"""The way through a questionnaire, against a second reading of the same rules written here."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models import journey
from models.document import SurveyDocument, dump
from models.errors import AnswerError
from tests.builders import DROPDOWN, GRID, LIKED, NUMBER, OPINION, SATISFACTION, TOWN, document
from tests.models.strategies import documents, drafts, sendings

Stored = dict[str, Any]


def expected(definition: SurveyDocument, sent: dict[str, list[str]]) -> tuple[Stored, list[str]]:
    """Stored answers and dropped keys, worked out from the JSON text of the definition alone."""
    answers: Stored = {}
    dropped = []
    for section in json.loads(dump(definition))["sections"]:
        shown = applies(section["show_if"], answers)
        for raw in section["questions"]:
            question = definition.question(raw["key"])
            if shown and applies(raw["show_if"], answers):
                answers |= question.parse(sent)
            elif any("".join(sent.get(name, [])) for name in question.fields()):
                dropped.append(raw["key"])
    return answers, dropped


def applies(condition: Stored | None, answers: Stored) -> bool:
    if condition is None:
        return True
    truths = [is_true(rule, answers) for rule in condition["rules"]]
    return False not in truths if condition["match"] == "all" else True in truths


def is_true(rule: Stored, answers: Stored) -> bool:
    found = answers.get(rule["key"])
    if rule["op"] == "unanswered":
        return found is None
    if found is None or rule["op"] == "answered":
        return found is not None
    if rule["op"] in ("greater", "less"):
        if not isinstance(found, int | float) and not str(found).isdigit():
            return False
        difference = float(found) - float(rule["value"])
        return difference > 0 if rule["op"] == "greater" else difference < 0
    several = found if isinstance(found, list) else [found]
    hits = [one for one in several if same(one, rule["value"])]
    truth: dict[str, bool] = {
        "equals": len(hits) == len(several) == 1,
        "differs": not (len(hits) == len(several) == 1),
        "includes": bool(hits),
        "excludes": not hits,
    }
    return truth[rule["op"]]


def same(found: Any, wanted: Any) -> bool:
    if isinstance(found, int | float):
        return float(found) == float(wanted)
    return bool(found == wanted)


@given(data=st.data(), definition=documents() | drafts())
def test_the_walk_is_the_one_that_the_definition_tells(
    data: st.DataObject, definition: SurveyDocument
) -> None:
    """Sections, all and any, every operator: kept, dropped, 非該当 as the second reading says."""
    sent = data.draw(sendings(definition))
    walked = journey.walk(definition, sent)
    answers, dropped = expected(definition, sent)
    assert walked.errors == {}
    assert {k: v for k, v in walked.answers.items() if k != journey.WORDING} == answers
    assert list(walked.dropped) == dropped
    asked = {question.key for question in journey.asked(definition, walked.answers)}
    for question in definition.questions():
        if question.asked_keys():
            assert question.was_asked(walked.answers) == (question.key in asked)
    assert (journey.WORDING in walked.answers) == definition.has_two_wordings


def one_rule(key: str, op: str, value: object = None) -> dict[str, Any]:
    rule = {"key": key, "op": op} | ({} if value is None else {"value": value})
    return {"rules": [rule]}


def test_what_does_not_apply_is_dropped_and_counts_as_not_asked() -> None:
    """A person changes an earlier answer: what was written below is not kept, and is 非該当."""
    follow_up = OPINION.model_copy(update={"required": True})
    definition = document(
        SATISFACTION,
        {**follow_up.model_dump(), "show_if": one_rule("q1", "equals", "bad")},
    )
    walked = journey.walk(definition, {"q1": ["good"], "q4": ["暑かった"]})
    assert walked == journey.Walk({"q1": "good"}, {}, ("q4",))
    assert definition.question("q4").cells(walked.answers) == ("非該当",)
    asked = journey.walk(definition, {"q1": ["bad"]})
    assert asked.answers == {"q1": "bad"}
    assert {key: error.code for key, error in asked.errors.items()} == {"q4": "write"}


def test_a_chain_of_conditions_ends_where_its_first_link_is_missing() -> None:
    """q4 follows q3, q3 follows q1: without q1 both are 非該当, whatever was sent."""
    definition = document(
        SATISFACTION,
        {**TOWN.model_dump(), "show_if": one_rule("q1", "equals", "bad")},
        {**OPINION.model_dump(), "show_if": one_rule("q3", "answered")},
    )
    fields = {"q1": ["good"], "q3": ["用賀"], "q4": ["よい"]}
    assert journey.walk(definition, fields) == journey.Walk({"q1": "good"}, {}, ("q3", "q4"))


def test_a_hidden_section_hides_what_stands_in_it() -> None:
    """Its own condition counts together with the question's."""
    definition = document(
        sections=[
            {"questions": [DROPDOWN]},
            {
                "show_if": one_rule("q5", "equals", "yes"),
                "questions": [
                    NUMBER,
                    {**TOWN.model_dump(), "show_if": one_rule("q11", "greater", 2)},
                ],
            },
        ]
    )
    for sent, kept in (
        ({"q5": ["no"], "q11": ["3"], "q3": ["用賀"]}, {"q5": "no"}),
        ({"q5": ["yes"], "q11": ["2"], "q3": ["用賀"]}, {"q5": "yes", "q11": 2}),
        ({"q5": ["yes"], "q11": ["3"], "q3": ["用賀"]}, {"q5": "yes", "q11": 3, "q3": "用賀"}),
    ):
        assert journey.walk(definition, sent).answers == kept


def test_a_question_that_could_not_be_read_counts_as_blank_behind_it() -> None:
    """The page comes back with its error; nothing further down depends on what was refused."""
    definition = document(
        LIKED, {**TOWN.model_dump(), "show_if": one_rule("q2", "includes", "food")}
    )
    walked = journey.walk(definition, {"q2": ["food", "none"], "q3": ["用賀"]})
    assert isinstance(walked.errors["q2"], AnswerError)
    assert walked.dropped == ("q3",)


def test_rows_of_a_matrix_are_read_one_by_one() -> None:
    """A condition names the row: KEY.ROW."""
    definition = document(GRID, {**TOWN.model_dump(), "show_if": one_rule("q8.hall", "less", 3)})
    for hall, staff, asked in (("2", "5", True), ("5", "2", False), ("unsure", "1", False)):
        walked = journey.walk(definition, {"q8.hall": [hall], "q8.staff": [staff]})
        assert ("q3" in walked.answers) == asked


@given(data=st.data(), definition=documents())
def test_fields_that_belong_to_nothing_asked_do_not_reach_the_answers(
    data: st.DataObject, definition: SurveyDocument
) -> None:
    """Keys of stored answers are those of questions asked, and nothing else."""
    sent = data.draw(sendings(definition)) | {"q99": ["x"], "__proto__": ["x"]}
    walked = journey.walk(definition, sent)
    allowed = {
        key
        for question in journey.asked(definition, walked.answers)
        for key in question.stored_keys()
    }
    assert set(walked.answers) <= allowed | {journey.WORDING}
