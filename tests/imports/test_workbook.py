"""Excel: typed cells as text, merged cells, sheets, and files that are something else."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import pytest

from imports import files, workbook
from imports.files import Source
from models.errors import FileRefused
from tests.imports.sheets import xlsx_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def rezipped(data: bytes, change: dict[str, bytes]) -> bytes:
    """The same archive with some parts replaced or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part not in change:
                new.writestr(part, old.read(part))
        for name, content in change.items():
            new.writestr(name, content)
    return file.getvalue()


def test_typed_cells_become_text() -> None:
    moment = datetime(2026, 4, 1, 10, 30, 15)  # noqa: DTZ001 - as Excel has it, without zone
    cells: list[object] = [
        "文",
        3,
        3.0,
        0.1 + 0.2,
        date(2026, 4, 1),
        moment,
        time(9, 5),
        True,
        None,
        "x",
    ]
    grid = workbook.read(xlsx_bytes([cells]), "回答")
    assert grid.rows == [
        ["文", "3", "3", "0.3", "2026-04-01", "2026-04-01 10:30:15", "09:05:00", "TRUE", "", "x"]
    ]


def test_merged_cells_hold_their_value_everywhere() -> None:
    rows: list[list[object]] = [
        ["集計", None, None],
        ["地域", "満足度", None],
        [None, "会場", "案内"],
        ["砧", 5, 4],
        [None, 3, 2],
    ]
    data = xlsx_bytes(rows, merged=["A1:C1", "A2:A3", "B2:C2", "A4:A5"])
    assert workbook.read(data, "回答").rows == [
        ["集計", "集計", "集計"],
        ["地域", "満足度", "満足度"],
        ["地域", "会場", "案内"],
        ["砧", "5", "4"],
        ["砧", "3", "2"],
    ]


def test_the_first_sheet_with_answers_is_read_unless_one_is_named() -> None:
    data = xlsx_bytes([["年代"], ["20代"]], before=["表紙", "説明"])
    found = files.look(Source(data, "a.xlsx"))
    assert (found.sheets, found.sheet) == (("説明", "表紙", "回答"), "回答")
    with pytest.raises(FileRefused, match="何も書かれていません"):
        files.look(Source(data, "a.xlsx", sheet="表紙"))
    with pytest.raises(FileRefused, match="「ない」というシートはありません"):
        files.look(Source(data, "a.xlsx", sheet="ない"))


def test_formulas_give_the_value_that_was_worked_out() -> None:
    plain = xlsx_bytes([["点", "倍"], [2, "=A2*2"]])
    with pytest.raises(FileRefused, match="B2 の数式"):
        workbook.read(plain, "回答")
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        sheet = archive.read(name)
    worked_out = sheet.replace(b"<v />", b"<v>4</v>").replace(b"<v></v>", b"<v>4</v>")
    assert worked_out != sheet
    assert workbook.read(rezipped(plain, {name: worked_out}), "回答").rows[1] == ["2", "4"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE, "古い形式の Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        (xlsx_bytes([["a"], [1]])[:900], "壊れています"),
        (rezipped(xlsx_bytes([["a"]]), {"xl/workbook.xml": b"<x"}), "壊れています"),
        (rezipped(xlsx_bytes([["a"]]), {"xl/worksheets/sheet1.xml": b"<x"}), "壊れています"),
        (
            rezipped(xlsx_bytes([["a"]]), {"xl/big.xml": b"0" * (workbook.MAX_UNPACKED + 1)}),
            "大きすぎます",
        ),
    ],
    ids=["xls", "locked", "cut", "no xml", "no sheet", "bomb"],
)
def test_other_files_are_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said) as refusal:
        files.look(Source(data, "a.xlsx"))
    assert str(refusal.value).endswith("。")


def test_a_document_that_is_no_workbook_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(FileRefused, match="のファイルではありません"):
        files.look(Source(file.getvalue(), "a.docx"))


def test_xml_that_fills_memory_is_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    data = rezipped(xlsx_bytes([["a"], [1]]), {"xl/worksheets/sheet1.xml": laughs})
    with pytest.raises(FileRefused, match="壊れています"):
        files.look(Source(data, "a.xlsx"))
