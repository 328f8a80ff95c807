"""The part of the grid that the programme looks at: in each row a range of columns around a coarse path.

Node (i, j) means that i sentences of the left side and j of the right are dealt with. A band stores its nodes row by
row in flat arrays, so that memory grows with the path's length and not with the product of the sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Path = NDArray[np.int64]

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Band:
    """Row i holds columns ``low[i]`` to ``high[i]``, both included; both arrays never fall."""

    low: "Numbers"
    high: "Numbers"
    base: "Numbers"

    @property
    def rows(self) -> int:
        """How many rows: one more than sentences on the left."""
        return len(self.low)

    @property
    def nodes(self) -> int:
        """How many nodes in all rows."""
        return int(self.base[-1])

    def pieces(self) -> "Iterator[tuple[slice, Numbers, Numbers]]":
        """Yield the nodes some rows at a time, in order: their flat positions, and row and column of each.

        What is made of all nodes at once takes several times the memory of the scores themselves.
        """
        import numpy as np

        first = 0
        while first < self.rows:
            last = max(int(np.searchsorted(self.base, self.base[first] + _PIECE, side="right")) - 1, first + 1)
            row, column = self.part(first, last).coordinates()
            yield slice(int(self.base[first]), int(self.base[last])), row + first, column
            first = last

    def coordinates(self) -> "tuple[Numbers, Numbers]":
        """Return row and column of each node."""
        import numpy as np

        row = np.repeat(np.arange(self.rows), np.diff(self.base))
        return row, np.arange(self.nodes) - self.base[row] + self.low[row]

    def index(self, row: Any, column: Any) -> "Numbers":
        """Return the flat positions of nodes, and ``nodes`` (one past the last) for those outside."""
        import numpy as np

        inside = row >= 0
        safe = np.where(inside, row, 0)
        inside &= (column >= self.low[safe]) & (column <= self.high[safe])
        return np.where(inside, self.base[safe] + column - self.low[safe], self.nodes)

    def part(self, first: int, last: int) -> "Band":
        """Return rows ``first`` to ``last`` (not included) as a band of their own, columns as they are."""
        return Band(self.low[first:last], self.high[first:last], self.base[first : last + 1] - self.base[first])

    def turned(self, columns: int) -> "Band":
        """Return the band of the same problem read from the end."""
        return make(columns - self.high[::-1], columns - self.low[::-1])


def make(low: "Numbers", high: "Numbers") -> Band:
    """Return the band of these ranges."""
    import numpy as np

    return Band(low, high, np.concatenate([[0], np.cumsum(high - low + 1)]))


def whole(rows: int, columns: int) -> Band:
    """Return the band of all nodes of a grid; ``rows`` and ``columns`` count sentences."""
    import numpy as np

    return make(np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns, dtype=np.int64))


def around(path: "Path", rows: int, columns: int, margin: int) -> Band:
    """Return all nodes at most ``margin`` rows and columns from a node of the path.

    ``path`` is (length, 2) and monotone, from (0, 0) to (rows, columns).
    """
    import numpy as np

    first = np.full(rows + 1, columns, dtype=np.int64)
    last = np.zeros(rows + 1, dtype=np.int64)
    np.minimum.at(first, path[:, 0], path[:, 1])
    np.maximum.at(last, path[:, 0], path[:, 1])
    first = np.minimum.accumulate(first[::-1])[::-1]
    last = np.maximum.accumulate(last)
    row = np.arange(rows + 1)
    low = first[np.maximum(row - margin, 0)] - margin
    high = last[np.minimum(row + margin, rows)] + margin
    return make(np.clip(low, 0, columns), np.clip(high, 0, columns))
