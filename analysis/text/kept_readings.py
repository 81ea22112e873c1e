"""What was read of the comments of a question, kept: whoever looks next need not read them again.

Only where no comment came or went and staff changed no word; else all is read once more.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.text import cycles, intake, kept
from analysis.text.acts import ACTS, Act, Span, Spoken, expected_act, spoken
from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, read
from analysis.text.kept import Arrays
from analysis.text.leanings import by_comments
from analysis.text.names import Listed, ward
from analysis.text.normal import normalize
from analysis.text.readings import Reading, Term
from analysis.text.stances import stance
from analysis.text.variants import Merge

_NUMBER: Final = {act: number for number, act in enumerate(ACTS)}


class Asked(NamedTuple):
    """A question under a `name` of its own, its words, and what staff said of words in answers.

    `named` change the shipped list of names, `undone` are spellings that count for themselves.
    """

    name: str
    words: str = ""
    named: Sequence[Listed] = ()
    undone: Collection[str] = ()


class Readings(NamedTuple):
    """The comments as they are counted, and what each of them does, parallel to them."""

    corpus: Corpus
    spoken: tuple[Spoken, ...]


def readings(comments: Sequence[Comment], asked: Asked, file: Path | None = None) -> Readings:
    """Read the comments, or take from `file` what was read of them; what is new is kept there."""
    with cycles.unsearched():
        return kept.once(
            kept.place(file, f"readings {asked.name}", _parts(comments, asked)),
            lambda: _read(comments, asked, file),
            lambda found: _packed(comments, found),
            lambda arrays: _unpacked(comments, arrays, file),
        )


def _parts(comments: Sequence[Comment], asked: Asked) -> Iterator[str]:
    """All that the readings follow from, besides the rules."""
    named = [(one.name, one.canonical, one.kind, one.active) for one in asked.named]
    yield json.dumps([asked.words, named, sorted(asked.undone)])
    for comment in comments:
        yield comment.response_id
        yield comment.text


def _read(comments: Sequence[Comment], asked: Asked, file: Path | None) -> Readings:
    corpus = read(
        comments, ward(asked.named), asked.undone, lambda texts: intake.tokens(texts, file)
    )
    stances = [stance(one.text, one.tokens) for one in corpus.readings]
    values = by_comments(stances).values.tolist()
    expected = expected_act(asked.words)
    acts = (spoken(one, expected, value) for one, value in zip(stances, values, strict=True))
    return Readings(corpus, tuple(acts))


def _packed(comments: Sequence[Comment], found: Readings) -> Arrays:
    number: dict[str, int] = {}  # of each word, in the order they are met
    corpus = found.corpus
    place = {id(comment): at for at, comment in enumerate(comments)}

    def of(word: str) -> int:
        return number.setdefault(word, len(number))

    terms = (
        (of(term.text), of(term.kind), term.start, term.end, term.negated)
        for reading in corpus.readings
        for term in reading.terms
    )
    spans = ((_NUMBER[s.act], s.start, s.end) for one in found.spoken for s in one.spans)
    arrays: dict[str, NDArray[Any]] = {
        "merges": kept.words([corpus.merges, corpus.apart]),
        "real": _ints(place[id(comment)] for comment in corpus.comments),
        "folds": _ints(corpus.folds),
        "terms": _ints(itertools.chain.from_iterable(terms)).reshape(-1, 5),
        "plain": _ints(of(word) for one in corpus.readings for word in one.plain),
        "spans": _ints(itertools.chain.from_iterable(spans)).reshape(-1, 3),
        "acts": _ints(_NUMBER[one.act] for one in found.spoken),
        "assumed": _ints(one.assumed for one in found.spoken),
        "terms_of": _ints(len(one.terms) for one in corpus.readings),
        "plain_of": _ints(len(one.plain) for one in corpus.readings),
        "spans_of": _ints(len(one.spans) for one in found.spoken),
    }
    return arrays | {"words": kept.words(list(number))}


def _unpacked(comments: Sequence[Comment], arrays: Arrays, file: Path | None) -> Readings:
    real = tuple(comments[at] for at in arrays["real"].tolist())
    texts = [normalize(comment.text) for comment in real]
    words: list[str] = kept.of_words(arrays["words"])
    terms = [
        Term(words[text], words[kind], start, end, bool(negated))
        for text, kind, start, end, negated in _rows(arrays["terms"])
    ]
    plain = [words[number] for number in arrays["plain"].tolist()]
    spans = [Span(ACTS[act], start, end) for act, start, end in _rows(arrays["spans"])]
    told = zip(
        texts,
        intake.tokens(texts, file),
        _parted(terms, arrays["terms_of"].tolist()),
        _parted(plain, arrays["plain_of"].tolist()),
        strict=True,
    )
    does: Iterator[tuple[Act, tuple[Span, ...], bool]] = zip(
        (ACTS[act] for act in arrays["acts"].tolist()),
        _parted(spans, arrays["spans_of"].tolist()),
        map(bool, arrays["assumed"].tolist()),
        strict=True,
    )
    merges, apart = kept.of_words(arrays["merges"])
    corpus = Corpus(
        comments=real,
        readings=tuple(itertools.starmap(Reading, told)),
        empty=len(comments) - len(real),
        folds=tuple(arrays["folds"].tolist()),
        merges=tuple(Merge(*one) for one in merges),
        apart=tuple(Merge(*one) for one in apart),
    )
    return Readings(corpus, tuple(itertools.starmap(Spoken, does)))


def _ints(numbers: Iterable[int]) -> NDArray[np.int32]:
    return np.fromiter(numbers, np.int32)


def _rows(array: NDArray[np.int32]) -> Iterator[tuple[int, ...]]:
    """The rows; all as lists would take three times the memory."""
    return zip(*(column.tolist() for column in array.T), strict=True)


def _parted(flat: Sequence[Any], lengths: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """The row in parts of these lengths. Raises ValueError if they are not as long together."""
    if sum(lengths) != len(flat):
        raise ValueError("parts and lengths of different readings")
    start = 0
    for length in lengths:
        yield tuple(flat[start : start + length])
        start += length
