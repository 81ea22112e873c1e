"""Taking texts apart at the places of earlier answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.piping import Quoted, quoted_in, split

KEYS = ("q1", "q2")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("ご意見", ["ご意見"]),
        ("{q1}", [Quoted("q1")]),
        ("{q1}の{q2}について", [Quoted("q1"), "の", Quoted("q2"), "について"]),
        ("{q1}{q1}", [Quoted("q1"), Quoted("q1")]),
        ("{q3}と{q2}", ["{q3}と", Quoted("q2")]),
        ("{{q1}}", ["{", Quoted("q1"), "}"]),
        ("{ q1 }", ["{ q1 }"]),
        ("{q1.other}", ["{q1.other}"]),
        ("{q1!r} {0} {} {", ["{q1!r} {0} {} {"]),
        ("{Q1}{ｑ1}", ["{Q1}{ｑ1}"]),
        ("<b>{q1}</b>", ["<b>", Quoted("q1"), "</b>"]),
        ("{q1\n}", ["{q1\n}"]),
    ],
)
def test_only_known_keys_in_braces_are_places(text: str, pieces: list[str | Quoted]) -> None:
    assert list(split(text, KEYS)) == pieces


def test_keys_quoted_in_a_text() -> None:
    assert quoted_in("{q1}{q9}{q1}", KEYS) == {"q1"}
    assert quoted_in("{q1}", ()) == frozenset()


@given(text=st.text(alphabet="{}q12 あ.\n", max_size=30), keys=st.sets(st.sampled_from(KEYS)))
def test_pieces_put_together_are_the_text(text: str, keys: set[str]) -> None:
    """Nothing is lost or made up, and no piece is empty."""
    pieces = list(split(text, keys))
    together = "".join(p if isinstance(p, str) else f"{{{p.key}}}" for p in pieces)
    assert together == text
    assert "" not in pieces
    assert quoted_in(text, keys) <= keys
