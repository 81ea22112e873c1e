"""案内文: one message at a time, by a placement whose answers are counted apart."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models import placements
from models.multilingual import LANGUAGES
from models.store import Store
from qr.messages import LINE_MAX, NEWSLETTER_MAX
from tests.builders import document
from tests.pages.desk import PUBLIC_URL, Open, shown
from tests.stores import add_survey

KEY = "distribute.messages"
TITLES = {
    "ja": "まつり",
    "ja-easy": "[祭|まつ]り",
    "en": "Festival",
    "zh-Hans": "节日",
    "ko": "축제",
}
EVERYWHERE = {"title": TITLES, "languages": LANGUAGES}


@pytest.fixture
def opened(staff: Open, house: Store) -> Any:
    """Open 案内文 of a survey; returns the page and the survey's id."""

    def open_part(**changes: Any) -> tuple[AppTest, str]:
        survey_id = add_survey(house, document(**changes), publish=True)
        return staff("distribute.py", survey=survey_id, section="案内文"), survey_id

    return open_part


def choose(at: AppTest, **chosen: str) -> AppTest:
    for name, value in chosen.items():
        at.segmented_control(key=f"{KEY}.{name}").set_value(value)
    return at.run()


def placed(house: Store, survey_id: str, kind: str) -> str:
    with house.reading() as session:
        listed = placements.listing(session, survey_id)
    return next(place.code for place in listed if place.kind == kind)


def test_each_message_is_plain_text_to_copy_with_its_length(opened: Any, house: Store) -> None:
    at, survey_id = opened()
    url = f"{PUBLIC_URL}/s/{placed(house, survey_id, 'web')}"
    texts = {}
    for channel in ("line", "mail", "newsletter", "web"):
        at = choose(at, channel=channel)
        texts[channel] = [block.value for block in at.code]
        assert {block.language for block in at.code} == {"plaintext"}
        if channel == "line":
            assert f"本文（{len(texts['line'][0])}字）" in shown(at)
    assert texts["line"][0].endswith(f"\n{url}")
    assert len(texts["line"][0]) <= LINE_MAX
    assert [len(blocks) for blocks in texts.values()] == [1, 2, 1, 2]
    assert f"回答の画面：{url}" in texts["mail"][1]
    article, address = texts["newsletter"][0].split("\n")
    assert len(article) <= NEWSLETTER_MAX
    assert address == url.removeprefix("https://").upper()


@pytest.mark.parametrize("language", LANGUAGES)
def test_message_speaks_each_language_and_its_address_opens_in_it(
    opened: Any, house: Store, language: str
) -> None:
    at, survey_id = opened(**EVERYWHERE)
    at = choose(at, language=language)
    said = at.code[0].value
    assert TITLES[language].replace("[祭|まつ]", "祭") in said
    url = f"{PUBLIC_URL}/s/{placed(house, survey_id, 'web')}"
    assert said.endswith(url if language == "ja" else f"{url}?lang={language}")


def test_text_that_is_missing_in_a_language_is_named(opened: Any) -> None:
    at, _ = opened(title="まつり", languages=("ja", "en"))
    assert not at.info
    at = choose(at, language="en")
    assert "英語の文がまだないもの：調査の名前、調査の目的。" in at.info[0].value


def test_survey_in_one_language_is_not_asked_for_it(opened: Any) -> None:
    at, _ = opened()
    assert [one.key for one in at.button_group] == [f"{KEY}.channel"]


def test_placement_for_the_message_is_made_with_one_click(opened: Any, house: Store) -> None:
    at, survey_id = opened()
    assert at.selectbox[0].options == ["ホームページ"]
    at = at.button(key=f"{KEY}.add").click().run()
    assert "配布先「メール・LINE」をつくりました。" in shown(at)
    assert at.code[0].value.endswith(f"/s/{placed(house, survey_id, 'message')}")
    assert f"{KEY}.add" not in [one.key for one in at.button]
    at = choose(at, channel="newsletter")
    at = at.button(key=f"{KEY}.add").click().run()
    printed = placed(house, survey_id, "newsletter").upper()
    assert at.code[0].value.endswith(f"/S/{printed}")


def test_codes_of_shared_devices_and_of_placements_not_in_use_are_not_offered(
    opened: Any, house: Store
) -> None:
    at, survey_id = opened()

    def change(session: Any) -> None:
        placements.add(session, survey_id, "端末", "kiosk", by="sato")
        placements.add(session, survey_id, "満足", "vote", preset="q1=good", by="sato")
        placements.add(session, survey_id, "駅", "poster", by="sato")

    house.write(change)
    assert at.run().selectbox[0].options == ["ホームページ", "駅（ポスター）"]
    for kind in ("web", "poster"):
        code = placed(house, survey_id, kind)
        house.write(partial(placements.switch, code=code, active=False, by="sato"))
    assert "使用中の配布先がありません。" in shown(at.run())
    assert not at.code
