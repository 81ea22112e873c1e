"""Acts by group: counted by hand, small numbers not to be worked out, and the figure with words."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.acts import COLOURS, acts_in_words, of_acts
from analysis.text.act_tables import ActTable, act_of_people, by_attribute, by_topic
from analysis.text.acts import ACTS

PRAISE, BLAME, ASK, OTHER = range(4)


def of_counts(*groups: tuple[int, int, int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Acts and group codes of as many people."""
    acts = [act for counts in groups for act, count in enumerate(counts) for _ in range(count)]
    codes = [number for number, counts in enumerate(groups) for _ in range(sum(counts))]
    return np.array(acts, np.int8), np.array(codes)


def counts(table: ActTable) -> list[tuple[int | None, ...]]:
    return [row.counts for row in (table.total, *table.rows)]


def test_people_by_the_act_they_have_most() -> None:
    spoken = [("a", "称賛"), ("b", "不満"), ("b", "要望"), ("c", "その他"), ("c", "その他")]
    spoken += [("c", "要望"), ("x", "称賛")]
    found = act_of_people(spoken, ["a", "b", "c", "d"])  # type: ignore[arg-type]  # acts are words
    assert found.tolist() == [PRAISE, ASK, OTHER, -1]


def test_an_attribute_by_hand() -> None:
    acts, codes = of_counts((20, 10, 5, 5), (6, 7, 8, 9), (1, 2, 3, 3))
    table = by_attribute(acts, codes, ["10代", "20代", "30代"])
    assert [(row.label, row.n) for row in (table.total, *table.rows)] == [
        ("全体", 70),
        ("10代", 40),
        ("20代", 30),
    ]
    assert counts(table) == [(26, 17, 13, 14), (20, 10, 5, 5), (6, 7, 8, 9)]
    assert table.left_out == ("30代",)
    assert table.rows[0].share("称賛") == 0.5


def test_a_hidden_cell_takes_the_smallest_other_with_it_in_row_and_column() -> None:
    acts, codes = of_counts((20, 10, 3, 6), (9, 17, 18, 8), (30, 30, 30, 30))
    table = by_attribute(acts, codes, ["a", "b", "c"])
    assert counts(table) == [
        (59, 57, 51, 44),
        (20, 10, None, None),
        (9, 17, None, None),
        (30, 30, 30, 30),
    ]
    assert table.rows[0].share("要望") is None


def test_limits_may_be_others() -> None:
    acts, codes = of_counts((2, 1, 0, 0), (1, 1, 1, 1))
    table = by_attribute(acts, codes, ["a", "b"], least_group=1, least_cell=1)
    assert counts(table)[1:] == [(2, 1, 0, 0), (1, 1, 1, 1)]
    assert table.left_out == ()


def test_topics_overlap_and_the_total_is_everybody_who_wrote() -> None:
    acts, _ = of_counts((20, 20, 20, 20))
    acts[:5] = -1
    everybody, half = np.ones(80, bool), np.arange(80) < 40
    table = by_topic(acts, [("道路", everybody), ("公園", half), ("税", np.zeros(80, bool))])
    assert counts(table) == [(15, 20, 20, 20), (15, 20, 20, 20), (15, 20, 0, 0)]
    assert table.left_out == ()


def test_nobody_is_a_table_too() -> None:
    table = by_attribute(np.zeros(0, np.int8), np.zeros(0, np.int64), ["a"])
    assert (table.total.n, table.rows, table.left_out) == (0, (), ())
    assert acts_in_words(table) == ("全体：ご意見がまだありません。",)
    assert of_acts(table).layout.height > 0


@given(st.lists(st.tuples(*[st.integers(0, 12)] * 4), min_size=1, max_size=5))
def test_no_hidden_number_can_be_worked_out(groups: list[tuple[int, int, int, int]]) -> None:
    """Neither from a row's n nor from the total: never is one number of a sum missing alone."""
    acts, codes = of_counts(*groups)
    table = by_attribute(acts, codes, [str(number) for number in range(len(groups))])
    grid = counts(table)
    lines = [list(row) for row in grid] + [list(column) for column in zip(*grid, strict=True)]
    assert all(line.count(None) != 1 for line in lines)
    assert all(cell is None or cell == 0 or cell >= 5 for row in grid for cell in row)
    assert all(row.n >= 10 for row in table.rows)


def test_the_figure_has_a_bar_a_group_with_shares_inside_and_words_for_colours() -> None:
    acts, codes = of_counts((20, 10, 5, 5), (9, 3, 2, 6))
    figure = of_acts(by_attribute(acts, codes, ["10代", "20代"]))
    lengths = np.array([trace.x for trace in figure.data], float)
    assert lengths.sum(axis=0).round(6).tolist() == [100, 100, 100]
    assert figure.data[0].text[1] == "50.0"
    written = " ".join(note.text for note in figure.layout.annotations)
    assert all(name in written for name in [*ACTS, "10代", "20代", "割合（%）", "非表示"])
    assert len({*COLOURS.values()}) == 4


def test_the_words_say_what_the_figure_shows() -> None:
    acts, codes = of_counts((20, 10, 5, 5), (9, 3, 2, 6), (1, 1, 1, 1))
    said = acts_in_words(by_attribute(acts, codes, ["10代", "20代", "30代"]))
    whole = "称賛29人（48.3%）、不満13人（21.7%）、要望7人（11.7%）、その他11人（18.3%）"
    assert said == (
        f"全体（n=60）：{whole}。",
        "10代（n=40）：称賛20人（50.0%）、不満は非表示、要望は非表示、その他5人（12.5%）。",
        "20代（n=20）：称賛9人（45.0%）、不満は非表示、要望は非表示、その他6人（30.0%）。",
        "人数が少ないため表示しないもの：30代。",
    )
