"""What every page says and names: in words, in the right language, the same everywhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from models.multilingual import LANGUAGES
from residents import words
from tests.accessibility.states import STATES
from tests.chromium import OpenContext
from tests.residents.opened import opened
from tests.residents.questionnaire import Form, title

PAGES = [(name, language) for name in STATES for language in LANGUAGES]


@pytest.mark.criterion("1.3.3")
def test_no_words_lean_on_colour_or_shape() -> None:
    for said in words.CATALOGS["ja"].values():
        assert not re.search("赤|青|緑|丸い|四角|右側|左側", said), said


@pytest.mark.criterion("1.1.1", "1.4.5")
@pytest.mark.parametrize("name", STATES)
def test_no_text_is_a_picture_and_no_picture_without_text(name: str) -> None:
    """Pictures are those that staff put into a survey, each with its description."""
    for tag, attributes in Form(STATES[name]("ja")).tags:
        if tag == "img":
            assert (attributes["src"] or "").startswith("/images/")
            assert attributes["alt"]


@pytest.mark.criterion("2.4.2", "2.4.6", "3.1.1")
@pytest.mark.parametrize(("name", "language"), PAGES)
def test_every_page_has_a_title_and_one_first_heading(name: str, language: str) -> None:
    html = STATES[name](language)  # type: ignore[arg-type] # one of LANGUAGES
    assert len(re.findall(r"<h1\b", html)) == 1
    assert title(html).endswith("世田谷区")
    assert "<ruby>" not in title(html)
    assert not re.search(r'="[^"]*(<ruby>|\[[^\]"|]+\|[ぁ-ゖ]+\])', html)


@pytest.mark.criterion("2.4.4", "2.4.5", "3.2.3", "3.2.4", "3.2.6")
def test_ways_to_other_pages_are_the_same_everywhere() -> None:
    """Every page but those of shared devices ends in the same three links, in the same order."""
    footers = {
        re.sub(r"\s+", " ", footer)
        for name in STATES
        if "kiosk" not in name and name != "copy"
        for footer in re.findall(r"<footer>.*?</footer>", STATES[name]("ja"), re.DOTALL)
    }
    assert len(footers) == 1
    [footer] = footers
    assert re.findall(r'href="([^"]+)"', footer) == ["/", "/official", "/accessibility"]


@pytest.mark.criterion("3.1.2")
def test_words_in_another_language_say_so(desktop: OpenContext) -> None:
    """A survey written in Japanese, opened in Korean."""
    with opened(desktop(), STATES["blank"]("ko")) as seen:
        heading = seen.page.get_by_role("heading", level=1)
        expect(heading.locator("[lang=ja]")).to_have_text("公園の再整備についてのアンケート")
        for button in seen.page.locator("nav button").all():
            assert button.get_attribute("lang")


@pytest.mark.criterion("2.5.2", "3.2.2", "3.3.7")
def test_nothing_happens_before_the_finger_is_lifted_and_nothing_is_asked_twice(
    desktop: OpenContext,
) -> None:
    with opened(desktop(), STATES["blank"]("ja")) as seen:
        page = seen.page
        row = page.get_by_label("週に1回くらい")
        box = row.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 4, box["y"] + 4)
        page.mouse.down()
        page.mouse.move(5, 5)
        page.mouse.up()
        expect(row).not_to_be_checked()
        row.check()
        page.locator("#next").click()
        page.go_back()
        expect(row).to_be_checked()
