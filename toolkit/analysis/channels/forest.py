"""Gradient-boosted trees as plain numbers: read from JSON, evaluated with numpy.

Friedman 2001, "Greedy Function Approximation: A Gradient Boosting Machine".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees side by side, shape (trees, nodes). A leaf is its own child; its ``value`` is what the tree says."""

    base: float
    feature: "NDArray[np.intp]"
    threshold: "Floats"
    left: "NDArray[np.intp]"
    right: "NDArray[np.intp]"
    value: "Floats"
    depth: int

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Forest":
        """Take ``{"base": number, "trees": [[[feature, threshold, left, right], [value], ...], ...]}``."""
        import numpy as np

        trees = data["trees"]
        shape = len(trees), max((len(tree) for tree in trees), default=1)
        own = np.tile(np.arange(shape[1]), (shape[0], 1))
        feature, left, right = np.zeros(shape, np.intp), own.copy(), own.copy()
        threshold, value = np.zeros(shape), np.zeros(shape)
        for number, tree in enumerate(trees):
            for node, figures in enumerate(tree):
                if len(figures) == 1:
                    value[number, node] = figures[0]
                else:
                    feature[number, node], threshold[number, node], left[number, node], right[number, node] = figures
        return cls(float(data["base"]), feature, threshold, left, right, value, int(data["depth"]))

    def __call__(self, rows: "Floats") -> "Floats":
        """Return the logarithm of the odds for each row."""
        import numpy as np

        count, trees = len(rows), len(self.feature)
        node = np.zeros((count, trees), np.intp)
        tree, row = np.arange(trees)[None, :], np.arange(count)[:, None]
        for _ in range(self.depth):
            lower = rows[row, self.feature[tree, node]] <= self.threshold[tree, node]
            node = np.where(lower, self.left[tree, node], self.right[tree, node])
        total: Floats = self.base + self.value[tree, node].sum(1)
        return total
