"""The sample surveys: publishable, answerable, and alive enough to show every page of Koebako."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import chain

import pytest

from models import document, lifecycle
from models.clock import JST
from models.document import SurveyDocument
from models.errors import NotFound
from models.journey import walk
from models.placements import KINDS
from models.questions.base import StoredValue
from models.questions.choice import MultipleChoice, SingleChoice
from models.samples import ANSWERS, NAMES, Answered, generate, load, profile, sent_at
from models.samples.wording import Comment, comments

TODAY = date(2026, 11, 24)
EMPTY_WORDS = ("なし", "ない", "無し", "None", "Nothing", "ありません")
SATISFIED = {"satisfied", "rather_satisfied"}

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
    value = stored[key]
    return value if isinstance(value, list) else [value] if value else []


def satisfied(rows: Stored) -> float:
    """Share of the two upper of the five grades."""
    return sum(row["satisfaction"] in SATISFIED for row in rows) / len(rows)


def where(rows: Stored, key: str, *values: str) -> Stored:
    return [row for row in rows if set(values) & set(chosen(row, key))]


def written(rows: Stored) -> list[str]:
    return [str(row["comment"]) for row in rows if row["comment"]]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_to_mend_before_publishing(
    documents: dict[str, SurveyDocument], name: str
) -> None:
    assert document.problems(documents[name]) == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("later", range(0, 371, 53))  # another weekday each time, across years
def test_a_survey_is_open_on_the_day_it_is_loaded(name: str, later: int) -> None:
    today = TODAY + timedelta(days=later)
    loaded = load(name, today)
    for hour in (0, 12, 23):
        moment = datetime.combine(today, time(hour), JST)
        assert lifecycle.phase("open", loaded, moment) == "open"


def test_the_festival_begins_on_a_saturday_and_the_drill_on_a_sunday(
    documents: dict[str, SurveyDocument],
) -> None:
    days = {name: documents[name].opens_at for name in NAMES}
    weekdays = {name: day.strftime("%A") for name, day in days.items() if day}
    assert weekdays == {"festival": "Saturday", "drill": "Sunday", "childcare": "Tuesday"}


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(NotFound):
        load("election", TODAY)


def test_the_festival_is_whole_in_english(documents: dict[str, SurveyDocument]) -> None:
    festival = documents["festival"]
    texts = [festival.title, festival.purpose, *(section.title for section in festival.sections)]
    for question in festival.questions():
        texts += [question.label, *([question.help] if question.help else [])]
        if isinstance(question, SingleChoice | MultipleChoice):
            texts += [option.label for option in question.options]
    assert festival.languages == ("ja", "en")
    assert [text for text in texts if set(text) != {"ja", "en"}] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_form_field_that_a_browser_sends_is_sent(
    documents: dict[str, SurveyDocument], sendings: dict[str, list[Answered]], name: str
) -> None:
    questions = list(documents[name].questions())
    fields = {field for question in questions for field in question.fields()}
    radios = {q.key for q in questions if isinstance(q, SingleChoice | MultipleChoice)}
    for sending in sendings[name]:
        assert fields - radios <= set(sending.fields) <= fields
        assert all(sending.fields.values()), "an unchosen field is absent, not empty"


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_chosen_by_somebody(
    documents: dict[str, SurveyDocument], answers: dict[str, Stored], name: str
) -> None:
    for question in documents[name].questions():
        if isinstance(question, SingleChoice | MultipleChoice):
            found = set(chain.from_iterable(chosen(row, question.key) for row in answers[name]))
            assert found == {option.value for option in question.options}, question.key


@pytest.mark.parametrize("name", NAMES)
def test_the_usual_number_of_answers_chooses_every_option_too(
    documents: dict[str, SurveyDocument], name: str
) -> None:
    sent = generate(name, documents[name], ANSWERS[name], seed=1)
    rows = [walk(documents[name], sending.fields).answers for sending in sent]
    for question in documents[name].questions():
        if isinstance(question, SingleChoice | MultipleChoice):
            found = set(chain.from_iterable(chosen(row, question.key) for row in rows))
            assert found == {option.value for option in question.options}, question.key


@pytest.mark.parametrize("name", NAMES)
def test_optional_questions_are_sometimes_left_blank(
    documents: dict[str, SurveyDocument], answers: dict[str, Stored], name: str
) -> None:
    for question in documents[name].questions():
        blank = sum(row[question.key] is None for row in answers[name]) / len(answers[name])
        if question.required:
            assert blank == 0
        elif question.shape != "prose":
            assert 0.02 <= blank <= 0.18, question.key


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


def all_comments(name: str) -> list[Comment]:
    languages = profile.read(name)["facts"]["language"]["percent"]
    return [comment for language in languages for comment in comments(name, language)]


@pytest.mark.parametrize("name", NAMES)
def test_comments_are_distinct_and_personal_data_is_not_in_them(name: str) -> None:
    texts = [comment.text for comment in all_comments(name) if comment.tone != "none"]
    assert len(texts) == len(set(texts)) >= 110
    assert [text for text in texts if "@" in text or "03-" in text or "090" in text] == []
    assert all(0 < len(text) <= 1_000 for text in texts)


@pytest.mark.parametrize("name", NAMES)
def test_conditions_name_only_what_the_survey_asks(
    documents: dict[str, SurveyDocument], name: str
) -> None:
    plan = profile.read(name)
    values = {key: set(fact["percent"]) for key, fact in plan["facts"].items()}
    for question in documents[name].questions():
        if isinstance(question, SingleChoice | MultipleChoice):
            assert values[question.key] == {option.value for option in question.options}
    rules = chain.from_iterable(fact.get("rules", []) for fact in plan["facts"].values())
    conditions = [rule["when"] for rule in rules] + [c.suits for c in all_comments(name)]
    for condition in conditions:
        for key, allowed in profile.terms(condition):
            assert allowed <= values[key], condition
