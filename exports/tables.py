"""gt.csv: every row and sum of the tables of 単純集計, rounded as みる prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, assert_never

from analysis.areas import Areas
from analysis.columns import Answers, Mask, Weights
from analysis.days import Days
from analysis.grades import Grades
from analysis.quantities import Quantity
from analysis.ranks import Ranks
from analysis.rounding import half_up
from analysis.tabulate import NO_ANSWER, SMALL_BASE, Summary, Tabulation, percent, tabulate
from exports.neutral import Encoded, Encoding, cell, sheet
from models.few_answers import may_show
from models.multilingual import Language, pick

COLUMNS: Final = (
    *("survey", "question", "part", "label", "measure", "code", "code_label"),
    *("n", "no_answer", "not_asked", "base", "count", "percent", "value", "reference"),
)
WEIGHTED_COLUMNS: Final = (
    *("weighted_base", "weighted_count", "weighted_percent", "weighted_value"),
)
REFERENCE: Final = "参考値"


class Figure(NamedTuple):
    """One number: people and their share of the n asked, or a value; of `base` people, or of what
    they weigh. `code` is that of an option or area, blank where it is about the whole table.
    """

    measure: str
    code: str
    label: dict[Language, str]
    base: float
    people: float | None = None
    value: str = ""


def gt_csv(
    survey_id: str,
    answers: Answers,
    encoding: Encoding = "utf-8-sig",
    *,
    mask: Mask | None = None,
    weights: Weights | None = None,
    hides_few: bool = False,
) -> Encoded:
    """gt.csv: COLUMNS, with `weights` also WEIGHTED_COLUMNS; of the people whom the mask names.

    Weights are above zero. With `hides_few` questions that fewer than ten were asked are left out.
    """
    tables = (
        table
        for table in (tabulate(column, mask, weights) for column in answers.columns.values())
        if may_show(table.n_asked) or not hides_few
    )

    def rows() -> Iterator[Sequence[str]]:
        yield COLUMNS if weights is None else (*COLUMNS, *WEIGHTED_COLUMNS)
        for table in tables:
            yield from _rows(survey_id, table)

    return sheet(rows(), encoding)


def rounded(value: float, places: int = 2) -> str:
    """A number that is not a count of people, as files have it: no commas, never 1E+3."""
    return f"{half_up(Decimal(value), places):f}"


def part_name(key: str) -> str:
    """What a part is called in files: the column of responses.csv that a row of a matrix has."""
    return key.replace(".", "_")


def reference(base: float) -> str:
    """参考値 where the base allows no more."""
    return REFERENCE if base < SMALL_BASE else ""


def _rows(survey_id: str, table: Tabulation) -> Iterator[Sequence[str]]:
    about = (
        cell(survey_id),
        table.key.partition(".")[0],
        part_name(table.key),
        cell(pick(table.label)),
    )
    asked = (str(table.n_asked), str(table.no_answer), str(table.not_asked))
    weighed = _weighed(table)
    for figure in _figures(
        table, table.n_asked, [row.count for row in table.rows], table.marks, table.summary
    ):
        share = "" if figure.people is None else str(percent(figure.people, table.n_asked))
        yield (
            *about,
            *(figure.measure, figure.code, cell(pick(figure.label)), *asked),
            *(str(figure.base), _count(figure.people), share, figure.value),
            reference(figure.base),
            *(_by_weight(table, weighed.get((figure.measure, figure.code))) if weighed else ()),
        )


def _weighed(table: Tabulation) -> dict[tuple[str, str], Figure]:
    """The same numbers by weights, by measure and code; none without weights."""
    found = table.weighed
    if found is None:
        return {}
    figures = _figures(table, found.base, found.counts, found.marks, found.summary)
    return {(figure.measure, figure.code): figure for figure in figures}


def _by_weight(table: Tabulation, figure: Figure | None) -> tuple[str, ...]:
    """Blank where the people weigh too little to come to such a number."""
    if figure is None:
        return ("",) * len(WEIGHTED_COLUMNS)
    assert table.weighed is not None
    people = figure.people
    return (
        rounded(figure.base),
        "" if people is None else rounded(people),
        "" if people is None else str(percent(people, table.weighed.base)),
        figure.value,
    )


def _figures(
    table: Tabulation,
    base: float,
    counts: Sequence[float],
    marks: float | None,
    summary: Summary,
) -> Iterator[Figure]:
    for row, count in zip(table.rows, counts, strict=True):
        measure = "no_answer" if row.code == NO_ANSWER.code else "option"
        yield Figure(measure, row.code, row.label, base, count)
    if marks is not None:
        yield Figure("marks", "", {"ja": "M.T."}, base, marks)
    match summary:
        case Grades():
            yield from _of_scale(table, base, summary)
        case Quantity():
            yield from _of_numbers(summary)
        case Days():
            yield Figure("first", "", {"ja": "最初の日"}, summary.n, value=str(summary.first))
            yield Figure("last", "", {"ja": "最後の日"}, summary.n, value=str(summary.last))
        case Ranks():
            yield from _of_ranks(table, base, summary)
        case Areas(areas):
            yield from (Figure("area", area.code, area.label, base, area.count) for area in areas)
        case None:
            return
        case _:
            assert_never(summary)


def _of_scale(table: Tabulation, base: float, grades: Grades) -> Iterator[Figure]:
    labels = {row.code: row.label for row in table.rows}
    if grades.first_two is not None and grades.last_two is not None:
        for measure, step, people in (
            ("first_two", grades.steps[0], grades.first_two),
            ("last_two", grades.steps[-1], grades.last_two),
        ):
            name = f"{pick(labels[step]) or step}（計）"
            yield Figure(measure, "", {"ja": name}, base, people)
    if grades.nps is not None and grades.nps.score is not None:
        nps = grades.nps
        for measure, name, people in (
            ("promoters", "推奨者（9・10）", nps.promoters),
            ("passives", "中立者（7・8）", nps.passives),
            ("detractors", "批判者（0から6）", nps.detractors),
        ):
            yield Figure(measure, "", {"ja": name}, base, people)
        score = rounded(float(grades.nps.score), 1)
        yield Figure("nps", "", {"ja": "NPS"}, grades.n, value=score)
    yield from _moments(grades.n, grades.mean, grades.median, grades.deviation)


def _of_numbers(found: Quantity) -> Iterator[Figure]:
    yield from _moments(found.n, found.mean, found.median, found.deviation)
    for measure, name, value in (
        ("least", "最小", found.least),
        ("lower_quartile", "第1四分位", found.lower_quartile),
        ("upper_quartile", "第3四分位", found.upper_quartile),
        ("most", "最大", found.most),
    ):
        yield Figure(measure, "", {"ja": name}, found.n, value=_exact(value))


def _moments(
    n: float, mean: Decimal | None, median: Decimal | None, deviation: Decimal | None
) -> Iterator[Figure]:
    if mean is not None:
        yield Figure("mean", "", {"ja": "平均"}, n, value=_exact(half_up(mean, 2)))
    if median is not None:
        yield Figure("median", "", {"ja": "中央値"}, n, value=_exact(median))
    if deviation is not None:
        yield Figure("deviation", "", {"ja": "標準偏差"}, n, value=_exact(half_up(deviation, 2)))


def _of_ranks(table: Tabulation, base: float, ranks: Ranks) -> Iterator[Figure]:
    labels = {row.code: row.label for row in table.rows}
    for option in ranks.options:
        code, label = option.code, labels[option.code]
        for place, people in enumerate(option.counts, start=1):
            yield Figure(f"place_{place}", code, label, base, people)
        yield Figure("points", code, label, ranks.n, value=_exact(half_up(option.score, 2)))
        if option.mean_place is not None:
            place_mean = _exact(half_up(option.mean_place, 2))
            yield Figure("mean_place", code, label, sum(option.counts), value=place_mean)


def _exact(value: Decimal) -> str:
    return f"{value:f}"


def _count(people: float | None) -> str:
    return "" if people is None else str(people)
