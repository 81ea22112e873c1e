"""Names of the ward's places, facilities and services, put together out of the tokens they fill.

A user dictionary of the tokenizer would do harm: its entries win anywhere (桜 breaks 桜丘). Here a
name counts only where it begins and ends where tokens do, so 上町 is never found in 最上町, and the
list may change without reading any comment again.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from analysis.text.normal import normalize
from analysis.text.tokens import Token

KINDS: Final = ("町", "地区", "施設", "事業", "駅", "略称", "用語")
WORD: Final = "用語"  # no name: an ordinary word that the tokenizer tears (障がい者)
NAME: Final = (
    "名詞",
    "固有名詞",
    "区の名前",
)  # part of speech of a name; its kind follows

_FILE: Final = Path(__file__).with_name("names_setagaya.csv")
_PLACES: Final = frozenset({"町", "地区", "駅", "略称"})
# What follows a person's name, or that of a place elsewhere: 若林さん, 船橋市.
_OTHERS: Final = frozenset(
    {"さん", "さま", "様", "氏", "くん", "君", "ちゃん", "市", "県", "都", "府", "郡", "村", "島"}
)
_ORDINARY: Final = ("名詞", "一般", "*", "*")


@dataclass(frozen=True, slots=True)
class Name:
    """A way of writing a name, and the one that is counted and shown: 三茶 → 三軒茶屋.

    `kind` is one of KINDS. What is not `active` is no name: it takes one of the list away.
    """

    name: str
    canonical: str
    kind: str
    active: bool = True


class Listed(Protocol):
    """What staff say of a name; the fields of Name (models.names)."""

    @property
    def name(self) -> str: ...
    @property
    def canonical(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def active(self) -> bool: ...


class Entry(NamedTuple):
    """A line of the whole list: a name as it is in force, whether it is `shipped`, and whether
    staff `changed` it or added it.
    """

    name: str
    canonical: str
    kind: str
    active: bool
    shipped: bool
    changed: bool


class Names:
    """A list of names that tokens are searched for. Spelling and case are folded; later win."""

    def __init__(self, names: Iterable[Listed]) -> None:
        found = {_folded(name.name): name for name in names}
        self._names = {form: name for form, name in found.items() if form and name.active}
        self._starts = {form[:length] for form in self._names for length in range(1, len(form) + 1)}

    def canonical(self) -> frozenset[str]:
        """Every name as it is counted."""
        return frozenset(name.canonical for name in self._names.values())

    def forms(self) -> dict[str, str]:
        """Every way of writing, folded, with the name as it is counted."""
        return {form: name.canonical for form, name in self._names.items()}

    def merge(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """The tokens with those that fill a name as one: the longest name first, left to right.

        Its `base` is the canonical name, its part of speech NAME and the kind. A place before さん
        or 市 is a person or a place elsewhere, and stays as it was.
        """
        folded = [token.surface.casefold() for token in tokens]
        merged: list[Token] = []
        done = 0  # tokens before it are in `merged`
        for at in [at for at, form in enumerate(folded) if form in self._starts]:
            if at >= done:
                end, name = self._longest(tokens, folded, at)
                if name is not None and not _is_another(name, tokens, end):
                    merged += tokens[done:at]
                    merged.append(_token(name, tokens[at:end]))
                    done = end
        return (*merged, *tokens[done:])

    def _longest(
        self, tokens: Sequence[Token], folded: Sequence[str], at: int
    ) -> tuple[int, Listed | None]:
        text, end, found = "", at, None
        for index in range(at, len(tokens)):
            text += folded[index]
            if text not in self._starts or tokens[index].end - tokens[at].start != len(text):
                break
            if text in self._names:
                end, found = index + 1, self._names[text]
        return end, found


@functools.cache
def shipped() -> tuple[Name, ...]:
    """The list that comes with the product: the ward's names as residents write them."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(Name(row["name"], row["canonical"], row["kind"]) for row in rows)


def ward(changes: Iterable[Listed] = ()) -> Names:
    """The shipped list with what staff added or switched off."""
    return Names((*shipped(), *changes))


def entries(changes: Iterable[Listed] = ()) -> tuple[Entry, ...]:
    """The shipped list with what staff made of it, also what they switched off; by name."""
    before: dict[str, Listed] = {_folded(name.name): name for name in shipped()}
    after: dict[str, Listed] = {_folded(name.name): name for name in changes}
    return tuple(
        Entry(one.name, one.canonical, one.kind, one.active, form in before, form in after)
        for form, one in sorted((before | after).items())
    )


def is_name(token: Token) -> bool:
    """Whether the token is a name of the list, by whatever way it is written."""
    return token.part_of_speech[:3] == NAME


def _folded(name: str) -> str:
    return normalize(name).casefold()


def _is_another(name: Listed, tokens: Sequence[Token], end: int) -> bool:
    if name.kind not in _PLACES or end == len(tokens):
        return False
    return tokens[end].start == tokens[end - 1].end and tokens[end].surface in _OTHERS


def _token(name: Listed, tokens: Sequence[Token]) -> Token:
    surface = "".join(token.surface for token in tokens)
    kind = _ORDINARY if name.kind == WORD else (*NAME, name.kind)
    return Token(surface, name.canonical, kind, tokens[0].start, tokens[-1].end)
