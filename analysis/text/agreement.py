"""How far two or more coders agree beyond chance: a rule, examples and a person, code by code.

- Cohen's kappa (Cohen, Educational and Psychological Measurement 20, 1960), with the large-sample
  interval of Fleiss, Cohen & Everitt (Psychological Bulletin 72, 1969);
- Krippendorff's alpha for nominal data and any number of coders, of whom each may have left units
  out (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

MISSING: Final = -1
SMALL: Final = 30  # units; below them an interval of large samples says little
_Z: Final = 1.959963984540054  # 97.5 % of the normal distribution

Codes: TypeAlias = NDArray[np.int_]  # one for each unit, MISSING where the coder left it out

# Landis & Koch, Biometrics 33 (1977), table 2: the words from which value on.
_WORDS: Final = (
    (0.8, "ほぼ完全な一致"),
    (0.6, "かなりの一致"),
    (0.4, "中くらいの一致"),
    (0.2, "弱い一致"),
    (0.0, "わずかな一致"),
    (-1.0, "偶然より少ない一致"),
)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Two coders' agreement on the `n` units that both coded; `agreed` are coded alike.

    `value` is None where it is not defined: no unit, or one and the same code for all. `low` and
    `high` are its 95 % interval, within -1 and 1.
    """

    n: int
    agreed: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def kappa(first: Codes, second: Codes) -> Kappa:
    """Cohen's kappa of two coders. Raises ValueError for codes of unequal length."""
    if first.shape != second.shape:
        raise ValueError("both coders need the same units")
    both = (first != MISSING) & (second != MISSING)
    n = int(both.sum())
    agreed = int((first[both] == second[both]).sum())
    known, numbers = np.unique(np.concatenate([first[both], second[both]]), return_inverse=True)
    if n == 0 or len(known) < 2:
        return Kappa(n, agreed)
    table = np.zeros((len(known), len(known)))
    np.add.at(table, (numbers[:n], numbers[n:]), 1 / n)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    chance = float(rows @ columns)
    value = (agreed / n - chance) / (1 - chance)
    error = _error(table, value, chance, n)
    return Kappa(n, agreed, value, max(-1.0, value - _Z * error), min(1.0, value + _Z * error))


def alpha(ratings: Sequence[Codes]) -> float | None:
    """Krippendorff's alpha of coders × units; None where nothing can be compared or differs."""
    table = np.array(ratings)
    known = np.unique(table[table != MISSING])
    counts = np.array([(table == code).sum(axis=0) for code in known], np.float64)  # × units
    sizes = counts.sum(axis=0) if len(known) else np.zeros(table.shape[-1])
    counts, sizes = counts[..., sizes > 1], sizes[sizes > 1]  # a unit of one coder says nothing
    if len(known) < 2 or not len(sizes):
        return None
    totals = counts.sum(axis=1)
    n = totals.sum()
    expected = n * n - (totals * totals).sum()
    if expected == 0:
        return None
    differing = ((sizes * sizes - (counts * counts).sum(axis=0)) / (sizes - 1)).sum()
    return float(1 - (n - 1) * differing / expected)


def sentence(found: Kappa, first: str, second: str) -> str:
    """The agreement in words; `first` and `second` name the coders."""
    both = f"{first}と{second}の両方が判断したご意見は{found.n:,}件"
    if not found.n:
        return f"{both}です。一致の度合いはまだ分かりません。"
    alike = f"{both}で、そのうち{found.agreed:,}件が一致しています"
    if found.value is None or found.low is None or found.high is None:
        return f"{alike}。判断がどれも同じなので、κ（カッパ）は計算できません。"
    small = f"件数が{SMALL}件に満たないので、参考値です。" if found.n < SMALL else ""
    words = next(word for least, word in _WORDS if found.value >= least)
    return (
        f"{alike}。偶然の一致を除いた度合いは κ={found.value:.2f}"
        f"（95％信頼区間 {found.low:.2f}〜{found.high:.2f}）で、{words}です。{small}"
    )


def _error(table: NDArray[np.float64], value: float, chance: float, n: int) -> float:
    """The standard error of kappa where it is not zero: Fleiss, Cohen & Everitt (1969)."""
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    alike = np.diag(table)
    sums = columns[:, None] + rows[None, :]  # of cell i, j: what j, i come to in the margins
    same = (alike * (1 - np.diag(sums) * (1 - value)) ** 2).sum()
    apart = table * sums**2
    other = (1 - value) ** 2 * (apart.sum() - np.diag(apart).sum())
    variance = (same + other - (value - chance * (1 - value)) ** 2) / (n * (1 - chance) ** 2)
    return float(np.sqrt(max(variance, 0.0)))
