"""整理券 on くばる: batches made, counted and voided by staff."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import settings
from models import keys, placements, responses, slip_numbers, slips
from models.responses import Submission
from models.slip_numbers import Slip, fingerprint
from models.store import Store
from pages.components import slip_batches, words
from tests.pages.desk import STAFF, elements, labels, shown
from tests.pages.nasty import NASTY
from tests.stores import add_survey

KEY = "distribute.slips"


def page(survey_id: str) -> None:
    """The component alone, below what the page says at its top."""
    import settings  # noqa: PLC0415 - AppTest runs this text as a script of its own
    from pages.components import notices, slip_batches  # noqa: PLC0415 - the same

    notices.show()
    slip_batches.draw(survey_id, settings.current())


def opened(survey_id: str) -> AppTest:
    at = AppTest.from_function(page, kwargs={"survey_id": survey_id}, default_timeout=30)
    at.user = {"login": STAFF.encode().decode("latin-1")}
    return at.run()


def listing(house: Store, survey_id: str) -> list[slips.Batch]:
    with house.reading() as session:
        return slips.listing(session, survey_id)


def issued(house: Store, survey_id: str, count: int, used: int, name: str = "説明会") -> str:
    """A batch of slips of which some have brought an answer."""

    def issue(session: Any) -> tuple[str, list[Slip]]:
        batch_id = slips.create(session, survey_id, name, count, None, by="sato")
        drawn = [slip_numbers.draw(keys.form_key(session)) for _ in range(count)]
        slips.issue(session, batch_id, drawn, by="sato")
        return batch_id, drawn

    batch_id, drawn = house.write(issue)
    with house.reading() as session:
        code = slips.get(session, batch_id).placement
    for number, slip in enumerate(drawn[:used]):
        carried = fingerprint(slip.token)
        sent = Submission(survey_id, f"n-{number}", 1, code, {"q1": "good"}, slip=carried)
        house.submit(responses.store, sent).result()
    return batch_id


def test_without_slips_there_is_one_sentence_and_one_button(house: Store) -> None:
    at = opened(add_survey(house, publish=True))
    assert "整理券はまだありません。" in shown(at)
    assert [button.label for button in at.button] == ["整理券をつくる"]
    assert not at.table


def test_a_batch_is_made_by_a_dialog(house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = opened(survey_id).button(key=f"{KEY}.new").click().run()
    assert at.number_input(key=f"{KEY}.count").max == slips.MOST
    at.text_input(key=f"{KEY}.name").set_value(" 10月の説明会 ")
    at.number_input(key=f"{KEY}.count").set_value(120)
    at.date_input(key=f"{KEY}.day").set_value(date(2026, 10, 3))
    at = at.button(key=f"{KEY}.make").click().run()
    [batch] = listing(house, survey_id)
    assert (batch.name, batch.made, batch.held_on) == ("10月の説明会", 120, date(2026, 10, 3))
    assert "整理券「10月の説明会」をつくりました。" in shown(at)
    row = at.table[0].value.iloc[0].tolist()
    assert row == ["10月の説明会", "2026年10月3日(土)", 120, 120, 0, 0.0, "ファイル未作成"]
    assert labels(at, "link_button") == ["印刷するファイルをつくる"]
    assert elements(at, "link_button")[0].url == f"/staff/slips/{batch.id}"
    with house.reading() as session:
        place = placements.get(session, batch.placement)
    assert (place.name, place.kind) == ("10月の説明会", "slip")


def test_a_second_batch_may_share_the_placement(house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    issued(house, survey_id, 1, 0)
    at = opened(survey_id).button(key=f"{KEY}.new").click().run()
    place = at.selectbox(key=f"{KEY}.placement")
    assert place.options == ["新しい配布先（上の名称）", "説明会"]
    place.select(listing(house, survey_id)[0].placement)
    at.text_input(key=f"{KEY}.name").set_value("午後")
    at.button(key=f"{KEY}.make").click().run()
    first, second = listing(house, survey_id)
    assert first.placement == second.placement


def test_a_batch_without_a_name_is_refused_in_the_dialog(house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = opened(survey_id).button(key=f"{KEY}.new").click().run()
    at = at.button(key=f"{KEY}.make").click().run()
    assert f"エラー：{words.REFUSALS['placement_name']}" in shown(at)
    assert listing(house, survey_id) == []


def test_used_slips_are_counted_against_those_handed_out(house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    batch_id = issued(house, survey_id, 8, 3)
    at = opened(survey_id)
    assert at.table[0].value.iloc[0].tolist()[2:] == [8, 8, 3, 37.5, "使えます"]
    at = at.number_input(key=f"{KEY}.{batch_id}.given").set_value(7).run()
    assert at.table[0].value.iloc[0].tolist()[2:6] == [8, 7, 3, 42.9]
    assert slip_batches._OVER not in shown(at)
    at = at.number_input(key=f"{KEY}.{batch_id}.given").set_value(2).run()
    assert slip_batches._OVER in shown(at)
    at.number_input(key=f"{KEY}.{batch_id}.given").set_value(8).run()
    assert listing(house, survey_id)[0].given is None
    assert labels(at, "link_button") == ["ファイルについて"]
    assert "見当が付くことがあります" in shown(at)


def test_a_batch_is_voided_after_saying_what_is_lost(house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    batch_id = issued(house, survey_id, 8, 3)
    at = opened(survey_id).button(key=f"{KEY}.{batch_id}.void").click().run()
    assert "まだ使われていない5枚は、すべて使えなくなります。" in shown(at)
    assert "届いた回答3件は、そのまま残ります。" in shown(at)
    at.button(key=f"{KEY}.no").click().run()
    assert listing(house, survey_id)[0].voided_at is None
    at = opened(survey_id).button(key=f"{KEY}.{batch_id}.void").click().run()
    at = at.button(key=f"{KEY}.yes").click().run()
    assert "整理券「説明会」を使えないようにしました。" in shown(at)
    assert at.table[0].value.iloc[0].tolist()[2:] == [8, 8, 3, 37.5, "使えません"]
    assert labels(at, "link_button") == []


def test_nothing_to_print_without_an_address(house: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = settings.current().model_copy(update={"public_url": ""})
    monkeypatch.setattr(settings, "_chosen", [chosen])
    survey_id = add_survey(house, publish=True)
    issued(house, survey_id, 1, 0)
    at = opened(survey_id)
    assert labels(at, "link_button") == []
    assert "KOEBAKO_PUBLIC_URL" in at.warning[0].value


def test_nasty_names_are_shown_as_they_are(house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    for name in NASTY:
        issued(house, survey_id, 1, 0, name[:100])
    assert len(opened(survey_id).table[0].value) == len(NASTY)
