"""Keyword in context: every figure of the text analysis leads back to what people wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.text.comments import Comment
from analysis.text.normal import normalize
from analysis.text.tokens import words

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
    """Every place of `term`, with up to `width` characters on both sides, sorted by what follows.

    A place is a word whose dictionary form or spelling is the term, as terms are counted. If no
    comment has such a word, it is any place where these characters stand. A blank term has none.
    """
    wanted = normalize(term)
    texts = [(comment, normalize(comment.text)) for comment in comments]
    places = [
        (comment, text, token.start, token.end)
        for comment, text in texts
        for token in words(text)
        if wanted in {token.base, token.surface}
    ]
    if not places and wanted:
        places = [
            (comment, text, found.start(), found.end())
            for comment, text in texts
            for found in re.finditer(re.escape(wanted), text)
        ]
    lines = (_line(comment, text, start, end, width) for comment, text, start, end in places)
    return tuple(sorted(lines, key=lambda line: (line.right, line.left, line.response_id)))


def _line(comment: Comment, text: str, start: int, end: int, width: int) -> Line:
    left, right = text[max(0, start - width) : start], text[end : end + width]
    return Line(
        comment.response_id,
        _BLANKS.sub(" ", left),
        _BLANKS.sub(" ", text[start:end]),
        _BLANKS.sub(" ", right),
        comment.text,
    )
