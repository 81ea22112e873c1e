"""小さな声: what is planted is found, chosen by difference; where nothing is, nothing is told."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from statsmodels.stats.multitest import multipletests

from analysis.columns import ANSWERED, BLANK, Answers, Column, Facet
from analysis.comparing import compare
from analysis.comparison_sentences import of_voice
from analysis.differences import Share, cohens_h
from analysis.small_voices import LEAST, Scan, scan
from models.questions.base import Category, Part, Shape
from models.questions.choice import SingleChoice
from models.questions.options import Option
from tests.builders import LIKED, OPINION, SATISFACTION
from tests.crossed import part
from tests.gathered import gathered, person

AGE = SingleChoice(
    key="age",
    label={"ja": "年代を教えてください。"},
    options=tuple(Option(value=f"a{n}", label={"ja": f"{n}歳代"}) for n in range(20, 90, 10)),
)


def crowd(age: str, number: int, good: int, **how: Any) -> list[Any]:
    """`number` people of an age, the first `good` of whom are satisfied."""
    answers = [{"age": age, "q1": "good" if n < good else "bad"} for n in range(number)]
    return [person(one, **how) for one in answers]


PLANTED = [
    *crowd("a20", 200, 140),
    *crowd("a30", 150, 105),
    *crowd("a70", 12, 1),
    *crowd("a80", 9, 0),
    *crowd("a40", 60, 42, placement="fair2"),
]


def voices(found: Scan) -> list[str]:
    return [of_voice(voice) for voice in found.voices]


def test_a_small_group_is_heard_with_its_base() -> None:
    """12 people of 431, 11 of whom are dissatisfied; of all others 132 of 419."""
    found = scan(gathered((AGE, SATISFACTION), PLANTED))
    [voice] = found.voices
    assert of_voice(voice) == (
        "70歳代（n=12、参考値）では、「不満」が91.7%で、それ以外の人（n=419）の31.5%より60.2ポイント"
        "高く、偶然とは考えにくい差です。"
    )
    assert voice.gap.effect == pytest.approx(cohens_h(Share(11, 12), Share(132, 419)))
    assert found.people == 431


def test_too_few_are_named_and_nothing_is_said_of_them() -> None:
    found = scan(gathered((AGE, SATISFACTION), PLANTED))
    assert [(group.category.code, group.n) for group in found.few] == [("a80", 9)]
    # Neither half of all and more, nor fewer than ten: 200 of 431 is under half.
    assert [(group.category.code, group.n) for group in found.groups] == [
        ("a20", 200),
        ("a30", 150),
        ("a40", 60),
        ("a70", 12),
        ("fair2", 60),
    ]
    assert LEAST == 10


def test_it_is_the_difference_that_counts_and_not_the_number() -> None:
    """150 people who differ by less come behind 20 who differ by more."""
    people = [
        *crowd("a20", 300, 180),
        *crowd("a30", 150, 60),
        *crowd("a40", 20, 1),
        *crowd("a50", 300, 180),
    ]
    found = scan(gathered((AGE, SATISFACTION), people))
    assert [voice.group.category.code for voice in found.voices][:2] == ["a40", "a30"]
    effects = [abs(voice.gap.effect) for voice in found.voices]
    assert effects == sorted(effects, reverse=True)


def test_ways_of_answering_are_groups_too() -> None:
    people = [
        *crowd("a20", 150, 90),
        *crowd("a30", 150, 90),
        *crowd("a20", 40, 4, language="ko"),
    ]
    said = voices(scan(gathered((AGE, SATISFACTION), people)))
    assert said[0].startswith("画面の言語が「韓国語」の人（n=40）では、「不満」が90.0%で、")


def test_questions_about_the_person_are_no_voices() -> None:
    """That the old live elsewhere says nothing of what they think."""
    people = [person({"age": "a20"}) for _ in range(100)]
    people += [person({"age": "a30"}, placement="fair2") for _ in range(40)]
    found = scan(gathered((AGE, LIKED, OPINION), people))
    assert found.voices == ()
    assert found.tests == 0


def test_of_a_question_only_what_differs_most_is_told() -> None:
    found = scan(gathered((AGE, SATISFACTION), PLANTED))
    told = [(voice.group.category.code, voice.head.key) for voice in found.voices]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("number", [0, 1, 9])
def test_of_nobody_or_few_nothing_is_told(number: int) -> None:
    found = scan(gathered((AGE, SATISFACTION, LIKED, OPINION), PLANTED[-number:][:number]))
    assert (found.people, found.voices, found.groups) == (number, (), ())


def test_a_mask_is_the_scan_of_those_people_alone() -> None:
    answers = gathered((AGE, SATISFACTION), PLANTED)
    mask = np.arange(answers.n) % 4 != 0
    some = gathered((AGE, SATISFACTION), [one for n, one in enumerate(PLANTED) if n % 4])
    assert scan(answers, mask) == scan(some)


# What follows has no survey around it: questions of several kinds, 4 attributes, 3 facets.


def letters(number: int) -> str:
    return "abcdefghijklmnop"[:number]


def chosen(key: str, size: int, chance: np.random.Generator, n: int, shape: Shape) -> Column:
    """Unequal shares, one in twenty blank."""
    shares = chance.dirichlet(np.ones(size) * 2)
    codes = chance.choice(size, n, p=shares).astype(np.int32)
    blank = chance.random(n) < 0.05
    codes[blank] = -1
    state = np.where(blank, BLANK, ANSWERED).astype(np.uint8)
    return Column(part(key, letters(size), shape), state, codes=codes)


def marked(key: str, size: int, chance: np.random.Generator, n: int) -> Column:
    marks = chance.random((size, n)) < chance.random((size, 1)) ** 2
    return Column(part(key, letters(size), "any_of"), np.zeros(n, np.uint8), marks=marks.T)


def noise(n: int, seed: int, questions: int = 24) -> Answers:
    """Answers in which nothing has to do with anything."""
    chance = np.random.default_rng(seed)
    sizes = {"age": 8, "gender": 4, "residence": 6, "relation": 4}
    columns = {key: chosen(key, size, chance, n, "one_of") for key, size in sizes.items()}
    for number in range(questions):
        key = f"q{number}"
        columns[key] = (
            marked(key, 8, chance, n)
            if number % 3 == 0
            else chosen(key, 5, chance, n, "ordered" if number % 3 == 1 else "one_of")
        )
    facets = {
        name: Facet(
            name,
            tuple(Category(code, {"ja": code}) for code in letters(size)),
            chance.choice(size, n, p=chance.dirichlet(np.ones(size))).astype(np.int32),
        )
        for name, size in (("placement", 6), ("language", 5), ("mode", 3))
    }
    return Answers(n, columns, facets, np.zeros(n, np.int64), {})


def shuffled(answers: Answers, chance: np.random.Generator) -> Answers:
    """Everybody gets the attributes and facets of somebody else."""
    order: NDArray[Any] = chance.permutation(answers.n)
    columns = {
        key: column
        if key.startswith("q")
        else replace(
            column,
            state=column.state[order],
            codes=None if column.codes is None else column.codes[order],
        )
        for key, column in answers.columns.items()
    }
    facets = {
        name: replace(facet, codes=facet.codes[order]) for name, facet in answers.facets.items()
    }
    return replace(answers, columns=columns, facets=facets)


@pytest.mark.parametrize(("n", "analyses"), [(400, 20), (3_000, 10)])
def test_among_shuffled_attributes_hardly_anything_is_told(n: int, analyses: int) -> None:
    """At most one finding in ten analyses, on average."""
    chance = np.random.default_rng(2026)
    answers = noise(n, 6, questions=12)
    found = [scan(shuffled(answers, chance)) for _ in range(analyses)]
    assert min(one.tests for one in found) > 1_000
    assert sum(len(one.voices) for one in found) <= analyses / 10


def test_what_is_told_is_what_statsmodels_tells() -> None:
    """Benjamini and Hochberg over all answers of all groups, at 5 %; one told of each group."""
    answers = noise(900, 7)
    age, opinion = answers.columns["age"], answers.columns["q1"]
    assert age.codes is not None
    assert opinion.codes is not None
    # Those in two groups mostly say the same.
    same = np.isin(age.codes, [2, 5]) & (opinion.codes >= 0) & (np.arange(900) % 4 > 0)
    opinion = replace(opinion, codes=np.where(same, 4, opinion.codes).astype(np.int32))
    alone = replace(answers, columns={"age": age, "q1": opinion}, facets={})
    found = scan(alone)
    assert len(found.groups) == len(age.part.categories)
    [question] = compare(age, [opinion]).questions
    gaps = [
        (category.code, gap)
        for row in question.rows
        if row.category.code
        for category, gap in zip(age.part.categories, row.gaps, strict=True)
        if gap.p is not None
    ]
    assert found.tests == len(gaps)
    qs = multipletests([gap.p for _, gap in gaps], method="fdr_bh")[1]
    expected: dict[str, float] = {}
    for (code, gap), q in zip(gaps, qs, strict=True):
        if q <= 0.05:
            expected[code] = max(expected.get(code, 0), abs(gap.effect))
    assert {"c", "f"} <= set(expected)
    told = {voice.group.category.code: abs(voice.gap.effect) for voice in found.voices}
    assert told == pytest.approx(expected)


def test_a_hundred_thousand_answers_take_no_longer_than_a_breath() -> None:
    """Some 5,000 tests; seconds of processor time, so that a busy machine does not matter."""
    answers = noise(100_000, 8)
    start = time.process_time()
    found = scan(answers)
    assert found.tests > 4_000
    assert time.process_time() - start < 10


LABELLED = Part("q9", {"ja": "長い\n質問"}, "ranked", part("q9", "ab").categories)


def test_a_ranking_is_told_by_what_was_put_first() -> None:
    places = np.array([[0, 1]] * 100 + [[1, 0]] * 20, np.int16)
    ages = np.array([0] * 50 + [1] * 50 + [2] * 20, np.int32)
    state = np.zeros(120, np.uint8)
    answers = Answers(
        120,
        {
            "age": Column(part("age", "abc"), state, codes=ages),
            "q9": Column(LABELLED, state, places=places),
        },
        {},
        np.zeros(120, np.int64),
        {},
    )
    assert "では、「B」を1位にした人が100.0%で、" in voices(scan(answers))[0]
