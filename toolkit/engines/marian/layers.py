"""The layers of Marian's "tiny" students on packed batches, with results that no other sentence of a batch can change.

The weights are the whole numbers of the int8 file. Before each product a row of activations is scaled to the longest
vector of whole numbers for which every possible partial sum stays below 2**24 (Cauchy-Schwarz), where float32 is exact.
So the product does not depend on the order in which BLAS adds, which changes with the shape of a batch, the processor
and the number of threads. A row keeps about eleven bits, far more than the int8 activations that such models are made
for. Everything else works on one row, or on one sentence.

Paper: Kim et al. 2019, "From Research to Production and Back: Ludicrously Fast Neural Machine Translation" (8 bits).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.engines.marian.binary import Quantized, Tensors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_EXACT = 2.0**24
_TINY = np.float32(1e-30)
_EPSILON = np.float32(1e-6)


def reach(weight: "Floats") -> np.float32:
    """Return how long a row of whole numbers may be so that its product with ``weight`` (n, m) is exact."""
    longest = np.sqrt(np.einsum("ij,ij->j", weight, weight, dtype=np.float64).max())
    rounding = 0.5 * np.sqrt(len(weight))
    return np.float32(_EXACT / longest - rounding)


def whole(x: "Floats", length: np.float32) -> "tuple[Floats, Floats]":
    """Return rows of whole numbers at most ``length`` long, and what one is worth in each row, shape (n, 1)."""
    worth = np.sqrt(np.einsum("ij,ij->i", x, x))[:, None]
    np.maximum(worth, _TINY, out=worth)
    worth /= length
    y: Floats = x / worth
    return np.rint(y, out=y), worth


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Linear layers of one input side by side: (tokens, n) -> (tokens, m)."""

    weight: "Floats"
    reach: np.float32
    scale: "Floats"
    bias: "Floats"

    @classmethod
    def of(cls, parts: "Sequence[tuple[Quantized, Floats | None]]") -> "Linear":
        """Join int8 matrices and their biases (None: no bias)."""
        weight = np.ascontiguousarray(np.concatenate([matrix.values for matrix, _ in parts]).T, np.float32)
        sizes = [len(matrix.values) for matrix, _ in parts]
        scale = np.array([1 / matrix.scale for matrix, _ in parts], np.float32)
        bias = [
            np.zeros(size, np.float32) if row is None else row.reshape(-1)
            for size, (_, row) in zip(sizes, parts, strict=True)
        ]
        return cls(weight, reach(weight), scale if len(scale) == 1 else np.repeat(scale, sizes), np.concatenate(bias))

    def __call__(self, x: "Floats") -> "Floats":
        """Return the layers' outputs side by side."""
        rows, worth = whole(x, self.reach)
        y: Floats = rows @ self.weight
        if len(self.scale) == 1:
            y *= worth * self.scale
        else:
            y *= worth
            y *= self.scale
        y += self.bias
        return y


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """Layer normalisation."""

    scale: "Floats"
    bias: "Floats"

    @classmethod
    def of(cls, tensors: Tensors, prefix: str) -> "Norm":
        """Read the scale and the bias below ``prefix``."""
        return cls(tensors.floats[f"{prefix}_ln_scale"].reshape(-1), tensors.floats[f"{prefix}_ln_bias"].reshape(-1))

    def __call__(self, x: "Floats") -> "Floats":
        """Return every row with mean 0 and deviation 1, scaled and shifted."""
        width = np.float32(x.shape[1])
        y: Floats = x - np.einsum("ij->i", x)[:, None] / width
        y /= np.sqrt(np.einsum("ij,ij->i", y, y)[:, None] / width + _EPSILON)
        y *= self.scale
        y += self.bias
        return y


@dataclass(frozen=True, slots=True, eq=False)
class FeedForward:
    """Two linear layers with a ReLU between them, added to their input and normalised."""

    inner: Linear
    outer: Linear
    norm: Norm

    @classmethod
    def of(cls, tensors: Tensors, prefix: str) -> "FeedForward":
        """Read the layers below ``prefix`` ("encoder_l1_ffn")."""
        inner, outer = (
            Linear.of([(tensors.integers[f"{prefix}_W{i}"], tensors.floats[f"{prefix}_b{i}"])]) for i in (1, 2)
        )
        return cls(inner, outer, Norm.of(tensors, f"{prefix}_ffn"))

    def __call__(self, x: "Floats") -> "Floats":
        """Return an array of the input's shape."""
        y = self.inner(x)
        np.maximum(y, np.zeros(y.shape[1], np.float32), out=y)  # twice as fast as with a single zero
        y = self.outer(y)
        y += x
        return self.norm(y)
