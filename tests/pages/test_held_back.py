"""The promise 「集計は10件集まってから」: what みる, よむ, くばる and だす show, and what not."""

from __future__ import annotations

import csv
import io

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import settings
from exports import files
from gate import printouts
from models import surveys, walls
from models.errors import NotAllowed
from models.filters import Chose, Rules
from models.questions.choice import SingleChoice
from models.questions.conditions import Condition, Rule
from models.questions.options import Option
from models.store import Store
from models.walls import Views, Words
from pages.components import answers, crossings, groupings, printed
from pages.components.groupings import Groups
from tests.builders import OPINION, SATISFACTION, document
from tests.pages import drawn
from tests.pages.desk import Open, elements, labels, shown, takeaways
from tests.stores import add_answers, add_survey

AGE = SingleChoice(
    key="age",
    label={"ja": "年代"},
    options=tuple(
        Option(value=value, label={"ja": label})
        for value, label in (("a", "若者"), ("b", "壮年"), ("c", "中年"), ("d", "高齢"))
    ),
)
ONLY_C = Condition(match="all", rules=(Rule(key="age", op="equals", value="c"),))
WHY = SingleChoice(
    key="why",
    label={"ja": "なぜですか"},
    options=(Option(value="far", label={"ja": "遠い"}), Option(value="near", label={"ja": "近い"})),
    show_if=ONLY_C,
)
PROMISED = document(SATISFACTION, AGE, WHY, OPINION, hides_few=True)
WAITING = "10件集まると、集計が出ます。いまは4件です。"


def people(count: int, age: str) -> list[dict[str, list[str]]]:
    """So many of an age, one of them dissatisfied."""
    fields = {"age": [age], "why": ["far"], "q4": ["休憩所がほしい。"]}
    return [{"q1": ["good" if number else "bad"], **fields} for number in range(count)]


def survey_of(house: Store, few: int = 4) -> str:
    survey_id = add_survey(house, PROMISED, publish=True)
    add_answers(house, survey_id, *people(few, "d"))
    return survey_id


def crowd(house: Store) -> str:
    """25, 12, 7 and 4 people of the four ages."""
    survey_id = survey_of(house)
    add_answers(house, survey_id, *people(25, "a"), *people(12, "b"), *people(7, "c"))
    return survey_id


def chose(*ages: str, none: bool = False) -> str:
    return Rules(rules=(Chose(key="age", codes=ages, none=none),)).text


def nothing_counted(at: AppTest) -> bool:
    kinds = ("plotly_chart", "table", "dataframe", "download_button", "link_button")
    there = [kind for kind in kinds if elements(at, kind)]
    html = drawn.results(at), drawn.tables(at), drawn.figures(at), takeaways(at)
    return not (there or any(html)) and "休憩所" not in shown(at)


def test_until_ten_there_is_the_number_of_answers_and_one_sentence(
    staff: Open, house: Store
) -> None:
    survey_id = survey_of(house)
    at = staff("results.py", survey=survey_id, filter=chose("d"), view="クロス集計")
    assert "回答 4件" in shown(at)
    assert [one.value for one in at.info] == [WAITING]
    assert nothing_counted(at)
    read = staff("read.py", survey=survey_id)
    assert [one.value for one in read.info] == [WAITING.replace("集計", "ご意見")]
    assert nothing_counted(read)
    at_export = staff("export.py", survey=survey_id)
    assert "約束のとおり、10人に満たない質問とグループの数は、集計表に入れません。" in shown(
        at_export
    )
    add_answers(house, survey_id, *people(6, "a"))
    assert at.run().info[0].value.startswith("この絞り込みは10人に満たない")
    assert drawn.results(staff("results.py", survey=survey_id))
    read = staff("read.py", survey=survey_id)
    assert "ご意見 10人" in shown(read)


def test_without_the_promise_nothing_is_held_back(staff: Open, house: Store) -> None:
    """The newest version decides, so that one answer is shown once the promise is not made."""
    survey_id = survey_of(house)
    free = PROMISED.model_copy(update={"hides_few": False})

    def publish(session: Session) -> None:
        revision = surveys.draft(session, survey_id).revision
        surveys.save_draft(session, survey_id, free, revision)
        surveys.publish(session, survey_id, by="sato")

    house.write(publish)
    at = staff("results.py", survey=survey_id, filter=chose("d"))
    found = drawn.results(at)
    assert [one.base.partition("（")[0] for one in found] == ["n=4", "n=4", "n=0", "n=4"]
    assert all(one.alt for one in found)


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (chose("c"), "この絞り込みは10人に満たないため、表示しません。"),
        (chose("c", none=True), "この絞り込みで外れる人が10人に満たないため、表示しません。"),
    ],
)
def test_a_filter_is_no_way_round(staff: Open, house: Store, rules: str, sentence: str) -> None:
    """Neither to seven people, nor to all but seven, and no number tells how many they are."""
    survey_id = crowd(house)
    for view in ("単純集計", "クロス集計", "誰の声か", "比べる", "小さな声"):
        at = staff("results.py", survey=survey_id, filter=rules, view=view)
        assert at.info[0].value.startswith(sentence)
        assert "n=" not in shown(at)
        assert nothing_counted(at)
    at = staff("read.py", survey=survey_id, filter=rules)
    assert at.info[0].value.startswith("この質問をたずねた人か、絞り込みで残る人、外れる人が10人に")
    assert nothing_counted(at)
    url = settings.current().store_url
    wanted = Groups("rest")
    assert answers.results(url, survey_id, (), rules).tables == []
    for ask in (
        lambda: crossings.crossed(url, survey_id, (), rules, ["q1"], ["age"]),
        lambda: groupings.heard(url, survey_id, (), rules),
        lambda: groupings.sizes(url, survey_id, (), rules, "placement"),
        lambda: groupings.compared(
            url, survey_id, (), rules, Groups("days", ("2026-01-01",), ("",))
        ),
        lambda: groupings.compared(url, survey_id, (), rules, wanted),
    ):
        with pytest.raises(NotAllowed, match="few"):
            ask()


def test_tables_leave_out_groups_and_questions_of_few(staff: Open, house: Store) -> None:
    survey_id = crowd(house)
    at = staff("results.py", survey=survey_id)
    assert drawn.titles(drawn.results(at)) == ["満足しましたか", "年代", "ご意見"]
    assert "出していません：なぜですか。" in shown(at)
    at = staff("results.py", survey=survey_id, view="クロス集計")
    [table] = drawn.tables(at)
    assert "壮年（参考値）" in drawn.column(table, 0)
    assert "中年" not in drawn.html(at)
    assert "高齢" not in drawn.html(at)
    assert "出していません：中年、高齢。" in shown(at)
    at = staff("results.py", survey=survey_id, view="小さな声")
    assert "10人に満たないグループは見ていません：中年、高齢。" in shown(at)


def segments(*ages: str) -> Groups:
    return Groups("segments", tuple(chose(age) for age in ages), ages)


def test_groups_of_few_are_not_compared(house: Store) -> None:
    url, survey_id = settings.current().store_url, crowd(house)
    found = groupings.compared(url, survey_id, (), "", segments("a", "b", "c", "d"))
    assert [group.name for group in found.comparison.groups] == ["a", "b"]
    assert found.left_out == ("c", "d")
    with pytest.raises(NotAllowed, match="few_groups"):
        groupings.compared(url, survey_id, (), "", segments("a", "b", "c"))
    other = add_survey(house, document(SATISFACTION), publish=True)
    add_answers(house, other, *[{"q1": ["good"]}] * 3)
    for pair in ((survey_id, other), (other, survey_id)):
        with pytest.raises(NotAllowed, match="few_groups"):
            groupings.compared(url, pair[0], (), "", Groups("survey", names=pair), pair[1])


def asked(survey_id: str, query: dict[str, str]) -> tuple[int, str]:
    """What the address of the printed page answers."""
    app = printouts.create("/staff/results-print", printed.asked)
    with TestClient(app) as client:
        answer = client.get(f"/staff/results-print/{survey_id}", params=query)
    return answer.status_code, answer.text


def test_the_printed_page_keeps_the_promise_when_its_address_is_typed(house: Store) -> None:
    survey_id = survey_of(house)
    crossed = {"head": "q1", "side": "age"}
    for query in ({}, crossed):
        status, text = asked(survey_id, query)
        assert (status, text) == (403, "10人に満たないため、表示しません。区民の方への約束です。\n")
    add_answers(house, survey_id, *people(25, "a"), *people(12, "b"), *people(7, "c"))
    status, page = asked(survey_id, {})
    assert (status, "<h2>なぜですか" in page) == (200, False)
    assert "出していません：なぜですか。" in page
    status, page = asked(survey_id, crossed)
    assert (status, ">中年<" in page, ">壮年<" in page) == (200, False, True)
    assert "出していません：中年、高齢。" in page
    status, page = asked(survey_id, crossed | {"layer": "why"})
    assert "n=" not in page.partition("<section")[2]
    assert "引き算でその数が分かってしまうため、表示しません。" in page
    assert asked(survey_id, crossed | {"rules": chose("c", none=True)})[0] == 403


def test_files_of_tables_hold_no_number_of_few_and_the_record_all(house: Store) -> None:
    url, survey_id = settings.current().store_url, survey_of(house)

    def lines(name: str) -> list[dict[str, str]]:
        data = files.write(url, survey_id, files.NAMES, "utf-8")[name].data
        return list(csv.DictReader(io.StringIO(data.decode(), newline="")))

    assert (lines("gt.csv"), lines("cross.csv"), len(lines("responses.csv"))) == ([], [], 4)
    add_answers(house, survey_id, *people(25, "a"), *people(12, "b"), *people(7, "c"))
    assert {one["part"] for one in lines("gt.csv")} == {"q1", "age", "q4"}
    ages = {one["side_code"] for one in lines("cross.csv") if one["measure"] == "cell"}
    assert ages == {"total", "a", "b"}
    assert len(lines("responses.csv")) == 48


def test_words_of_few_are_not_offered_for_the_wall(staff: Open, house: Store) -> None:
    survey_id = survey_of(house)

    def show(session: Session) -> None:
        walls.open_wall(session, survey_id, by="sato")
        walls.save_views(session, survey_id, Views(views=(Words(key="q4"),)), by="sato")

    house.write(show)
    at = staff("distribute.py", survey=survey_id, section="会場の壁")
    assert "まだ言葉がありません。" in shown(at)
    assert [one for one in labels(at, "checkbox") if "休憩所" in one] == []
    add_answers(house, survey_id, *people(6, "a"))
    at = staff("distribute.py", survey=survey_id, section="会場の壁")
    assert "休憩所（10人）" in "".join(labels(at, "checkbox")).replace("\\", "").replace(
        "\u2060", ""
    )
