"""The score of every bead that could end at a node of a band: a weighted sum of a few smooth features.

The sum is the exponent of a log-linear model over whole alignments (a conditional random field, Lafferty et al. 2001),
so the scores along a path add up, and its odds can be read from the same numbers. Likeness is the cosine of merged
vectors, each summed from its sentences' own (Thompson & Koehn 2019 embed each merger instead): no text is encoded
twice.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from toolkit.aligners.search.band import Band
from toolkit.aligners.search.best_path import NEVER, Scores
from toolkit.aligners.search.grid import Grid, Merge
from toolkit.aligners.search.profiles import Profile
from toolkit.aligners.search.sides import LONGEST_BEAD, Side, norms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MERGES: tuple[Merge, ...] = tuple(
    sorted(
        ((left, right) for left in range(1, 6) for right in range(1, 6) if left + right <= LONGEST_BEAD + 1),
        key=lambda merge: (sum(merge), abs(merge[0] - merge[1]), merge),
    )
)
"""Sizes of beads with two sides, six sentences in all, the simplest first."""

STEPS: tuple[Merge, ...] = (*MERGES, (1, 0))
"""What may end at a node, but for the addition (0, 1), which stays within a row."""

_CHUNK_ROWS = 4096
_MOST_CROSSED = 2


def score(left: Side, right: Side, band: Band, profile: Profile, scale: float) -> Scores:
    """Return the scores of all beads inside a band; cosines are multiplied by ``scale`` first."""
    import numpy as np

    steps = np.empty((len(STEPS), band.nodes), dtype=np.float32)
    omissions = np.append(np.float32(0), alone(left, profile))
    features = Features(left, right, scale)
    for start in range(0, band.rows, _CHUNK_ROWS):
        stop = min(start + _CHUNK_ROWS, band.rows)
        context = max(0, start - LONGEST_BEAD)
        grid = Grid(band.part(context, stop), context)
        own = slice(int(band.base[start]), int(band.base[stop]))
        new = slice(int(band.base[start] - band.base[context]), -1)
        for number, (merge, values) in enumerate(features.of(grid)):
            total = sum(profile.weights.get(name, 0.0) * value for name, value in values.items()) + profile.bias(merge)
            steps[number, own] = np.where(grid.reaches(merge), total, NEVER)[new]
        steps[-1, own] = np.where(grid.reaches((1, 0)), omissions[grid.row], NEVER)[new]
    return Scores(STEPS, steps, alone(right, profile))


def alone(side: Side, profile: Profile) -> "Floats":
    """Return the score of leaving each sentence of a side without counterpart."""
    found: Floats = profile.weights["alone"] + profile.weights["alone_size"] * side.weights
    return found


class Features:
    """What a score is made of. Each feature stays the same when the sides change places."""

    def __init__(self, left: Side, right: Side, scale: float) -> None:
        self._sides = _Windows(left), _Windows(right)
        self._scale = scale
        blocks = [float(side.ends.sum()) for side in (left, right)]
        # Where one side has fewer blocks, so many ends of the other's have none to answer them.
        self._answered = [min(own, other) / max(own, 1) for own, other in (blocks, blocks[::-1])]

    def of(self, grid: Grid) -> Iterator[tuple[Merge, "dict[str, Floats]"]]:
        """Yield, for each of MERGES, its features at all nodes of a grid and the one beyond."""
        import numpy as np

        left, right = self._sides
        row, column = grid.row, grid.column
        cosine = grid.cosines(left.side.vectors, right.side.vectors) * np.float32(self._scale)
        weights = left.side.weights[np.maximum(row - 1, 0)] * right.side.weights[np.maximum(column - 1, 0)]
        sums = grid.sums(cosine * weights, MERGES)
        shared = self._shared(grid, weights)
        weakest = grid.weakest(cosine, MERGES)
        nothing = np.zeros(1, dtype=np.float32)
        both_end = left.ends[row] * right.ends[column]
        for merge in MERGES:
            a, b = merge
            likeness = sums[merge] * left.inverse_norm[a, row] * right.inverse_norm[b, column]
            size = (left.size[a, row] + right.size[b, column]) / 2
            yield (
                merge,
                {
                    "likeness": likeness,
                    "likeness_size": likeness * size,
                    **{
                        name: value
                        for alike in shared(merge)
                        for name, value in (("words", alike), ("words_size", alike * size))
                    },
                    "weakest": weakest[merge] if merge != (1, 1) else nothing,
                    "ratio": np.minimum((left.log_length[a, row] - right.log_length[b, column]) ** 2, 4),
                    "marks": np.minimum(np.abs(left.marks[a, row] - right.marks[b, column]), 3),
                    "fragile": left.fragile[a, row] + right.fragile[b, column],
                    "crossed": np.minimum(
                        left.crossed[a, row] * np.float32(self._answered[0])
                        + right.crossed[b, column] * np.float32(self._answered[1]),
                        _MOST_CROSSED,
                    ),
                    "ends": both_end,
                    "kinds": left.switches[a, row]
                    + right.switches[b, column]
                    + np.abs(left.headings[a, row] / a - right.headings[b, column] / b),
                },
            )

    def _shared(self, grid: Grid, weights: "Floats") -> "Callable[[Merge], list[Floats]]":
        """Return what gives, for a size of bead, the likeness letter by letter: nothing where it is not known."""
        left, right = self._sides
        if left.inverse_word_norm is None or right.inverse_word_norm is None:
            return lambda _: []
        norms = left.inverse_word_norm, right.inverse_word_norm
        sums = grid.sums(grid.cosines(left.side.words, right.side.words) * weights, MERGES)
        row, column = grid.row, grid.column
        return lambda merge: [sums[merge] * norms[0][merge[0], row] * norms[1][merge[1], column]]


class _Windows:
    """A side's features of the ``count`` sentences before each node, arrays (LONGEST_BEAD + 1, n + 1)."""

    def __init__(self, side: Side) -> None:
        import numpy as np

        self.side = side
        self.inverse_norm = 1 / norms(side.vectors, side.weights)
        self.inverse_word_norm = 1 / norms(side.words, side.weights) if side.words.shape[1] else None
        self.size = _windows(side.weights)
        self.log_length = np.log(np.maximum(_windows(side.lengths), 1))
        self.marks = _windows(side.marks)
        self.headings = _windows(side.headings)
        self.ends = np.concatenate([[0], side.ends]).astype(np.float32)
        self.crossed = _windows(side.ends, joints=True)
        self.fragile = _windows(side.fragile, joints=True)
        self.switches = _windows(side.switches, joints=True)


def _windows(values: "Floats", *, joints: bool = False) -> "Floats":
    import numpy as np

    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    found = np.zeros((LONGEST_BEAD + 1, len(total)), dtype=np.float32)
    for count in range(1, min(LONGEST_BEAD, len(values)) + 1):
        # The joint behind the last sentence is not inside the bead.
        ends = total[count - 1 : -1] if joints else total[count:]
        found[count, count:] = ends - total[: len(total) - count]
    return found
