"""One spelling for what is written alike.

Only the analysis reads normalised text; what people see is the comment as it was typed.
neologdn is not used: it deletes tildes, which turns 「1〜2月」 into 「12月」.
"""

from __future__ import annotations

import html
import re
import unicodedata

# Only entities with their semicolon: html.unescape alone also reads the start of "R&notes". No name
# is longer than 31 characters, and of 5,000 digits int() would make an error.
_ENTITY = re.compile(r"&#?\w{1,31};")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, soft hyphens, zero-width characters (copied out of web pages), marks of direction.
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_REPEATED = re.compile(r"([ー〜~!?。、])\1+")
_LAUGHTER = re.compile(r"(?<![a-z0-9.])w{2,}(?![a-z0-9.])", re.IGNORECASE | re.ASCII)
_LONG = 1_000
_MOST_ACCENTS = 30
# 使いずらい → 使いづらい: after a verb's stem, and never ずらす (「時間をずらさない」「ずらそう」).
_ZURAI = re.compile(
    r"(?<=[いきぎしちびみりえけげせてねべめれ一-鿿])ずら(?=い|く|けれ|かっ|さ(?![なれせずい]))"
)


def normalize(text: str) -> str:
    """`text` in the spelling that is counted and searched.

    HTML entities resolved, Unicode NFKC, one mark for a repeated ー 〜 ! ? 。 、 and one w for www,
    ずらい written づらい, a \\n for every line break, blank edges and invisible characters removed.
    The rest stays. Time goes with the length of the text, whatever it is made of.
    """
    resolved = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    visible = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", resolved))
    composed = unicodedata.normalize("NFKC", _LONE_SURROGATE.sub("\ufffd", _thinned(visible)))
    folded = _LAUGHTER.sub("w", _REPEATED.sub(r"\1", composed))
    return _ZURAI.sub("づら", folded).strip()


def _thinned(text: str) -> str:
    """A long text with no more than 30 accents on one letter (Unicode Annex 15, stream-safe text).

    To put accents in order takes the square of their number: some seconds for 100,000.
    """
    if len(text) < _LONG:
        return text
    kept = []
    accents = 0
    for character in text:
        accents = accents + 1 if unicodedata.combining(character) else 0
        if accents <= _MOST_ACCENTS:
            kept.append(character)
    return "".join(kept)
