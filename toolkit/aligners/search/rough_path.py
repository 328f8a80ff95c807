"""A first rough path, which lays the band for the exact programme.

Long texts are pooled, eight sentences to a vector, and aligned at that scale first, recursively (as in Thompson & Koehn
2019), so the work grows with the length of the texts and not with its square. At each scale the path is the longest
common subsequence, weighted by how far a likeness stands out.
"""

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.aligners.search.band import Band, around, whole
from toolkit.aligners.search.best_path import NEVER, Scores, best_path
from toolkit.aligners.search.grid import OUTSIDE, Grid
from toolkit.aligners.search.sides import Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    RoughPath = NDArray[np.int64]

_FACTOR = 8
_FULL = 130_000
_MARGIN = 2
_STANDS_OUT = 2.0
_NEWS_LEVEL = 0.68
_DOUBT = 5
_MOST_SETTLED = 20
_LENGTH_DOUBT = 10
_SIZES = ((1, 1), (1, 0))


def path(left: Side, right: Side, settled: "RoughPath | None" = None) -> "RoughPath":
    """Return a rough path from (0, 0) to the end, shape (length, 2), in steps of at most one row and column.

    ``settled`` are the numbers of sentences that are known to correspond, shape (pairs, 2): the path leads through
    them, and is looked for between them only.
    """
    import numpy as np

    sides = left.vectors * left.weights[:, None], right.vectors * right.weights[:, None]
    if settled is None or not len(settled):
        return _path(*sides)
    start = np.zeros(2, dtype=np.int64)
    pieces = [start[None]]
    for end in (*settled, np.array([left.size, right.size])):
        pieces.append(_between(sides, start, end))
        start = end + 1
        pieces.append(start[None])
    return np.concatenate(pieces[:-1])


def _between(sides: "tuple[Floats, Floats]", start: "RoughPath", end: "RoughPath") -> "RoughPath":
    """Return the nodes of a rough path behind one node and up to another."""
    import numpy as np

    parts = [side[first:last] for side, first, last in zip(sides, start, end, strict=True)]
    if all(len(part) for part in parts):
        return start + _path(parts[0], parts[1])[1:]
    steps = np.arange(1, max(map(len, parts)) + 1)[:, None]
    return start + steps * [[bool(len(part)) for part in parts]]


def _path(left: "Floats", right: "Floats") -> "RoughPath":
    import numpy as np

    rows, columns = len(left), len(right)
    if rows * columns <= _FULL:
        band = whole(rows, columns)
    else:
        rough = _path(_pooled(left), _pooled(right)) * _FACTOR
        rough = np.minimum(rough, [rows, columns])
        band = around(_filled(rough), rows, columns, _MARGIN * _FACTOR)
    return _common(band, _unit(left), _unit(right))


def _pooled(vectors: "Floats") -> "Floats":
    import numpy as np

    pooled: Floats = np.add.reduceat(vectors, np.arange(0, len(vectors), _FACTOR), axis=0)
    return pooled


def _unit(vectors: "Floats") -> "Floats":
    import numpy as np

    unit: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit


def _filled(rough: "RoughPath") -> "RoughPath":
    """Return the corners of a path with the nodes between them."""
    import numpy as np

    pieces = [rough[:1]]
    for before, after in pairwise(rough):
        count = int((after - before).max())
        steps = np.arange(1, count + 1)[:, None]
        pieces.append(before + (after - before) * steps // max(count, 1))
    return np.concatenate(pieces)


def _common(band: Band, left: "Floats", right: "Floats") -> "RoughPath":
    import numpy as np

    grid = Grid(band)
    likeness = grid.cosines(left, right)
    known = likeness[likeness > OUTSIDE]
    gain = np.maximum(likeness - np.float32(known.mean() + _STANDS_OUT * known.std()), 0)
    steps = np.where([grid.reaches(size) for size in _SIZES], [gain, np.zeros_like(gain)], NEVER)[:, :-1]
    found = best_path(band, Scores(_SIZES, steps.astype(np.float32), np.zeros(len(right), dtype=np.float32)))
    return np.array([(0, 0), *((row, column) for row, column, _ in found)])


def scale(left: Side, right: Side, rough: "RoughPath", settled: "RoughPath | None" = None) -> float:
    """Return what brings the cosines of sentences that correspond to the level of news, by the pairs on a rough path.

    A free translation, or another encoder, has another level. The least alike quarter of the pairs is left out of it,
    and few pairs are drawn to the level of news. Pairs that are ``settled`` may have no vectors: what can be settled
    without them is as alike as news are.
    """
    import numpy as np

    ends = _pairs(rough)
    doubt = _DOUBT
    if settled is not None and len(settled):
        ends = ends[~np.isin(ends[:, 0], settled[:, 0])]
        doubt += min(len(settled), _MOST_SETTLED)
    cosines = np.sort(np.einsum("ij,ij->i", left.vectors[ends[:, 0]], right.vectors[ends[:, 1]]))
    best = cosines[len(cosines) // 4 :]
    return _NEWS_LEVEL * (len(best) + doubt) / max(float(best.sum()) + _NEWS_LEVEL * doubt, 0.1 * len(best) + 1)


def levelled(left: Side, right: Side, rough: "RoughPath") -> tuple[Side, Side]:
    """Return both sides with lengths as if the two languages took as many characters for the same thing.

    The median of the pairs on a rough path says how many they take; few pairs are drawn to equal lengths.
    """
    import numpy as np

    ends = _pairs(rough)
    ratios = np.log(left.lengths[ends[:, 0]]) - np.log(right.lengths[ends[:, 1]])
    half = float(np.median(ratios)) / 2 * len(ratios) / (len(ratios) + _LENGTH_DOUBT) if len(ratios) else 0.0
    return (
        replace(left, lengths=left.lengths * np.float32(np.exp(-half))),
        replace(right, lengths=right.lengths * np.float32(np.exp(half))),
    )


def _pairs(rough: "RoughPath") -> "RoughPath":
    """Return the numbers of the sentences that a rough path pairs, shape (pairs, 2)."""
    import numpy as np

    found: RoughPath = rough[1:][(np.diff(rough, axis=0) == 1).all(axis=1)] - 1
    return found
