"""比べる and 小さな声, as staff use them."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from models import segments
from models.filters import Chose, Left, Rules
from models.store import Store
from tests.builders import LIKED, SATISFACTION, document
from tests.pages import drawn
from tests.pages.compared import ASKED, listed_placements, opened, place, send, two_places
from tests.pages.desk import shown, takeaways
from tests.stores import add_survey

GOOD = Rules(rules=(Chose(key="q1", codes=("good",)),))


@pytest.fixture
def survey_id(house: Store) -> str:
    return two_places(house)


def test_placements_are_compared_question_by_question(house: Store, survey_id: str) -> None:
    at = opened(survey_id)
    said = shown(at)
    assert "図書館 *前* n=60　まつり n=30" in said
    assert (
        "「図書館 *前*」では「満足」が66.7%で、「まつり」の16.7%より50.0ポイント高く、"
        "偶然とは考えにくい差です。"
    ) in said
    assert "「図書館 *前*」では平均が5.00人で、「まつり」の8.00人より3.00人低く、" in said
    assert '<span role="img" aria-label="まつりより高い">▲</span> 66.7' in drawn.html(at)
    # The table of each question stands beside a chart, and both can be taken.
    alts = drawn.figures(at)
    assert len(alts) == len(takeaways(at)) == 5
    assert alts[0].startswith("「図書館 *前*」（n=60）では「満足」が66.7%で最も多い。")
    # Of q2 and q4 nobody said anything.
    subjects = [one.value for one in at.subheader]
    assert [one.replace("\\", "") for one in subjects] == [
        "満足しましたか",
        "よかったもの",
        "人数",
        "来た日",
        "ご意見",
    ]
    at.checkbox(key="results.compare.only").check().run()
    assert [one.value for one in at.subheader] == ["満足しましたか", "人数"]


def by(at: AppTest, survey_id: str, what: str) -> AppTest:
    return at.selectbox(key=f"results.{survey_id}.compare.by").select(what).run()


def test_what_cannot_be_compared_yet_says_what_it_needs(house: Store, survey_id: str) -> None:
    at = opened(survey_id)
    assert "保存した絞り込みが2つ以上あると、" in shown(by(at, survey_id, "segments"))
    assert "条件を決めると、当てはまる回答とそれ以外を" in shown(by(at, survey_id, "rest"))
    assert "回答のある調査が、ほかにありません。" in shown(by(at, survey_id, "survey"))
    by(at, survey_id, "placement")
    codes = at.multiselect(key=f"results.{survey_id}.compare.placement")
    codes.set_value(codes.value[:1]).run()
    assert "くらべるグループを2つ以上選んでください。" in shown(at)


def test_the_chosen_are_compared_with_the_rest(house: Store, survey_id: str) -> None:
    at = by(opened(survey_id, filter=GOOD.text), survey_id, "rest")
    assert "いまの絞り込み n=45　それ以外の回答 n=45" in shown(at)


def test_days_and_segments_are_compared(house: Store, survey_id: str) -> None:
    for name, code in (("満足", "good"), ("不満", "bad")):
        rules = Rules(rules=(Chose(key="q1", codes=(code,)),))
        house.write(partial(segments.save, survey_id=survey_id, name=name, rules=rules, by="x"))
    at = by(opened(survey_id), survey_id, "segments")
    assert "不満 n=45　満足 n=45" in shown(at)
    assert "「不満」では平均が9.00人" not in shown(at)  # nobody within a group differs: no spread
    at = by(at, survey_id, "days")
    at.date_input(key=f"results.{survey_id}.compare.day").set_value(date(2020, 4, 1)).run()
    said = shown(at)
    assert "2020年4月1日(水)より前 n=0（参考値）　2020年4月1日(水)から n=90" in said
    assert "回答のないグループがあります。ほかの分け方を選んでください。" in said
    assert "回答した人どうしの比較です。" not in said  # nothing is said of nobody


def test_two_surveys_are_compared_by_the_questions_they_share(house: Store, survey_id: str) -> None:
    reworded = SATISFACTION.model_copy(update={"label": {"ja": "満足しましたか？"}})
    other_place = LIKED.model_copy(update={"label": {"ja": "住んでいる所"}})
    other = add_survey(house, document(reworded, other_place, title="去年のまつり"), publish=True)
    send(house, other, listed_placements(house, other)[0].code, 10, 40)
    at = by(opened(survey_id), survey_id, "survey")
    said = shown(at)
    assert "区民まつりアンケート n=90　去年のまつり n=50" in said
    assert "「区民まつりアンケート」では「満足」が50.0%で、「去年のまつり」の20.0%より" in said
    assert "質問の文が違います：「満足しましたか」と「満足しましたか？」（q1）。" in said
    assert "くらべていません：「よかったもの」と「住んでいる所」（q2）。" in said
    at = opened(survey_id, filter=Rules(rules=(Left(key="q12"),)).text)
    assert "この絞り込みは、もう一方の調査では使えません。" in shown(by(at, survey_id, "survey"))


def test_small_voices_are_told_with_their_base(house: Store, survey_id: str) -> None:
    said = shown(opened(survey_id))
    assert (
        "配布先が「まつり」の人（n=30）では、「不満」が83.3%で、それ以外の人（n=60）の33.3%より"
        "50.0ポイント高く、偶然とは考えにくい差です。"
    ) in said
    assert "1のグループ（10人以上で、全体の半分に満たないもの）を" in said


def test_without_groups_the_voices_say_what_they_need(house: Store) -> None:
    survey_id = add_survey(house, document(*ASKED), publish=True)
    send(house, survey_id, listed_placements(house, survey_id)[0].code, 1, 0)
    at = opened(survey_id)
    assert "くらべられるグループがありません。" in shown(at)
    assert "n=1" in shown(at)


def test_alike_groups_are_said_to_be_alike(house: Store) -> None:
    survey_id = add_survey(house, document(*ASKED), publish=True)
    for name in ("甲", "乙", "丙"):
        send(house, survey_id, place(house, survey_id, name), 10, 10)
    said = shown(opened(survey_id))
    assert "差があると言えるほどの違いは見られません。" in said
    assert "ほかの人とはっきり違う答え方をしたグループは、見つかりませんでした。" in said
