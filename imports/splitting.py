"""Several answers in one cell: what stands between them, and options that hold it themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from imports import options
from imports.plan import Choice

SEPARATORS: Final = (";", ", ", "、", ",", "\n", "／", "/", "・")
_REPEATED: Final = 0.7  # of the answers must be given by somebody else too
_SEVERAL: Final = 0.03  # of the cells must hold more than one
_ALWAYS: Final = 3  # so often together, and never apart, are two answers one
Cell = tuple[list[str], int]  # the answers of a cell, and how many cells are like it

_PAIRS: Final = {"（": "）", "(": ")", "「": "」", "[": "]"}


@dataclass(frozen=True)
class Several:
    """Cells that hold several answers each."""

    separator: str
    choices: tuple[Choice, ...]
    ranked: bool


def several(said: Sequence[str]) -> Several | None:
    """How the cells are to be split; None where each holds a single answer or a text."""
    for separator in SEPARATORS:
        found = _split(said, separator)
        if found is not None:
            return found
    return None


def forced(said: Sequence[str]) -> Several:
    """The same where somebody knows that the cells are to be split: at what stands in the most."""
    separator = max(SEPARATORS, key=lambda one: sum(one in text for text in said))
    counts = Counter(answer for text in said for answer in set(answers(text, separator, ())))
    return Several(separator, options.options(counts, len(said)), ranked=False)


def answers(cell: str, separator: str, known: Sequence[str]) -> list[str]:
    """The answers in the cell: the longest of `known` that fits, else up to the next separator."""
    found = []
    rest = _tidy(cell, separator)
    longest = sorted(known, key=len, reverse=True)
    while rest:
        end = next(
            (
                len(text)
                for text in longest
                if rest.startswith(text)
                and (len(rest) == len(text) or rest.startswith(separator, len(text)))
            ),
            None,
        )
        if end is None:
            end = _end(rest, separator)
        found.append(rest[:end].strip())
        rest = rest[end + len(separator) :].strip()
    return [text for text in found if text]


def _split(said: Sequence[str], separator: str) -> Several | None:
    closed = separator == ";" and all(text.endswith(";") for text in said)  # as Microsoft has it
    enough = 0 if closed else max(2, _SEVERAL * len(said))
    if sum(separator in text for text in said) < enough:
        return None
    texts = Counter(said)
    split = {text: answers(text, separator, ()) for text in texts}
    cells = _joined([(cell, texts[text]) for text, cell in split.items() if cell], separator)
    if not cells or sum(n for cell, n in cells if len(cell) > 1) < enough:
        return None
    counts = Counter[str]()
    for cell, n in cells:
        counts.update(dict.fromkeys(cell, n))
    again = sum(n for n in counts.values() if n > 1)
    short = all(len(text) <= options.MAX_LABEL for text, n in counts.items() if n > 1)
    if not short or (not closed and again < _REPEATED * counts.total()):
        return None
    choices = options.options(counts, sum(n for _, n in cells))
    ranked = _is_ranked([cell for cell, _ in cells])
    return None if options.too_many(choices) else Several(separator, choices, ranked)


def _joined(cells: list[Cell], separator: str) -> list[Cell]:
    """Answers that always stand together are one: 「はい, 利用した」 is an option with a comma."""
    while True:
        followers: dict[str, set[str | None]] = {}
        leaders: dict[str, set[str | None]] = {}
        counts = Counter[str]()
        for cell, n in cells:
            for left, right in zip([None, *cell], [*cell, None], strict=True):
                if left is not None:
                    followers.setdefault(left, set()).add(right)
                    counts[left] += n
                if right is not None:
                    leaders.setdefault(right, set()).add(left)
        pair = next(
            (
                (left, right)
                for left, after in followers.items()
                if counts[left] >= _ALWAYS
                and len(after) == 1
                and (right := next(iter(after))) is not None
                and right != left
                and leaders[right] == {left}
            ),
            None,
        )
        if pair is None:
            return cells
        cells = [(list(_together(cell, *pair, separator)), n) for cell, n in cells]


def _together(cell: Sequence[str], left: str, right: str, separator: str) -> Iterator[str]:
    skip = False
    for answer in cell:
        if skip:
            skip = False
            continue
        skip = answer == left
        yield f"{left}{separator}{right}" if skip else answer


def _is_ranked(cells: Sequence[Sequence[str]]) -> bool:
    """Whether everybody gave the same answers, in orders of their own."""
    return len(cells) >= 2 and len(cells[0]) >= 3 and len({frozenset(cell) for cell in cells}) == 1


def _tidy(cell: str, separator: str) -> str:
    return cell.strip().removesuffix(separator.strip() or separator).strip()


def _end(rest: str, separator: str) -> int:
    """Where the first answer ends: at a separator that stands in no brackets."""
    if not _PAIRS.keys() & set(rest):
        place = rest.find(separator)
        return place if place >= 0 else len(rest)
    closing: list[str] = []
    for place, character in enumerate(rest):
        if closing and character == closing[-1]:
            closing.pop()
        elif character in _PAIRS and _PAIRS[character] in rest[place:]:
            closing.append(_PAIRS[character])
        elif not closing and rest.startswith(separator, place):
            return place
    return len(rest)
