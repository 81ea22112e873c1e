"""Every table of the survey that was counted by hand: people, percentages, sums, residuals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from analysis.areas import Areas
from analysis.association import association
from analysis.axes import by_area
from analysis.crosstab import crosstab, layered
from analysis.grades import Grades
from analysis.means import means
from analysis.quantities import Quantity
from analysis.ranks import Ranks
from analysis.rounding import half_up
from analysis.sides import standing
from analysis.tabulate import Tabulation, percent_text, tabulate
from models.journey import asked
from tests.analysis import handmade, handmade_cross
from tests.analysis.handmade import GT, PEOPLE, VERSIONS
from tests.analysis.handmade_cross import CROSS

ANSWERS = handmade.answers()
COLUMNS = ANSWERS.columns


def table(key: str) -> Tabulation:
    return tabulate(COLUMNS[key])


def side(key: str) -> Any:
    return by_area(COLUMNS[key]) if COLUMNS[key].part.shape == "place" else COLUMNS[key]


def texts(numbers: Any) -> list[str]:
    return [str(number) for number in numbers]


def test_everybody_was_asked_what_their_version_asks_them() -> None:
    """The survey is one that could have been answered so: 非該当 is where conditions pass by."""
    for response in handmade.responses():
        there = asked(VERSIONS[response.version], response.answers)
        keys = [key for question in there for key in question.asked_keys()]
        assert sorted(keys) == sorted(response.answers)
    assert (ANSWERS.n, set(GT)) == (40, set(PEOPLE))


def test_questions_stand_as_in_the_newest_version_and_those_of_old_last() -> None:
    assert list(COLUMNS) == list(GT)


@pytest.mark.parametrize("key", GT)
def test_every_table(key: str) -> None:
    found, expected = table(key), GT[key]
    assert (found.n_asked, found.not_asked) == (expected.n, expected.not_asked)
    assert [
        (row.code, row.count, percent_text(row.count, found.n_asked)) for row in found.rows
    ] == expected.rows
    assert found.small == (expected.n < 30)


def test_marks_are_more_than_people() -> None:
    found = table("q2")
    assert found.marks is not None
    assert (found.marks, percent_text(found.marks, found.n_asked)) == handmade.MARKS


@pytest.mark.parametrize("key", handmade.SPREAD)
def test_means_spread_and_medians(key: str) -> None:
    found = table(key).summary
    assert isinstance(found, Grades | Quantity)
    numbers = (found.mean, found.deviation, found.median)
    assert all(number is not None for number in numbers)
    printed = [str(half_up(number, 2)) for number in numbers if number is not None]
    assert (found.n, *printed) == handmade.SPREAD[key]


@pytest.mark.parametrize("key", handmade.BOXES)
def test_first_two_and_last_two_steps(key: str) -> None:
    found = table(key)
    assert isinstance(found.summary, Grades)
    boxes = (found.summary.first_two, found.summary.last_two)
    shown = tuple((box, percent_text(box or 0, found.n_asked)) for box in boxes)
    assert shown == handmade.BOXES[key]


def test_who_would_recommend() -> None:
    found = table("q7").summary
    assert isinstance(found, Grades)
    nps = found.nps
    assert nps is not None
    assert nps.score is not None
    assert (
        *(nps.promoters, nps.passives, nps.detractors),
        str(half_up(nps.score, 1)),
    ) == handmade.NPS_FOUND
    assert (found.first_two, found.last_two) == (None, None)


def test_ranks_points_and_mean_places() -> None:
    found = table("q10").summary
    assert isinstance(found, Ranks)
    assert (found.n, found.places) == (28, 2)
    shown = {
        option.code: (
            option.counts,
            str(half_up(option.score, 2)),
            str(half_up(option.mean_place or Decimal(0), 2)),
        )
        for option in found.options
    }
    assert shown == handmade.RANKED


def test_areas() -> None:
    found = table("q13")
    assert isinstance(found.summary, Areas)
    shown = {
        area.code: (area.count, percent_text(area.count, found.n_asked))
        for area in found.summary.areas
    }
    assert shown == handmade.AREAS


@pytest.mark.parametrize(("of_side", "of_head"), CROSS)
def test_every_cross_table(of_side: str, of_head: str) -> None:
    expected = CROSS[of_side, of_head]
    found = crosstab(side(of_side), COLUMNS[of_head])
    assert [column.code for column in found.columns] == expected.columns
    assert [
        (line.code, line.n, list(line.counts), texts(found.percents(line))) for line in found.lines
    ] == expected.lines
    assert (found.no_answer.n, list(found.no_answer.counts)) == expected.blank
    total = found.total
    assert (total.n, list(total.counts), texts(found.percents(total))) == expected.total
    assert found.not_asked == expected.not_asked


def test_a_cross_table_by_column_and_of_all() -> None:
    found = crosstab(COLUMNS["age"], COLUMNS["q1"])
    assert [
        texts(found.percents(line, "column")) for line in found.lines
    ] == handmade_cross.BY_COLUMN
    assert [texts(found.percents(line, "total")) for line in found.lines] == handmade_cross.OF_TOTAL


def test_three_questions_at_once() -> None:
    men, women, undisclosed = layered(COLUMNS["gender"], COLUMNS["age"], COLUMNS["q1"])
    shown = [(line.code, line.n, list(line.counts)) for line in men.table.lines]
    assert shown == handmade_cross.AMONG_MEN
    # 7-20 and 31-38; person 39 alone would not say, and left age blank.
    assert (men.table.total.n, women.table.total.n, undisclosed.table.total.n) == (16, 22, 1)
    assert undisclosed.table.no_answer.n == 1


def test_a_mask_leaves_the_others_out() -> None:
    """The answers to version 1 alone: 1-20, of whom 1-10 are in their twenties."""
    first = np.arange(40) < 20
    found = crosstab(COLUMNS["age"], COLUMNS["q1"], mask=first)
    assert [(line.n, list(line.counts)) for line in found.lines] == [
        (10, [10, 0, 0, 0]),
        (10, [3, 0, 6, 1]),
        (0, [0, 0, 0, 0]),
    ]


def test_how_far_a_cell_lies_from_what_was_to_be_expected() -> None:
    [first, *_], *_ = association(crosstab(COLUMNS["age"], COLUMNS["q1"])).cells
    assert first is not None
    assert first.residual == pytest.approx(handmade_cross.RESIDUAL, abs=0.0005)


def test_means_by_group() -> None:
    found = means(COLUMNS["gender"], COLUMNS["q6"])
    assert found is not None
    shown = [
        (group.code, group.n, None if group.mean is None else str(half_up(group.mean, 2)))
        for group in found.groups
    ]
    assert shown == handmade_cross.MEANS
    assert found.total.mean is not None
    assert (found.total.n, str(half_up(found.total.mean, 2))) == handmade_cross.MEAN_OF_ALL


def test_what_stands_beside_every_question() -> None:
    """年代, 性別 and the place, by areas."""
    assert [column.part.key for column in standing(ANSWERS)] == ["age", "gender", "q13"]
