from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

import settings
from models import placements
from models.store import Store
from pages.components import words
from tests.pages.desk import PUBLIC_URL, Open, elements, labels, shown
from tests.stores import add_answers, add_survey


def listing(house: Store, survey_id: str) -> list[placements.Placement]:
    with house.reading() as session:
        return placements.listing(session, survey_id)


def offered(at: AppTest) -> list[str]:
    return labels(at, "link_button") + labels(at, "download_button")


def test_draft_is_told_to_be_published_first(staff: Open, house: Store) -> None:
    at = staff("distribute.py", survey=add_survey(house, publish=False))
    assert "まだ公開していません。" in shown(at)
    assert labels(at, "page_link") == ["つくるへ"]


def test_placements_are_listed_with_address_use_and_answers(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    [web] = listing(house, survey_id)
    at = staff("distribute.py", survey=survey_id)
    assert at.table[0].value.iloc[0].tolist() == [
        "ホームページ",
        "ホームページ",
        f"/s/{web.code}",
        "使用中",
        1,
    ]
    assert at.code[0].value == f"{PUBLIC_URL}/s/{web.code}"
    assert offered(at) == [
        "A4ポスターを印刷",
        "回答の画面を開く",
        "QRコード（SVG・印刷用）",
        "QRコード（PNG・画面用）",
        "リンクカード（HTML）",
    ]
    assert elements(at, "link_button")[0].url == f"/staff/print/{web.code}"


@pytest.mark.parametrize(
    ("public_url", "code"),
    [("", "public_url_missing"), ("http://localhost:8501", "public_url_local")],
)
def test_without_a_public_address_nothing_can_be_printed(
    staff: Open, house: Store, monkeypatch: pytest.MonkeyPatch, public_url: str, code: str
) -> None:
    local = settings.current().model_copy(update={"public_url": public_url})
    monkeypatch.setattr(settings, "_chosen", [local])
    at = staff("distribute.py", survey=add_survey(house, publish=True))
    assert words.REFUSALS[code] in at.warning[0].value
    assert "KOEBAKO_PUBLIC_URL" in shown(at)
    assert offered(at) == ["回答の画面を開く"]


def test_new_placement_is_added_by_a_dialog(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = staff("distribute.py", survey=survey_id).button(key="distribute.new").click().run()
    at.text_input(key="distribute.name").set_value(" 出張所 *窓口* ")
    at.selectbox(key="distribute.kind").select("ポスター")
    at = at.button(key="distribute.add_it").click().run()
    made = listing(house, survey_id)[1]
    assert (made.name, made.kind, made.active) == ("出張所 *窓口*", "poster", True)
    assert "配布先「出張所 *窓口*」を追加しました。" in shown(at)


def test_placement_without_a_name_is_refused_in_the_dialog(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = staff("distribute.py", survey=survey_id).button(key="distribute.new").click().run()
    at = at.button(key="distribute.add_it").click().run()
    assert "エラー：名称を1〜100文字で書いてください。" in shown(at)
    assert len(listing(house, survey_id)) == 1


def test_placement_is_switched_off_and_on(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = staff("distribute.py", survey=survey_id)
    at = at.toggle[0].set_value(False).run()
    assert not listing(house, survey_id)[0].active
    assert at.table[0].value["使用"].tolist() == ["停止中"]
    at.toggle[0].set_value(True).run()
    assert listing(house, survey_id)[0].active


@pytest.mark.parametrize("kind", ["kiosk", "interview"])
@pytest.mark.parametrize("public_url", [PUBLIC_URL, ""])
def test_shared_device_is_opened_here_and_has_nothing_to_print(
    staff: Open, house: Store, monkeypatch: pytest.MonkeyPatch, kind: str, public_url: str
) -> None:
    """A QR code would bring people's own phones to a page that treats them as shared."""
    chosen = settings.current().model_copy(update={"public_url": public_url})
    monkeypatch.setattr(settings, "_chosen", [chosen])
    survey_id = add_survey(house, publish=True)
    code = house.write(
        lambda session: placements.add(session, survey_id, "出張所", kind, by="sato")
    )
    at = staff("distribute.py", survey=survey_id, placement=code)
    assert offered(at) == ["この端末で開く"]
    assert elements(at, "link_button")[0].url == f"/s/{code}"
    assert "端末には何も残りません。" in shown(at)
    assert [one.value for one in at.code] == ([f"{public_url}/s/{code}"] if public_url else [])
    assert not at.warning
