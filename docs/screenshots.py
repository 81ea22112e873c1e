"""Takes the pictures of the manuals from the running product: `make screenshots`.

Starts the product on a temporary folder with the sample surveys, signs in by the set-up link as a
new office would, and writes docs/screenshots/*.png, each at most MOST_BYTES long. Nothing of the
machine is in the pictures but its fonts. `make screenshots ARGS=states` takes only those of every
state of the residents' pages, which need no server, `ARGS=results` only those of みる, and
`ARGS=reading` only those of よむ.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from sqlmodel import Session

from docs import (
    answering_pictures,
    editor_pictures,
    import_pictures,
    printing_pictures,
    reading_pictures,
    results_pictures,
    state_pictures,
)
from models import placements, surveys, walls
from models.store import Store
from tests import chromium
from tests.serving import NAME, PASSWORD, Served, environment, free_port, manage, start

T = TypeVar("T")

FOLDER = Path(__file__).parent / "screenshots"
MOST_BYTES = 250_000
WIDTH = 1280
COLOURS = (256, 128, 64, 32)  # tried in turn until the picture is small enough
PUBLIC_URL = "https://koe.example.lg.jp"  # what posters print; never asked, only shown
SURVEY = "せたがや区民まつり"  # of the samples, the one in the pictures

# Streamlit marks a page whose script has run to its end, and every piece it has yet to fill.
_STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_UNFILLED = '[data-testid="stSkeleton"], [data-stale="true"]'
_PATIENCE = 90_000  # ms; the first text analysis reads a dictionary

# picture → what is there when the page is done, height of the picture
STAFF_PAGES = {
    "build": ("iframe", 1040),
    "distribute": ('[data-testid="stHtml"] img', 900),
    "results": (".koe-result img", 1200),
    "read": (".koe-reading", 1200),
    "export": ('[data-testid="stDownloadButton"]', 720),
}


def save(page: Page, name: str, most: int = MOST_BYTES) -> None:
    """Take the window as a picture of `most` bytes at most."""
    keep(Image.open(io.BytesIO(page.screenshot(animations="disabled"))), name, most)


def keep(image: Image.Image, name: str, most: int = MOST_BYTES) -> None:
    """Write a PNG of as many colours as its size allows, `most` bytes at most."""
    taken = image.convert("RGB")
    for colours in COLOURS:
        png = io.BytesIO()
        taken.quantize(colours).save(png, "PNG", optimize=True)
        if png.tell() <= most:
            break
    (FOLDER / f"{name}.png").write_bytes(png.getvalue())
    sys.stdout.write(f"{name}.png  {png.tell() // 1000} kB\n")


def sign_in(page: Page, served: Served) -> str:
    """The first account, on the page that it sees first; returns the host of its session."""
    page.goto(served.setup_link)
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.get_by_role("button").click()
    page.set_viewport_size({"width": WIDTH, "height": 560})
    _settle(page)
    return served.setup_link.partition("/staff-setup")[0]  # localhost


def take_staff_pages(
    page: Page, here: str, survey_id: str, names: Iterable[str] = STAFF_PAGES
) -> None:
    """The five pages of a survey, or those named."""
    for name in names:
        sign, height = STAFF_PAGES[name]
        page.set_viewport_size({"width": WIDTH, "height": height})
        page.goto(f"{here}/staff/{name}?survey={survey_id}")
        page.locator(sign).first.wait_for(timeout=_PATIENCE)
        _settle(page)
        save(page, name)


def take_phone_pages(page: Page, served: Served, code: str) -> None:
    """What residents see: the home page, a survey, its answer to a mistake, and the receipt."""
    page.goto(f"{served.address}/")
    save(page, "phone-home")
    page.goto(f"{served.address}/s/{code}")
    save(page, "phone-top")
    page.locator('a[href="#q1"]').click()
    save(page, "phone-questions")
    _send(page)
    page.get_by_role("alert").wait_for()
    save(page, "phone-error")
    for wrong in page.locator('.alert a[href^="#"]').all():
        page.locator(wrong.get_attribute("href") or "").check()
    _send(page)
    page.locator(".receipt").wait_for()
    save(page, "phone-receipt")


def _send(page: Page) -> None:
    """Turn to the last page of the survey and send."""
    while page.locator("#next").is_visible():
        page.locator("#next").click()
        page.evaluate("() => new Promise(done => setTimeout(done, 50))")  # the page turns itself
    page.locator("#send").click()


def read(served: Served, ask: Callable[[Session], T]) -> T:
    """What `ask` finds in the data of the product."""
    store = Store(f"sqlite:///{served.environment['KOEBAKO_DATA_DIR']}/koebako.db", writable=False)
    try:
        with store.reading() as session:
            return ask(session)
    finally:
        store.close()


def code_of(served: Served, survey_id: str, kind: str) -> str:
    """The code of the survey's placement of that kind."""
    listed = read(served, lambda session: placements.listing(session, survey_id))
    return next(placement.code for placement in listed if placement.kind == kind)


def wall_of(served: Served, survey_id: str) -> str:
    """The key of the survey's wall."""
    wall = read(served, lambda session: walls.get(session, survey_id))
    assert wall is not None
    return wall.key


def prepare(folder: Path) -> None:
    """Give the survey a device that people share and all that an event needs, before the start."""
    store = Store(f"sqlite:///{folder}/koebako.db")

    def add(session: Session) -> None:
        listed = surveys.listing(session)
        survey_id = next(one.id for one in listed if one.title.startswith(SURVEY))
        placements.add(session, survey_id, "受付の端末", "kiosk", by="pictures")
        printing_pictures.prepare(session, survey_id)

    try:
        store.write(add)
    finally:
        store.close()


@contextmanager
def product() -> Iterator[tuple[Served, Mapping[int, str], Mapping[int, str]]]:
    """The product on a new folder with the sample surveys, until the block ends.

    Beside it the surveys of results_pictures and reading_pictures: number of answers → id.
    """
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(Path(folder), public_url=PUBLIC_URL)
        manage(variables, "demo").check_returncode()
        prepare(Path(folder))
        sizes = results_pictures.fill(Path(folder))
        read_sizes = reading_pictures.fill(Path(folder))
        served = start(variables, free_port())
        try:
            yield served, sizes, read_sizes
        finally:
            served.stop()


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        program = chromium.installed() or chromium.downloaded(playwright)
        if program is None:
            sys.exit("Chromium がありません。make system-needs で入れてください。")
        yield playwright.chromium.launch(
            executable_path=program, args=["--disable-gpu"], chromium_sandbox=False
        )


def main() -> None:
    """Take every picture anew, or only those of the states, of みる or of よむ."""
    FOLDER.mkdir(exist_ok=True)
    only = sys.argv[1:]
    if not {"results", "reading"} & set(only):
        with browser() as opened:
            state_pictures.take(opened, save)
    if "states" in only:
        return
    with product() as (served, sizes, read_sizes), browser() as opened:
        listed = json.loads(served.manage("surveys", "list", "--json").stdout)
        survey_id = next(one["id"] for one in listed if one["title"].startswith(SURVEY))
        code = code_of(served, survey_id, "poster")
        with chromium.guarded(opened, chromium.DESKTOP) as desktop:
            context = desktop(reduced_motion="reduce")
            page = context.new_page()
            here = sign_in(page, served)
            if "results" in only:
                take_staff_pages(page, here, survey_id, ["results"])
                editor_pictures.take_rehearsal(page, here, survey_id, _settle, save)
                results_pictures.take(page, here, sizes, _settle, save)
                return
            if "reading" in only:
                take_staff_pages(page, here, survey_id, ["read"])
                reading_pictures.take(page, here, read_sizes, _settle, save)
                return
            save(page, "home")
            take_staff_pages(page, here, survey_id)
            surveys = {one["title"]: one["id"] for one in listed}
            editor_pictures.take(page, context.new_page(), here, surveys, _settle, save)
            results_pictures.take(page, here, sizes, _settle, save)
            import_pictures.take(page, here, sizes[300], _settle, save)
            reading_pictures.take(page, here, read_sizes, _settle, save)
            printing_pictures.take(context, page, here, survey_id, code, _settle, keep, save)
            wall = wall_of(served, survey_id)
            printing_pictures.take_wall(context.new_page(), served.address, wall, save)
        with chromium.guarded(opened, chromium.PHONE) as phone:
            take_phone_pages(phone(reduced_motion="reduce").new_page(), served, code)
            kiosk = code_of(served, survey_id, "kiosk")
            answering_pictures.take(
                phone(reduced_motion="reduce"), served.address, code, kiosk, save
            )
            vote = code_of(served, survey_id, "vote")
            printing_pictures.take_vote(
                phone(reduced_motion="reduce").new_page(), served.address, vote, save
            )


def _settle(page: Page) -> None:
    page.locator(_STILL).wait_for(timeout=_PATIENCE)
    page.wait_for_function(
        "selector => !document.querySelector(selector)", arg=_UNFILLED, timeout=_PATIENCE
    )
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
