"""Columns of any file by their headings."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from imports import comments
from models.errors import FileRefused


def written(folder: Path, text: str) -> Path:
    file = folder / "given.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_rows_are_counted_from_the_headings(tmp_path: Path) -> None:
    """A title above them and a blank row below do not shift the numbers."""
    file = written(tmp_path, "意見の一覧\n\n番号, 意見 \n1,公園\n,\n2,\n3,川\n")
    found = comments.columns(file, ["意見"], ["番号", "区"])
    assert (found.numbers, found["意見"]) == ((1, 3, 4), ("公園", "", "川"))
    assert found.get("番号") == ("1", "2", "3")
    assert found.get("区") == ("", "", "")


def test_headings_in_two_rows(tmp_path: Path) -> None:
    """As the product names them where answers are imported."""
    file = written(tmp_path, "番号,満足度,\n,会場,案内\n1,よい,ふつう\n2,ふつう,よい\n")
    assert comments.columns(file, ["満足度 [案内]"])["満足度 [案内]"] == ("ふつう", "よい")


def test_the_sheet_with_the_heading_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["表紙", "", ""])
    for name, heading in (("属性", "年代"), ("意見", "ご意見")):
        sheet = book.create_sheet(name)
        sheet.append(["番号", heading])
        sheet.append([1, f"{name}の行"])
    book.save(tmp_path / "given.xlsx")
    assert comments.columns(tmp_path / "given.xlsx", ["ご意見"])["ご意見"] == ("意見の行",)
    with pytest.raises(FileRefused, match="見出しは「番号」「年代」です"):
        comments.columns(tmp_path / "given.xlsx", ["住所"])


def test_more_rows_than_answers_may_have(tmp_path: Path) -> None:
    """A file of comments is not stored, so it may be longer than one that is imported."""
    file = written(tmp_path, "意見\n" + "公園\n" * 60_000)
    assert len(comments.columns(file, ["意見"]).numbers) == 60_000
    file = written(tmp_path, "意見\n" + "公園\n" * 300_001)
    with pytest.raises(FileRefused, match="300,000行以内"):
        comments.columns(file, ["意見"])


def test_names(tmp_path: Path) -> None:
    """What is left blank: the name itself, an ordinary word, in use."""
    file = written(
        tmp_path, "name,canonical,kind,active\n三茶,三軒茶屋,略称,\nひだまり,,,\n桜,桜,町,0\n"
    )
    found = [(one.name, one.canonical, one.kind, one.active) for one in comments.names(file)]
    assert found == [
        ("三茶", "三軒茶屋", "略称", True),
        ("ひだまり", "ひだまり", "用語", True),
        ("桜", "桜", "町", False),
    ]


@pytest.mark.parametrize("row", ["三茶,三軒茶屋,まち", ",三軒茶屋,略称"])
def test_names_that_cannot_be_read(tmp_path: Path, row: str) -> None:
    file = written(tmp_path, f"name,canonical,kind\n三軒茶屋,,町\n{row}\n")
    with pytest.raises(FileRefused, match="名称の2行目"):
        comments.names(file)
