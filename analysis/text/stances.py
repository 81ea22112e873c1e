"""Where a comment praises, blames and asks, each word at its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from analysis.text.clauses import Clause, clauses
from analysis.text.judgements import Judgement, judgements
from analysis.text.requests import Request, requests
from analysis.text.tokens import Token

_WISHED: Final = -0.2  # 明るくしてほしい, あると便利: it is not so yet
_CONCEDED: Final = 0.4  # of what is said before が, けど


@dataclass(frozen=True, slots=True)
class Stance:
    """A normalised text with its clauses, and the judging and asking words in them, in order.

    The weights of the judgements count what the sentence makes of them: praise of something that
    is only asked for is none, and what a sentence turns against weighs less.
    """

    text: str
    clauses: tuple[Clause, ...]
    judgements: tuple[Judgement, ...]
    requests: tuple[Request, ...]


def stance(text: str, tokens: Sequence[Token]) -> Stance:
    """The stance of a normalised text with Janome's own tokens of it (`tokens.cut`)."""
    parts = clauses(text, tokens)
    asked = requests(text)
    plain = [request for request in asked if not request.is_hint]
    at = clause_finder(parts)
    weighed = tuple(
        _weighed(judgement, at(judgement.start), plain) for judgement in judgements(tokens)
    )
    return Stance(text, parts, weighed, asked)


def clause_finder(parts: Sequence[Clause]) -> Callable[[int], Clause]:
    """What tells the clause around a place of the text."""
    starts = [clause.start for clause in parts]
    return lambda place: parts[bisect_right(starts, place) - 1]


def _weighed(judgement: Judgement, clause: Clause, asked: Sequence[Request]) -> Judgement:
    if judgement.weight > 0 and _is_asked_for(judgement, clause, asked):
        return replace(judgement, weight=_WISHED)
    return replace(judgement, weight=judgement.weight * _CONCEDED) if clause.conceded else judgement


def _is_asked_for(judgement: Judgement, clause: Clause, asked: Sequence[Request]) -> bool:
    """Inside the words that ask, or before them in the same clause."""
    at = bisect_right(asked, judgement.start, key=lambda request: request.end)
    return at < len(asked) and asked[at].start < max(judgement.end, clause.end)
