"""Groups compared: by hand, against statsmodels and scipy, and what is said of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from scipy.stats import chi2_contingency, fisher_exact, ttest_ind
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis import groups
from analysis.comparing import Comparison, compare
from analysis.comparison_sentences import of_question
from analysis.gaps import printed
from models.errors import NotFound
from models.filters import Chose, Rules
from tests.builders import LIKED, NPS, NUMBER, SATISFACTION, SCALE
from tests.gathered import AT, TWO_PLACES, gathered, people, person
from tests.placed import by_place, row


def sentences(comparison: Comparison, number: int = 0) -> list[str]:
    return list(of_question(comparison, comparison.questions[number]))


def test_two_groups_by_hand() -> None:
    """Of 100 and 80 asked: good 60.0 and 31.3 %, bad 30.0 and 62.5, blank 10.0 and 6.3."""
    found = by_place(gathered((SATISFACTION,), TWO_PLACES))
    assert [(group.name, group.n) for group in found.groups] == [
        ("区役所の窓口", 100),
        ("まつり会場", 83),
    ]
    assert found.pair
    assert found.in_several == 0
    [question] = found.questions
    assert question.bases == (100, 80)
    assert [[str(printed(share)) for share in row.shares] for row in question.rows] == [
        ["60.0", "31.3"],
        ["30.0", "62.5"],
        ["0.0", "0.0"],
        ["10.0", "6.3"],
    ]
    gaps = [gap for row in question.rows for gap in row.gaps]
    assert [str(gap.points) for gap in gaps] == ["28.7", "-32.5", "0.0", "3.7"]
    assert [gap.marked for gap in gaps] == ["higher", "lower", "", ""]
    assert found.tests == 3  # nobody answered その他


def test_numbers_are_those_of_scipy_and_statsmodels() -> None:
    """p is the larger of those among 100 and 80 asked and among 90 and 75 who answered."""
    [question] = by_place(gathered((SATISFACTION,), TWO_PLACES)).questions
    ps = [
        max(
            float(fisher_exact(np.array([[one, n - one], [other, m - other]])).pvalue)
            for n, m in [(100, 80), (90, 75)]
        )
        for one, other in [(60, 25), (30, 50)]
    ]
    # No exact test would make a difference of that.
    ps.append(float(chi2_contingency([[10, 90], [5, 75]], False).pvalue))
    gaps = [row(question, code).gaps[0] for code in ("good", "bad", "")]
    assert [gap.p for gap in gaps] == pytest.approx(ps)
    assert [gap.q for gap in gaps] == pytest.approx(multipletests(ps, method="fdr_bh")[1])
    expected = confint_proportions_2indep(60, 100, 25, 80, method="newcomb", compare="diff")
    assert gaps[0].interval == pytest.approx(expected)


def test_what_is_said_of_two_groups() -> None:
    found = by_place(gathered((SATISFACTION,), TWO_PLACES))
    bad, good = sentences(found)
    assert bad == (
        "「区役所の窓口」では「不満」が30.0%で、「まつり会場」の62.5%より32.5ポイント低く、"
        "偶然とは考えにくい差です。"
    )
    assert good == (
        "「区役所の窓口」では「満足」が60.0%で、「まつり会場」の31.3%より28.7ポイント高く、"
        "偶然とは考えにくい差です。"
    )


def test_no_difference_is_said_to_be_none() -> None:
    alike = [
        *people(50, {"q1": "good"}),
        *people(50, {"q1": "bad"}),
        *people(48, {"q1": "good"}, placement="fair2"),
        *people(52, {"q1": "bad"}, placement="fair2"),
    ]
    found = by_place(gathered((SATISFACTION,), alike))
    assert sentences(found) == ["差があると言えるほどの違いは見られません。"]


def test_blanks_alone_make_no_difference_in_answers() -> None:
    """Half of one group left it blank: 40 and 80 % said good, of those who answered 80 and 80."""
    blank = [
        *people(40, {"q1": "good"}),
        *people(10, {"q1": "bad"}),
        *people(50, {"q1": None}),
        *people(80, {"q1": "good"}, placement="fair2"),
        *people(20, {"q1": "bad"}, placement="fair2"),
    ]
    [question] = by_place(gathered((SATISFACTION,), blank)).questions
    assert {row.category.code: row.gaps[0].marked for row in question.rows} == {
        "good": "",
        "bad": "",
        "other": "",
        "": "higher",
    }
    assert row(question, "good").gaps[0].p == pytest.approx(1)


def test_few_people_are_shown_and_not_tested() -> None:
    few = [
        *people(9, {"q1": "good"}),
        *people(50, {"q1": "bad"}, placement="fair2"),
    ]
    found = by_place(gathered((SATISFACTION,), few))
    [question] = found.questions
    assert (found.tests, question.tested) == (0, False)
    assert str(row(question, "good").gaps[0].points) == "100.0"
    assert sentences(found) == [
        "くらべる人数が10人に満たないか、答えに違いがないため、差を確かめていません。"
    ]
    ten = by_place(gathered((SATISFACTION,), [*few, *people(1, {"q1": "good"})]))
    assert sentences(ten)[0] == (
        "「区役所の窓口」（n=10、参考値）では「満足」が100.0%で、「まつり会場」の0人より"
        "100.0ポイント高く、偶然とは考えにくい差です。"
    )


def test_of_several_groups_each_is_compared_with_all_others() -> None:
    answers = gathered(
        (SATISFACTION,),
        [*TWO_PLACES, *people(20, {"q1": "bad"}, placement="none3")],
    )
    found = by_place(answers, "desk1", "fair2", "none3")
    assert not found.pair
    [question] = found.questions
    desk, fair, _ = row(question, "good").gaps
    assert (desk.ours.count, desk.ours.n, desk.others.count, desk.others.n) == (60, 100, 25, 100)
    assert (fair.ours.count, fair.ours.n, fair.others.count, fair.others.n) == (25, 80, 60, 120)
    assert (
        "「区役所の窓口」では「不満」が30.0%で、ほかのグループの70.0%より40.0ポイント低く、"
        "偶然とは考えにくい差です。"
    ) in sentences(found)


def test_who_stands_in_two_segments_is_not_compared_with_oneself() -> None:
    """30 like both: the 50 who like the stage are compared with the 40 who like the food alone."""
    liking = [
        *people(20, {"q2": ["stage"], "q1": "good"}),
        *people(30, {"q2": ["stage", "food"], "q1": "good"}),
        *people(40, {"q2": ["food"], "q1": "bad"}),
        *people(40, {"q2": ["stamp"], "q1": "bad"}),
    ]
    answers = gathered((SATISFACTION, LIKED), liking)
    named = [
        (name, Rules(rules=(Chose(key="q2", codes=(code,)),)))
        for name, code in (("舞台", "stage"), ("食べもの", "food"))
    ]
    found = compare(groups.by_rules(answers, named), [answers.columns["q1"]])
    assert [(group.name, group.n) for group in found.groups] == [("舞台", 50), ("食べもの", 70)]
    assert (found.in_several, found.pair) == (30, False)
    [question] = found.questions
    stage, food = row(question, "good").gaps
    assert (stage.ours.count, stage.ours.n, stage.others.count, stage.others.n) == (50, 50, 0, 40)
    assert (food.ours.count, food.ours.n, food.others.count, food.others.n) == (30, 70, 20, 20)


def test_means_are_welchs_and_judged_with_the_rest() -> None:
    chance = np.random.default_rng(6)
    ours, others = chance.integers(1, 9, 40), chance.integers(4, 15, 60)
    answers = gathered(
        (NUMBER,),
        [person({"q11": int(one)}) for one in ours]
        + [person({"q11": int(one)}, placement="fair2") for one in others],
    )
    found = by_place(answers)
    [question] = found.questions
    first, second = question.means
    difference = first.difference
    assert difference is not None
    assert second.difference is None
    welch = ttest_ind(ours, others, equal_var=False)
    assert difference.p == pytest.approx(welch.pvalue)
    low, high = welch.confidence_interval()
    assert tuple(map(float, difference.interval)) == pytest.approx((low, high))
    ps = [gap.p for row in question.rows for gap in row.gaps if gap.p is not None]
    qs = multipletests([*ps, difference.p], method="fdr_bh")[1]
    assert difference.q == pytest.approx(qs[-1])
    assert found.tests == len(qs)
    mean, other_mean = (Decimal(str(round(float(one.mean()), 2))) for one in (ours, others))
    assert (
        f"「区役所の窓口」では平均が{mean:.2f}人で、「まつり会場」の{other_mean:.2f}人より"
        f"{other_mean - mean:.2f}人低く、偶然とは考えにくい差です。"
    ) in sentences(found)


def test_the_ends_of_a_scale_are_compared_too() -> None:
    answers = gathered(
        (SCALE, NPS),
        [
            *people(30, {"q6": "5", "q7": "10"}),
            *people(30, {"q6": "4", "q7": "9"}),
            *people(40, {"q6": "1", "q7": "0"}),
            *people(20, {"q6": "unsure", "q7": "7"}, placement="fair2"),
            *people(20, {"q6": "2", "q7": "6"}, placement="fair2"),
        ],
    )
    scale, nps = by_place(answers).questions
    top = row(scale, "5+")
    assert top.category.label["ja"] == "満足（計）"
    assert [(share.count, share.n) for share in top.shares] == [(60, 100), (0, 40)]
    assert [share.count for share in row(scale, "1+").shares] == [40, 20]
    assert [share.count for share in row(nps, "promoters").shares] == [60, 0]
    assert [share.count for share in row(nps, "detractors").shares] == [40, 20]


def test_groups_by_day_and_by_filter() -> None:
    early, late = AT, AT + timedelta(hours=8)  # 17:00, and 1:00 of the next day in Japan
    answers = gathered(
        (SATISFACTION,),
        [
            *people(3, {"q1": "good"}, received=early),
            *people(2, {"q1": "bad"}, received=late),
        ],
    )
    days = groups.before_and_from(answers, date(2026, 11, 24), "11月24日")
    assert [c.label["ja"] for c in days.part.categories] == ["11月24日より前", "11月24日から"]
    assert days.codes is not None
    assert days.codes.tolist() == [0, 0, 0, 1, 1]
    chosen = groups.chosen_and_rest(np.array([True, False, False, False, False]))
    assert chosen.codes is not None
    assert chosen.codes.tolist() == [0, 1, 1, 1, 1]
    with pytest.raises(NotFound):
        groups.by_facet(answers, "placement", ["gone1"])
    assert late == datetime(2026, 11, 23, 16, tzinfo=UTC)


def test_more_differences_than_can_be_read_are_counted() -> None:
    codes = [str(n) for n in range(11)]
    answers = gathered(
        (NPS,),
        [
            *(one for code in codes[:6] for one in people(40, {"q7": code})),
            *(one for code in codes[5:] for one in people(40, {"q7": code}, placement="fair2")),
        ],
    )
    found = by_place(answers)
    told = sentences(found)
    assert len([one for one in told if "ポイント" in one]) == 3
    # 0 to 4, 6 to 10, and both ends.
    assert "ほかに9か所、偶然とは考えにくい差があります（表の印）。" in told
