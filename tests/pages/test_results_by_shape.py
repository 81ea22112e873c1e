"""みる with every type of question: chart, tables and summary of each part."""

from __future__ import annotations

from models.questions.options import Option
from models.store import Store
from tests.builders import EVERY, FIVE, GRID, document
from tests.pages.desk import Open, elements, shown
from tests.sendings import SENT
from tests.stores import add_answers, add_survey

WORDED = tuple(Option(value=o.value, label=o.label or {"ja": f"段階{o.value}"}) for o in FIVE)


def test_every_type_is_drawn_and_tabulated(staff: Open, house: Store) -> None:
    """A matrix is one table and one figure; a ranking and a place have two tables."""
    grid = GRID.model_copy(update={"options": WORDED})
    questions = [grid if question == GRID else question for question in EVERY]
    survey_id = add_survey(house, document(*questions), publish=True)
    everything = {name: values for fields in SENT.values() for name, values in fields.items()}
    add_answers(house, survey_id, everything, {"q1": ["good"]})
    at = staff("results.py", survey=survey_id)
    assert not at.exception
    asking = [question for question in questions if question.parts()]
    assert [one.value for one in at.subheader] == [one.label["ja"] for one in asking]
    assert len(at.get("plotly_chart")) == 2 + len(asking)
    matrices = sum(len(question.parts()) > 1 for question in asking)
    assert matrices == 2
    assert len(at.table) == len(asking) - matrices + 2
    regions = "".join(one.proto.body for one in elements(at, "html"))
    assert regions.count("<table") == matrices
    assert '<th scope="row">会場（参考値）</th><td>2</td>' in regions
    named = {tuple(table.value.columns): table.value for table in at.table}
    places = named["選択肢", "1位", "2位", "平均順位", "平均点（n=1）"]
    assert places.iloc[:2, 1:].to_numpy().tolist() == [[0, 1, 2.0, 1.0], [1, 0, 1.0, 2.0]]
    areas = named["地域", "人数（n=2）", "割合（%）"]
    assert areas.iloc[:, :2].to_numpy().tolist() == [["玉川地域", 1], ["区外", 0]]
    assert named["地区", "人数（n=2）", "割合（%）"]["地区"].tolist()[-1] == "無回答"
    said = shown(at)
    assert "平均 3.00人　中央値 3人（n=1、参考値）" in said
    assert "NPS +100.0（n=1、参考値）" in said


def test_people_who_were_not_asked_are_told_beside_the_table(staff: Open, house: Store) -> None:
    number = next(question for question in EVERY if question.type == "number")
    condition = {"rules": [{"key": "q1", "op": "equals", "value": "good"}]}
    conditional = {**number.model_dump(mode="json"), "show_if": condition}
    survey_id = add_survey(house, document(EVERY[0], conditional), publish=True)
    add_answers(house, survey_id, {"q1": ["good"], "q11": ["4"]}, {"q1": ["bad"]}, {"q1": ["bad"]})
    at = staff("results.py", survey=survey_id)
    assert list(at.table[1].value.columns) == ["回答", "人数（n=1）", "割合（%）"]
    assert "非該当（たずねていない人） 2人は、n に入れていません。" in shown(at)
