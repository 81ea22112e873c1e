"""Draft sentences about a matrix: which of its rows stands highest, and which lowest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from analysis.grades import Grades
from analysis.leading import NAMED, Cell, Sentence, each, names, number_of, quoted
from analysis.matrices import Line, Matrix
from analysis.rounding import half_up
from analysis.sentences import MANY_BLANK, NOBODY_YET, SILENCE, box_name, sentences
from analysis.tabulate import NO_ANSWER, percent


class Standing(NamedTuple):
    """A row of the matrix, or one of its answers, by name, and the number it is compared by."""

    name: str
    value: Decimal
    cell: Cell


def of_matrix(matrix: Matrix) -> tuple[Sentence, ...]:
    """What the rows of a matrix say beside each other; at most three sentences.

    A scale is compared by its first two steps together, or by the mean where it has no such sum;
    other answers by their percentages.
    """
    asked = [line for line in matrix.lines if line.table.n_asked]
    lines = [line for line in asked if line.table.n_answered]
    if not lines:
        return (SILENCE if asked else NOBODY_YET,)
    if len(lines) == 1:
        return sentences(lines[0].table)
    return (_compared(lines), *_cautions(lines))


def _compared(lines: Sequence[Line]) -> Sentence:
    boxes = [standing for line in lines for standing in _box(line)]
    if len(boxes) == len(lines):
        scale = lines[0].table.summary
        assert isinstance(scale, Grades)
        labels = {row.code: row.label for row in lines[0].table.rows}
        return _ends(box_name(labels, scale), boxes, "%")
    means = [standing for line in lines for standing in _mean(line)]
    if len(means) == len(lines):
        return _ends("平均", means, "")
    return _by_answers(lines)


def _box(line: Line) -> Iterator[Standing]:
    table = line.table
    if isinstance(table.summary, Grades) and table.summary.first_two is not None:
        share = percent(table.summary.first_two, table.n_asked)
        cell = Cell(table.key, table.summary.steps[:2], "percent", str(share))
        yield Standing(quoted(line.label), share, cell)


def _mean(line: Line) -> Iterator[Standing]:
    table = line.table
    if isinstance(table.summary, Grades) and table.summary.mean is not None:
        mean = half_up(table.summary.mean, 2)
        cell = Cell(table.key, table.summary.steps, "mean", number_of(mean))
        yield Standing(quoted(line.label), mean, cell)


def _ends(title: str, standings: Sequence[Standing], unit: str) -> Sentence:
    """The highest and the lowest."""
    groups = _tied(standings)
    if len(groups) == 1:
        printed = groups[0][0].cell.number
        return Sentence(f"{title}は、どの項目も{printed}{unit}です。", (groups[0][0].cell,))
    highest, lowest = groups[0], groups[-1]
    return Sentence(
        f"{title}が最も高いのは{_named(highest, unit)}、最も低いのは{_named(lowest, unit)}です。",
        (*_cells(highest), *_cells(lowest)),
    )


def _by_answers(lines: Sequence[Line]) -> Sentence:
    """One answer that leads everywhere, with the ends of its share; else the largest shares."""
    standings = [
        Standing(
            quoted(row.label, row.code),
            row.percent,
            Cell(line.table.key, (row.code,), "percent", str(row.percent)),
        )
        for line in lines
        for row in line.table.rows
        if row.count and row.code != NO_ANSWER.code
    ]
    if not standings:
        return Sentence("どの選択肢も選ばれていません。", ())
    rows = {line.table.key: quoted(line.label) for line in lines}
    tops = [_tied([s for s in standings if s.cell.key == key])[:1] for key in rows]
    leaders = [top[0] for [top] in filter(None, tops) if len(top) == 1]
    answers = {(leader.name, leader.cell.codes) for leader in leaders}
    if len(leaders) == len(lines) and len(answers) == 1:
        [(answer, _)] = answers
        by_row = [leader._replace(name=rows[leader.cell.key]) for leader in leaders]
        ends = _ends("その割合", by_row, "%")
        return Sentence(f"どの項目でも{answer}が最も多く、{ends.text}", ends.cells)
    each_cell = [one._replace(name=f"{rows[one.cell.key]}の{one.name}") for one in standings]
    first, *rest = _tied(each_cell)
    following = f"で、次いで{_named(rest[0], '%')}" if rest else ""
    cells = (*_cells(first), *(_cells(rest[0]) if rest else ()))
    return Sentence(f"割合が最も高いのは{_named(first, '%')}{following}です。", cells)


def _cautions(lines: Sequence[Line]) -> Iterator[Sentence]:
    blank = max(lines, key=lambda line: percent(line.table.no_answer, line.table.n_asked))
    share = percent(blank.table.no_answer, blank.table.n_asked)
    if share >= MANY_BLANK:
        cell = Cell(blank.table.key, (NO_ANSWER.code,), "percent", str(share))
        yield Sentence(f"無回答が最も多いのは{quoted(blank.label)}（{share}%）です。", (cell,))
    few = [line for line in lines if line.table.small]
    if few:
        named = names([quoted(line.label) for line in few])
        cells = [Cell(few[0].table.key, (), "rows", f"{len(few):,}")] if len(few) > NAMED else []
        yield Sentence(f"回答者が少ないため、{named}は参考値です。", tuple(cells))


def _tied(standings: Iterable[Standing]) -> list[list[Standing]]:
    """The highest first; those that print the same number together."""
    falling = sorted(standings, key=lambda one: -one.value)
    return [list(group) for _, group in groupby(falling, lambda one: one.value)]


def _named(group: Sequence[Standing], unit: str) -> str:
    alike = f"{each(len(group))}{group[0].cell.number}{unit}"
    return f"{names([one.name for one in group])}（{alike}）"


def _cells(group: Sequence[Standing]) -> Iterator[Cell]:
    if len(group) > NAMED:
        yield replace(group[0].cell, what="rows", number=f"{len(group):,}")
    yield from (one.cell for one in group[: 1 if len(group) > NAMED else None])
