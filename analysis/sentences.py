"""Draft sentences for a report: one to three for each question, each resting on cells of its table.

They describe those who were asked, and nobody else. Of a random sample alone it is said that two
answers do not differ, where its sampling error covers the difference; of any other survey only that
the difference is slight. Rules of the house: slight is up to a point; 無回答 is mentioned from 20 %
on; answers that print the same percentage share their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import sqrt
from typing import Final, TypeAlias, assert_never

from analysis.areas import Area, Areas
from analysis.days import Days, category
from analysis.grades import Grades
from analysis.leading import (
    NAMED,
    Candidate,
    Cell,
    Sentence,
    each,
    leading,
    names,
    number_of,
    ordered,
    quoted,
    share,
)
from analysis.quantities import Quantity
from analysis.ranks import Ranks
from analysis.rounding import half_up, plainly
from analysis.shares import in_words
from analysis.tabulate import NO_ANSWER, SMALL_BASE, Tabulation, percent
from models.multilingual import Language, pick

MOST: Final = 3  # sentences about a question
NOBODY_YET: Final = Sentence("まだ回答がありません。", ())
SILENCE: Final = Sentence("全員が無回答でした。", ())
MANY_BLANK: Final = Decimal(20)  # percent
_SLIGHT: Final = Decimal(1)  # points, as in analysis.cell_sentences

# ± in points of a percentage among so many people drawn at random (95 %).
Error: TypeAlias = Callable[[float, int], float]


def sentences(table: Tabulation, error: Error | None = None) -> tuple[Sentence, ...]:
    """What the table of a question, or of a row of a matrix, says; at most MOST sentences.

    `error` only where the survey declares a random sample.
    """
    if not table.n_asked:
        nobody = Sentence("この質問をたずねた人はいません。", ())
        return (nobody if table.not_asked else NOBODY_YET,)
    if not table.n_answered:
        return (SILENCE,)
    cautions = _cautions(table)
    found = [*_findings(table), *_slight(table, error)]
    if not found:
        found = [Sentence("どの選択肢も選ばれていません。", ())]
    return (*found[: MOST - len(cautions)], *cautions)


def base_remark(n: float) -> str:
    """n in brackets, with 参考値 where it is small."""
    return f"（n={n:,}{'、参考値' if n < SMALL_BASE else ''}）"


def summed(table: Tabulation, grades: Grades) -> Sentence | None:
    """The first two steps of a scale together, 満足（計）; None where it is too short for that."""
    if grades.first_two is None:
        return None
    people, base = int(grades.first_two), table.n_asked
    labels = {row.code: row.label for row in table.rows}
    first, second = (quoted(labels[code], code) for code in grades.steps[:2])
    if not people:
        return Sentence(f"{first}または{second}と答えた人はいません。", ())
    words = in_words(people, base)
    closing = f"で、{words.closing}" if words else "です"
    return Sentence(
        f"{first}と{second}を合わせた{box_name(labels, grades)}は{share(people, base)}{closing}。",
        (Cell(table.key, grades.steps[:2], "percent", str(percent(people, base))),),
    )


def box_name(labels: Mapping[str, dict[Language, str]], grades: Grades) -> str:
    """What the first two steps together are called, after the first."""
    first = grades.steps[0]
    return quoted({"ja": f"{pick(labels[first]) or first}（計）"})


def _findings(table: Tabulation) -> Iterator[Sentence]:
    base, rows = table.n_asked, _candidates(table)
    match table.summary:
        case Grades() as grades:
            yield from _some(leading(rows, base), summed(table, grades), _scored(table, grades))
        case Quantity() as quantity:
            yield _measured(table, quantity)
            yield from _some(leading(rows, base))
        case Days() as days:
            yield from _some(leading(rows, base))
            yield from _some(_spanned(table, days))
        case Ranks() as ranks:
            yield from _ranked(table, ranks)
        case Areas(areas) if areas:
            yield from _some(leading(_wider(table, areas), base, opening="地域では、"))
            if any(len(area.districts) > 1 for area in areas):
                yield from _some(leading(rows, base, opening="地区では、"))
        case Areas() | None:
            yield from _of_categories(table, rows)
        case _:
            assert_never(table.summary)


def _of_categories(table: Tabulation, rows: Sequence[Candidate]) -> Iterator[Sentence]:
    base = table.n_asked
    if table.shape != "prose":
        yield from _some(leading(rows, base, following=2 if table.marks is not None else 1))
        return
    words = in_words(table.n_answered, base)
    closing = f"で、{words.closing}" if words else "です"
    cell = Cell(table.key, (rows[0].code,), "percent", str(percent(table.n_answered, base)))
    yield Sentence(f"記入した人は{share(table.n_answered, base)}{closing}。", (cell,))


def _scored(table: Tabulation, grades: Grades) -> Sentence | None:
    """NPS and mean; the mean alone of a scale without a （計）."""
    if grades.mean is None or grades.first_two is not None:
        return None
    mean = number_of(half_up(grades.mean, 2))
    numbers = [Cell(table.key, grades.steps, "mean", mean)]
    text = f"平均は{mean}です"
    if grades.nps is not None and grades.nps.score is not None:
        score = f"{half_up(grades.nps.score, 1):+}"
        numbers.insert(0, Cell(table.key, grades.steps, "nps", score))
        text = f"推奨度（NPS）は{score}、{text}"
    numbers.append(Cell(table.key, grades.steps, "n", f"{grades.n:,}"))
    return Sentence(f"{text}{base_remark(grades.n)}。", tuple(numbers))


def _measured(table: Tabulation, quantity: Quantity) -> Sentence:
    unit = pick(table.unit)
    mean = number_of(half_up(quantity.mean, 2))
    median = plainly(half_up(quantity.median, 2))
    return Sentence(
        f"平均は{mean}{unit}、中央値は{median}{unit}です{base_remark(quantity.n)}。",
        (
            Cell(table.key, (), "mean", mean),
            Cell(table.key, (), "median", median),
            Cell(table.key, (), "n", f"{quantity.n:,}"),
        ),
    )


def _spanned(table: Tabulation, days: Days) -> Sentence | None:
    first, last = (pick(category(day, "day").label) for day in (days.first, days.last))
    if first == last:
        return None
    cells = (Cell(table.key, (), "first", first), Cell(table.key, (), "last", last))
    return Sentence(f"日付は{first}から{last}までです。", cells)


def _ranked(table: Tabulation, ranks: Ranks) -> Iterator[Sentence]:
    labels = {row.code: row.label for row in table.rows}
    firsts = [
        Candidate(table.key, option.code, labels[option.code], int(option.counts[0]))
        for option in ranks.options
        if option.counts
    ]
    yield from _some(leading(firsts, table.n_asked, opening="1位では、", what="first_place"))
    points = {option.code: half_up(option.score, 2) for option in ranks.options}
    most = max(points.values(), default=Decimal(0))
    best = tuple(code for code, score in points.items() if score == most)
    if most and len(best) < len(points):
        score = number_of(most)
        named = (
            f"{names([quoted(labels[code], code) for code in best])}（{each(len(best))}{score}点）"
        )
        cells = [Cell(table.key, best, "points", score)]
        if len(best) > NAMED:
            cells.insert(0, Cell(table.key, best, "rows", f"{len(best):,}"))
        yield Sentence(f"順位の平均点が最も高いのは{named}です。", tuple(cells))


def _slight(table: Tabulation, error: Error | None) -> Iterator[Sentence]:
    """That the first and the second hardly differ, where each stands alone and n is not small."""
    if table.small or table.shape not in ("one_of", "any_of", "ordered", "place"):
        return
    areas = table.summary.areas if isinstance(table.summary, Areas) else ()
    candidates = _wider(table, areas) if areas else _candidates(table)
    groups = ordered(candidates, table.n_asked)[:2]
    if [len(group) for group in groups] != [1, 1]:
        return
    [first], [second] = groups
    shares = [percent(one.people, table.n_asked) for one in (first, second)]
    pair = f"{quoted(first.label, first.code)}と{quoted(second.label, second.code)}"
    cells = tuple(
        Cell(table.key, (one.code,), "percent", str(printed))
        for one, printed in zip((first, second), shares, strict=True)
    )
    between = f"（{shares[0]}%と{shares[1]}%）"
    if error is not None:
        if float(shares[0] - shares[1]) <= _reach(first.people, second.people, table, error):
            text = f"標本誤差を考えると、{pair}に差は見られません{between}。"
            yield Sentence(text, cells)
    elif shares[0] - shares[1] <= _SLIGHT:
        yield Sentence(f"{pair}の差はわずかです{between}。", cells)


def _reach(one: int, other: int, table: Tabulation, error: Error) -> float:
    """How far two shares of one sample may lie apart by chance, in points.

    The variance of p - q is (b - (p - q)²) / n, b being the share with just one of the two (C. Wild
    and G. Seber, "Comparing two proportions from the same survey", The American Statistician 47,
    1993): p + q of one answer; of several answers at most that, and less where p + q is over 1.
    """
    n = table.n_asked
    p, q = one / n, other / n
    only_one = min(p + q, 2 - p - q)
    return 2 * error(50, n) * sqrt(max(0.0, only_one - (p - q) ** 2))


def _cautions(table: Tabulation) -> list[Sentence]:
    blank = percent(table.no_answer, table.n_asked)
    many = blank >= MANY_BLANK and table.shape != "prose"
    cells = []
    if many:
        cells.append(Cell(table.key, (NO_ANSWER.code,), "percent", str(blank)))
    if table.small:
        cells.append(Cell(table.key, (), "n", f"{table.n_asked:,}"))
    few = f"回答者が少ないため（n={table.n_asked:,}）、参考値です。"
    if many and table.small:
        return [Sentence(f"無回答が{blank}%あります。また、{few}", tuple(cells))]
    if many:
        return [Sentence(f"無回答が{blank}%あります。", tuple(cells))]
    return [Sentence(few, tuple(cells))] if table.small else []


def _candidates(table: Tabulation) -> list[Candidate]:
    return [
        Candidate(table.key, row.code, row.label, row.count)
        for row in table.rows
        if row.code != NO_ANSWER.code
    ]


def _wider(table: Tabulation, areas: Sequence[Area]) -> list[Candidate]:
    return [Candidate(table.key, area.code, area.label, int(area.count)) for area in areas]


def _some(*found: Sentence | None) -> Iterator[Sentence]:
    yield from (one for one in found if one is not None)
