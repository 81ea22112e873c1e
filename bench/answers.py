"""Durable answers a second and pages a second, beside a bare route that only parses the form.

Prints ratios of the running product (all of it, through survey_app.py) to the reference, measured
in turns in one run. Bars: pages ≥ 0.6, durable answers ≥ 0.4.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import httpx2

from bench import load
from tests.serving import ROOT, environment, free_port, manage, start

ROUNDS, SECONDS, CONNECTIONS = 5, 4.0, 50
FIELDS = {
    "q1": "a1",
    "q2": "a2",
    "q3": "世田谷区の三軒茶屋",
    "q4": "楽しかったです。来年は座る場所がもっとあるとうれしいです。",
}
DEFINITION = """{"title": "測定", "purpose": "速さをはかる", "contact": {"section": "測定係",
"phone": "03-0000-0000"}, "sections": [{"questions": [
{"type": "single_choice", "key": "q1", "label": "満足", "options": [
  {"value": "a1", "label": "はい"}, {"value": "a2", "label": "いいえ"}]},
{"type": "multiple_choice", "key": "q2", "label": "よかったもの", "options": [
  {"value": "a1", "label": "舞台"}, {"value": "a2", "label": "模擬店"}]},
{"type": "short_text", "key": "q3", "label": "町"},
{"type": "long_text", "key": "q4", "label": "意見"}]}]}"""

REFERENCE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
page = open(sys.argv[2], "rb").read()
headers = {"content-type": "text/html; charset=utf-8", "content-encoding": "gzip"}
async def show(request):
    return Response(page, headers=headers)
async def take(request):
    form = await request.form()
    return RedirectResponse("/s/x/" + form["submission_id"], 303)
routes = [Route("/s/{code}", show), Route("/s/{code}", take, methods=["POST"])]
app = Starlette(routes=routes)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=False, log_level="warning")
"""

_numbers = itertools.count()


def page_request(code: str) -> Callable[[], bytes]:
    raw = f"GET /s/{code} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    return lambda: raw


def answer_request(code: str) -> Callable[[], bytes]:
    fixed = urlencode(FIELDS)

    def make() -> bytes:
        body = f"{fixed}&submission_id=bench-{os.getpid()}-{next(_numbers)}&_end=1".encode()
        head = (
            f"POST /s/{code} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        return head.encode() + body

    return make


def measure(port: int, make: Callable[[], bytes], expected: int) -> load.Result:
    result = asyncio.run(load.run(port, make, connections=CONNECTIONS, seconds=SECONDS))
    assert set(result.statuses) == {expected}, result.statuses
    return result


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(Path(folder))
        definition = Path(folder) / "definition.json"
        definition.write_text(DEFINITION, encoding="utf-8")
        product = start(variables, free_port())
        printed = manage(variables, "surveys", "import", str(definition), "--publish").stdout
        code = printed.split('"code": "')[1].split('"')[0]
        page = Path(folder) / "page"
        with httpx2.Client(transport=httpx2.HTTPTransport(retries=8)) as client:
            request = client.build_request("GET", f"{product.address}/s/{code}")
            response = client.send(request, stream=True)
            page.write_bytes(b"".join(response.iter_raw()))
            bare_port = free_port()
            command = [sys.executable, "-c", REFERENCE, str(bare_port), str(page)]
            bare = subprocess.Popen(command, cwd=ROOT)
            client.get(f"http://127.0.0.1:{bare_port}/s/x")
        rates: dict[str, list[load.Result]] = {}
        for _ in range(ROUNDS):
            for name, port, make, status in (
                ("GET bare", bare_port, page_request(code), 200),
                ("GET product", product.port, page_request(code), 200),
                ("POST bare", bare_port, answer_request(code), 303),
                ("POST product", product.port, answer_request(code), 303),
            ):
                rates.setdefault(name, []).append(measure(port, make, status))
        bare.terminate()
        product.stop()
        bare.wait()
    for name, results in rates.items():
        rate = statistics.median(result.rate for result in results)
        late = statistics.median(result.wait(0.99) for result in results)
        print(f"{name:13} {rate:7.0f}/s   p99 {late:6.1f} ms")
    for verb, bar in (("GET", 0.6), ("POST", 0.4)):
        pairs = zip(rates[f"{verb} product"], rates[f"{verb} bare"], strict=True)
        ratio = statistics.median(ours.rate / theirs.rate for ours, theirs in pairs)
        print(f"{verb} ratio {ratio:.2f} (bar {bar}){'' if ratio >= bar else '  BELOW THE BAR'}")


if __name__ == "__main__":
    main()
