"""Headings: below titles, in one row or two, blank, doubled, or named by staff."""

from __future__ import annotations

import pytest

from imports import headings
from imports.table import Grid, gather
from models.errors import FileRefused


def grid(*rows: list[str]) -> Grid:
    return gather((number, row) for number, row in enumerate(rows, start=1))


def test_one_row_at_the_top() -> None:
    found = headings.table(grid(["年代", "ご意見"], ["20代", "よい"], ["30代"]))
    assert found.headings == ("年代", "ご意見")
    assert found.rows == (("20代", "よい"), ("30代", ""))
    assert (found.header, found.numbers) == ((1, 1), (2, 3))


def test_titles_and_notes_above_are_passed_over() -> None:
    rows = (
        ["令和8年度 来場者アンケート"],
        ["", "", "", "作成：地域振興課"],
        ["年代", "性別", "満足度", "ご意見"],
        ["20代", "女性", "満足", "よい"],
        ["30代", "男性", "満足", ""],
    )
    assert headings.table(grid(*rows)).header == (3, 3)


def test_a_merged_title_is_no_heading() -> None:
    title = ["集計", "集計", "集計"]
    assert headings.table(grid(title, ["a", "b", "c"], ["1", "2", "3"])).headings == ("a", "b", "c")


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "blank"])
def test_two_rows_are_joined(merged: bool) -> None:
    again = "満足度" if merged else ""
    upper = ["年代", "満足度", again, again, "ご意見"]
    lower = ["年代" if merged else "", "会場", "案内", "料金", "ご意見" if merged else ""]
    data = [["20代", "5", "4", "3", "よい"], ["30代", "1", "2", "3", "会場まで遠い"]]
    found = headings.table(grid(upper, lower, *data))
    assert found.header == (1, 2)
    assert found.headings == ("年代", "満足度 [会場]", "満足度 [案内]", "満足度 [料金]", "ご意見")


def test_a_row_of_answers_is_no_second_heading() -> None:
    """Also where a heading is missing above it."""
    rows = (["年代", "ご意見", ""], ["20代", "よい", "メモ"], ["20代", "わるい", "メモ"])
    found = headings.table(grid(*rows))
    assert found.header == (1, 1)
    assert found.headings == ("年代", "ご意見", "C列")


def test_headings_are_told_apart() -> None:
    found = headings.table(grid(["満足度", "満足度", "", "料金"], ["1", "2", "3", "4"], ["1"] * 4))
    assert found.headings == ("満足度", "満足度（2）", "C列", "料金")


def test_a_row_with_more_cells_than_headings_stays_as_it_is() -> None:
    found = headings.table(grid(["a", "b"], ["1", "2"], ["1", "2", "3"], ["1", "2"]))
    assert [len(row) for row in found.rows] == [2, 3, 2]


def test_staff_name_the_rows_of_headings() -> None:
    rows = grid(["説明", "説明2"], ["年代", "性別"], ["20代", "女性"])
    assert headings.table(rows, (2, 2)).headings == ("年代", "性別")
    with pytest.raises(FileRefused, match="見出しの行に"):
        headings.table(rows, (7, 8))


def test_nothing_below_the_headings_is_named() -> None:
    with pytest.raises(FileRefused, match="回答の行がありません"):
        headings.table(grid(["年代", "性別"]))
