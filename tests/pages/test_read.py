"""よむ, run by AppTest: each view with nobody, one, thirty and three hundred comments."""

from __future__ import annotations

import re
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from analysis.text import background
from analysis.text.background import Key
from analysis.text.comments import is_empty_answer
from models import store as stores
from models import surveys
from models.store import Store
from tests.builders import SATISFACTION, document
from tests.pages.desk import Open, elements, labels, shown
from tests.pages.nasty import NASTY
from tests.pages.reading_room import VIEWS, html, survey_of, ward
from tests.stores import add_answers, add_survey

HOSTILE = [
    *NASTY,
    "\u202eひっくり返す\u202c",
    "<details open><summary>x</summary></details></div></article>",
    "長い" * 5_000,
]


def test_survey_without_free_text_says_so(staff: Open, house: Store) -> None:
    plain = SATISFACTION.model_copy(update={"options": SATISFACTION.options[:2]})
    survey_id = add_survey(house, document(plain), publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff("read.py", survey=survey_id)
    assert "読むご意見がまだありません。" in shown(at)
    assert labels(at, "page_link") == ["みるへ"]


def test_survey_without_answers_says_so(staff: Open, house: Store) -> None:
    at = staff("read.py", survey=add_survey(house, publish=True))
    assert "読むご意見がまだありません。" in shown(at)


def test_a_question_that_nobody_wrote_anything_to_has_no_views(staff: Open, house: Store) -> None:
    at = staff("read.py", survey=survey_of(house, ["特になし", None, "…"]))
    assert "ご意見 0人（0件）　「特にない」などの記入 2件　無回答 1件" in shown(at)
    assert "ここには、まだ読めるご意見がありません。" in shown(at)
    assert not at.dataframe


@pytest.mark.parametrize("count", [1, 30, 300])
def test_every_view_is_drawn(staff: Open, house: Store, count: int) -> None:
    at = staff("read.py", survey=survey_of(house, ward(count)))
    assert f"ご意見 {count:,}人（{count:,}件）" in shown(at)
    for view in VIEWS:
        at = _view(at, view)
        assert not at.exception, (view, at.exception)
    assert f"{count:,}人の{count:,}件です。" in shown(at)
    assert html(at).count('<article class="koe-voice">') == min(count, 25)


def test_the_story_counts_people_and_names_words_and_feelings(staff: Open, house: Store) -> None:
    said = ["駐車場を広くしてほしい", "駐車場が狭くて不便です", "職員の方が親切でした"] * 8
    at = staff("read.py", survey=survey_of(house, [*said, None, "特になし"]))
    told = html(at)
    assert "たずねた26人のうち、24人（92.3%）が書きました。" in told
    assert "<b>駐車場</b> <span>16人</span>" in told
    assert "称賛8人（33.3%）、不満8人（33.3%）、要望8人（33.3%）" in told
    at = at.toggle(key="read.folded").set_value(True).run()  # three different comments
    assert "ご意見 3人（3件）" in shown(at)


def test_a_word_leads_to_its_places_and_to_whole_comments(staff: Open, house: Store) -> None:
    said = ["休憩所がほしい。休憩所が遠い。", "休憩所が足りない。", "案内が親切"]
    at = _view(staff("read.py", survey=survey_of(house, said * 10)), "ことば")
    assert at.dataframe[0].value.iloc[0].tolist()[:2] == ["休憩所", 20]
    at = at.selectbox(key="read.term").select("休憩所").run()
    assert "20人が30か所に書いています。" in shown(at)
    assert html(at).count("<details>") == 25
    assert "<mark>休憩所</mark>がほしい。<mark>休憩所</mark>が遠い。" in html(at)
    at = at.button(key="read.term.page.q4.休憩所.次へ").click().run()
    assert html(at).count("<details>") == 5


def test_closed_answers_are_shown_as_far_as_ten_people_gave_them(staff: Open, house: Store) -> None:
    # 30 people: 22 満足 and 8 不満, each age has 10, 満足 of an age are fewer than 10.
    at = _view(staff("read.py", survey=survey_of(house, ward(30))), "読む")
    told = html(at)
    assert told.count("<dt>満足しましたか</dt><dd>満足</dd>") > 10
    assert "<dd>不満</dd>" not in told
    content = re.findall(r"<dl>.*?</dl>", told)
    assert not any("満足しましたか" in one and "年代" in one for one in content)
    assert "少人数のため出しません。" in told


def test_comments_are_found_by_words_act_and_personal_data(staff: Open, house: Store) -> None:
    said = ["窓口の待ち時間が長い", "電話 090-1234-5678 にください", "花壇がきれいでした"]
    at = _view(staff("read.py", survey=survey_of(house, said)), "読む")
    at = at.text_input(key="read.search").set_value("花壇").run()
    assert "1人の1件です。" in shown(at)
    assert "<mark>花壇</mark>がきれいでした" in html(at)
    at = at.text_input(key="read.search").set_value("").run()
    at = at.toggle(key="read.search.personal").set_value(True).run()
    assert [one.proto.text for one in elements(at, "progress")] == ["確かめる箇所 1か所（残り 1）"]
    assert '<mark class="personal">090-1234-5678</mark>' in html(at)
    at = at.selectbox(key="read.search.act").select("称賛").run()
    assert "さがした条件に当てはまるご意見には、確かめる箇所はありません。" in shown(at)


def test_few_comments_are_grouped_only_on_demand(staff: Open, house: Store) -> None:
    at = _view(staff("read.py", survey=survey_of(house, ward(30))), "話題")
    assert "あてになりません" in shown(at)
    assert "話題の地図" not in labels(at, "expander")
    at = at.toggle(key="read.topics.anyway").set_value(True).run()
    assert "話題の地図" in labels(at, "expander")
    assert "ご意見を読む・移す" in labels(at, "expander")


def test_topics_are_renamed_and_merged_by_hand_and_that_is_kept(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, ward(60))
    at = _view(staff("read.py", survey=survey_id), "話題")
    at = at.toggle(key="read.topics.anyway").set_value(True).run()
    before = at.selectbox(key="read.topics.count").set_value(4).run()
    names = re.findall(r"<h3>([^<]+)</h3>", html(before))
    assert len(names) == 4
    before.text_input(key="read.edits.name").set_value("歩道のこと")
    at = next(one for one in before.button if one.label == "名前を変える").click().run()
    assert "<h3>歩道のこと</h3>" in html(at)
    merged = at.multiselect(key="read.edits.merged")
    for name in merged.options[:2]:
        merged = merged.select(name)
    at = next(one for one in at.button if one.label == "まとめる").click().run()
    assert len(re.findall(r"<h3>[^<]+</h3>", html(at))) == 3
    again = _view(staff("read.py", survey=survey_id), "話題")
    again = again.toggle(key="read.topics.anyway").set_value(True).run()
    again = again.selectbox(key="read.topics.count").set_value(4).run()
    assert "<h3>歩道のこと</h3>" in html(again)
    again = again.button(key="read.edits.undo").click().run()
    assert len(re.findall(r"<h3>[^<]+</h3>", html(again))) == 4
    again = again.button(key="read.edits.clear").click().run()
    assert re.findall(r"<h3>([^<]+)</h3>", html(again)) == names


def test_hostile_comments_are_shown_as_text(staff: Open, house: Store) -> None:
    at = staff("read.py", survey=survey_of(house, HOSTILE))
    for view in VIEWS:
        at = _view(at, view)
        assert not re.search(r"<(?:script|img src=x|b>x|details open)", html(at)), view
    told = html(at)
    marked = re.sub(r"</?mark[^>]*>", "", told)
    for comment in HOSTILE:
        assert is_empty_answer(comment) or escape(comment) in marked


def test_many_new_comments_are_cut_in_the_background(
    staff: Open, house: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "AT_ONCE", 100)  # as few as that, to be quick
    survey_id = survey_of(house, ward(150))
    with stores.current().reading() as session:
        key = Key(survey_id, "q4", surveys.summary(session, survey_id).data_revision)
    at = staff("read.py", survey=survey_id)
    assert "裏で言葉に分けています" in shown(at)
    at = at.button(key="read.background.cancel").click().run()
    ended = background.wait(key, 60)
    assert ended is not None
    if ended.state == "cancelled":  # it was not faster than the click
        at = at.run().button(key="read.background.again").click().run()
        ended = background.wait(key, 60)
        assert ended is not None
    assert ended.state == "done"
    assert "ご意見 150人（150件）" in shown(at.run())


def _view(at: AppTest, view: str) -> AppTest:
    at.session_state["view"] = view
    return at.run()
