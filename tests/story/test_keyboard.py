"""From the home page to the receipt with the keyboard alone."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from models import document
from tests.chromium import OpenContext
from tests.residents import everything
from tests.serving import Serve

MOST_STEPS = 120


def reach(page: Page, goal: Locator) -> None:
    """Press Tab until `goal` has the focus, which is to be seen and in view."""
    for _ in range(MOST_STEPS):
        if goal.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(goal).to_be_focused()
    expect(goal).to_be_in_viewport()
    assert goal.evaluate(
        "one => [one, one.nextElementSibling].some((at) => at &&"
        " getComputedStyle(at).outlineStyle !== 'none')"
    )


@pytest.mark.criterion(
    "2.1.1", "2.1.2", "2.4.1", "2.4.3", "2.4.7", "2.4.11", "3.2.1", "3.2.2", "3.2.3", "3.2.6"
)
def test_a_whole_survey_without_a_pointer(serve: Serve, desktop: OpenContext) -> None:
    served = serve()
    definition = json.loads(document.dump(everything.DOCUMENT))
    definition["opens_at"] = definition["closes_at"] = None
    for section in definition["sections"]:
        for question in section["questions"]:
            for number, option in enumerate(question.get("options", ())):
                option["label"] = option["label"] or f"段階{number}"  # a grade without words
    file = served.environment["KOEBAKO_DATA_DIR"] + "/survey.json"
    with open(file, "w", encoding="utf-8") as out:  # noqa: PTH123 - a plain path from the settings
        json.dump(definition, out)
    told = json.loads(served.manage("surveys", "import", file, "--publish").stdout)
    page = desktop().new_page()
    page.goto(served.address)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    reach(page, page.locator(f'a[href="/s/{told["code"]}"]'))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/s/{told['code']}")

    answer(page)
    reach(page, page.locator("#send"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipt/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("お答えを受け取りました")
    rows = served.manage("surveys", "list", "--json").stdout
    assert json.loads(rows)[0]["responses"] == 1


def answer(page: Page) -> None:
    """Fill in every question of the page shown, turn it, until the answers are to be checked."""
    seen: set[str] = set()
    while not page.locator("#check:visible").count():
        while fresh := [one for one in waiting(page) if one not in seen]:
            seen.add(fresh[0])
            fill(page, page.locator(f"#{fresh[0]}"))
        here = page.locator(".part:visible").get_attribute("id")
        reach(page, page.locator("#next"))
        page.keyboard.press("Enter")
        expect(page.locator(f"#{here}")).to_be_hidden()


def waiting(page: Page) -> list[str]:
    """Ids of the questions on the page shown, in order."""
    ids: list[str] = page.evaluate(
        "[...document.querySelectorAll('.question')].filter((one) => one.checkVisibility())"
        ".map((one) => one.id)"
    )
    return ids


def fill(page: Page, question: Locator) -> None:
    """Answer with keys: each group of choices, each list, each text."""
    asked: set[str] = set()
    for control in question.locator("input:visible, select:visible, textarea:visible").all():
        kind = control.get_attribute("type") or control.evaluate("one => one.localName")
        name = control.get_attribute("name") or ""
        if kind in ("radio", "checkbox") and name in asked:
            continue  # one of a group is enough
        if name.endswith(".other") or control.is_disabled():
            continue
        asked.add(name)
        reach(page, control)
        if kind == "textarea":
            page.keyboard.type("家族で参加するため")
        elif kind == "text":
            page.keyboard.type("4")
        elif kind == "date":
            type_date(page, control)
        elif kind == "select":
            page.keyboard.press("ArrowDown")
            for _ in range(place_of(control)):
                page.keyboard.press("ArrowDown")
        else:
            page.keyboard.press("Space")


def type_date(page: Page, control: Locator) -> None:
    """6 May 2026, in the order of parts that the browser's own language has."""
    for digits in ("20260506", "05062026"):
        reach(page, control)
        page.keyboard.type(digits)
        if control.input_value() == "2026-05-06":
            return
        for _ in range(4):
            page.keyboard.press("Shift+Tab")
    raise AssertionError(control.input_value())


def place_of(select: Locator) -> int:
    """Each place of an order takes another option: the first none, the second one step more."""
    steps: int = select.evaluate(
        "one => [...one.closest('.question').querySelectorAll('select')].indexOf(one)"
    )
    return steps
