"""くばる: the list of placements, the chosen one, and everything that is done with them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

import settings
from models import placements, surveys
from models.clock import JST, now
from models.store import Store
from pages.components import words
from tests.builders import document
from tests.pages.desk import Open, elements, labels, shown
from tests.pages.hanging import add, change, listing, names, offered
from tests.stores import add_answers, add_survey


def test_draft_is_told_what_works_already(staff: Open, house: Store) -> None:
    at = staff("distribute.py", survey=add_survey(house, publish=False))
    assert "まだ公開していません。" in shown(at)
    assert "公開前" in shown(at)
    assert labels(at, "page_link") == ["つくるへ"]
    assert "A4ポスターを印刷" in offered(at)


def test_closed_survey_is_told_what_its_codes_show(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    house.write(lambda session: surveys.close(session, survey_id, by="sato"))
    at = staff("distribute.py", survey=survey_id)
    assert "掲示したものをはがしてください。" in shown(at)
    assert "終わった" in shown(at)


def test_list_tells_where_each_hangs_and_how_many_answer(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    code = add(house, survey_id, "出張所", place="1階 南側の柱")
    [web, _] = listing(house, survey_id)
    at = staff("distribute.py", survey=survey_id)
    assert names(at) == ["ホームページ", "出張所"]
    said = shown(at)
    assert f"ホームページ　KOE.EXAMPLE.LG.JP/S/{web.code.upper()}" in said
    assert f"ポスター　1階 南側の柱　KOE.EXAMPLE.LG.JP/S/{code.upper()}" in said
    assert "回答 1件　直近7日 1件" in said
    assert "回答 0件　直近7日 0件" in said
    assert "使用中" in said
    assert [one.url for one in elements(at, "link_button")] == [
        f"/staff/inspection/{survey_id}",
        f"/staff/print/{web.code}/poster-a4",
        f"/staff/print/{code}/poster-a4",
    ]
    today = now()
    said = f"直近14日の回答は1件です。多いのは{today.month}月{today.day}日の1件です。"
    assert [said in one.proto.body for one in elements(at, "html")].count(True) == 1


def test_numbers_of_the_list_are_also_a_table(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff("distribute.py", survey=survey_id)
    assert not at.table
    at.session_state["distribute.list.table"] = True
    at.run()
    assert at.table[0].value.iloc[0].tolist() == ["ホームページ", 1, 1]


def test_states_follow_the_placements_own_times_and_switch(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    soon, past = now() + timedelta(days=1), now() - timedelta(days=1)
    add(house, survey_id, "これからの所", opens_at=soon)
    add(house, survey_id, "終わった所", closes_at=past)
    off = add(house, survey_id, "止めた所")
    house.write(lambda session: placements.switch(session, off, active=False, by="sato"))
    at = staff("distribute.py", survey=survey_id)
    badges = [one.value for one in at.markdown if "-badge[" in one.value]
    said = [one.split("[")[1].rstrip("]") for one in badges]
    assert said == ["受付中", "使用中", "これから", "終わった", "停止中"]


def test_sixty_placements_are_searched_sorted_and_turned_over(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    codes = [add(house, survey_id, f"掲示板{n:02}", place=f"{n}番地") for n in range(1, 60)]
    change(house, codes[6], inspected_at=now())
    at = staff("distribute.py", survey=survey_id)
    assert names(at) == ["ホームページ", *(f"掲示板{n:02}" for n in range(1, 20))]
    assert "1〜20か所め（全60か所）" in shown(at)
    at = at.button(key="distribute.list.to.次").click().run()
    assert names(at)[0] == "掲示板20"
    at = at.button(key="distribute.list.to.次").click().run()
    assert names(at)[-1] == "掲示板59"
    assert at.button(key="distribute.list.to.次").disabled
    at.text_input(key="distribute.list.word").set_value("7番地").run()
    assert names(at) == ["掲示板07", "掲示板17", "掲示板27", "掲示板37", "掲示板47", "掲示板57"]
    at.selectbox(key="distribute.list.order").select("点検の古い順").run()
    assert names(at)[-1] == "掲示板07"
    at.text_input(key="distribute.list.word").set_value(codes[3].upper()).run()
    assert names(at) == ["掲示板04"]
    at.selectbox(key="distribute.list.state").select("使用中").run()
    assert names(at) == ["掲示板04"]
    at.text_input(key="distribute.list.word").set_value("ない所").run()
    assert names(at) == []
    assert "あてはまる配布先がありません。" in shown(at)


@pytest.mark.parametrize(
    ("public_url", "code"),
    [
        ("", "public_url_missing"),
        ("http://localhost:8501", "public_url_local"),
        ("http://koe.example.lg.jp", "public_url_insecure"),
    ],
)
def test_without_a_public_address_nothing_can_be_printed(
    staff: Open, house: Store, monkeypatch: pytest.MonkeyPatch, public_url: str, code: str
) -> None:
    local = settings.current().model_copy(update={"public_url": public_url})
    monkeypatch.setattr(settings, "_chosen", [local])
    survey_id = add_survey(house, publish=True)
    [web] = listing(house, survey_id)
    at = staff("distribute.py", survey=survey_id)
    assert words.REFUSALS[code] in at.warning[0].value
    assert offered(at) == []
    assert f"/s/{web.code}" in shown(at)
    for query in ({"placement": web.code}, {"section": "案内文"}):
        at = staff("distribute.py", survey=survey_id, **query)
        assert words.REFUSALS[code] in at.warning[0].value
        assert "KOEBAKO_PUBLIC_URL" in shown(at)
        assert set(offered(at)) <= {"回答の画面を開く"}
        assert not at.code


def test_address_for_a_try_out_is_printed_with_a_word_of_caution(
    staff: Open, house: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = settings.current().model_copy(update={"public_url": "http://192.168.0.20:8501"})
    monkeypatch.setattr(settings, "_chosen", [inside])
    at = staff("distribute.py", survey=add_survey(house, publish=True))
    cautions = [one.value for one in at.info]
    assert cautions == [words.CAUTIONS["public_url_private"], words.CAUTIONS["public_url_port"]]
    assert "A4ポスターを印刷" in offered(at)


def test_new_placement_is_added_by_a_dialog_and_opened(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(languages=("ja", "en")), publish=True)
    at = staff("distribute.py", survey=survey_id).button(key="distribute.new").click().run()
    kinds = at.selectbox(key="distribute.new.kind").options
    assert "ポスター" in kinds
    assert not {"整理券", "スキャンで一票"} & set(kinds)  # made with what they belong to
    at.text_input(key="distribute.new.name").set_value(" 出張所 *窓口* ")
    at.selectbox(key="distribute.new.kind").select("ポスター")
    at.text_input(key="distribute.new.place").set_value("1階")
    at.selectbox(key="distribute.new.language").select("英語")
    at.checkbox(key="distribute.new.outdoor").check()
    at.date_input(key="distribute.new.opens.day").set_value(date(2055, 1, 2))
    at.date_input(key="distribute.new.closes.day").set_value(date(2055, 1, 3))
    at.selectbox(key="distribute.new.closes.time").select(time(12, 30))
    at = at.button(key="distribute.new.done").click().run()
    made = listing(house, survey_id)[1]
    assert (made.name, made.kind, made.place) == ("出張所 *窓口*", "poster", "1階")
    assert (made.language, made.outdoor, made.active) == ("en", True, True)
    assert made.opens_at == datetime(2055, 1, 2, 9, tzinfo=JST)
    assert made.closes_at == datetime(2055, 1, 3, 12, 30, tzinfo=JST)
    assert "配布先「出張所 *窓口*」を追加しました。" in shown(at)
    assert at.query_params["placement"] == made.code
    said = shown(at)
    assert "はじめに開く言語　英語" in said
    assert "受付　2055年1月2日(土) 09:00 から 2055年1月3日(日) 12:30 まで" in said
    assert "屋外に掲示" in said


def test_placement_without_a_name_is_refused_in_the_dialog(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = staff("distribute.py", survey=survey_id).button(key="distribute.new").click().run()
    at = at.button(key="distribute.new.done").click().run()
    assert "エラー：名称を1〜100文字で書いてください。" in shown(at)
    assert len(listing(house, survey_id)) == 1
