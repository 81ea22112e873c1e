"""What a table says beyond its counts, in the words of the office: 平均, 満足（計）, 平均点."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from analysis.areas import Areas
from analysis.days import Days, category
from analysis.grades import Grades
from analysis.quantities import Quantity
from analysis.ranks import Ranks
from analysis.rounding import half_up, plainly
from analysis.tabulate import SMALL_BASE, Tabulation, percent_text
from models.multilingual import pick


def in_words(tabulation: Tabulation) -> list[str]:
    """Lines of plain text: each number with its n, and 非該当 where there is any."""
    said = _said(tabulation)
    if tabulation.not_asked:
        said.append(
            f"非該当（たずねていない人） {tabulation.not_asked:,}人は、n に入れていません。"
        )
    return said


def _said(tabulation: Tabulation) -> list[str]:
    summary = tabulation.summary
    match summary:
        case Grades():
            return _grades(summary, tabulation)
        case Quantity():
            return _quantity(summary, pick(tabulation.unit))
        case Days():
            first, last = (
                pick(category(day, "day").label) for day in (summary.first, summary.last)
            )
            return [f"いちばん早い日 {first}", f"いちばん遅い日 {last}{_of(summary.n)}"]
        case Ranks():
            return _ranks(summary)
        case Areas() | None:
            return []
        case _:
            assert_never(summary)


def _grades(grades: Grades, tabulation: Tabulation) -> list[str]:
    if not grades.n:
        return []
    base = tabulation.n_asked
    labels = {row.code: " ".join(pick(row.label).split()) for row in tabulation.rows}
    said = []
    if grades.first_two is not None and grades.last_two is not None:
        first, last = labels[grades.steps[0]], labels[grades.steps[-1]]
        said.append(f"{first}（計） {_people(grades.first_two, base)}")
        said.append(f"{last}（計） {_people(grades.last_two, base)}")
        said.append("（計）は、端から2段階を合わせたものです。")
    if grades.nps is not None and grades.nps.score is not None:
        nps = grades.nps
        said.append(
            f"推奨者（9・10） {nps.promoters:,}人　中立者（7・8） {nps.passives:,}人　"
            f"批判者（0〜6） {nps.detractors:,}人"
        )
        said.append(f"NPS {half_up(grades.nps.score, 1):+}{_of(grades.n)}")
    if grades.mean is not None and grades.median is not None:
        deviation = grades.deviation
        spread = f"　標準偏差 {half_up(deviation, 2)}" if deviation is not None else ""
        middle = f"平均 {half_up(grades.mean, 2)}　中央値 {plainly(grades.median)}"
        said.append(f"{middle}{spread}{_of(grades.n)}")
    return said


def _quantity(found: Quantity, unit: str) -> list[str]:
    def written(value: Decimal) -> str:
        return f"{plainly(value)}{unit}"

    spread = (
        f"　標準偏差 {half_up(found.deviation, 2):,}{unit}" if found.deviation is not None else ""
    )
    mean = f"平均 {half_up(found.mean, 2):,}{unit}　中央値 {written(found.median)}"
    ends = f"最小 {written(found.least)}", f"最大 {written(found.most)}"
    quartiles = (
        f"第1四分位 {written(found.lower_quartile)}　第3四分位 {written(found.upper_quartile)}"
    )
    return [f"{mean}{spread}{_of(found.n)}", f"{ends[0]}　{quartiles}　{ends[1]}"]


def _ranks(ranks: Ranks) -> list[str]:
    points = "、".join(
        f"{place}位を{ranks.places + 1 - place}点" for place in range(1, ranks.places + 1)
    )
    return [f"平均点は、{points}、順位のないものを0点とした平均です{_of(ranks.n)}。"]


def _people(count: float, base: int) -> str:
    return f"{count:,}人（{percent_text(count, base)}%）" if count else "0人"


def _of(people: float) -> str:
    return f"（n={people:,}{'、参考値' if people < SMALL_BASE else ''}）"
