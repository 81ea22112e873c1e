"""Files as other tools write them, made in the test that reads them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from imports import answers, building, delimited, guessing, headings
from imports.answers import Row
from imports.building import About, Built
from imports.files import Look, Source, look
from imports.plan import Plan

GOOGLE = (
    (
        "タイムスタンプ",
        "メールアドレス",
        "満足度",
        "よかったもの",
        "評価 [会場]",
        "評価 [案内]",
        "ご意見",
    ),
    (
        "2026/04/01 10:39:40 午前 GMT+9",
        "a@x.jp",
        "満足",
        "ステージ, 模擬店",
        "良い",
        "普通",
        "また来たい",
    ),
    ("2026/04/01 1:05:00 午後 GMT+9", "b@x.jp", "やや満足", "ステージ", "良い", "悪い", ""),
    ("2026/04/02 9:00:00 午前 GMT+9", "c@x.jp", "満足", "模擬店, ステージ", "普通", "", "暑かった"),
    ("2026/04/02 9:30:00 午前 GMT+9", "d@x.jp", "不満", "", "良い", "普通", ""),
)


def csv_bytes(
    rows: Iterable[Sequence[object]], encoding: str = "utf-8", delimiter: str = ","
) -> bytes:
    """The rows as a CSV file."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def xlsx_bytes(
    rows: Iterable[Sequence[object]], merged: Sequence[str] = (), before: Sequence[str] = ()
) -> bytes:
    """The rows as the last sheet (回答) of a workbook, with these cells merged."""
    book = Workbook()
    for name in before:
        book.create_sheet(name, 0)
    sheet = book.worksheets[-1]
    sheet.title = "回答"
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def look_at(rows: Iterable[Sequence[object]]) -> Look:
    """What a CSV of these rows holds."""
    return look(Source(csv_bytes(rows), "answers.csv"))


def plan_of(*said: str, heading: str = "質問") -> Plan:
    """What a column with these cells is taken for; a second one keeps blank rows."""
    rows = [(heading, "ほかの列"), *((cell, "x") for cell in said)]
    return look_at(rows).plans[0]


def read(rows: Iterable[Sequence[object]]) -> tuple[Built, list[Row]]:
    """The survey that is guessed from the rows, and the rows as answers."""
    table = headings.table(delimited.read(csv_bytes(rows)))
    built = building.build(guessing.guess(table), About("前の調査"), "answers.csv")
    return built, list(answers.rows(table, built))
