"""Piping: `{q2}` in the words of a later question stands for what was answered to q2.

Only the text is taken apart here; who shows it escapes every piece.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_PLACE = re.compile(r"\{([a-z][a-z0-9_]{0,29})\}")


@dataclass(frozen=True)
class Quoted:
    """A place in a text where the answer to the question `key` is quoted."""

    key: str


def split(text: str, keys: Collection[str]) -> Iterator[str | Quoted]:
    """The pieces of `text` in order: its own words, and Quoted for each of `keys` in braces.

    Anything else in braces stays as it is written. No piece is empty.
    """
    end = 0
    for found in _PLACE.finditer(text):
        if found[1] not in keys:
            continue
        if before := text[end : found.start()]:
            yield before
        yield Quoted(found[1])
        end = found.end()
    if rest := text[end:]:
        yield rest


def quoted_in(text: str, keys: Collection[str]) -> frozenset[str]:
    """Those of `keys` whose answers `text` quotes."""
    return frozenset(piece.key for piece in split(text, keys) if isinstance(piece, Quoted))
