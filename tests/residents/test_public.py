"""Home, official addresses and the number of an answer, asked of the app."""

from __future__ import annotations

import re

import pytest
from sqlmodel import Session

from models import placements, surveys
from models.store import Store
from residents import public
from residents.criteria import CRITERIA
from tests.builders import document
from tests.residents.conftest import Site


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0:.4}-{0}", "upper", "wide"])
def test_a_number_is_found_however_it_was_copied(site: Site, typed: str) -> None:
    number = site.send().headers["location"].rsplit("/", 1)[1]
    copied = {
        "upper": number.upper(),
        "wide": " ".join(number).translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)}),
        "{0:.4}-{0}": f"{number[:4]}‐{number[4:8]}－{number[8:]}",
    }.get(typed, typed.format(number))
    found = site.client.get("/voice", params={"number": copied})
    assert (found.status_code, found.headers["cache-control"]) == (303, "no-store")
    assert found.headers["location"] == f"/s/{site.code}/receipt/{number}"
    english = site.client.get("/voice", params={"number": copied, "lang": "en"})
    assert english.headers["location"].endswith("?lang=en")


def looked_up(site: Site, number: str) -> str:
    """The page to which the look-up of a number leads."""
    found = site.client.get("/voice", params={"number": number})
    page = site.client.get(found.headers["location"])
    assert page.status_code == 200
    return str(page.text)


def test_a_number_outlives_the_code_at_which_the_answer_was_given(site: Site) -> None:
    """The receipt says where the survey stands, and leads others to a code that is in use."""
    poster = site.change(placements.add, site.survey_id, "駅", "poster", by="test")
    sent = site.send_from(site.client, poster, "n-1")
    number = sent.headers["location"].rsplit("/", 1)[1]
    another = '<a href="/s/{}">別の方のお答えを送る</a>'
    now_at = '<li aria-current="step"><b>{}</b>'
    assert another.format(poster) in looked_up(site, number)
    site.change(placements.switch, poster, active=False, by="test")
    page = looked_up(site, number)
    assert now_at.format("受付") in page
    assert another.format(site.code) in page
    assert f'href="/s/{poster}"' not in page
    site.change(placements.switch, site.code, active=False, by="test")
    page = looked_up(site, number)
    assert now_at.format("受付") in page
    assert "別の方のお答えを送る" not in page
    site.change(surveys.close, site.survey_id, by="test")
    assert now_at.format("集計") in looked_up(site, number)


@pytest.mark.parametrize("kind", ["kiosk", "interview"])
def test_a_number_from_a_shared_device_is_looked_up_on_ones_own(site: Site, kind: str) -> None:
    """The page does not return to the start of a device that others use."""
    code = site.change(placements.add, site.survey_id, "窓口", kind, by="test")
    given = site.send_from(site.client, code, "n-1").headers["location"]
    assert 'role="alertdialog"' in site.client.get(given).text
    page = looked_up(site, given.rsplit("/", 1)[1])
    assert 'role="alertdialog"' not in page
    assert "<footer>" in page


def test_the_language_of_the_reader_goes_along(site: Site, sqlite_store: Store) -> None:
    """Also to and from a survey that begins in English."""

    def make(session: Session) -> str:
        survey_id = surveys.create(session, document(languages=("en", "ja")), by="test")
        surveys.publish(session, survey_id, by="test")
        return survey_id

    code = site.code_of(sqlite_store.write(make))
    home = site.client.get("/").text
    assert f'href="/s/{code}?lang=ja"' in home
    assert f'href="/s/{site.code}"' in home
    home = site.client.get("/?lang=en").text
    assert f'href="/s/{code}"' in home
    assert f'href="/s/{site.code}?lang=en"' in home
    sent = site.send_from(site.client, code, "n-1", lang="ja")
    assert sent.headers["location"].endswith("?lang=ja")
    number = re.split("[/?]", sent.headers["location"])[4]
    for language, query in (("ja", "?lang=ja"), ("en", "")):
        found = site.client.get("/voice", params={"number": number, "lang": language})
        assert found.headers["location"] == f"/s/{code}/receipt/{number}{query}"


@pytest.mark.parametrize("typed", ["k7m2pw9xq3td", "\0", "'", "あ" * 500, "%", "../../x"])
def test_a_number_of_no_answer_is_told_so(site: Site, typed: str) -> None:
    site.send()
    missing = site.client.get("/voice", params={"number": typed})
    assert missing.status_code == 404
    assert "この番号のお答えは見つかりません" in missing.text
    assert site.client.get("/voice").status_code == 200


def test_official_lists_public_addresses_of_what_can_be_answered(site: Site) -> None:
    poster = site.change(placements.add, site.survey_id, "秘密の名前", "poster", by="test")
    kiosk = site.change(placements.add, site.survey_id, "端末", "kiosk", by="test")
    gone = site.change(placements.add, site.survey_id, "古い紙", "handout", by="test")
    site.change(placements.switch, gone, active=False, by="test")
    html = site.client.get("/official").text
    for code in (site.code, poster):  # to be compared with print: in capitals, as the code holds it
        assert f'<a href="/s/{code}" translate="no">KOE.EXAMPLE/S/{code.upper()}</a>' in html
    assert kiosk not in html
    assert gone not in html
    assert "秘密の名前" not in html
    site.change(surveys.close, site.survey_id, by="test")
    assert poster not in site.client.get("/official").text


def test_a_survey_that_is_over_moves_to_the_results(site: Site) -> None:
    site.change(surveys.close, site.survey_id, by="test")
    html = site.client.get("/").text
    assert "締め切ったもの" in html
    assert "ごろに公表します。" in html


def test_a_code_that_was_switched_off_leads_to_the_homepages_own(site: Site) -> None:
    poster = site.change(placements.add, site.survey_id, "駅", "poster", by="test")
    site.change(placements.switch, poster, active=False, by="test")
    html = site.client.get(f"/s/{poster}").text
    assert "このアドレスは、いまは使っていません" in html
    assert f'href="/s/{site.code}"' in html
    site.change(placements.switch, site.code, active=False, by="test")
    assert "問い合わせ先にお尋ねください" in site.client.get(f"/s/{poster}").text


def test_every_public_page_speaks_five_languages(site: Site) -> None:
    for path in ("/", "/official", "/voice", "/accessibility"):
        for language, tag in (
            ("ja-easy", "ja"),
            ("en", "en"),
            ("zh-Hans", "zh-Hans"),
            ("ko", "ko"),
        ):
            html = site.client.get(path, params={"lang": language}).text
            assert f'<html lang="{tag}">' in html
            assert html.count(f'lang="{tag}"') >= 2


def test_what_people_write_between_groups_does_not_count() -> None:
    assert public.normal("ｋ7M2 pw9x-q3Td") == "k7m2pw9xq3td"


def test_a_draft_is_listed_nowhere(site: Site, sqlite_store: Store) -> None:
    draft = sqlite_store.write(lambda s: surveys.create(s, document(title="未公開の調査"), by="t"))
    code = site.code_of(draft)
    for path in ("/", "/official"):
        html = site.client.get(path).text
        assert "未公開" not in html
        assert code not in html


def test_the_page_shows_each_with_its_result(site: Site) -> None:
    html = site.client.get("/accessibility").text
    for one in CRITERIA:
        assert re.search(rf"<a href=\"#c{re.escape(one.number)}\">", html)
    assert html.count("<td>適合</td>") == sum(not one.absent for one in CRITERIA)
