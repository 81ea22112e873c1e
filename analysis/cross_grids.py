"""Cross tables and tables of means as grids: 全体 first, n in the second column."""

from __future__ import annotations

from analysis.association import Association
from analysis.crosstab import Crosstab, Line, Of
from analysis.grids import EFFECTIVE_N, Grid, Head, Value, category_heads, named_with, plain_words
from analysis.means import GroupMean, Interval, Means
from analysis.rounding import settled

OF_WORDS: dict[Of, str] = {"row": "横%", "column": "縦%", "total": "全体%"}


def of_crosstab(
    table: Crosstab,
    found: Association | None = None,
    of: Of = "row",
    *,
    people: bool = False,
    weighed: bool = False,
) -> Grid:
    """A cross table of percentages, with `people` beside if asked; the marks are those `found`.

    `weighed` percentages stand behind n and the effective n, and have no marks: tests are made of
    people. Beside `people` stand the percentages without weights too.
    """
    lines = [table.total, *table.lines]
    every = 2 if people else 1
    marks = {}
    if found is not None and not weighed:
        marks = {
            (row, 2 + every * column + every - 1): cell.marked
            for row, cells in enumerate(found.cells, start=1)
            for column, cell in enumerate(cells)
            if cell is not None and cell.marked
        }
    by_weights = "重みつき" if weighed else ""
    return Grid(
        name=(
            f"{plain_words(table.head.label)}を{plain_words(table.side.label)}で分けた"
            f"{by_weights}集計表"
        ),
        heads=(
            Head(plain_words(table.side.label)),
            Head("n", "people"),
            *([Head(EFFECTIVE_N, "people")] if weighed else []),
            *category_heads(table.columns, people=people, weighed=weighed),
        ),
        rows=tuple(_row(table, line, of, people=people, weighed=weighed) for line in lines),
        marks=marks,
    )


def of_means(means: Means) -> Grid:
    """Means by group, with the interval of each and the difference to all others.

    By weights they stand beside those without: intervals and differences are of people.
    """
    unit = plain_words(means.head.unit) if means.head.unit else ""
    in_unit = f"（{unit}）" if unit else ""
    groups = (means.total, *means.groups)
    name = f"{plain_words(means.head.label)}の{plain_words(means.side.label)}ごとの平均"
    first = (Head(plain_words(means.side.label)), Head("n", "people"))
    if means.total.weighed is not None:
        return Grid(
            f"{name}（重みつき）",
            (
                *first,
                Head(f"重みつき平均{in_unit}", "mean"),
                Head(f"重みのない平均{in_unit}", "mean"),
            ),
            tuple((named_with(g.label, g.n), g.n, g.weighed, g.mean) for g in groups),
        )
    return Grid(
        name=name,
        heads=(
            *first,
            Head(f"平均{in_unit}", "mean"),
            Head("95%信頼区間"),
            Head("標準偏差", "mean"),
            Head("ほかの人との差", "mean"),
            Head("差の95%信頼区間"),
        ),
        rows=tuple(map(_mean_row, groups)),
        marks={
            (number, 5): "higher" if group.difference.points > 0 else "lower"
            for number, group in enumerate(groups)
            if group.difference is not None and group.difference.marked
        },
    )


def _row(table: Crosstab, line: Line, of: Of, *, people: bool, weighed: bool) -> tuple[Value, ...]:
    told = table.percents(line, of)
    by_weights = table.percents(line, of, weighed=True) if weighed else told
    cells: list[Value] = []
    for count, *shares in zip(line.counts, told, by_weights, strict=True):
        shown = shares if people and weighed else shares[1:]  # without weights both are the same
        cells += [*([count] if people else []), *(share if count else None for share in shown)]
    effective = line.weighed.effective_n if weighed and line.weighed is not None else line.n
    sure = [int(settled(effective, 0))] if weighed else []
    return (named_with(line.label, effective), line.n, *sure, *cells)


def _mean_row(group: GroupMean) -> tuple[Value, ...]:
    difference = group.difference
    return (
        named_with(group.label, group.n),
        group.n,
        group.mean,
        _interval(group.interval),
        group.deviation,
        difference.points if difference is not None else None,
        _interval(difference.interval) if difference is not None else None,
    )


def _interval(ends: Interval | None) -> str | None:
    if ends is None:
        return None
    low, high = (Head("", "mean").written(end) for end in ends)
    return f"{low}～{high}"
