"""cross.csv: every question by 年代, 性別 and 地域, one cell or test of the tables a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from analysis import crosstab, sides
from analysis.association import Association, Cell, Outcome, association
from analysis.columns import Answers, Mask, Weights
from analysis.crosstab import Crosstab, Line
from analysis.means import Difference, GroupMean, Means, means
from analysis.small_groups import Spared, spared
from exports.neutral import Encoded, Encoding, cell, sheet
from exports.tables import part_name, reference, rounded
from models.few_answers import may_show
from models.multilingual import pick
from models.questions.base import Category

COLUMNS: Final = (
    *("survey", "side", "side_label", "side_code", "side_code_label"),
    *("head", "head_label", "head_code", "head_code_label", "measure", "n", "not_asked"),
    *("count", "row_percent", "column_percent", "total_percent", "value", "low", "high"),
    *("residual", "p", "q", "mark", "method", "reference"),
)
WEIGHTED_COLUMNS: Final = (
    *("weighted_n", "weighted_count", "weighted_row_percent", "weighted_column_percent"),
    *("weighted_total_percent", "weighted_value"),
)

Row = Mapping[str, str]  # column → cell; blank where there is none


def cross_csv(
    survey_id: str,
    answers: Answers,
    encoding: Encoding = "utf-8-sig",
    *,
    mask: Mask | None = None,
    weights: Weights | None = None,
    hides_few: bool = False,
) -> Encoded:
    """cross.csv: COLUMNS, with `weights` also WEIGHTED_COLUMNS; of the people whom the mask names.

    Each question stands by each of the standing side variables (analysis.sides); a survey without
    any has a header only. With `hides_few` groups of fewer than ten people are left out.
    """
    columns = COLUMNS if weights is None else (*COLUMNS, *WEIGHTED_COLUMNS)
    beside = sides.standing(answers)
    by_key = {side.part.key: side for side in beside}

    def rows() -> Iterator[Sequence[str]]:
        yield columns
        for table in crosstab.standing(list(answers.columns.values()), beside, mask, weights):
            if hides_few and not may_show(table.total.n):
                continue
            side, head = by_key[table.side.key], answers.columns[table.head.key]
            about = {
                "survey": cell(survey_id),
                "side": part_name(table.side.key),
                "side_label": cell(pick(table.side.label)),
                "head": part_name(table.head.key),
                "head_label": cell(pick(table.head.label)),
                "not_asked": str(table.not_asked),
            }
            tested, compared = association(table), means(side, head, mask, weights)
            shown = Spared(table, tested, compared)
            if hides_few:
                shown = spared(table, tested, compared)
            found = [*_cells(shown), *(_means(shown.means) if shown.means is not None else ())]
            for row in found:
                whole = about | dict(row)
                yield [whole.get(name, "") for name in columns]

    return sheet(rows(), encoding)


def _cells(shown: Spared) -> Iterator[Row]:
    table, found = shown.table, shown.found
    assert found is not None
    nothing = (None,) * len(table.columns)
    for line, tests in zip(
        (table.total, *table.lines),
        (nothing, *((*cells, None) for cells in found.cells)),
        strict=True,
    ):
        shares = [table.percents(line, of) for of in ("row", "column", "total")]
        weighed = _weighed(table, line)
        for number, (column, test) in enumerate(zip(table.columns, tests, strict=True)):
            yield {
                **_side(line),
                **_head(column),
                "measure": "no_answer" if number == len(table.columns) - 1 else "cell",
                "n": str(line.n),
                "count": str(line.counts[number]),
                **dict(
                    zip(
                        ("row_percent", "column_percent", "total_percent"),
                        (str(share[number]) for share in shares),
                        strict=True,
                    )
                ),
                "reference": reference(line.n),
                **_tested(test),
                **(weighed[number] if weighed else {}),
            }
    yield from _tests(table, found)


def _weighed(table: Crosstab, line: Line) -> list[Row]:
    if line.weighed is None:
        return []
    shares = [table.percents(line, of, weighed=True) for of in ("row", "column", "total")]
    return [
        {
            "weighted_n": rounded(line.weighed.base),
            "weighted_count": rounded(count),
            "weighted_row_percent": str(row),
            "weighted_column_percent": str(column),
            "weighted_total_percent": str(total),
        }
        for count, row, column, total in zip(line.weighed.counts, *shares, strict=True)
    ]


def _tests(table: Crosstab, found: Association) -> Iterator[Row]:
    """The tests of the whole table, or of each option; or why there are none."""
    if found.reason is not None:
        yield {"measure": "untested", "n": str(found.n), "method": found.reason}
        return
    if found.whole is not None:
        yield from _outcome(found.whole)
    if found.options:
        of_head = len(found.options) == len(table.columns) - 1 and table.head.shape == "any_of"
        named: list[Row] = [
            *(map(_head, table.columns[:-1]) if of_head else map(_side, table.lines))
        ]
        for option, outcome in zip(named, found.options, strict=True):
            if outcome is not None:
                yield from ({**option, **row} for row in _outcome(outcome))


def _outcome(found: Outcome) -> Iterator[Row]:
    n = {"n": str(found.n)}
    yield {
        **n,
        "measure": "chi_square",
        "value": rounded(found.chi_square),
        "p": _small(found.p),
        "q": "" if found.q is None else _small(found.q),
        "method": found.method,
    }
    yield {**n, "measure": "freedom", "value": str(found.freedom)}
    yield {**n, "measure": "cramers_v", "value": rounded(found.v)}


def _means(found: Means) -> Iterator[Row]:
    for group in (found.total, *found.groups):
        yield from _mean(group)
    if found.ranks is not None:
        yield {
            "measure": "kruskal_wallis",
            "value": rounded(found.ranks.h),
            "p": _small(found.ranks.p),
        }


def _mean(group: GroupMean) -> Iterator[Row]:
    about = {**_side(group), "n": str(group.n), "reference": reference(group.n)}
    if group.mean is None:
        return
    yield {
        **about,
        "measure": "mean",
        "value": _of(group.mean),
        **_interval(group.interval),
        "weighted_value": "" if group.weighed is None else _of(group.weighed),
    }
    if group.deviation is not None:
        yield {**about, "measure": "deviation", "value": _of(group.deviation)}
    if group.difference is not None:
        yield {**about, "measure": "difference", **_difference(group.difference)}


def _difference(found: Difference) -> Row:
    mark = ("higher" if found.points > 0 else "lower") if found.marked else ""
    return {
        "value": _of(found.points),
        **_interval(found.interval),
        "p": _small(found.p),
        "q": _small(found.q),
        "mark": mark,
    }


def _tested(test: Cell | None) -> Row:
    if test is None:
        return {}
    return {
        "residual": rounded(test.residual),
        "p": _small(test.p),
        "q": _small(test.q),
        "mark": test.marked,
        "method": "fisher" if test.exact else "chi_square",
    }


def _side(line: Line | GroupMean) -> Row:
    return {"side_code": line.code, "side_code_label": cell(pick(line.label))}


def _head(column: Category) -> Row:
    return {"head_code": column.code, "head_code_label": cell(pick(column.label))}


def _interval(ends: tuple[Decimal, Decimal] | None) -> Row:
    return {} if ends is None else {"low": _of(ends[0]), "high": _of(ends[1])}


def _of(number: Decimal) -> str:
    return rounded(float(number))


def _small(probability: float) -> str:
    """p and q to four digits that count: 0.04321, 1.2e-07."""
    return f"{probability:.4g}"
