"""みる with nobody, one, nine, 300 and 100,000 answers, and each of its views.

Taken by docs/screenshots.py. The people are invented (models.rehearsal); of 100,000 every
two-thousandth is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page

from docs import pictured_surveys
from docs.pictured_surveys import HEIGHTS

SIZES = (0, 1, 9, 300, 100_000)
VIEWS = {"cross": "クロス集計", "voices": "誰の声か", "compare": "比べる", "small": "小さな声"}
WEIGHTS = "人口に合わせた重みをつける"
DIFFERENT = 2_000
SAVE = "図と数値を保存"
_PICTURED = "() => [...document.images].every(one => one.complete)"
_PLOT = ".js-plotly-plot .main-svg"


def fill(folder: Path) -> Mapping[int, str]:
    """A survey of each size, before the server starts; size → its id."""
    return pictured_surveys.fill(folder, SIZES, DIFFERENT)


def take(
    page: Page,
    here: str,
    found: Mapping[int, str],
    settle: Callable[[Page], None],
    save: Callable[[Page, str], None],
) -> None:
    """Every size on a desk and on a phone, then every view of 300 answers."""

    def look(survey_id: str, name: str, view: str = "") -> None:
        wanted = f"&view={quote(view)}" if view else ""
        page.goto(f"{here}/staff/results?survey={survey_id}{wanted}")
        page.get_by_role("heading", name="みる", level=1).wait_for()
        settle(page)
        page.wait_for_function(_PICTURED)
        save(page, name)

    def weigh(name: str) -> None:
        switch = page.get_by_text(WEIGHTS, exact=True)
        switch.click()
        settle(page)
        save(page, name)
        switch.click()  # off again: the next picture finds the page as it was

    def take_away(name: str) -> None:
        page.get_by_text(SAVE).nth(2).click()  # of the first question
        plot = page.locator(_PLOT).first
        plot.wait_for()
        settle(page)
        plot.scroll_into_view_if_needed()
        save(page, name)

    for profile, (width, height) in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        suffix = "" if profile == "desktop" else "-phone"
        for size, survey_id in found.items():
            look(survey_id, f"results-{size}{suffix}")
            if size == 300:
                take_away(f"results-save{suffix}")
        for name, view in VIEWS.items():
            look(found[300], f"results-{name}{suffix}", view)
            if name == "cross":
                weigh(f"results-cross-weighted{suffix}")
    page.set_viewport_size({"width": 860, "height": 1210})
    page.goto(f"{here}/staff/results-print/{found[300]}")
    save(page, "results-print")
