from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import settings
from models import placements, walls
from models.store import Store
from models.walls import Chart, Count, Views, Words
from pages.components import words
from tests.builders import LIKED, OPINION, SATISFACTION, document
from tests.pages.desk import PUBLIC_URL, Open, elements, labels, shown
from tests.stores import add_answers, add_survey

DOCUMENT = document(SATISFACTION, LIKED, OPINION)
TALK = (
    {"q1": ["good"], "q4": ["休憩所がほしい。山田太郎"]},
    {"q1": ["good"], "q4": ["休憩所が遠い。*太い*"]},
)


def wall(house: Store, survey_id: str) -> walls.Wall | None:
    with house.reading() as session:
        return walls.get(session, survey_id)


def views(house: Store, survey_id: str) -> tuple[walls.View, ...]:
    found = wall(house, survey_id)
    assert found is not None
    return found.shown.views


def change(house: Store, verb: Any, *arguments: Any) -> Any:
    return house.write(lambda session: verb(session, *arguments, by="sato"))


def opened(staff: Open, survey_id: str) -> AppTest:
    return staff("distribute.py", survey=survey_id, section="会場の壁")


@pytest.fixture
def survey_id(house: Store) -> str:
    """A published survey with a wall that shows the number and one result."""
    made = add_survey(house, DOCUMENT, publish=True)
    change(house, walls.open_wall, made)
    change(house, walls.save_views, made, Views(views=(Count(), Chart(key="q1"))))
    return made


def test_before_publishing_it_says_what_to_do(staff: Open, house: Store) -> None:
    at = opened(staff, add_survey(house, DOCUMENT, publish=False))
    assert words.REFUSALS["wall_unpublished"] in shown(at)
    assert "会場の壁をつくる" not in [button.label for button in at.button]


def test_a_wall_is_made_with_one_button(staff: Open, house: Store) -> None:
    made = add_survey(house, DOCUMENT, publish=True)
    at = opened(staff, made)
    assert wall(house, made) is None
    at = at.button(key="wall.make").click().run()
    found = wall(house, made)
    assert found is not None
    assert "会場の壁をつくりました。" in shown(at)
    [link] = [one for one in elements(at, "link_button") if one.label == "会場の壁を開く"]
    assert link.url == f"/wall/{found.key}"
    assert f"{PUBLIC_URL}/wall/{found.key}" in [code.value for code in at.code]
    assert "映る題名　区民まつりアンケート" in shown(at)


def test_without_a_public_address_only_this_computer_is_offered(
    staff: Open, house: Store, survey_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = settings.current().model_copy(update={"public_url": ""})
    monkeypatch.setattr(settings, "_chosen", [local])
    at = opened(staff, survey_id)
    assert words.REFUSALS["public_url_missing"] in at.warning[0].value
    assert "会場の壁を開く" in labels(at, "link_button")
    assert not [code for code in at.code if "/wall/" in code.value]


def test_results_are_added_ordered_and_taken_out(staff: Open, house: Store, survey_id: str) -> None:
    at = opened(staff, survey_id)
    more = at.selectbox(key=f"wall.{survey_id}.more")
    assert more.options == ["結果：よかったもの", *WRITTEN]
    at = more.select_index(0).run()
    at = at.button(key="wall.add").click().run()
    assert views(house, survey_id) == (Count(), Chart(key="q1"), Chart(key="q2"))
    at = at.button(key="wall.chart.q2.-1").click().run()
    assert views(house, survey_id) == (Count(), Chart(key="q2"), Chart(key="q1"))
    at = at.button(key="wall.count..1").click().run()
    assert views(house, survey_id) == (Chart(key="q2"), Count(), Chart(key="q1"))
    at = at.button(key="wall.count..out").click().run()
    assert views(house, survey_id) == (Chart(key="q2"), Chart(key="q1"))
    assert at.button(key="wall.chart.q2.-1").disabled
    assert at.button(key="wall.chart.q1.1").disabled
    assert "2　結果：よかったもの" in shown(at)


WRITTEN = ["言葉：満足しましたか", "言葉：よかったもの", "言葉：ご意見"]


def test_a_refusal_is_told(staff: Open, house: Store, survey_id: str) -> None:
    """Somebody else has shown it in the meantime, or has put the wall away."""
    at = opened(staff, survey_id)
    at = at.selectbox(key=f"wall.{survey_id}.more").select_index(0).run()
    change(house, walls.close_wall, survey_id)
    at = at.button(key="wall.add").click().run()
    assert "この会場の壁は見つかりません。" in shown(at)


def test_words_are_ticked_one_by_one(staff: Open, house: Store, survey_id: str) -> None:
    add_answers(house, survey_id, *TALK)
    change(house, walls.save_views, survey_id, Views(views=(Words(key="q4"),)))
    at = opened(staff, survey_id)
    ticks = {box.label.replace("\\", ""): box for box in at.checkbox}
    assert next(iter(ticks)) == "休憩所（2人）"
    assert not any(box.value for box in ticks.values())
    ticks["休憩所（2人）"].check()
    at = next(b for b in at.button if b.label == "選んだ言葉を映す").click().run()
    [view] = views(house, survey_id)
    assert isinstance(view, Words)
    assert [(word.term, word.comments) for word in view.words] == [("休憩所", 2)]
    assert "1語を映しています" in at.expander[0].label.replace("\\", "")


def test_words_that_may_be_names_are_marked(staff: Open, house: Store, survey_id: str) -> None:
    add_answers(house, survey_id, {"q1": ["good"], "q4": ["福祉課の田中さんが親切でした"]})
    change(house, walls.save_views, survey_id, Views(views=(Words(key="q4"),)))
    at = opened(staff, survey_id)
    ticks = [box.label.replace("\\", "") for box in at.checkbox]
    assert [tick for tick in ticks if "要確認" in tick] == ["田中さん（1人） 要確認"]
    assert "「要確認」は、ご意見の中で人の名前として" in shown(at)


def test_words_without_comments_say_so(staff: Open, house: Store, survey_id: str) -> None:
    change(house, walls.save_views, survey_id, Views(views=(Words(key="q4"),)))
    assert "まだ言葉がありません。" in shown(opened(staff, survey_id))


def test_the_code_is_chosen_among_those_everybody_can_scan(
    staff: Open, house: Store, survey_id: str
) -> None:
    poster = change(house, placements.add, survey_id, "駅 *前*", "poster")
    change(house, placements.add, survey_id, "窓口の端末", "kiosk")
    at = opened(staff, survey_id)
    choice = at.selectbox(key=f"wall.{survey_id}.placement")
    assert choice.options[1:] == ["ホームページ", "駅 *前*"]
    choice.select(poster).run()
    found = wall(house, survey_id)
    assert found is not None
    assert found.shown.placement == poster


def test_a_new_address_and_the_end_ask_first(staff: Open, house: Store, survey_id: str) -> None:
    before = wall(house, survey_id)
    assert before is not None
    at = opened(staff, survey_id).button(key="wall.renew").click().run()
    assert "すぐに終わります" in shown(at)
    assert wall(house, survey_id) == before
    at = at.button(key="wall.yes").click().run()
    after = wall(house, survey_id)
    assert after is not None
    assert after.key != before.key
    assert after.shown == before.shown
    at = at.button(key="wall.close").click().run()
    at = at.button(key="wall.yes").click().run()
    assert wall(house, survey_id) is None
    assert "会場の壁をしまいました。" in shown(at)
