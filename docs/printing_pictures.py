"""What くばる prints and shows at an event, as pictures for docs/ja/printing.md.

Taken by docs/screenshots.py, which calls `prepare` before the product starts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pypdfium2
from PIL import Image
from playwright.sync_api import BrowserContext, Page
from sqlmodel import Session

from models import clock, slips, votes, walls
from qr.pieces import PIECES

DPI = 72
BY = "pictures"
VOTED, CHARTED, WRITTEN = "satisfaction", "improve", "comment"
QUESTION = "wait"  # of the sample survey: one answer, few options
WORDS = (("屋台", 41), ("花火", 33), ("休憩所", 18), ("トイレ", 16), ("音楽", 12), ("案内図", 11))

# picture → part of くばる, height of the picture
PARTS = {
    "distribute-messages": ("案内文", 1000),
    "distribute-slips": ("整理券", 760),
    "distribute-votes": ("スキャンで一票", 820),
    "distribute-wall": ("会場の壁", 1150),
}


def prepare(session: Session, survey_id: str) -> None:
    """Give the survey slips, a board of votes and a wall that shows something."""
    slips.create(session, survey_id, "区民まつり 本部テント", 40, date(2026, 11, 23), by=BY)
    votes.create(session, survey_id, QUESTION, by=BY)
    walls.open_wall(session, survey_id, by=BY)
    approved = tuple(
        walls.Word(term=term, comments=number, approved_at=clock.now()) for term, number in WORDS
    )
    shown = (
        walls.Count(),
        walls.Chart(key=VOTED),
        walls.Chart(key=CHARTED),
        walls.Words(key=WRITTEN, words=approved),
    )
    walls.save_views(session, survey_id, walls.Views(views=shown), by=BY)


def take(
    context: BrowserContext,
    page: Page,
    here: str,
    survey_id: str,
    code: str,
    settle: Callable[[Page], None],
    keep: Callable[[Image.Image, str], None],
    save: Callable[[Page, str], None],
) -> None:
    """Every picture but those of phones; `page` is signed in, `code` a poster's."""
    for name, (part, height) in PARTS.items():
        page.set_viewport_size({"width": 1280, "height": height})
        page.goto(f"{here}/staff/distribute?survey={survey_id}&section={part}")
        settle(page)
        save(page, name)
    page.set_viewport_size({"width": 1280, "height": 1500})
    page.goto(f"{here}/staff/distribute?survey={survey_id}&placement={code}")
    settle(page)
    save(page, "distribute-placement")
    for piece in PIECES:
        page.goto(f"{here}/staff/print/{code}/{piece}")
        keep(_first_sheet(page), f"print-{piece}")
    page.goto(f"{here}/staff/votes/{survey_id}/{QUESTION}")
    keep(_first_sheet(page), "print-votes")
    page.goto(f"{here}/staff/inspection/{survey_id}")
    keep(_first_sheet(page), "print-inspection")
    _take_slips(context, page, here, survey_id, keep, settle, save)


def take_wall(page: Page, address: str, key: str, save: Callable[[Page, str], None]) -> None:
    """Each view of the wall, as the projector shows it."""
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{address}/wall/{key}")
    for number, name in enumerate(("code", "count", "scale", "bars", "words"), start=1):
        page.keyboard.press(str(number))
        page.locator("main > .view:visible").nth(0).wait_for()
        page.evaluate("document.body.classList.add('idle')")  # as after a while without a touch
        save(page, f"wall-{name}")


def take_vote(page: Page, address: str, code: str, save: Callable[[Page, str], None]) -> None:
    """A vote on the phone, and what is offered after it."""
    page.goto(f"{address}/s/{code}")
    save(page, "phone-vote")
    page.get_by_role("button").last.click()
    page.locator(".receipt").wait_for()
    save(page, "phone-voted")


def _take_slips(
    context: BrowserContext,
    page: Page,
    here: str,
    survey_id: str,
    keep: Callable[[Image.Image, str], None],
    settle: Callable[[Page], None],
    save: Callable[[Page, str], None],
) -> None:
    page.set_viewport_size({"width": 1280, "height": 760})
    page.goto(f"{here}/staff/distribute?survey={survey_id}&section=整理券")
    settle(page)
    page.goto(here + (page.locator('a[href*="/staff/slips/"]').first.get_attribute("href") or ""))
    save(page, "slips-making")
    with page.expect_download() as coming:
        page.get_by_role("button").first.click()
    sheets = context.new_page()
    sheets.set_content(coming.value.path().read_text(encoding="utf-8"))
    keep(_first_sheet(sheets), "print-slips")


def _first_sheet(page: Page) -> Image.Image:
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    image: Image.Image = document[0].render(scale=DPI / 72).to_pil()
    document.close()
    return image
