"""A crowd that is larger than what can be served: words at once, and nothing is lost."""

from __future__ import annotations

import asyncio
import re
import socket
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import httpx2
import uvicorn
from sqlmodel import Session, func, select

from gate.server import LIMITS
from models import tables
from models.writer import BATCH, MOST_WAITING
from residents import app, overload
from residents.overload import Overload
from tests.residents.conftest import GOOD, Site

AT_ONCE = 50


def form(number: int) -> dict[str, object]:
    return {**GOOD, "submission_id": f"crowd-{number}", "_end": "1"}


@asynccontextmanager
async def browser(site: Site) -> AsyncIterator[httpx2.AsyncClient]:
    """Any number of phones, each request a connection of its own."""
    transport = httpx2.ASGITransport(app=app.create(site.store, "世田谷区"))
    async with httpx2.AsyncClient(transport=transport, base_url="http://koe.example") as client:
        yield client


def test_a_full_queue_gives_the_page_back_and_empties_itself(site: Site, tmp_path: Path) -> None:
    """Another program holds the database: the queue fills up to its bound, whoever comes then
    gets every answer back at once, and when the database is free all that waited is stored."""

    async def crowd() -> list[httpx2.Response]:
        async with browser(site) as client:
            waiting: set[asyncio.Task[httpx2.Response]] = set()
            refused: list[httpx2.Response] = []
            with closing(sqlite3.connect(tmp_path / "koebako.db")) as other:
                other.execute("BEGIN IMMEDIATE")
                for start in range(0, MOST_WAITING + 2 * BATCH, AT_ONCE):
                    sending = [
                        asyncio.create_task(client.post(f"/s/{site.code}", data=form(number)))
                        for number in range(start, start + AT_ONCE)
                    ]
                    done, waiting = await asyncio.wait({*waiting, *sending}, timeout=0.001)
                    refused += [task.result() for task in done]
                    if refused:
                        break
                other.rollback()
            refused_late = await asyncio.gather(*waiting)
            for answer in [*refused, *(one for one in refused_late if one.status_code == 503)]:
                assert answer.status_code == 503
                assert answer.headers["retry-after"] == "5"
                assert "楽しかった</textarea>" in answer.text
                number = re.findall(r'name="submission_id" value="crowd-(\d+)"', answer.text)
                again = await client.post(f"/s/{site.code}", data=form(int(number[0])))
                assert again.status_code == 303
            return [*refused, *refused_late]

    answers = asyncio.run(crowd())
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {303, 503}
    assert statuses.count(303) >= MOST_WAITING
    with site.store.reading() as session:
        assert stored(session) == len(answers)


def stored(session: Session) -> int:
    return session.exec(select(func.count()).select_from(tables.Response)).one()


@contextmanager
def listening(site: Site, most: int) -> Iterator[int]:
    """The app behind a real server that lets `most` requests through at a time; its port."""
    limited = Overload(app.create(site.store, "世田谷区"), "世田谷区", most)
    server = uvicorn.Server(uvicorn.Config(limited, lifespan="off", **LIMITS))
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        try:
            yield door.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def half_sent(port: int, code: str, body: bytes) -> Iterator[socket.socket]:
    """A sending of which only the head has arrived, and which the app is waiting for."""
    head = (
        f"POST /s/{code} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n"
    )
    with closing(socket.create_connection(("127.0.0.1", port), 30)) as line:
        line.sendall(head.encode())
        assert line.recv(1_000).startswith(b"HTTP/1.1 100")
        yield line


def test_beyond_the_limit_everybody_gets_words_and_then_a_turn(site: Site) -> None:
    """503 in Japanese and English, also for a form on its way; the watch is not alarmed."""
    slow = b"q1=good&submission_id=slow-1&_end=1"
    with listening(site, 2) as port, httpx2.Client(base_url=f"http://127.0.0.1:{port}") as client:
        page, code = f"/s/{site.code}", site.code
        with half_sent(port, code, slow) as first, half_sent(port, code, slow):
            for answer in (client.get(page), client.post(page, data=form(1)), client.get("/")):
                assert answer.status_code == 503
                assert answer.headers["retry-after"] == str(overload.RETRY_SECONDS)
                assert answer.headers["cache-control"] == "no-store"
                assert "default-src 'none'" in answer.headers["content-security-policy"]
                assert "お答えが2回数えられることはありません" in answer.text
                assert "never counted twice" in answer.text
            assert client.get("/healthz").status_code == 200
            first.sendall(slow)
            assert first.recv(1_000).startswith(b"HTTP/1.1 303")
            assert client.post(page, data=form(1)).status_code == 303
        assert client.get(page).status_code == 200
    with site.store.reading() as session:
        assert stored(session) == 2


def test_the_server_s_own_limit_lies_above_ours() -> None:
    """Beyond the server's limit there are no words; waiting sendings fit below both."""
    assert MOST_WAITING + BATCH < overload.MOST_UNDER_WAY < LIMITS["limit_concurrency"] / 2
