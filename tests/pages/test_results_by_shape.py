"""みる with every type of question: chart, tables and summary of each part."""

from __future__ import annotations

from models.questions.options import Option
from models.store import Store
from tests.builders import EVERY, FIVE, GRID, document
from tests.pages.desk import Open, shown
from tests.sendings import SENT
from tests.stores import add_answers, add_survey

WORDED = tuple(Option(value=o.value, label=o.label or {"ja": f"段階{o.value}"}) for o in FIVE)


def test_every_type_is_drawn_and_tabulated(staff: Open, house: Store) -> None:
    """Each row of a matrix has a table of its own; a ranking and a place have two."""
    grid = GRID.model_copy(update={"options": WORDED})
    questions = [grid if question == GRID else question for question in EVERY]
    survey_id = add_survey(house, document(*questions), publish=True)
    everything = {name: values for fields in SENT.values() for name, values in fields.items()}
    add_answers(house, survey_id, everything, {"q1": ["good"]})
    at = staff("results.py", survey=survey_id)
    assert not at.exception
    headings = [one.value for one in at.subheader]
    parts = [part for question in questions for part in question.parts()]
    assert len(headings) == len(parts) == 16
    assert [heading for heading in headings if "会場" in heading] == [
        "項目別：会場",
        "場所別：会場",
    ]
    assert len(at.get("plotly_chart")) == 2 + len(parts)
    assert len(at.table) == len(parts) + 2
    named = {tuple(table.value.columns): table.value for table in at.table}
    places = named["選択肢", "1位", "2位", "平均点（n=1）"]
    assert places.iloc[:, 1:].to_numpy().tolist() == [[0, 1, 1.0], [1, 0, 2.0], [0, 0, 0.0]]
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
