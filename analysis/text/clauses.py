"""The parts of a comment in which one thing is said: sentences, and clauses within them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.text.tokens import Token

_SENTENCE_MARKS: Final = frozenset("。．.!?！？\n")
_CLAUSE_MARKS: Final = frozenset("、，,;；:：・…")
_MARKS: Final = _SENTENCE_MARKS | _CLAUSE_MARKS
_PARTICLE: Final = ("助詞", "接続助詞")
_CONTRASTING: Final = frozenset({"が", "けど", "けれど", "けれども", "のに", "ものの", "つつも"})
_JOINING: Final = frozenset({"ので", "から", "し", "ため"})
_TURNING: Final = frozenset(
    {"しかし", "でも", "だが", "ただ", "ただし", "けど", "だけど", "けれど", "ですが"}
)


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]`, in sentence number `sentence`; clauses touch and cover the whole text.

    `conceded` where the sentence turns against it: 景色は良いが、…
    """

    start: int
    end: int
    sentence: int
    conceded: bool = False


def clauses(text: str, tokens: Sequence[Token]) -> tuple[Clause, ...]:
    """The clauses of a normalised text with its tokens, in order.

    A sentence ends at its mark, at a line break, and at a blank between Japanese characters.
    """
    found: list[Clause] = []
    start = sentence = 0
    for number, token in enumerate(tokens):
        following = tokens[number + 1].start if number + 1 < len(tokens) else len(text)
        particle = token.part_of_speech[:2] == _PARTICLE
        if following == token.end and not particle and token.surface[-1] not in _MARKS:
            continue  # nine of ten
        ends = _ends_sentence(text, token, following)
        contrast = particle and token.surface in _CONTRASTING
        joining = particle and token.surface in _JOINING
        if not (ends or contrast or joining or token.surface[-1] in _CLAUSE_MARKS):
            continue
        found.append(Clause(start, following, sentence, contrast))
        start = following
        sentence += ends
    if start < len(text):
        found.append(Clause(start, len(text), sentence))
    return tuple(found)


def _ends_sentence(text: str, token: Token, following: int) -> bool:
    if token.surface[-1] in _SENTENCE_MARKS:
        return token.surface != "." or not text[following : following + 1].isdecimal()
    between = text[token.end : following]
    beside = f"{token.surface[-1]}{text[following : following + 1]}"
    return "\n" in between or (bool(between) and all(not one.isascii() for one in beside))
