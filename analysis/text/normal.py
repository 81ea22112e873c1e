"""One spelling for what is written alike.

Only the analysis reads normalised text; what people see is the comment as it was typed.
neologdn is not used: it deletes tildes, which turns 「1〜2月」 into 「12月」.
"""

from __future__ import annotations

import html
import re
import unicodedata

# Only entities with their semicolon: html.unescape alone also reads the start of "R&notes".
_ENTITY = re.compile(r"&#?\w+;")
_REPEATED = re.compile(r"([ー〜~!?。、])\1+")
_LAUGHTER = re.compile(r"(?<![a-z0-9.])w{2,}(?![a-z0-9.])", re.IGNORECASE | re.ASCII)
# 使いずらい → 使いづらい: after a verb's stem, and never ずらす (「時間をずらさない」「ずらそう」).
_ZURAI = re.compile(
    r"(?<=[いきぎしちびみりえけげせてねべめれ一-鿿])ずら(?=い|く|けれ|かっ|さ(?![なれせずい]))"
)


def normalize(text: str) -> str:
    """`text` in the spelling that is counted and searched.

    HTML entities resolved, Unicode NFKC, one mark for a repeated ー 〜 ! ? 。 、 and one w for www,
    ずらい written づらい, blank edges removed. Line breaks and everything else stay.
    """
    resolved = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    composed = unicodedata.normalize("NFKC", resolved)
    folded = _LAUGHTER.sub("w", _REPEATED.sub(r"\1", composed))
    return _ZURAI.sub("づら", folded).strip()
