"""The options behind what people chose: their order, their codes, その他 with its text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from imports.plan import Choice
from models.questions.options import MAX_OPTIONS

MAX_LABEL: Final = 100  # characters: an option that is longer is no option but a text
OTHER: Final = "その他"

_OTHER_TEXT = re.compile(
    r"(?:その他|others?)\s*(?:[:：]\s*(?P<text>.+)|[（(](?P<inside>.+)[)）])",
    re.IGNORECASE | re.DOTALL,
)
_BARE_OTHER = re.compile(r"その他(?:\s*[（(].*自由.*[)）])?|other|others", re.IGNORECASE)
_LAST = re.compile(
    r"(特に|とくに)?(ない|なし)|いずれも.*ない|どれも.*ない|(わ|分)からない|わかりません|不明"
    r"|(回答|答え)(しない|たくない)|回答.*控え.*|.*無回答|未定"
)
_CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,29}")
_FIRST_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FEW_ANSWERS: Final = 10
_FEW_ROWS: Final = 30  # fewer answers do not tell what was typed from what was chosen


def other_text(text: str) -> str | None:
    """What somebody wrote beside その他, as in 「その他：駅前」; None where it is no その他."""
    found = _OTHER_TEXT.fullmatch(text)
    return (found["text"] or found["inside"]).strip() if found is not None else None


def options(counts: Counter[str], people: int) -> tuple[Choice, ...]:
    """The options that these texts are, in order; `people` chose them.

    Texts beside その他 are no options of their own. Neither are, where a tool puts what was typed
    beside その他 in the place of an option, the many that nobody chose twice.
    """
    typed = {text for text in counts if other_text(text) is not None}
    named = {text for text in counts if _BARE_OTHER.fullmatch(text)}
    rest = Counter({text: n for text, n in counts.items() if text not in typed | named})
    once = {text for text, n in rest.items() if n == 1}
    chosen = len(rest) - len(once)
    if people >= _FEW_ROWS and chosen >= 2 and len(once) >= 3 and 2 * len(once) > chosen:
        typed |= once
    plain = [text for text in in_order(rest) if text not in typed]
    found = [Choice("", text, (text,)) for text in plain]
    if typed or named:
        label = min(named, key=len, default=OTHER)
        found.append(Choice("other", label, tuple(sorted(named)), other=bool(typed)))
    return coded(found)


def are_options(counts: Counter[str]) -> bool:
    """Whether the texts look like options: not too many, short, and chosen again and again."""
    people = counts.total()
    short = [text for text in counts if len(text) <= MAX_LABEL and "\n" not in text]
    again = sum(n for n in counts.values() if n > 1)
    few = len(counts) <= 50 or 10 * len(counts) <= people
    enough = 0.7 if people >= _FEW_ANSWERS else 0.6  # two of three are all that three can show
    return bool(people) and few and len(short) == len(counts) and again >= enough * people


def in_order(counts: Counter[str]) -> list[str]:
    """By the numbers in them where all have one, else the most chosen first; 特にない last."""
    last = {text for text in counts if _LAST.fullmatch(text)}
    words = [text for text in counts if text not in last]
    places = {text: _number(text) for text in words}
    if all(place is not None for place in places.values()):
        words.sort(key=lambda text: (places[text] or (0, 0), text))
    else:
        words.sort(key=lambda text: (-counts[text], text))
    return [*words, *sorted(last, key=lambda text: (-counts[text], text))]


def coded(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The choices with codes: their labels where these can be codes, else a1, a2, …"""
    found: list[Choice] = []
    taken: set[str] = set()
    for number, choice in enumerate(choices, start=1):
        code = choice.code or code_of(choice.label, number)
        while code in taken:
            code = f"{code[:26]}_{number}"
        taken.add(code)
        found.append(replace(choice, code=code))
    return tuple(found)


def code_of(label: str, number: int) -> str:
    """The label itself where it can be a code, else one made of the option's number."""
    return label if _CODE.fullmatch(label) and label != "other" else f"a{number}"


def too_many(choices: Sequence[Choice]) -> bool:
    """Whether no question can have as many options."""
    return len(choices) > MAX_OPTIONS


def _number(text: str) -> tuple[float, float] | None:
    """The first number, and on which side of it the option lies (18歳未満, 80歳以上)."""
    plain = unicodedata.normalize("NFKC", text)
    found = _FIRST_NUMBER.search(plain)
    if found is None:
        return None
    side = -1 if re.search("未満|以下|より下|まで", plain) else 1 if "以上" in plain else 0
    return float(found[0]), side
