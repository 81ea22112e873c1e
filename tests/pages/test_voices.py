"""誰の声か: the panel with shipped and added figures, weights, ±, and files on their way in."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from models import blocks, populations
from models.inhabitants import Ages, Count, Figures, Sex, Table
from models.store import Store
from tests.builders import SATISFACTION, document
from tests.inhabitants import AS_OF, BANDS, NEW, csv, headings, row
from tests.pages.desk import Open, elements, shown
from tests.stores import add_answers, add_survey

ABOUT = [one for name in ("age", "gender", "residence") for one in blocks.questions(name)]
SEXES: tuple[Sex, ...] = ("male", "female")
BANDED = tuple(
    Count(100, sex, band) for sex in SEXES for band in (Ages(0, 19), Ages(20, 59), Ages(60))
)
TOWN = Figures("ためし市", (Table(BANDED, "台帳", AS_OF),))


def survey(house: Store, *sent: tuple[int, dict[str, list[str]]], **changes: Any) -> str:
    survey_id = add_survey(house, document(SATISFACTION, *ABOUT, **changes), publish=True)
    add_answers(house, survey_id, *(fields for count, fields in sent for _ in range(count)))
    return survey_id


def person(age: str, gender: str, answer: str = "good") -> dict[str, list[str]]:
    return {"q1": [answer], "age": [age], "gender": [gender], "residence": ["yoga"]}


def add_town(house: Store) -> str:
    return house.write(lambda session: populations.add(session, TOWN, by="sato"))


def opened(staff: Open, survey_id: str) -> AppTest:
    at = staff("results.py", survey=survey_id, view="誰の声か")
    assert not at.exception
    return at


def tables(at: AppTest) -> str:
    return "\n".join(one.proto.body for one in elements(at, "html"))


CROWD = (
    (30, person("a20", "female")),
    (20, person("a30", "male", "bad")),
    (3, person("a70", "female")),
    (2, {"q1": ["bad"], "residence": ["outside"]}),
)


def test_the_shipped_figures_tell_sex_and_area_and_why_not_age(staff: Open, house: Store) -> None:
    at = opened(staff, survey(house, *CROWD))
    said = shown(at)
    assert [one.value for one in at.header][-3:] == [
        "性別ごとの回答と人口",
        "地域ごとの回答と人口",
        "重みをつけた集計（ウェイトバック）",
    ]
    assert "ここに住んでいないと答えた2人は、除いています。" in said
    assert "年代は、くらべられません。調査の区切り（18・19歳、20歳代、" in said
    assert "性別の分かる53人を、15歳以上の人口828,671人とくらべています。" in said
    assert "SSDSE-A-2026" in said
    assert "使う前に、公表された数と確かめてください。" in said
    assert "世田谷地域は人口の27.5%ですが、回答は1件もありません。" in said
    assert "標本誤差" not in said
    assert "地域「世田谷地域」の回答が0人で、10人に足りません。" in at.info[0].value.replace(
        "\\", ""
    )


def test_groups_under_half_their_share_are_told_in_points_and_sentences(
    staff: Open, house: Store
) -> None:
    """53 people: 50 of 20 to 59, who are a half of the inhabitants of 20 and over."""
    added = add_town(house)
    at = opened(staff, survey(house, *CROWD))
    at = at.selectbox(key="voices.population").set_value(added).run()
    said = shown(at)
    assert "60歳以上は人口の50.0%、回答の5.7%です。" in said
    assert "60歳以上の女性は人口の25.0%、回答の5.7%です。" in said
    assert "60歳以上の男性は人口の25.0%ですが、回答は1件もありません。" in said
    assert "年代の分かる53人を、20歳以上の人口400人とくらべています。" in said
    assert "<td>-44.3</td>" in tables(at)


def test_weights_stand_beside_what_has_none(staff: Open, house: Store) -> None:
    """33 women and 20 men for a half of each: はい 62.3 % unweighted and 50.0 % weighted."""
    at = opened(staff, survey(house, *CROWD))
    margins = next(one for one in at.multiselect if one.key and one.key.endswith("margins"))
    assert margins.value == ["sex", "area"]
    added = add_town(house)
    at = at.run().selectbox(key="voices.population").set_value(added).run()
    margins = next(one for one in at.multiselect if one.key and one.key.endswith("margins"))
    at = margins.set_value(["sex"]).run()
    assert {one.label: one.value for one in at.metric} == {
        "人数（n）": "53",
        "有効な人数": "50",
        "デザイン効果": "1.06",
        "いちばん小さい重み": "0.80",
        "いちばん大きい重み": "1.33",
    }
    assert "性別の割合を、人口に合わせました" in shown(at)
    assert "<td>33</td><td>62.3</td><td>50.0</td>" in tables(at)
    assert "<td>20</td><td>37.7</td><td>50.0</td>" in tables(at)
    toggle = next(one for one in at.toggle if one.key and one.key.endswith("trimmed"))
    assert "重みは0.3〜3に収めました。" in shown(toggle.set_value(True).run())
    at = margins.set_value([]).run()
    assert "人口に合わせる項目がないので、重みはつけられません。" in shown(at)
    assert not at.metric


def test_errors_are_stated_for_a_declared_random_sample_only(staff: Open, house: Store) -> None:
    sample = {"design": "stratified_two_stage", "population": 780_000}
    at = opened(staff, survey(house, (100, person("a20", "female")), sample=sample))
    assert at.header[-1].value == "標本誤差早見表"
    assert "層化二段無作為抽出の式" in shown(at)
    assert "<td>14.1</td><td>13.9</td><td>13.0</td><td>11.3</td><td>8.5</td>" in tables(at)


def test_a_survey_that_asks_nothing_of_the_person_says_so(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    said = shown(opened(staff, survey_id))
    for kind in ("年代", "性別", "地域"):
        assert f"{kind}は、この調査でたずねていないので、くらべられません。" in said
    assert "重みはつけられません。" in said


def test_only_blank_answers_are_no_base(staff: Open, house: Store) -> None:
    said = shown(opened(staff, survey(house, (3, {"q1": ["good"]}))))
    assert "くらべられる回答が、まだありません。" in said
    assert "性別の分かる0人（参考値）を" in said


def uploaded(at: AppTest, data: bytes) -> AppTest:
    return at.file_uploader[0].set_value(("人口.csv", data, "text/csv")).run()


GOOD = csv(headings(NEW), row(NEW, "用賀"), row(NEW, "成城", 20), encoding="cp932")


def test_a_file_is_looked_at_and_then_taken_in(staff: Open, house: Store) -> None:
    at = uploaded(opened(staff, survey(house, *CROWD)), GOOD)
    assert "2地域、1,116人、18区切りの年齢と読みました（2026年4月1日(水)現在）。" in shown(at)
    assert "<td>378</td><td>180</td><td>198</td>" in tables(at)
    assert at.text_input(key="voices.name").value == "ためし市"
    at = at.button(key="voices.add").click().run()
    assert "エラー：出典を1〜300文字で書いてください。" in shown(at)
    at.text_input(key="voices.source").set_value("ためし市 住民基本台帳")
    at = at.button(key="voices.add").click().run()
    assert "人口の資料「ためし市」を加えました。" in shown(at)
    assert "出典：ためし市 住民基本台帳。" in shown(at)
    with house.reading() as session:
        added = populations.listing(session)[1]
        assert len(populations.get(session, added.id).tables[0].counts) == 2 * 2 * len(BANDS)
    assert at.selectbox(key="voices.population").value == added.id
    at = at.button(key="voices.remove").click().run()
    at = at.button(key="voices.yes").click().run()
    assert at.selectbox(key="voices.population").value == populations.SHIPPED
    with house.reading() as session:
        assert len(populations.listing(session)) == 1


def test_a_file_with_faults_names_them_and_is_not_taken_in(staff: Open, house: Store) -> None:
    line = row(NEW, "用賀")
    line[-3] = "多数"
    at = uploaded(opened(staff, survey(house, *CROWD)), csv(headings(NEW), line))
    assert "エラー：直すところが1か所あります。" in shown(at)
    faults = at.table[-1].value
    assert faults.iloc[0].tolist() == [
        "2行目",
        "用賀",
        "「85歳以上の女性」が数ではありません（多数）。",
    ]
    assert "voices.add" not in [button.key for button in at.button]
    at = uploaded(at, b"a,b\n1,2\n")
    assert "エラー：「0-4歳の男性」などの見出しが見つかりません。" in shown(at)
