"""The copy of one's own answers, as it is read on a phone and as it comes out of the printer."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2

from models.journey import walk
from residents import copies, rendering, views
from tests.chromium import OpenContext, assert_accessible
from tests.residents.everything import DOCUMENT, RIGHT
from tests.residents.opened import opened

LINES = tuple(copies.lines(DOCUMENT, walk(DOCUMENT, RIGHT).answers, "ja"))
PAGE = rendering.copy_page(
    views.CopyView(
        ward="世田谷区",
        language="ja",
        languages=DOCUMENT.languages,
        code="k7m2p",
        document=DOCUMENT,
        receipt="ab3de6gh9jkm",
        received=datetime(2026, 11, 23, 8, tzinfo=UTC),
        lines=LINES,
    )
)
A4 = (595, 842)  # points


def test_fourteen_answers_are_one_sheet_of_paper(desktop: OpenContext) -> None:
    """A4, black on white also for a dark screen; all answers are on it, no button is."""
    with opened(desktop(color_scheme="dark"), PAGE) as seen:
        printed = pypdfium2.PdfDocument(seen.page.pdf(prefer_css_page_size=True))
    assert len(printed) == 1
    sheet = printed[0]
    assert tuple(round(side) for side in sheet.get_size()) == A4
    words = "".join(sheet.get_textpage().get_text_range().split())
    assert len(LINES) == 14
    for line in LINES:
        assert "".join(line.answer.split()) in words
    for said in ("ab3de6gh9jkm", "2026年11月23日(月)17時台", "お答えの控え"):
        assert said in words
    assert "English" not in words
    corner = sheet.render().to_pil().getpixel((1, 1))
    printed.close()
    assert corner == (255, 255, 255)


def test_the_copy_can_be_read_by_everybody(phone: OpenContext) -> None:
    with opened(phone(), PAGE) as seen:
        assert_accessible(seen.page)
        wide = "document.documentElement.scrollWidth > innerWidth"
        assert not seen.page.evaluate(wide)
        assert seen.page.get_by_text("30分だけ開けます").is_visible()
