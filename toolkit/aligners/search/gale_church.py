"""Gale & Church 1993: beads from lengths alone.

Each character of one language gives rise to a random number of characters in the other, with mean ``ratio`` and
variance 6.8; the cost of a bead is -ln of the chance of so large a difference (their ``two_side_distance``) and of the
chance of its size (their table 5, which their program takes for either direction).
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from toolkit.aligners.search import band
from toolkit.aligners.search.best_path import NEVER, OMISSION, Scores, Step, best_path, odds
from toolkit.model import Bead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from toolkit.aligners.search.band import Band

    Doubles = NDArray[np.float64]

_VARIANCE = 6.8
_CHANCES: dict[Step, float] = {(1, 1): 0.89, (1, 2): 0.089, (2, 1): 0.089, (2, 2): 0.011, OMISSION: 0.0099}
_FARTHEST = 7.0
_MOST_NODES = 4_000_000


def beads(left: Sequence[int], right: Sequence[int], ratio: float) -> list[Bead]:
    """Return the beads of two sides, given the lengths of their sentences in characters.

    ``confidence`` is the bead's share of the model's probability; it is not calibrated, and mostly too high.
    """
    import numpy as np

    before = np.cumsum([0, *left]) * ratio, np.cumsum([0, *right]) * 1.0
    field = _field(*before)
    steps = np.full((len(_CHANCES), field.nodes), NEVER, dtype=np.float32)
    for nodes, row, column in field.pieces():
        for number, ((rows, columns), chance) in enumerate(_CHANCES.items()):
            possible = np.flatnonzero(field.index(row - rows, column - columns) < field.nodes)
            i, j = row[possible], column[possible]
            surprise = _surprise(before[0][i] - before[0][i - rows], before[1][j] - before[1][j - columns])
            steps[number, nodes][possible] = math.log(chance) - surprise
    alone = np.diff(before[1])
    additions = math.log(_CHANCES[OMISSION]) - _surprise(np.zeros_like(alone), alone)
    scores = Scores(tuple(_CHANCES), steps, additions.astype(np.float32))
    path = best_path(field, scores)
    return [
        Bead((end - rows, end), (stop - columns, stop), round(-math.log(max(chance, 1e-9)), 4), round(chance, 4))
        for (end, stop, (rows, columns)), chance in zip(path, odds(field, scores, path).tolist(), strict=True)
    ]


def _surprise(left: "Doubles", right: "Doubles") -> "Doubles":
    """Return -ln of the chance that two corresponding stretches differ in length by so much, or more."""
    import numpy as np

    mean = np.maximum((left + right) / 2, 1)
    deviation = np.abs(left - right) / np.sqrt(_VARIANCE * mean)
    found: Doubles = np.interp(deviation, *_table())
    return found


@cache
def _table() -> "tuple[Doubles, Doubles]":
    """Return deviations of lengths in standard deviations, and how surprising each of them is."""
    import numpy as np

    grid = np.linspace(0, _FARTHEST, 701)
    return grid, np.array([-math.log(math.erfc(z / math.sqrt(2))) for z in grid.tolist()])


def _field(left: "Doubles", right: "Doubles") -> "Band":
    """Return the whole grid of a short text, and of a long one a band where both sides are equally far on."""
    import numpy as np

    rows, columns = len(left) - 1, len(right) - 1
    if (rows + 1) * (columns + 1) <= _MOST_NODES:
        return band.whole(rows, columns)
    share = left / max(left[-1], 1), right / max(right[-1], 1)
    path = np.array([(row, column) for row, column in enumerate(np.searchsorted(share[1], share[0]).tolist())])
    path = np.concatenate([[(0, 0)], np.minimum(path, (rows, columns)), [(rows, columns)]])
    return band.around(path, rows, columns, max(_MOST_NODES // (4 * max(rows, columns)), 10))
