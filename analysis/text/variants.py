"""Spellings of one word counted as one: おいしい and 美味しい, 使いづらい and 使いにくい.

Words are joined by how the dictionary reads them, by a small fixed table, and by endings that mean
the same (text-analysis notes, section 3.4). Every merge is listed, and staff may undo it.
"""

from __future__ import annotations

import csv
import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from analysis.text import voices
from analysis.text.mentions import Mention

DOMINANT: Final = 0.8  # of the people who write a reading in kanji; else kana may mean another word
SHORTEST: Final = 3  # kana; shorter ones have too many meanings

_FILE: Final = Path(__file__).with_name("spellings.csv")
_HARD: Final = ("づらい", "辛い", "難い", "がたい")
_KATAKANA: Final = {chr(c): chr(c + 0x60) for c in range(ord("ぁ"), ord("ゖ") + 1)}
_TO_KATAKANA: Final = str.maketrans(_KATAKANA)


class Merge(NamedTuple):
    """`people` write `form`, which is counted as `into`, which `people_into` write.

    `reason` says why: 読み (the same reading), 表 (the fixed table), 語尾 (endings alike),
    お・ご (courtesy before it).
    """

    form: str
    into: str
    kind: str
    people: int
    people_into: int
    reason: str


class Merges(NamedTuple):
    """The spellings that are `joined`, and those that staff keep `apart`, each with what it would
    be counted as; most people first, then by form.
    """

    joined: tuple[Merge, ...] = ()
    apart: tuple[Merge, ...] = ()


class _Word(NamedTuple):
    text: str
    kind: str


_Found: TypeAlias = tuple[_Word, str]  # what a word is counted as, and why


def merges(
    speakers: Sequence[str], said: Sequence[Sequence[Mention]], undone: Collection[str] = ()
) -> Merges:
    """The spellings to be joined in what respondents say.

    `speakers` are who `said` each comment. `undone` are forms that staff want counted for
    themselves. Names are never joined.
    """
    written: Counter[tuple[_Word, str, str]] = Counter(
        (word, *_written(mention)) for mentions in said for word, mention in _words(mentions)
    )
    readings: defaultdict[_Word, Counter[str]] = defaultdict(Counter)
    for (word, surface, reading), times in written.items():
        if (found := reading_of(word.text, word.kind, surface, reading)) is not None:
            readings[word][found] += times
    people = voices.count(speakers, ([word for word, _ in _words(mentions)] for mentions in said))
    into = dict(_by_courtesy(people)) | dict(_by_ending(people)) | dict(_by_table(people))
    groups: defaultdict[tuple[str, str], list[_Word]] = defaultdict(list)
    for word, counts in readings.items():
        if word not in into:
            usual = min(counts.items(), key=lambda count: (-count[1], count[0]))[0]
            groups[word.kind, usual].append(word)
    for words in groups.values():
        into |= dict(_by_reading(words, people))
    kept = {word: found for word, found in into.items() if word.text not in undone}
    parted = {word: found for word, found in into.items() if word.text in undone}
    return Merges(_listed(kept, kept, people), _listed(parted, into, people))


def forms(merged: Iterable[Merge]) -> dict[tuple[str, str], str]:
    """(form, kind) → what it is counted as."""
    return {(merge.form, merge.kind): merge.into for merge in merged}


def reading_of(text: str, kind: str, surface: str, reading: str) -> str | None:
    """How a dictionary form is read, in katakana, out of how its `surface` is; None if unknown.

    The reading of 美味しかっ is オイシカッ, that of its end カッ; so 美味しい is オイシ and イ.
    """
    if all(is_kana(c) for c in text):
        return katakana(text)
    if kind not in {"動詞", "形容詞"} or not reading:
        return reading or None
    same = 0
    while same < min(len(surface), len(text)) and surface[same] == text[same]:
        same += 1
    end, wanted = katakana(surface[same:]), katakana(text[same:])
    if not reading.endswith(end) or not all(is_kana(c) for c in wanted + end):
        return None
    return reading.removesuffix(end) + wanted


def is_kana(letter: str) -> bool:
    """Hiragana, katakana or the mark of a long vowel."""
    return "ぁ" <= letter <= "ゖ" or "ァ" <= letter <= "ヺ" or letter == "ー"


def katakana(text: str) -> str:
    """Hiragana as katakana, everything else as it is."""
    return text.translate(_TO_KATAKANA)


def _words(mentions: Iterable[Mention]) -> Iterator[tuple[_Word, Mention]]:
    """What may be joined."""
    return (
        (_Word(mention.text, mention.kind), mention)
        for mention in mentions
        if mention.kind != "固有名"
    )


def _written(mention: Mention) -> tuple[str, str]:
    """The mention as it was written, and how that is read; '' where the dictionary does not say."""
    tokens = mention.tokens
    if len(tokens) == 1:
        return tokens[0].surface, tokens[0].reading
    readings = [token.reading for token in tokens]
    return "".join([token.surface for token in tokens]), "".join(readings) if all(readings) else ""


@functools.cache
def _table() -> Mapping[_Word, _Word]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {
            _Word(row["form"], row["kind"]): _Word(row["written"], row["kind"])
            for row in csv.DictReader(file)
        }


def _by_table(people: Counter[_Word]) -> Iterator[tuple[_Word, _Found]]:
    groups: defaultdict[_Word, list[_Word]] = defaultdict(list)
    for word in people:
        groups[_table().get(word, word)].append(word)
    for target, words in groups.items():
        into = target if target in words else _most_used(words, people)
        yield from ((word, (into, "表")) for word in words if word != into)


def _by_courtesy(people: Counter[_Word]) -> Iterator[tuple[_Word, _Found]]:
    """お寺 and 寺, where the dictionary has the courtesy as one word; as most people write it."""
    for word in people:
        rest = _Word(word.text[1:], word.kind)
        if word.text[0] in "おご御" and rest in people and not is_kana(rest.text[0]):
            target = _most_used((word, rest), people)
            yield (word if target == rest else rest), (target, "お・ご")


def _by_ending(people: Counter[_Word]) -> Iterator[tuple[_Word, _Found]]:
    for word in people:
        ending = next((e for e in _HARD if word.text.endswith(e)), None)
        stem = word.text.removesuffix(ending) if ending else ""
        target = _Word(f"{stem}にくい", word.kind)
        if word.kind == "形容詞" and stem and target in people:
            yield word, (target, "語尾")


def _by_reading(words: Sequence[_Word], people: Counter[_Word]) -> Iterator[tuple[_Word, _Found]]:
    """Kana forms and the one kanji form that dominates, all as the form most people write."""
    kana = [word for word in words if all(is_kana(c) for c in word.text)]
    kanji = sorted(set(words) - set(kana), key=lambda word: (-people[word], word.text))
    if not kana or len(kana[0].text) < SHORTEST:
        return
    group = list(kana)
    if kanji:
        if people[kanji[0]] < DOMINANT * sum(people[word] for word in kanji):
            return
        group.append(kanji[0])
    into = _most_used(group, people)
    yield from ((word, (into, "読み")) for word in group if word != into)


def _most_used(words: Iterable[_Word], people: Counter[_Word]) -> _Word:
    return min(words, key=lambda word: (-people[word], word.text))


def _listed(
    found: Mapping[_Word, _Found], into: Mapping[_Word, _Found], people: Counter[_Word]
) -> tuple[Merge, ...]:
    """The merges of the words of `found`, along those of `into`."""
    counted = [
        Merge(word.text, target.text, word.kind, people[word], people[target], reason)
        for word, (_, reason) in found.items()
        if (target := _end(word, into)) != word
    ]
    return tuple(sorted(counted, key=lambda merge: (-merge.people, merge.form, merge.kind)))


def _end(word: _Word, into: Mapping[_Word, _Found]) -> _Word:
    """Where the merges lead from the word: わかりづらい → わかりにくい → 分かりにくい."""
    seen = {word}
    while word in into and into[word][0] not in seen:
        word = into[word][0]
        seen.add(word)
    return word
