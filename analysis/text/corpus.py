"""The comments of one question as they are counted: what each of them says, and who says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from analysis.text import cycles
from analysis.text.comments import Comment, is_empty_answer
from analysis.text.folding import fold
from analysis.text.gate import Gate, gate
from analysis.text.incidence import Incidence, gather
from analysis.text.mentions import KINDS, Mention, mentions
from analysis.text.names import Names, ward
from analysis.text.normal import normalize
from analysis.text.readings import NEGATED, Reading, Term
from analysis.text.stopwords import STOP_WORDS, is_noise
from analysis.text.tokens import Token, cut
from analysis.text.variants import Merge, forms, merges

Tokenized: TypeAlias = Callable[[Sequence[str]], Iterable[tuple[Token, ...]]]
Folded: TypeAlias = Callable[[Sequence[str]], Sequence[int]]


@dataclass(frozen=True, eq=False)
class Corpus:
    """The comments that say something, with what is read out of each; `empty` others say nothing.

    `readings` and `folds` are parallel to `comments`. `folds` holds for each comment the index of
    the comment that it repeats, its own where it repeats none. `merges` are the spellings that were
    counted as one, `apart` those that staff undid.
    """

    comments: tuple[Comment, ...]
    readings: tuple[Reading, ...]
    empty: int
    folds: tuple[int, ...]
    merges: tuple[Merge, ...] = ()
    apart: tuple[Merge, ...] = ()


def read(
    comments: Sequence[Comment],
    names: Names | None = None,
    undone: Collection[str] = (),
    tokenized: Tokenized | None = None,
    folded: Folded = fold,
) -> Corpus:
    """Read the comments that say something.

    `names` are the ward's, the shipped list if None; `undone` are spellings to be counted for
    themselves. `tokenized` gives the tokens of normalised texts in their order; without it they are
    cut here. `folded` gives the index of the text that each one repeats.
    """
    with cycles.unsearched():
        return _read(comments, ward() if names is None else names, undone, tokenized, folded)


def _read(
    comments: Sequence[Comment],
    names: Names,
    undone: Collection[str],
    tokenized: Tokenized | None,
    folded: Folded,
) -> Corpus:
    real = [comment for comment in comments if not is_empty_answer(comment.text)]
    texts = [normalize(comment.text) for comment in real]
    folds = tuple(folded(texts))  # first, while nothing else is held
    tokens = list(tokenized(texts) if tokenized is not None else map(cut, texts))
    said = [
        tuple(mentions(names.merge(found), text)) for found, text in zip(tokens, texts, strict=True)
    ]
    people = [comment.response_id for comment in real]
    by_gate = gate(people, said, names.canonical())
    said = [tuple(_parted(by_gate, found)) for found in said]
    merged = merges(people, said, undone)
    terms = _Terms(forms(merged.joined))
    return Corpus(
        comments=tuple(real),
        readings=tuple(
            Reading(text, found, terms.of(mentioned), terms.plain(found))
            for text, found, mentioned in zip(texts, tokens, said, strict=True)
        ),
        empty=len(comments) - len(real),
        folds=folds,
        merges=merged.joined,
        apart=merged.apart,
    )


def incidence(
    corpus: Corpus, least: int = 1, without: Collection[str] = (), folded: bool = False
) -> Incidence:
    """People by the terms that at least `least` of them use, the words of `without` left out.

    With `folded`, comments that repeat another one count for nobody. Everybody whose comment counts
    has a row. A term that occurs as two kinds has the kind most people use it as.
    """
    counted = [
        (comment.response_id, reading)
        for index, (comment, reading) in enumerate(
            zip(corpus.comments, corpus.readings, strict=True)
        )
        if not folded or corpus.folds[index] == index
    ]
    said = {(who, term.text, term.kind) for who, reading in counted for term in reading.terms}
    return gather(
        (who for who, _ in counted),
        ((who, text) for who, text, _ in said if text not in without),
        _kinds(Counter((text, kind) for _, text, kind in said)),
        least,
    )


def _kinds(people: Counter[tuple[str, str]]) -> dict[str, str]:
    """The kind most people use each term as; between equals the first by name."""
    ranked = sorted(people, key=lambda said: (said[0], -people[said], said[1]))
    kinds: dict[str, str] = {}
    for text, kind in ranked:
        kinds.setdefault(text, kind)
    return kinds


def _parted(by_gate: Gate, found: Iterable[Mention]) -> Iterator[Mention]:
    for mention in found:
        yield from by_gate.parted(mention)


class _Terms:
    """Mentions as terms. Every text is held once: the same few thousand stand everywhere."""

    def __init__(self, written: Mapping[tuple[str, str], str]) -> None:
        self._written = written
        self._names: dict[tuple[str, str, bool], str | None] = {}
        self._words: dict[str, str | None] = {}

    def of(self, found: Iterable[Mention]) -> tuple[Term, ...]:
        """The terms of a comment, without stop words and noise."""
        return tuple(
            Term(text, m.kind, m.tokens[0].start, m.tokens[-1].end, m.denied or m.missing)
            for m in found
            if (text := self._text(m)) is not None
        )

    def plain(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The dictionary forms of the content words among Janome's tokens."""
        words = self._words
        plain = []
        for token in tokens:
            if token.part_of_speech[:2] in KINDS:
                base = token.base
                if base not in words:
                    words[base] = None if base.lower() in STOP_WORDS or is_noise(base) else base
                if (word := words[base]) is not None:
                    plain.append(word)
        return tuple(plain)

    def _text(self, mention: Mention) -> str | None:
        key = (mention.text, mention.kind, mention.denied)
        if key not in self._names:
            self._names[key] = self._named(*key)
        return self._names[key]

    def _named(self, text: str, kind: str, denied: bool) -> str | None:
        written = self._written.get((text, kind), text)
        name = f"{written}{NEGATED}" if denied else written
        stops = {text.lower(), written.lower()} & STOP_WORDS
        if (stops and name not in _TELLING) or is_noise(written):
            return None
        return name


# Stop words that say something once they are denied.
_TELLING = frozenset({f"できる{NEGATED}", f"出来る{NEGATED}"})
