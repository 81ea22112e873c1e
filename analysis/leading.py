"""Which answer leads and which come next, as a sentence that names the cells it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final, Literal, NamedTuple

from analysis.shares import in_words
from analysis.tabulate import percent
from models.multilingual import Language, pick

NAMED: Final = 3  # answers of one share that a sentence lists

# What a number in a sentence is. `percent` and `first_place` are of those asked, `rows` says how
# many rows share a number, `first` and `last` are the ends of dates.
What = Literal[
    "percent", "first_place", "rows", "n", "mean", "median", "points", "nps", "first", "last"
]


@dataclass(frozen=True)
class Cell:
    """Where a printed number stands: the table's key, the codes of its rows (several where they are
    summed, or share it; none where it is about the whole table), and the number as printed.
    """

    key: str
    codes: tuple[str, ...]
    what: What
    number: str


@dataclass(frozen=True)
class Sentence:
    """A sentence and the cells it rests on; each number in the text is that of one of them."""

    text: str
    cells: tuple[Cell, ...]


class Candidate(NamedTuple):
    """What may lead: the people of a row of the table `key`."""

    key: str
    code: str
    label: dict[Language, str]
    people: int


Tied = list[Candidate]  # those that print the same percentage


def ordered(candidates: Sequence[Candidate], base: int) -> list[Tied]:
    """Those that anybody chose, the most frequent first; the same printed share counts as one."""
    chosen = sorted((one for one in candidates if one.people), key=lambda one: -one.people)
    return [list(tied) for _, tied in groupby(chosen, lambda one: percent(one.people, base))]


def leading(
    candidates: Sequence[Candidate],
    base: int,
    *,
    opening: str = "",
    following: int = 1,
    what: What = "percent",
) -> Sentence | None:
    """The answer that most gave, with as many of the next as `following`; None without any.

    `opening` stands before it, such as 地域では、.
    """
    groups = ordered(candidates, base)
    if not groups:
        return None
    cells = [cell for group in groups[: following + 1] for cell in _cells(group, base, what)]
    first, *rest = groups
    if not rest:
        return Sentence(f"{opening}{_only(first, base)}", tuple(cells))
    words = in_words(first[0].people, base) if len(first) == 1 else None
    after = f"で{words.going_on}、" if words else "で、"
    others = "、".join(_named(group, base) for group in rest[:following])
    text = f"{opening}最も多いのは{_named(first, base)}{after}次いで{others}です。"
    return Sentence(text, tuple(cells))


def quoted(label: dict[Language, str], code: str = "") -> str:
    """Somebody's words in 「」, or the code where there are none; what they quote gets 『』."""
    plain = " ".join(pick(label).split()) or code
    return f"「{plain.replace('「', '『').replace('」', '』')}」"


def names(quotes: Sequence[str]) -> str:
    """Up to NAMED of them, of more the first and how many there are."""
    if len(quotes) > NAMED:
        return f"{quotes[0]}など{len(quotes):,}つ"
    return ("と" if len(quotes) == 2 else "、").join(quotes)


def each(number: int) -> str:
    """The word before what several have alike; none for a single one."""
    return {1: "", 2: "ともに"}.get(number, "いずれも")


def share(people: int, base: int) -> str:
    """The percentage as printed."""
    return f"{percent(people, base)}%"


def number_of(value: Decimal) -> str:
    """A number as a sentence prints it, with commas."""
    return f"{value:,}"


def _named(group: Tied, base: int) -> str:
    alike = f"{each(len(group))}{share(group[0].people, base)}"
    return f"{names([quoted(one.label, one.code) for one in group])}（{alike}）"


def _only(group: Tied, base: int) -> str:
    """The sentence where nothing comes next."""
    name = names([quoted(one.label, one.code) for one in group])
    printed = share(group[0].people, base)
    if len(group) > 1:
        return f"{name}が{each(len(group))}{printed}です。"
    if group[0].people == base:
        return f"全員が{name}と答えています（{printed}）。"
    return f"{name}が{printed}で、ほかの答えはありません。"


def _cells(group: Tied, base: int, what: What) -> Iterator[Cell]:
    codes = tuple(one.code for one in group)
    if len(group) > NAMED:
        yield Cell(group[0].key, codes, "rows", f"{len(group):,}")
    yield Cell(group[0].key, codes, what, str(percent(group[0].people, base)))
