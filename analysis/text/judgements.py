"""Words that judge, where they stand, and how much they say for or against.

The list of words is this project's own (judgements.csv): a word in its dictionary form, or several
words in a row (句), with a sign between -1 and 1; 0 takes a word out of the general rules. `forms`
are those that Janome cuts it into, empty for the word itself: to cut them here would load all of
Janome. Beside the list, やすい and にくい judge with their verb, すぎる complains, and an unlisted
verb that is denied says that something is missing.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analysis.text.denial import denial, may_be_denied
from analysis.text.predicates import ease
from analysis.text.tokens import Token

_FILE: Final = Path(__file__).with_name("judgements.csv")
_PHRASE: Final = "句"
_EASE: Final = {"やすい": 1.0} | dict.fromkeys(["にくい", "づらい", "辛い", "難い", "がたい"], -1.0)
_TOO_MUCH: Final = frozenset({"すぎる", "すぎ", "過ぎる", "過ぎ"})
_INTENSIFYING: Final = frozenset({"大変", "たいへん", "すごく", "凄く", "恐ろしく"})
_GRANTING: Final = frozenset(
    {"できる", "出来る", "もらえる", "いただける", "くれる", "くださる", "下さる"}
)
_SAYING_LITTLE: Final = frozenset(
    {"ある", "なる", "する", "いう", "言う", "思う", "いる", "くる", "ほしい"} | {"欲しい"}
)
_GRAMMAR: Final = frozenset({"助詞", "助動詞", "記号"})  # no judging word begins with these
_EASED: Final = frozenset({("動詞", "自立"), ("名詞", "サ変接続"), ("形容詞", "自立")})
_FARTHEST: Final = 4  # tokens between a verb and its やすい: 予約/し/やすい

_BLAME_DENIED: Final = -0.8  # 悪くない is less than 良い
_WITHHELD: Final = -0.7
_MISSING: Final = -0.5
_GRANTED: Final = 0.3
_EXCESS: Final = -0.6
_PLAIN: Final = 0.5  # 美味しすぎる praises, 多すぎる does not


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judging word at `start:end` of a normalised text, what denies it included.

    `weight` is between -1 (against) and 1 (for), never 0, and counts the denial.
    """

    word: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    word: str
    weight: float
    last: int


def judgements(tokens: Sequence[Token]) -> tuple[Judgement, ...]:
    """The judging words among Janome's own tokens of a text (`tokens.cut`), in order."""
    found = []
    at = 0
    while at < len(tokens):
        if tokens[at].part_of_speech[0] in _GRAMMAR:
            at += 1
            continue
        one = _listed(tokens, at) or _with_verb(tokens, at) or _unlisted(tokens, at)
        if one is None:
            at += 1
            continue
        judgement, at = _judged(tokens, at, one)
        if judgement.weight:
            found.append(judgement)
    return tuple(found)


def _judged(tokens: Sequence[Token], at: int, found: _Found) -> tuple[Judgement, int]:
    """The word with its denial, and the first token behind both."""
    after = denial(tokens, found.last)
    weight, end = found.weight, after.end
    if _is_in_question(tokens, found.last):
        weight, end = 0, tokens[found.last].end
    elif after.withheld:
        weight = _WITHHELD
    elif after.denied:
        weight *= _BLAME_DENIED if weight < 0 else -1
    elif weight < _PLAIN and _is_too_much(tokens, found.last):
        weight = min(weight, _EXCESS)
        end = tokens[found.last + 1].end
    following = found.last + 1
    while following < len(tokens) and tokens[following].start < end:
        following += 1
    return Judgement(found.word, weight, tokens[at].start, end), following


def _listed(tokens: Sequence[Token], at: int) -> _Found | None:
    """The longest entry of the list that begins here."""
    for word, rest, kind, sign in _entries().get(_form(tokens, at), ()):
        if kind not in {_PHRASE, tokens[at].part_of_speech[0]}:
            continue
        last = at + len(rest)
        if rest and rest != tuple(token.base for token in tokens[at + 1 : last + 1]):
            continue
        if tokens[at].surface in _INTENSIFYING and _stands_before_a_word(tokens, at):
            return None
        return _Found(word, sign, last)
    return None


def _form(tokens: Sequence[Token], at: int) -> str:
    """The dictionary form; Janome takes the いい of 「いい取組み」 for a form of いう."""
    token = tokens[at]
    if token.surface == "いい" and not _is_spoken(tokens, at):
        return "いい"
    return token.base


def _is_spoken(tokens: Sequence[Token], at: int) -> bool:
    return (
        at + 1 < len(tokens)
        and tokens[at + 1].part_of_speech[0] == "助動詞"
        and tokens[at + 1].base != "です"
    )


def _with_verb(tokens: Sequence[Token], at: int) -> _Found | None:
    """使いにくい, 予約しやすい, 切りすぎ: a verb, or a noun with する, and what judges it."""
    if tokens[at].part_of_speech[:2] not in _EASED:
        return None
    for last in range(at + 1, min(len(tokens), at + _FARTHEST)):
        token = tokens[last]
        if token.start != tokens[last - 1].end:
            return None
        eased = ease(tokens, last)
        if eased is not None:
            return _Found(f"{tokens[at].base}{eased[0]}", _EASE[eased[0]], eased[1])
        if token.base in _TOO_MUCH:
            return _Found(f"{tokens[at].base}すぎる", _EXCESS, last)
        if token.part_of_speech[0] != "動詞":
            return None
    return None


def _unlisted(tokens: Sequence[Token], at: int) -> _Found | None:
    """店がない, 通えない: what is not there or not possible; できた, くれた: what was granted."""
    token = tokens[at]
    kind, detail = token.part_of_speech[:2]
    if token.base in {"ない", "無い"} and (kind, detail) == ("形容詞", "自立"):
        return _Found("ない", _MISSING, at)
    if token.base in _GRANTING:
        return _Found(token.base, _GRANTED, at)
    if kind in {"動詞", "形容詞"} and detail == "自立" and token.base not in _SAYING_LITTLE:
        denied = may_be_denied(tokens, at) and denial(tokens, at).denied
        return _Found(token.base, -_MISSING, at) if denied else None
    return None


def _is_in_question(tokens: Sequence[Token], last: int) -> bool:
    """どうすれば良いか分からない, 便利かどうか; but 良いかと思う and 良いかも say so."""
    at = last + 2 if last + 1 < len(tokens) and tokens[last + 1].surface == "の" else last + 1
    if at >= len(tokens) or tokens[at].surface != "か":
        return False
    return at + 1 < len(tokens) and tokens[at + 1].surface not in {"と", "な", "も", "、", "。"}


def _is_too_much(tokens: Sequence[Token], last: int) -> bool:
    return last + 1 < len(tokens) and tokens[last + 1].base in _TOO_MUCH


def _stands_before_a_word(tokens: Sequence[Token], at: int) -> bool:
    """大変良い, すごく混む; not 大変だ, 大変な, 大変でした."""
    if at + 1 == len(tokens):
        return False
    kind, detail = tokens[at + 1].part_of_speech[:2]
    return kind in {"形容詞", "動詞", "副詞"} or (
        kind == "名詞" and detail not in {"接尾", "非自立"}
    )


_Entry = tuple[str, tuple[str, ...], str, float]


@functools.cache
def _entries() -> dict[str, tuple[_Entry, ...]]:
    """First dictionary form → word, the forms behind it, part of speech, sign; longest first."""
    entries: dict[str, list[_Entry]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, *rest = row["forms"].split() or [row["word"]]
            kind = row["part_of_speech"].replace("形容動詞", "名詞")
            entry = (row["word"], tuple(rest), kind, float(row["sign"]))
            entries.setdefault(first, []).append(entry)
    return {
        first: tuple(sorted(found, key=lambda entry: (-len(entry[1]), entry)))
        for first, found in entries.items()
    }
