"""Keyword in context: every figure of the text analysis leads back to what people wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, read
from analysis.text.normal import normalize
from analysis.text.readings import Reading

Side: TypeAlias = Literal["right", "left"]
Place: TypeAlias = tuple[int, int]  # in the normalised text

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Line:
    """One place where the term stands: `left` + `hit` + `right` in one line of normalised text.

    `comment` is the whole comment as it was typed.
    """

    response_id: str
    left: str
    hit: str
    right: str
    comment: str


def find(comments: Sequence[Comment], term: str, width: int = 20) -> tuple[Line, ...]:
    """`places` in these comments."""
    return places(read(comments), term, width)


def places(corpus: Corpus, term: str, width: int = 20, by: Side = "right") -> tuple[Line, ...]:
    """Every place of `term`, with up to `width` characters on both sides.

    A place is one that is counted for the term, or for the one its spelling is counted as. If there
    is none, it is any token whose dictionary form or spelling it is, and at last any place where
    these characters stand. A blank term has none. Sorted by what follows or, `by` left, by what
    stands before, the nearest character first.
    """
    wanted = normalize(term)
    if not wanted:
        return ()
    counted = {term, wanted, *(m.into for m in corpus.merges if m.form == wanted)}
    for found in (
        [_counted(reading, counted) for reading in corpus.readings],
        [_tokens(reading, wanted) for reading in corpus.readings],
        [_characters(reading, wanted) for reading in corpus.readings],
    ):
        if any(found):
            break
    lines = [
        _line(corpus, number, place, width) for number, here in enumerate(found) for place in here
    ]
    return tuple(sorted(lines, key=_rightwards if by == "right" else _leftwards))


def _counted(reading: Reading, terms: set[str]) -> list[Place]:
    return [(term.start, term.end) for term in reading.terms if term.text in terms]


def _tokens(reading: Reading, word: str) -> list[Place]:
    return [(t.start, t.end) for t in reading.tokens if word in {t.base, t.surface}]


def _characters(reading: Reading, characters: str) -> list[Place]:
    return [found.span() for found in re.finditer(re.escape(characters), reading.text)]


def _line(corpus: Corpus, number: int, place: Place, width: int) -> Line:
    comment, text = corpus.comments[number], corpus.readings[number].text
    start, end = place
    return Line(
        comment.response_id,
        _BLANKS.sub(" ", text[max(0, start - width) : start]),
        _BLANKS.sub(" ", text[start:end]),
        _BLANKS.sub(" ", text[end : end + width]),
        comment.text,
    )


def _rightwards(line: Line) -> tuple[str, str, str]:
    return line.right, line.left, line.response_id


def _leftwards(line: Line) -> tuple[str, str, str]:
    return line.left[::-1], line.right, line.response_id
