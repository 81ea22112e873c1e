"""気持ち, run by AppTest: how far people are for or against, and what their ratings teach."""

from __future__ import annotations

import base64
import re
import sqlite3
from contextlib import closing

import pytest
from streamlit.testing.v1 import AppTest

import settings
from models.filters import Chose, Rules
from models.store import Store
from pages.components.reading_desk import Look
from pages.components.reading_leanings import leanings
from tests.pages.desk import Open, shown
from tests.pages.reading_room import html, survey_of, ward

COUNT = 60  # who rate high, and as many who rate low
SAID = [f"ぽかぽか{at}の間" for at in range(COUNT)] + [f"ぱさぱさ{at}の間" for at in range(COUNT)]


def opened(at: AppTest) -> AppTest:
    at.session_state["view"] = "気持ち"
    return at.run()


def figure(at: AppTest) -> str:
    """The words of the last figure."""
    held = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", html(at))[-1]
    return base64.b64decode(held).decode()


def means(at: AppTest) -> list[float]:
    said = re.findall(r"平均([+−]?[\d.]+)（95", figure(at))
    return [float(one.replace("−", "-")) for one in said]


def test_means_by_age_with_their_numbers_in_a_table(staff: Open, house: Store) -> None:
    """Every age has 10 of 30; no rating question, so that there is nothing to teach by."""
    at = opened(staff("read.py", survey=survey_of(house, ward(30))))
    assert "<h3>よい・わるいの度合い</h3>" in html(at)
    assert re.search(r"<p>全体（n=30）：平均[+−]0\.\d\d（95%信頼区間 ", html(at))
    at = at.selectbox(key="read.acts.by").select("age").run()
    assert len(means(at)) == 4
    assert "20代（n=10、参考値）" in figure(at)
    table = next(one.value for one in at.table if "平均" in one.value)
    assert table["グループ"].tolist() == ["全体", "20代", "40代", "60代"]
    assert [one.key for one in at.selectbox if "leanings" in (one.key or "")] == []


def test_nine_people_have_no_mean(staff: Open, house: Store) -> None:
    at = opened(staff("read.py", survey=survey_of(house, ward(9))))
    assert "10人以上のご意見があると、ここに図が出ます。" in html(at)
    assert not [one for one in at.table if "平均" in one.value]


def test_ratings_teach_and_it_is_said_what_that_is_worth(staff: Open, house: Store) -> None:
    """Words that no list knows: before, half of all pairs are in order by chance."""
    rates = ["5", "4"] * (COUNT // 2) + ["2", "1"] * (COUNT // 2)
    survey_id = survey_of(house, [*SAID, "川", "池"], [*rates, "3", "unsure"])
    at = opened(staff("read.py", survey=survey_id))
    before = figure(at)
    assert "学ばせ" not in re.sub(r"<[^>]+>", "", html(at))
    at = at.selectbox(key="read.leanings.rating").select("rate").run()
    told = html(at)
    assert f"高い評価と低い評価のご意見{COUNT}件と{COUNT}件から学ばせました。" in told
    assert "学ばせる前は100組のうち50組、学ばせた後は100組です" in told
    assert "おすすめします" not in told
    assert "<b>全体</b>" not in told
    assert before != figure(at)
    at = at.segmented_control(key=f"read.leanings.good.{survey_id}.rate").set_value("last").run()
    assert "から学ばせました" in html(at)  # staff know better which end is good
    at = at.segmented_control(key=f"read.leanings.good.{survey_id}.rate").set_value(None).run()
    assert "どちらの端がよい評価かを選ぶと、学ばせます。" in shown(at)
    assert before == figure(at)


@pytest.mark.parametrize("rates", [["5"] * 49 + ["3"] * 22 + ["1"] * 49])
def test_with_too_few_ratings_nothing_is_taught(
    staff: Open, house: Store, rates: list[str | None]
) -> None:
    at = opened(staff("read.py", survey=survey_of(house, SAID, rates)))
    before = figure(at)
    at = at.selectbox(key="read.leanings.rating").select("rate").run()
    assert "50件ずつ必要です。いまは49件と49件です。学ばせずに出しています。" in html(at)
    assert figure(at) == before


def test_values_are_kept_and_a_filter_changes_none(house: Store) -> None:
    rates = ["5"] * COUNT + ["1"] * COUNT
    chosen = settings.current()
    file = chosen.data_dir / "tokens.db"
    look = Look(survey_of(house, SAID, rates), (1,), "q4")
    asked = (chosen.store_url, file, look)
    told = leanings(*asked, "age", "rate", "first")
    with closing(sqlite3.connect(file)) as store:
        names = {name for (name,) in store.execute("SELECT name FROM whole")}
    assert f"leanings {look.survey} q4 rate" in names
    young = look._replace(state=(2,), rules=Rules(rules=(Chose(key="age", codes=("a0",)),)).text)
    again = leanings(chosen.store_url, file, young, "age", "rate", "first")
    assert again.lesson == told.lesson
    assert [row.label for row in again.table.rows] == ["20代"]
    assert again.table.rows[0] == told.table.rows[0]
    turned = leanings(*asked, "age", "rate", "last")
    assert [row.mean for row in turned.table.rows] == pytest.approx(
        [-(row.mean or 0) for row in told.table.rows], abs=1e-3
    )
