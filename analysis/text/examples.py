"""Coding by example: a few comments per code, and what the others are like.

Multinomial logistic regression with a ridge on the comments' vectors (T. Hastie, R. Tibshirani and
J. Friedman, "The Elements of Statistical Learning", 2nd ed., 2009, section 4.4). How sure it is, is
learned from examples that were held back: temperature scaling (C. Guo et al., "On calibration of
modern neural networks", ICML 2017). Below THRESHOLD it proposes none of the codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax, softmax

from analysis.text.clusters import Codes
from analysis.text.vectors import Floats

THRESHOLD: Final = 0.5  # more likely right than wrong
ENOUGH: Final = 5  # examples of a code, so that proposals are worth reading
_STRENGTH: Final = 3.0  # C of R.-E. Fan et al., "LIBLINEAR", JMLR 9 (2008)
_FOLDS: Final = 5
_STEPS: Final = 200
_TEMPERATURES: Final = (-3.0, 3.0)  # their logarithms
_DECIMALS: Final = 4

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Proposal:
    """A code for the comment at the place `comment`, and the chance that it is right.

    `code` is None where no code reaches the threshold; `best` is the likeliest all the same, None
    for a comment without any known word.
    """

    comment: int
    code: str | None
    best: str | None
    confidence: float


@dataclass(frozen=True)
class Proposals:
    """Proposals for all comments that are no examples, in order.

    `right` of `tested` examples got their own code when they were held back. `few` are the codes
    with fewer than ENOUGH examples.
    """

    proposals: tuple[Proposal, ...]
    right: int
    tested: int
    few: tuple[str, ...]


def propose(
    vectors: Floats, examples: Mapping[int, str], threshold: float = THRESHOLD
) -> Proposals:
    """Codes for comments, given the code of some by their place in `vectors` (comments × d).

    Comments without known words (rows of zeros) teach nothing and get no code. Raises ValueError
    unless there are examples with known words of at least two codes.
    """
    known = np.asarray(vectors.any(axis=1), np.bool_)
    taught = np.array(sorted(at for at in examples if known[at]), np.intp)
    codes = sorted({examples[at] for at in taught.tolist()})
    if len(codes) < 2:
        raise ValueError("examples of two codes are needed, with words that others use too")
    classes = np.array([codes.index(examples[at]) for at in taught.tolist()], np.intp)
    points = vectors.astype(np.float64)
    held_back, tested = _held_back(points[taught], classes, len(codes))
    warmth = _temperature(held_back, classes[tested])
    model = _fitted(points[taught], classes, len(codes))
    others = np.array([at for at in range(len(points)) if at not in examples], np.intp)
    chances = softmax(_scores(model, points[others]) / warmth, axis=1)
    counts = np.bincount(classes)
    return Proposals(
        proposals=tuple(
            _proposal(at, chance, codes, threshold) if known[at] else Proposal(at, None, None, 0.0)
            for at, chance in zip(others.tolist(), chances, strict=True)
        ),
        right=int(np.count_nonzero(held_back.argmax(axis=1) == classes[tested])),
        tested=len(tested),
        few=tuple(
            code for code, count in zip(codes, counts.tolist(), strict=True) if count < ENOUGH
        ),
    )


def _proposal(at: int, chances: Matrix, codes: list[str], threshold: float) -> Proposal:
    rounded = np.round(chances, _DECIMALS)
    best = int(rounded.argmax())
    confidence = float(rounded[best])
    code = codes[best] if confidence >= threshold else None
    return Proposal(at, code, codes[best], confidence)


def _fitted(points: Matrix, classes: Codes, number: int) -> Matrix:
    """Weights of each class, the bias last (classes × d + 1), which the ridge leaves alone."""
    wide = np.column_stack([points, np.ones(len(points))])
    target = np.eye(number)[classes]

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(number, -1)
        logs = log_softmax(wide @ weights.T, axis=1)
        ridge = weights[:, :-1] / _STRENGTH
        value = (weights[:, :-1] * ridge).sum() / 2 - (logs * target).sum()
        gradient = (np.exp(logs) - target).T @ wide
        gradient[:, :-1] += ridge
        return float(value), gradient.ravel()

    start = np.zeros(number * wide.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return np.asarray(found.x, np.float64).reshape(number, -1)


def _scores(model: Matrix, points: Matrix) -> Matrix:
    return np.asarray(points @ model[:, :-1].T + model[:, -1], np.float64)


def _held_back(points: Matrix, classes: Codes, number: int) -> tuple[Matrix, Codes]:
    """Scores of each example from a model without its fold, and which examples; in order.

    Each code is dealt over the folds in turn. The only example of a code is not held back.
    """
    fold = np.full(len(classes), -1, np.intp)
    for code in range(number):
        mine = np.flatnonzero(classes == code)
        if len(mine) > 1:
            fold[mine] = np.arange(len(mine)) % _FOLDS
    scores = np.zeros((len(classes), number))
    for one in range(_FOLDS):
        out = fold == one
        if out.any():
            scores[out] = _scores(_fitted(points[~out], classes[~out], number), points[out])
    tested = np.flatnonzero(fold >= 0)
    return scores[tested], tested


def _temperature(scores: Matrix, classes: Codes) -> float:
    """By what scores are divided so that their chances fit the examples best; 1 without any."""
    if not len(scores):
        return 1.0

    def loss(logarithm: float) -> float:
        logs = log_softmax(scores / np.exp(logarithm), axis=1)
        return -float(logs[np.arange(len(classes)), classes].mean())

    found = minimize_scalar(loss, bounds=_TEMPERATURES, method="bounded")
    return float(np.exp(found.x))
