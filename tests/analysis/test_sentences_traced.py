"""Every number in a draft sentence stands in the table, in the cell that the sentence names."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import build
from analysis.leading import Cell
from analysis.sentences import MOST, sentences
from analysis.tabulate import Tabulation, percent, tabulate
from models.questions import AnyQuestion
from models.questions.values import StoredValue
from tests.analysis import handmade
from tests.builders import DAY, HOME, LIKED, NPS, NUMBER, OPINION, RANKING, SATISFACTION, SCALE
from tests.models.strategies import answers


def random_sample(share: float, n: int) -> float:
    """± of a simple random sample."""
    return float(1.96 * (share * (100 - share) / n) ** 0.5)


@pytest.mark.parametrize("key", handmade.GT)
def test_sentences_on_the_tables_counted_by_hand(key: str) -> None:
    """Each percentage of one row is the one that was worked out on paper."""
    printed = {code: share for code, _, share in handmade.GT[key].rows}
    for sentence in sentences(tabulate(handmade.answers().columns[key])):
        for cell in sentence.cells:
            if cell.what == "percent" and not set(cell.codes) & set(handmade.AREAS):
                shares = {printed[code] for code in cell.codes}
                assert len(cell.codes) == 2 or shares == {cell.number}


QUESTIONS = (SATISFACTION, LIKED, SCALE, NPS, RANKING, NUMBER, DAY, HOME, OPINION)
# What is in quotes is somebody's words, and 1位, 3分の1 … are words too.
WORDS = re.compile(r"「[^」]*」|1位|[34]分の[123]|\d+年\d+月\d+日")


def stands(cell: Cell, found: Tabulation) -> Any:
    """Whether the number stands in the table where the cell says."""
    people = {row.code: row.count for row in found.rows}
    summary: Any = found.summary
    match cell.what:
        case "percent" if cell.codes and set(cell.codes) <= set(people):
            alike = {str(row.percent) for row in found.rows if row.code in cell.codes}
            together = percent(sum(people[code] for code in cell.codes), found.n_asked)
            return alike == {cell.number} or str(together) == cell.number
        case "percent":
            areas = [area for area in summary.areas if area.code in cell.codes]
            return {str(percent(a.count, found.n_asked)) for a in areas} == {cell.number}
        case "first_place":
            firsts = [one.counts[0] for one in summary.options if one.code in cell.codes]
            return {str(percent(count, found.n_asked)) for count in firsts} == {cell.number}
        case "rows":
            return str(len(cell.codes)) == cell.number
        case "n":
            return cell.number in {f"{n:,}" for n in (found.n_asked, getattr(summary, "n", 0))}
        case "mean" | "median":
            shown = Decimal(cell.number.replace(",", ""))
            return abs(getattr(summary, cell.what) - shown) <= Decimal("0.005")
        case "points":
            best = max(option.score for option in summary.options)
            return abs(best - Decimal(cell.number)) <= Decimal("0.005")
        case "nps":
            return abs(summary.nps.score - Decimal(cell.number)) <= Decimal("0.05")
        case "first" | "last":
            day = getattr(summary, cell.what)
            return cell.number == f"{day.year}年{day.month}月{day.day}日"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_number_in_a_sentence_stands_in_the_table(
    question: AnyQuestion, data: st.DataObject
) -> None:
    [part] = question.parts()
    drawn: list[tuple[StoredValue, int]] = data.draw(
        st.lists(
            st.tuples(
                st.one_of(
                    st.none(),
                    answers(question).map(lambda fields: question.parse(fields)[part.key]),
                ),
                st.integers(1, 12),
            ),
            max_size=6,
        )
    )
    people = [value for value, n in drawn for _ in range(n)]
    found = tabulate(build.column(part, people))
    error = data.draw(st.sampled_from([None, random_sample]))
    drafts = sentences(found, error)
    assert 1 <= len(drafts) <= MOST
    for sentence in drafts:
        numbers = {cell.number for cell in sentence.cells}
        loose = re.findall(r"[+-]?\d[\d,.]*", WORDS.sub("", sentence.text))
        assert {one.rstrip(",.") for one in loose} <= numbers
        assert all(stands(cell, found) for cell in sentence.cells)
        assert sentence.text.endswith("。")
