"""What holds of every comparison: of few people and of many answers, whichever comes first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import groups
from analysis.comparing import Comparison, compare
from analysis.comparison_sentences import NO_DIFFERENCE, of_question
from models.questions.options import Option
from tests.builders import LIKED, NUMBER, OPINION, SATISFACTION, SCALE
from tests.gathered import TWO_PLACES, gathered, people, person
from tests.placed import by_place


def sentences(comparison: Comparison, number: int = 0) -> list[str]:
    return list(of_question(comparison, comparison.questions[number]))


def test_a_mask_is_the_comparison_of_those_people_alone() -> None:
    answers = gathered((SATISFACTION, OPINION), TWO_PLACES)
    mask = np.arange(answers.n) % 3 != 0
    side = groups.by_facet(answers, "placement", ("desk1", "fair2"))
    some = gathered(
        (SATISFACTION, OPINION), [one for n, one in enumerate(TWO_PLACES) if n % 3 != 0]
    )
    assert compare(side, list(answers.columns.values()), mask) == by_place(some)


@pytest.mark.parametrize("number", [0, 1])
def test_of_nobody_or_one_nothing_is_said(number: int) -> None:
    answers = gathered((SATISFACTION, LIKED, SCALE, NUMBER), people(number, {"q1": "good"}))
    side = groups.of(("甲", "乙"), [np.ones(number, np.bool_), np.zeros(number, np.bool_)], "組")
    found = compare(side, list(answers.columns.values()))
    assert [group.n for group in found.groups] == [number, 0]
    assert found.tests == 0
    for n in range(len(found.questions)):
        assert NO_DIFFERENCE not in sentences(found, n)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["desk1", "fair2"]), st.sampled_from(["good", "bad", "other", None])
        ),
        max_size=60,
    )
)
def test_which_group_comes_first_only_turns_the_signs(told: list[tuple[str, str | None]]) -> None:
    everyone = [person({"q1": answer}, placement=place) for place, answer in told]
    everyone += people(1, {"q1": "good"}) + people(1, {"q1": "good"}, placement="fair2")
    answers = gathered((SATISFACTION,), everyone)
    [one] = by_place(answers).questions
    [other] = by_place(answers, "fair2", "desk1").questions
    assert one.bases == other.bases[::-1]
    for line, mirrored in zip(one.rows, other.rows, strict=True):
        [gap], [turned] = line.gaps, mirrored.gaps
        assert line.shares == mirrored.shares[::-1]
        assert gap.points == -turned.points
        assert (gap.p is None) == (turned.p is None)
        assert gap.q == pytest.approx(turned.q)
        assert {"higher": "lower", "lower": "higher", "": ""}[gap.marked] == turned.marked


def test_three_hundred_options_are_compared() -> None:
    many = LIKED.model_copy(
        update={
            "options": tuple(Option(value=f"o{n}", label={"ja": f"選択肢{n}"}) for n in range(300))
        }
    )
    answers = gathered(
        (many,),
        [
            *(person({"q2": [f"o{n}", "o0"]}) for n in range(1, 150)),
            *(person({"q2": [f"o{n}"]}, placement="fair2") for n in range(150, 300)),
        ],
    )
    found = by_place(answers)
    [question] = found.questions
    assert len(question.rows) == 301
    assert [one.category.code for one in question.rows if one.gaps[0].marked] == ["o0"]
