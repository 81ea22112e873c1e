"""よむ with nobody, 30, 500 and 10,000 comments, and each of its views.

Taken by docs/screenshots.py. The people are invented (models.rehearsal), and so are the comments:
those of the samples, joined by twos where there are more people than comments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain, islice
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page

from docs import pictured_surveys
from docs.pictured_surveys import HEIGHTS
from models.samples import wording

SIZES = (0, 30, 500, 10_000)
STORY = "要点"
VIEWS = {
    "words": "ことば",
    "topics": "話題",
    "feelings": "気持ち",
    "groups": "だれが",
    "codes": "分類",
    "comments": "読む",
}
_SHOWN = 500  # comments of the pictures of every view
_COMMENTS = ("childcare", "drill", "festival")
_PERSONAL = (
    "受付の田中さんが、とても親切でした。",
    "結果を知りたいので、090-1234-5678に電話をください。",
)
_PATIENCE = 120_000  # ms; ten thousand new comments are cut first


def fill(folder: Path) -> Mapping[int, str]:
    """A survey of each size, before the server starts; number of comments → its id."""
    return pictured_surveys.fill(folder, SIZES, max(SIZES), _texts)


def take(
    page: Page,
    here: str,
    found: Mapping[int, str],
    settle: Callable[[Page], None],
    save: Callable[[Page, str], None],
) -> None:
    """Every size on a desk and on a phone, then every view of 500 comments."""

    def look(survey_id: str, name: str, view: str) -> None:
        page.goto(f"{here}/staff/read?survey={survey_id}&view={quote(view)}")
        page.get_by_role("heading", name="よむ", level=1).wait_for()
        settle(page)
        if survey_id != found[0]:
            page.get_by_role("radio", name=view).wait_for(state="attached", timeout=_PATIENCE)
            settle(page)
        save(page, name)

    _file(page, f"{here}/staff/read?survey={found[_SHOWN]}&view={quote(VIEWS['codes'])}")
    for profile, (width, height) in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        suffix = "" if profile == "desktop" else "-phone"
        for size, survey_id in found.items():
            look(survey_id, f"reading-{size}{suffix}", STORY)
        for name, view in VIEWS.items():
            size = SIZES[-1] if name == "topics" else _SHOWN  # a few hundred have no topics
            look(found[size], f"reading-{name}{suffix}", view)
        _hide(page, settle)
        save(page, f"reading-masking{suffix}")


def _file(page: Page, address: str) -> None:
    """Have the comments filed under the codes that are proposed."""
    page.goto(address)
    page.get_by_role("button", name="加える", exact=True).click(timeout=_PATIENCE)
    page.get_by_text("規則で分類しました").wait_for(timeout=_PATIENCE)


def _hide(page: Page, settle: Callable[[Page], None]) -> None:
    """In the view of comments: those that may name somebody."""
    page.get_by_text("氏名や連絡先などかもしれないものだけ").click()
    page.get_by_role("progressbar").wait_for()
    settle(page)


def _texts(size: int) -> list[str]:
    """So many different comments."""
    lines = [one.text for name in _COMMENTS for one in wording.comments(name, "ja")]
    pairs = (f"{one}{other}" for one in lines for other in lines if one != other)
    every = chain(_PERSONAL, lines, pairs)
    return list(islice(every, size))
