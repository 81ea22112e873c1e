"""What may name or point to a person in a comment: found with its kind and place, for masking.

It works on the answer as it was typed, because that is what is published and masked; places count
its characters. Found means: staff should look at it. Not found does not mean that nothing is there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from analysis.text.personal_names import names
from analysis.text.personal_patterns import Written, written
from analysis.text.slander import slander
from analysis.text.tokens import Token

# その他 is never found here: staff say it of what no rule knows (models.maskings).
Kind = Literal["氏名", "中傷", "その他"] | Written

MASK: Final = "●●"


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` of an answer as it was typed, and what it seems to be."""

    kind: Kind
    start: int
    end: int


def find(text: str, read: tuple[str, Sequence[Token]] = ("", ())) -> tuple[Finding, ...]:
    """What to look at before the answer is published, in order, none overlapping another.

    Of two that overlap the longer one stays, of two as long the one that begins earlier. `read` is
    the normalised text with its tokens, where they are known: that saves most of the time.
    """
    plain = folded(text)
    tokens = read[1] if read[0] == plain else None
    return _apart([Finding(kind, start, end) for kind, start, end in _found(plain, tokens)])


def masked(text: str, findings: Iterable[Finding]) -> str:
    """The answer with ●● for each of the findings; those that touch become one.

    The stored answer is not changed. Raises ValueError for a place outside the text.
    """
    kept: list[str] = []
    last = 0
    for one in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        if not 0 <= one.start < one.end <= len(text):
            raise ValueError("this place is not in the text")
        if not kept or one.start > last:
            kept += [text[last : one.start], MASK]
        last = max(last, one.end)
    return "".join([*kept, text[last:]])


def folded(text: str) -> str:
    """The text in the characters that the rules know, every one at its place."""
    if unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(map(_one, text))


def _found(folded: str, tokens: Sequence[Token] | None) -> Iterator[tuple[Kind, int, int]]:
    yield from written(folded)
    for start, end in names(folded, tokens):
        yield "氏名", start, end
    for start, end in slander(folded):
        yield "中傷", start, end


def _one(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _apart(found: Iterable[Finding]) -> tuple[Finding, ...]:
    taken: list[Finding] = []
    for one in sorted(found, key=lambda finding: (finding.start, -finding.end)):
        if not taken or one.start >= taken[-1].end:
            taken.append(one)
        elif one.end - one.start > taken[-1].end - taken[-1].start:
            taken[-1] = one
    return tuple(taken)
