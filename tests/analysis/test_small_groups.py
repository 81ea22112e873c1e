"""Tables without groups of fewer than ten people: nothing of them is left, or can be worked out."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import build, charts, coverage, small_groups, voice_grids, voice_sentences
from analysis.association import association
from analysis.charts import coverage as coverage_charts
from analysis.cross_grids import of_crosstab
from analysis.crosstab import crosstab
from analysis.means import means
from analysis.small_groups import side_without_few, spared
from models.errors import NotAllowed
from tests.analysis.test_coverage import AGE, TOWN, crowd
from tests.crossed import both, of_counts, part, people
from tests.inhabitants import answers, everybody


def test_a_line_of_few_goes_and_the_smallest_other_where_it_would_be_the_remainder() -> None:
    """20, 12, 7 and 4 people; without the last, 7 could be had by subtraction."""
    table = of_counts([[15, 5], [6, 6], [3, 4], [4, 0]])
    found = spared(table, association(table), None)
    assert [line.code for line in found.table.lines] == ["a", "b"]
    assert found.names == ("C", "D")
    assert found.found is not None
    assert len(found.found.cells) == len(found.table.lines)
    assert [row[0] for row in of_crosstab(found.table, found.found).rows][1:] == [
        "A（参考値）",
        "B（参考値）",
    ]
    three = of_counts([[15, 5], [6, 6], [3, 4]])
    assert spared(three, association(three), None).names == ("B", "C")
    whole = of_counts([[15, 5], [6, 6]])
    assert spared(whole, association(whole), None).table == whole


def test_a_table_turned_round_tells_no_more() -> None:
    """Columns are left out as lines are where they are groups of people, and only there."""
    counts = [[15, 8, 4, 6], [10, 9, 2, 1]]
    pairs = people(counts, "yn", "abcd")
    turned = crosstab(*both(part("q1", "yn"), part("age", "abcd"), pairs))
    found = spared(turned, association(turned), None)
    assert [column.code for column in found.table.columns] == ["a", "b", ""]
    assert found.names == ("C", "D")
    assert all(len(line.counts) == 3 for line in (found.table.total, *found.table.lines))
    assert charts.of_crosstab(found.table) is not None
    rare = crosstab(*both(part("q1", "yn"), part("q2", "abcd"), pairs))
    assert len(spared(rare, association(rare), None).table.columns) == 5


def test_means_of_few_go_too() -> None:
    side, head = part("age", "abc"), part("q1", "123", "ordered")
    given = [("a", "1", 15), ("b", "2", 12), ("b", "3", 2), ("c", "3", 4), ("c", None, 8)]
    pairs = [(age, grade) for age, grade, count in given for _ in range(count)]
    columns = both(side, head, pairs)
    table, found = crosstab(*columns), means(*columns)
    assert found is not None
    shown = spared(table, association(table), found)
    assert [line.code for line in shown.table.lines] == ["a", "b", "c"]
    assert shown.means is not None
    assert [group.code for group in shown.means.groups] == ["a", "b"]


def test_groups_that_are_compared() -> None:
    side = build.column(part("@g", "abcd"), [*"a" * 20, *"b" * 15, *"c" * 6, *"d" * 5])
    kept, names = side_without_few(side, None)
    assert ([one.label["ja"] for one in kept.part.categories], names) == (["A", "B"], ("C", "D"))
    assert int(kept.asked.sum()) == 35
    mask = np.arange(46) < 41  # without D: C alone would be the remainder
    with pytest.raises(NotAllowed, match="few_groups"):
        side_without_few(side, mask)


def test_whose_voice_tells_no_number_of_few() -> None:
    """20歳代から 12 people, 40歳代から 4 with 6 older ones: two groups of few, ten together."""
    told = answers(crowd((12, "2", None), (4, "3", None), (6, "4", None), (3, "5", None)), AGE)
    found = small_groups.covered_without_few(coverage.covered(told, TOWN, everybody(told)))
    [age] = [one for one in found.comparisons if one.of == "age"]
    rows = {row[0]: row[1:] for row in voice_grids.of_comparison(age).rows}
    assert rows["20〜39歳"][:2] == (12, age.groups[0].respondents)
    for name in ("40〜59歳", "60歳以上"):
        assert (*rows[name][:2], rows[name][-1]) == ("※", "※", "※")
    said = "".join(voice_sentences.of_comparison(age))
    assert "10人に満たないグループ" in said
    assert voice_sentences.NOBODY_LACKS not in said
    assert "60歳以上は" not in said
    drawn = coverage_charts.of_comparison(age).to_json() or ""
    assert str(age.groups[2].respondents) not in drawn
