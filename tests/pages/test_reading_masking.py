"""伏せ字: places are decided one by one, and what is published holds nothing else."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

import settings
from models import maskings, tables
from models.maskings import Decision
from models.store import Store
from pages.components import reading_files, reading_pages, reading_places
from pages.components.reading_desk import Look
from pages.components.reading_pages import Query
from tests.pages.desk import STAFF, Open, elements, shown
from tests.pages.reading_room import html, survey_of

# response_ids are hashes of test-000000 and so on, and comments stand in their order.
SAID = [
    "<b>福祉課</b>の田中さんに、電話090-1234-5678を",
    "隣の鈴木さん宅の犬がうるさい。赤い屋根の家です",
    "花壇がきれい。赤い屋根もきれい",
]
PERSONAL = "read.search.personal"
WORDS = "read.masking.elsewhere.words"


def opened(staff: Open, survey_id: str) -> AppTest:
    at = staff("read.py", survey=survey_id)
    at.session_state["view"] = "読む"
    return at.run().toggle(key=PERSONAL).set_value(True).run()


def press(at: AppTest, label: str, number: int = 0) -> AppTest:
    return [one for one in at.button if one.label == label][number].click().run()


def progress(at: AppTest) -> str:
    assert not at.exception, at.exception
    return "".join(one.proto.text for one in elements(at, "progress"))


def kept(house: Store, survey_id: str) -> list[tuple[str, str]]:
    with house.reading() as session:
        return [(one.kind, one.choice) for one in maskings.of(session, survey_id, "q4")]


def order(at: AppTest) -> list[str]:
    """The comments with places, told by a word of each, as they stand on the page."""
    told = html(at)
    return sorted(("福祉課", "うるさい"), key=told.index)


def test_every_place_is_decided_and_can_be_taken_back(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, SAID)
    at = opened(staff, survey_id)
    assert progress(at) == "確かめる箇所 3か所（残り 3）"
    assert "未確認の3か所は伏せて出します。" in shown(at)
    assert "&lt;b&gt;福祉課&lt;/b&gt;" in html(at)
    assert html(at).count('<mark class="personal">') == 3
    before = order(at)
    at = press(at, "伏せる")
    if before[0] == "福祉課":
        at = press(at, "このまま")
    assert '<mark class="masked">' in html(at)
    assert order(at) == before  # what was decided stays where it was
    again = opened(staff, survey_id)
    assert order(again) == before[::-1]  # what waits comes first
    while "残り 0" not in progress(again):
        again = press(again, "このまま")
    assert progress(again) == "確かめる箇所 3か所（残り 0）"
    assert "未確認の" not in shown(again)
    assert "leave" in {choice for _, choice in kept(house, survey_id)}
    again = press(again, "取り消す")
    assert progress(again) == "確かめる箇所 3か所（残り 1）"
    assert len(kept(house, survey_id)) == 2


def test_nothing_to_decide_says_what_is_left_to_do(staff: Open, house: Store) -> None:
    at = opened(staff, survey_of(house, SAID[2:]))
    assert "確かめる箇所はありません。見つからないものもあります。公表する前に" in shown(at)
    assert not progress(at)


def test_any_words_of_a_comment_are_hidden_where_they_stand(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, [SAID[1]])
    at = opened(staff, survey_id)
    at.text_input[-2].set_value("青い")
    at = (
        next(
            one for one in at.button if one.label == "伏せる" and "FormSubmitter" in (one.key or "")
        )
        .click()
        .run()
    )
    assert "「青い」は、このご意見の伏せていないところにありません。" in shown(at)
    at.text_input[-2].set_value("屋根")
    at = (
        next(
            one for one in at.button if one.label == "伏せる" and "FormSubmitter" in (one.key or "")
        )
        .click()
        .run()
    )
    assert kept(house, survey_id) == [("その他", "mask")]
    assert '<mark class="masked">屋根</mark>' in html(at)
    assert progress(at) == "確かめる箇所 2か所（残り 1）"


def test_words_are_hidden_in_all_comments_at_once_and_back(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, SAID)
    at = opened(staff, survey_id)
    at = at.text_input(key=WORDS).set_value("赤い屋根").run()
    assert "2人のご意見の2か所にあります。" in shown(at)
    at = at.button(key="read.masking.elsewhere.hide").click().run()
    assert kept(house, survey_id) == [("その他", "mask")] * 2
    assert progress(at) == "確かめる箇所 5か所（残り 3）"
    assert "この言葉は、伏せていないところにはありません。" in shown(at)
    at = at.button(key="read.masking.elsewhere.undo").click().run()
    assert kept(house, survey_id) == []
    assert "2人のご意見の2か所にあります。" in shown(at)


def test_what_a_colleague_took_back_first_is_told(staff: Open, house: Store) -> None:
    survey_id = survey_of(house, SAID)
    at = press(opened(staff, survey_id), "伏せる")
    with house.reading() as session:
        [one] = maskings.of(session, survey_id, "q4")
    house.write(lambda session: maskings.undo(session, survey_id, "q4", [one], by="kato"))
    at = press(at, "取り消す")
    assert "この伏せ字は見つかりません。" in shown(at)
    assert progress(at) == "確かめる箇所 3か所（残り 3）"


@pytest.fixture
def look(house: Store) -> Look:
    return Look(survey_of(house, ["=1+1 田中さん", *SAID, "特になし", *SAID[2:]]), (1,), "q4")


def test_what_is_published_leads_to_nobody(house: Store, look: Look) -> None:
    url, file = settings.current().store_url, settings.current().data_dir / "tokens.db"
    phone = next(one for one in _decisions(url, file, look) if one.kind == "電話番号")
    left = phone._replace(choice="leave")
    data = reading_files.file(
        "comments_masked.csv", STAFF, reading_places.published, look, Query(), (left,)
    )()
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head == ["ご意見", "受けとめ", "話題", "分類"]
    assert sorted(row[0] for row in rows) == [
        "'=1+1 ●●さん",
        "<b>福祉課</b>の●●さんに、電話090-1234-5678を",
        *[SAID[2]] * 2,
        "隣の●●さん宅の犬がうるさい。赤い屋根の家です",
    ]
    assert rows == sorted(rows, key=lambda row: (row[2], row[1], row[0].removeprefix("'")))
    with house.reading() as session:
        last = session.exec(select(tables.AuditEntry)).all()[-1]
    assert (last.who, last.action, last.detail) == (
        *(STAFF, "survey.export"),
        "comments_masked.csv q4",
    )
    assert reading_places.left(url, file, look, Query(), (left,)) == 3
    assert reading_places.left(url, file, look, Query(words="犬"), ()) == 1


def test_the_file_for_staff_has_the_masked_words_too(look: Look) -> None:
    url, file = settings.current().store_url, settings.current().data_dir / "tokens.db"
    names = [one for one in _decisions(url, file, look) if one.kind == "氏名"]
    left = [one._replace(choice="leave") for one in names]
    data = reading_pages.written(url, file, look, Query(words="福祉課"), left)
    _, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert row[1:3] == [SAID[0], "<b>福祉課</b>の田中さんに、電話●●を"]


def test_words_that_somebody_may_be_called_by_are_known(look: Look) -> None:
    url, file = settings.current().store_url, settings.current().data_dir / "tokens.db"
    terms = ("田中さん", "鈴木", "花壇", "電話")
    assert reading_places.names(url, file, look, terms) == {"田中さん", "鈴木"}


def _decisions(url: str, file: Path, look: Look) -> list[Decision]:
    """What would mask every place that was found."""
    found = reading_places.page(url, file, look, Query(), (), (), 0)
    return [
        Decision(one.response_id, place.start, place.end, place.kind, "mask")
        for one in found.shown
        for place in one.places
    ]
