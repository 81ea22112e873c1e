"""Texts as Janome's words, in whole numbers, and what the numbers stand for.

A piece is `word << 8 | length`: the word's number in Janome's dictionary, or UNKNOWN + the kind of
an invented one, and how many characters it takes. Pieces of a text are the same whether the quick
walk found them or Janome itself. The quick walk knows the inside of one version of Janome; where
another is installed, or sample sentences come out differently, Janome itself is asked.
"""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from janome.version import JANOME_VERSION

from analysis.text.lattice import walk
from analysis.text.lexicon import Lexicon, kinds_of

log = logging.getLogger("koebako.text")

UNKNOWN: Final = 1 << 20
LONGEST_UNKNOWN: Final = 64  # of a row of like marks or letters; Janome's own limit is 1,024
# Rises with every change that cuts a text otherwise.
VERSION: Final = f"janome {JANOME_VERSION}, unknown {LONGEST_UNKNOWN}, pieces 1"

_KNOWN_INSIDE: Final = "0.5.0"
_SAMPLES: Final = (
    "すもももももももものうち",
    "病児保育の予約が取りにくい。もっと増やしてほしいです!",
    "先週、三軒茶屋の世田谷文学館に行きました。",
    "駐輪場が狭くて、自転車を停められませんでした",
    "Wi-FiのPASSWORDが2026年4月1日から変わるとは知らなかった。",
    "COVID-19の影響で3,500円の参加費が10%引き(税込)",
    "ゲゲゲの鬼太郎ショップ・キャッシュレス決済OK?",
    "十二時三十分〇〇小学校、鬱陶しい檸檬と薔薇",
    "😊とてもよかった😊👍   また来ます\n\nありがとうございました",
    "Ðéçû Ελληνικά Русский 한국어 ไทย ①②③ ℃ … ‼",
    "ああああああああああああああ" * 3,
    "区報せたがやを読んでいるが、けやきネットは使いづらい。" * 30,
)


class Lexeme(NamedTuple):
    """What a word's number stands for; an invented word has neither surface, base nor reading.

    `part_of_speech` is IPADIC's, most general part first; `reading` is in katakana.
    """

    surface: str
    base: str
    part_of_speech: tuple[str, ...]
    reading: str


class Known(dict[int, Lexeme]):
    """What is known of words, by number. What is missing is asked of Janome, and stays."""

    def __missing__(self, word: int) -> Lexeme:
        found = self[word] = _lexeme(word)
        return found


#: Filled by Janome or by what was kept of it (token_store); both say the same.
LEXEMES: Final = Known()

_loading = threading.Lock()


def pieces(text: str) -> list[int]:
    """The text without the blanks around it, cut into pieces. Loads the dictionary at first use."""
    return _cutter()(text)


def is_quick() -> bool:
    """Whether the quick walk is used here, not Janome's own."""
    return _cutter() is not stock_pieces


def stock_pieces(text: str) -> list[int]:
    """The same, cut by Janome itself."""
    return list(_by_janome(text))


@functools.cache
def tags(part_of_speech: str) -> tuple[str, ...]:
    """Janome's part of speech in its parts."""
    return tuple(part_of_speech.split(","))


def _cutter() -> Callable[[str], list[int]]:
    with _loading:
        return _chosen()


@functools.cache
def _chosen() -> Callable[[str], list[int]]:
    if JANOME_VERSION != _KNOWN_INSIDE:
        log.warning("Janome is %s, not %s: read slowly", JANOME_VERSION, _KNOWN_INSIDE)
        return stock_pieces
    try:
        lexicon = Lexicon(_janome().sys_dic, LONGEST_UNKNOWN)
        cut = functools.partial(_walked, lexicon)
        if all(cut(sample) == stock_pieces(sample) for sample in _SAMPLES):
            return cut
        log.warning("the quick walk cuts a sample otherwise than Janome: read slowly")
    except Exception:
        log.exception("the quick walk cannot be used: read slowly")
    return stock_pieces


def _walked(lexicon: Lexicon, text: str) -> list[int]:
    return [
        (number if number >= 0 else UNKNOWN - 1 - number) << 8 | length
        for number, length in walk(lexicon, text)
    ]


def _by_janome(text: str) -> Iterator[int]:
    kinds = _kinds()
    for token in _janome().tokenize(text):
        node = token.node
        if token.node_type == "UNKNOWN":
            number = UNKNOWN + kinds.index(node.part_of_speech)
        else:
            number = node.num
        yield number << 8 | len(node.surface)


@functools.cache
def _janome() -> Any:
    """Janome itself; its dictionary stays on disk: half the memory, quick start."""
    # Half a second and 90 MB, which a reading of kept tokens does without.
    from janome.tokenizer import Tokenizer  # noqa: PLC0415 - see above

    return Tokenizer(mmap=True, max_unknown_length=LONGEST_UNKNOWN)


@functools.cache
def _kinds() -> tuple[str, ...]:
    return kinds_of(_janome().sys_dic)


def _lexeme(word: int) -> Lexeme:
    """Raises KeyError for the number of no word."""
    if UNKNOWN <= word < UNKNOWN + len(_kinds()):
        return Lexeme("", "", tags(_kinds()[word - UNKNOWN]), "")
    dictionary = _janome().sys_dic
    if not any(first <= word < end for first, end in dictionary.bucket_ranges):
        raise KeyError(word)  # Janome would end the process
    surface: str = dictionary._find_entry(word)[0]
    part_of_speech, _, _, base, reading, _ = dictionary.lookup_extra(word)
    return Lexeme(surface, base, tags(part_of_speech), "" if reading == "*" else reading)
