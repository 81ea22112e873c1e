"""What is no text and must be seen all the same: edges, marks and the frame around the focus."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.accessibility.states import STATES
from tests.chromium import OpenContext
from tests.residents.opened import opened

LEAST = 3.0  # to 1, WCAG 1.4.11

# The part of the page → the CSS property whose colour shows it, against the page's own ground.
SHOWN_BY = {
    ".row > span": "borderTopColor",
    ".row :checked + span": "borderTopColor",
    ".row input": "accentColor",
    "[type=text]": "borderTopColor",
    "[type=date]": "borderTopColor",
    "select": "borderTopColor",
    "textarea": "borderTopColor",
    ".wrong": "borderLeftColor",
    ".alert": "borderLeftColor",
    ".button": "borderTopColor",
    ".button:not(.plain)": "backgroundColor",
}
_COLOUR = """([place, property]) => {
  const found = [document.querySelector(place), document.body];
  const [shown, ground] = found.map((one, n) =>
    getComputedStyle(one)[n ? "backgroundColor" : property].match(/[\\d.]+/g).map(Number));
  return [shown, ground];
}"""
_RING = """() => [document.activeElement, document.body].map((one, n) =>
  getComputedStyle(one)[n ? "backgroundColor" : "outlineColor"].match(/[\\d.]+/g).map(Number))"""


def luminance(colour: list[float]) -> float:
    """Relative luminance of an sRGB colour, WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[float], other: list[float]) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def shown(page: Page) -> dict[str, float]:
    """Part → contrast with the ground, also of the frame around what has the focus."""
    found = {
        place: contrast(*page.evaluate(_COLOUR, [place, how])) for place, how in SHOWN_BY.items()
    }
    page.locator("textarea").first.focus()
    return found | {"focus": contrast(*page.evaluate(_RING))}


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast([0, 0, 0], [255, 255, 255]) == pytest.approx(21)
    assert contrast([255, 255, 255], [119, 119, 119]) == pytest.approx(4.48, abs=0.01)


@pytest.mark.criterion("1.4.11")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_marks_and_the_focus_are_seen(desktop: OpenContext, scheme: str) -> None:
    context = desktop(color_scheme=scheme)
    with opened(context, STATES["every type sent back"]("ja"), script=False) as seen:
        pale = {place: ratio for place, ratio in shown(seen.page).items() if ratio < LEAST}
        assert pale == {}
        seen.page.evaluate("document.documentElement.style.setProperty('--border', '#888')")
        seen.page.evaluate("document.body.style.background = '#777'")
        assert shown(seen.page)["select"] < LEAST  # a pale edge is found
