"""The national layout 「地域・年齢別人口」: one row for each area, ages by sex in columns.

Both generations of it: the older begins with 都道府県コード又は市区町村コード and has 市区町村名,
the newer begins with 全国地方公共団体コード and has 地方公共団体名. Columns are found by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from imports import age_columns, delimited, moments, workbook
from imports.age_columns import SEX_WORDS, TOTALS, AgeColumns, bare
from imports.table import MAX_BYTES, Grid
from models.errors import FileRefused
from models.inhabitants import Ages, Count

MAX_AREAS: Final = 2_000
MOST_NAMED: Final = 50  # problems that are told one by one

_WHOLES: Final = frozenset(
    {"総数", "総計", "合計", "計", "全体", "全域", "全市", "全区", "区計", "市計"}
)
_LOOKED_AT: Final = 20  # rows at the top among which the headings are


@dataclass(frozen=True)
class Fault:
    """Something to mend: in the row `row` of the file, or in its headings."""

    row: int | None
    area: str
    said: str


@dataclass(frozen=True)
class Area:
    """One row as it was understood."""

    name: str
    people: int
    male: int
    female: int


@dataclass(frozen=True)
class Read:
    """What a file says; with any fault there are no counts, and nothing of it may be kept.

    `as_of` is the newest date in the file, None where it has none; `older` rows of other dates are
    not among the counts. `unchecked` are totals that the file does not have. `faults` are the
    first of `wrong`.
    """

    municipality: str
    as_of: date | None
    older: int
    areas: tuple[Area, ...]
    ages: tuple[Ages, ...]
    unknown_ages: int
    unchecked: tuple[str, ...]
    counts: tuple[Count, ...]
    wrong: int
    faults: tuple[Fault, ...]

    @property
    def people(self) -> int:
        """All inhabitants, those of unknown age too."""
        return sum(area.people for area in self.areas)


def read(data: bytes) -> Read:
    """What the file says. Raises FileRefused where it is no table of this layout at all."""
    if len(data) > MAX_BYTES:
        raise FileRefused(f"ファイルが大きすぎます。{MAX_BYTES // 1_000_000}MB以内にしてください。")
    grid, at = _table(data)
    columns = AgeColumns.of(grid.rows[at])
    rows = [
        _Row.of(number, cells, columns)
        for number, cells in zip(grid.numbers[at + 1 :], grid.rows[at + 1 :], strict=True)
    ]
    newest = max((row.as_of for row in rows if row.as_of is not None), default=None)
    here = [row for row in rows if row.as_of == newest or row.as_of is None]
    areas, wholes = _apart(here)
    faults = [
        *(Fault(None, "", said) for said in columns.faults()),
        *_faults(rows, areas, wholes, columns),
    ]
    unknown = sum(row.numbers.get(name, 0) for row in areas for name in columns.unknown)
    counted = [row for row in areas if not row.faults]
    return Read(
        municipality=next((row.municipality for row in here if row.municipality), ""),
        as_of=newest,
        older=len(rows) - len(here),
        areas=tuple(_area(row, columns) for row in counted),
        ages=tuple(columns.bands()),
        unknown_ages=unknown,
        unchecked=tuple(name for name in TOTALS if name not in columns.places),
        counts=() if faults else tuple(_counts(areas, columns)),
        wrong=len(faults),
        faults=tuple(faults[:MOST_NAMED]),
    )


def _table(data: bytes) -> tuple[Grid, int]:
    """The sheet and the position of its headings; of a workbook, the first sheet that has any."""
    if not workbook.is_workbook(data):
        return _headed(delimited.read(data))
    refused: FileRefused | None = None
    for name in workbook.sheets(data):
        try:
            return _headed(workbook.read(data, name))
        except FileRefused as error:  # a cover sheet has no figures; the next one may
            refused = refused or error
    raise refused or FileRefused("シートがありません。別のファイルを選んでください。")


def _headed(grid: Grid) -> tuple[Grid, int]:
    for at, row in enumerate(grid.rows[:_LOOKED_AT]):
        if age_columns.is_heading(row):
            return grid, at
    raise FileRefused(
        "「0-4歳の男性」などの見出しが見つかりません。"
        "「地域・年齢別人口」の形のファイルを選んでください。"
    )


@dataclass(frozen=True)
class _Row:
    number: int
    area: str
    municipality: str
    as_of: date | None
    numbers: Mapping[str, int]
    faults: tuple[Fault, ...]

    @classmethod
    def of(cls, number: int, cells: Sequence[str], columns: AgeColumns) -> _Row:
        def cell(name: str) -> str:
            place = columns.places.get(name)
            return cells[place].strip() if place is not None and place < len(cells) else ""

        area = cell("地域名")
        numbers: dict[str, int] = {}
        said: list[str] = []
        for name in columns.counted():
            text = bare(cell(name)).replace(",", "")
            if re.fullmatch(r"\d{1,9}(?:\.0+)?", text):
                numbers[name] = int(text.partition(".")[0])
            else:
                said.append(_not_a_count(name, cell(name)))
        when = cell("調査年月日")
        iso = moments.iso_day(moments.day_in(when)) if when else None
        if when and iso is None:
            said.append(f"調査年月日「{when[:20]}」を日付として読めません。")
        if not said:
            said += _sums(numbers, columns)
        return cls(
            number=number,
            area=area,
            municipality=cell("地方公共団体名") or cell("市区町村名"),
            as_of=date.fromisoformat(iso) if iso else None,
            numbers=numbers,
            faults=tuple(Fault(number, area, words) for words in said),
        )


def _not_a_count(name: str, text: str) -> str:
    if not text:
        return f"「{name}」に数がありません。"
    if re.fullmatch(r"[-△▲−]\d+", bare(text).replace(",", "")):
        return f"「{name}」が0より小さい数です（{text[:20]}）。"
    return f"「{name}」が数ではありません（{text[:20]}）。"


def _sums(numbers: Mapping[str, int], columns: AgeColumns) -> Iterator[str]:
    """Totals that differ from what they are made of, with both numbers."""
    of_sex = {sex: sum(numbers[name] for name in columns.of_sex(sex)) for sex in SEX_WORDS}
    for sex, word in SEX_WORDS.items():
        if word in numbers and numbers[word] != of_sex[sex]:
            yield (f"「{word}」は{numbers[word]:,}人ですが、年齢別をたすと{of_sex[sex]:,}人です。")
    both = sum(numbers.get(word, of_sex[sex]) for sex, word in SEX_WORDS.items())
    if "総人口" in numbers and numbers["総人口"] != both:
        yield f"「総人口」は{numbers['総人口']:,}人ですが、男性と女性をたすと{both:,}人です。"


def _apart(rows: Sequence[_Row]) -> tuple[list[_Row], list[_Row]]:
    """The areas, and rows that stand for all of them together."""
    if len(rows) < 2:
        return list(rows), []
    wholes = [row for row in rows if _is_whole(row)]
    return [row for row in rows if not _is_whole(row)], wholes


def _is_whole(row: _Row) -> bool:
    name = bare(row.area)
    return name in _WHOLES or (bool(name) and name == bare(row.municipality))


def _faults(
    rows: Sequence[_Row], areas: Sequence[_Row], wholes: Sequence[_Row], columns: AgeColumns
) -> Iterator[Fault]:
    if not areas:
        yield Fault(None, "", "見出しの下に、地域の行がありません。")
    if len(areas) > MAX_AREAS:
        yield Fault(None, "", f"地域が多すぎます。{MAX_AREAS:,}までにしてください。")
    if any(row.as_of is None for row in rows) and any(row.as_of is not None for row in rows):
        undated = next(row for row in rows if row.as_of is None)
        if not undated.faults:
            yield Fault(undated.number, undated.area, "調査年月日がありません。")
    first: dict[str, int] = {}
    for row in areas:
        yield from row.faults
        if len(areas) > 1:
            name = bare(row.area)
            if not name:
                yield Fault(row.number, "", "地域名がありません。")
            elif name in first:
                yield Fault(row.number, row.area, f"{first[name]}行目と同じ地域名です。")
            first.setdefault(name, row.number)
    for whole in wholes:
        yield from whole.faults
        if not whole.faults and not any(row.faults for row in areas):
            yield from _whole_faults(whole, areas, columns)
    if (
        areas
        and not any(row.faults for row in areas)
        and not any(_whole(r, columns) for r in areas)
    ):
        yield Fault(None, "", "人口が、すべて0人です。")


def _whole_faults(whole: _Row, areas: Sequence[_Row], columns: AgeColumns) -> Iterator[Fault]:
    for name in columns.counted():
        found = sum(row.numbers[name] for row in areas)
        if whole.numbers[name] != found:
            yield Fault(
                whole.number,
                whole.area,
                f"「{name}」は{whole.numbers[name]:,}人ですが、地域をたすと{found:,}人です。",
            )


def _whole(row: _Row, columns: AgeColumns) -> int:
    return sum(row.numbers[name] for sex in SEX_WORDS for name in columns.of_sex(sex))


def _area(row: _Row, columns: AgeColumns) -> Area:
    male, female = (
        sum(row.numbers[name] for name in columns.of_sex(sex)) for sex in ("male", "female")
    )
    return Area(row.area, male + female, male, female)


def _counts(areas: Sequence[_Row], columns: AgeColumns) -> Iterator[Count]:
    for row in areas:
        area = row.area if len(areas) > 1 else None
        for name, (sex, band) in columns.ages.items():
            yield Count(row.numbers[name], sex, band, area)
        for name, sex in columns.unknown.items():
            yield Count(row.numbers[name], sex, None, area)
