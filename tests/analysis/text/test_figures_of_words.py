"""Figures of words, drawn by Chromium: nothing is cut off, and no name covers another."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.charts import CONFIG
from analysis.charts.correspondence import of_correspondence
from analysis.charts.labelling import named
from analysis.charts.networks import of_network
from analysis.charts.spacing import spread
from analysis.charts.trends import of_trends
from analysis.text.cooccurrence import GROUP, Network, group_network, network
from analysis.text.correspondence import correspondence
from analysis.text.incidence import Incidence
from analysis.text.trends import trends
from tests.analysis.text.incidences import drawn, of_marks, unequal
from tests.chromium import OpenContext

WORDS = [
    "公園",
    "遊具",
    "病児保育",
    "二子玉川",
    "防犯カメラ",
    "コミュニティバス",
    "高齢者見守りネットワーク事業",
    "税金",
    "使いにくい",
    "<b>太字</b>",
    "R&D",
    "国民健康保険料",
    "親切",
    "図書館",
    "WiFi",
    "混む[否定]",
    "三軒茶屋",
    "道",
    "駐輪場",
    "花",
]
LABELS = ["18～29歳", "30代", "40代", "50代", "60代", "75歳以上・後期高齢者医療制度の対象者"]


def said() -> tuple[Incidence, NDArray[np.int64]]:
    """900 people of six groups who use the words in three themes, each group its own."""
    chance = np.random.default_rng(5)
    codes = unequal(900, chance)
    marks = drawn(900, len(WORDS), chance)
    for theme in range(3):
        some = (codes % 3 == theme) & (chance.random(900) < 0.6)
        columns = slice(theme, None, 3)
        marks[:, columns] |= some[:, None] & (chance.random(marks[:, columns].shape) < 0.5)
    return of_marks(marks, WORDS), codes


def figures() -> list[Any]:
    incidence, codes = said()
    days = np.sort(np.random.default_rng(2).integers(0, 40, 900))
    return [
        of_network(network(incidence)),
        of_network(group_network(incidence, codes, LABELS)),
        of_correspondence(correspondence(incidence, codes, LABELS)),
        of_trends(trends(incidence, 500_000 + 24 * days)),
    ]


_BOXES = """() => [...document.querySelectorAll('.plotly-graph-div')].map(chart =>
  [...chart.querySelectorAll('text.annotation-text')].map(one => {
    const box = one.getBoundingClientRect()
    return [one.textContent, box.left, box.top, box.right, box.bottom]
  }))"""
_DRAWN = """least => [...document.querySelectorAll('.main-svg')].every(
  one => one.getBoundingClientRect().width >= least)"""


def test_every_name_is_whole_and_covers_no_other(phone: OpenContext) -> None:
    """On a phone, and on a wide page."""
    charts = figures()
    drawn_ones = [
        chart.to_html(full_html=False, include_plotlyjs=not at, config=CONFIG)
        for at, chart in enumerate(charts)
    ]
    page = phone(is_mobile=False).new_page()
    page.set_content("<!doctype html><style>body{margin:16px}</style>" + "".join(drawn_ones))
    for wide in (390, 1280):
        page.set_viewport_size({"width": wide, "height": 844})
        page.wait_for_function(_DRAWN, arg=wide - 40)
        for chart, boxes in zip(charts, page.evaluate(_BOXES), strict=True):
            assert len(boxes) == len(chart.layout.annotations) > 8
            for at, (text, left, top, right, bottom) in enumerate(boxes):
                assert left >= 0, text
                assert right <= wide, text
                for other, *there in boxes[:at]:
                    across = min(right, there[2]) - max(left, there[0])
                    down = min(bottom, there[3]) - max(top, there[1])
                    assert across <= 1 or down <= 3, (text, other)  # letters have some air


def test_a_network_shows_every_word_as_written() -> None:
    found = network(said()[0])
    chart = of_network(found)
    names = [a.text.replace("<br>", "") for a in chart.layout.annotations][:-1]
    assert len(names) == len(found.nodes) == len(WORDS)
    assert "&#60;b&#62;太字&#60;/b&#62;" in names
    assert list(chart.data[-1].customdata) == [node.text for node in found.nodes]


def test_communities_have_a_colour_and_a_shape_and_groups_are_squares() -> None:
    incidence, codes = said()

    def looks(found: Network) -> list[tuple[str, str]]:
        marker = of_network(found).data[-1].marker
        return list(zip(marker.color, marker.symbol, strict=True))

    found = network(incidence)
    by_community = {
        (node.community, look) for node, look in zip(found.nodes, looks(found), strict=True)
    }
    assert len(by_community) == len(found.communities) == len({look for _, look in by_community})
    found = group_network(incidence, codes, LABELS)
    squares = {
        node.text
        for node, (_, shape) in zip(found.nodes, looks(found), strict=True)
        if shape == "square"
    }
    assert squares == {node.text for node in found.nodes if node.kind == GROUP} != set()


def test_a_mark_grows_with_its_people_and_a_line_with_its_tie() -> None:
    found = network(said()[0])
    chart = of_network(found)
    sizes = list(chart.data[-1].marker.size)
    assert sizes == sorted(sizes, reverse=True)
    widths = [trace.line.width for trace in chart.data if trace.mode == "lines"]
    assert widths == sorted(widths)
    assert sum(list(t.x).count(None) for t in chart.data if t.mode == "lines") == len(found.edges)


SIDES = st.tuples(st.floats(5, 120), st.floats(5, 60))
UNIT = st.tuples(st.floats(0, 1), st.floats(0, 1))


@settings(max_examples=40)
@given(st.lists(st.tuples(UNIT, SIDES), min_size=1, max_size=40))
def test_boxes_are_spread_apart(
    pairs: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    places, sizes = (np.array(one) for one in zip(*pairs, strict=True))
    middles, height = spread(places, sizes, 350)
    assert (middles[:, 0] - sizes[:, 0] / 2 >= -1e-6).all()
    assert (middles[:, 0] + sizes[:, 0] / 2 <= 350 + 1e-6).all()
    assert (middles[:, 1] + sizes[:, 1] / 2 <= height + 1e-6).all()
    for at in range(len(sizes)):
        apart = np.abs(middles[:at] - middles[at]) >= (sizes[:at] + sizes[at]) / 2 - 1e-6
        assert apart.any(axis=1).all()


@settings(max_examples=40)
@given(
    st.lists(st.tuples(UNIT, SIDES), min_size=1, max_size=25),
    st.floats(1, 2),
    st.floats(0, 1),
)
def test_names_cover_nothing_at_any_scale(
    pairs: list[tuple[tuple[float, float], tuple[float, float]]], largest: float, between: float
) -> None:
    places, sizes = (np.array(one) for one in zip(*pairs, strict=True))
    points = places * (350, 400)
    radii = np.full(len(points), 4.0)
    offsets = named(points, radii, sizes, (350, 400), largest=largest, first=2)
    scale = 1 + between * (largest - 1)
    names = [
        (point * scale + offset, size)
        for point, offset, size in zip(points, offsets, sizes, strict=True)
        if offset is not None
    ]
    marks = [(point * scale, np.array([8.0, 8.0])) for point in points]
    for at, (middle, size) in enumerate(names):
        for there, other in (*names[:at], *marks):
            assert (np.abs(middle - there) >= (size + other) / 2 - 1e-6).any()
