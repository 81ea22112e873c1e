"""CSV: encodings, delimiters, and what cannot be read, with its line."""

from __future__ import annotations

import codecs

import pytest

from imports import delimited, table
from models.errors import FileRefused
from tests.imports.sheets import GOOGLE, csv_bytes

ROWS = [list(row) for row in GOOGLE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_encoding_and_delimiter_gives_the_same_rows(encoding: str, delimiter: str) -> None:
    grid = delimited.read(csv_bytes(GOOGLE, encoding, delimiter))
    padded = [[*row, *[""] * (len(ROWS[0]) - len(row))] for row in grid.rows]
    assert padded == ROWS
    assert list(grid.numbers) == [1, 2, 3, 4, 5]


def test_letters_that_only_cp932_has_are_read() -> None:
    """What Windows adds to Shift_JIS: circled numbers, ㈱, and the other forms of 高 and 崎."""
    grid = delimited.read("問,会社\r\n①,㈱髙﨑\r\n".encode("cp932"))
    assert grid.rows[1] == ["①", "㈱髙﨑"]


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    """A blank row counts; a cell of several lines is one row."""
    grid = delimited.read(b'a,b\r\n\r\n"1\r\n2",x\r\n3,y\r\n')
    assert list(grid.numbers) == [1, 3, 4]
    assert grid.rows[1][0] == "1\r\n2"


def test_the_line_that_names_the_delimiter_is_no_row() -> None:
    grid = delimited.read("sep=;\r\n年代;ご意見\r\n20代;はい、そう、思う\r\n".encode())
    assert grid.rows == [["年代", "ご意見"], ["20代", "はい、そう、思う"]]
    assert list(grid.numbers) == [2, 3]


def test_commas_in_a_text_do_not_make_the_delimiter() -> None:
    rows = [("年代", "ご意見"), ("20代", "a, b, c, d"), ("30代", "e, f"), ("40代", "g")]
    assert delimited.delimiter(csv_bytes(rows, delimiter="\t").decode()) == "\t"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "何も書かれていません"),
        (b"\r\n,,\r\n", "何も書かれていません"),
        (b'a,b\r\n1,2\r\n3,"4\r\n5,6\r\n', "3行目（ファイルの行）から、引用符"),
        (b'a,b\r\n1,"2"3\r\n', "2行目（ファイルの行）から、引用符"),
        (b'a,b\r\n1,"2\r\n3,"4"\r\n', "2行目（ファイルの行）から、引用符"),
        ("年代\r\n20代\r\n".encode() * 50 + b"\x8120\r\n", "101行目に読めない文字"),
        (codecs.BOM_UTF8 + "年代\r\n".encode() + b"\xff\r\n", "2行目に読めない文字"),
        ("年代".encode("cp932") + b"\r\n\xff\xff\r\n", "2行目に読めない文字"),
        ("年代\r\n20代\r\n".encode("euc_jp"), "1行目に読めない文字"),
        ("a\r\n年代\r\n".encode("iso2022_jp"), "2行目に読めない文字"),
        (csv_bytes(GOOGLE, "utf-16-le"), "1行目に読めない文字"),
        (csv_bytes(GOOGLE, "utf-16")[:-1], "5行目に読めない文字"),
        (b"a\0b,c\r\n", "表のファイルとして読めません"),
        (b"<html><table><tr><td>1</td></tr></table>", "表のファイルとして読めません"),
        (b"a,b\r\n" + b"x" * 40_000 + b",1\r\n", "2行目に長すぎる文"),
        (b"a,b\r\n" + b"x" * 200_000 + b",1\r\n", "2行目に長すぎる文"),
        (b"," * table.MAX_COLUMNS + b"x\r\n", "列が多すぎます"),
        (b"a\r\n" * (table.MAX_ROWS + 2), "行が多すぎます"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said) as refusal:
        delimited.read(data)
    assert str(refusal.value).endswith("。")


def test_the_most_that_fits_is_read() -> None:
    assert len(delimited.read(b"a\r\n" * (table.MAX_ROWS + 1)).rows) == table.MAX_ROWS + 1
    assert len(delimited.read(b"," * (table.MAX_COLUMNS - 1) + b"x\r\n").rows[0]) == 500
