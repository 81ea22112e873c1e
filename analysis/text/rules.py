"""Coding rules as they are held: what must stand in a comment for a code to hold of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from models.errors import KoebakoError


class RuleError(KoebakoError):
    """A rule that cannot be read, or speaks of what is not there: the place, and why, in Japanese.

    `place` counts the characters of the rule from 1.
    """

    def __init__(self, place: int, found: str, reason: str) -> None:
        super().__init__(place, found, reason)
        self.place = place
        self.found = found
        self.reason = reason

    def __str__(self) -> str:
        quoted = f"「{self.found}」" if self.found else ""
        return f"{self.place}文字目{quoted}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Word:
    """A term or word; with `denied` only where it is denied. In lower case."""

    text: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Characters in a row, in lower case."""

    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that the comment must have a place of."""

    text: str


@dataclass(frozen=True, slots=True)
class Together:
    """Items at most `apart` words from each other, in any order (near) or in this one (seq).

    Each item is one of several words or phrases.
    """

    way: Literal["near", "seq"]
    items: tuple[tuple[Word | Phrase, ...], ...]
    apart: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What the person answered to a closed question; `place` is where the rule says it."""

    name: str
    value: str
    equal: bool
    place: int


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a rule."""

    part: Rule


@dataclass(frozen=True, slots=True)
class All:
    """All of several rules."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of several rules."""

    parts: tuple[Rule, ...]


Rule: TypeAlias = Word | Phrase | Pattern | Together | Fact | Not | All | Either
