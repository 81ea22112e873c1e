"""Coding rules cut into words, signs and quotations; what may be typed in full width is folded."""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from analysis.text.rules import RuleError

_WORDED: Final = {
    **dict.fromkeys(("|", "or", "OR", "または", "又は"), "|"),
    **dict.fromkeys(("&", "and", "AND", "かつ"), "&"),
    **dict.fromkeys(("!", "not", "NOT"), "!"),
    **dict.fromkeys(("でない", "ではない"), "でない"),
}
_SIGNS: Final = {"(": "(", ")": ")", "|": "|", "&": "&", "!": "!", ",": "|", "、": "|"}
_QUOTES: Final = {'"': '"', "「": "」", "/": "/", "<": ">"}
_ENDS_WORD: Final = frozenset(_SIGNS) | frozenset(_QUOTES) | {"」", ">"}
_QUOTE_MARKS: Final = str.maketrans("“”„〝〟", '"""""')


class Piece(NamedTuple):
    """A sign, or what it opens: `kind` is ( ) | & ! でない, 語, or " / < near seq with content.

    The last piece of a rule has no kind. `place` counts characters from 1.
    """

    kind: str
    text: str
    place: int


def _folded(text: str) -> str:
    """Signs in half width. No character moves, so that places stay those of the rule."""
    narrow = (wide if len(wide := unicodedata.normalize("NFKC", one)) == 1 else one for one in text)
    return "".join(narrow).translate(_QUOTE_MARKS)


def pieces(rule: str) -> list[Piece]:
    """The pieces of a rule, an empty one last. Raises RuleError."""
    text = _folded(rule)
    found = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            at += 1
        elif sign in _SIGNS:
            found.append(Piece(_SIGNS[sign], sign, at + 1))
            at += 1
        elif sign in _QUOTES:
            end = _closing(text, at)
            kind = '"' if sign == "「" else sign
            found.append(Piece(kind, text[at + 1 : end], at + 1))
            at = end + 1
        elif sign in _ENDS_WORD:
            raise RuleError(at + 1, sign, "対応する開く記号がありません。")
        else:
            end = at
            while end < len(text) and not text[end].isspace() and text[end] not in _ENDS_WORD:
                end += 1
            found.append(_word(text[at:end], at + 1, text[end:].lstrip().startswith("(")))
            at = end
    return [*found, Piece("", "", len(text) + 1)]


def _closing(text: str, at: int) -> int:
    """Where the quotation, pattern or answer that opens at `at` ends."""
    end = at + 1
    while end < len(text) and text[end] != _QUOTES[text[at]]:
        end += 2 if text[at] == "/" and text[end] == "\\" else 1
    if end >= len(text):
        raise RuleError(at + 1, text[at], f"閉じる {_QUOTES[text[at]]} がありません。")
    return end


def _word(text: str, place: int, opens: bool) -> Piece:
    if text in _WORDED:
        return Piece(_WORDED[text], text, place)
    name = text.rstrip("0123456789").lower()
    if opens and name in ("near", "seq"):
        return Piece(name, text[len(name) :], place)
    return Piece("語", text, place)
