"""What staff paste from Excel: one cell a line; marks and tabs read as Excel wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.components.editor.lines import Line, read, read_with_places, rows, write


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        ("赤\n青\n", ["赤", "青"]),
        ("赤\r\n青\r\n", ["赤", "青"]),
        ("赤\t青\t白", ["赤", "青", "白"]),
        ("  赤 　い \n\n　\n青", ["赤 い", "青"]),
        ('"一行目\n二行目"\n青', ["一行目 二行目", "青"]),
        ('"言った\n""はい"""\t青', ['言った "はい"', "青"]),
        ('"はい"と答える\n青', ['"はい"と答える', "青"]),
        ('"はい"\n"いいえ"', ['"はい"', '"いいえ"']),
        ('"閉じていない\n青', ['"閉じていない', "青"]),
        ("", []),
    ],
)
def test_pasted_cells_are_lines(pasted: str, lines: list[str]) -> None:
    assert read(pasted) == lines


def test_blank_cells_keep_the_columns() -> None:
    assert rows("玉川\t用賀\n\t等々力\n\t\n") == [["玉川", "用賀"], ["", "等々力"]]


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("午前 | 20", Line("午前", 20)),
        ("午前｜２０人", Line("午前", 20)),
        ("午前|定員20名", Line("午前", 20)),
        ("午前\t20", Line("午前", 20)),
        ("a|b | 3", Line("a|b", 3)),
        ("午前 | 0", Line("午前 | 0")),
        ("午前 | 午後", Line("午前 | 午後")),
        ("| 20", Line("| 20")),
        ("午前 | 9999999", Line("午前 | 9999999")),
    ],
)
def test_places_stand_behind_a_bar(pasted: str, line: Line) -> None:
    assert read_with_places(pasted) == [line]


def test_two_numbers_in_a_row_are_two_options() -> None:
    assert read_with_places("10代\t20代\t30代") == [Line("10代"), Line("20代"), Line("30代")]


@given(st.text())
def test_any_text_is_read_and_reads_the_same_once_written(text: str) -> None:
    once = read_with_places(text)
    assert all(line.label and "\n" not in line.label for line in once)
    assert read_with_places(write(once)) == once
