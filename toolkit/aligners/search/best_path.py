"""The best path through a band and the odds of its beads: Viterbi's algorithm and the forward-backward algorithm.

Both go row by row; within a row only additions lead from left to right, and their scores add up along the columns, so
a running maximum (or a running sum of exponentials) does the row in a few array operations.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.aligners.search.band import Band

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]
    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

Step = tuple[int, int]
Path = list[tuple[int, int, Step]]
"""Beads in order: the node (row, column) where each ends, and its size."""

OMISSION: Step = (1, 0)
ADDITION: Step = (0, 1)
NEVER = -1e30
"""The score of what cannot be: finite, so that sums and differences stay numbers."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of all beads in a band.

    ``steps`` has a row for each of ``sizes`` and a column for each node, where the bead ends; NEVER where it would not
    start inside the band. Each size takes at least one sentence of the left; ``additions`` has the score of leaving
    each right sentence without counterpart.
    """

    sizes: tuple[Step, ...]
    steps: "Floats"
    additions: "Floats"

    def favour_alone(self, change: float) -> None:
        """Add to the score of every omission and addition, in place: the arrays may be large."""
        self.steps[self.sizes.index(OMISSION)] += change
        self.additions[:] += change


def best_path(band: Band, scores: Scores) -> Path:
    """Return the beads of the best path in order: the node where each ends, and its size.

    Equal paths are told apart by a fixed order: that of ``scores.sizes``, and additions last.
    """
    import numpy as np

    values = _run(band, scores, np.maximum.reduce, np.maximum.accumulate)
    origins = _origins(band, scores.sizes)
    low, base = band.low.tolist(), band.base.tolist()
    row, column = band.rows - 1, int(band.high[-1])
    path: Path = []
    while row or column:
        here = base[row] + column - low[row]
        totals = values.take(origins[row] + column, mode="clip") + scores.steps[:, here]
        best = int(totals.argmax())
        step = scores.sizes[best]
        if column > low[row] and values[here - 1] + scores.additions[column - 1] > totals[best]:
            step = ADDITION
        path.append((row, column, step))
        row, column = row - step[0], column - step[1]
    return path[::-1]


def odds(band: Band, scores: Scores, path: Path) -> "Doubles":
    """Return the probability of each bead of a path among all paths of the band."""
    import numpy as np

    forward, backward = totals(band, scores)
    found = []
    for row, column, step in path:
        here = int(band.base[row] + column - band.low[row])
        origin = int(band.base[row - step[0]] + column - step[1] - band.low[row - step[0]])
        own = scores.additions[column - 1] if step == ADDITION else scores.steps[scores.sizes.index(step), here]
        found.append(forward[origin] + own + backward[here] - forward[-1])
    return np.exp(np.minimum(found, 0.0))


def totals(band: Band, scores: Scores) -> "tuple[Doubles, Doubles]":
    """Return, for each node, the logarithm of the sum over all paths that lead to it, and over all that lead on."""
    import numpy as np

    def log_sum(found: "Doubles") -> "Doubles":
        top: Doubles = np.maximum.reduce(found)
        found -= top
        np.exp(found, out=found)
        top += np.log(np.add.reduce(found))
        return top

    forward = _run(band, scores, log_sum, np.logaddexp.accumulate)
    turned = band.turned(int(band.high[-1]))
    return forward, _run(turned, _turned(band, scores), log_sum, np.logaddexp.accumulate)[::-1]


def _run(
    band: Band, scores: Scores, join: "Callable[[Doubles], Doubles]", accumulate: "Callable[..., Doubles]"
) -> "Doubles":
    """Return the joined score of all ways to each node of the band."""
    import numpy as np

    added = np.concatenate([[0.0], np.cumsum(scores.additions, dtype=np.float64)])
    values = np.full(band.nodes, NEVER)
    starts = _origins(band, scores.sizes)[:, :, None]
    steps = scores.steps
    columns = np.arange(len(added))
    values[: band.base[1]] = added[: band.base[1]]
    ranges = zip(band.low.tolist(), (band.high + 1).tolist(), band.base.tolist(), strict=False)
    for row, (low, high, base) in enumerate(ranges):
        if row:
            nodes = slice(base, base + high - low)
            found: Any = values.take(starts[row] + columns[low:high], mode="clip")
            found += steps[:, nodes]
            before = added[low:high]
            best = join(found)
            best -= before
            accumulate(best, out=best)
            np.add(best, before, out=values[nodes])
    return values


def _origins(band: Band, sizes: tuple[Step, ...]) -> "Numbers":
    """Return, for each row and size, where a bead would start that ends in column 0: add the column it ends in."""
    import numpy as np

    counts = np.array(sizes)
    rows = np.maximum(np.arange(band.rows)[:, None] - counts[None, :, 0], 0)
    found: Numbers = band.base[rows] - band.low[rows] - counts[None, :, 1]
    return found


def _turned(band: Band, scores: Scores) -> Scores:
    """Return the scores of the same problem read from the end."""
    import numpy as np

    steps = np.full_like(scores.steps, NEVER)
    for nodes, row, column in band.pieces():
        for number, (left, right) in enumerate(scores.sizes):
            own = scores.steps[number, nodes]
            possible = np.flatnonzero(own > NEVER / 2)
            origin = band.index(row[possible] - left, column[possible] - right)
            steps[number, origin] = own[possible]
    return Scores(scores.sizes, steps[:, ::-1], scores.additions[::-1])
