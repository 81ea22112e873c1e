from __future__ import annotations

from models.store import Store
from tests.pages.desk import Open, labels, shown
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
    assert [one.value for one in at.subheader] == [
        "満足しましたか",
        "よかったもの",
        "お住まいの町",
        "ご意見",
    ]
    assert "回答者2人（複数回答、参考値）のうち、" in shown(at)
    liked = at.table[1].value
    assert list(liked.columns) == ["回答", "人数（n=2）", "割合（%）"]
    assert liked.iloc[:, 1].tolist() == [1, 0, 0, 0, 0, 1]
    assert liked["回答"].tolist()[-1] == "無回答"
    assert len(at.get("plotly_chart")) == 2 + 4


def test_new_answer_shows_at_the_next_run(staff: Open, house: Store) -> None:
    """Nothing cached for the first answer is shown for two."""
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff("results.py", survey=survey_id)
    assert at.table[0].value.iloc[:, 1].tolist() == [1, 0, 0, 0]
    add_answers(house, survey_id, {"q1": ["good"]})
    assert at.run().table[0].value.iloc[:, 1].tolist() == [2, 0, 0, 0]
