"""Rows of what was read out of comments, from figures made by hand."""

from __future__ import annotations

import numpy as np

from analysis.text.characteristic import Characteristic, Group, Word
from analysis.text.examples import Proposal, Proposals
from analysis.text.leanings import Leanings
from analysis.text.study import Said
from exports import reading
from tests.analysis.text.corpora import of_words


def word(text: str, **changes: object) -> Word:
    told = {"people": 9, "others": 7, "log_odds": 0.5, "z": 2.0, "p": 0.01, "q": 0.02, "marked": ""}
    return Word(text, "名詞", **{**told, **changes})  # type: ignore[arg-type]  # by name, as above


def test_small_cells_are_blank_and_no_figure_is_minus_nothing() -> None:
    lower = word("川", log_odds=-0.00001, z=-0.00004, marked="lower")
    group = Group("北", 20, 30, (word("公園", others=None),), (lower, word("公園", others=None)))
    headings, more, less = reading.words_by(Characteristic(50, (group,), (), 2))
    told = dict(zip(headings, more, strict=True))
    assert (told["term"], told["respondents"], told["others"]) == ("公園", "9", "")
    assert (told["z"], told["q"], told["mark"]) == ("2.0000", "0.020000", "")
    told = dict(zip(headings, less, strict=True))
    assert (told["term"], told["log_odds"], told["z"]) == ("川", "0.0000", "0.0000")
    assert told["mark"] == "lower"


def test_each_row_says_what_it_says() -> None:
    """Terms once, in their order; a row that says nothing is blank."""
    of = of_words([["公園", "川", "公園"], ["=1+1"]])
    does = Said(("称賛", "その他"), Leanings(np.array([0.6666, -0.0004]), "list", 0))
    rows = list(reading.comments([1, 2, 3], {1: 0, 3: 1}, of, None, does))[1:]
    assert rows == [
        ("1", "公園|川", "", "称賛", "0.667"),
        ("2", "", "", "", ""),
        ("3", "'=1+1", "", "その他", "0.000"),
    ]


def test_codes_say_how_they_came_about() -> None:
    """An example, a proposal, one that is not sure, no known word, no comment."""
    found = Proposals(
        (
            Proposal(1, "公園", "公園", 0.8),
            Proposal(2, None, "道路", 0.3),
            Proposal(3, None, None, 0.0),
        ),
        *(0, 0, ()),
    )
    places = {1: 0, 2: 1, 3: 2, 4: 3}
    rows = list(reading.codes([1, 2, 3, 4, 5], places, {0: "道路"}, found))[1:]
    assert rows == [
        ("1", "道路", "1.0000", "example"),
        ("2", "公園", "0.8000", "proposal"),
        ("3", "道路", "0.3000", "unsure"),
        ("4", "", "", ""),
        ("5", "", "", ""),
    ]
