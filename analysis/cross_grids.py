"""Cross tables and tables of means as grids: 全体 first, n in the second column."""

from __future__ import annotations

from analysis.association import Association
from analysis.crosstab import Crosstab, Line, Of
from analysis.grids import Grid, Head, Value, category_heads, named_with, plain_words
from analysis.means import GroupMean, Interval, Means

OF_WORDS: dict[Of, str] = {"row": "横%", "column": "縦%", "total": "全体%"}


def of_crosstab(
    table: Crosstab,
    found: Association | None = None,
    of: Of = "row",
    *,
    people: bool = False,
    weighed: bool = False,
) -> Grid:
    """A cross table of percentages, with `people` beside if asked; the marks are those `found`."""
    lines = [table.total, *table.lines]
    every = 2 if people else 1
    marks = {}
    if found is not None:
        marks = {
            (row, 2 + every * column + every - 1): cell.marked
            for row, cells in enumerate(found.cells, start=1)
            for column, cell in enumerate(cells)
            if cell is not None and cell.marked
        }
    return Grid(
        name=f"{plain_words(table.head.label)}を{plain_words(table.side.label)}で分けた集計表",
        heads=(
            Head(plain_words(table.side.label)),
            Head("n", "people"),
            *category_heads(table.columns, people=people),
        ),
        rows=tuple(_row(table, line, of, people=people, weighed=weighed) for line in lines),
        marks=marks,
    )


def of_means(means: Means) -> Grid:
    """Means by group, with the interval of each and the difference to all others."""
    unit = plain_words(means.head.unit) if means.head.unit else ""
    in_unit = f"（{unit}）" if unit else ""
    groups = (means.total, *means.groups)
    return Grid(
        name=f"{plain_words(means.head.label)}の{plain_words(means.side.label)}ごとの平均",
        heads=(
            Head(plain_words(means.side.label)),
            Head("n", "people"),
            Head(f"平均{in_unit}", "mean"),
            Head("95%信頼区間"),
            Head("標準偏差", "mean"),
            Head("ほかの人との差", "mean"),
            Head("差の95%信頼区間"),
            *([Head("重みつき平均", "mean")] if means.total.weighed is not None else []),
        ),
        rows=tuple(_mean_row(group, weighed=means.total.weighed is not None) for group in groups),
        marks={
            (number, 5): "higher" if group.difference.points > 0 else "lower"
            for number, group in enumerate(groups)
            if group.difference is not None and group.difference.marked
        },
    )


def _row(table: Crosstab, line: Line, of: Of, *, people: bool, weighed: bool) -> tuple[Value, ...]:
    shares = table.percents(line, of, weighed=weighed)
    cells: list[Value] = []
    for count, share in zip(line.counts, shares, strict=True):
        cells += [*([count] if people else []), share if count else None]
    return (named_with(line.label, line.n), line.n, *cells)


def _mean_row(group: GroupMean, *, weighed: bool) -> tuple[Value, ...]:
    difference = group.difference
    return (
        named_with(group.label, group.n),
        group.n,
        group.mean,
        _interval(group.interval),
        group.deviation,
        difference.points if difference is not None else None,
        _interval(difference.interval) if difference is not None else None,
        *([group.weighed] if weighed else []),
    )


def _interval(ends: Interval | None) -> str | None:
    if ends is None:
        return None
    low, high = (Head("", "mean").written(end) for end in ends)
    return f"{low}～{high}"
