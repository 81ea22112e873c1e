"""People's words inside a figure: broken into lines as Japanese is, and never read as markup.

Plotly reads `<b>`, `<a href>`, `&amp;` and `$…$` in every text it draws. What residents and staff
wrote is data, so it passes `escape` before it reaches a figure.
"""

from __future__ import annotations

import unicodedata
from itertools import accumulate, takewhile

# Kinsoku (JIS X 4051): characters that may not begin, and may not end, a line.
_NOT_FIRST = set(
    "、。，．・：；？！‐）〕］｝〉》」』】ゝゞ々ー"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％,.:;?!)]}%…‥"
)
_NOT_LAST = set("（〔［｛〈《「『【([{")
# Hiragana that mostly close a phrase when no hiragana follows: particles, and the last letters of
# した, する, など, から. し and り are left out: 申し込む and 取り組む stay whole.
_PHRASE_END = set("をはがにでともやのへてらどるたな")
_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in "&<>$"}


def escape(text: str) -> str:
    """`text` such that Plotly shows exactly these characters: no tags, entities or formulas."""
    return text.translate(_ENTITIES)


def lines(text: str, ems: int) -> list[str]:
    """`text` broken into lines of at most `ems` full-width characters (a half-width counts half).

    Breaks where a reader pauses if such a place lies in the second half of a line: after
    punctuation or a space, before an opening bracket, after a particle. Otherwise anywhere that
    kinsoku allows. Line breaks and spaces in a row become one space. At least one line.
    """
    rest = " ".join(text.split())
    found = []
    while (fitting := _fitting(rest, 2 * ems)) < len(rest):
        cut = _best_break(rest, fitting)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, rest]


def block(text: str, ems: int) -> tuple[str, int]:
    """`text` ready to be drawn by Plotly in lines of `ems`, and the number of lines."""
    broken = lines(text, ems)
    return "<br>".join(escape(line) for line in broken), len(broken)


def width(text: str) -> int:
    """How wide the text is, in half-width characters."""
    return sum(map(_width, text))


def _fitting(text: str, width: int) -> int:
    """How many characters from the start lie within `width` half-widths; at least one."""
    return max(1, sum(1 for _ in takewhile(lambda w: w <= width, accumulate(map(_width, text)))))


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _best_break(text: str, most: int) -> int:
    allowed = [n for n in range(most, 0, -1) if _may_break(text[n - 1], text[n])]
    pauses = (n for n in allowed if 2 * n >= most and _pauses(text[n - 1], text[n]))
    return next(pauses, next(iter(allowed), most))


def _may_break(before: str, after: str) -> bool:
    in_word = (before + after).isascii() and before.isalnum() and after.isalnum()
    joined = unicodedata.category(after)[0] == "M" or "\u200d" in (before, after)
    return not (in_word or joined or after in _NOT_FIRST or before in _NOT_LAST)


def _pauses(before: str, after: str) -> bool:
    phrase_ends = before in _PHRASE_END and not "ぁ" <= after <= "ゖ"
    return before in "、。，．・／ " or after in _NOT_LAST or after == " " or phrase_ends
