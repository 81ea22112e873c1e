"""Patterns that staff write into coding rules: the common signs of regular expressions, read here.

What is read runs in analysis.text.automata, which takes time with the length of the text whatever
the pattern is. Therefore there is no looking back and no looking around, and letters in upper and
lower case are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from models.errors import KoebakoError

MOST_CHARACTERS: Final = 200
MOST_REPEATS: Final = 100
_DEEPEST: Final = 10
_KINDS: Final = frozenset("dDwWsS")
_LITERAL: Final = {"n": "\n", "t": "\t"}
_NO_REPEAT: Final = "くり返しの印の前に、くり返すものがありません。"


class PatternError(KoebakoError):
    """A pattern that cannot be read: `place` counts its characters from 0, `reason` is Japanese."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Characters:
    """One character: of a range, or of a kind (d, w, s; D, W, S are all others); or none of them.

    Characters are in lower case.
    """

    ranges: tuple[tuple[str, str], ...] = ()
    kinds: str = ""
    inverted: bool = False

    def hold(self, character: str) -> bool:
        """Whether this one is meant."""
        found = any(low <= character <= high for low, high in self.ranges) or any(
            _is_of(kind, character) for kind in self.kinds
        )
        return found != self.inverted


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning of the text, or its end."""

    at_end: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same from `least` to `most` times; None for any number."""

    part: Node
    least: int
    most: int | None


Node: TypeAlias = Characters | Edge | Row | Choice | Repeat


def read(text: str) -> Node:
    """What the pattern says. Raises PatternError.

    | ( ) (?: ) [ ] . ^ $ * + ? {m,n} and the escapes d w s D W S n t; others stand for themselves
    after a backslash. A ? behind a repeat changes nothing, for it is only asked whether a text has
    such a place. ^ and $ are the ends of the whole text.
    """
    if len(text) > MOST_CHARACTERS:
        raise PatternError(MOST_CHARACTERS, f"パターンは{MOST_CHARACTERS}文字までにしてください。")
    if not text:
        raise PatternError(0, "パターンが空です。")
    reader = _Reader(text)
    found = reader.choice()
    if reader.at < len(text):
        raise PatternError(reader.at, "対応する開きかっこがありません。")
    return found


def _is_of(kind: str, character: str) -> bool:
    match kind.lower():
        case "d":
            found = character.isdecimal()
        case "s":
            found = character.isspace()
        case _:
            found = character.isalnum() or character == "_"
    return found == kind.islower()


class _Reader:
    """Reads from `at` on; `depth` is how many brackets are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def choice(self) -> Node:
        parts = [self._row()]
        while self._next() == "|":
            self.at += 1
            parts.append(self._row())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _row(self) -> Node:
        parts: list[Node] = []
        while self._next() not in ("", "|", ")"):
            if self._next() in "*+?{":
                raise PatternError(self.at, _NO_REPEAT)
            parts.append(self._repeated(self._one()))
        return Row(tuple(parts))

    def _one(self) -> Node:
        character = self._taken()
        match character:
            case "(":
                return self._group()
            case "[":
                return self._class()
            case ".":
                return Characters((("\n", "\n"),), inverted=True)
            case "^" | "$":
                return Edge(character == "$")
            case "\\":
                return self._escaped()
            case "]" | "}":
                raise PatternError(
                    self.at - 1, f"「{character}」そのものは「\\{character}」と書いてください。"
                )
        return _literal(character)

    def _group(self) -> Node:
        start = self.at - 1
        if self._next() == "?":
            if not self.text.startswith("?:", self.at):
                raise PatternError(start, "「(?」で始まる書き方（先読みなど）は使えません。")
            self.at += 2
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PatternError(start, f"かっこの重なりは{_DEEPEST}までにしてください。")
        found = self.choice()
        if self._next() != ")":
            raise PatternError(start, "閉じかっこがありません。")
        self.at += 1
        self.depth -= 1
        return found

    def _escaped(self) -> Characters:
        character = self._taken()
        if character in _KINDS:
            return Characters(kinds=character)
        if character in _LITERAL:
            return _literal(_LITERAL[character])
        if not character or character.isalnum():
            reason = "後方参照など" if character.isdecimal() else "書き方"
            raise PatternError(self.at - 1, f"「\\{character}」という{reason}は使えません。")
        return _literal(character)

    def _class(self) -> Characters:
        start = self.at - 1
        inverted = self._next() == "^"
        self.at += inverted
        ranges: list[tuple[str, str]] = []
        kinds = ""
        while self._next() != "]":
            low = self._member(start)
            if low.kinds:
                kinds += low.kinds
                continue
            (first, _), last = low.ranges[0], low.ranges[0][1]
            if self._next() == "-" and self.text[self.at + 1 : self.at + 2] not in ("", "]"):
                self.at += 1
                high = self._member(start)
                if high.kinds or high.ranges[0][0] < first:
                    raise PatternError(self.at - 1, "文字の範囲が逆か、範囲になりません。")
                last = high.ranges[0][1]
            ranges.append((first, last))
        self.at += 1
        if not ranges and not kinds:
            raise PatternError(start, "[ ] の中に文字がありません。")
        return Characters(tuple(ranges), kinds, inverted)

    def _member(self, start: int) -> Characters:
        character = self._taken()
        if not character:
            raise PatternError(start, "「]」がありません。")
        return self._escaped() if character == "\\" else _literal(character)

    def _repeated(self, part: Node) -> Node:
        sign = self._next()
        if not sign or sign not in "*+?{":
            return part
        start = self.at
        if isinstance(part, Edge):
            raise PatternError(start, _NO_REPEAT)
        self.at += 1
        least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(sign) or self._bounds()
        if self._next() == "?":
            self.at += 1
        if self._next() in set("*+?{"):
            raise PatternError(self.at, "くり返しの印が続いています。( ) でくくってください。")
        return Repeat(part, least, most)

    def _bounds(self) -> tuple[int, int | None]:
        start = self.at - 1
        end = self.text.find("}", start)
        low, comma, high = self.text[start + 1 : max(end, start)].partition(",")
        known = all(one.isascii() and one.isdecimal() for one in (low, high) if one)
        if end < 0 or not known or not (low or high):
            raise PatternError(start, "回数は {2} や {2,5} のように書いてください。")
        least = int(low or 0)
        most = (int(high) if high else None) if comma else least
        if max(least, most or 0) > MOST_REPEATS or (most is not None and most < least):
            raise PatternError(start, f"回数は、少ない順に{MOST_REPEATS}までにしてください。")
        self.at = end + 1
        return least, most

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _taken(self) -> str:
        found = self._next()
        self.at += 1
        return found


def _literal(character: str) -> Characters:
    lower = character.lower()
    same = lower if len(lower) == 1 else character
    return Characters(((same, same),))
