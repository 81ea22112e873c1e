"""Which compounds become terms: those that enough people use; rare ones give way to their parts.

Three of four compounds in real comments occur once (text-analysis notes, section 3.3). A rare one
counts for the longest part of it that stands alone often enough, so that nothing common hides in
it. One without any such part stays whole: cut up, it would say less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from analysis.text import voices
from analysis.text.compounds import MARKS, Run, is_suffix
from analysis.text.mentions import Mention, kind_of, text_of
from analysis.text.names import is_name

LEAST = 3
SHARE = 0.0005  # of the comments
LONGEST = 16  # parts; a longer row of nouns is no word but a row

Slice = tuple[int, int]


class Gate:
    """Which compounds stay whole, out of what all comments mention."""

    def __init__(self, people: Counter[str], comments: int, names: frozenset[str]) -> None:
        self._least = max(LEAST, SHARE * comments)
        self._people = people
        self._names = names
        self._parted: dict[tuple[str, ...], tuple[Slice, ...]] = {}

    def parted(self, mention: Mention) -> Iterator[Mention]:
        """The mention itself, or the parts that stand for it. Denial stays with the last one."""
        if not mention.is_compound:
            yield mention
            return
        run = mention.tokens
        key = tuple([token.base for token in run])
        slices = self._parted.get(key)
        if slices is None:
            slices = self._parted[key] = tuple(self._slices_of(run))
        if slices == ((0, len(run)),):
            yield mention
            return
        for start, end in slices:
            part = run[start:end]
            kind = kind_of(part)
            if kind is not None:
                at_the_end = end == len(run)
                denied, missing = mention.denied and at_the_end, mention.missing and at_the_end
                yield Mention(text_of(part), kind, part, denied, missing)

    def _slices_of(self, run: Run) -> Iterator[Slice]:
        if len(run) <= LONGEST:
            return self._slices(run, 0, len(run))
        return ((at, at + 1) for at in range(len(run)) if _is_telling(run, at))

    def _slices(self, run: Run, start: int, end: int) -> Iterator[Slice]:
        """The parts of `run[start:end]` in order; what is left beside a common one keeps its say,
        unless it is made of prefixes, suffixes and figures."""
        while start < end and run[start].surface in MARKS:
            start += 1
        while start < end and run[end - 1].surface in MARKS:
            end -= 1
        if start == end:
            return
        common = self._longest(run, start, end)
        if common is None:
            if any(_is_telling(run, at) for at in range(start, end)):
                yield start, end
            return
        yield from self._slices(run, start, common[0])
        yield common
        yield from self._slices(run, common[1], end)

    def _longest(self, run: Run, start: int, end: int) -> Slice | None:
        """The longest common part; of equally long ones the last, which the others describe."""
        for length in range(end - start, 0, -1):
            for first in range(end - length, start - 1, -1):
                last = first + length
                if self._may_be_cut(run, first, last, start, end) and self._is_common(
                    run[first:last]
                ):
                    return first, last
        return None

    def _is_common(self, run: Run) -> bool:
        text = text_of(run)
        if (len(run) == 1 and is_name(run[0])) or text in self._names:
            return True
        return self._people[text] >= self._least

    def _may_be_cut(self, run: Run, first: int, last: int, start: int, end: int) -> bool:
        """No suffix is left without its noun, and no prefix."""
        if not any(_is_telling(run, at) for at in range(first, last)) or is_suffix(run[first]):
            return False
        after, before = run[last:end], run[start:first]
        alone = all(is_suffix(token) for token in after)
        if after and is_suffix(after[0]) and not alone:
            return False
        return not before or len(before) == 1 or before[-1].part_of_speech[0] != "接頭詞"


def gate(people: Sequence[str], said: Iterable[Sequence[Mention]], names: frozenset[str]) -> Gate:
    """The gate for these comments; `people` are who wrote each of them.

    A compound stays that at least max(3, 0.05 % of the comments) people use as it stands, and every
    one of `names`.
    """
    nouns = (
        [mention.text for mention in mentions if mention.kind in {"名詞", "固有名", "形容動詞"}]
        for mentions in said
    )
    return Gate(voices.count(people, nouns), len(people), names)


def _is_telling(run: Run, at: int) -> bool:
    """A part with a meaning of its own: no prefix, suffix, figure or mark."""
    token = run[at]
    kind, detail = token.part_of_speech[:2]
    return kind == "名詞" and detail not in {"接尾", "数"} and token.surface[0].isalnum()
