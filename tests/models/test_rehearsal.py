"""予行演習: invented people obey every rule, use every question, and leave nothing behind."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.clock import JST
from models.document import SurveyDocument
from models.journey import asked
from models.questions import AnyQuestion
from models.questions.choice import MultipleChoice
from models.questions.conditions import Condition
from models.questions.day import Day
from models.questions.number import LARGEST, Number
from models.questions.options import Option
from models.questions.ranking import Ranking
from models.questions.text import ShortText
from models.rehearsal import respondents
from models.samples import NAMES as SAMPLES
from models.samples import load as load_sample
from models.templates import NAMES as TEMPLATES
from models.templates import load as load_template
from tests.builders import EVERY, LIKED, SATISFACTION, document

AT = datetime(2026, 11, 24, 12, tzinfo=JST)


def rehearse(survey: SurveyDocument, number: int = 40, seed: int = 1) -> list[Any]:
    return [response.answers for response in respondents(survey, number, seed, at=AT)]


def survey_of_every_type(*, required: bool) -> SurveyDocument:
    questions = [
        question.model_copy(update={"required": required and question.type != "statement"})
        for question in EVERY
    ]
    return document(*questions)


@pytest.mark.parametrize("required", [True, False])
def test_everybody_finishes_and_every_type_is_answered(required: bool) -> None:
    """A response is what walk made of the form, so that nothing in it breaks a rule."""
    survey = survey_of_every_type(required=required)
    answers = rehearse(survey, 200)
    assert len(answers) == 200
    for question in survey.questions():
        if not question.fields():
            continue
        blank = sum(all(a[key] is None for key in question.asked_keys()) for a in answers)
        assert (blank == 0) if required else (0 < blank < 160), question.key


def test_answers_are_not_all_alike_and_come_again_with_the_seed() -> None:
    survey = survey_of_every_type(required=False)
    first = respondents(survey, 100, 1, at=AT)
    assert respondents(survey, 100, 1, at=AT) == first
    assert [r.answers for r in respondents(survey, 100, 2, at=AT)] != [r.answers for r in first]
    lists = [value for r in first if isinstance(value := r.answers["q2"], list)]
    chosen = Counter(value for one in lists for value in one)
    assert set(chosen) == {option.value for option in LIKED.options}
    assert chosen["none"] < chosen["food"]


def test_responses_look_like_stored_ones_and_say_that_they_are_samples() -> None:
    found = respondents(document(languages=("ja", "en")), 50, 3, at=AT)
    assert [response.response_id for response in found] == sorted(r.response_id for r in found)
    assert {response.placement for response in found} == {"mihon"}
    assert {response.language for response in found} == {"ja", "en"}
    assert all(AT - timedelta(days=8) < response.received <= AT for response in found)
    assert {(r.received.minute, r.received.second) for r in found} == {(0, 0)}
    texts = [text for r in found if isinstance(text := r.answers["q4"], str)]
    assert texts
    assert all(text.startswith("（見本）") for text in texts)


def test_conditions_are_walked_as_residents_walk_them() -> None:
    condition = Condition.model_validate({"rules": [{"key": "q1", "op": "equals", "value": "bad"}]})
    why = ShortText(key="why", label={"ja": "理由"}, show_if=condition)
    answers = rehearse(document(SATISFACTION, why), 100)
    for one in answers:
        assert ("why" in one) == (one["q1"] == "bad")
    assert {"why" in one for one in answers} == {True, False}


def test_both_wordings_are_read() -> None:
    survey = document(SATISFACTION.model_copy(update={"label_b": {"ja": "いかがでしたか"}}))
    assert {one["wording"] for one in rehearse(survey)} == {"a", "b"}


def test_no_option_is_chosen_more_often_than_it_has_places() -> None:
    """Who finds no place is not stored, as in life."""
    options = tuple(Option(value=f"s{n}", label={"ja": f"{n}時"}, places=n) for n in (1, 2, 3))
    slots = SATISFACTION.model_copy(update={"options": options})
    assert Counter(one["q1"] for one in rehearse(document(slots))) == {"s1": 1, "s2": 2, "s3": 3}


def test_a_draft_that_cannot_be_answered_yet_gives_no_responses() -> None:
    empty = SATISFACTION.model_copy(update={"options": ()})
    assert rehearse(document(empty)) == []
    assert rehearse(SurveyDocument()) == [{}] * 40


@pytest.mark.parametrize("name", [*SAMPLES, *TEMPLATES])
def test_shipped_surveys_can_be_rehearsed(name: str) -> None:
    load = load_sample if name in SAMPLES and name not in TEMPLATES else load_template
    survey = load(name, date(2026, 11, 24))
    found = rehearse(survey, 60)
    seats = [
        sum(option.places or 0 for option in question.options)
        for question in survey.questions()
        if hasattr(question, "options")
    ]
    assert len(found) == min(60, max(seats) or 60)
    met = {question.key for answers in found for question in asked(survey, answers)}
    assert met == {question.key for question in survey.questions()}


# --- Limits at their ends ----------------------------------------------------------------------

LIMITS = st.floats(-1000, 1000).map(lambda number: round(number, 3))


def always_answered(question: AnyQuestion, seed: int) -> None:
    required = question.model_copy(update={"required": True})
    if required.problems():
        return
    assert len(rehearse(document(required), 5, seed)) == 5


@settings(max_examples=60, deadline=None)
@given(st.none() | LIMITS, st.none() | LIMITS, st.integers(0, 4), st.integers(0, 9))
def test_numbers(least: float | None, most: float | None, decimals: int, seed: int) -> None:
    number = Number(key="q1", label={"ja": "数"}, minimum=least, maximum=most, decimals=decimals)
    if least is None or most is None or most - least >= 1:
        always_answered(number, seed)


@pytest.mark.parametrize(("least", "most"), [(-LARGEST, LARGEST), (LARGEST, LARGEST)])
def test_the_largest_numbers(least: float, most: float) -> None:
    number = Number(key="q1", label={"ja": "数"}, minimum=least, maximum=most, decimals=4)
    always_answered(number, 1)


@settings(max_examples=60, deadline=None)
@given(st.none() | st.dates(), st.none() | st.dates(), st.integers(0, 9))
def test_days(earliest: date | None, latest: date | None, seed: int) -> None:
    always_answered(Day(key="q1", label={"ja": "日"}, earliest=earliest, latest=latest), seed)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 8), st.integers(0, 8), st.none() | st.integers(1, 8), st.integers(0, 8),
    st.integers(1, 8), st.integers(0, 9),
)  # fmt: skip
def test_lists(
    count: int, least: int, most: int | None, exclusive: int, ranks: int, seed: int
) -> None:
    """With as many exclusive options as may be: where the others are too few, one of them alone."""
    options = tuple(
        Option(value=f"a{n}", label={"ja": f"答え{n}"}, exclusive=n < exclusive)
        for n in range(count)
    )
    label = {"ja": "どれですか"}
    always_answered(
        MultipleChoice.model_validate(
            {"key": "q1", "label": label, "options": options}
            | {"min_choices": least, "max_choices": most}
        ),
        seed,
    )
    always_answered(
        Ranking.model_validate({"key": "q1", "label": label, "options": options, "ranks": ranks}),
        seed,
    )
