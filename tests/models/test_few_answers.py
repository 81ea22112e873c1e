"""Rule 「10件から」: from when on results are shown, and which groups a table leaves out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import few_answers
from models.errors import NotAllowed
from tests.builders import document


def test_the_newest_version_decides() -> None:
    promised, free = document(hides_few=True), document()
    assert few_answers.is_promised({1: free, 2: promised})
    assert not few_answers.is_promised({1: promised, 2: free})
    assert not few_answers.is_promised({})


def test_ten_may_be_shown_and_nine_neither_seen_nor_subtracted() -> None:
    assert few_answers.may_show(10)
    assert not few_answers.may_show(9)
    assert not few_answers.may_show(0)
    assert few_answers.may_show(20, others=10)
    assert not few_answers.may_show(20, others=9)
    few_answers.check({1: document()}, 1)
    with pytest.raises(NotAllowed, match="few_answers"):
        few_answers.check({1: document(hides_few=True)}, 9)


def test_what_is_left_out_is_no_remainder_of_fewer_than_ten() -> None:
    assert few_answers.hidden([30, 20, 0]) == frozenset()
    assert few_answers.hidden([30, 6, 4]) == {1, 2}
    assert few_answers.hidden([30, 20, 4]) == {1, 2}
    assert few_answers.hidden([30, 20, 4], beside=6) == {2}
    assert few_answers.hidden([30, 20, 4], apart=False) == {2}
    assert few_answers.hidden([4, 0]) == {0}


@given(groups=st.lists(st.integers(0, 40), max_size=8), beside=st.integers(0, 30))
def test_a_subtraction_finds_ten_people_or_nobody(groups: list[int], beside: int) -> None:
    left_out = few_answers.hidden(groups, beside)
    shown = [people for place, people in enumerate(groups) if place not in left_out]
    assert not any(map(few_answers.is_few, shown))
    rest = sum(groups) + beside - sum(shown)
    if left_out and any(shown):
        assert not few_answers.is_few(rest)
