"""Where the words stand in a comment for which a coding rule holds of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from analysis.text.automata import Automaton
from analysis.text.coding_rules import NOBODY, holds
from analysis.text.readings import Reading
from analysis.text.rules import (
    All,
    Either,
    Fact,
    Not,
    Pattern,
    Phrase,
    Rule,
    Together,
    Word,
)
from analysis.text.word_index import WordIndex

Place: TypeAlias = tuple[int, int]  # of the normalised text
_Item: TypeAlias = Word | Phrase | Pattern


def places(rule: Rule, reading: Reading, alike: Mapping[str, str]) -> tuple[Place, ...]:
    """The places in their order, of a comment that the rule holds of.

    What must not stand there has none, and neither have answers to closed questions. `alike` is
    that of coding_rules.holds.
    """
    items = set(_deciding(rule, reading, alike))
    index = WordIndex([reading], [one for one in items if isinstance(one, Word)], alike)
    return tuple(sorted({place for item in items for place in _of(item, index, reading)}))


def _deciding(rule: Rule, reading: Reading, alike: Mapping[str, str]) -> Iterator[_Item]:
    match rule:
        case Word() | Phrase() | Pattern():
            yield rule
        case Together():
            if _holds(rule, reading, alike):
                yield from (one for item in rule.items for one in item)
        case All():
            for part in rule.parts:
                yield from _deciding(part, reading, alike)
        case Either():
            for part in rule.parts:
                if _asks_facts(part) or _holds(part, reading, alike):
                    yield from _deciding(part, reading, alike)


def _holds(rule: Rule, reading: Reading, alike: Mapping[str, str]) -> bool:
    return bool(holds([rule], [reading], NOBODY, alike)[0, 0])


def _asks_facts(rule: Rule) -> bool:
    match rule:
        case Fact():
            return True
        case Not():
            return _asks_facts(rule.part)
        case All() | Either():
            return any(map(_asks_facts, rule.parts))
    return False


def _of(item: _Item, index: WordIndex, reading: Reading) -> Iterator[Place]:
    text = index.texts[0]
    match item:
        case Word():
            tokens = reading.tokens
            yield from ((tokens[a].start, tokens[b].end) for a, b in index.places(0, item))
        case Phrase():
            yield from (one.span() for one in re.finditer(re.escape(item.text), text))
        case Pattern():
            place = Automaton(item.text).place(text)
            if place is not None and place[0] < place[1]:
                yield place
