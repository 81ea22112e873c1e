"""みる with every type of question: chart, tables and summary of each part."""

from __future__ import annotations

from models.questions.options import Option
from models.store import Store
from tests.builders import EVERY, FIVE, GRID, HOME, RANKING, document
from tests.pages import drawn
from tests.pages.desk import Open
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
    found = drawn.results(at)
    assert drawn.titles(found) == [one.label["ja"] for one in asking]
    assert len(drawn.figures(at)) == 2 + len(asking)
    assert all(one.alt for one in found)
    two = [one.title for one in found if len(one.tables) == 2]
    assert two == [RANKING.label["ja"], HOME.label["ja"]]
    assert all(len(one.tables) == 1 for one in found if one.title not in two)
    assert ["会場（参考値）", "2"] in [line[:2] for table in drawn.tables(at) for line in table]
    named = {tuple(table[0]): table[1:] for table in drawn.tables(at)}
    places = named["選択肢", "1位", "2位", "平均順位", "平均点（n=1）"]
    assert [line[1:] for line in places[:2]] == [
        ["0", "1", "2.00", "1.00"],
        ["1", "0", "1.00", "2.00"],
    ]
    areas = named["地域", "人数（n=2）", "割合（%）"]
    assert [line[:2] for line in areas] == [["玉川地域", "1"], ["区外", "0"]]
    assert named["地区", "人数（n=2）", "割合（%）"][-1][0] == "無回答"
    how = [note for one in found for note in one.how]
    assert "平均 3.00人　中央値 3人（n=1、参考値）" in how
    assert "NPS +100.0（n=1、参考値）" in how


def test_people_who_were_not_asked_are_told_beside_the_table(staff: Open, house: Store) -> None:
    number = next(question for question in EVERY if question.type == "number")
    condition = {"rules": [{"key": "q1", "op": "equals", "value": "good"}]}
    conditional = {**number.model_dump(mode="json"), "show_if": condition}
    survey_id = add_survey(house, document(EVERY[0], conditional), publish=True)
    add_answers(house, survey_id, {"q1": ["good"], "q11": ["4"]}, {"q1": ["bad"]}, {"q1": ["bad"]})
    at = staff("results.py", survey=survey_id)
    asked_of_some = drawn.results(at)[1]
    assert asked_of_some.tables[0][0] == ["回答", "人数（n=1）", "割合（%）"]
    assert "非該当（たずねていない人） 2人は、n に入れていません。" in asked_of_some.how
