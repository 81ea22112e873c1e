"""Polarity as the survey itself teaches it: from its own comments, or from its own ratings.

The word list knows nothing of what is particular to a survey (減便, 砂利, 待合). Comments that the
list is sure of teach which runs of characters go with praise and with blame; where the same
people also rated something, their ratings teach it better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.text.logistic import Model, fit
from analysis.text.ngrams import Runs
from analysis.text.polarity import polarity
from analysis.text.stances import Stance

_T = TypeVar("_T")
Teacher = Literal["list", "comments", "ratings"]

SURE: Final = 0.5  # polarity by the list, from which on a comment teaches
LEAST: Final = 50  # different comments a side; with fewer the list is better alone
MOST_GUESSES: Final = 2_000  # comments teach; three times as many changed nothing measurable
MOST_RATINGS: Final = 6_000
FOLDS: Final = 5
_AT_ONCE: Final = 10_000  # texts are turned into columns in portions: bounded memory
_STRENGTH_OF_GUESSES: Final = 5.0
_STRENGTH_OF_RATINGS: Final = 1.0
_SHARE_OF_GUESSES: Final = 0.6
_SLOPE: Final = 1.5


@dataclass(frozen=True, eq=False)
class Leanings:
    """A polarity between −1 and 1 for each comment, who taught it, and from how many comments."""

    values: NDArray[np.float64]
    teacher: Teacher
    taught_by: int


def by_list(stances: Sequence[Stance]) -> Leanings:
    """The word list alone."""
    return Leanings(np.array([polarity(one).value for one in stances], np.float64), "list", 0)


def by_comments(stances: Sequence[Stance]) -> Leanings:
    """The list, and what the comments that it is sure of teach about the others.

    With fewer than LEAST different comments on a side it is the list alone. The order of the
    comments does not matter, and a comment that was sent many times teaches once.
    """
    listed = by_list(stances).values
    texts = [one.text for one in stances]
    sure = {texts[at]: listed[at] > 0 for at in np.flatnonzero(np.abs(listed) >= SURE)}
    chosen = _some(sorted(sure), MOST_GUESSES)
    praising = np.array([sure[text] for text in chosen], bool)
    if min(praising.sum(), (~praising).sum()) < LEAST:
        return Leanings(listed, "list", 0)
    runs = Runs(_some(sorted(set(texts)), 2 * MOST_GUESSES))
    model = fit(runs.matrix(chosen), praising, _STRENGTH_OF_GUESSES)
    guessed = _logits(model, runs, texts)
    mixed = _scaled(listed) + _SHARE_OF_GUESSES * _scaled(guessed)
    return Leanings(_rounded(np.tanh(mixed / _SLOPE)), "comments", len(chosen))


def by_ratings(
    stances: Sequence[Stance],
    high: NDArray[np.bool_],
    low: NDArray[np.bool_],
    guessed: Leanings | None = None,
) -> Leanings:
    """What the high and the low ratings of the same people teach, over what comments teach.

    `high` and `low` are parallel to the stances; whoever rated in the middle, or not at all, is in
    neither. With fewer than LEAST on a side it is `by_comments`, which may be given as `guessed`.
    The value is the chance that a comment goes with a high rating, made −1…1, if both were equally
    many.
    """
    guessed = by_comments(stances) if guessed is None else guessed
    rated = _teaching(high, low)
    if min(high[rated].sum(), low[rated].sum()) < LEAST:
        return guessed
    lesson = _Lesson([one.text for one in stances], by_list(stances), guessed)
    everyone = np.arange(len(stances))
    return Leanings(lesson.taught(high, rated, everyone), "ratings", len(rated))


def held_out(
    stances: Sequence[Stance],
    high: NDArray[np.bool_],
    low: NDArray[np.bool_],
    alike: Sequence[int],
    guessed: Leanings,
) -> NDArray[np.float64]:
    """What `by_ratings` would say of a comment whose own rating nobody knew; NaN where none taught.

    In FOLDS parts, always the same: each is told by what the others teach. Comments with the same
    number in `alike` say the same and are in one part. All are NaN where one side only would teach.
    """
    rated = _teaching(high, low)
    lesson = _Lesson([one.text for one in stances], by_list(stances), guessed)
    part = np.unique(np.asarray(alike)[rated], return_inverse=True)[1] % FOLDS
    values = np.full(len(stances), np.nan)
    for number in range(FOLDS):
        others, asked = rated[part != number], rated[part == number]
        if not 0 < high[others].sum() < len(others):
            return np.full(len(stances), np.nan)
        if len(asked):
            values[asked] = lesson.taught(high, others, asked)
    return values


@dataclass(frozen=True, eq=False)
class _Lesson:
    """Texts, with what is known of them before anybody's rating is."""

    texts: Sequence[str]
    listed: Leanings
    guessed: Leanings

    def taught(
        self, high: NDArray[np.bool_], rated: NDArray[np.intp], asked: NDArray[np.intp]
    ) -> NDArray[np.float64]:
        """Of the texts at `asked`, what those at `rated` teach; all of them are `high` or low."""
        teaching, others = ([self.texts[at] for at in places] for places in (rated, asked))
        runs = Runs(teaching)
        beside = np.column_stack([self.listed.values, _scaled(self.guessed.values)])
        known = sparse.hstack(
            [runs.matrix(teaching), sparse.csr_array(beside[rated])], format="csr"
        )
        model = fit(known, high[rated], _STRENGTH_OF_RATINGS)
        of_runs = Model(model.weights[: len(runs)], model.bias)
        logits = _logits(of_runs, runs, others) + beside[asked] @ model.weights[len(runs) :]
        return _rounded(np.tanh(logits / 2))


def _teaching(high: NDArray[np.bool_], low: NDArray[np.bool_]) -> NDArray[np.intp]:
    """At most MOST_RATINGS places of either; of the side with fewer as many as may be."""
    ups, downs = np.flatnonzero(high & ~low), np.flatnonzero(low & ~high)
    most = MOST_RATINGS - min(len(ups), len(downs), MOST_RATINGS // 2)
    chosen = [*_some(ups.tolist(), most), *_some(downs.tolist(), most)]
    return np.array(sorted(chosen), np.intp)


def _some(everything: Sequence[_T], most: int) -> list[_T]:
    """At most so many, evenly from the whole."""
    step = max(1, -(-len(everything) // most))
    return list(everything[::step])


def _logits(model: Model, runs: Runs, texts: Sequence[str]) -> NDArray[np.float64]:
    portions = [
        model.logits(runs.matrix(texts[start : start + _AT_ONCE]))
        for start in range(0, len(texts), _AT_ONCE)
    ]
    return np.concatenate(portions)


def _rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without the last digits, in which sums of another order differ."""
    return np.round(values, 6)


def _scaled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = values.std()
    return values / spread if spread else values
