"""Corpora made by hand out of words, without a tokenizer; and comments about planted topics."""

from __future__ import annotations

import random
from collections.abc import Sequence

from analysis.text.comments import Comment
from analysis.text.corpus import Corpus
from analysis.text.readings import Reading, Term

PLANTED = {
    "公園": "公園 遊具 芝生 木陰 ベンチ 砂場 花壇 散歩",
    "保育": "保育園 待機 入園 送迎 延長 園児 育児 一時",
    "道路": "道路 歩道 段差 渋滞 信号 自転車 駐輪 舗装",
    "図書": "図書館 本棚 貸出 自習 閲覧 司書 返却 蔵書",
}


def of_words(comments: Sequence[Sequence[str]], people: Sequence[str] = ()) -> Corpus:
    """Each comment with these plain words, which are its terms too; a repeated one is a fold."""
    read: dict[tuple[str, ...], Reading] = {}
    for words in map(tuple, comments):
        if words not in read:
            terms = tuple(Term(word, "名詞", 0, len(word)) for word in words)
            read[words] = Reading(" ".join(words), (), terms, words)
    readings = [read[tuple(words)] for words in comments]
    first: dict[str, int] = {}
    folds = [first.setdefault(one.text, at) for at, one in enumerate(readings)]
    ids = people or [f"r{at:05}" for at in range(len(comments))]
    return Corpus(
        comments=tuple(Comment(who, one.text) for who, one in zip(ids, readings, strict=True)),
        readings=tuple(readings),
        empty=0,
        folds=tuple(folds),
    )


def planted(number: int, seed: int = 1, topics: int = 4) -> tuple[list[list[str]], list[int]]:
    """Comments of four different words of one topic, and the topic of each."""
    draw = random.Random(seed)
    words = [line.split() for line in PLANTED.values()][:topics]
    true = [draw.randrange(topics) for _ in range(number)]
    return [draw.sample(words[topic], 4) for topic in true], true


def pairs_kept(codes: Sequence[int], true: Sequence[int]) -> float:
    """Rand index (W. Rand, 1971): pairs that both put together, or both apart."""
    pairs = [(a, b) for a in range(len(true)) for b in range(a)]
    agreed = sum((codes[a] == codes[b]) == (true[a] == true[b]) for a, b in pairs)
    return agreed / len(pairs)
