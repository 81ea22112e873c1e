"""How many people praise, complain and ask: in all, by topic and by attribute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.text.acts import ACTS, Act

LEAST_GROUP: Final = 10
LEAST_CELL: Final = 5
# Of a person who wrote several comments, the act most of them have; between equals the first here.
_FIRST: Final[tuple[Act, ...]] = ("要望", "不満", "称賛", "その他")


@dataclass(frozen=True, slots=True)
class ActRow:
    """A group of `n` people who wrote something, and how many of them do each of ACTS.

    A count is None where it is hidden, to keep small numbers from telling who wrote what.
    """

    label: str
    n: int
    counts: tuple[int | None, ...]

    def share(self, act: Act) -> float | None:
        """The people with this act among `n`; None where that is hidden or nobody wrote."""
        count = self.counts[ACTS.index(act)]
        return None if count is None or not self.n else count / self.n


@dataclass(frozen=True, slots=True)
class ActTable:
    """`rows` are the groups, `left_out` those of too few people to show, by name.

    `total` is everybody in the groups shown if those are apart, else everybody who wrote.
    """

    total: ActRow
    rows: tuple[ActRow, ...]
    left_out: tuple[str, ...]


def act_of_people(spoken: Iterable[tuple[str, Act]], people: Sequence[str]) -> NDArray[np.int8]:
    """The act of each person as its place in ACTS, parallel to `people`; -1 for no comment.

    `spoken` are response ids with the act of a comment, in any order.
    """
    acts: dict[str, Counter[Act]] = {}
    for who, act in spoken:
        acts.setdefault(who, Counter())[act] += 1
    found = [
        ACTS.index(min(acts[who], key=lambda act: (-acts[who][act], _FIRST.index(act))))
        if who in acts
        else -1
        for who in people
    ]
    return np.array(found, np.int8)


def by_attribute(
    acts: NDArray[np.int8],
    groups: NDArray[np.integer],
    labels: Sequence[str],
    least_group: int = LEAST_GROUP,
    least_cell: int = LEAST_CELL,
) -> ActTable:
    """Acts by the group each person is in: `groups` holds a place in `labels`, or -1.

    Groups under `least_group` people are left out, counts of 1 up to under `least_cell` hidden, and
    as many more as it takes that neither a row's n nor the total tells them.
    """
    members = [(label, groups == number) for number, label in enumerate(labels)]
    return _table(acts, members, least_group, least_cell, apart=True)


def by_topic(
    acts: NDArray[np.int8],
    topics: Sequence[tuple[str, NDArray[np.bool_]]],
    least_group: int = LEAST_GROUP,
    least_cell: int = LEAST_CELL,
) -> ActTable:
    """Acts by topic or code: each with its name and the people in it, who may be in several.

    Small groups and counts are hidden as in `by_attribute`.
    """
    return _table(acts, topics, least_group, least_cell, apart=False)


def _table(
    acts: NDArray[np.int8],
    members: Sequence[tuple[str, NDArray[np.bool_]]],
    least_group: int,
    least_cell: int,
    *,
    apart: bool,
) -> ActTable:
    wrote = acts >= 0
    counted = [(label, _counts(acts[inside & wrote])) for label, inside in members]
    shown = [(label, counts) for label, counts in counted if counts.sum() >= least_group]
    small = tuple(label for label, counts in counted if 0 < counts.sum() < least_group)
    groups = np.array([counts for _, counts in shown], np.int64).reshape(-1, len(ACTS))
    whole = groups.sum(axis=0) if apart else _counts(acts[wrote])
    counts = np.vstack([whole, groups])
    hidden = _hidden(counts, least_cell, adding_up=apart)
    total, *rows = [
        ActRow(label, int(line.sum()), _visible(line, mask))
        for label, line, mask in zip(
            ["全体", *(label for label, _ in shown)], counts, hidden, strict=True
        )
    ]
    return ActTable(total, tuple(rows), small)


def _counts(acts: NDArray[np.int8]) -> NDArray[np.int64]:
    return np.bincount(acts, minlength=len(ACTS)).astype(np.int64)


def _hidden(counts: NDArray[np.int64], least: int, *, adding_up: bool) -> NDArray[np.bool_]:
    """Cells below `least` but nobody, and what else must go so that no sum tells them.

    Where a row hides just one cell, its n would tell it, so the smallest other one goes too; the
    same with columns if their rows are `adding_up` to the first. Each round hides more, so it ends.
    """
    hidden = (counts > 0) & (counts < least)
    while True:
        before = hidden.copy()
        for line, mask in zip(counts, hidden, strict=True):
            _hide_a_second(line, mask)
        if adding_up:
            for line, mask in zip(counts.T, hidden.T, strict=True):
                _hide_a_second(line, mask)
        if (hidden == before).all():
            return hidden


def _hide_a_second(line: NDArray[np.int64], mask: NDArray[np.bool_]) -> None:
    """Hides, in place, the smallest other cell if just one is hidden; nobody's only if it must."""
    if mask.sum() == 1:
        others = [at for at in range(len(line)) if not mask[at]]
        mask[min(others, key=lambda at: (line[at] == 0, line[at], at))] = True


def _visible(line: NDArray[np.int64], mask: NDArray[np.bool_]) -> tuple[int | None, ...]:
    return tuple(None if gone else int(count) for count, gone in zip(line, mask, strict=True))
