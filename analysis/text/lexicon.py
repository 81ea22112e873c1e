"""Janome's own dictionary, laid out for a quick walk: every surface in one dict.

Janome walks a transducer, byte by byte, from each character on. Here the surfaces are read once out
of its files (half a second, 80 MB) and looked up whole; what stands behind a surface is taken from
Janome when it is first met. Numbers of words are Janome's own; unknown words have negative ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

# Left id, costs of going on by the left id of what follows, own cost, number of the word.
Arc: TypeAlias = tuple[int, list[int], int, int]
Arcs: TypeAlias = tuple[Arc, ...]
# A surface's arcs once it was met; before that the numbers of its words, an int if there is one.
Entry: TypeAlias = Arcs | list[int] | int

_SURFACE: Final = re.compile(rb"\(u'([^']*)',")
JUST_ONE: Final = (1,)  # the lengths where no longer word begins


class Category(NamedTuple):
    """How Janome invents unknown words from a character of a category.

    `always`: also where the dictionary has a word. `extra`: how many characters of the category may
    follow the first.
    """

    name: str
    always: bool
    extra: int
    arcs: Arcs


@dataclass(frozen=True)
class Character:
    """The `categories` that invent words at this character, and all those it may stand in."""

    categories: tuple[Category, ...]
    within: frozenset[str]


class Lexicon:
    """The words of `dictionary`, which is Janome's MMapSystemDictionary.

    `lengths` gives, by the first two characters of a text, how long words may be that begin it, in
    growing order; JUST_ONE where it has nothing. A walk reads `surfaces`, `lengths` and
    `characters` itself and asks for what is not there yet.
    """

    def __init__(self, dictionary: Any, longest_unknown: int) -> None:
        self._dictionary = dictionary
        self._costs: list[list[int]] = dictionary.connections
        self.surfaces = _surfaces(dictionary)
        self.lengths = _lengths(self.surfaces)
        self.start = self._costs[0]
        self.kinds = kinds_of(dictionary)
        self._categories = {
            name: self._category(name, longest_unknown) for name in dictionary.unknowns
        }
        self.characters: dict[str, Character] = {}

    def meet(self, surface: str, entry: list[int] | int) -> Arcs:
        """The arcs of a surface that is met for the first time; kept from now on.

        Of words with the same ids only the cheapest can ever be chosen, between equals the one with
        the lowest number: they are reached from the same word, and lead on at the same cost.
        """
        best: dict[tuple[int, int], tuple[int, int]] = {}
        for number in [entry] if isinstance(entry, int) else entry:
            _, left, right, cost = self._dictionary._find_entry(number)
            ids = (left, right)
            best[ids] = min(best.get(ids, (cost, number)), (cost, number))
        arcs = tuple((left, self._costs[right], *best[left, right]) for left, right in best)
        self.surfaces[surface] = arcs
        return arcs

    def look_at(self, character: str) -> Character:
        """What may be invented at a character that is met for the first time; kept from now on."""
        found: Mapping[str, list[str]] = self._dictionary.get_char_categories(character)
        within = frozenset(found).union(*found.values())
        seen = Character(tuple(self._categories[name] for name in found), within)
        self.characters[character] = seen
        return seen

    def _category(self, name: str, longest_unknown: int) -> Category:
        told = self._dictionary
        extra = longest_unknown if told.unknown_grouping(name) else told.unknown_length(name)
        arcs = tuple(
            (left, self._costs[right], cost, -1 - self.kinds.index(part_of_speech))
            for left, right, cost, part_of_speech in told.unknowns[name]
        )
        return Category(name, told.unknown_invoked_always(name), extra, arcs)


def kinds_of(dictionary: Any) -> tuple[str, ...]:
    """Parts of speech of unknown words: the one at `kind` belongs to the number -1 - kind."""
    return tuple(sorted({row[3] for rows in dictionary.unknowns.values() for row in rows}))


def _surfaces(dictionary: Any) -> dict[str, Entry]:
    """Surface → numbers. Janome's files hold the entries in the order of their numbers."""
    listed: list[str] = []
    for file, _ in dictionary.entries_compact.values():
        told = b"\n".join(_SURFACE.findall(file))  # they are escaped, so none has a line break
        listed += told.decode("unicode_escape").split("\n")
    surfaces: dict[str, Entry] = {}
    for number, surface in enumerate(listed):
        before = surfaces.setdefault(surface, number)
        if before is not number:
            surfaces[surface] = [*(before if isinstance(before, list) else [before]), number]
    return surfaces


def _lengths(surfaces: Mapping[str, Entry]) -> dict[str, tuple[int, ...]]:
    marked: dict[str, int] = {}
    for surface in surfaces:
        two = surface[:2]
        marked[two] = marked.get(two, 0) | 1 << len(surface)
    shared: dict[int, tuple[int, ...]] = {}
    lengths: dict[str, tuple[int, ...]] = {}
    for two, marks in marked.items():
        every = marks | 2 if two[0] in surfaces else marks
        if every not in shared:
            shared[every] = tuple(n for n in range(1, every.bit_length()) if every >> n & 1)
        lengths[two] = shared[every]
    return lengths
