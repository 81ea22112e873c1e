"""What a phone waits for: bytes, requests and the time until the first question can be seen.

The same twenty questions three times: a survey of the running product, a bare static HTML file, and
a Streamlit page. Chromium plays a phone on a slow line (1.6 Mbit/s, 150 ms) with a slow processor
(÷ 4); each view has a browser context of its own, so that nothing is cached. Measured in turns in
one run. Prints medians and ratios. Bars: ≤ 14,000 bytes and ≤ 2 requests for the product, ≥ 15
times faster than Streamlit, ≤ 1.3 times the static file.
"""

from __future__ import annotations

import gzip
import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from playwright.sync_api import Browser, sync_playwright

from bench import twenty
from tests import chromium
from tests.serving import environment, free_port, start

ROUNDS = 5
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
MOST_BYTES, MOST_REQUESTS = 14_000, 2
FASTER_THAN_STREAMLIT, TIMES_STATIC = 15.0, 1.3

STATIC = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
page = open(sys.argv[2], "rb").read()
headers = {"content-type": "text/html; charset=utf-8", "content-encoding": "gzip"}
async def show(request):
    return Response(page, headers=headers)
app = Starlette(routes=[Route("/", show)])
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=False, log_level="warning")
"""

# Looks at every frame whether the first question is there and visible, and notes the time.
WATCH = (
    f"const wanted = {json.dumps(twenty.FIRST)};"
    """
const look = () => {
  const found = document.body && document.body.textContent.includes(wanted) &&
    document.evaluate(`//*[contains(text(), "${wanted}")]`, document.body, null, 9, null)
      .singleNodeValue;
  if (found && found.checkVisibility()) window.seenAt = performance.now();
  else requestAnimationFrame(look);
};
look();
"""
)


@dataclass(frozen=True)
class View:
    """One opening of a page: compressed bytes and requests until it was loaded, and the wait."""

    bytes: float
    requests: int
    seconds: float


def look(browser: Browser, url: str) -> View:
    """Open `url` as a phone that has never been here."""
    profile: dict[str, Any] = chromium.PHONE
    context = browser.new_context(**profile)
    context.add_init_script(WATCH)
    page = context.new_page()
    line = context.new_cdp_session(page)
    received: list[float] = []
    line.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, timeout=120_000)
    page.wait_for_function("window.seenAt", timeout=120_000)
    seconds = page.evaluate("window.seenAt") / 1000
    view = View(sum(received), len(received), seconds)
    context.close()
    return view


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "definition.json").write_text(twenty.definition(), encoding="utf-8")
        (folder / "page.html.gz").write_bytes(gzip.compress(twenty.static_html().encode(), 9))
        (folder / "page.py").write_text(twenty.streamlit_script(), encoding="utf-8")
        product = start(environment(folder), free_port())
        told = product.manage("surveys", "import", str(folder / "definition.json"), "--publish")
        static, streamlit = free_port(), free_port()
        serve_static = [sys.executable, "-c", STATIC, str(static), str(folder / "page.html.gz")]
        serve_streamlit = [
            *(sys.executable, "-m", "streamlit", "run", str(folder / "page.py")),
            *(f"--server.port={streamlit}", "--server.headless=true", "--server.address=127.0.0.1"),
            *("--browser.gatherUsageStats=false", "--server.fileWatcherType=none"),
        ]
        others = [
            subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
            for command in (serve_static, serve_streamlit)
        ]
        pages = {
            "product": f"{product.address}/s/{json.loads(told.stdout)['code']}",
            "static": f"http://127.0.0.1:{static}/",
            "streamlit": f"http://127.0.0.1:{streamlit}/",
        }
        with httpx2.Client(transport=httpx2.HTTPTransport(retries=12)) as client:
            for url in pages.values():
                client.get(url, timeout=60).raise_for_status()
        program = chromium.installed() or chromium.downloaded(playwright)
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=False)
        views: dict[str, list[View]] = {}
        for _ in range(ROUNDS):
            for page, url in pages.items():
                views.setdefault(page, []).append(look(browser, url))
        browser.close()
        for other in others:
            other.terminate()
            other.wait()
        product.stop()
    report(views)


def report(views: dict[str, list[View]]) -> None:
    """Print the medians, the ratios and the bars that were missed."""
    waits = {}
    for page, seen in views.items():
        size = statistics.median(view.bytes for view in seen)
        requests = statistics.median(view.requests for view in seen)
        waits[page] = statistics.median(view.seconds for view in seen)
        print(f"{page:10} {size:9,.0f} bytes  {requests:3.0f} requests  {waits[page]:6.2f} s")
        if page == "product" and (size > MOST_BYTES or requests > MOST_REQUESTS):
            print(f"  ABOVE THE BAR ({MOST_BYTES:,} bytes, {MOST_REQUESTS} requests)")
    faster = waits["streamlit"] / waits["product"]
    missed = "" if faster >= FASTER_THAN_STREAMLIT else "  BELOW THE BAR"
    print(f"{faster:.1f} times faster than Streamlit (bar {FASTER_THAN_STREAMLIT:.0f}){missed}")
    times = waits["product"] / waits["static"]
    missed = "" if times <= TIMES_STATIC else "  ABOVE THE BAR"
    print(f"{times:.2f} times the static file (bar {TIMES_STATIC}){missed}")


if __name__ == "__main__":
    main()
