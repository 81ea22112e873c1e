"""Answers to the sample surveys: takeable, and alive enough to show every page of Koebako."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from itertools import chain

import pytest

from models.clock import JST
from models.document import SurveyDocument
from models.journey import asked, walk
from models.placements import KINDS
from models.questions.values import StoredValue
from models.samples import ANSWERS, NAMES, Answered, generate, load, sent_at
from models.samples.wording import comments

TODAY = date(2026, 11, 24)
EMPTY_WORDS = ("なし", "ない", "無し", "None", "Nothing", "ありません")
SATISFIED = {"satisfied", "rather_satisfied"}

# What a browser sends only when something is ticked; selects and texts are always sent.
TICKED = {
    *("single_choice", "multiple_choice", "scale", "nps", "matrix_single", "matrix_multiple"),
    "consent",
}
RARE = {"1"}  # of eleven numbers, the one that nearly nobody names

Stored = list[dict[str, StoredValue]]


@pytest.fixture(scope="module")
def documents() -> dict[str, SurveyDocument]:
    return {name: load(name, TODAY) for name in NAMES}


@pytest.fixture(scope="module")
def sendings(documents: dict[str, SurveyDocument]) -> dict[str, list[Answered]]:
    return {name: generate(name, documents[name], 400, seed=1) for name in NAMES}


@pytest.fixture(scope="module")
def answers(
    documents: dict[str, SurveyDocument], sendings: dict[str, list[Answered]]
) -> dict[str, Stored]:
    walks = {name: [walk(documents[name], a.fields) for a in sendings[name]] for name in NAMES}
    assert {name: [w.errors for w in walks[name] if w.errors] for name in NAMES} == {
        name: [] for name in NAMES
    }
    return {name: [w.answers for w in walks[name]] for name in NAMES}


def chosen(stored: dict[str, StoredValue], key: str) -> list[str]:
    value = stored.get(key)
    return value if isinstance(value, list) else [str(value)] if value else []


def satisfied(rows: Stored) -> float:
    """Share of the two upper of the five grades."""
    return sum(row["satisfaction"] in SATISFIED for row in rows) / len(rows)


def where(rows: Stored, key: str, *values: str) -> Stored:
    return [row for row in rows if set(values) & set(chosen(row, key))]


def written(rows: Stored) -> list[str]:
    return [str(row["comment"]) for row in rows if row["comment"]]


@pytest.mark.parametrize("name", NAMES)
def test_every_form_field_that_a_browser_sends_is_sent(
    documents: dict[str, SurveyDocument], sendings: dict[str, list[Answered]], name: str
) -> None:
    for sending in sendings[name]:
        shown = list(asked(documents[name], walk(documents[name], sending.fields).answers))
        fields = {field for question in shown for field in question.fields()}
        ticked = {key for q in shown if q.type in TICKED for key in q.asked_keys()}
        assert fields - ticked <= set(sending.fields) <= fields
        assert all(sending.fields.values()), "an unchosen field is absent, not empty"


@pytest.mark.parametrize("name", NAMES)
def test_nobody_answers_what_they_are_not_asked(
    documents: dict[str, SurveyDocument], sendings: dict[str, list[Answered]], name: str
) -> None:
    """Each survey has a condition, some people meet it and some do not, and answers agree."""
    walks = [walk(documents[name], sending.fields) for sending in sendings[name]]
    assert [found.dropped for found in walks if found.dropped] == []
    conditional = [question for question in documents[name].questions() if question.show_if]
    assert conditional
    for question in conditional:
        shown = sum(question.was_asked(found.answers) for found in walks)
        assert 0.05 * len(walks) < shown < 0.95 * len(walks)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_chosen_by_somebody(
    documents: dict[str, SurveyDocument], answers: dict[str, Stored], name: str
) -> None:
    for question in documents[name].questions():
        for part in question.parts():
            found = set(chain.from_iterable(chosen(row, part.key) for row in answers[name]))
            codes = {category.code for category in part.categories}
            assert not codes or codes - found <= RARE, part.key


@pytest.mark.parametrize("name", NAMES)
def test_the_usual_number_of_answers_chooses_every_option_too(
    documents: dict[str, SurveyDocument], name: str
) -> None:
    sent = generate(name, documents[name], ANSWERS[name], seed=1)
    rows = [walk(documents[name], sending.fields).answers for sending in sent]
    for question in documents[name].questions():
        for part in question.parts():
            found = set(chain.from_iterable(chosen(row, part.key) for row in rows))
            codes = {category.code for category in part.categories}
            assert not codes or codes - found <= RARE, part.key


@pytest.mark.parametrize("name", NAMES)
def test_optional_questions_are_sometimes_left_blank(
    documents: dict[str, SurveyDocument], answers: dict[str, Stored], name: str
) -> None:
    for question in documents[name].questions():
        for key in question.asked_keys():
            rows = [row[key] for row in answers[name] if key in row]
            blank = rows.count(None) / len(rows)
            if question.required:
                assert blank == 0
            elif question.shape != "prose":
                assert 0.01 <= blank <= 0.2, key


@pytest.mark.parametrize("name", NAMES)
def test_about_two_people_in_five_comment_and_hardly_any_repeats(
    answers: dict[str, Stored], name: str
) -> None:
    found = written(answers[name])
    assert 0.33 <= len(found) / len(answers[name]) <= 0.48
    real = [text for text in found if not any(word in text[-8:] for word in EMPTY_WORDS)]
    assert len(real) > 110
    assert len(real) - len(set(real)) <= 0.05 * len(real)


@pytest.mark.parametrize("name", NAMES)
def test_some_write_a_text_beside_other(answers: dict[str, Stored], name: str) -> None:
    beside = [value for row in answers[name] for key, value in row.items() if ".other" in key]
    assert 8 <= len(beside) <= 60
    assert len(set(beside)) >= 8


@pytest.mark.parametrize(
    ("name", "key", "good", "bad"),
    [
        ("festival", "wait", ("none", "under10"), ("over30",)),
        ("drill", "explained", ("clear", "rather_clear"), ("rather_unclear", "unclear")),
        ("childcare", "crowded", ("rarely", "never"), ("often",)),
    ],
)
def test_what_people_lived_through_shows_in_their_satisfaction(
    answers: dict[str, Stored], name: str, key: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    better, worse = where(answers[name], key, *good), where(answers[name], key, *bad)
    assert len(worse) >= 30
    assert satisfied(better) - satisfied(worse) >= 0.15


def mean(rows: Stored, key: str) -> float:
    numbers = [float(str(row[key])) for row in rows if str(row.get(key) or "").isdigit()]
    return sum(numbers) / len(numbers)


def test_other_answers_hang_together_too(answers: dict[str, Stored]) -> None:
    """Who is content recommends, groups are large, regular guests came lately."""
    festival, drill, childcare = (answers[name] for name in ("festival", "drill", "childcare"))
    happy = where(festival, "satisfaction", "satisfied")
    unhappy = where(festival, "satisfaction", "rather_dissatisfied", "dissatisfied")
    assert mean(happy, "recommend") - mean(unhappy, "recommend") > 3
    assert mean(where(festival, "companion", "group"), "people") > 6
    assert mean(where(festival, "companion", "couple"), "people") < 3
    liked = where(drill, "useful", "aed")
    assert mean(liked, "stations.aed") - mean(drill, "stations.aed") > 0.2
    days = {
        key: sorted(str(row["last_visit"]) for row in where(childcare, "frequency", key))
        for key in ("daily", "yearly")
    }
    assert days["daily"][len(days["daily"]) // 4] > days["yearly"][len(days["yearly"]) // 4]


def test_older_visitors_are_more_satisfied_and_less_online(
    documents: dict[str, SurveyDocument],
) -> None:
    sent = generate("festival", documents["festival"], 2_000, seed=5)
    rows = [walk(documents["festival"], sending.fields).answers for sending in sent]
    old = [i for i, row in enumerate(rows) if row["age"] in ("a60", "a70", "a80")]
    young = [i for i, row in enumerate(rows) if row["age"] in ("a20", "a30", "a40")]

    def online(which: list[int]) -> float:
        return sum(sent[i].placement_kind == "web" for i in which) / len(which)

    assert satisfied([rows[i] for i in old]) - satisfied([rows[i] for i in young]) > 0.05
    assert online(young) - online(old) > 0.1


@pytest.mark.parametrize("name", NAMES)
def test_satisfaction_sets_the_tone_of_the_comment(answers: dict[str, Stored], name: str) -> None:
    tones = {comment.text: comment.tone for comment in comments(name, "ja")}

    def share(tone: str, rows: Stored) -> float:
        found = [tones[text] for text in written(rows) if text in tones]
        return found.count(tone) / len(found)

    happy = where(answers[name], "satisfaction", "satisfied")
    unhappy = where(answers[name], "satisfaction", "rather_dissatisfied", "dissatisfied")
    assert share("positive", happy) > 0.6
    assert share("negative", happy) < 0.05
    assert share("negative", unhappy) > 0.4
    assert share("positive", unhappy) < 0.05


@pytest.mark.parametrize("name", ["festival", "drill"])
def test_answers_peak_on_the_event_days_and_decay(
    documents: dict[str, SurveyDocument], sendings: dict[str, list[Answered]], name: str
) -> None:
    opens = documents[name].opens_at
    assert opens is not None
    days = Counter((sent_at(s, TODAY).date() - opens.date()).days for s in sendings[name])
    assert days[0] + days[1] > 0.6 * sum(days.values())
    assert days[0] + days[1] > 3 * (days[2] + days[3]) > 3 * (days[6] + days[7])


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_was_sent_while_the_survey_was_open(
    documents: dict[str, SurveyDocument], sendings: dict[str, list[Answered]], name: str
) -> None:
    opens, midnight = documents[name].opens_at, datetime.combine(TODAY, time(0), JST)
    assert opens is not None
    assert all(opens <= sent_at(s, TODAY) < midnight for s in sendings[name])
    assert {s.placement_kind for s in sendings[name]} == {"poster", "handout", "table", "web"}
    assert {s.placement_kind for s in sendings[name]} <= set(KINDS)
    assert {s.language for s in sendings[name]} == set(documents[name].languages)


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_gives_the_same_answers_again(
    documents: dict[str, SurveyDocument], sendings: dict[str, list[Answered]], name: str
) -> None:
    assert generate(name, documents[name], 400, seed=1) == sendings[name]
    assert generate(name, documents[name], 400, seed=2) != sendings[name]


@pytest.mark.parametrize("name", NAMES)
def test_many_more_answers_than_comments_are_possible(
    documents: dict[str, SurveyDocument], name: str
) -> None:
    sent = generate(name, documents[name], 900, seed=3)
    assert [a for a in sent if walk(documents[name], a.fields).errors] == []
