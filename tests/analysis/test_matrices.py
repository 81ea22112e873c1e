"""A matrix as one table."""

from __future__ import annotations

from analysis.matrices import joined
from analysis.tabulate import NO_ANSWER
from models.questions.base import NOT_ASKED
from tests.builders import GRID
from tests.columns import counted

HALL, STAFF = GRID.parts()


def test_lines_share_their_categories_and_keep_their_base() -> None:
    tables = [counted(HALL, ["5", "5", "1", None]), counted(STAFF, ["4", NOT_ASKED, "zz", "aa"])]
    matrix = joined(GRID.key, GRID.label, tables)
    codes = [*("5", "4", "3", "2", "1", "unsure"), "aa", "zz", NO_ANSWER.code]
    assert [category.code for category in matrix.categories] == codes
    assert (matrix.key, matrix.label, matrix.shape) == ("q8", {"ja": "項目別"}, "ordered")
    hall, staff = matrix.lines
    assert (hall.label, staff.label) == ({"ja": "会場"}, {"ja": "案内"})
    assert (hall.table.n_asked, staff.table.n_asked) == (4, 3)
    for line in matrix.lines:
        assert [cell.code for cell in line.cells] == codes
    assert [cell.count for cell in hall.cells] == [2, 0, 0, 0, 1, 0, 0, 0, 1]
    assert [str(cell.percent) for cell in staff.cells] == [
        *("0.0", "33.3", "0.0", "0.0", "0.0", "0.0"),
        *("33.3", "33.3", "0.0"),
    ]
