"""The words for shares, at their bounds and just beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.shares import in_words
from analysis.tabulate import percent

FRACTIONS = (("4分の3", 3, 4), ("3分の2", 2, 3), ("半数を", 1, 2), ("3分の1", 1, 3))


@pytest.mark.parametrize(
    ("people", "base", "printed", "closing"),
    [
        (0, 100, "0.0", None),
        (333, 1000, "33.3", None),
        (1, 3, "33.3", None),  # just a third is not more than a third
        (3334, 10000, "33.3", None),  # more than a third, but it prints the same
        (334, 1000, "33.4", "3分の1を超えています"),
        (3994, 10000, "39.9", "3分の1を超えています"),
        (40, 100, "40.0", None),  # a third says too little
        (499, 1000, "49.9", None),
        (9994, 20000, "50.0", "ほぼ半数です"),  # 49.97
        (999, 2000, "50.0", "ほぼ半数です"),  # 49.95
        (1, 2, "50.0", "ちょうど半数です"),
        (20018, 40000, "50.0", "ほぼ半数です"),  # 50.045
        (1001, 2000, "50.1", "半数を超えています"),  # 50.05
        (2, 3, "66.7", "半数を超えています"),
        (667, 1000, "66.7", "半数を超えています"),  # more than two thirds, printing the same
        (668, 1000, "66.8", "3分の2を超えています"),
        (749, 1000, "74.9", "3分の2を超えています"),
        (75, 100, "75.0", "半数を超えています"),
        (751, 1000, "75.1", "4分の3を超えています"),
        (1999, 2000, "100.0", None),  # 99.95 prints as everybody, and is not
        (1998, 2000, "99.9", "4分の3を超えています"),
        (7, 7, "100.0", "全員です"),
        (0, 0, "0.0", None),
    ],
)
def test_words_at_their_bounds(people: int, base: int, printed: str, closing: str | None) -> None:
    assert str(percent(people, base)) == printed
    words = in_words(people, base)
    assert (words.closing if words else None) == closing


@given(st.data())
def test_a_word_is_true_of_the_people_and_of_what_is_printed(data: st.DataObject) -> None:
    base = data.draw(st.integers(1, 10**6))
    people = data.draw(st.integers(0, base))
    words = in_words(people, base)
    said = words.closing if words else ""
    for word, part, whole in (
        ("4分の3", 3, 4),
        ("3分の2", 2, 3),
        ("半数を", 1, 2),
        ("3分の1", 1, 3),
    ):
        if said.startswith(word):
            assert whole * people > part * base
            assert percent(people, base) > percent(part, whole)
    assert (said == "全員です") == (people == base)
    assert (said == "ちょうど半数です") == (2 * people == base)
