"""The editor of every type, as staff meet it: what is typed is stored as that type has it."""

from __future__ import annotations

import base64
import io
from datetime import date

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from models.questions import QUESTION_TYPES, AnyQuestion
from models.questions.choice import SingleChoice
from models.questions.matrix import MatrixMultiple, MatrixSingle
from models.questions.place import Place
from models.questions.ranking import Ranking
from models.questions.scale import Scale
from models.questions.statement import Statement
from models.store import Store
from pages.components import words
from pages.components.editor.steps import PRESETS
from tests.builders import (
    CONSENT,
    DAY,
    EVERY,
    GRID,
    GRID_MANY,
    HOME,
    NOTE,
    NPS,
    NUMBER,
    RANKING,
    SATISFACTION,
    SCALE,
    TOWN,
    document,
)
from tests.pages.desk import Open, labels, shown
from tests.pages.drafts import choose, click, field, saved
from tests.stores import add_survey


def opened(staff: Open, house: Store, question: AnyQuestion) -> tuple[AppTest, str]:
    survey_id = add_survey(house, document(question), publish=False)
    return staff("build.py", survey=survey_id, question=question.key), survey_id


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_every_type_can_be_added_and_has_its_editor(staff: Open, house: Store, name: str) -> None:
    survey_id = add_survey(house, document(TOWN), publish=False)
    at = choose(staff("build.py", survey=survey_id), "質問を追加", name)
    assert not at.exception
    assert field(at, "種類").value == name
    assert saved(house, survey_id).question("q1").type == name


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.type)
def test_opening_an_editor_changes_nothing(
    staff: Open, house: Store, question: AnyQuestion
) -> None:
    at, survey_id = opened(staff, house, question)
    assert not at.exception
    assert saved(house, survey_id) == document(question)


def test_options_are_pasted_with_places(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, SATISFACTION)
    at = field(at, "選択肢（1行に1つ）").set_value("午前\t20\n午後｜２０名\n\n両方").run()
    assert field(at, "選択肢（1行に1つ）").value == "午前 | 20\n午後 | 20\n両方"
    question = saved(house, survey_id).question("q1")
    assert isinstance(question, SingleChoice)
    assert [option.places for option in question.options] == [20, 20, None, None]


def test_special_option_leaves_the_lines(staff: Open, house: Store) -> None:
    at, _ = opened(staff, house, SingleChoice(key="q1"))
    at = field(at, "選択肢（1行に1つ）").set_value("赤\nその他").run()
    at = field(at, "「その他」と記入欄を加える").set_value(True).run()
    assert field(at, "選択肢（1行に1つ）").value == "赤"


def test_ranking_knows_no_places(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, RANKING)
    at = field(at, "選択肢（1行に1つ）").set_value("A | 20\nB\nC").run()
    field(at, "何位まで選んでもらうか").set_value(3).run()
    question = saved(house, survey_id).question("q10")
    assert isinstance(question, Ranking)
    assert question.ranks == 3
    assert [o.label["ja"] for o in question.options] == ["A | 20", "B", "C"]
    assert not any(option.places for option in question.options)


@pytest.mark.parametrize("number", range(len(PRESETS)))
def test_scale_is_filled_by_one_click(staff: Open, house: Store, number: int) -> None:
    at, survey_id = opened(staff, house, SCALE)
    at = click(at, f"preset.{number}")
    steps = list(PRESETS.values())[number]
    assert field(at, "段階（1行に1つ、よいほうから順に）").value == "\n".join(steps)
    question = saved(house, survey_id).question("q6")
    assert isinstance(question, Scale)
    assert [o.value for o in question.options] == [
        *(str(n) for n in range(len(steps), 0, -1)),
        "unsure",
    ]
    at = field(at, "「わからない」を加える（段階には数えません）").set_value(False).run()
    question = saved(house, survey_id).question("q6")
    assert isinstance(question, Scale)
    assert not any(option.outside for option in question.options)


def test_steps_of_an_ordered_matrix_are_steps(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, GRID)
    at = field(at, "項目（1行に1つ）").set_value("会場\n駐輪場\n案内").run()
    at = click(at, "preset.2")
    grid = saved(house, survey_id).question("q8")
    assert isinstance(grid, MatrixSingle)
    assert [row.value for row in grid.rows] == ["hall", "r1", "staff"]
    assert [option.value for option in grid.options] == ["4", "3", "2", "1", "unsure"]
    at = field(at, "選択肢は、よいほうから順に並ぶ段階").set_value(False).run()
    assert "選択肢（1行に1つ、どの項目にも同じ）" in [area.label for area in at.text_area]


def test_matrix_of_several_answers(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, GRID_MANY)
    field(at, "選択肢（1行に1つ、どの項目にも同じ）").set_value("朝\n夜").run()
    grid = saved(house, survey_id).question("q9")
    assert isinstance(grid, MatrixMultiple)
    assert [o.label["ja"] for o in grid.options] == ["朝", "夜", "特にない"]


def test_number_has_unit_range_and_decimals(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, NUMBER)
    at = field(at, "単位（人、回、円など）").set_value("時間").run()
    at = field(at, "小数点より下のけた数").set_value(1).run()
    at = field(at, "いちばん小さい数").set_value(0.5).run()
    field(at, "いちばん大きい数").set_value(24.0).run()
    assert saved(house, survey_id).question("q11").model_dump(
        include={"unit", "decimals", "minimum", "maximum"}
    ) == {"unit": {"ja": "時間"}, "decimals": 1, "minimum": 0.5, "maximum": 24.0}


def test_day_has_a_first_and_a_last(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, DAY)
    at = field(at, "いちばん早い日").set_value(date(2026, 5, 1)).run()
    field(at, "いちばん遅い日").set_value(None).run()
    assert saved(house, survey_id).question("q12").model_dump(include={"earliest", "latest"}) == {
        "earliest": date(2026, 5, 1),
        "latest": None,
    }


def test_places_are_written_or_filled_with_the_wards_own(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, HOME)
    at = field(at, "地域と地区（1行に1つ、地区は字下げ）").set_value("玉川地域\t深沢\n区外").run()
    assert field(at, "地域と地区（1行に1つ、地区は字下げ）").value == "玉川地域\n\u3000深沢\n区外"
    at = click(at, "areas")
    place = saved(house, survey_id).question("q13")
    assert isinstance(place, Place)
    assert sum(len(area.districts) for area in place.areas) == 28
    assert "二子玉川" in field(at, "地域と地区（1行に1つ、地区は字下げ）").value


def test_recommendation_has_words_for_both_ends(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, NPS)
    at = field(at, "0の側の言葉").set_value("すすめない").run()
    field(at, "「わからない」を加える（段階には数えません）").set_value(False).run()
    stored = saved(house, survey_id).question("q7").model_dump()
    assert (stored["low"]["ja"], stored["low"]["en"]) == ("すすめない", "Not at all likely")
    assert stored["unsure"] is False


def test_consent_and_explanation_have_texts_of_their_own(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, CONSENT)
    field(at, "同意してもらう文").set_value("写真を載せることに同意します").run()
    assert saved(house, survey_id).question("q14").label["ja"] == "写真を載せることに同意します"
    at, survey_id = opened(staff, house, NOTE)
    field(at, "本文").set_value("ここからは\nあなたのことです").run()
    assert saved(house, survey_id).question("q15").help["ja"] == "ここからは\nあなたのことです"
    assert "必須" not in [toggle.label for toggle in at.toggle]


def test_second_wording_random_order_and_quoting(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(TOWN, SATISFACTION), publish=False)
    at = staff("build.py", survey=survey_id, question="q1")
    at = field(at, "選択肢の順番を、人ごとに変える").set_value(True).run()
    at = field(at, "もう1つの言い方（半分の人に見せて比べます）").set_value("よかったですか").run()
    assert "前の質問の答えを文に入れる" in labels(at, "menu_button")
    at = choose(at, "前の質問の答えを文に入れる", "q3")
    assert field(at, "質問の文").value == "満足しましたか{q3}"
    question = saved(house, survey_id).question("q1")
    assert isinstance(question, SingleChoice)
    assert question.shuffle
    assert question.label_b == {"ja": "よかったですか"}
    assert question.label == {"ja": "満足しましたか{q3}", "en": "Were you satisfied?"}


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1600, 900), "navy").save(file, "JPEG")
    return file.getvalue()


def test_picture_is_drawn_again_and_needs_its_words(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, NOTE)
    at = at.file_uploader[0].set_value(("map.jpg", jpeg(), "image/jpeg")).run()
    note = saved(house, survey_id).question("q15")
    assert isinstance(note, Statement)
    assert note.image is not None
    assert (note.image.width, note.image.height) == (1280, 720)
    assert base64.b64decode(note.image.data) != jpeg()
    assert words.PROBLEMS["no_alt"] in shown(at)
    at = field(at, "画像の説明（見えない人に読み上げます）").set_value("会場の地図").run()
    assert words.PROBLEMS["no_alt"] not in shown(at)
    at = click(at, "picture.remove")
    assert saved(house, survey_id).question("q15") == NOTE
    assert at.file_uploader


def test_file_that_is_no_picture_is_refused(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, NOTE)
    at = at.file_uploader[0].set_value(("map.jpg", b"%PDF-1.7", "image/jpeg")).run()
    assert at.error[0].value == f"エラー：{words.PICTURE_UNREADABLE}"
    assert saved(house, survey_id).question("q15") == NOTE


def test_pictures_that_no_definition_can_hold_are_refused(staff: Open, house: Store) -> None:
    at, survey_id = opened(staff, house, NOTE)
    noise = Image.merge("RGB", [Image.effect_noise((1280, 1280), 90)] * 3)
    file = io.BytesIO()
    noise.save(file, "JPEG", quality=95)
    at = at.file_uploader[0].set_value(("noise.jpg", file.getvalue(), "image/jpeg")).run()
    copies = 0
    while not at.error and copies < 9:
        at = click(at, "copy")
        copies += 1
    assert at.error[0].value == f"エラー：{words.TOO_LARGE}"
    assert len(list(saved(house, survey_id).questions())) == copies > 1
