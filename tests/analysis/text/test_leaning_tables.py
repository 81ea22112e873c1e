"""Polarity by group: means and intervals by hand and beside scipy, and the figure with words."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest
from scipy import stats

from analysis.charts import svg
from analysis.charts.leanings import leanings_in_words, of_leanings, signed
from analysis.text.leaning_tables import LeaningTable, by_attribute, by_topic, leaning_of_people

SVG = "{http://www.w3.org/2000/svg}"


def of_groups(*groups: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """The values of all groups, and the number of the group of each."""
    values = [value for group in groups for value in group]
    return np.array(values), np.repeat(np.arange(len(groups)), [len(group) for group in groups])


@pytest.fixture
def ages() -> LeaningTable:
    """20代: 5 times −0.5, 5 times 0.1; 40代: 30 times 0.5; 60代: too few."""
    values, codes = of_groups([-0.5, 0.1] * 5, [0.5] * 30, [-1.0] * 9)
    return by_attribute(values, codes, ["20代", "40代", "60代", "80代"])


def test_a_person_counts_once_with_the_mean_of_their_comments() -> None:
    spoken = [("a", 0.5), ("b", -1.0), ("b", 0.0), ("b", 0.4), ("x", 1.0)]
    found = leaning_of_people(spoken, ["a", "b", "c"])
    assert found[:2].tolist() == pytest.approx([0.5, -0.2])
    assert np.isnan(found[2])


def test_means_and_intervals_by_hand(ages: LeaningTable) -> None:
    """20代: s = 0.3 · √(10/9), so that the half is t(9) · 0.1 = 0.2262."""
    young, old = ages.rows
    assert (young.label, young.n) == ("20代", 10)
    assert young.mean == pytest.approx(-0.2)
    assert young.interval == pytest.approx((-0.42622, 0.02622), abs=1e-5)
    assert (old.n, old.mean, old.interval) == (30, 0.5, None)  # all alike: no spread to go by


def test_who_is_left_out_cannot_be_worked_out_from_the_total(ages: LeaningTable) -> None:
    assert ages.left_out == ("60代",)
    assert ages.total.n == 40
    assert ages.total.mean == pytest.approx((10 * -0.2 + 30 * 0.5) / 40)


def test_intervals_are_those_of_scipy_within_the_scale() -> None:
    draw = np.random.default_rng(4)
    wide, edge = draw.uniform(-1, 1, 200), np.array([1.0] * 11 + [-1.0])
    values, codes = of_groups(wide.tolist(), edge.tolist())
    one, other = by_attribute(values, codes, ["a", "b"]).rows
    told = stats.ttest_1samp(wide, 0).confidence_interval()
    assert one.interval == pytest.approx((told.low, told.high))
    assert other.interval is not None
    assert other.interval[1] == 1


def test_topics_overlap_and_the_total_is_everybody_who_wrote() -> None:
    values = np.array([0.1] * 10 + [0.3] * 10 + [np.nan] * 5)
    everybody, half = np.ones(25, bool), np.arange(25) < 10
    table = by_topic(values, [("道路", everybody), ("公園", half), ("税", ~everybody)])
    assert [(row.label, row.n) for row in (table.total, *table.rows)] == [
        *(("全体", 20), ("道路", 20), ("公園", 10))
    ]
    assert table.total.mean == pytest.approx(0.2)
    assert table.left_out == ()


def test_of_few_people_nothing_is_told() -> None:
    table = by_topic(np.array([0.4] * 9), [])
    assert (table.total.n, table.total.mean) == (9, None)
    assert leanings_in_words(table) == ("全体（n=9、参考値）：人数が少ないため、出しません。",)
    assert "<rect x" not in svg(of_leanings(table), "")
    assert by_topic(np.zeros(0), []).total.n == 0


def test_the_words_say_what_the_figure_shows(ages: LeaningTable) -> None:
    assert leanings_in_words(ages)[1:] == (
        "20代（n=10、参考値）：平均−0.20（95%信頼区間 −0.43～+0.03）。",
        "40代（n=30）：平均+0.50。",
        "人数が少ないため表示しないもの：60代。",
    )
    assert [signed(value) for value in (-0.004, 0.004, -1.0)] == ["0.00", "0.00", "−1.00"]


@pytest.mark.parametrize("width", [350, 640])
def test_points_lie_on_the_scale_with_their_intervals(ages: LeaningTable, width: int) -> None:
    """The scale ends 112 px before the edge: −1 at the left, 0 in the middle."""
    picture = ElementTree.fromstring(svg(of_leanings(ages), "", width))
    half = (width - 112) / 2
    points = [one for one in picture.iter(f"{SVG}rect") if one.get("rx")]
    middles = [float(one.get("x", "")) + float(one.get("width", "")) / 2 for one in points]
    means = [(one.mean or 0) for one in (ages.total, *ages.rows)]
    assert middles == pytest.approx([half * (1 + mean) for mean in means], abs=0.1)
    zero, *reaches = [one.get("d", "") for one in picture.iter(f"{SVG}path")][1:]  # no hatching
    assert zero.startswith(f"M{half:g} ")
    low, high = reaches[1].removeprefix("M").split(" ")[0], reaches[1].split("H")[1]
    assert [float(low), float(high)] == pytest.approx([half * 0.57378, half * 1.02622], abs=0.1)
    said = {"".join(one.itertext()) for one in picture.iter(f"{SVG}text")}
    assert {"−1 わるい", "0", "よい 1", "平均", "−0.20", "20代（n=10、参考値）"} <= said
