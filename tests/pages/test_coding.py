"""分類, run by AppTest: from no codes to codes that are counted, cross, and are looked for."""

from __future__ import annotations

from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from models import codes, codings
from models.store import Store
from tests.pages.desk import Open, elements, labels, shown
from tests.pages.reading_room import html, survey_of
from tests.stores import add_answers

SAID = ["公園の遊具が古い", "歩道がせまい", "案内が親切", "特になし", None, "公園も歩道も好き"]


def open_codes(staff: Open, survey_id: str) -> AppTest:
    at = staff("read.py", survey=survey_id)
    at.session_state["view"] = "分類"
    return at.run()


def press(at: AppTest, label: str) -> AppTest:
    """Press the first button with this label, and see the page after it."""
    return next(one for one in at.button if one.label == label).click().run()


def row(at: AppTest, label: str) -> list[str]:
    """The cells of a line of the table."""
    line = html(at).partition(f'<th scope="row">{label}</th>')[2].partition("</tr>")[0]
    return line.replace("<td>", "").split("</td>")[:-1]


def test_starters_that_find_enough_are_offered_and_judge_at_once(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, SAID)
    at = open_codes(staff, survey_id)
    assert "クロス集計や「だす」のCSVでも使えます。" in shown(at)
    offered = at.multiselect(key="coding.start.chosen.0")
    assert offered.options[:2] == ["道路・交通（2件）", "公園・みどり（2件）"]
    assert len(offered.options) == 20
    assert offered.value == ["douro", "kouen"]
    at = press(at, "加える")
    assert "分類を2つ加えました。5件のご意見を、規則で分類しました。" in shown(at)
    assert "n=5（書いた人。" in shown(at)
    assert row(at, "公園・みどり") == ["2", "40.0", "2", "0", "0"]
    assert row(at, "どの分類にも当てはまらない") == ["1", "20.0", "-", "-", "-"]
    assert row(at, "「特になし」などの記入") == ["1", "20.0", "-", "-", "-"]
    assert "まだ分類していないご意見" not in shown(at)

    add_answers(house, survey_id, {"q4": ["緑道を歩く"]}, {"q4": ["道がない"]})
    at = at.run()
    assert row(at, "まだ分類していない") == ["2", "28.6", "-", "-", "-"]
    assert "まだ分類していないご意見が2件あります。" in shown(at)
    at = press(at, "規則で分類する")
    assert "7件のご意見を、規則で分類しました。" in shown(at)
    assert row(at, "公園・みどり") == ["3", "42.9", "3", "0", "0"]

    (link,) = [one for one in elements(at, "page_link") if one.label == "クロス集計でみる"]
    query = {key: one for key, (one,) in parse_qs(link.proto.query_string).items()}
    assert query["survey"] == survey_id
    at = staff("results.py", **query)
    assert at.session_state["view"] == "クロス集計"
    assert at.selectbox(key=f"results.{survey_id}.head").value == "q4.code"
    assert "道路・交通（%）" in shown(at)
    assert "head" not in at.query_params


def test_comments_are_looked_for_by_code_where_there_are_codes(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, SAID)
    at = staff("read.py", survey=survey_id)
    at.session_state["view"] = "読む"
    at = at.run()
    assert "分類" not in [one.label for one in at.selectbox]
    house.write(lambda s: codes.save(s, survey_id, "q4", "park", "公園", "公園", by="sato"))
    with house.reading() as session:
        assert codings.of(session, survey_id)["q4"].settled() == {}
    at = at.run()
    choice = at.selectbox(key="read.search.code.q4")
    assert choice.options == [
        "すべて",
        "公園",
        "どの分類にも当てはまらない",
        "まだ分類していない",
    ]
    at = choice.select("まだ分類していない").run()
    assert "4人の4件です。" in shown(at)
    at = at.selectbox(key="read.search.code.q4").select("公園").run()
    assert "当てはまるご意見はありません。" in shown(at)
    assert "みるへ" not in labels(at, "page_link")
