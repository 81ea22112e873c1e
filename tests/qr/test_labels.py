"""Labels: where they lie on the sheet that staff bought, and what is too small to be one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from models.errors import NotAllowed
from models.label_layouts import SHIPPED, Layout
from qr import labels
from qr.code import Level
from qr.links import answer_url
from qr.measure import quiet_mm
from qr.pieces import PIECES, worded
from qr.placing import Placing
from qr.sheets import fitting_layouts, sheet
from tests.qr.paper import AROUND, CONTENT, printed_pdf, raster, symbols_in

ELM012, ELM007, ELM006 = SHIPPED
DPI = 200
SAID = worded(PIECES["labels"], CONTENT, {})


def _refused(layout: Layout, dx: float = 0, dy: float = 0, first: int = 1) -> str:
    with pytest.raises(NotAllowed) as refused:
        Placing(layout, dx, dy, first)
    return refused.value.code


@pytest.mark.parametrize(
    ("placing", "first", "pitch"),
    [
        (Placing(ELM012), (6, 12.9), (66, 33.9)),
        (Placing(ELM007, first=6), (19.3 + 87.6, 21.6 + 2 * 42.3), (87.6, 42.3)),
        (Placing(ELM006, dx=1.5, dy=-3), (18.6 + 1.5, 21.5 - 3), (86.4, 50.8)),
    ],
)
def test_labels_lie_where_the_table_says(
    press: Page,
    placing: Placing,
    first: tuple[float, float],
    pitch: tuple[float, float],
) -> None:
    """Measured on paper by their codes, to 0.3 mm."""
    layout = placing.layout
    plan = labels.plan(SAID, layout.width, layout.height)
    assert plan is not None
    image = raster(printed_pdf(press, sheet(PIECES["labels"], SAID, AROUND, placing)), DPI)
    found = [(box[0] / DPI * 25.4, box[1] / DPI * 25.4) for box in symbols_in(image, DPI)]
    assert len(found) == layout.labels - placing.first + 1
    left, top = first[0] + plan.symbol.left, first[1] + plan.symbol.top
    start = (placing.first - 1) % layout.columns
    for number, (x, y) in enumerate(found, start=start):
        row, column = divmod(number, layout.columns)
        assert x == pytest.approx(left + (column - start) * pitch[0], abs=0.3)
        assert y == pytest.approx(top + row * pitch[1], abs=0.3)


def test_the_first_free_label_is_one_of_the_sheet() -> None:
    assert len(list(Placing(ELM012, first=24).corners())) == 1
    assert _refused(ELM012, first=0) == _refused(ELM012, first=25) == "label_start"


def test_an_offset_goes_in_steps_of_half_a_millimetre() -> None:
    Placing(ELM012, dx=-10, dy=9.5)
    for offset in (10.5, 0.3, float("nan"), float("inf")):
        assert _refused(ELM012, dx=offset) == _refused(ELM012, dy=-offset) == "label_offset"


def test_labels_that_leave_the_sheet_are_told(press: Page) -> None:
    assert not Placing(ELM012).leaves_sheet
    assert not Placing(ELM012, dx=-6, dy=-10).leaves_sheet
    assert Placing(ELM012, dx=-6.5).leaves_sheet
    assert Placing(ELM012, dx=6.5).leaves_sheet
    assert Placing(ELM006, dy=10).leaves_sheet is False
    html = sheet(PIECES["labels"], SAID, AROUND, Placing(ELM012, dx=-6.5))
    assert "用紙の外にはみ出します" in html
    assert len(symbols_in(raster(printed_pdf(press, html), DPI), DPI)) == 24


def test_a_label_that_cannot_hold_everything_is_refused() -> None:
    tiny = Layout("tiny", "65面", 5, 13, 38.1, 21.2, 4.75, 10.7, 40.6, 21.2)
    assert labels.plan(SAID, tiny.width, tiny.height) is None
    with pytest.raises(NotAllowed, match="label_too_small"):
        sheet(PIECES["labels"], SAID, AROUND, Placing(tiny))
    assert fitting_layouts(SAID, [tiny, *SHIPPED]) == list(SHIPPED)
    long = replace(SAID, title="長い名前" * 20)
    assert ELM012 not in fitting_layouts(long, SHIPPED)
    assert ELM006 in fitting_layouts(long, SHIPPED)


def test_a_card_that_cannot_hold_everything_is_refused() -> None:
    with pytest.raises(NotAllowed, match="too_much_text"):
        sheet(PIECES["card"], replace(SAID, title="長" * 400), AROUND)


def test_a_code_too_fine_for_a_label_is_refused() -> None:
    url = answer_url("https://" + ".".join(["participation" * 4] * 4), "k7mq4")
    with pytest.raises(NotAllowed, match="module_too_small"):
        labels.plan(replace(SAID, url=url), 15, 15)


@settings(max_examples=40)
@given(
    width=st.floats(30, 210),
    height=st.floats(15, 297),
    title=st.text(max_size=60),
    level=st.sampled_from(["M", "Q"]),
)
def test_parts_of_a_label_lie_apart_inside_it(
    width: float, height: float, title: str, level: Level
) -> None:
    """The quiet zone, too; whatever the size."""
    content = replace(SAID, title=title, level=level).cleaned()
    plan = labels.plan(content, width, height)
    if plan is None:
        return
    quiet = quiet_mm(content.url, plan.side, level)
    symbol, column, address = plan.symbol, plan.column, plan.address
    assert plan.points["address"] >= 12
    assert min(plan.points.values()) >= 6
    for box in (column, address):
        assert box.left > 0
        assert box.top > 0
        assert box.left + box.width < width
        assert box.top + box.height < height
    assert min(symbol.left, symbol.top) > quiet
    assert column.top + column.height <= address.top
    beside = column.left >= symbol.left + plan.side + quiet
    below = column.top >= symbol.top + plan.side + quiet
    assert beside or below
    assert address.top >= symbol.top + plan.side + quiet or address.left >= column.left
