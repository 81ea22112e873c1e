"""Nouns that touch, joined into the words people mean.

Janome cuts 病児保育 into 病/児/保育; the rule over its tokens restores most such compounds: on the
long-unit nouns of UD_Japanese-GSDLUW, F1 is .51 without it and .92 with it
(development part, on which it was tuned; bench/text_terms.py).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Final, TypeAlias

from analysis.text.tokens import Token

COMPOUND: Final = ("名詞", "複合")
NUMBER: Final = ("名詞", "数")
ADJECTIVAL: Final = ("名詞", "形容動詞語幹")

Run: TypeAlias = Sequence[Token]  # tokens that are one word

_JOINED = frozenset({"名詞", "接頭詞", "動詞", "形容詞"})  # what words can be joined of
# Nouns that carry grammar or stand for another word; they never belong to a compound.
_GRAMMATICAL = frozenset({"非自立", "代名詞", "特殊", "引用文字列", "接続詞的"})
MARKS: Final = frozenset("・-&=")  # join two nouns
_CALENDAR = frozenset("年月日時分秒")
_ERAS = frozenset({"昭和", "平成", "令和"})
_RANGES = frozenset({"以上", "以下", "以内", "以外"})
_LIGHT_VERBS = frozenset({"する", "いる", "ある", "なる", "できる", "おる", "くる", "いく"})
_STEM_ENDS = frozenset("いきぎしちじにひびみりえけげせてねべめれ")


def spelled(run: Run, parts: Sequence[str]) -> str:
    """The parts of a run as one word, with a blank where the text has one (Red Hat)."""
    if run[-1].end - run[0].start == sum(map(len, parts)):
        return "".join(parts)
    blank = ["" if before.end == token.start else " " for before, token in pairwise(run)]
    return "".join(f"{space}{part}" for space, part in zip(["", *blank], parts, strict=True))


def runs(tokens: Sequence[Token], text: str = "") -> Iterator[Run]:
    """The tokens in order, those that are one word together; nothing is left out.

    Prefixes and nouns that touch become one word, also across one mark between two nouns. A noun
    that may be an adverb (副詞可能: 今回, 一時) opens a run only if a suffix follows it; a suffix
    opens none. A verb's stem may open one (歩きスマホ), an adjective's before さ (良さ); 以外 and
    its kind end one. A figure after a noun opens a new run, and a place after another (世田谷区,
    太子堂). In the `text` of the tokens, one blank parts no names in Latin letters (Red Hat).
    """
    run: list[Token] = []
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.part_of_speech[0] not in _JOINED and token.surface not in MARKS:
            yield from _closed(run)
            run = []
            yield (token,)
            continue
        nominal = is_nominal(token)
        if run and _opens_another(run[-1], token) and not _is_name_on(run[-1], token, text):
            yield from _closed(run)
            run = []
        if nominal:
            if not run and _stands_alone(token, following):
                yield (token,)
            else:
                run.append(token)
        elif (run and _belongs(token, following)) or _is_stem(token, following):
            run.append(token)
        else:
            yield from _closed(run)
            run = []
            yield (token,)
    yield from _closed(run)


def kind(run: Run) -> tuple[str, ...]:
    """The part of speech of a joined run: COMPOUND, or NUMBER if it only counts or dates (50人,
    12月), or ADJECTIVAL if its last noun is (積極的)."""
    if all(_counts(token) for token in run):
        return NUMBER
    return ADJECTIVAL if "形容動詞語幹" in run[-1].part_of_speech else COMPOUND


def is_nominal(token: Token) -> bool:
    """May be part of a compound. IPADIC calls half-width `(` `,` `%` nouns, so letters decide."""
    if not _may_join(token.part_of_speech):
        return False
    return token.surface[0].isalnum() or any(c.isalnum() for c in token.surface)


@functools.cache
def _may_join(part_of_speech: tuple[str, ...]) -> bool:
    kind, detail, finer, *_ = part_of_speech
    if kind == "接頭詞":
        return detail in {"名詞接続", "数接続"}
    return kind == "名詞" and detail not in _GRAMMATICAL and finer != "助動詞語幹"


def is_suffix(token: Token | None) -> bool:
    """A noun that only follows others: 駐車場 is 駐車 and the suffix 場."""
    return token is not None and token.part_of_speech[1] == "接尾" and is_nominal(token)


def _stands_alone(token: Token, following: Token | None) -> bool:
    return is_suffix(token) or (_may_be_adverb(token) and not is_suffix(following))


def _may_be_adverb(token: Token | None) -> bool:
    return token is not None and token.part_of_speech[1] == "副詞可能"


def _opens_another(before: Token, token: Token) -> bool:
    """Whether a word ends before the token, noun or not."""
    return before.end != token.start or _starts_a_figure(before, token) or _is_within(before, token)


def _is_name_on(before: Token, token: Token, text: str) -> bool:
    first, following = before.surface[0], token.surface[0]
    latin = first.isascii() and first.isupper() and following.isascii()
    return (
        latin
        and (following.isupper() or following.isdecimal())
        and text[before.end : token.start] == " "
    )


def _starts_a_figure(before: Token, token: Token) -> bool:
    """園児14名 is two words; A4用紙, COVID-19, 第2土曜日 and 令和8年 are one."""
    kind, detail, *_ = before.part_of_speech
    after_noun = kind == "名詞" and detail != "数" and not before.surface.isascii()
    return after_noun and token.surface[0].isdecimal() and before.surface not in _ERAS


def _is_within(before: Token, token: Token) -> bool:
    region = before.part_of_speech[1:3] == ("接尾", "地域")
    return region and token.part_of_speech[1:3] == ("固有名詞", "地域")


def _belongs(token: Token, following: Token | None) -> bool:
    mark = token.surface in MARKS and _is_next_noun(token, following)
    return mark or token.surface in _RANGES


def _is_loose(token: Token | None) -> bool:
    """What begins a clause of its own after a stem: 行き届き / きれい."""
    return token is not None and token.part_of_speech[1] in {"副詞可能", "形容動詞語幹"}


def _is_stem(token: Token, following: Token | None) -> bool:
    """歩き of 歩きスマホ; a verb before what it tells of (歩く人) has its dictionary form."""
    if token.part_of_speech[:2] == ("形容詞", "自立"):
        return following is not None and following.part_of_speech[1:3] == ("接尾", "特殊")
    if token.part_of_speech[:2] != ("動詞", "自立") or token.base in _LIGHT_VERBS:
        return False
    stem = token.surface != token.base and token.surface[-1] in _STEM_ENDS
    return stem and _is_next_noun(token, following) and not _is_loose(following)


def _is_next_noun(mark: Token, following: Token | None) -> bool:
    return following is not None and following.start == mark.end and is_nominal(following)


def _closed(run: Sequence[Token]) -> Iterator[Run]:
    """The run as one word; prefixes at its end belonged to something else and stay themselves."""
    if not run:
        return
    last = next((n for n in range(len(run), 0, -1) if run[n - 1].part_of_speech[0] == "名詞"), 0)
    if last:
        yield tuple(run[:last])
    yield from ((token,) for token in run[last:])


def _counts(token: Token) -> bool:
    parts = token.part_of_speech
    if token.surface in _ERAS or token.surface in _RANGES:
        return True
    return "数" in parts or "数接続" in parts or "助数詞" in parts or token.surface in _CALENDAR
