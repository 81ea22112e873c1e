"""Filters: who is looked at, in words, and what they refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.columns import Answers
from analysis.filters import described, mask_of, topics
from models import filters
from models.errors import DefinitionError, NotFound
from models.filters import EVERYBODY, Between, Came, Chose, Left, Rule, Rules, Within
from tests.builders import DAY, HOME, LIKED, NUMBER, OPINION, RANKING, SATISFACTION, SCALE
from tests.gathered import gathered, person

EVERY = (SATISFACTION, LIKED, SCALE, RANKING, NUMBER, DAY, HOME, OPINION)
PEOPLE = (
    person(
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
    ),
    person(
        {
            "q1": "bad",
            "q2": ["food"],
            "q6": "unsure",
            "q11": 12,
            "q12": "2026-05-31",
            "q13": "outside",
        },
        placement="fair2",
        language="ko",
        received=datetime(2026, 11, 23, 15, tzinfo=UTC),  # in Japan it is the 24th
    ),
    person(
        dict.fromkeys(("q1", "q2", "q6", "q10", "q11", "q12", "q13", "q4")),
        mode="kiosk",
        received=datetime(2026, 11, 25, 2, tzinfo=UTC),
    ),
    person({}, placement="fair2"),
)


@pytest.fixture
def answers() -> Answers:
    return gathered(EVERY, PEOPLE)


def who(answers: Answers, *rules: Rule, match: str = "all") -> list[int]:
    found = mask_of(answers, Rules.model_validate({"match": match, "rules": rules}))
    return np.flatnonzero(found).tolist()


@pytest.mark.parametrize(
    ("rule", "people", "words"),
    [
        (Chose(key="q1", codes=("good",)), [0], "「満足しましたか」が「満足」の回答"),
        (
            Chose(key="q1", codes=("bad", "good")),
            [0, 1],
            "「満足しましたか」が「満足」「不満」の回答",
        ),
        # Whoever left it blank has not answered something else.
        (
            Chose(key="q1", codes=("good",), none=True),
            [1],
            "「満足しましたか」が「満足」以外の回答",
        ),
        (
            Chose(key="q2", codes=("stage", "stamp")),
            [0],
            "よかったものが「ステージ」「スタンプラリー」の回答",
        ),
        (Chose(key="q2", codes=("stage",), none=True), [1], "よかったものが「ステージ」以外の回答"),
        (Chose(key="q6", codes=("unsure",)), [1], "満足度が「わからない」の回答"),
        (Chose(key="q10", codes=("stage",)), [0], "順位が「ステージ」の回答"),
        (Chose(key="q13", codes=("yoga",)), [0], "お住まいが「用賀」の回答"),
        (Chose(key="q13", codes=("area:tamagawa",)), [0], "お住まいが「玉川地域」の回答"),
        (Chose(key="q13", codes=("area:outside",)), [1], "お住まいが「区外」の回答"),
        (Left(key="q4"), [2], "ご意見が無回答の回答"),
        (Left(key="q4", blank=False), [0], "ご意見が無回答以外の回答"),
        (Between(key="q11", least=3, most=11.5), [0], "人数が3人以上11.5人以下の回答"),
        (Between(key="q11", least=4), [1], "人数が4人以上の回答"),
        (Between(key="q11", most=12), [0, 1], "人数が12人以下の回答"),
        (Between(key="q11", least=12, most=12), [1], "人数が12人の回答"),
        (Within(key="q12", last=date(2026, 4, 30)), [0], "来た日が2026年4月30日までの回答"),
        (Within(key="q12", first=date(2026, 4, 2)), [1], "来た日が2026年4月2日以降の回答"),
        (
            Within(key="q12", first=date(2026, 4, 1), last=date(2026, 5, 31)),
            [0, 1],
            "来た日が2026年4月1日から2026年5月31日までの回答",
        ),
        (
            Within(first=date(2026, 11, 24), last=date(2026, 11, 24)),
            [1],
            "回答した日が2026年11月24日の回答",
        ),
        (Within(first=date(2026, 11, 24)), [1, 2], "回答した日が2026年11月24日以降の回答"),
        (Came(facet="placement", codes=("fair2",)), [1, 3], "配布先が「まつり会場」の回答"),
        (Came(facet="placement", codes=("none3",)), [], "配布先が「だれも」の回答"),
        (Came(facet="language", codes=("ko",)), [1], "画面の言語が「韓国語」の回答"),
        (
            Came(facet="mode", codes=("kiosk", "web")),
            [0, 1, 2, 3],
            "回答の方法が「ウェブ」「会場の端末」の回答",
        ),
        (Came(facet="version", codes=("1",)), [0, 1, 2, 3], "版が「第1版」の回答"),
    ],
)
def test_each_rule_finds_its_people_and_says_so(
    answers: Answers, rule: Rule, people: list[int], words: str
) -> None:
    assert who(answers, rule) == people
    assert described(Rules(rules=(rule,)), topics(answers)) == words


def test_all_or_any_of_several_rules(answers: Answers) -> None:
    rules = Chose(key="q1", codes=("bad",)), Came(facet="placement", codes=("fair2",))
    assert who(answers, *rules) == [1]
    assert who(answers, *rules, match="any") == [1, 3]
    known = topics(answers)
    assert (
        described(Rules(rules=rules), known)
        == "「満足しましたか」が「不満」で、配布先が「まつり会場」の回答"
    )
    assert (
        described(Rules(match="any", rules=rules), known)
        == "「満足しましたか」が「不満」か、配布先が「まつり会場」の回答"
    )


def test_without_rules_it_is_everybody(answers: Answers) -> None:
    assert mask_of(answers, EVERYBODY).all()
    assert described(EVERYBODY, topics(answers)) == "すべての回答"
    assert EVERYBODY.text == ""
    assert mask_of(gathered(EVERY, ()), EVERYBODY).shape == (0,)


@pytest.mark.parametrize(
    ("rule", "kind", "name"),
    [
        (Chose(key="gone", codes=("good",)), "question", "gone"),
        (Left(key="gone"), "question", "gone"),
        (Chose(key="q1", codes=("good", "gone")), "category", "gone"),
        (Chose(key="q13", codes=("tamagawa",)), "category", "tamagawa"),
        (Chose(key="q11", codes=("3",)), "question", "q11"),
        (Between(key="q1", least=1), "question", "q1"),
        (Within(key="q11", first=date(2026, 1, 1)), "question", "q11"),
        (Came(facet="wording", codes=("a",)), "facet", "wording"),
        (Came(facet="placement", codes=("gone1",)), "category", "gone1"),
    ],
)
def test_what_is_not_there_is_named(answers: Answers, rule: Rule, kind: str, name: str) -> None:
    """By whoever counts and by whoever only wants the words."""
    for attempt in (
        lambda: mask_of(answers, Rules(rules=(rule,))),
        lambda: described(Rules(rules=(rule,)), topics(answers)),
    ):
        with pytest.raises(NotFound) as refusal:
            attempt()
        assert (refusal.value.kind, refusal.value.name) == (kind, name)


def test_a_long_list_is_cut_in_words_only() -> None:
    places = {f"p{n}": f"配布先{n}" for n in range(10)}
    answers = gathered((SATISFACTION,), [person({"q1": "good"}, placement=code) for code in places])
    rules = Rules(rules=(Came(facet="placement", codes=tuple(places)),))
    assert mask_of(answers, rules).all()
    assert described(rules, topics(answers)).endswith("「p7」ほか2つの回答")


RULES = st.builds(
    Rules,
    match=st.sampled_from(["all", "any"]),
    rules=st.lists(
        st.one_of(
            st.builds(
                Chose,
                key=st.just("q2"),
                codes=st.lists(
                    st.sampled_from(["stage", "food", "stamp"]), min_size=1, unique=True
                ).map(tuple),
                none=st.booleans(),
            ),
            st.builds(Left, key=st.sampled_from(["q1", "q4"]), blank=st.booleans()),
            st.builds(Between, key=st.just("q11"), least=st.floats(-9, 9), most=st.floats(9, 99)),
            st.builds(Within, first=st.dates(), last=st.none()),
            st.builds(Came, facet=st.just("mode"), codes=st.just(("kiosk",))),
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
)


@given(RULES)
def test_rules_survive_being_written_down(rules: Rules) -> None:
    """And all of them never find more people than any of them."""
    assert filters.read(rules.text) == rules
    answers = gathered(EVERY, PEOPLE)
    both, any_one = (
        mask_of(answers, rules.model_copy(update={"match": match})) for match in ("all", "any")
    )
    assert not (both & ~any_one).any()


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "[]",
        '{"rules": [{"kind": "drop"}]}',
        '{"rules": [{"kind": "chose", "key": "q1", "codes": []}]}',
        '{"rules": [{"kind": "chose", "key": "q1; drop", "codes": ["a"]}]}',
        '{"rules": [{"kind": "between", "key": "q1"}]}',
        '{"rules": [{"kind": "between", "key": "q1", "least": 3, "most": 2}]}',
        '{"rules": [{"kind": "within", "first": "2026-02-30"}]}',
        '{"rules": [{"kind": "within"}]}',
        '{"rules": [' + ",".join(['{"kind": "left", "key": "q1"}'] * 21) + "]}",
    ],
)
def test_what_are_no_rules_is_refused_by_name(text: str) -> None:
    with pytest.raises(DefinitionError):
        filters.read(text)
