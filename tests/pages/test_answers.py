"""What the child process works out from a real database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analysis import child
from models.questions.conditions import Condition
from models.store import Store
from pages.components import answers, comments
from tests.builders import GRID_MANY, LIKED, OPINION, SATISFACTION, document
from tests.stores import add_answers, add_survey

SENT = (
    {"q1": ["good"], "q2": ["stage", "food"], "q3": ["三軒茶屋"], "q4": ["休憩所がほしい 👪"]},
    {"q1": ["other"], "q1.other": ["=1+1"], "q4": ["特になし"]},
    {"q1": ["bad"]},
)


@pytest.fixture
def answered(house: Store) -> str:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, *SENT)
    return survey_id


def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/koebako.db"


def test_tables_come_from_the_child_while_the_store_is_open(answered: str, tmp_path: Path) -> None:
    found = child.run(answers.results, address(tmp_path), answered)
    assert (found.people, found.flagged, found.modes) == (3, 0, {"web": 3})
    assert [(table.key, table.n_asked, table.no_answer) for table in found.tables] == [
        ("q1", 3, 0),
        ("q2", 3, 2),
        ("q3", 3, 2),
        ("q4", 3, 1),
    ]


def test_written_keeps_blank_apart_from_saying_nothing(answered: str, tmp_path: Path) -> None:
    found = answers.written(address(tmp_path), answered, "q4")
    assert sorted(comment.text for comment in found.comments) == ["休憩所がほしい 👪", "特になし"]
    assert found.blank == 1
    table = child.run(answers.terms, address(tmp_path), answered, "q4")
    assert (table.respondents, table.empty) == (1, 1)


def test_text_beside_other_is_read_under_its_question(answered: str, tmp_path: Path) -> None:
    found = answers.written(address(tmp_path), answered, "q1.other")
    assert [comment.text for comment in found.comments] == ["=1+1"]
    assert found.blank == 2


def test_blank_is_told_from_not_asked(house: Store, tmp_path: Path) -> None:
    """その他 of a question that a condition passed by was not left blank."""
    only_bad = {"rules": [{"key": "q1", "op": "equals", "value": "bad"}]}
    liked = LIKED.model_copy(update={"show_if": Condition.model_validate(only_bad)})
    survey_id = add_survey(house, document(SATISFACTION, liked, GRID_MANY, OPINION), publish=True)
    add_answers(
        house,
        survey_id,
        {"q1": ["bad"], "q2.other": ["花火"], "q9.hall": ["stage"]},
        {"q1": ["bad"]},
        {"q1": ["good"], "q2.other": ["送っても、たずねていない"]},
    )
    found = answers.written(address(tmp_path), survey_id, "q2.other")
    assert ([comment.text for comment in found.comments], found.blank) == (["花火"], 1)
    assert answers.written(address(tmp_path), survey_id, "q4").blank == 3
    assert list(comments.sources((liked, GRID_MANY, OPINION))) == ["q4", "q2.other"]


def test_places_of_a_word_lead_back_to_the_comment(answered: str, tmp_path: Path) -> None:
    [line] = child.run(answers.places, address(tmp_path), answered, "q4", "休憩所")
    assert (line.hit, line.comment) == ("休憩所", "休憩所がほしい 👪")


def test_child_never_loads_streamlit() -> None:
    program = "import sys, pages.components.answers, exports.files;"
    check = "print([m for m in sys.modules if m.startswith('streamlit')])"
    done = subprocess.run(
        [sys.executable, "-c", program + check],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
