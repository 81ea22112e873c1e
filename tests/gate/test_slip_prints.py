"""The file with a batch of slips: made once, complete or noticed, and anew only by a word."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from pathlib import Path

import httpx2
import pytest
from sqlmodel import Session, func, select
from starlette.testclient import TestClient
from starlette.types import Message

import settings
from gate import slip_prints
from gate.guard import IDENTITY
from models import keys, slip_numbers, slips, surveys, tables
from models.errors import NotAllowed
from models.store import Store
from tests.builders import document

PREFIX = "/staff/slips"
WHO = "山田花子"
COUNT = 2 * slip_prints.AT_ONCE + 30  # several pieces, and a last sheet


class Office:
    """A batch of slips, and a browser that the guard has let in."""

    def __init__(self, store: Store, folder: Path, public_url: str = "https://koe.lg.jp") -> None:
        self.store = store
        self.survey_id = store.write(lambda session: surveys.create(session, document(), by="test"))
        self.batch_id = self.made(COUNT)
        chosen = settings.Settings(data_dir=folder, public_url=public_url)
        self.app = slip_prints.create(store, chosen, PREFIX)
        self.browser = TestClient(self.app, follow_redirects=False)
        self.browser.headers = httpx2.Headers([*self.browser.headers.raw, (IDENTITY, WHO.encode())])

    def made(self, count: int) -> str:
        def make(session: Session) -> str:
            day = date(2026, 11, 23)
            return slips.create(session, self.survey_id, "説明会 *1*", count, day, by="test")

        return self.store.write(make)

    @property
    def path(self) -> str:
        return f"{PREFIX}/{self.batch_id}"

    def batch(self, batch_id: str = "") -> slips.Batch:
        with self.store.reading() as session:
            return slips.get(session, batch_id or self.batch_id)

    def rows(self) -> int:
        with self.store.reading() as session:
            return session.exec(select(func.count()).select_from(tables.Slip)).one()


@pytest.fixture
def office(sqlite_store: Store, tmp_path: Path) -> Office:
    return Office(sqlite_store, tmp_path)


def tokens(text: str) -> list[str]:
    return re.findall(r"<title>QRコード: HTTPS://KOE\.LG\.JP/T/(\w{30})</title>", text)


def numbers(text: str) -> list[str]:
    return re.findall(r"<b>(\w{4}-\w{4}-\w{4})</b>", text)


def test_the_page_says_what_will_happen_and_makes_nothing(office: Office) -> None:
    page = office.browser.get(office.path)
    assert page.status_code == 200
    for words in ("説明会 *1*", "2026年11月23日(月)", "230枚", "用紙で23枚", "1回だけ"):
        assert words in page.text
    assert office.batch().issued_at is None


def test_every_slip_in_the_file_is_good_and_there_are_no_others(office: Office) -> None:
    answer = office.browser.post(office.path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; filename=slips.html; filename*=UTF-8''%E6%95%B4")
    assert "content-length" not in answer.headers
    printed, typed = tokens(answer.text), numbers(answer.text)
    assert len(set(printed)) == len(set(typed)) == COUNT
    assert answer.text.endswith("</html>")
    assert "ここまでで、すべてです（230枚）" in answer.text
    assert "用紙 23 / 23" in answer.text
    code = office.batch().placement
    with office.store.reading() as session:
        key = keys.form_key(session)
        read = [slip_numbers.read_token(key, token) for token in printed]
        read += [slip_numbers.read_code(key, number) for number in typed]
        assert {slips.find(session, one) for one in read} == {slips.Found(code, void=False)}
        last = session.exec(select(tables.AuditEntry)).all()[-1]
        assert (last.who, last.action, last.detail) == (
            *(WHO, "slips.issue"),
            f"{office.batch_id} {COUNT}枚",
        )
    batch = office.batch()
    assert (batch.made, batch.used, office.rows()) == (COUNT, 0, COUNT)


def test_it_is_made_once(office: Office) -> None:
    office.browser.post(office.path)
    second = office.browser.post(office.path)
    assert second.status_code == 409
    assert "保存したファイルから印刷してください。" in second.text
    assert office.rows() == COUNT
    later = office.browser.get(office.path)
    assert "保存したファイルを開いて印刷してください。" in later.text
    assert f'action="{office.path}"' not in later.text


def test_another_one_is_made_only_by_a_word_and_voids_the_first(office: Office) -> None:
    office.browser.post(office.path)
    again = f"{office.path}/again"
    for sent in ({"count": "10"}, {"sure": "yes", "count": "0"}, {"sure": "yes", "count": "x"}):
        refused = office.browser.post(again, data=sent)
        assert refused.status_code == 409
        assert "エラー" in refused.text
    assert office.batch().voided_at is None
    done = office.browser.post(again, data={"sure": "yes", "count": "10"})
    assert done.status_code == 303
    new = done.headers["location"].rpartition("/")[2]
    assert (office.batch().voided_at is not None, office.batch(new).made) == (True, 10)
    assert office.batch(new).placement == office.batch().placement
    assert "使えないようにしました" in office.browser.get(office.path).text
    for path in (office.path, again):
        assert office.browser.post(path, data={"sure": "yes", "count": "9"}).status_code == 409
    assert len(tokens(office.browser.post(f"{PREFIX}/{new}").text)) == 10


def test_what_is_no_batch_and_what_cannot_be_printed(office: Office, tmp_path: Path) -> None:
    for ask in (office.browser.get, office.browser.post):
        assert ask(f"{PREFIX}/zzzzz").status_code == 404
    assert office.browser.post(f"{PREFIX}/zzzzz/again").status_code == 404
    local = Office(office.store, tmp_path, "http://localhost:8501")
    for path in (local.path, f"{local.path}/again"):
        answer = local.browser.post(path, data={"sure": "yes", "count": "9"})
        assert (answer.status_code, "KOEBAKO_PUBLIC_URL" in answer.text) == (409, True)
    assert local.batch().issued_at is None


class Line:
    """A connection that is looked at piece by piece; `after` is done when the first slips came."""

    def __init__(self, after: Callable[[], Awaitable[None]]) -> None:
        self.pieces: list[bytes] = []
        self.lost = asyncio.Event()
        self._after = after

    async def receive(self) -> Message:
        await self.lost.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message.get("body"):
            self.pieces.append(message["body"])
            if len(self.pieces) == 2:
                await self._after()

    async def post(self, office: Office) -> None:
        """The file is asked for over this connection."""
        headers = [(IDENTITY, WHO.encode())]
        scope = {"type": "http", "method": "POST", "path": office.path, "headers": headers}
        await office.app({**scope, "query_string": b""}, self.receive, self.send)

    def tokens(self) -> list[str]:
        return tokens(b"".join(self.pieces).decode())


def test_a_batch_that_is_voided_while_it_is_made_ends_there(office: Office) -> None:
    async def void() -> None:
        verb = partial(slips.void, batch_id=office.batch_id, by="test")
        await asyncio.to_thread(office.store.write, verb)

    async def make() -> Line:
        line = Line(void)
        with pytest.raises(NotAllowed, match="slips_void"):
            await line.post(office)
        return line

    line = asyncio.run(make())
    assert b"</html>" not in line.pieces[-1]
    assert len(line.tokens()) == office.batch().made == office.rows() == slip_prints.AT_ONCE


def test_a_lost_connection_leaves_a_batch_that_says_how_many_there_are(office: Office) -> None:
    """Whatever had reached the file is good, and all of it can be voided."""

    async def lose() -> None:
        line.lost.set()
        await asyncio.sleep(0)

    line = Line(lose)

    async def make() -> None:
        await line.post(office)

    asyncio.run(make())
    assert b"</html>" not in line.pieces[-1]
    made = office.batch().made
    assert len(line.tokens()) <= made == office.rows() < COUNT
    office.store.write(partial(slips.void, batch_id=office.batch_id, by="test"))
    assert office.batch().used == 0
