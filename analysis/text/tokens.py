"""Janome's tokens with their places. A user dictionary is not used: its entries win anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analysis.text.tokenizer import LEXEMES, pieces


class Token(NamedTuple):
    """A word of a normalised text: `text[start:end] == surface`.

    `base` is the dictionary form (良かっ → 良い), the surface itself where there is none.
    `part_of_speech` is IPADIC's, most general part first; words that are put together out of
    several have one of their own (analysis.text.compounds, analysis.text.names). `reading` is in
    katakana, and empty where the dictionary has none and for words that were put together.
    """

    surface: str
    base: str
    part_of_speech: tuple[str, ...]
    start: int
    end: int
    reading: str = ""


def cut(text: str) -> tuple[Token, ...]:
    """Janome's own tokens of a normalised text in order, nothing joined, blanks left out."""
    return tokens_of(text, pieces(text))


def tokens_of(text: str, found: Iterable[int]) -> tuple[Token, ...]:
    """The tokens of a text in which these pieces were found (tokenizer).

    Raises ValueError if the pieces are not as long as the text without the blanks around it, and
    KeyError for the number of no word.
    """
    tokens = []
    start = len(text) - len(text.lstrip())
    for piece in found:
        end = start + (piece & 255)
        surface, base, part_of_speech, reading = LEXEMES[piece >> 8]
        if not surface:  # not in the dictionary
            surface = base = text[start:end]
        if not surface.isspace():
            tokens.append(Token(surface, base, part_of_speech, start, end, reading))
        start = end
    if start != len(text.rstrip()):
        raise ValueError("these are the pieces of another text")
    return tuple(tokens)
