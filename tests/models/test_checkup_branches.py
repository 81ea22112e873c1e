"""点検 of branches: what nobody can be asked, against every answer tried one by one."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest

from models.checkup import Finding, check
from models.checkup.reach import Reach
from models.document import SurveyDocument, problems
from models.journey import asked, walk
from models.questions import AnyQuestion
from models.questions.conditions import Condition, Rule
from models.questions.number import Number
from models.questions.options import Option
from models.questions.ranking import Ranking
from tests.builders import document
from tests.models.checked import YES, choice, found, many, only_if, rule, text

AGE = Number(key="age", label={"ja": "年齢"}, minimum=0, maximum=120)
LIKES = many("likes", "見たもの", "ステージ", "模擬店", "展示")
LAST = text("last", "それはいつですか")


@pytest.mark.parametrize(
    "rules",
    [
        [rule("yes", "equals", "a1"), rule("yes", "equals", "a2")],
        [rule("yes", "equals", "a1"), rule("yes", "differs", "a1")],
        [rule("yes", "differs", "a1"), rule("yes", "differs", "a2")],
        [rule("yes", "unanswered")],  # it is required
        [rule("age", "greater", 40), rule("age", "less", 41)],
        [rule("age", "greater", 120)],
        [rule("age", "less", 0)],
        [rule("age", "equals", "130")],
        [rule("likes", "includes", "a1"), rule("likes", "excludes", "a1")],
        [rule("likes", "unanswered"), rule("likes", "includes", "a1")],
        [rule("likes", "excludes", f"a{n}") for n in (1, 2, 3)],
    ],
)
def test_a_question_that_nobody_can_be_asked_is_named(rules: list[Rule]) -> None:
    assert found(YES, AGE, LIKES, only_if(LAST, *rules)) == [("never_shown", "last")]


@pytest.mark.parametrize(
    "rules",
    [
        [rule("age", "greater", 39), rule("age", "less", 41)],
        [rule("age", "greater", 119.5)],
        [rule("age", "unanswered")],
        [rule("likes", "includes", "a1"), rule("likes", "includes", "a2")],
        [rule("likes", "includes", "a1"), rule("likes", "excludes", "a2")],
        [rule("likes", "excludes", "a1"), rule("likes", "excludes", "a2")],
    ],
)
def test_a_question_that_somebody_is_asked_is_left_alone(rules: list[Rule]) -> None:
    assert found(YES, AGE, LIKES, only_if(LAST, *rules)) == []


def test_either_rule_is_enough_where_any_is() -> None:
    first, second = rule("yes", "equals", "a1"), rule("yes", "equals", "a2")
    assert found(YES, only_if(LAST, first, second, match="any")) == []


def test_a_rule_that_blocks_publishing_is_left_to_the_problems() -> None:
    """It is said once, with the reason: no option has that value, no text is greater than 3."""
    odd = [rule("yes", "equals", "a9"), rule("likes", "greater", 3)]
    for one in odd:
        survey = document(YES, LIKES, only_if(LAST, one))
        assert check(survey) == ()
        assert any(problem.place == "last" for problem in problems(survey))


def test_what_follows_a_question_never_shown_names_it() -> None:
    """The cause is said once, and what hangs on it points back."""
    hidden = only_if(LAST, rule("yes", "unanswered"))
    follower = only_if(text("end", "理由"), rule("last", "answered"))
    assert check(document(YES, hidden, follower)) == (
        Finding("never_shown", "last"),
        Finding("follows_unshown", "end", "last"),
    )


def test_the_way_to_a_question_counts_too() -> None:
    """Two conditions that each can hold, and never together."""
    second = only_if(text("second", "二つめ"), rule("yes", "equals", "a1"))
    third = only_if(
        text("third", "三つめ"),
        rule("second", "answered"),
        rule("yes", "equals", "a2"),
    )
    assert found(YES, second, third) == [("never_shown", "third")]


def test_a_section_never_shown_is_named_once() -> None:
    never = {"rules": [{"key": "age", "op": "greater", "value": 200}]}
    sections = [
        {"questions": [AGE]},
        {"title": "子育て", "show_if": never, "questions": [YES, LIKES]},
    ]
    assert check(document(sections=sections)) == (Finding("section_never_shown", "yes", "子育て"),)


# --- An oracle: every answer there is, tried one by one ----------------------------------------

POOL = (
    YES.model_copy(update={"key": "a"}),
    choice("b", "二択", "はい", "いいえ"),
    many("c", "いくつでも", "あ", "い", max_choices=1),
    Number(key="d", label={"ja": "数"}, minimum=1, maximum=3, required=True),
    Ranking(
        key="e",
        label={"ja": "順位"},
        ranks=2,
        options=tuple(Option(value=f"a{n}", label={"ja": str(n)}) for n in (1, 2, 3)),
    ),
)
WAYS: dict[str, list[list[str]]] = {
    "a": [["a1"], ["a2"]],
    "b": [[], ["a1"], ["a2"]],
    "c": [[], ["a1"], ["a2"]],
    "d": [["1"], ["2"], ["3"]],
    "e": [list(some) for n in range(3) for some in itertools.permutations(("a1", "a2", "a3"), n)],
}


def invented(chance: random.Random) -> SurveyDocument:
    """A survey of the questions of POOL, under conditions drawn by lot."""
    drawn: list[AnyQuestion] = []
    for question in POOL:
        rules = []
        for _ in range(chance.choice((0, 1, 2, 2, 3)) if drawn else 0):
            before = chance.choice(drawn)
            ops = ["equals", "differs", "includes", "excludes", "greater", "less", "answered"]
            # The search does not look for ways around a required question under a condition.
            ops += [] if before.required and before.show_if else ["unanswered"]
            op = chance.choice(ops)
            number = op in ("greater", "less") or before.key == "d"
            value = chance.choice((0, 1, 2, 2.5, 3)) if number else chance.choice(("a1", "a2"))
            bare = op in ("answered", "unanswered")
            rules.append({"key": before.key, "op": op, "value": None if bare else value})
        match = chance.choice(("all", "all", "any"))
        condition = Condition.model_validate({"match": match, "rules": rules}) if rules else None
        drawn.append(question.model_copy(update={"show_if": condition}))
    return document(*drawn)


def ever_asked(survey: SurveyDocument) -> Iterator[str]:
    """Keys of the questions that some sending of all possible ones leads to."""
    for combination in itertools.product(*WAYS.values()):
        journey = walk(survey, dict(zip(WAYS, combination, strict=True)))
        if not journey.errors:
            yield from (question.key for question in asked(survey, journey.answers))


@pytest.mark.parametrize("seed", range(60))
def test_branches_agree_with_every_answer_tried_one_by_one(seed: int) -> None:
    survey = invented(random.Random(seed))
    reach = Reach(survey)
    possible = {key for key in WAYS if reach.shows(key)}
    assert possible == set(ever_asked(survey))


def test_the_oracle_has_seen_both_outcomes() -> None:
    """Otherwise the comparison above would prove nothing."""
    counts = [sum(Reach(invented(random.Random(s))).shows(key) for key in WAYS) for s in range(60)]
    assert min(counts) < len(WAYS) == max(counts)
    assert sum(counts) < 0.9 * 60 * len(WAYS)


def test_a_hundred_questions_with_many_conditions_are_read_in_no_time() -> None:
    """The search gives up in favour of the draft, not of the reader's patience."""
    questions: list[AnyQuestion] = [choice(f"q{n}", "二択", "はい", "いいえ") for n in range(100)]
    for n in range(20, 100):
        rules = [Rule(key=f"q{n - back}", op="equals", value="a9") for back in range(1, 20)]
        rules.append(Rule(key=f"q{n - 20}", op="equals", value="a1"))
        questions[n] = only_if(questions[n], *rules, match="any")
    reach = Reach(document(*questions))
    assert all(reach.shows(f"q{n}") for n in range(100))
