"""How phone numbers, addresses, accounts and the like are written.

The patterns read text whose characters are folded (full-width digits as digits). All take linear
time: every repeat is of one class of characters, bounded, and none stands inside another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

Written = Literal["電話番号", "住所", "メール", "URL", "アカウント", "車両番号", "個人番号"]

_DASH: Final = "[-‐‑‒–—―−ーｰ]"
_FRESH: Final = r"(?<![0-9A-Za-z])"  # not the end of something longer
_DONE: Final = r"(?![0-9])"
_NUMERAL: Final = "[0-9一二三四五六七八九十〇]"
_PLACE: Final = "[一-鿿々ヶケノ]"
_HOUSES: Final = "(?:マンション|ハイツ|コーポ|荘|アパート|ハイム|メゾン)"
_SITES: Final = "(?:twitter|x|facebook|instagram|tiktok|threads|note|youtube|line)"
_SERVICES: Final = "(?:LINE|ライン|インスタ|ツイッター|Twitter|X)"
# What in an address of a page may tell whose it is: a question, a number, a user's page.
_TELLING: Final = "[?=@~]|[0-9]{3}|/(?:users?|profile|status|p|in|u)/"

_PATTERNS: Final[tuple[tuple[Written, str], ...]] = (
    (
        "メール",
        (
            r"(?<![A-Za-z0-9_.%+-])[A-Za-z0-9_.%+-]{1,64} ?@ ?"
            r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
        ),
    ),
    ("URL", rf"(?:https?://|www\.)(?=[!-~]{{0,200}}(?:{_TELLING}))[!-~]{{1,2000}}"),
    ("URL", rf"(?:https?://)?(?:www\.)?(?<![A-Za-z]){_SITES}\.(?:com|net|me)/[!-~]{{1,200}}"),
    ("アカウント", r"(?<![A-Za-z0-9_.@/])@[A-Za-z0-9_]{3,30}(?![A-Za-z0-9_.]|@)"),
    ("アカウント", rf"{_SERVICES} ?の?ID ?[は:;]? ?[A-Za-z0-9_.-]{{3,30}}"),
    # 090-1234-5678, 03-1234-5678, 03(1234)5678, (03)1234-5678, 0312345678, +81 90…
    (
        "電話番号",
        rf"{_FRESH}(?:\+81[ -]?|0)[5789]0 ?(?:{_DASH}|\() ?[0-9]{{4}} ?(?:{_DASH}|\)) ?[0-9]{{4}}"
        + _DONE,
    ),
    (
        "電話番号",
        (
            rf"{_FRESH}(?:0[0-9]{{1,4}} ?(?:{_DASH}|\()|\(0[0-9]{{1,4}}\)) ?[0-9]{{1,4}} ?"
            rf"(?:{_DASH}|\)) ?[0-9]{{3,4}}{_DONE}"
        ),
    ),
    ("電話番号", rf"{_FRESH}(?:0[5789]0[0-9]{{8}}|0[1-9][0-9]{{8}}|\+81[0-9]{{9,10}}){_DONE}"),
    ("電話番号", r"(?:内線|電話番号は?:?|TEL:?|Tel:?) ?[0-9]{4,5}(?![0-9年月日円人件])"),
    ("個人番号", rf"{_FRESH}[0-9]{{4}}(?:[ -]?[0-9]{{4}}){{2,3}}{_DONE}"),
    ("住所", rf"〒 ?[0-9]{{3}}{_DASH}[0-9]{{4}}"),
    ("住所", rf"{_FRESH}[0-9]{{3}}-[0-9]{{4}}(?= ?{_PLACE}{{2,3}}[都道府県])"),
    # 世田谷4丁目21番27号; not 三軒茶屋2丁目, where no single house is named
    (
        "住所",
        (
            rf"{_PLACE}{{0,12}}{_NUMERAL}{{1,3}}丁目の?{_NUMERAL}{{1,4}}(?:番地?|{_DASH})の?"
            rf"(?:[0-9]{{1,4}}号?)?(?:{_DASH}[0-9]{{1,4}})?"
        ),
    ),
    ("住所", rf"{_PLACE}{{0,12}}[0-9]{{1,4}}番地(?:の?[0-9]{{1,4}})?号?"),
    (
        "住所",
        rf"{_PLACE}{{1,12}}[0-9]{{1,2}}(?:{_DASH}[0-9]{{1,4}}){{2,3}}{_DONE}",
    ),
    ("住所", rf"[ァ-ヶー一-鿿]{{1,15}}{_HOUSES}[^\s、。0-9]{{0,10}} ?[0-9]{{2,4}}号"),
    ("住所", r"(?<![0-9])[0-9]{3,4}号室"),
    # 品川 300 あ 12-34
    (
        "車両番号",
        (
            rf"[一-鿿]{{2,4}} ?[0-9]{{2,3}} ?[あ-ん] ?"
            rf"(?:[0-9]{{1,2}}{_DASH}?[0-9]{{2}}|[・.]{{1,3}}[0-9]{{1,3}}){_DONE}"
        ),
    ),
    ("車両番号", rf"ナンバー[はがの:]? ?[「(]?[0-9]{{1,2}}{_DASH}?[0-9]{{2}}{_DONE}"),
)
_RULES: Final = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


def written(text: str) -> Iterator[tuple[Written, int, int]]:
    """Kind and place of everything written like this in a text of folded characters."""
    for kind, rule in _RULES:
        for match in rule.finditer(text):
            yield kind, match.start(), match.end()
