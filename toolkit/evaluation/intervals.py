"""Figures with what they are worth: Wilson's interval for shares, a bootstrap over clusters for everything else.

Wilson (1927), "Probable inference, the law of succession, and statistical inference"; Efron & Tibshirani (1993),
"An introduction to the bootstrap"; the AUC is Mann and Whitney's: how often a faulty translation scores worse than a
right one, a tie counting one half. Whole documents are drawn, because the sentences of one are not independent. A
bootstrap cannot draw what it has not seen: where no score overlaps, its interval has no width.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_Z = 1.959963984540054  # 97.5 % of the normal distribution
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and the limits of its 95 % interval."""

    value: float
    low: float
    high: float


def wilson(hits: float, count: float) -> Estimate:
    """Return a share with Wilson's interval; ValueError for none of nothing.

    ``hits`` may hold halves, for ties, and ``count`` be what a number of dependent ones is worth.
    """
    if not count:
        raise ValueError("no share of nothing")
    share, square = hits / count, _Z * _Z / count
    middle = (share + square / 2) / (1 + square)
    half = _Z * sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return _estimate(share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half)))


def design_effect(sizes: Mapping[str, int], hits: Mapping[str, float], share: float) -> float:
    """Return by how much clusters differ more than independent members would, at least 1 (Rao & Scott 1992).

    ``sizes`` are their members, ``hits`` those that count, ``share`` the share of these in all.
    """
    variance = share * (1 - share)
    if not variance:
        return 1.0
    excess = sum((hits.get(name, 0) - size * share) ** 2 for name, size in sizes.items())
    return max(1.0, excess / (sum(sizes.values()) * variance))


def widest(one: Estimate, other: Estimate) -> Estimate:
    """Return the figure of the first with the limits that hold both intervals."""
    return Estimate(one.value, min(one.low, other.low), max(one.high, other.high))


def with_width(share: Estimate, clusters: int) -> Estimate:
    """Return a share with Wilson's interval of as many as there are clusters, where no draw differed from another."""
    if share.low < share.high:
        return share
    return widest(share, wilson(share.value * clusters, clusters))


@dataclass(frozen=True, eq=False)
class Spread:
    """A figure, and the same figure of every draw; NaN where the draw holds nothing to count."""

    value: float
    draws: "Numbers"
    clusters: int

    def estimate(self, least: float = 0.0, most: float = 1.0) -> Estimate:
        """Return the figure with the middle 95 % of the draws; where there is one cluster alone, all that it can be."""
        import numpy as np

        draws = self.draws[~np.isnan(self.draws)]
        if self.clusters < 2 or not len(draws):
            return _estimate(self.value, least, most)
        low, high = (float(limit) for limit in np.quantile(draws, (0.025, 0.975)))
        return _estimate(self.value, min(self.value, low), max(self.value, high))

    def less(self, other: "Spread") -> "Spread":
        """Return by how much this figure is greater than another of the same draws (``Drawing``)."""
        return Spread(self.value - other.value, self.draws - other.draws, max(self.clusters, other.clusters))


def mean(spreads: Sequence[Spread]) -> Spread:
    """Return the mean of several figures, each counting the same; draws that hold none of one are left out for it."""
    import numpy as np

    draws = np.array([spread.draws for spread in spreads])
    known = (~np.isnan(draws)).sum(axis=0)
    totals = np.where(known > 0, np.nansum(draws, axis=0) / np.maximum(known, 1), np.nan)
    return Spread(sum(one.value for one in spreads) / len(spreads), totals, max(one.clusters for one in spreads))


class Drawing:
    """How often each cluster is in each of 1,000 draws; equal clusters give equal draws, in every order of the rows.

    Without a ``seed`` the names of the clusters are one.
    """

    def __init__(self, clusters: Iterable[str], seed: int | None = None) -> None:
        import numpy as np

        names = sorted(set(clusters))
        self._at = {name: number for number, name in enumerate(names)}
        random = np.random.default_rng(zlib.crc32("\n".join(names).encode()) if seed is None else seed)
        self._drawn = random.multinomial(len(names), np.full(len(names), 1 / len(names)), size=DRAWS).astype(float)

    def weights(self, clusters: Sequence[str]) -> "Numbers":
        """Return for each draw (row) how often each of these (column) is in it."""
        weights: Numbers = self._drawn[:, [self._at[name] for name in clusters]]
        return weights

    def share(self, outcomes: "Sequence[float] | Numbers", draws: "Numbers", clusters: Sequence[str]) -> Spread:
        """Return the mean of outcomes; ``draws`` holds what they are in each draw, or the same for all."""
        import numpy as np

        weights = self.weights(clusters)
        total = weights.sum(axis=1)
        sums = (weights * draws).sum(axis=1)
        drawn = np.where(total > 0, sums / np.maximum(total, 1), np.nan)
        return Spread(float(np.mean(outcomes)), drawn, len(set(clusters)))


class Detection:
    """How well a score (higher = worse) tells faulty translations from right ones, which are given here.

    ``limit`` is the least score that at most the share ``alarms`` of the right ones exceed.
    """

    def __init__(self, right: Sequence[float], clusters: Sequence[str], drawing: Drawing, alarms: float = 0.05) -> None:
        import numpy as np

        if not right:
            raise ValueError("no right translations to compare with")
        order = np.argsort(np.asarray(right, dtype=float), kind="stable")
        self._right: Numbers = np.asarray(right, dtype=float)[order]
        self._drawing = drawing
        weights = drawing.weights([clusters[place] for place in order])
        self._sums = np.concatenate([np.zeros((len(weights), 1)), np.cumsum(weights, axis=1)], axis=1)
        self._total = self._sums[:, -1:]
        self.limit = float(self._right[::-1][int(alarms * len(right))])
        worst_first = np.cumsum(weights[:, ::-1], axis=1)
        at = (worst_first > np.floor(alarms * self._total)).argmax(axis=1)
        self._limits = np.where(self._total > 0, self._right[::-1][at][:, None], np.nan)

    def recall(self, faulty: Sequence[float], clusters: Sequence[str]) -> Spread:
        """Return the share of the faulty ones above the limit; every draw has a limit of its own."""
        import numpy as np

        scores = np.asarray(faulty, dtype=float)
        draws = np.where(np.isnan(self._limits), np.nan, scores[None, :] > self._limits)
        return self._drawing.share((scores > self.limit).astype(float), draws, clusters)

    def auc(self, faulty: Sequence[float], clusters: Sequence[str]) -> Spread:
        """Return the chance that one of the faulty ones scores worse than one of the right ones, ties half."""
        import numpy as np

        scores = np.asarray(faulty, dtype=float)
        left, upto = (np.searchsorted(self._right, scores, side) for side in ("left", "right"))
        draws = np.where(
            self._total > 0, (self._sums[:, left] + self._sums[:, upto]) / np.maximum(2 * self._total, 1), np.nan
        )
        return self._drawing.share((left + upto) / (2 * len(self._right)), draws, clusters)


def _estimate(value: float, low: float, high: float) -> Estimate:
    return Estimate(round(value, 6), round(low, 6), round(high, 6))
