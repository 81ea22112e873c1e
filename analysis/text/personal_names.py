"""Names of people in a comment, by Janome's own list of names and by what stands around them.

A name alone is not enough: さくら, 山口 and あゆみ are names of people too. It counts with a title
(田中さん), as family and given name side by side (田中太郎), behind an office (福祉課の田中), where
somebody gives it (田中と申します), and in a field for it (氏名:田中太郎).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from analysis.text.names import shipped
from analysis.text.tokens import Token, cut

# Without one of these no rule can hold, and the text need not be cut.
_SIGNS: Final = re.compile(
    r"さん|様|さま|氏|くん|君|ちゃん|先生|[課係部局室]長|主[任事査]|職員|担当|議員|園長|校長|教[諭頭]|医師"
    r"|[課係部局室所校園口館]の|と申|と言|という|といい|名前|氏名|私|わたし|僕|俺|[一-鿿]{3}"
)
_TITLES: Final = frozenset(
    {"さん", "様", "さま", "氏", "くん", "君", "クン", "ちゃん", "先生", "課長"}
    | {"係長", "部長", "局長", "室長", "所長", "館長", "主任", "主事", "主査", "職員"}
    | {"議員", "園長", "校長", "教頭", "教諭", "医師", "看護師", "保育士", "ケアマネ"}
    | {"先輩", "夫妻", "夫婦", "宅", "家", "殿"}
)
# Several people, or nobody in particular.
_NOT_ONE: Final = frozenset(
    {"皆", "みな", "みんな", "お客", "客", "神", "仏", "王", "殿", "姫", "お", "親"}
    | {"子", "娘", "息子", "奥", "旦那", "サンタ"}
)
_OFFICE: Final = re.compile(
    r"(?:課|係|部|局|室|窓口|センター|出張所|支所|学校|小学|中学|高校|園|館|病院|医院|クリニック|担当"
    r"|受付|役所|事務所)の?(?:担当の|職員の)?$"
)
_GIVEN: Final = re.compile(
    r"^(?:と申|と言|という(?:職員|者|人|方|担当|先生)|といい|というもの|ともうし)"
)
_FIELD: Final = re.compile(r"(?:氏名|名前|フルネーム)(?:は|:|;|=|、| |　){1,2}$")
_ABOUT: Final = 12  # characters before and behind a name that are looked at
_SHORT: Final = 2
_MYSELF: Final = re.compile(r"(?:私|わたし|わたくし|僕|俺)は、?$")


def names(text: str, tokens: Sequence[Token] | None = None) -> Iterator[tuple[int, int]]:
    """Places of names in a text whose characters are folded; the title is not part of it.

    `tokens` are those of the text where it was cut before.
    """
    if not _SIGNS.search(text):
        return
    if tokens is None:
        tokens = cut(text)
    at = 0
    while at < len(tokens):
        last = _end_of_name(tokens, at)
        if last > at and _is_of_somebody(text, tokens, at, last):
            yield tokens[at].start, tokens[last - 1].end
        at = max(last, at + 1)


def _end_of_name(tokens: Sequence[Token], at: int) -> int:
    """The token behind a run of at most three names of people; `at` itself if none begins here."""
    last = at
    while last < min(len(tokens), at + 3) and _is_name(tokens[last]):
        if last > at and tokens[last].start != tokens[last - 1].end:
            break
        last += 1
    return last


def _is_name(token: Token) -> bool:
    """A family or given name, or a place that is a family name as well (山口, 長野)."""
    parts = token.part_of_speech
    if parts[:2] != ("名詞", "固有名詞") or token.surface in _NOT_ONE:
        return False
    return parts[2] == "人名" or (parts[2] == "地域" and len(token.surface) == 2)


def _is_of_somebody(text: str, tokens: Sequence[Token], at: int, last: int) -> bool:
    found = tokens[at:last]
    start, end = found[0].start, found[-1].end
    before, behind = text[max(0, start - _ABOUT) : start], text[end : end + _ABOUT]
    following = tokens[last] if last < len(tokens) and tokens[last].start == end else None
    is_person = any(token.part_of_speech[2] == "人名" for token in found)
    if following is not None and following.surface in _TITLES:
        is_part = _is_weak(found) and _touches_a_noun(tokens, at - 1, at)
        is_shop = text[end - 1] == "屋"
        is_clan = following.surface == "氏" and _touches_a_noun(tokens, last + 1, last + 1)
        return not (is_part or is_shop or is_clan)
    if not is_person:
        return False
    if _FIELD.search(before):
        return True
    family = found[0].part_of_speech[3] == "姓"
    if family and _is_full(found):
        if text[start:end] in _places():  # 千歳烏山; with a title it is somebody
            return False
        return not (_touches_a_noun(tokens, at - 1, at) or _touches_a_noun(tokens, last, last))
    if family and _MYSELF.search(before) and behind.startswith("です"):
        return True
    return family and bool(_OFFICE.search(before) or _GIVEN.match(behind))


@functools.cache
def _places() -> frozenset[str]:
    return frozenset(name.name for name in shipped())


def _is_full(found: Sequence[Token]) -> bool:
    """Family and given name, long enough to be no two chance characters (泉質, 方達)."""
    given = found[-1].part_of_speech[3] == "名"
    return given and len(found) > 1 and sum(len(token.surface) for token in found) > _SHORT


def _is_weak(found: Sequence[Token]) -> bool:
    """May be the end of a longer word: けい/しん/さん, ニューサンピア/敦賀/様."""
    first = found[0]
    return len(first.surface) == 1 or first.surface < "一" or first.part_of_speech[2] != "人名"


def _touches_a_noun(tokens: Sequence[Token], other: int, edge: int) -> bool:
    """Whether the token `other` is a noun that touches the one at its side of `edge`."""
    if not 0 <= other < len(tokens) or not 0 < edge < len(tokens):
        return False
    touching = tokens[edge - 1].end == tokens[edge].start
    return touching and tokens[other].part_of_speech[0] in {"名詞", "接頭詞"}
