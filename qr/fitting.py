"""How much room words take on paper, reckoned before a browser sets them.

The printer's fonts are not ours to choose, so widths are those of wide system fonts, rounded up:
words may come out shorter than reckoned, never longer. Sizes are in points, lengths in millimetres.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

POINT_MM = 25.4 / 72

# Widths in ems of bold Latin letters: group → width. Whatever is East Asian takes one.
_GROUPS = {
    " !'|,.:;ijlI": 0.38,
    "()[]{}-/\\`frt": 0.46,
    "0123456789sczJL?_": 0.6,
    "mwMW@%": 1.02,
    "DGHNOQU&": 0.79,
    "ABCKPRV": 0.71,
}
_LATIN = {letter: width for letters, width in _GROUPS.items() for letter in letters}
_LATIN_ELSE = 0.66
_EMOJI = 0x1F000
_HAIR = 1e-6
_NO_BREAK = frozenset({"Mn", "Me", "Cf"})

# What a line is not divided in: a Latin word, with a hyphen or slash after it.
_PIECES = re.compile(r"[!-~\u00c0-\u024f]*?[-/]|[!-~\u00c0-\u024f]+|.", re.DOTALL)
# Characters that do not begin, or end, a line take a neighbour along to the next one.
_KINSOKU_EMS = 1.0
# What is lost at the end of each line where lines end with a phrase (`word-break: auto-phrase`).
PHRASE_EMS = 5.0


def ems(text: str) -> float:
    """The width of the text on one line."""
    return sum(_pieces(text))


def lines(text: str, width_ems: float, *, loss: float = _KINSOKU_EMS) -> int:
    """How many lines of that width the text fills; `loss` is what each but the last may waste."""
    if ems(text) <= width_ems + _HAIR:
        return 1 if text else 0
    room = max(width_ems - loss, 1.0)
    count, used = 1, 0.0
    for piece in _pieces(text):
        if used + piece > room and used:
            count, used = count + 1, 0.0
        extra = int(piece / room) if piece > room else 0  # a long word is broken anywhere
        count += extra
        used += piece - extra * room
    return count


def height_mm(
    text: str, points: float, width_mm: float, leading: float, *, loss: float = _KINSOKU_EMS
) -> float:
    """How tall the text stands in a column of that width."""
    return lines(text, width_mm / POINT_MM / points, loss=loss) * points * leading * POINT_MM


def address_mm(address: str, points: float, width_mm: float, leading: float) -> float:
    """How tall an address stands: on one line, its path below its host, or divided as it comes."""
    room = width_mm / POINT_MM / points
    if ems(address) <= room:
        count = 1
    elif is_divided(address, points, width_mm):
        count = 2
    else:
        count = lines(address.replace(".", ".\u200b"), room)  # after a dot it may be divided
    return count * points * leading * POINT_MM


def is_divided(address: str, points: float, width_mm: float) -> bool:
    """Whether host and path each have room on a line, so that neither need be broken."""
    host, slash, path = address.partition("/")
    return max(ems(host), ems(slash + path)) <= width_mm / POINT_MM / points


def largest(
    text: str,
    box: tuple[float, float],
    sizes: Iterable[float],
    leading: float,
    *,
    loss: float = _KINSOKU_EMS,
) -> float | None:
    """The first of `sizes`, largest first, at which the text fits `box` (mm); None if none does."""
    width, height = box
    fits = (
        points
        for points in sizes
        if height_mm(text, points, width, leading, loss=loss) <= height + _HAIR
    )
    return next(fits, None)


@lru_cache(maxsize=1_000)
def _pieces(text: str) -> tuple[float, ...]:
    """The widths of what a line is not divided in."""
    return tuple(sum(map(_width, piece)) for piece in _PIECES.findall(text))


@lru_cache(maxsize=10_000)
def _width(character: str) -> float:
    if character.isascii():
        return _LATIN.get(character, _LATIN_ELSE)
    if unicodedata.category(character) in _NO_BREAK:
        return 0.0
    return 1.35 if ord(character) >= _EMOJI else 1.0
