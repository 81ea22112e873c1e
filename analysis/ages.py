"""Bands of ages: read from the words of an option, named, and brought to common boundaries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from models.inhabitants import Ages

_YEAR: Final = r"(\d{1,3})[歳才]?"
_RANGE = re.compile(rf"{_YEAR}[~〜\-‐–—ー・]{_YEAR}")
_OPEN = re.compile(rf"{_YEAR}代?(?:以上|~|〜|-|よりうえ|より上)")
_UP_TO = re.compile(rf"(?:^[~〜-]{_YEAR}|{_YEAR}(代?)(以下|まで|未満))")
_DECADE = re.compile(rf"{_YEAR}代")

# The school ages of the block 年代（子どもも答える調査） end with a school year, not with a
# birthday; only together they are an age: under 18.
_SCHOOL: Final = frozenset({"c06", "c12", "c15", "c18"})
_UNDER_18: Final = Ages(0, 17)


def read(code: str, label: str) -> Ages | None:
    """The ages that an option stands for; None where it names none."""
    if code in _SCHOOL:
        return _UNDER_18
    text = "".join(unicodedata.normalize("NFKC", label).split())
    if found := _RANGE.search(text):
        low, high = int(found[1]), int(found[2])
        return Ages(low, high) if low <= high else None
    if found := _UP_TO.search(text):
        if found[1]:
            return Ages(0, int(found[1]))
        year = int(found[2]) + (9 if found[3] else 0)
        return Ages(0, year - 1 if found[4] == "未満" else year)
    if found := _OPEN.search(text):
        return Ages(int(found[1]))
    if found := _DECADE.search(text):
        return Ages(int(found[1]), int(found[1]) + 9)
    return None


def bands(read_ages: Iterable[Ages]) -> tuple[Ages, ...] | None:
    """The bands in rising order; None unless each begins where the one before ends."""
    found = sorted(set(read_ages), key=lambda ages: ages.low)
    joined = all(one.high is not None and one.high + 1 == two.low for one, two in pairwise(found))
    return tuple(found) if found and joined else None


def common(one: Sequence[Ages], other: Sequence[Ages]) -> tuple[Ages, ...]:
    """The finest bands whose boundaries both have; none where that leaves no two bands."""
    edges = sorted(_edges(one) & _edges(other))
    found = tuple(Ages(int(low), _before(high)) for low, high in pairwise(edges))
    return found if len(found) > 1 else ()


def around(asked: Ages, there: Sequence[Ages]) -> Ages:
    """The narrowest span of whole bands of `there` that holds the ages `asked`."""
    low = max((band.low for band in there if band.low <= asked.low), default=there[0].low)
    if asked.high is None:
        return Ages(low, there[-1].high)
    high = min(
        (band.high for band in there if band.high is not None and band.high >= asked.high),
        default=None,
    )
    return Ages(low, high)


def within(ages: Ages, wider: Ages) -> bool:
    """Whether all these ages lie in the wider band."""
    return ages.low >= wider.low and _end(ages) <= _end(wider)


def span(found: Sequence[Ages]) -> Ages:
    """From the first to the last of bands in rising order."""
    return Ages(found[0].low, found[-1].high)


def named(ages: Ages) -> str:
    """The band as reports print it: 18・19歳, 60歳代, 65〜74歳, 80歳以上, 19歳以下."""
    low, high = ages.low, ages.high
    if high is None:
        return f"{low}歳以上" if low else "全年齢"
    if high == low:
        return f"{low}歳"
    if not low:
        return f"{high}歳以下"
    if low % 10 == 0 and high == low + 9:
        return f"{low}歳代"
    return f"{low}・{high}歳" if high == low + 1 else f"{low}〜{high}歳"


def named_run(found: Sequence[Ages]) -> str:
    """Neighbouring bands together: 60歳代以上, 20歳代〜40歳代."""
    if len(found) == 1:
        return named(found[0])
    first, last = found[0], found[-1]
    if last.high is None:
        return f"{named(first)}以上" if named(first).endswith("代") else named(span(found))
    if not first.low:
        return named(span(found))
    return f"{named(first)}{'・' if len(found) == 2 else '〜'}{named(last)}"


def _edges(found: Sequence[Ages]) -> set[float]:
    return {band.low for band in found} | {_end(found[-1]) + 1}


def _end(ages: Ages) -> float:
    return float("inf") if ages.high is None else ages.high


def _before(edge: float) -> int | None:
    return None if edge == float("inf") else int(edge) - 1
