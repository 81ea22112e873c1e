"""How much a comment is for or against, from −1 to 1, and the words that decide it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from analysis.text.judgements import Judgement
from analysis.text.stances import Stance

_ASKED: Final = -0.3  # who asks for something finds it missing
_DOUBT: Final = 0.5  # one full word alone gives 2/3


@dataclass(frozen=True, slots=True)
class Polarity:
    """`value` is 0 where nothing judges; `words` are places of the normalised text, in order."""

    value: float
    words: tuple[Judgement, ...]


def polarity(stance: Stance) -> Polarity:
    """The balance of the judging words: (for − against) / (for + against + 1/2).

    A plain request counts a little against. Nothing is trained; the same text gives the same value.
    """
    weights = [judgement.weight for judgement in stance.judgements]
    weights += [_ASKED for request in stance.requests if not request.is_hint]
    return Polarity(sum(weights) / (sum(map(abs, weights)) + _DOUBT), stance.judgements)
