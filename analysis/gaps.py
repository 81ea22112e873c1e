"""A share of one group beside that of others, and whether the two differ by more than chance.

Shares are of the people who were asked, as everywhere. Where the groups differ in how many left the
question blank, all its answers seem rarer in one of them; so a gap only counts as a difference when
it also shows, in the same direction, among those who answered: p is the larger of both tests (R.
Berger, "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24, 1982).

Nothing is tested with fewer than LEAST people on one side, nor what nobody or everybody answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analysis.association import LEAST, Mark
from analysis.crosstab import Line
from analysis.differences import Share, cohens_h, difference_interval, p_value
from analysis.multiplicity import LEVEL, adjusted
from analysis.pieces import Piece
from analysis.tabulate import NO_ANSWER, SMALL_BASE, percent


@dataclass(frozen=True)
class Gap:
    """`ours` beside `others`, both of people asked; p where it was tested, q among all tests.

    `interval` holds 95 %, as shares between -1 and 1.
    """

    ours: Share
    others: Share
    interval: tuple[float, float] | None = None
    p: float | None = None
    q: float = 1.0

    @property
    def points(self) -> Decimal:
        """By how many points the printed percentages differ."""
        return printed(self.ours) - printed(self.others)

    @property
    def effect(self) -> float:
        """Cohen's h."""
        return cohens_h(self.ours, self.others)

    @property
    def small(self) -> bool:
        """Whether one of the bases only allows 参考値."""
        return min(self.ours.n, self.others.n) < SMALL_BASE

    @property
    def marked(self) -> Mark:
        """Which way it goes, when it is no mere chance; "" when it may be."""
        if self.p is None or self.interval is None or self.q > LEVEL:
            return ""
        low, high = self.interval
        if low > 0 and self.points > 0:
            return "higher"
        return "lower" if high < 0 and self.points < 0 else ""


@dataclass(frozen=True)
class People:
    """Persons asked, those of them who left it blank, those who gave an answer."""

    n: int
    blank: int
    count: int

    @property
    def of_asked(self) -> Share:
        """Their share."""
        return Share(self.count, self.n)

    @property
    def of_answered(self) -> Share:
        """Their share of those who answered."""
        return Share(self.count, self.n - self.blank)


def people(piece: Piece, line: Line) -> People:
    """Who gave an answer in a line of a cross table; 無回答 counts as one where it is compared."""
    blank = 0 if piece.category.code == NO_ANSWER.code else line.counts[-1]
    return People(line.n, blank, piece.count(line))


def less(everybody: People, some: People) -> People:
    """Everybody but some of them."""
    return People(everybody.n - some.n, everybody.blank - some.blank, everybody.count - some.count)


def gap(ours: People, others: People) -> Gap:
    """The gap, tested where there are enough people; q is still open."""
    found = Gap(ours.of_asked, others.of_asked)
    least = min(ours.n - ours.blank, others.n - others.blank)
    chosen = ours.count + others.count
    if least < LEAST or chosen in (0, ours.n + others.n):
        return found
    tests = [(ours.of_asked, others.of_asked)]
    if ours.blank or others.blank:
        tests.append((ours.of_answered, others.of_answered))
    apart = [one.value - other.value for one, other in tests]
    p = 1.0 if min(apart) < 0 < max(apart) else max(p_value(*shares) for shares in tests)
    return replace(found, interval=difference_interval(*tests[0]), p=p)


def judged(p_values: Iterable[float | None]) -> Sequence[float]:
    """q of each p, adjusted over all that were tested; 1 for what was not."""
    ps = list(p_values)
    qs = iter(adjusted([p for p in ps if p is not None]))
    return [1.0 if p is None else next(qs) for p in ps]


def printed(share: Share) -> Decimal:
    """The percentage as tables print it."""
    return percent(share.count, share.n)
