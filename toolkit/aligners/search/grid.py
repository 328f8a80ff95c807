"""Sums and minima over small blocks of a banded matrix, one step up or left at a time.

The value at node (i, j) belongs to left sentence i-1 and right sentence j-1, so a bead of a and b sentences that ends
at a node covers the a x b block whose last corner the node is. Arrays have one entry for each node and one more, which
stands for everything outside the band.
"""

from typing import TYPE_CHECKING

from toolkit.aligners.search.band import Band

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

Merge = tuple[int, int]
OUTSIDE = -1e6
"""Less than any sum inside a band; a block that leaves the band keeps it."""


class Grid:
    """Some rows of a band; ``first_row`` is the number of the first in the whole band."""

    def __init__(self, band: Band, first_row: int = 0) -> None:
        import numpy as np

        self._band = band
        self._first_row = first_row
        row, column = band.coordinates()
        self.row: Numbers = np.append(row + first_row, 0)
        self.column: Numbers = np.append(column, 0)
        self._above = np.append(band.index(row - 1, column), band.nodes)
        self._row_starts = band.base

    def reaches(self, step: Merge) -> "NDArray[np.bool_]":
        """Return whether a bead that ends at each node also starts inside the band."""
        row = self.row - self._first_row - step[0]
        found: NDArray[np.bool_] = self._band.index(row, self.column - step[1]) < self._band.nodes
        found[-1] = False
        return found

    def cosines(self, left: "Floats", right: "Floats") -> "Floats":
        """Return the dot product of the two sentences that end at each node; ``left`` and ``right`` are (n, d)."""
        import numpy as np

        found = np.full(len(self.row), OUTSIDE, dtype=np.float32)
        band = self._band
        for start in range(0, band.rows, _BLOCK):
            stop = min(start + _BLOCK, band.rows)
            low, high = int(band.low[start]), int(band.high[stop - 1])
            rows = np.arange(start, stop) + self._first_row
            products = left[np.maximum(rows - 1, 0)] @ right[max(low - 1, 0) : max(high, 1)].T
            nodes = slice(int(band.base[start]), int(band.base[stop]))
            row, column = self.row[nodes] - rows[0], np.maximum(self.column[nodes] - 1, 0) - max(low - 1, 0)
            found[nodes] = products[row, column]
        found[(self.row == 0) | (self.column == 0)] = OUTSIDE
        return found

    def sums(self, values: "Floats", merges: tuple[Merge, ...]) -> "dict[Merge, Floats]":
        """Return the sum over each block."""
        found = {(1, 1): values}
        for left, right in merges:
            if right > 1:
                found[left, right] = found[left, 1] + self._before(found[left, right - 1])
            elif left > 1:
                found[left, 1] = values + self._above_of(found[left - 1, 1])
        return found

    def weakest(self, values: "Floats", merges: tuple[Merge, ...]) -> "dict[Merge, Floats]":
        """Return the least of the block's row and column maxima: what its least supported sentence finds inside."""
        import numpy as np

        along, down = {1: values}, {1: values}
        for size in range(2, max(max(merge) for merge in merges) + 1):
            along[size] = np.maximum(values, self._before(along[size - 1]))
            down[size] = np.maximum(values, self._above_of(down[size - 1]))
        rows: dict[Merge, Floats] = {}
        columns: dict[Merge, Floats] = {}
        for left, right in merges:
            rows[left, right] = (
                np.minimum(along[right], self._above_of(rows[left - 1, right])) if left > 1 else along[right]
            )
            columns[left, right] = (
                np.minimum(down[left], self._before(columns[left, right - 1])) if right > 1 else down[left]
            )
        return {merge: np.minimum(rows[merge], columns[merge]) for merge in merges}

    def _above_of(self, values: "Floats") -> "Floats":
        found: Floats = values[self._above]
        return found

    def _before(self, values: "Floats") -> "Floats":
        import numpy as np

        found = np.empty_like(values)
        found[1:] = values[:-1]
        found[self._row_starts] = OUTSIDE
        return found


_BLOCK = 64
