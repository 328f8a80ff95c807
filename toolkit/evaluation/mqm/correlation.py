"""Spearman's rank correlation, of all rows and of every draw of their documents.

Spearman (1904), "The proof and measurement of association between two things": Pearson's correlation of ranks, where
equal values share the mean of theirs. In a draw a row counts as often as its document was drawn, and ranks are anew.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.evaluation.intervals import Drawing, Spread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


_AT_ONCE = 50  # draws: each needs several numbers for every row


def rank_correlation(
    first: Sequence[float], second: Sequence[float], clusters: Sequence[str], drawing: Drawing
) -> Spread | None:
    """Return the correlation of two figures of the same rows; None where one of them is the same in all rows."""
    import numpy as np

    if len(set(first)) < 2 or len(set(second)) < 2:
        return None
    value = _correlations(first, second, np.ones((1, len(first))))
    weights = drawing.weights(clusters)
    parts = [weights[start : start + _AT_ONCE] for start in range(0, len(weights), _AT_ONCE)]
    draws = np.concatenate([_correlations(first, second, part) for part in parts])
    return Spread(float(value[0]), draws, len(set(clusters)))


def _correlations(first: Sequence[float], second: Sequence[float], weights: "Numbers") -> "Numbers":
    """Return the correlation under each row of weights, shape (m, n) -> (m,); NaN where a figure does not vary."""
    import numpy as np

    middle = (weights.sum(axis=1, keepdims=True) + 1) / 2  # the mean of all ranks, however many are equal
    left, right = (_ranks(values, weights) - middle for values in (first, second))
    together = (weights * left * right).sum(axis=1)
    apart = np.sqrt((weights * left**2).sum(axis=1) * (weights * right**2).sum(axis=1))
    found: Numbers = np.divide(together, apart, out=np.full(len(weights), np.nan), where=apart > 1e-9)
    return found


def _ranks(values: Sequence[float], weights: "Numbers") -> "Numbers":
    """Return the rank of each value among as many as the weights say, from 1, equal ones sharing the mean of theirs."""
    import numpy as np

    different, number = np.unique(np.asarray(values, dtype=float), return_inverse=True)
    order = np.argsort(number, kind="stable")
    starts = np.searchsorted(number[order], np.arange(len(different)))
    counts = np.add.reduceat(weights[:, order], starts, axis=1)
    ranks: Numbers = (np.cumsum(counts, axis=1) - counts + (counts + 1) / 2)[:, number]
    return ranks
