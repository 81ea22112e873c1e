"""One placement in くばる: what is printed of it, and what staff say and do about it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

import settings
from models import printings, wordings
from models.clock import JST, now
from models.store import Store
from pages.components import words
from qr.pieces import PIECES
from tests.builders import document
from tests.pages import drawn
from tests.pages.desk import PUBLIC_URL, Open, elements, labels, shown
from tests.pages.hanging import actions, add, change, listing, names, offered
from tests.stores import add_answers, add_survey


def test_placement_is_renamed_and_keeps_its_code(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    code = add(
        house, survey_id, "駅", place="改札", closes_at=datetime(2055, 1, 3, 8, 7, tzinfo=JST)
    )
    at = staff("distribute.py", survey=survey_id, placement=code)
    at = at.button(key=f"distribute.{code}.edit").click().run()
    assert at.text_input(key=f"distribute.{code}.place").value == "改札"
    assert at.selectbox(key=f"distribute.{code}.closes.time").value == time(8, 7)
    at.text_input(key=f"distribute.{code}.name").set_value("駅前")
    at = at.button(key=f"distribute.{code}.done").click().run()
    changed = listing(house, survey_id)[1]
    assert (changed.code, changed.name, changed.place) == (code, "駅前", "改札")
    assert changed.closes_at == datetime(2055, 1, 3, 8, 7, tzinfo=JST)
    assert at.subheader[0].value == "駅前"


def test_placement_that_would_close_before_it_opens_is_refused(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    code = add(house, survey_id, "駅")
    at = staff("distribute.py", survey=survey_id, placement=code)
    at = at.button(key=f"distribute.{code}.edit").click().run()
    at.date_input(key=f"distribute.{code}.opens.day").set_value(date(2055, 1, 3))
    at.date_input(key=f"distribute.{code}.closes.day").set_value(date(2055, 1, 2))
    at = at.button(key=f"distribute.{code}.done").click().run()
    assert words.REFUSALS["placement_times"] in shown(at)
    assert listing(house, survey_id)[1].opens_at is None


def test_placement_is_switched_off_after_a_word_and_on_again(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    [web] = listing(house, survey_id)
    at = staff("distribute.py", survey=survey_id, placement=web.code)
    at = at.button(key=f"distribute.{web.code}.off").click().run()
    assert "いまは使っていないことを伝える画面が出ます。" in shown(at)
    assert listing(house, survey_id)[0].active
    at = at.button(key="distribute.yes").click().run()
    assert not listing(house, survey_id)[0].active
    assert "停止中" in shown(at)
    at = at.button(key=f"distribute.{web.code}.on").click().run()
    assert listing(house, survey_id)[0].active
    assert actions(house, survey_id)[-2:] == [
        ("placement.off", "山田花子"),
        ("placement.on", "山田花子"),
    ]


def test_code_is_pointed_to_another_published_survey(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    there = add_survey(house, document(title="つぎの調査 *2*"), publish=True)
    add_survey(house, document(title="下書き"), publish=False)
    code = add(house, survey_id, "駅")
    at = staff("distribute.py", survey=survey_id, placement=code)
    at = at.button(key=f"distribute.{code}.repoint").click().run()
    assert at.selectbox(key="distribute.repoint").options == ["つぎの調査 *2*"]
    assert "これまでの回答0件は、いまの調査に残ります。" in shown(at)
    at.selectbox(key="distribute.repoint").select("つぎの調査 *2*")
    at = at.button(key="distribute.yes").click().run()
    assert "「駅」を別の調査につなぎました。" in shown(at)
    assert names(at) == ["ホームページ"]
    moved = listing(house, there)[1]
    assert (moved.code, moved.former) == (code, (survey_id,))
    at = staff("distribute.py", survey=there, placement=code)
    assert "前に別の調査で使っていました。" in shown(at)


def test_code_is_pointed_nowhere_before_a_survey_is_chosen(staff: Open, house: Store) -> None:
    survey_id, _ = add_survey(house, publish=True), add_survey(house, publish=True)
    code = add(house, survey_id, "駅")
    at = staff("distribute.py", survey=survey_id, placement=code)
    at = at.button(key=f"distribute.{code}.repoint").click().run()
    at = at.button(key="distribute.yes").click().run()
    assert "エラー：つなぐ先の調査を選んでください。" in shown(at)
    assert listing(house, survey_id)[1].code == code


def test_nowhere_to_point_to_is_said(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    code = add(house, survey_id, "駅")
    at = staff("distribute.py", survey=survey_id, placement=code)
    at = at.button(key=f"distribute.{code}.repoint").click().run()
    assert "つなぐ先がありません。" in shown(at)


def test_inspection_is_noted_and_asked_for_after_two_weeks(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    code = add(house, survey_id, "駅")
    add(house, survey_id, "据え置き", "kiosk")
    at = staff("distribute.py", survey=survey_id)
    assert "14日以上点検していない" not in shown(at)  # it was put up today
    change(house, code, created_at=now() - timedelta(days=15))
    at = staff("distribute.py", survey=survey_id)
    assert "14日以上点検していない配布先 1か所" in shown(at)
    at = at.button(key=f"distribute.list.open.{code}").click().run()
    assert "点検の記録はまだありません" in shown(at)
    at = at.button(key=f"distribute.{code}.inspected").click().run()
    assert "「駅」の点検を記録しました。" in shown(at)
    at = at.button(key="distribute.back").click().run()
    assert "14日以上点検していない" not in shown(at)
    change(house, code, inspected_at=now() - timedelta(days=14))
    assert "14日以上点検していない配布先 1か所" in shown(staff("distribute.py", survey=survey_id))


def test_every_piece_can_be_printed_with_its_size(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    code = add(house, survey_id, "駅")
    at = staff("distribute.py", survey=survey_id, placement=code)
    printed = [one for one in elements(at, "link_button") if "/print/" in one.url]
    assert [one.url for one in printed] == [f"/staff/print/{code}/{piece}" for piece in PIECES]
    assert printed[0].label == "A4ポスターを印刷"
    assert "コード100mm（1マス4.0mm）、約1mから読めます" in shown(at)
    assert at.code[0].value == f"{PUBLIC_URL}/s/{code}"
    assert labels(at, "download_button") == ["QRコード（SVG・印刷用）", "QRコード（PNG・画面用）"]


def test_what_was_printed_last_is_offered_first(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    code = add(house, survey_id, "駅")
    house.write(lambda session: printings.note(session, code, "tent", by="sato"))
    tent = f"/staff/print/{code}/tent"
    at = staff("distribute.py", survey=survey_id)
    assert elements(at, "link_button")[2].url == tent
    at = staff("distribute.py", survey=survey_id, placement=code)
    first = next(one for one in elements(at, "link_button") if "/print/" in one.url)
    assert (first.url, first.label) == (tent, f"{PIECES['tent'].name}を印刷")


def test_words_of_a_piece_are_kept(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    code = add(house, survey_id, "駅")
    key = f"distribute.{code}.wording"
    at = staff("distribute.py", survey=survey_id, placement=code)
    at.session_state[key] = True
    at.run()
    usual = at.text_input(key=f"{key}.poster-a4.message").placeholder
    assert usual == PIECES["poster-a4"].fields["message"].default
    at.selectbox(key=f"{key}.piece").select(PIECES["tent"].name).run()
    at.text_input(key=f"{key}.tent.message").set_value("駅のことを聞かせてください")
    at = at.button(key=f"{key}.tent.save").click().run()
    assert f"{PIECES['tent'].name}の言葉を保存しました。" in shown(at)
    with house.reading() as session:
        assert wordings.of(session, code) == {"tent": {"message": "駅のことを聞かせてください"}}


def test_answers_over_time_are_a_chart_and_a_table(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    [web] = listing(house, survey_id)
    at = staff("distribute.py", survey=survey_id, placement=web.code)
    assert "この配布先からの回答は、まだありません。" in shown(at)
    add_answers(house, survey_id, {"q1": ["good"]}, {"q1": ["bad"]})
    at = staff("distribute.py", survey=survey_id, placement=web.code)
    [alt] = drawn.figures(at)
    assert alt.endswith("の2件です。")
    assert alt in shown(at)
    at.session_state["answers-by-time.table"] = True
    at.run()
    [table] = drawn.tables(at)
    assert drawn.column(table, 1) == ["2"]


@pytest.mark.parametrize("kind", ["kiosk", "interview"])
@pytest.mark.parametrize("public_url", [PUBLIC_URL, ""])
def test_shared_device_is_opened_here_and_has_nothing_to_print(
    staff: Open, house: Store, monkeypatch: pytest.MonkeyPatch, kind: str, public_url: str
) -> None:
    """A QR code would bring people's own phones to a page that treats them as shared."""
    chosen = settings.current().model_copy(update={"public_url": public_url})
    monkeypatch.setattr(settings, "_chosen", [chosen])
    survey_id = add_survey(house, publish=True)
    code = add(house, survey_id, "出張所", kind)
    at = staff("distribute.py", survey=survey_id, placement=code)
    assert offered(at) == ["この端末で開く"]
    assert elements(at, "link_button")[0].url == f"/s/{code}"
    assert "端末には何も残りません。" in shown(at)
    assert [one.value for one in at.code] == ([f"{public_url}/s/{code}"] if public_url else [])
    assert not at.warning


def test_code_of_a_vote_is_printed_where_its_question_is(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    code = add(house, survey_id, "満足", "vote", preset="q1=good")
    at = staff("distribute.py", survey=survey_id, placement=code)
    assert "QRコード（SVG・印刷用）" not in offered(at)
    assert f"distribute.{code}.repoint" not in [one.key for one in at.button]
    at = at.button(key=f"distribute.{code}.part").click().run()
    assert at.query_params["section"] == "スキャンで一票"


def test_unknown_placement_in_the_address_shows_the_list(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = staff("distribute.py", survey=survey_id, placement="zzzzz")
    assert names(at) == ["ホームページ"]
