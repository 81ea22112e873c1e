"""The columns of 「地域・年齢別人口」: which ages and which sex each heading tells.

Files differ in their last ages (85歳以上, 100歳以上), in their dashes, and in whether they have
people of unknown age (年齢不詳, 不詳者).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from models.inhabitants import Ages, Sex

SEX_WORDS: Final[dict[Sex, str]] = {"male": "男性", "female": "女性"}
TOTALS: Final = ("総人口", *SEX_WORDS.values())

_NO_END: Final = 10**6
_SEXES: Final[dict[str, Sex]] = {"男": "male", "女": "female"}
_BAND = re.compile(r"(\d{1,3})歳?[-~〜‐‑–—―−ー](\d{1,3})歳の?([男女])性?")
_OVER = re.compile(r"(\d{1,3})歳以上の?([男女])性?")
_UNKNOWN = re.compile(r"(?:年齢)?不詳者?の?([男女])性?")


def bare(text: str) -> str:
    """A heading or name without spaces, full-width letters as plain ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_heading(row: Sequence[str]) -> bool:
    """Whether this is the row of headings."""
    return sum(1 for cell in row if _BAND.fullmatch(bare(cell))) >= 2


@dataclass(frozen=True)
class AgeColumns:
    """Where each column is, by its bare heading; what the columns of ages tell."""

    places: Mapping[str, int]
    twice: tuple[str, ...]
    ages: Mapping[str, tuple[Sex, Ages]]
    unknown: Mapping[str, Sex]

    @classmethod
    def of(cls, headings: Sequence[str]) -> AgeColumns:
        names = [bare(heading) for heading in headings]
        told: dict[str, tuple[Sex, Ages]] = {}
        unknown: dict[str, Sex] = {}
        for name in names:
            if found := _BAND.fullmatch(name):
                told[name] = _SEXES[found[3]], Ages(int(found[1]), int(found[2]))
            elif found := _OVER.fullmatch(name):
                told[name] = _SEXES[found[2]], Ages(int(found[1]))
            elif found := _UNKNOWN.fullmatch(name):
                unknown[name] = _SEXES[found[1]]
        known = {*told, *unknown, *TOTALS, "地域名", "調査年月日"}
        counts = Counter(names)
        twice = tuple(name for name in counts if counts[name] > 1 and name in known)
        places = {name: names.index(name) for name in names if name}
        return cls(places, twice, told, unknown)

    def bands(self) -> list[Ages]:
        """The ages that any column tells, in rising order."""
        bands = {band for _, band in self.ages.values()}
        return sorted(bands, key=lambda band: (band.low, band.high or _NO_END))

    def of_sex(self, sex: Sex) -> list[str]:
        """The columns that make up a sex."""
        told = [name for name, (whose, _) in self.ages.items() if whose == sex]
        return [*told, *(name for name, whose in self.unknown.items() if whose == sex)]

    def counted(self) -> list[str]:
        """Every column that holds a number of people."""
        return [*(name for name in TOTALS if name in self.places), *self.ages, *self.unknown]

    def faults(self) -> Iterator[str]:
        """Groups that no column tells, and those that two tell."""
        for name in self.twice:
            yield f"「{name}」の列が2つあります。1つにしてください。"
        bands = self.bands()
        there = set(self.ages.values())
        for band in bands:
            for sex, word in SEX_WORDS.items():
                if (sex, band) not in there:
                    yield f"「{_named(band)}の{word}」の列がありません。"
        if bands[0].low:
            yield _missing(0, bands[0].low - 1)
        for one, other in pairwise(bands):
            end = one.high or _NO_END
            if end >= other.low:
                yield f"「{_named(one)}」と「{_named(other)}」の年齢が重なっています。"
            elif end + 1 < other.low:
                yield _missing(end + 1, other.low - 1)
        if bands[-1].high is not None:
            yield f"「{bands[-1].high + 1}歳以上」の列がありません。最後の年齢まで要ります。"


def _named(band: Ages) -> str:
    return f"{band.low}歳以上" if band.high is None else f"{band.low}-{band.high}歳"


def _missing(low: int, high: int) -> str:
    return f"{low}歳から{high}歳までの列がありません。"
