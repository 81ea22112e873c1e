"""「地域・年齢別人口」: both generations, encodings, and every fault by name."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date

import pytest
from openpyxl import Workbook

from imports.inhabitants import Read, read
from models.errors import FileRefused
from models.inhabitants import Ages, Count
from tests.inhabitants import BANDS, FIVES, NEW, OLD, csv, headings, row


def said(found: Read) -> list[str]:
    return [fault.said for fault in found.faults]


@pytest.mark.parametrize("leading", [OLD, NEW, {}], ids=["old", "new", "bare"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_both_generations_are_read(leading: Mapping[str, str], encoding: str) -> None:
    """Some files have nothing before 地域名, not even a date."""
    file = csv(headings(leading), row(leading, "北町"), row(leading, "南町", 20), encoding=encoding)
    found = read(file)
    assert found.faults == ()
    assert found.municipality == ("ためし市" if leading else "")
    assert found.as_of == (date(2026, 4, 1) if leading else None)
    assert [(area.name, area.people, area.male) for area in found.areas] == [
        ("北町", 378, 180),
        ("南町", 738, 360),
    ]
    assert found.people == 378 + 738
    assert found.ages == BANDS
    assert len(found.counts) == 2 * 2 * len(BANDS)
    assert found.counts[0] == Count(10, "male", Ages(0, 4), "北町")
    assert found.counts[-1] == Count(21, "female", Ages(85), "南町")


def test_a_date_that_lost_its_format_is_a_date_again() -> None:
    found = read(csv(headings(NEW), row(NEW | {"調査年月日": "46113"}, "北町")))
    assert (said(found), found.as_of) == ([], date(2026, 4, 1))


def test_a_workbook_is_read_alike() -> None:
    """Excel keeps counts as numbers and days as days; the figures may stand behind a cover."""
    book = Workbook()
    book.worksheets[0].append(["表紙"])
    sheet = book.create_sheet("人口")
    sheet.append(["地域・年齢別人口"])
    sheet.append(headings(NEW))
    line = [int(cell) if cell.isdigit() else cell for cell in row(NEW, "北町")]
    sheet.append([date(2026, 4, 1) if cell == NEW["調査年月日"] else cell for cell in line])
    file = io.BytesIO()
    book.save(file)
    found = read(file.getvalue())
    assert (said(found), found.people, found.as_of) == ([], 378, date(2026, 4, 1))


def test_last_bands_vary_and_unknown_ages_are_kept_apart() -> None:
    bands = (*FIVES, Ages(85, 89), Ages(90, 94), Ages(95, 99), Ages(100))
    top = headings(OLD, bands)
    top[-2:-2] = ["年齢不詳の男性", "年齢不詳の女性"]
    line = row(OLD, "", 3, bands)
    place = len(line) - 2
    line[place:place] = ["5", "6"]
    totals = len(OLD) + 1
    line[totals : totals + 3] = [str(7 * 21 + 11), str(3 * 21 + 5), str(4 * 21 + 6)]
    found = read(csv(top, line))
    assert said(found) == []
    assert found.ages == bands
    assert found.unknown_ages == 11
    assert found.people == 7 * 21 + 11
    assert found.counts[-2:] == (Count(5, "male"), Count(6, "female"))
    assert {count.area for count in found.counts} == {None}


def test_headings_are_told_by_their_meaning() -> None:
    """Full-width figures, another dash, a title above, thousands with commas, quoted."""
    top = [
        name.replace("0-4歳", "０～４歳").replace("の男性", "男性" if "5-9" in name else "の男性")
        for name in headings(NEW)
    ]
    line = row(NEW, "北町", 1000)
    quoted = [f'"{int(cell):,}"' if cell.isdigit() and len(cell) > 3 else cell for cell in line]
    found = read(csv(["地域・年齢別人口"], top, quoted))
    assert said(found) == []
    assert found.people == 2001 * len(BANDS)


def test_the_newest_date_counts() -> None:
    """A file may hold a year of months; a broken row of an older one harms nobody."""
    older = row(NEW | {"調査年月日": "2026/3/1"}, "北町", 5)
    older[-3] = "?"
    found = read(csv(headings(NEW), older, row(NEW, "北町", 7)))
    assert (said(found), found.as_of, found.older) == ([], date(2026, 4, 1), 1)
    assert found.people == 15 * len(BANDS)


def test_the_row_of_all_areas_is_checked_and_left_out() -> None:
    rows = [row(NEW, "北町"), row(NEW, "南町", 20), row(NEW, "総数", 30)]
    women = [len(rows[2]) - 3 - 2 * n for n in range(len(BANDS))]
    totals = len(NEW) + 1
    for place in women:
        rows[2][place] = "32"
    rows[2][totals : totals + 3] = ["1116", "540", "576"]
    found = read(csv(headings(NEW), *rows))
    assert said(found) == []
    assert [area.name for area in found.areas] == ["北町", "南町"]
    rows[2][women[0]] = "30"
    rows[2][totals], rows[2][totals + 2] = "1114", "574"
    found = read(csv(headings(NEW), *rows))
    assert said(found) == [
        "「総人口」は1,114人ですが、地域をたすと1,116人です。",
        "「女性」は574人ですが、地域をたすと576人です。",
        "「85歳以上の女性」は30人ですが、地域をたすと32人です。",
    ]
    assert found.counts == ()


def test_missing_groups_are_named() -> None:
    bands = [*FIVES[:3], *FIVES[4:]]
    top, line = headings(NEW, bands), row(NEW, "北町", 10, bands)
    at = top.index("30-34歳の女性")
    del top[at], line[at]
    found = read(csv(top, line))
    assert [(fault.row, fault.said) for fault in found.faults if fault.row is None] == [
        (None, "「30-34歳の女性」の列がありません。"),
        (None, "15歳から19歳までの列がありません。"),
        (None, "「85歳以上」の列がありません。最後の年齢まで要ります。"),
    ]
    assert found.counts == ()


def test_overlapping_and_doubled_columns_are_named() -> None:
    bands = [*FIVES, Ages(80), Ages(85)]
    top, line = headings(NEW, bands), row(NEW, "北町", 10, bands)
    found = read(csv([*top, "男性"], [*line, "1"]))
    assert said(found)[:2] == [
        "「男性」の列が2つあります。1つにしてください。",
        "「80-84歳」と「80歳以上」の年齢が重なっています。",
    ]


@pytest.mark.parametrize(
    ("place", "cell", "expected"),
    [
        ("10-14歳の男性", "", "「10-14歳の男性」に数がありません。"),
        ("10-14歳の男性", "-3", "「10-14歳の男性」が0より小さい数です（-3）。"),
        ("10-14歳の男性", "△3", "「10-14歳の男性」が0より小さい数です（△3）。"),
        ("10-14歳の男性", "X", "「10-14歳の男性」が数ではありません（X）。"),
        ("10-14歳の男性", "1.5", "「10-14歳の男性」が数ではありません（1.5）。"),
        ("調査年月日", "2026-13-01", "調査年月日「2026-13-01」を日付として読めません。"),
        ("10-14歳の男性", "12", "「男性」は180人ですが、年齢別をたすと182人です。"),
        ("総人口", "400", "「総人口」は400人ですが、男性と女性をたすと378人です。"),
        ("地域名", "", "地域名がありません。"),
        ("地域名", "南町", "3行目と同じ地域名です。"),
    ],
)
def test_every_fault_of_a_row_is_named_with_its_row(place: str, cell: str, expected: str) -> None:
    """And nothing of the file is taken."""
    top, line = headings(NEW), row(NEW, "北町")
    line[top.index(place)] = cell
    found = read(csv(["人口"], top, row(NEW, "南町"), line))
    assert [(fault.row, fault.said) for fault in found.faults] == [(4, expected)]
    assert (found.counts, found.wrong) == ((), 1)


def test_many_faults_are_counted_and_the_first_named() -> None:
    lines = [row(NEW, f"{n}丁目") for n in range(60)]
    for line in lines:
        line[-3] = "x"
    found = read(csv(headings(NEW), *lines))
    assert (found.wrong, len(found.faults)) == (60, 50)


def test_totals_that_are_not_there_are_told() -> None:
    top, line = headings(NEW), row(NEW, "北町")
    at = top.index("総人口")
    del top[at], line[at]
    found = read(csv(top, line))
    assert (said(found), found.unchecked) == ([], ("総人口",))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        "年代,人数\n20代,5\n".encode(),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        '地域名,総人口\n北町,"10\n'.encode(),
    ],
    ids=["empty", "bom", "other", "picture", "quotes"],
)
def test_other_files_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(FileRefused, match=r"。$"):
        read(data)


def test_headings_alone_and_nobody_at_all_are_named() -> None:
    cut = headings(NEW)[:12]
    assert said(read(csv(cut))) == [
        "「5-9歳の女性」の列がありません。",
        "「10歳以上」の列がありません。最後の年齢まで要ります。",
        "見出しの下に、地域の行がありません。",
    ]
    assert said(read(csv(headings(NEW)))) == ["見出しの下に、地域の行がありません。"]
    nobody = row(NEW, "北町", 0)
    nobody = ["0" if cell in ("1", "18") else cell for cell in nobody]
    assert said(read(csv(headings(NEW), nobody))) == ["人口が、すべて0人です。"]
