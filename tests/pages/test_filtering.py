"""The row of filters above the results, as staff use it."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from models import segments
from models.filters import Came, Chose, Left, Rules
from models.store import Store
from tests.pages.compared import listed_placements, opened, two_places
from tests.pages.desk import shown

GOOD = Rules(rules=(Chose(key="q1", codes=("good",)),))


@pytest.fixture
def survey_id(house: Store) -> str:
    return two_places(house)


def click(at: AppTest, key: str) -> AppTest:
    return at.button(key=key).click().run()


def choose(at: AppTest, survey_id: str, subject: str) -> str:
    """Choose what the next rule is about; returns how its inputs are called."""
    at.selectbox(key=f"results.{survey_id}.rule.subject").select(subject).run()
    return f"results.{survey_id}.rule.{subject}"


def test_everybody_is_looked_at_until_a_rule_is_added(house: Store, survey_id: str) -> None:
    at = opened(survey_id)
    assert "すべての回答をみています。n=90" in shown(at)
    inputs = choose(at, survey_id, "part:q1")
    assert at.button(key=f"results.{survey_id}.rule.add").disabled
    at.multiselect(key=f"{inputs}.codes").select("good").run()
    at = click(at, f"results.{survey_id}.rule.add")
    said = "「満足しましたか」が「満足」の回答をみています。n=45（全90件のうち）"
    assert said in shown(at)
    assert at.query_params["filter"] == GOOD.text
    # Whoever gets the link sees the same.
    assert said in shown(opened(survey_id, filter=GOOD.text))
    at = click(at, "results.filter.clear")
    assert "すべての回答をみています。n=90" in shown(at)
    assert "filter" not in at.query_params


def test_rules_of_every_kind_can_be_put_together(house: Store, survey_id: str) -> None:
    at = opened(survey_id)
    add = f"results.{survey_id}.rule.add"
    inputs = choose(at, survey_id, "part:q11")
    at.number_input(key=f"{inputs}.most").set_value(5).run()
    click(at, add)
    assert "人数が5人以下の回答をみています。n=45" in shown(at)
    inputs = choose(at, survey_id, "facet:placement")
    code = next(one.code for one in listed_placements(house, survey_id) if one.name == "まつり")
    at.multiselect(key=f"{inputs}.codes").select(code).run()
    click(at, add)
    assert "人数が5人以下で、配布先が「まつり」の回答をみています。n=5" in shown(at)
    at.radio(key="results.filter.match.all").set_value("any").run()
    assert "人数が5人以下か、配布先が「まつり」の回答をみています。n=70" in shown(at)
    inputs = choose(at, survey_id, "part:q4")
    at.selectbox(key=f"{inputs}.how").select("無回答").run()
    click(at, add)
    inputs = choose(at, survey_id, "day:")
    at.date_input(key=f"{inputs}.last").set_value(date(2020, 1, 1)).run()
    click(at, add)
    assert "か、ご意見が無回答か、回答した日が2020年1月1日までの回答をみています。n=90" in shown(at)
    click(at, "results.filter.remove.0")
    assert "配布先が「まつり」か、ご意見が無回答か、" in shown(at)


def test_when_nobody_is_left_it_is_said(house: Store, survey_id: str) -> None:
    nobody = Rules(rules=(Left(key="q1"),))
    at = opened(survey_id, filter=nobody.text)
    assert "n=0（全90件のうち）" in shown(at)
    assert "当てはまる回答はありません。条件を外すと出ます。" in shown(at)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        Rules(rules=(Left(key="gone"),)).text,
        Rules(rules=(Came(facet="placement", codes=("gone1",)),)).text,
    ],
)
def test_a_filter_that_does_not_fit_is_dropped_in_words(
    house: Store, survey_id: str, text: str
) -> None:
    at = opened(survey_id, filter=text)
    assert "この絞り込みは、この調査では使えません。すべての回答をみています。" in shown(at)
    assert "n=90" in shown(at)
    assert "filter" not in at.query_params


def test_a_filter_is_saved_used_renamed_and_deleted(house: Store, survey_id: str) -> None:
    at = opened(survey_id, filter=GOOD.text)
    at.text_input(key="results.segment.name").input("満足した *人*").run()
    click(at, "results.segment.save")
    assert "絞り込み「満足した *人*」を保存しました。" in shown(at)
    [segment] = named(house, survey_id)
    assert (segment.name, segment.rules) == ("満足した *人*", GOOD)
    at = opened(survey_id)
    at.selectbox(key="results.segment.chosen").select(segment.id).run()
    click(at, "results.segment.use")
    assert "n=45（全90件のうち）" in shown(at)
    at.text_input(key="results.segment.name").input("満足").run()
    click(at, "results.segment.rename")
    assert [one.name for one in named(house, survey_id)] == ["満足"]
    at.text_input(key="results.segment.name").input("満足").run()
    click(at, "results.segment.save")
    assert "同じ名前の絞り込みがあります。別の名前にしてください。" in shown(at)
    click(at, "results.segment.delete")
    assert named(house, survey_id) == []
    assert "回答は消していません。" in shown(at)


def test_a_filter_that_is_loaded_holds_as_it_was_saved(house: Store, survey_id: str) -> None:
    """Whatever was chosen before: here all, there any."""
    code = listed_placements(house, survey_id)[-1].code
    rules = (Chose(key="q1", codes=("good",)), Came(facet="placement", codes=(code,)))
    either = Rules(match="any", rules=rules)
    segment_id = house.write(
        partial(segments.save, survey_id=survey_id, name="どれか", rules=either, by="x")
    )
    at = opened(survey_id, filter=Rules(rules=rules).text)
    assert "n=5（全90件のうち）" in shown(at)
    at.selectbox(key="results.segment.chosen").select(segment_id).run()
    click(at, "results.segment.use")
    assert "n=70（全90件のうち）" in shown(at)
    at.run()
    assert at.query_params["filter"] == either.text
    at.radio(key="results.filter.match.any").set_value("all").run()
    assert "n=5（全90件のうち）" in shown(at)
    assert at.radio(key="results.filter.match.all").value == "all"


def named(house: Store, survey_id: str) -> list[segments.Segment]:
    with house.reading() as session:
        return segments.listing(session, survey_id)
