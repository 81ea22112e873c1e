"""Two surveys side by side: what they share, and what is named because it differs."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import groups
from analysis.aligning import Apart, Reworded, Unshared, aligned
from analysis.columns import Column
from analysis.comparing import compare
from analysis.crosstab import crosstab
from analysis.tabulate import tabulate
from models.questions import AnyQuestion
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.number import Number
from models.questions.options import Option
from models.questions.scale import Scale
from tests.builders import (
    DAY,
    EVERY,
    FIVE,
    HOME,
    LIKED,
    NUMBER,
    OPINION,
    RANKING,
    SATISFACTION,
    SCALE,
)
from tests.gathered import gathered, person

THIS = person(
    {
        "q1": "good",
        "q2": ["stage", "food"],
        "q6": "5",
        "q10": ["food", "stage"],
        "q11": 3,
        "q12": "2026-04-01",
        "q13": "yoga",
        "q4": "よかった",
    }
)
OTHER = person(
    {
        "q1": "bad",
        "q2": ["stamp"],
        "q6": "1",
        "q10": ["stamp"],
        "q11": 9,
        "q12": "2026-05-05",
        "q13": "outside",
        "q4": None,
    }
)
ASKED = (SATISFACTION, LIKED, SCALE, RANKING, NUMBER, DAY, HOME, OPINION)


def single(label: str, *words: str, key: str = "q1") -> SingleChoice:
    options = tuple(Option(value=f"o{n}", label={"ja": word}) for n, word in enumerate(words))
    return SingleChoice(key=key, label={"ja": label}, options=options)


def test_two_surveys_of_the_same_questions_count_as_one_of_both() -> None:
    """Every shape: the joined columns are those of all people together."""
    found = aligned(gathered(ASKED, [THIS] * 3), gathered(ASKED, [OTHER] * 2))
    both = gathered(ASKED, [THIS] * 3 + [OTHER] * 2)
    assert [column.part.key for column in found.columns] == list(both.columns)
    for column in found.columns:
        assert tabulate(column) == tabulate(both.columns[column.part.key])
    assert (found.apart, found.reworded, found.unshared) == ((), (), ())


def test_they_are_compared_as_two_groups() -> None:
    found = aligned(gathered(ASKED, [THIS] * 12), gathered(ASKED, [OTHER] * 15))
    first = np.arange(27) < 12
    comparison = compare(groups.of(("今年", "去年"), [first, ~first], "調査"), found.columns)
    assert [(group.name, group.n) for group in comparison.groups] == [("今年", 12), ("去年", 15)]
    question = next(one for one in comparison.questions if one.part.key == "q1")
    assert [(share.count, share.n) for share in question.rows[0].shares] == [(12, 12), (0, 15)]
    assert question.rows[0].gaps[0].marked == "higher"


def test_answers_that_only_one_offers_are_kept_and_named() -> None:
    here = LIKED.model_copy(update={"options": LIKED.options[:3]})
    there = LIKED.model_copy(update={"options": LIKED.options[1:4]})
    found = aligned(
        gathered((here, RANKING), [person({"q2": ["stage", "stamp"], "q10": ["stage", "food"]})]),
        gathered((there, RANKING), [person({"q2": ["none"], "q10": ["stamp"]})]),
    )
    liked, _ = found.columns
    assert {row.code: row.count for row in tabulate(liked).rows} == {
        "stage": 1,
        "food": 0,
        "stamp": 1,
        "none": 1,
        "": 0,
    }
    assert found.unshared == (
        Unshared("q2", "ステージ", only_here=True),
        Unshared("q2", "特にない", only_here=False),
    )


def test_other_words_for_the_same_are_compared_and_named() -> None:
    here = single("図書館を使いますか", "はい", "いいえ", "わからない")
    there = single("図書館を 使いますか？", "はい", "使わない", "わからない")
    found = aligned(gathered((here,), []), gathered((there,), []))
    assert [column.part.key for column in found.columns] == ["q1"]
    assert found.reworded == (
        Reworded("q1", "", "図書館を使いますか", "図書館を 使いますか？"),
        Reworded("q1", "o1", "いいえ", "使わない"),
    )


def test_width_and_spaces_are_no_other_words() -> None:
    here, there = single("Ａ館は どうですか", "よい 感じ"), single("A館はどうですか", "よい感じ")
    assert aligned(gathered((here,), []), gathered((there,), [])).reworded == ()


@pytest.mark.parametrize(
    ("here", "there", "reason"),
    [
        (single("満足しましたか", "はい"), single("お住まいの年数を教えて", "はい"), "words"),
        (
            single("満足しましたか", "はい", "いいえ"),
            single("満足しましたか", "春", "夏"),
            "answers",
        ),
        (
            single("満足しましたか", "はい"),
            MultipleChoice(
                key="q1",
                label={"ja": "満足しましたか"},
                options=single("", "はい").options,
            ),
            "shape",
        ),
        (SCALE, Scale(key="q6", label={"ja": "満足度"}, options=FIVE[1:]), "steps"),
        (NUMBER, Number(key="q11", label={"ja": "人数"}, unit={"ja": "組"}), "unit"),
    ],
)
def test_what_is_not_the_same_question_is_named_and_left_out(
    here: AnyQuestion, there: AnyQuestion, reason: str
) -> None:
    found = aligned(gathered((here,), []), gathered((there,), []))
    assert found.columns == ()
    [apart] = found.apart
    assert apart == Apart(here.key, apart.reason, here.label["ja"], there.label["ja"])
    assert apart.reason == reason


def test_without_answers_or_shared_keys_there_is_nothing() -> None:
    every = gathered(EVERY, [])
    found = aligned(every, every)
    assert len(found.columns) == len(every.columns)
    assert not found.apart
    other = gathered((single("別の質問", "はい", key="z1"),), [])
    assert aligned(every, other).columns == ()


def test_a_question_that_is_asked_of_nobody_here_stands_outside() -> None:
    found = aligned(gathered((SATISFACTION,), [person({})]), gathered((SATISFACTION,), [OTHER]))
    first = np.array([True, False])
    side: Column = groups.of(("今年", "去年"), [first, ~first], "調査")
    table = crosstab(side, found.columns[0])
    assert [line.n for line in table.lines] == [0, 1]
