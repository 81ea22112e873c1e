"""The codes one by one, run by AppTest: tried before they are kept, put in order, removed."""

from __future__ import annotations

import pytest
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from models import codes, codings
from models.codes import Code
from models.store import Store
from tests.pages.desk import Open, shown
from tests.pages.reading_room import html, survey_of
from tests.pages.test_coding import SAID, open_codes, press, row

_NOT_YET = "まだ保存していません。"


def written(at: AppTest, label: str, rule: str) -> AppTest:
    """The form with these in it, not sent yet."""
    next(one for one in at.text_input if one.label == "分類の名前").set_value(label)
    at.text_area[0].set_value(rule)
    return at


def kept(house: Store, survey_id: str) -> list[Code]:
    with house.reading() as session:
        return codes.listing(session, survey_id, "q4")


def keep(house: Store, survey_id: str, *labels: str) -> None:
    def add(session: Session) -> None:
        for label in labels:
            codes.save(session, survey_id, "q4", "", label, label, by="sato")

    house.write(add)


def test_a_code_is_tried_before_it_is_kept(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, SAID)
    at = press(written(open_codes(staff, survey_id), "公園", "公園 & !歩道"), "保存")
    assert _NOT_YET in shown(at)
    assert "ご意見4件のうち、1件が見つかります。" in shown(at)
    assert "<mark>公園</mark>の遊具が古い" in html(at)
    assert kept(house, survey_id) == []
    at = press(written(at, "公園", "公園"), "ためす")  # another rule: it is looked at anew
    assert "ご意見4件のうち、2件が見つかります。" in shown(at)
    at = press(at, "保存")
    assert "分類「公園」を保存しました。5件のご意見を、規則で分類しました。" in shown(at)
    assert kept(house, survey_id) == [Code("c1", "公園", "公園")]
    assert row(at, "公園") == ["2", "40.0", "2", "0", "0"]

    assert at.selectbox(key="coding.chosen.q4").value == "c1"
    at = press(written(at, "歩くところ", "歩道 | 案内"), "ためす")
    assert "いまの規則より2件ふえ、1件へります。" in shown(at)
    at = press(at, "保存")
    assert kept(house, survey_id) == [Code("c1", "歩くところ", "歩道 | 案内")]
    at = press(written(at, "手で", ""), "保存")
    assert _NOT_YET in shown(at)
    at = press(at, "保存")  # without rules nothing is judged by rules
    assert row(at, "まだ分類していない")[0] == "5"
    with house.reading() as session:
        assert codings.of(session, survey_id)["q4"].judged["rule"] == {}


def test_what_cannot_be_kept_is_refused_with_its_place(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, SAID)
    keep(house, survey_id, "公園")
    at = open_codes(staff, survey_id)
    for rule, said, piece in (
        ("公園 & ", "規則が途中で終わっています。", "（ここ）"),
        ("公園 歩道", "4文字目「歩道」：前の言葉との間に", "<mark>歩道</mark>"),
        ("/(x{100}){100}/", "パターンが大きすぎます。", "<mark>"),
        ("<年齢=5>", "この名前の質問がありません（使える質問：満足しましたか", "<mark>年齢</mark>"),
    ):
        at = press(written(at, "歩道", rule), "ためす")
        assert said in shown(at), rule
        assert piece in html(at)
        at = press(at, "保存")
        assert said in shown(at), rule
    at = press(press(written(at, "公園", "歩道"), "ためす"), "保存")
    assert "同じ名前の分類があります。" in shown(at)
    at = press(press(written(at, " ", "歩道"), "ためす"), "保存")
    assert "分類の名前を1〜60文字で書いてください。" in shown(at)
    assert [one.label for one in kept(house, survey_id)] == ["公園"]


def test_codes_are_put_in_order_and_removed_after_a_question(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, SAID)
    keep(house, survey_id, "公園", "歩道", "案内")
    at = press(open_codes(staff, survey_id), "規則で分類する")
    at = at.selectbox(key="coding.chosen.q4").select("歩道").run()
    at = press(at, "上へ")
    assert [one.label for one in kept(house, survey_id)] == ["歩道", "公園", "案内"]
    assert at.button(key="coding.move.-1").disabled
    at = press(at, "消す")
    assert "この分類に入れたという判断 2件（規則2件）も消えます。もとに戻せません。" in shown(at)
    at = at.button(key="coding.no").click().run()
    assert len(kept(house, survey_id)) == 3
    at = press(at, "消す").button(key="coding.yes").click().run()
    assert "分類「歩道」を消しました。5件のご意見を、規則で分類しました。" in shown(at)
    assert [one.label for one in kept(house, survey_id)] == ["公園", "案内"]
    assert row(at, "どの分類にも当てはまらない")[0] == "1"  # 歩道 alone is judged, and has none
    assert row(at, "まだ分類していない")[0] == "0"


@pytest.mark.parametrize("label", ["**太字** :shark:", "![x](http://evil.example/x.png)"])
def test_names_are_shown_as_they_are(staff: Open, house: Store, label: str) -> None:
    survey_id = survey_of(house, SAID)
    keep(house, survey_id, label)
    at = open_codes(staff, survey_id)
    assert row(at, label)[0] == "0"


def _save_late(survey_id: str) -> None:
    """A script of Streamlit's: keep a code on a page that was drawn while there were none."""
    from models.codes import Code  # noqa: PLC0415 - the function alone is run, as a script
    from pages.components import coding_changes, notices  # noqa: PLC0415 - the same
    from pages.components.reading_desk import Look  # noqa: PLC0415 - the same

    coding_changes.save(Look(survey_id, (1, 1, 0, 0), "q4"), (), Code("", "歩道", "歩道"))
    notices.show()


def test_whoever_comes_second_is_told_and_overwrites_nothing(house: Store) -> None:
    survey_id = survey_of(house, SAID)
    keep(house, survey_id, "公園")
    late = AppTest.from_function(_save_late, args=(survey_id,), default_timeout=30).run()
    assert "ほかの人がこの質問の分類を変えました。" in shown(late)
    assert [one.label for one in kept(house, survey_id)] == ["公園"]
    with house.reading() as session:
        assert codings.of(session, survey_id)["q4"].judged["rule"] == {}
