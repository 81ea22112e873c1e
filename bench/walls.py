"""What 200 open walls cost those who answer: answers a second and their waits, with and without.

The running product takes answers: first as many as come to an event, some thirty a second, then as
fast as it can. In every second round 200 walls of the same survey, with its results chosen, ask as
their pages do. Prints the medians of the ratios of neighbouring rounds. Bars: answers wait
at most 1.25 times as long (p50 at an event, p99 at both); at the limit, where every other request
takes the place of an answer, at least 0.9 of the answers a second.
"""

from __future__ import annotations

import asyncio
import re
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from bench import load
from bench.answers import DEFINITION, answer_request
from models import document, placements, surveys, walls
from models.store import Store
from models.walls import Chart, Count, Views
from tests.serving import environment, free_port, start

WALLS, EVERY = 200, 0.8  # seconds, as static/wall.js asks
ROUNDS, SECONDS = 6, 5.0
LEAST_RATE, MOST_WAIT = 0.9, 1.25


class Pace(NamedTuple):
    """How answers come: on so many connections, each pausing after an answer."""

    name: str
    connections: int
    pause: float  # seconds


EVENT = Pace("an event", 10, 0.33)
LIMIT = Pace("the limit", 50, 0.0)

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_TAG = re.compile(rb"etag: (\S+)", re.IGNORECASE)


def prepared(folder: Path) -> tuple[str, str]:
    """A published survey with a wall; its code and the wall's key."""
    store = Store(f"sqlite:///{folder}/koebako.db")
    definition = document.load(DEFINITION)
    survey_id = store.write(lambda session: surveys.create(session, definition, by="bench"))
    store.write(lambda session: surveys.publish(session, survey_id, by="bench"))
    key = store.write(lambda session: walls.open_wall(session, survey_id, by="bench"))
    shown = Views(views=(Count(), Chart(key="q1"), Chart(key="q2")))
    store.write(lambda session: walls.save_views(session, survey_id, shown, by="bench"))
    with store.reading() as session:
        code = placements.listing(session, survey_id)[0].code
    store.close()
    return code, key


async def watch(port: int, key: str, delay: float, until: float, seen: Counter[int]) -> None:
    """One wall, on a connection of its own, asking for what is new."""
    await asyncio.sleep(delay)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    tag = b""
    while time.perf_counter() < until:
        known = b"If-None-Match: " + tag + b"\r\n" if tag else b""
        head = f"GET /wall/{key}/state HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
        writer.write(head.encode() + known + b"\r\n")
        answer = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(answer)
        await reader.readexactly(int(length[1]) if length else 0)
        tag = found[1] if (found := _TAG.search(answer)) else b""
        seen[int(answer[9:12])] += 1
        await asyncio.sleep(EVERY)
    writer.close()


async def measure(
    port: int, code: str, key: str, pace: Pace, number: int
) -> tuple[load.Result, Counter[int]]:
    """Answers for SECONDS, beside so many walls."""
    until, seen = time.perf_counter() + SECONDS, Counter[int]()
    looking = [watch(port, key, n * EVERY / number, until, seen) for n in range(number)]
    answering = load.run(
        port,
        answer_request(code),
        connections=pace.connections,
        seconds=SECONDS,
        pause=pace.pause,
    )
    result, _ = await asyncio.gather(answering, asyncio.gather(*looking))
    assert set(result.statuses) == {303}, result.statuses
    return result, seen


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        code, key = prepared(folder)
        product = start(environment(folder, public_url="https://koe.example.lg.jp"), free_port())
        for pace in (EVENT, LIMIT):
            asyncio.run(measure(product.port, code, key, pace, WALLS))  # the first round warms up
            rounds = [
                asyncio.run(measure(product.port, code, key, pace, number))
                for number in (0, WALLS) * ROUNDS
            ]
            tell(pace, rounds)
        product.stop()


def tell(pace: Pace, rounds: list[tuple[load.Result, Counter[int]]]) -> None:
    """The medians of the rounds at one pace, and of their ratios."""
    asked = sum((seen for _, seen in rounds), Counter[int]())
    results = [result for result, _ in rounds]
    pairs = list(zip(results[::2], results[1::2], strict=True))
    print(f"{pace.name}:")
    for what, at in (("without", 0), (f"{WALLS} walls", 1)):
        rate = statistics.median(pair[at].rate for pair in pairs)
        usual, late = (
            statistics.median(pair[at].wait(share) for pair in pairs) for share in (0.5, 0.99)
        )
        print(f"  {what:9} {rate:7.0f} answers/s   p50 {usual:5.1f} ms   p99 {late:6.1f} ms")
    print(f"  walls were answered {asked[200]:,} times with a new state, {asked[304]:,} with none")
    if pace is LIMIT:
        rate = statistics.median(beside.rate / alone.rate for alone, beside in pairs)
        missed = "" if rate >= LEAST_RATE else "  BELOW THE BAR"
        print(f"  rate {rate:.2f} (bar {LEAST_RATE}){missed}")
    for name, share in (("p50", 0.5), ("p99", 0.99))[pace is LIMIT :]:
        ratio = statistics.median(beside.wait(share) / alone.wait(share) for alone, beside in pairs)
        missed = "" if ratio <= MOST_WAIT else "  ABOVE THE BAR"
        print(f"  {name} {ratio:.2f} (bar {MOST_WAIT}){missed}")


if __name__ == "__main__":
    main()
