"""会場の壁 over HTTP: who may look, what is told, how often it is worked out."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from analysis.tabulate import SMALL_BASE
from models import placements, surveys, tallies, walls
from models.clock import now
from models.store import Store
from models.walls import Chart, Count, Views, Word, Words
from residents import app, boards, screens
from tests.builders import LIKED, OPINION, SATISFACTION, document
from tests.residents.conftest import Site
from tests.stores import add_answers, add_survey

GOOD, BAD = {"q1": ["good"]}, {"q1": ["bad"], "q2": ["stage", "food"], "q4": ["山田です"]}


class Hall:
    """A hall with a projector: the app, and a survey's wall in it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.key = site.change(walls.open_wall, site.survey_id, by="sato")
        self.client = site.client

    @property
    def address(self) -> str:
        return f"/wall/{self.key}"

    def show(self, *views: walls.View, placement: str = "") -> None:
        shown = Views(placement=placement, views=views)
        self.site.change(walls.save_views, self.site.survey_id, shown, by="sato")

    def answer(self, *sent: dict[str, list[str]]) -> None:
        add_answers(self.site.store, self.site.survey_id, *sent)

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"{self.address}/state").json()
        return found


@pytest.fixture
def hall(site: Site, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """Nothing is kept for a second: each request tells of its own moment."""
    monkeypatch.setattr(boards, "FRESH_SECONDS", 0.0)
    return Hall(site)


def test_the_page_names_ward_title_and_the_address_in_the_code(hall: Hall) -> None:
    page = hall.client.get(hall.address)
    assert page.status_code == 200
    assert "世田谷区" in page.text
    assert "区民まつりアンケート" in page.text
    assert re.sub("<[^>]*>", "", page.text).count(f"KOE.EXAMPLE/S/{hall.site.code.upper()}") == 3
    assert "Scan with your phone and answer" in page.text
    assert "<svg" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-robots-tag"] == "noindex"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_without_a_public_address_no_code_is_made(hall: Hall) -> None:
    plain = app.create(hall.site.store, "世田谷区")
    with TestClient(plain) as client:
        text = client.get(hall.address, headers={"host": "evil.example"}).text
    assert "<svg" not in text
    assert "evil" not in text
    assert "QRコードを出せません" in text


@pytest.mark.parametrize("key", ["none", "x" * 22, "%00", "a/b"])
def test_an_unknown_key_shows_nothing(hall: Hall, key: str) -> None:
    assert hall.client.get(f"/wall/{key}").status_code == 404
    state = hall.client.get(f"/wall/{key}/state")
    assert state.status_code == 404
    assert "count" not in state.text


def test_a_closed_or_renewed_wall_says_so_at_once(hall: Hall) -> None:
    before = hall.address
    assert hall.client.get(f"{before}/state").status_code == 200
    hall.key = hall.site.change(walls.renew, hall.site.survey_id, by="sato")
    gone = hall.client.get(f"{before}/state")
    assert (gone.status_code, gone.json()) == (404, {"closed": True})
    assert hall.client.get(before).status_code == 404
    assert hall.client.get(f"{hall.address}/state").status_code == 200
    hall.site.change(walls.close_wall, hall.site.survey_id, by="sato")
    assert hall.client.get(f"{hall.address}/state").status_code == 404


def test_only_the_number_is_told_until_staff_choose_more(hall: Hall) -> None:
    hall.answer(*[BAD] * 12)
    state = hall.state()
    assert (state["count"], state["trial"], state["notice"]) == (12, False, "")
    assert state["views"] == [{"kind": "count"}]


def test_a_result_is_shown_from_ten_answers_on(hall: Hall) -> None:
    hall.show(Chart(key="q2"), Words(key="q4", words=(word("駅", 3),)))
    hall.answer(*[GOOD] * 20, *[BAD] * 9)
    chart, words = hall.state()["views"]
    for view in (chart, words):
        assert view["waiting"] == "10件から結果を表示します（いま 9件）"
        assert not view.keys() & {"rows", "blank", "base", "words", "counts"}
    hall.answer(BAD)
    chart, words = hall.state()["views"]
    assert [row["label"] for row in chart["rows"]] == [
        *("ステージ", "模擬店", "スタンプラリー", "特にない", "その他")
    ]
    assert [row["count"] for row in chart["rows"]] == [10, 10, 0, 0, 0]
    assert chart["rows"][0]["said"] == "10人（33.3%）"
    assert chart["blank"] == {"label": "無回答", "count": 20, "said": "20人（66.7%）"}
    assert chart["base"] == "n=30 ・複数回答"
    assert words["words"] == [{"term": "駅", "said": "3人"}]


def word(term: str, comments: int) -> Word:
    return Word(term=term, comments=comments, approved_at=now())


def test_what_people_wrote_is_never_sent(hall: Hall) -> None:
    hall.show(Words(key="q4", words=(word("休憩所", 4),)), Chart(key="q1"))
    hall.answer(*[BAD] * 12)
    sent = hall.client.get(hall.address).text + hall.client.get(f"{hall.address}/state").text
    assert "休憩所" in sent
    assert "山田" not in sent


def test_few_people_are_a_reference_only(hall: Hall) -> None:
    hall.show(Chart(key="q1"))
    hall.answer(*[GOOD] * 12)
    assert hall.state()["views"][0]["base"] == "n=12 ・参考値"
    assert screens.SMALL_BASE == SMALL_BASE


def test_no_word_was_approved_yet(hall: Hall) -> None:
    hall.show(Words(key="q4"))
    hall.answer(*[BAD] * 12)
    assert hall.state()["views"][0]["waiting"] == "職員が選んだ言葉が、ここに出ます"


def test_the_same_state_is_not_sent_twice(hall: Hall) -> None:
    hall.answer(GOOD)
    first = hall.client.get(f"{hall.address}/state")
    known = {"if-none-match": first.headers["etag"]}
    again = hall.client.get(f"{hall.address}/state", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    hall.answer(GOOD)
    later = hall.client.get(f"{hall.address}/state", headers=known)
    assert (later.status_code, later.json()["count"]) == (200, 2)
    assert later.headers["etag"] != first.headers["etag"]
    assert later.headers["cache-control"] == "no-store"


def test_an_edit_and_a_phase_reach_the_wall(hall: Hall) -> None:
    page = hall.client.get(hall.address).text
    edition = hall.state()["edition"]
    assert f'data-edition="{edition}"' in page
    poster = hall.site.change(placements.add, hall.site.survey_id, "駅", "poster", by="sato")
    moved = hall.state()["edition"]
    assert moved != edition
    assert f"/S/{poster.upper()}" in hall.client.get(hall.address).text
    hall.site.change(surveys.pause, hall.site.survey_id, by="sato")
    assert hall.state()["notice"] == "いまは受け付けていません"
    hall.site.change(surveys.close, hall.site.survey_id, by="sato")
    assert hall.state()["notice"] == "受付は終わりました"


def test_test_answers_are_marked_and_gone_after_publishing(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "FRESH_SECONDS", 0.0)
    survey_id = add_survey(sqlite_store, document(SATISFACTION, LIKED, OPINION), publish=False)
    sqlite_store.write(lambda session: surveys.start_test(session, survey_id, by="sato"))
    key = sqlite_store.write(lambda session: walls.open_wall(session, survey_id, by="sato"))
    add_answers(sqlite_store, survey_id, *[GOOD] * 3)
    with TestClient(app.create(sqlite_store, "世田谷区", "https://koe.example")) as client:
        tried = client.get(f"/wall/{key}/state").json()
        assert (tried["count"], tried["trial"]) == (3, True)
        sqlite_store.write(lambda session: surveys.publish(session, survey_id, by="sato"))
        opened = client.get(f"/wall/{key}/state").json()
        assert (opened["count"], opened["trial"]) == (0, False)


def test_a_question_that_is_gone_leaves_no_hole(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a test takes questions away: what was chosen of them is not shown."""
    monkeypatch.setattr(boards, "FRESH_SECONDS", 0.0)
    survey_id = add_survey(sqlite_store, document(SATISFACTION, LIKED), publish=False)
    sqlite_store.write(lambda session: surveys.start_test(session, survey_id, by="sato"))
    key = sqlite_store.write(lambda session: walls.open_wall(session, survey_id, by="sato"))
    shown = Views(views=(Chart(key="q2"), Count()))
    sqlite_store.write(lambda session: walls.save_views(session, survey_id, shown, by="sato"))
    smaller = document(SATISFACTION)
    sqlite_store.write(lambda session: surveys.save_draft(session, survey_id, smaller, 1))
    sqlite_store.write(lambda session: surveys.publish(session, survey_id, by="sato"))
    with TestClient(app.create(sqlite_store, "世田谷区", "https://koe.example")) as client:
        assert client.get(f"/wall/{key}/state").json()["views"] == [{"kind": "count"}]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the revision was asked for, and how often answers were counted."""
    seen = Counter[str]()
    revision, refresh = tallies.revision, tallies.Tally.refresh

    def ask(*arguments: Any) -> int:
        seen["asked"] += 1
        return revision(*arguments)

    def count(self: tallies.Tally, *arguments: Any) -> None:
        seen["counted"] += 1
        refresh(self, *arguments)

    monkeypatch.setattr(tallies, "revision", ask)
    monkeypatch.setattr(tallies.Tally, "refresh", count)
    return seen


def test_two_hundred_screens_are_one_count(site: Site, counted: Counter[str]) -> None:
    """However many ask within a second, the database is asked once, and the bytes are shared."""
    hall = Hall(site)
    hall.answer(*[GOOD] * 3)
    transport = httpx2.ASGITransport(app=app.create(site.store, "世田谷区", "https://koe.example"))

    async def crowd() -> list[httpx2.Response]:
        async with httpx2.AsyncClient(transport=transport, base_url="http://koe.example") as one:
            asking = (one.get(f"{hall.address}/state") for _ in range(200))
            return list(await asyncio.gather(*asking))

    answers = asyncio.run(crowd())
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert counted == {"asked": 1, "counted": 1}


def test_unchanged_answers_are_not_counted_again(hall: Hall, counted: Counter[str]) -> None:
    for _ in range(3):
        hall.state()
    assert (counted["asked"], counted["counted"]) == (3, 1)
    hall.answer(GOOD)
    assert hall.state()["count"] == 1
    assert counted["counted"] == 2


def test_both_ways_to_a_state_say_the_same(site: Site) -> None:
    """Worked out just now, and ready a moment later: same status, headers and bytes."""
    hall = Hall(site)
    hall.show(*[Chart(key=key) for key in ("q1", "q2")], Count())
    hall.answer(*[BAD] * 10)
    slow = hall.client.get(f"{hall.address}/state")
    fast = hall.client.get(f"{hall.address}/state")
    assert (slow.headers, slow.content) == (fast.headers, fast.content)
    assert fast.headers["content-encoding"] == "gzip"
    plain = hall.client.get(f"{hall.address}/state", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == fast.json()


def test_the_residents_process_needs_no_pandas() -> None:
    """What counts for the wall counts by itself."""
    asked = "import sys, residents.app; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
