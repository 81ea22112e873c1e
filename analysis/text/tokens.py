"""Words with their places: Janome's tokens, and a rule that joins nouns into the words meant.

Janome cuts 病児保育 into 病/児/保育; the rule over its tokens restores most such compounds. A user
dictionary would do harm instead: its entries win anywhere (桜 breaks 桜丘).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from janome.tokenizer import Tokenizer

COMPOUND = ("名詞", "複合")
NUMBER = ("名詞", "数")
ADJECTIVAL = ("名詞", "形容動詞語幹")

# Nouns that carry grammar or stand for another word; they never belong to a compound.
_GRAMMATICAL = frozenset({"非自立", "代名詞", "特殊", "引用文字列", "接続詞的"})
_JOINING_MARKS = frozenset("・-")
_CALENDAR = frozenset("年月日時分秒")
# Janome reads on from every mark of an endless row of marks; no word is longer than this.
_LONGEST_UNKNOWN = 64


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a normalised text: `text[start:end] == surface`.

    `base` is the dictionary form (良かっ → 良い), the surface itself where there is none.
    `part_of_speech` is IPADIC's, most general part first. A joined run of nouns has COMPOUND, or
    NUMBER if it only counts or dates (50人, 12月25日), or ADJECTIVAL if its last noun is (積極的).
    """

    surface: str
    base: str
    part_of_speech: tuple[str, ...]
    start: int
    end: int


# One answer is read many times: counted, then searched at every click. 20,000 comments ≈ 90 MB.
@functools.lru_cache(maxsize=20_000)
def words(text: str) -> tuple[Token, ...]:
    """The words of a normalised text in order, nouns joined into compounds, blanks left out."""
    return tuple(_join(cut(text)))


def cut(text: str) -> tuple[Token, ...]:
    """Janome's own tokens of a normalised text in order, nothing joined, blanks left out."""
    tokens = []
    end = 0
    for found in _tokenizer().tokenize(text):
        start = text.index(found.surface, end)
        end = start + len(found.surface)
        if not found.surface.isspace():
            parts = _parts(found.part_of_speech)
            tokens.append(Token(found.surface, found.base_form, parts, start, end))
    return tuple(tokens)


@functools.cache
def _tokenizer() -> Tokenizer:
    """The tokenizer of this process; its dictionary stays on disk: half the memory, quick start."""
    return Tokenizer(mmap=True, max_unknown_length=_LONGEST_UNKNOWN)


@functools.cache
def _parts(part_of_speech: str) -> tuple[str, ...]:
    return tuple(part_of_speech.split(","))


def _join(tokens: Sequence[Token]) -> Iterator[Token]:
    """Prefixes and nouns that touch become one word, also across one mark between two nouns.

    A noun that may be an adverb (副詞可能: 今回, 一時) opens a run only if a suffix follows it; a
    suffix opens none. A figure after a noun opens a new run.
    """
    run: list[Token] = []
    for token, following in zip_longest(tokens, tokens[1:]):
        if run and (run[-1].end != token.start or _starts_a_figure(run[-1], token)):
            yield from _closed(run)
            run = []
        if _is_nominal(token):
            if not run and _stands_alone(token, following):
                yield token
            else:
                run.append(token)
        elif run and token.surface in _JOINING_MARKS and _is_next_noun(token, following):
            run.append(token)
        else:
            yield from _closed(run)
            run = []
            yield token
    yield from _closed(run)


def _is_nominal(token: Token) -> bool:
    """May be part of a compound. IPADIC calls half-width `(` `,` `%` nouns, so letters decide."""
    kind, detail, finer, *_ = token.part_of_speech
    if not any(c.isalnum() for c in token.surface):
        return False
    if kind == "接頭詞":
        return detail in {"名詞接続", "数接続"}
    return kind == "名詞" and detail not in _GRAMMATICAL and finer != "助動詞語幹"


def _is_suffix(token: Token | None) -> bool:
    return token is not None and token.part_of_speech[1] == "接尾" and _is_nominal(token)


def _stands_alone(token: Token, following: Token | None) -> bool:
    may_be_adverb = token.part_of_speech[1] == "副詞可能"
    return _is_suffix(token) or (may_be_adverb and not _is_suffix(following))


def _starts_a_figure(before: Token, token: Token) -> bool:
    """園児14名 is two words; A4用紙, COVID-19 and 第2土曜日 are one."""
    kind, detail, *_ = before.part_of_speech
    after_noun = kind == "名詞" and detail != "数" and not before.surface.isascii()
    return after_noun and token.surface[0].isdecimal()


def _is_next_noun(mark: Token, following: Token | None) -> bool:
    return following is not None and following.start == mark.end and _is_nominal(following)


def _closed(run: Sequence[Token]) -> Iterator[Token]:
    """The run as one word; prefixes at its end belonged to something else and stay themselves."""
    last = next((n for n in range(len(run), 0, -1) if run[n - 1].part_of_speech[0] == "名詞"), 0)
    if last > 1:
        surface = "".join(token.surface for token in run[:last])
        kind = _kind(run[:last])
        yield Token(surface, surface, kind, run[0].start, run[last - 1].end)
    else:
        yield from run[:last]
    yield from run[last:]


def _kind(run: Sequence[Token]) -> tuple[str, ...]:
    if all(_counts(token) for token in run):
        return NUMBER
    return ADJECTIVAL if "形容動詞語幹" in run[-1].part_of_speech else COMPOUND


def _counts(token: Token) -> bool:
    parts = token.part_of_speech
    return "数" in parts or "数接続" in parts or "助数詞" in parts or token.surface in _CALENDAR
