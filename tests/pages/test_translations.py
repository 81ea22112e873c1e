"""Other languages: every text of every type, counted, written, and kept apart from the Japanese."""

from __future__ import annotations

import base64

import pytest
from streamlit.testing.v1 import AppTest

from models.questions import AnyQuestion
from models.questions.matrix import MatrixSingle
from models.questions.place import Place
from models.questions.statement import Image, Statement
from models.store import Store
from pages.components.editor import texts
from tests.builders import EVERY, GRID, HOME, SATISFACTION, document
from tests.pages.desk import Open, shown
from tests.pages.drafts import field, saved
from tests.stores import add_survey

DOT = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
PICTURE = Statement(key="note", image=Image(data=DOT, alt={"ja": "会場の地図"}, width=1, height=1))


def in_english(staff: Open, survey_id: str, question: str = "") -> AppTest:
    at = staff("build.py", survey=survey_id, question=question)
    return at.button_group(key="build.language").set_value("en").run()


def test_texts_that_lack_a_language_are_counted() -> None:
    counted = document(SATISFACTION, languages=("ja", "en"))
    assert texts.missing(counted, "ja") == 0
    assert texts.missing(counted, "en") == 2  # title and purpose
    assert texts.missing(counted, "ko") == 6


@pytest.mark.parametrize("question", [*EVERY, PICTURE], ids=lambda question: question.type)
def test_every_text_of_every_type_can_be_written(question: AnyQuestion) -> None:
    count = len(list(texts.texts(question)))
    lines = [f"text {number}" for number in range(count)]
    written = texts.translated(question, "ko", iter(lines))
    assert [text["ko"] for text in texts.texts(written)] == lines
    assert texts.as_lines(written, "ja") == texts.as_lines(question, "ja")
    assert texts.translated(written, "ko", iter(())) == texts.translated(question, "ko", iter(()))


def test_survey_in_japanese_alone_has_no_choice_of_language(staff: Open, house: Store) -> None:
    at = staff("build.py", survey=add_survey(house, publish=False))
    assert not at.button_group
    at = field(at, "日本語のほかに用意する言葉").set_value(["en", "ja-easy"]).run()
    [choice] = at.button_group
    assert choice.options == [
        "日本語",
        "やさしい日本語（あと14）",
        "英語（あと10）",
    ]


def test_settings_are_written_in_english(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(languages=("ja", "en")), publish=False)
    at = in_english(staff, survey_id)
    assert "区民まつりアンケート" in shown(at)
    at = field(at, "名前　英語").set_value("Festival survey").run()
    assert saved(house, survey_id).title == {
        "ja": "区民まつりアンケート",
        "en": "Festival survey",
    }
    assert "英語（あと9）" in at.button_group[0].options


def test_options_are_written_line_by_line(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(HOME, GRID, languages=("ja", "en")), publish=False)
    at = in_english(staff, survey_id, "q13")
    at = field(at, "地域と地区　英語（4行、日本語と同じ順に）").set_value("A\nB\n\nD").run()
    home = saved(house, survey_id).question("q13")
    assert isinstance(home, Place)
    [tamagawa, outside] = home.areas
    assert tamagawa.label == {"ja": "玉川地域", "en": "A"}
    assert [d.label.get("en") for d in tamagawa.districts] == ["B", None]
    assert outside.label["en"] == "D"
    at.radio[0].set_value("q8").run()
    at = field(at, "項目　英語（2行、日本語と同じ順に）").set_value("Hall\nStaff").run()
    grid = saved(house, survey_id).question("q8")
    assert isinstance(grid, MatrixSingle)
    assert [row.label["en"] for row in grid.rows] == ["Hall", "Staff"]


def test_too_many_lines_are_refused_in_words(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(HOME, languages=("ja", "en")), publish=False)
    at = in_english(staff, survey_id, "q13")
    at = field(at, "地域と地区　英語（4行、日本語と同じ順に）").set_value("1\n2\n3\n4\n5").run()
    assert at.error[0].value == ("エラー：日本語は4行です。訳が5行あるので、行をそろえてください。")
    assert saved(house, survey_id).question("q13") == HOME


def test_heading_of_a_section_and_preview_follow_the_language(staff: Open, house: Store) -> None:
    sections = [{"title": "はじめに", "questions": [SATISFACTION]}]
    survey_id = add_survey(
        house, document(sections=sections, languages=("ja", "en")), publish=False
    )
    at = in_english(staff, survey_id, "section-1")
    at = field(at, "名前　英語").set_value("First").run()
    assert saved(house, survey_id).sections[0].title == {"ja": "はじめに", "en": "First"}
    assert at.get("iframe")[0].proto.src == f"/staff/preview/{survey_id}?rev=2&lang=en#at-q1"
