"""Which comments a coding rule holds of (アフターコーディング).

A word holds where it is a term of the comment or the dictionary form of a token of it, also inside
a compound (公園 in 公園整備), and where whole tokens spell it out (待ち/時間): never inside another
word. It holds whether it is denied or not, and 使える[否定] only where it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, assert_never

import numpy as np
from numpy.typing import NDArray

from analysis.text.automata import Automaton
from analysis.text.readings import Reading
from analysis.text.rules import (
    All,
    Either,
    Fact,
    Not,
    Pattern,
    Phrase,
    Rule,
    RuleError,
    Together,
    Word,
)
from analysis.text.word_index import Mask, Place, WordIndex

# Question → answer → whose comments, parallel to the readings; both normalised.
Facts: TypeAlias = Mapping[str, Mapping[str, Mask]]

NOBODY: Facts = {}


def holds(
    rules: Sequence[Rule],
    readings: Sequence[Reading],
    facts: Facts = NOBODY,
    alike: Mapping[str, str] | None = None,
) -> NDArray[np.bool_]:
    """Readings × rules: which rule holds of which comment.

    `alike` are ways of writing with the form they are counted as: spellings that were merged, and
    names. Raises RuleError for a question or an answer that `facts` do not have.
    """
    words = {item for rule in rules for item in _items(rule) if isinstance(item, Word)}
    index = WordIndex(readings, words, alike or {})
    found = np.zeros((len(readings), len(rules)), np.bool_)
    for number, rule in enumerate(rules):
        found[:, number] = _mask(rule, index, facts)
    return found


def _items(rule: Rule) -> Iterator[Word | Phrase]:
    """Every word and phrase that the rule speaks of."""
    match rule:
        case Word() | Phrase():
            yield rule
        case Together():
            yield from (one for item in rule.items for one in item)
        case Not():
            yield from _items(rule.part)
        case All() | Either():
            yield from (item for part in rule.parts for item in _items(part))


def _mask(rule: Rule, index: WordIndex, facts: Facts) -> Mask:
    match rule:
        case Word() | Phrase():
            return index.mask(rule)
        case Pattern():
            automaton = Automaton(rule.text)
            return np.array([automaton.search(text) for text in index.texts], np.bool_)
        case Together():
            return _together(rule, index)
        case Fact():
            mask = _answered(rule, facts)
            return mask if rule.equal else ~mask
        case Not():
            return ~_mask(rule.part, index, facts)
        case All():
            every: Mask = np.logical_and.reduce([_mask(p, index, facts) for p in rule.parts])
            return every
        case Either():
            some: Mask = np.logical_or.reduce([_mask(p, index, facts) for p in rule.parts])
            return some
        case _:
            assert_never(rule)


def _answered(fact: Fact, facts: Facts) -> Mask:
    if fact.name not in facts:
        known = "、".join(list(facts)[:5]) or "ありません"
        raise RuleError(
            fact.place, fact.name[:20], f"この名前の質問がありません（使える質問：{known}）。"
        )
    answers = facts[fact.name]
    if fact.value not in answers:
        known = "、".join(list(answers)[:8])
        raise RuleError(
            fact.place,
            fact.value[:20],
            f"「{fact.name}」にこの答えがありません（使える答え：{known}）。",
        )
    return answers[fact.value]


def _together(rule: Together, index: WordIndex) -> Mask:
    masks = [np.logical_or.reduce([index.mask(one) for one in item]) for item in rule.items]
    mask: Mask = np.logical_and.reduce(masks)
    are_there = _in_order if rule.way == "seq" else _near
    for number in np.flatnonzero(mask).tolist():
        places = [
            sorted({place for one in item for place in index.places(number, one)})
            for item in rule.items
        ]
        mask[number] = are_there(places, rule.apart)
    return mask


def _near(places: Sequence[Sequence[Place]], apart: int) -> bool:
    """Whether places of all of them begin within `apart` tokens."""
    found = sorted((first, item) for item, some in enumerate(places) for first, _ in some)
    counts = [0] * len(places)
    missing = len(places)
    left = 0
    for first, item in found:
        missing -= counts[item] == 0
        counts[item] += 1
        while first - found[left][0] > apart:
            gone = found[left][1]
            counts[gone] -= 1
            missing += counts[gone] == 0
            left += 1
        if missing == 0:
            return True
    return False


def _in_order(places: Sequence[Sequence[Place]], apart: int) -> bool:
    """Whether each begins behind the one before it, at most `apart` tokens on."""
    ends = sorted(last for _, last in places[0])
    for some in places[1:]:
        ends = sorted(
            last
            for first, last in some
            if bisect_left(ends, first) - bisect_right(ends, first - apart - 1) > 0
        )
    return bool(ends)
