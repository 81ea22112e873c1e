"""People counted by what they say."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from analysis.text import voices

SAID = st.lists(st.tuples(st.sampled_from("abcd"), st.lists(st.sampled_from("xyz"))))


@given(SAID)
def test_each_person_counts_once_for_each_thing(said: list[tuple[str, list[str]]]) -> None:
    people = [who for who, _ in said]
    pairs = {(who, thing) for who, things in said for thing in things}
    assert voices.count(people, (things for _, things in said)) == Counter(
        thing for _, thing in pairs
    )
