"""Codes as columns: counted, crossed, filtered and told apart like any question."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import build, filters, kept
from analysis.columns import ANSWERED, BLANK, NOT_ASKED, Answers
from analysis.crosstab import standing
from analysis.tabulate import tabulate
from analysis.text import coded, judging, rule_language
from analysis.text.agreement import MISSING, kappa
from analysis.text.facts import facts
from models import codes, codings, responses, surveys
from models.codes import NOTHING, REST, Code
from models.codings import Codings
from models.filters import Chose, Rules
from models.questions.values import StoredValue
from models.responses import StoredResponse
from models.store import Store
from models.versions import merged_questions, sources
from tests.builders import QUESTIONS, document
from tests.sendings import response
from tests.stores import add_answers, add_survey

CODES = (Code("park", "公園", "公園"), Code("road", "道路"))
VERSIONS = {1: document()}
SENT: tuple[tuple[str, dict[str, StoredValue]], ...] = (
    ("a", {"q1": "good", "q2": ["stage"], "q4": "公園と道路"}),
    ("b", {"q1": "bad", "q4": "公園"}),
    ("c", {"q1": "good", "q4": "よい"}),
    ("d", {"q1": "other", "q1.other": "公園", "q4": "特になし"}),
    ("e", {"q1": "good", "q4": "後から届いた"}),
    ("f", {"q1": "good", "q4": None}),
    ("g", {"q1": "good"}),
)
JUDGED = Codings(
    CODES,
    {
        "rule": {
            "a": {"park": True, "road": True},
            "b": {"park": True},
            "c": {REST: True},
            "d": {NOTHING: True},
            "gone": {"park": True},
        },
        "person": {"b": {"road": True, "park": False}},
    },
)
BESIDE = Codings(CODES[:1], {"rule": {"d": {"park": True}}})


def stored() -> list[StoredResponse]:
    return [response(name, 1, dict(answers)) for name, answers in SENT]


def answers() -> Answers:
    found = build.answers(stored(), VERSIONS, {})
    ids = [name for name, _ in SENT]
    questions = sources(merged_questions(VERSIONS))
    judged = {"q4": JUDGED, "q1.other": BESIDE, "gone": JUDGED}
    return coded.beside(found, coded.columns(found, ids, judged, questions))


def test_a_coded_column_stands_behind_its_question_and_counts_like_any() -> None:
    found = answers()
    assert list(found.columns) == ["q1", "q1.other_code", "q2", "q3", "q4", "q4.code"]
    column = found.columns["q4.code"]
    assert column.state.tolist() == [ANSWERED] * 5 + [BLANK, NOT_ASKED]
    table = tabulate(column)
    assert table.label == {"ja": "ご意見の分類（ご意見）"}
    assert [(row.code, row.count) for row in table.rows] == [
        ("park", 1),
        ("road", 2),
        ("rest", 1),
        ("nothing", 1),
        ("unread", 1),
        ("", 1),
    ]
    assert (table.n_asked, table.n_answered, table.not_asked) == (6, 5, 1)


def test_beside_other_those_who_wrote_and_were_judged_are_the_base() -> None:
    table = tabulate(answers().columns["q1.other_code"])
    assert [(row.code, row.count) for row in table.rows][:2] == [("park", 1), ("rest", 0)]
    assert (table.n_asked, table.not_asked) == (1, 6)


def test_both_houses_know_the_same_words_and_limits() -> None:
    assert judging.NOTHING == NOTHING
    assert rule_language.MOST_CHARACTERS == codes.MAX_RULE


def test_it_crosses_and_filters() -> None:
    found = answers()
    [table] = standing([found.columns["q4.code"]], [found.columns["q1"]])
    good = next(line for line in table.lines if line.code == "good")
    assert list(good.counts) == [1, 1, 1, 0, 1, 1]
    rules = Rules(rules=(Chose(key="q4.code", codes=("road",)),))
    assert filters.mask_of(found, rules).nonzero()[0].tolist() == [0, 1]
    rules = Rules(rules=(Chose(key="q1.other_code", codes=("park",)),))
    assert filters.mask_of(found, rules).nonzero()[0].tolist() == [3]


def test_keys_tell_coded_tables_from_questions() -> None:
    found = answers().columns
    assert [key for key in found if coded.is_coded(key)] == ["q1.other_code", "q4.code"]


def test_closed_answers_are_known_to_rules_by_words_and_codes() -> None:
    """Of people as their comments stand, each any number of times, and of strangers nothing."""
    ids = [name for name, _ in SENT]
    known = facts(build.answers(stored(), VERSIONS, {}), ids, ["d", "a", "a", "stranger"])
    assert {"q1", "満足しましたか", "q2", "よかったもの"} == set(known)
    assert known["満足しましたか"]["満足"].tolist() == [False, True, True, False]
    assert known["q1"]["other"].tolist() == [True, False, False, False]
    assert known["よかったもの"]["stage"].tolist() == [False, True, True, False]
    assert "そのほか" not in known["q1"]


def test_words_of_two_questions_name_neither() -> None:
    twice = QUESTIONS[0].model_copy(update={"key": "q9"})
    found = build.answers([], {1: document(*QUESTIONS, twice)}, {})
    assert set(facts(found, [], [])) == {"q1", "q2", "q9", "よかったもの"}


def test_what_each_way_says_of_a_code_stands_side_by_side() -> None:
    """Of a, b, c, d and gone; a person says nothing of those they did not look at."""
    found = coded.ratings(JUDGED, "park")
    assert {way: codes.tolist() for way, codes in found.items()} == {
        "person": [MISSING, 0, MISSING, MISSING, MISSING],
        "rule": [1, 1, 0, 0, 1],
    }
    compared = kappa(*found.values())
    assert (compared.n, compared.agreed) == (1, 0)


@pytest.fixture
def survey(store: Store) -> str:
    survey_id = add_survey(store, publish=True)
    add_answers(
        store,
        survey_id,
        *({"q1": ["good"], "q4": [text]} for text in ("公園", "道路", "公園も道路も")),
    )
    return survey_id


def test_kept_answers_follow_what_is_judged(store: Store, store_url: str, survey: str) -> None:
    """Answers are not read again for it, and those that come later are not judged yet."""

    def counts() -> dict[str, int] | None:
        column = kept.answers_of(store_url, survey).answers.columns.get("q4.code")
        if column is None:
            return None
        return {row.code: row.count for row in tabulate(column).rows if row.count}

    kept.forget()
    assert counts() is None
    store.write(lambda s: codes.save(s, survey, "q4", "park", "公園", "公園", by="sato"))
    assert counts() == {"unread": 3}
    with store.reading() as session:
        found = {
            one.response_id: ["park"] if "公園" in str(one.answers["q4"]) else []
            for one in responses.stored(session, survey)
        }
    store.write(lambda s: codings.judge(s, survey, "q4", "rule", found, by="sato"))
    assert counts() == {"park": 2, "rest": 1}
    add_answers(store, survey, {"q1": ["bad"], "q4": ["遅れて"]})
    assert counts() == {"park": 2, "rest": 1, "unread": 1}
    answers_then = kept.answers_of(store_url, survey).answers.columns["q4"].state
    one = next(iter(found))
    store.write(lambda s: codings.decide(s, survey, "q4", one, "park", None, by="sato"))
    assert np.shares_memory(
        answers_then, kept.answers_of(store_url, survey).answers.columns["q4"].state
    )
    store.write(lambda s: codes.remove(s, survey, "q4", "park", by="sato"))
    assert counts() is None
    with store.reading() as session:
        assert surveys.summary(session, survey).responses == 4
    kept.forget()
