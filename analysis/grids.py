"""Tables as rows of values under headings: what the page, the print and the CSV file write.

Values stay numbers; how a column is written is told by its kind. None stands for none: it is
printed `-`, as the reports of Japanese offices have it (analysis.tabulate names the source).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from analysis.areas import Areas
from analysis.grades import Grades
from analysis.matrices import Matrix
from analysis.ranks import Ranks
from analysis.rounding import half_up
from analysis.tabulate import NO_ANSWER, SMALL_BASE, Tabulation, percent
from models.multilingual import Language, pick
from models.questions.base import Category

Kind = Literal["words", "people", "share", "mean", "whole"]
Value: TypeAlias = str | int | Decimal | None

NONE: Final = "-"
PEOPLE, SHARE, WEIGHED_SHARE = "人数", "割合（%）", "重みつき（%）"
EFFECTIVE_N: Final = "有効な人数"


@dataclass(frozen=True)
class Head:
    """The heading of a column, and how its values are written.

    `share` is a percentage with one decimal, `mean` has two, `whole` is a number without unit.
    """

    text: str
    kind: Kind = "words"

    def written(self, value: Value) -> str:
        """A value of the column as it is printed."""
        if value is None:
            return NONE
        if isinstance(value, str):
            return value
        match self.kind:
            case "share":
                return f"{half_up(Decimal(value), 1)}"
            case "mean":
                return f"{half_up(Decimal(value), 2):,}"
            case _:
                return f"{value:,}"


@dataclass(frozen=True)
class Grid:
    """A table: `name` says what it shows. The first column names the rows.

    `marks` are cells that stand out, by row and column: "higher" or "lower" than `than`.
    """

    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    than: str = "全体"


def of_tabulation(tabulation: Tabulation) -> list[Grid]:
    """A question's tables, the one with all its rows last."""
    base = tabulation.n_asked
    named = plain_words(tabulation.label)
    found = []
    match tabulation.summary:
        case Areas(areas):
            wider = [(pick(area.label), int(area.count), None) for area in areas]
            found.append(_shares(f"{named}の地域ごとの集計表", "地域", wider, base))
        case Ranks() as ranks:
            found.append(_places(f"{named}の順位ごとの集計表", tabulation, ranks))
    heading = {"place": "地区", "ranked": "順位に入れたもの"}.get(tabulation.shape, "回答")
    weighed = tabulation.weighed
    percents: list[Decimal | None] = [None] * len(tabulation.rows)
    if weighed is not None:
        pairs = zip(weighed.percents, weighed.counts, strict=True)
        percents = [share if count else None for share, count in pairs]
    rows = [
        (pick(row.label), row.count, share)
        for row, share in zip(tabulation.rows, percents, strict=True)
    ]
    by_weights = weighed is not None
    return [*found, _shares(f"{named}の集計表", heading, rows, base, by_weights=by_weights)]


def of_matrix(matrix: Matrix, *, people: bool = False) -> Grid:
    """A matrix as one table of percentages, each of its line's n; `people` stand beside if asked.

    A scale has its mean in the last column.
    """
    rows = []
    with_means = any(
        isinstance(one.table.summary, Grades) and one.table.summary.mean is not None
        for one in matrix.lines
    )
    for line in matrix.lines:
        base, summary = line.table.n_asked, line.table.summary
        cells = [value for cell in line.cells for value in both(cell.count, base, people=people)]
        mean = [summary.mean if isinstance(summary, Grades) else None] if with_means else []
        rows.append((named_with(line.label, base), base, *cells, *mean))
    return Grid(
        name=f"{plain_words(matrix.label)}の項目ごとの集計表",
        heads=(
            Head("項目"),
            Head("n", "people"),
            *category_heads(matrix.categories, people=people),
            *([Head("平均", "mean")] if with_means else []),
        ),
        rows=tuple(rows),
    )


def both(count: int, base: int, *, people: bool) -> list[Value]:
    """A cell's percentage, after its count where `people` are asked for."""
    share = percent(count, base) if count else None
    return [count, share] if people else [share]


def category_heads(
    categories: Sequence[Category], *, people: bool, weighed: bool = False
) -> list[Head]:
    """The headings of such cells; beside `people` shares that are `weighed` stand too."""
    names = _told_apart([plain_words(category.label) for category in categories])
    measures: dict[str, Kind] = {"人": "people", "%": "share"} if people else {"%": "share"}
    if people and weighed:
        measures["重みつき%"] = "share"
    return [Head(f"{name}（{words}）", kind) for name in names for words, kind in measures.items()]


def named_with(label: dict[Language, str], n: float) -> str:
    """A row's words, with 参考値 where its base is small."""
    return f"{plain_words(label)}（参考値）" if n < SMALL_BASE else plain_words(label)


def plain_words(label: dict[Language, str]) -> str:
    """The Japanese words on one line."""
    return " ".join(pick(label).split())


def _told_apart(names: Sequence[str]) -> list[str]:
    """Equal names get a number: a code that no version knows may be called like an option."""
    return [
        f"{name} {names[:place].count(name) + 1}" if name in names[:place] else name
        for place, name in enumerate(names)
    ]


def _shares(
    name: str,
    heading: str,
    rows: Sequence[tuple[str, int, Decimal | None]],
    base: int,
    *,
    by_weights: bool = False,
) -> Grid:
    weighed = [Head(WEIGHED_SHARE, "share")] if by_weights else []
    return Grid(
        name,
        (Head(heading), Head(f"{PEOPLE}（n={base:,}）", "people"), Head(SHARE, "share"), *weighed),
        tuple(
            (label, count, *both(count, base, people=False), *([share] if by_weights else []))
            for label, count, share in rows
        ),
    )


def _places(name: str, tabulation: Tabulation, ranks: Ranks) -> Grid:
    """People by place, the mean place, and the mean points, of each option."""
    labels = {row.code: pick(row.label) for row in tabulation.rows if row.code != NO_ANSWER.code}
    places = [Head(f"{place}位", "people") for place in range(1, ranks.places + 1)]
    score = Head(f"平均点（n={ranks.n:,}）", "mean")
    return Grid(
        name,
        (Head("選択肢"), *places, Head("平均順位", "mean"), score),
        tuple(
            (labels[one.code], *map(int, one.counts), one.mean_place, one.score)
            for one in ranks.options
        ),
    )
