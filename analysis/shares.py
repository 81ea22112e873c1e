"""Shares in words: 半数を超え, ちょうど半数, 3分の2を超え; and when there is no word for one.

A rule of the house. A fraction is named only where the people are more than it and the printed
percentage is too, so that nobody reads 「50.0%で半数を超え」. 約, 強 and 弱 are not used: readers
take 7割強 for anything from 71 to 79 % (NHK放送文化研究所, web survey of 2014, 「7割強」は何%?),
and the printed percentage says it better.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from analysis.rounding import half_up
from analysis.tabulate import percent


class Words(NamedTuple):
    """A share in words: in the middle of a sentence and at its end."""

    going_on: str
    closing: str


# Numerator, denominator, name, and the percentage from which on the name says too little.
_FRACTIONS: Final = (
    (3, 4, "4分の3", 100),
    (2, 3, "3分の2", 75),
    (1, 2, "半数", 100),
    (1, 3, "3分の1", 40),
)
_HALF: Final = Decimal("50.0")
_EXACTLY_HALF: Final = Words("ちょうど半数を占め", "ちょうど半数です")
_NEARLY_HALF: Final = Words("ほぼ半数を占め", "ほぼ半数です")
_EVERYBODY: Final = Words("全員にあたり", "全員です")


def in_words(people: int, base: int) -> Words | None:
    """The words for so many of `base` people; None where the number has to do."""
    printed = percent(people, base)
    if base and people == base:
        return _EVERYBODY
    if printed == _HALF:
        return _EXACTLY_HALF if 2 * people == base else _NEARLY_HALF
    for part, whole, name, enough in _FRACTIONS:
        bound = half_up(Decimal(100 * part) / whole, 1)
        if whole * people > part * base and bound < printed < enough:
            return Words(f"{name}を超え", f"{name}を超えています")
    return None
