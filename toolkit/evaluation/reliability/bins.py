"""A predicted number held against what was counted: the reliability diagram (Murphy & Winkler 1977).

Rows are put into bins of equally many by what was predicted of them; equal predictions are never parted, so that of a
prediction which is often the same there are fewer bins. Where a prediction keeps its word, the mean of each bin is what
was counted there. The number may be anything that can be counted beside it: errors in a sentence, or 0 and 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.evaluation.intervals import Drawing, Estimate, with_width

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """So many rows, with the least and greatest prediction, the mean of these, and the mean of what was counted."""

    count: int
    least: float
    greatest: float
    predicted: float
    observed: Estimate


def reliability(
    predicted: Sequence[float],
    observed: Sequence[float],
    clusters: Sequence[str],
    drawing: Drawing,
    bins: int = BINS,
) -> tuple[Bin, ...]:
    """Return the bins that hold rows, the least predictions first; nothing of no rows."""
    import numpy as np

    found = []
    numbers = _numbers(predicted, bins)
    for number in sorted(set(numbers)):
        at = [row for row, own in enumerate(numbers) if own == number]
        said, seen = [predicted[row] for row in at], [float(observed[row]) for row in at]
        spread = drawing.share(seen, np.array([seen]), [clusters[row] for row in at])
        estimate = spread.estimate(0.0, max(1.0, *seen))
        if estimate.value in (0, 1):  # every draw has the same: that is not certain of others
            estimate = with_width(estimate, spread.clusters)
        found.append(Bin(len(at), min(said), max(said), round(float(np.mean(said)), 6), estimate))
    return tuple(found)


def miscalibration(bins: Sequence[Bin]) -> float:
    """Return how far predicted and counted are apart, in the mean over rows (Naeini et al. 2015); 0 of no bins."""
    rows = sum(one.count for one in bins)
    return round(sum(one.count * abs(one.predicted - one.observed.value) for one in bins) / max(rows, 1), 6)


def _numbers(predicted: Sequence[float], bins: int) -> list[int]:
    """Return the bin of each row: that in which the middle of all equal ones lies."""
    import numpy as np

    values = np.asarray(predicted, dtype=float)
    ordered = np.sort(values)
    middle = (np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")) / 2
    return [int(number) for number in middle * bins // max(len(values), 1)]
