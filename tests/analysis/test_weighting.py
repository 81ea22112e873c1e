"""Weights of a survey: which groups are joined, who keeps the weight 1, and when there are none."""

from __future__ import annotations

import pytest

from analysis import weighting
from analysis.raking import Bounds
from analysis.tabulate import tabulate
from analysis.weighting import Refused, Weighting, weigh
from models.inhabitants import TRAITS, Ages, Figures, Trait
from models.questions.choice import SingleChoice
from models.questions.options import Option
from tests.inhabitants import answers, everybody, figures

DECADES = (*(Ages(low, low + 9) for low in range(20, 80, 10)), Ages(80))
TOWN = figures(
    {(sex, band, None): 100 for sex in ("male", "female") for band in (Ages(0, 19), *DECADES)}
)
LIKES = SingleChoice(
    key="q1",
    label={"ja": "好きですか"},
    options=(Option(value="yes", label={"ja": "はい"}), Option(value="no", label={"ja": "いいえ"})),
)


def people(*told: tuple[int, str | None, str | None, str | None]) -> list[dict[str, object]]:
    return [
        {"age": age, "gender": sex, "q1": likes}
        for count, age, sex, likes in told
        for _ in range(count)
    ]


def weighed(
    told: list[dict[str, object]],
    wanted: tuple[Trait, ...] = TRAITS,
    bounds: Bounds | None = None,
    town: Figures = TOWN,
) -> Weighting | Refused:
    found = answers(told, LIKES, names=["age", "gender"])
    return weigh(found, town, everybody(found), wanted, bounds)


def test_weights_by_sex_are_worked_out_by_hand() -> None:
    """30 men and 10 women for 700 of each: 2/3 and 2. はい: 30·⅔ of 40 instead of 30."""
    told = people((30, "a20", "male", "yes"), (10, "a30", "female", "no"))
    found = weighed(told, ("sex",))
    assert isinstance(found, Weighting)
    assert found.weights.tolist() == pytest.approx([2 / 3] * 30 + [2] * 10)
    assert found.balance.low == pytest.approx(2 / 3)
    assert found.balance.high == pytest.approx(2)
    assert found.balance.design_effect == pytest.approx(40 * (30 * 4 / 9 + 10 * 4) / 40**2)
    assert found.balance.effective_n == pytest.approx(30)
    table = tabulate(answers(told, LIKES).columns["q1"], found.people, found.weights)
    assert table.weighed is not None
    assert [str(row.percent) for row in table.rows] == ["75.0", "25.0", "0.0"]
    assert [str(one) for one in table.weighed.percents] == ["50.0", "50.0", "0.0"]


def test_ages_with_few_answers_are_taken_together() -> None:
    """80歳以上 has 3 answers, 70歳代 4, 60歳代 12: the first two are 7, and join 60歳代."""
    counts = {"a20": 20, "a30": 15, "a40": 30, "a50": 30, "a60": 12, "a70": 4, "a80": 3}
    found = weighed(people(*((n, age, None, "yes") for age, n in counts.items())), ("age",))
    assert isinstance(found, Weighting)
    assert found.balance.fitted == (("age", ("20歳代", "30歳代", "40歳代", "50歳代", "60歳以上")),)
    assert found.balance.joined == ("60歳以上",)
    assert found.weights[-1] == pytest.approx((600 / 1400) / (19 / 114))
    assert found.weights.sum() == pytest.approx(114)


def test_who_left_a_trait_blank_keeps_the_weight_one() -> None:
    told = people(
        (30, "a20", "male", "yes"),
        (20, "a20", "female", "yes"),
        (5, "a20", None, "no"),
        (3, "a20", "undisclosed", "no"),
    )
    found = weighed(told, ("sex",))
    assert isinstance(found, Weighting)
    assert (found.balance.n, found.balance.beside) == (58, 8)
    assert found.weights[50:].tolist() == [1] * 8
    assert found.weights[:50].mean() == pytest.approx(1)
    assert found.weights[:2].tolist() == pytest.approx([25 / 30] * 2)


def test_who_is_not_compared_is_in_no_weighted_table() -> None:
    told = people((20, "a20", "male", "yes"), (20, "a30", "female", "no"), (9, "a10", "male", "no"))
    found = weighed(told, ("age",))
    assert isinstance(found, Weighting)
    assert found.balance.n == 40
    assert not found.people[40:].any()


@pytest.mark.parametrize(
    ("told", "wanted", "expected"),
    [
        ([], TRAITS, Refused("one_group", "age", "", 0)),
        (people((1, "a20", "male", "yes")), TRAITS, Refused("one_group", "age", "", 1)),
        (people((90, None, None, "yes")), ("sex",), Refused("few", "sex", "男性", 0)),
        (
            people((90, "a20", "male", "yes"), (9, "a30", "female", "yes")),
            ("sex",),
            Refused("few", "sex", "女性", 9),
        ),
        (people((90, "a20", "male", "yes")), ("area",), Refused("nothing")),
        (people((90, "a20", "male", "yes")), (), Refused("nothing")),
        (people((90, "a20", "male", "yes")), ("age",), Refused("one_group", "age", "", 90)),
    ],
)
def test_where_there_are_no_weights_the_reason_is_told(
    told: list[dict[str, object]], wanted: tuple[Trait, ...], expected: Refused
) -> None:
    assert weighed(told, wanted) == expected


def test_answers_from_a_group_without_inhabitants_are_named() -> None:
    town = figures({("male", Ages(18), None): 50, ("female", Ages(18), None): 0})
    told = people((20, None, "male", "yes"), (20, None, "female", "yes"))
    assert weighed(told, ("sex",), town=town) == Refused("nobody_lives", "sex", "女性", 20)


def test_margins_that_contradict_each_other_are_refused() -> None:
    """All men are in their twenties and all women in their thirties, elsewhere than here."""
    town = figures(
        {
            ("male", Ages(20, 29), None): 10,
            ("male", Ages(30), None): 50,
            ("female", Ages(20, 29), None): 10,
            ("female", Ages(30), None): 10,
        }
    )
    told = people((20, "a20", "male", "yes"), (20, "a30", "female", "yes"))
    assert weighed(told, town=town) == Refused("unsettled")


def test_trimmed_weights_lie_between_the_bounds_and_say_what_they_miss() -> None:
    told = people((90, "a20", "male", "yes"), (10, "a30", "female", "no"))
    free = weighed(told, ("sex",))
    found = weighed(told, ("sex",), weighting.TRIMMED)
    assert isinstance(free, Weighting)
    assert isinstance(found, Weighting)
    assert free.balance.high == pytest.approx(5)
    assert free.balance.off == pytest.approx(0, abs=1e-6)
    assert found.balance.high == pytest.approx(3)
    assert found.balance.off == pytest.approx(20)
    assert found.balance.design_effect < free.balance.design_effect
