"""Whether a text has a place that a pattern describes, in time that goes with the text alone.

A pattern becomes a nondeterministic automaton (Thompson, CACM 11(6), 1968) of no more than STATES
states, whose sets of states are worked out as texts need them and kept (Aho, Sethi & Ullman,
Compilers, 1986, section 3.7). Nothing is ever tried twice, so that no pattern can hang.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from analysis.text.patterns import (
    Characters,
    Choice,
    Edge,
    Node,
    PatternError,
    Repeat,
    Row,
    read,
)

STATES: Final = 250
REACH: Final = 80  # characters: of each, `place` tries whether it begins there
_KEPT_STEPS: Final = 50_000  # some MB; beyond them it is begun anew

_TOO_LARGE: Final = "パターンが大きすぎます。くり返しの回数を減らしてください。"
_BEGINNING: Final = (False,)  # Edge.at_end
_END: Final = (True,)

_States: TypeAlias = frozenset[int]


class Automaton:
    """A pattern ready to be searched for. Raises PatternError, also for one that is too large."""

    def __init__(self, pattern: str) -> None:
        self._free: list[list[int]] = []  # where each state leads without a character
        self._edges: dict[int, tuple[bool, int]] = {}  # and at an end of the text
        self._taking: dict[int, tuple[Characters, int]] = {}  # and by a character
        self._work = 0
        first = self._state()
        self._last = self._built(read(pattern), first)
        self._starts = self._closed({first})
        self._begin = self._closed({first}, _BEGINNING)
        self._sets: dict[_States, _Set] = {}
        self._steps = 0

    def search(self, text: str) -> bool:
        """Whether a text, in lower case, has such a place."""
        here = self._set(self._begin | self._starts)
        for character in text:
            if here.accepts:
                return True
            following = here.after.get(character)
            here = following if following is not None else self._step(here, character)
        ends = _END if text else (*_BEGINNING, *_END)
        return here.accepts or self._last in self._closed(here.states, ends)

    def place(self, text: str) -> tuple[int, int] | None:
        """Where in a text, in lower case, the place lies that ends first.

        It begins as early as it can, within REACH characters; None without any.
        """
        end = self._first_end(text)
        if end is None:
            return None
        starts = range(max(0, end - REACH), end + 1)
        found = next((start for start in starts if self._fills(text, start, end)), None)
        return (found, end) if found is not None else None

    def _first_end(self, text: str) -> int | None:
        here = self._set(self._begin | self._starts)
        for at, character in enumerate(text):
            if here.accepts:
                return at
            here = here.after.get(character) or self._step(here, character)
        return len(text) if self.search(text) else None

    def _fills(self, text: str, start: int, end: int) -> bool:
        """Whether the pattern describes just these characters."""
        states = self._starts if start else self._begin | self._starts
        for character in text[start:end]:
            states = self._closed(self._moved(states, character))
            if not states:
                return False
        ends = (*(_END if end == len(text) else ()), *(_BEGINNING if not end else ()))
        return self._last in self._closed(states, ends)

    def _step(self, here: _Set, character: str) -> _Set:
        moved = self._moved(here.states, character)
        if self._steps >= _KEPT_STEPS:
            self._sets.clear()
            self._steps = 0
        following = self._set(self._closed(moved) | self._starts)
        here.after[character] = following
        self._steps += 1
        return following

    def _moved(self, states: _States, character: str) -> set[int]:
        return {
            then
            for state in states
            if state in self._taking
            for characters, then in (self._taking[state],)
            if characters.hold(character)
        }

    def _set(self, states: _States) -> _Set:
        if states not in self._sets:
            self._sets[states] = _Set(states, self._last in states)
        return self._sets[states]

    def _closed(self, states: set[int] | _States, ends: tuple[bool, ...] = ()) -> _States:
        """All states reached without a character, at these ends of the text or between."""
        found = set(states)
        waiting = list(found)
        while waiting:
            state = waiting.pop()
            then = [*self._free[state]]
            if state in self._edges and self._edges[state][0] in ends:
                then.append(self._edges[state][1])
            waiting += [one for one in then if one not in found]
            found.update(then)
        return frozenset(found)

    def _built(self, node: Node, start: int) -> int:
        """The state in which a text is that has passed the node from `start` on."""
        self._work += 1
        if self._work > 20 * STATES:
            raise PatternError(0, _TOO_LARGE)
        match node:
            case Characters():
                end = self._state()
                self._taking[self._link(start)] = (node, end)
                return end
            case Edge():
                end = self._state()
                self._edges[self._link(start)] = (node.at_end, end)
                return end
            case Row():
                for part in node.parts:
                    start = self._built(part, start)
                return start
            case Choice():
                end = self._state()
                for part in node.parts:
                    self._free[self._built(part, self._link(start))].append(end)
                return end
            case Repeat():
                return self._repeated(node, start)

    def _repeated(self, node: Repeat, start: int) -> int:
        for _ in range(node.least):
            start = self._built(node.part, start)
        if node.most is None:
            loop = self._link(start)
            self._free[self._built(node.part, loop)].append(loop)
            return self._link(loop)
        end = self._state()
        for _ in range(node.most - node.least):
            self._free[start].append(end)
            start = self._built(node.part, self._link(start))
        self._free[start].append(end)
        return end

    def _state(self) -> int:
        if len(self._free) >= 4 * STATES or len(self._taking) > STATES:
            raise PatternError(0, _TOO_LARGE)
        self._free.append([])
        return len(self._free) - 1

    def _link(self, start: int) -> int:
        """A new state behind `start`."""
        state = self._state()
        self._free[start].append(state)
        return state


class _Set:
    """The states a text may be in, and those after each character that was met there."""

    __slots__ = ("accepts", "after", "states")

    def __init__(self, states: _States, accepts: bool) -> None:
        self.states = states
        self.accepts = accepts
        self.after: dict[str, _Set] = {}
