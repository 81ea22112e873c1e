"""Patterns of coding rules: what they find is what Python's own would, in time that is bounded."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.text.automata import Automaton
from analysis.text.patterns import MOST_CHARACTERS, PatternError

ONE = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", r"\s", r"\W", "[a-c1]", "^", "$"])
REPEATS = st.sampled_from(["*", "+", "?", "*?", "{2}", "{1,3}", "{,2}", "{2,}"])


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, REPEATS).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    )


PATTERNS = st.recursive(ONE, grown, max_leaves=8)


@given(PATTERNS, st.text("abc1 \n", max_size=8))
def test_it_finds_what_pythons_own_patterns_find(pattern: str, text: str) -> None:
    """But for $ before a last line break, which is no end here."""
    assume(not text.endswith("\n"))
    try:
        found = Automaton(pattern).search(text)
    except PatternError:
        assume(False)
    assert found == (re.search(pattern, text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("第[0-9]+期", "計画の第12期", True),
        ("第[0-9]+期", "第期", False),
        ("待ち.*長", "待ち時間が少し長い", True),
        ("待ち.*長", "待ち\n長い", False),
        (r"\(仮\)", "名称(仮)", True),
        ("WiFi", "wifiがほしい", True),
        ("^駅", "駅から", True),
        ("^駅", "最寄り駅", False),
        ("ない$", "使えない", True),
        ("[ー-]", "a-b", True),
        ("a|", "", True),
        ("^$", "", True),
    ],
)
def test_signs(pattern: str, text: str, found: bool) -> None:
    assert Automaton(pattern).search(text) == found


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("", 0),
        ("(a", 0),
        ("a)", 1),
        ("[a", 0),
        ("[]", 0),
        ("*a", 0),
        ("a**", 2),
        ("a*+", 2),
        (r"(a)\1", 4),
        (r"\b駅", 1),
        ("駅\\", 2),
        ("(?=a)", 0),
        ("(?P<x>a)", 0),
        ("a{3,1}", 1),
        ("a{1000}", 1),
        ("a{x}", 1),
        ("{2}", 0),
        ("]", 0),
        ("[b-a]", 3),
        ("(" * 11 + "a" + ")" * 11, 10),
        ("a" * (MOST_CHARACTERS + 1), MOST_CHARACTERS),
        ("((a{100}){100}){100}", 0),
        ("(((){100}){100}){100}", 0),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(pattern: str, place: int) -> None:
    with pytest.raises(PatternError) as refused:
        Automaton(pattern)
    assert refused.value.place == place
    assert refused.value.reason.endswith("。")


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|aa)+$", "(.*a){10}$", "a?" * 30 + "a{30}$", ".*.*.*.*b", "(a*)*c"]
)
def test_a_bomb_takes_time_with_the_text_alone(pattern: str) -> None:
    """Four times the text is about four times the time; backtracking would never end."""
    automaton = Automaton(pattern)

    def spent(length: int) -> float:
        text = "a" * length + "!"
        begun = time.process_time()
        assert not automaton.search(text)
        return time.process_time() - begun

    spent(1_000)  # the sets are made
    assert spent(40_000) < 12 * spent(10_000) + 0.05
