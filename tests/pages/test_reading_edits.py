"""話題 by hand: divided after a look, comments moved, and every change told and taken back."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Checkbox

from models import topic_edits
from models.store import Store
from tests.pages.desk import Open, shown
from tests.pages.reading_room import html, survey_of, ward

SAID = ["駐車場が狭い", "駐車場を広げて", "公園の花がきれい", "公園の芝生がきれい"]


@pytest.fixture
def topics(staff: Open, house: Store) -> tuple[AppTest, str]:
    """The view 話題 of sixty comments in four topics, and the survey."""
    survey_id = survey_of(house, ward(60))
    return _open(staff, survey_id), survey_id


def test_a_topic_is_divided_only_after_a_look_at_its_pieces(topics: tuple[AppTest, str]) -> None:
    at, _ = topics
    before = _names(at)
    at = _press(at, "分けかたをみる")
    assert f"「{before[0]}」を、次の2つに分けます。まだ分けていません。" in shown(at)
    pieces = re.findall(r"<h4>\d\. ([^<]+)</h4>", html(at))
    assert len(pieces) == 2
    assert _names(at) == before
    at = at.button(key="read.split.no").click().run()
    assert "<h4>1. " not in html(at)
    at = _press(at, "分けかたをみる").button(key="read.split.take").click().run()
    assert set(pieces) < set(_names(at))
    assert len(_names(at)) == len(before) + 1
    said = f"「{before[0]}」を「{pieces[0]}」と「{pieces[1]}」に分けた"
    assert f"最後の変更：{said}" in shown(at)
    assert f"{said[:-1]}ました。" in shown(at)
    at = at.button(key="read.edits.undo").click().run()
    assert _names(at) == before
    assert "最後の変更：" not in shown(at)


def test_comments_that_do_not_differ_are_not_divided(staff: Open, house: Store) -> None:
    at = _open(staff, survey_of(house, ["駐車場が狭い"] * 20), 0)
    at = _press(at, "分けかたをみる")
    assert "使う言葉に違いがないため、分けられません。" in shown(at)
    assert not any(one.key == "read.split.take" for one in at.button)


def test_comments_are_ticked_and_moved_with_all_that_say_the_same(
    staff: Open, house: Store
) -> None:
    at = _open(staff, survey_of(house, [*ward(60), *ward(1), *ward(1)]))
    first = ward(1)[0]
    node = next(one for one in _nodes(at) if first in _words(_read(at, one, "近い順")))
    at = _read(at, node, "近い順")
    while first not in _words(at):
        at = next(one for one in at.button if one.label == "次へ").click().run()
    listed = re.findall(r'<article class="koe-voice">(.*?)</article>', _words(at), re.DOTALL)
    place = next(n for n, one in enumerate(listed) if first in one)
    assert "同じ内容がほかに2件" in listed[place]
    at = _ticks(at)[place].check().run()
    to = at.selectbox(key=f"read.moves.to.{node}")
    at = to.select(to.options[-1]).run()  # 分けられない
    go = at.button(key=f"read.moves.go.{node}")
    assert go.label == "3件を移す"
    at = go.click().run()
    assert "ご意見3件を「分けられない」に移しました。" in shown(at)
    assert not any(tick.value for tick in _ticks(at))
    at.session_state["read.topic.unsorted"] = True
    assert first in _words(at.run())
    at = at.button(key=f"read.moves.undo.{node}").click().run()
    assert "最後の変更：" not in shown(at)


def test_comments_go_to_a_part_and_parts_have_names(topics: tuple[AppTest, str]) -> None:
    at, _ = topics
    names = at.selectbox(key="read.split.topic").options
    part = next(one for one in names if " ＞ " in one)
    named = next(one for one in at.selectbox if one.label == "名前を変える話題")
    named.select(part)
    at.text_input(key="read.edits.name").set_value("小さなこと")
    at = _press(at, "名前を変える")
    assert "小さなこと" in html(at)
    options = at.selectbox(key="read.split.topic").options
    assert any(one.endswith(" ＞ 小さなこと" + one[one.rindex("（") :]) for one in options)
    for node in _nodes(at):
        at = _read(at, node, "代表")
    assert html(at).count("いちばん離れた意見") == len(_names(at))
    node = next(one for one in _nodes(at) if _has_part(at, one, "小さなこと"))
    tick = next(one for one in _ticks(at) if f".{node}." in str(one.key))
    at = tick.check().run()
    to = at.selectbox(key=f"read.moves.to.{node}")
    at = to.select(next(one for one in to.options if "小さなこと" in one)).run()
    at = at.button(key=f"read.moves.go.{node}").click().run()
    assert "1. 「" in shown(at)
    assert re.search(r"2\. ご意見\d件を「小さなこと」に移した", shown(at))
    assert any(one.key == tick.key for one in _ticks(at))  # it is in the same topic still
    assert not any(one.value for one in _ticks(at))


def test_a_topic_and_a_part_are_not_made_one(topics: tuple[AppTest, str]) -> None:
    at, _ = topics
    merged = at.multiselect(key="read.edits.merged")
    part = next(one for one in merged.options if " ＞ " in one)
    merged.select(merged.options[0]).select(part)
    at = _press(at, "まとめる")
    assert "話題と小さな話題は、いっしょにまとめられません。" in shown(at)
    assert "最後の変更：" not in shown(at)


def test_what_somebody_else_changed_meanwhile_is_not_lost(
    topics: tuple[AppTest, str], house: Store
) -> None:
    at, survey_id = topics
    at.text_input(key="read.edits.name").set_value("わたしの名前")
    at = _press(at, "名前を変える")
    with house.reading() as session:
        kept = topic_edits.of(session, survey_id, "q4")
    theirs = kept.replace("わたしの名前", "あのひとの名前")
    house.write(lambda session: topic_edits.save(session, survey_id, "q4", theirs, by="sato"))
    at = at.button(key="read.edits.undo").click().run()
    assert "ほかの人が、先に話題を変えました。" in shown(at)
    assert "<h3>あのひとの名前</h3>" in html(at)


def test_few_comments_lead_to_codes(staff: Open, house: Store) -> None:
    at = staff("read.py", survey=survey_of(house, SAID))
    at.session_state["view"] = "話題"
    at = at.run().button(key="read.topics.codes").click().run()
    assert at.session_state["view"] == "分類"
    assert not at.exception


def _open(staff: Open, survey_id: str, number: int = 4) -> AppTest:
    at = staff("read.py", survey=survey_id)
    at.session_state["view"] = "話題"
    at.session_state["read.topics.anyway"] = True
    at.session_state["read.topics.kept"] = {"q4": number}
    return at.run()


def _press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def _words(at: AppTest) -> str:
    """The HTML of the page without the marks in comments."""
    return re.sub(r"</?mark[^>]*>", "", html(at))


def _names(at: AppTest) -> list[str]:
    return re.findall(r"<h3>([^<]+)</h3>", html(at))


def _nodes(at: AppTest) -> list[str]:
    """The ids of the topics, as their folds carry them."""
    ids = [one.proto.id for one in at.expander]
    return [node for one in ids if (node := one.partition("read.topic.")[2]).startswith("t")]


def _read(at: AppTest, node: str, order: str) -> AppTest:
    """The page with the fold of a topic open, its comments in this order."""
    at.session_state[f"read.topic.{node}"] = True
    at.session_state[f"read.moves.order.{node}"] = order
    return at.run()


def _has_part(at: AppTest, node: str, name: str) -> bool:
    boxes = (one for one in at.selectbox if one.key == f"read.moves.part.{node}")
    return any(label.startswith(name) for box in boxes for label in box.options)


def _ticks(at: AppTest) -> list[Checkbox]:
    return [one for one in at.checkbox if one.label.endswith("件めを選ぶ")]
