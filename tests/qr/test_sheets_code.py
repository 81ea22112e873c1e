"""The code of a poster on paper: its size, its white surroundings, and what it bears."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from PIL import ImageDraw, ImageFilter
from playwright.sync_api import Page

from qr import code, measure
from qr.links import answer_url, code_text
from tests.qr.paper import (
    CONTENT,
    TEXT,
    URL,
    codes_in,
    page_of,
    printed_pdf,
    raster,
    symbol_in,
)


@pytest.fixture(scope="module")
def printed(press: Page) -> bytes:
    return printed_pdf(press, page_of("poster-a4"))


@pytest.mark.parametrize("ink", [0, 255])
def test_a_soiled_and_blurred_code_still_reads(printed: bytes, ink: int) -> None:
    """5 % of the symbol covered, wherever but on a corner square, and a blur of half a mm."""
    dpi = 300
    clean = raster(printed, dpi)
    left, top, right, _ = symbol_in(clean, dpi)
    side = right - left
    patch = side * 0.05**0.5
    for across, down in product((0.0, 0.5, 1.0), repeat=2):
        if (across, down) in {(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)}:
            continue
        soiled = clean.copy()
        x, y = left + across * (side - patch), top + down * (side - patch)
        ImageDraw.Draw(soiled).rectangle((x, y, x + patch, y + patch), fill=ink)
        soiled = soiled.filter(ImageFilter.GaussianBlur(0.5 / 25.4 * dpi))
        assert codes_in(soiled) == [TEXT], (across, down)


@pytest.mark.parametrize(
    ("name", "url", "level"),
    [
        ("poster-a4", URL, "M"),
        ("poster-a4", URL, "Q"),
        ("poster-a4", answer_url("https://a.jp", "k7mq"), "M"),
        ("poster-a3", answer_url("https://a.jp", "k7mq"), "M"),
        ("poster-a3", answer_url("https://chousa.participation.city.example.lg.jp", "k7mq4"), "M"),
    ],
)
def test_the_symbol_keeps_its_side_and_its_quiet_zone_is_white(
    press: Page, name: str, url: str, level: code.Level
) -> None:
    dpi = 150
    content = replace(CONTENT, url=url, level=level, title="長い名前" * 40)
    image = raster(printed_pdf(press, page_of(name, content)), dpi)
    left, top, right, bottom = symbol_in(image, dpi)
    side = {"poster-a4": 100, "poster-a3": 150}[name]
    assert (right - left) / dpi * 25.4 == pytest.approx(side, abs=0.3)
    assert (bottom - top) / dpi * 25.4 == pytest.approx(side, abs=0.3)
    quiet = int(measure.quiet_mm(url, side, level) / 25.4 * dpi) - 2
    around = image.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    ImageDraw.Draw(around).rectangle(
        (quiet - 1, quiet - 1, around.width - quiet, around.height - quiet), fill=255
    )
    assert around.getextrema() == (255, 255)
    assert codes_in(image) == [code_text(url)]
