from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus

from streamlit.testing.v1 import AppTest

from models.filters import Chose, Rules
from models.questions.choice import Dropdown, SingleChoice
from models.questions.options import Option
from models.store import Store
from tests.builders import SCALE, YES_NO, document
from tests.pages import drawn
from tests.pages.desk import Open, elements, labels, shown, takeaways
from tests.stores import add_answers, add_survey

CAUTION = "この結果は回答者の集計であり、区民全体の割合を推定するものではありません。"


def test_without_answers_there_is_one_sentence_and_the_way_to_distribute(
    staff: Open, house: Store
) -> None:
    at = staff("results.py", survey=add_survey(house, publish=True))
    assert "まだ回答がありません。" in shown(at)
    assert CAUTION not in shown(at)
    assert labels(at, "page_link") == ["くばるへ"]


def test_each_question_has_chart_words_and_table_with_its_base(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"], "q2": ["stage"]}, {"q1": ["bad"]})
    at = staff("results.py", survey=survey_id)
    assert CAUTION in shown(at)
    found = drawn.results(at)
    assert drawn.titles(found) == ["満足しましたか", "よかったもの", "お住まいの町", "ご意見"]
    liked = found[1]
    assert liked.base == "n=2（この質問をたずねた人、参考値）。複数回答（M.T. 50.0%）。"
    assert liked.said[0] == "「ステージ」が50.0%で、ほかの答えはありません。"
    [table] = liked.tables
    assert table[0] == ["回答", "人数（n=2）", "割合（%）"]
    assert drawn.column(table, 1) == ["1", "0", "0", "0", "0", "1"]
    assert table[-1][0] == "無回答"
    assert liked.alt == (
        "回答者2人（複数回答、参考値）のうち、「ステージ」が1人（50.0%）でした。"
        "無回答は1人（50.0%）でした。"
    )
    assert all(one.alt for one in found)
    assert len(drawn.figures(at)) == 2 + 4
    arrivals = ["answers-by-time", "answers-by-placement"]
    assert takeaways(at) == [*arrivals, "q1", "q2", "q3", "q4"]
    assert labels(at, "link_button") == ["印刷用の画面"]


def test_when_and_where_answers_came_from_are_tables_too(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]}, {"q1": ["bad"]})
    at = staff("results.py", survey=survey_id)
    for name in ("answers-by-time", "answers-by-placement"):
        at.session_state[f"{name}.table"] = True
    at.run()
    times, places = drawn.tables(at)[:2]
    assert times[0] == ["時間", "回答数"]
    assert drawn.column(times, 1) == ["2"]
    assert places == [["配布先", "回答数", "割合（%）"], ["ホームページ", "2", "100.0"]]


def test_a_figure_and_its_numbers_are_made_when_somebody_opens_them(
    staff: Open, house: Store
) -> None:
    """Of that question alone, and no longer when it is closed."""
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff("results.py", survey=survey_id)
    assert not elements(at, "plotly_chart")
    assert not elements(at, "download_button")
    at.session_state["results.files.q2"] = True
    at.run()
    assert labels(at, "download_button") == ["数値（CSV）", "図（SVG）"]
    [figure] = elements(at, "plotly_chart")
    assert figure.proto.alt == drawn.results(at)[1].alt
    assert '"filename": "q2"' in figure.proto.config
    assert "画像（PNG）は、図の右上のボタンで保存できます。" in shown(at)
    at.session_state["results.files.q2"] = False
    at.run()
    assert not elements(at, "plotly_chart")
    assert not elements(at, "download_button")


def test_new_answer_shows_at_the_next_run(staff: Open, house: Store) -> None:
    """Nothing cached for the first answer is shown for two."""
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff("results.py", survey=survey_id)
    assert drawn.column(drawn.tables(at)[0], 1) == ["1", "0", "0", "0"]
    add_answers(house, survey_id, {"q1": ["good"]})
    assert drawn.column(drawn.tables(at.run())[0], 1) == ["2", "0", "0", "0"]


AGE = SingleChoice(key="age", label={"ja": "年代"}, options=YES_NO)
GRADES = SCALE.model_copy(
    update={
        "options": tuple(
            o.model_copy(update={"label": o.label or {"ja": o.value}}) for o in SCALE.options
        )
    }
)


def views(at: AppTest) -> Any:
    return at.button_group(key="view")


def crossed(staff: Open, survey_id: str) -> AppTest:
    at = staff("results.py", survey=survey_id)
    views(at).set_value("クロス集計")
    return at.run()


def test_there_are_five_ways_to_look_and_each_of_them_can_be_drawn(
    staff: Open, house: Store
) -> None:
    survey_id = add_survey(house, document(AGE, GRADES), publish=True)
    add_answers(house, survey_id, {"age": ["yes"], "q6": ["5"]})
    at = staff("results.py", survey=survey_id)
    names = views(at).options
    assert names == ["単純集計", "クロス集計", "誰の声か", "比べる", "小さな声"]
    for name in names:
        at = views(at).set_value(name).run()
        assert "n=1" in shown(at)
        assert CAUTION in shown(at)


def test_a_cross_table_stands_beside_the_questions_about_the_person(
    staff: Open, house: Store
) -> None:
    survey_id = add_survey(house, document(AGE, GRADES), publish=True)
    young = [{"age": ["yes"], "q6": ["5"]}] * 20
    add_answers(house, survey_id, *young, *[{"age": ["no"], "q6": ["1"]}] * 20, {"q6": ["1"]})
    at = crossed(staff, survey_id)
    said = shown(at)
    assert [one.value for one in at.subheader] == ["満足度 × 年代"]
    assert "n=41（両方をたずねた人）。表側の無回答1人は全体に含みます。" in said
    assert "はい（n=20、参考値）では「満足」が100.0%で、全体（48.8%）より51.2ポイント高く" in said
    assert "ベンジャミニ・ホッホバーグ法" in said
    table = drawn.html(at)
    assert '<th scope="row">全体</th><td>41</td>' in table
    assert '<td class="koe-higher">' in table
    assert "95%信頼区間" in table
    [alt] = drawn.figures(at)
    assert "はい（n=20、参考値）では「満足」が100.0%で、" in alt
    assert takeaways(at) == ["cross_q6_age"]
    columns = at.button_group(key=f"results.{survey_id}.of").set_value("column").run()
    assert drawn.html(columns) != table


def test_all_questions_at_once_three_ways_and_the_wrong_choices(staff: Open, house: Store) -> None:
    """Nothing to divide by, and a question by itself, are said and no error."""
    survey_id = add_survey(house, document(AGE, GRADES, *document().questions()), publish=True)
    add_answers(house, survey_id, *[{"age": ["yes"], "q6": ["5"], "q1": ["good"]}] * 12)
    at = crossed(staff, survey_id)
    at = at.selectbox(key=f"results.{survey_id}.head").set_value("").run()
    assert len(at.subheader) == 5
    assert not drawn.figures(at)
    assert labels(at, "download_button") == ["数値（CSV）"] * 5
    at = at.selectbox(key=f"results.{survey_id}.head").set_value("q1").run()
    at = at.selectbox(key=f"results.{survey_id}.layer").set_value("q6").run()
    assert [one.value for one in at.subheader] == ["満足しましたか × 年代（満足）"]
    at = at.multiselect(key=f"results.{survey_id}.sides").set_value([]).run()
    assert "分ける質問（表側）を選ぶと" in shown(at)
    at = at.multiselect(key=f"results.{survey_id}.sides").set_value(["q1"]).run()
    assert "くらべる相手のある質問を選んでください。" in shown(at)
    single = add_survey(house, document(AGE), publish=True)
    add_answers(house, single, {"age": ["yes"]})
    assert "質問が2つ以上必要です" in shown(crossed(staff, single))


def test_only_blanks_and_very_many_options_are_sensible_pages(staff: Open, house: Store) -> None:
    towns = tuple(Option(value=f"t{n}", label={"ja": f"{n}丁目"}) for n in range(200))
    long = Dropdown(key="town", label={"ja": "町"}, options=towns)
    survey_id = add_survey(house, document(AGE, long), publish=True)
    add_answers(house, survey_id, {"age": ["yes"]}, {"age": ["no"]})
    at = staff("results.py", survey=survey_id)
    assert "全員が無回答でした。" in shown(at)
    assert len(drawn.results(at)[1].tables[0]) == 1 + 201
    at = crossed(staff, survey_id)
    assert not at.exception
    assert "両方に答えた人が10人に満たないため、検定していません。" in shown(at)


def test_filtered_results_say_so_beside_every_question(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(AGE, GRADES), publish=True)
    add_answers(house, survey_id, {"age": ["yes"]}, {"age": ["no"]})
    assert "絞り込んだ集計" not in shown(staff("results.py", survey=survey_id))
    young = Rules(rules=(Chose(key="age", codes=("yes",)),))
    at = staff("results.py", survey=survey_id, filter=young.text)
    found = drawn.results(at)
    assert [one.mark for one in found] == ["絞り込んだ集計"] * 2
    assert found[0].tables[0][0][1] == "人数（n=1）"
    assert young.text in unquote_plus(elements(at, "link_button")[0].proto.url)


def test_an_address_with_an_empty_view_shows_the_first(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff("results.py", survey=survey_id, view="")
    assert "満足しましたか" in shown(at)
