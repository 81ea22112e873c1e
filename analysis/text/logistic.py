"""Two classes told apart: logistic regression with a ridge, by L-BFGS from zero (scipy)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse, special

_STEPS: Final = 200
_PRECISE: Final = 1e-6  # of the loss; what is finer changes no order of comments


@dataclass(frozen=True, eq=False)
class Model:
    """A weight for each column, and the bias."""

    weights: NDArray[np.float64]
    bias: float

    def logits(self, matrix: sparse.csr_array) -> NDArray[np.float64]:
        """The log-odds of the first class for each row."""
        return np.asarray(matrix @ self.weights + self.bias, np.float64)


def fit(
    matrix: sparse.csr_array,
    first: NDArray[np.bool_],
    strength: float = 1.0,
    importance: NDArray[np.float64] | None = None,
) -> Model:
    """Rows of the `first` class against the others, both weighing alike in sum.

    Minimises sum of `importance` × log-loss + |weights|² / (2 × `strength`), the form of
    R.-E. Fan et al., "LIBLINEAR", JMLR 9 (2008), with the bias free. Needs rows of both classes.
    """
    sign = np.where(first, 1.0, -1.0)
    share = np.ones(len(sign)) if importance is None else importance.astype(np.float64)
    half = share.sum() / 2
    share = share * np.where(first, half / share[first].sum(), half / share[~first].sum())
    transposed = matrix.T.tocsr()

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = point[:-1], point[-1]
        margin = sign * (matrix @ weights + bias)
        pull = -sign * share * special.expit(-margin)
        value = (share * np.logaddexp(0, -margin)).sum() + (weights**2).sum() / (2 * strength)
        gradient = np.append(transposed @ pull + weights / strength, pull.sum())
        return float(value), gradient

    start = np.zeros(matrix.shape[1] + 1)
    found = optimize.minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS, "ftol": _PRECISE}
    ).x
    return Model(found[:-1], float(found[-1]))
